"""Whether drafts of mails are right about every value, and how much of the model's own words is kept.

`python -m benchmarks.email --model FILE` drafts 200 generated mails (`--cases 60` for a slow model) with facts and
notes whose values are known, English and Japanese half and half. The benchmark's own reader finds every number, date, amount, name, address
and code in subject and body and tells what nobody gave ("invented") and what is not there ("lost"); what the product marks for the user counts
apart. The peer is the same model behind `llama-server` with a plain prompt. Further rows, the same with
every model: what reaches the user of sentences that a stand-in for a bad model spoils in one value each; wrong promises and sound sentences that a
person writes into right drafts, and which of them are marked.

`--models A B C` measures one model after the other, `--without-model` the drafts with the notes as they are; `--verbose` tells each mistake.
"""

import argparse
import contextlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.engine.client import EngineClient
from app.engine.engine import Engine
from app.engine.hardware import EngineSettings
from app.errors import InputError
from app.history.runs import RunStore
from app.records import EmailResult
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary
from benchmarks.email_cases import Case, cases
from benchmarks.email_edits import planted_promises, sound_edits
from benchmarks.email_judge import Mistake, is_marked
from benchmarks.email_plain import plain_mail, prompt
from benchmarks.email_spoiling import spoilt_sentences
from benchmarks.engine_setup import Server, llama_server, model_file, option_parser, to_stderr
from benchmarks.report import Row, show
from benchmarks.side_by_side import side_by_side

_CASES, _QUICK_CASES = 200, 8
_SOUND, _QUICK_SOUND = 200, 60
_SPOILT, _SPOILT_CASES, _QUICK_SPOILT = 300, 100, 20
"""How many spoilt sentences, and the cases that they are drawn from."""
_SOUND_CASES = 120
"""Cases that the sound sentences are drawn from."""
_SMALLEST_WITH_TARGET_BYTES = 800_000_000
"""Of smaller models the share of kept words is only reported."""
_CONTEXT = 4096


@dataclass(slots=True)
class Drafts:
    """What came out of the cases."""

    count: int = 0
    refused: int = 0
    unmarked: list[Mistake] = field(default_factory=list)
    marked: list[Mistake] = field(default_factory=list)
    cases_with_unmarked: int = 0
    with_notes: int = 0
    by_model: int = 0
    notes: int = 0
    notes_by_model: int = 0
    seconds: float = 0.0

    def add(self, case: Case, result: EmailResult) -> list[Mistake]:
        """Judge *result* and return the mistakes that are not marked."""
        found = case.judge.mistakes(result.subject, result.body)
        hidden = [mistake for mistake in found if not is_marked(mistake, result)]
        self.count += 1
        self.unmarked += hidden
        self.marked += [mistake for mistake in found if mistake not in hidden]
        self.cases_with_unmarked += bool(hidden)
        self.seconds += result.seconds
        if case.notes:
            as_written = sum(finding.code == "notes-as-written" for finding in result.findings)
            by_model = result.method == "model"
            self.with_notes += 1
            self.by_model += by_model
            self.notes += len(case.notes)
            self.notes_by_model += len(case.notes) - as_written if by_model else 0
        return hidden


@dataclass(slots=True)
class PlainMails:
    """What the peer made of the same cases."""

    count: int = 0
    mistakes: list[Mistake] = field(default_factory=list)
    cases_with_mistakes: int = 0
    seconds: float = 0.0


def rows_of(drafts: Drafts, plain: PlainMails | None, *, target: bool) -> list[Row]:
    """Return the figures of the cases; *target* says whether kept words have one."""
    per_case = [_count(drafts.unmarked, what) / max(1, drafts.count) for what in ("invented", "lost")]
    theirs = [
        _count(plain.mistakes, what) / plain.count if plain and plain.count else None
        for what in ("invented", "lost")
    ]
    share = drafts.by_model / drafts.with_notes if drafts.with_notes else None
    in_words = drafts.notes_by_model / drafts.notes if drafts.notes else None
    return [
        Row("invented or lost values handed over unmarked", len(drafts.unmarked), None, 0),
        Row("  invented, a case (peer: all)", per_case[0], theirs[0]),
        Row("  lost, a case (peer: all)", per_case[1], theirs[1]),
        Row(
            "  share of cases with one (peer: any)",
            drafts.cases_with_unmarked / max(1, drafts.count),
            plain.cases_with_mistakes / plain.count if plain and plain.count else None,
        ),
        Row("invented values, marked for the user", _count(drafts.marked, "invented")),
        Row("lost values, marked for the user", _count(drafts.marked, "lost")),
        Row("cases refused", drafts.refused, None, 0),
        Row(
            "drafts with the model's own words, of those with notes",
            share,
            None,
            0.8 if target else None,
            "more",
        ),
        Row("notes in the model's own words", in_words),
        Row(
            "seconds a mail",
            drafts.seconds / max(1, drafts.count),
            plain.seconds / plain.count if plain and plain.count else None,
        ),
    ]


def _count(mistakes: Sequence[Mistake], what: str) -> int:
    return sum(mistake.what == what for mistake in mistakes)


def spoilt_rows(make: Callable[[Engine], EmailDrafting], *, quick: bool, verbose: bool) -> list[Row]:
    """Return what becomes of sentences that a stand-in for a model gets wrong or right."""
    found = spoilt_sentences(
        make, cases(_QUICK_SPOILT if quick else _SPOILT_CASES), _QUICK_SOUND if quick else _SPOILT
    )
    if verbose:
        _tell("spoilt sentences handed over unmarked", found.examples)
        _tell("right sentences not kept", found.refused)
    return [
        Row(f"sentences spoilt by a stand-in handed over unmarked, of {found.count}", found.unmarked),
        Row(f"right sentences of the stand-in kept, of {found.right}", found.share_of_right_kept),
    ]


def edit_rows(drafting: EmailDrafting, *, quick: bool, verbose: bool) -> list[Row]:
    """Return how many wrong promises and how many sound sentences are marked; *drafting* has no model."""
    wrong, right = planted_promises(drafting)
    sound = sound_edits(drafting, cases(_SOUND_CASES), _QUICK_SOUND if quick else _SOUND)
    if verbose:
        _tell("promises not marked", wrong.examples)
        _tell("right ones marked", right.examples)
        _tell("sound sentences marked", sound.examples)
    return [
        Row(f"planted wrong promises marked, of {wrong.count}", wrong.share, None, 0.8, "more"),
        Row(f"right sentences in their places marked, of {right.count}", right.share),
        Row(f"sound sentences marked, of {sound.count}", sound.share, None, 0.03),
    ]


def _tell(name: str, examples: Sequence[str]) -> None:
    to_stderr(f"{name}:")
    for example in examples:
        to_stderr(f"  {example}")


def measure_cases(
    chosen: Sequence[Case], drafting: EmailDrafting, peer: Callable[[Case], str] | None, *, verbose: bool
) -> tuple[Drafts, PlainMails | None]:
    """Draft *chosen*, and let the *peer* write the same mails, in turn."""
    drafts, plain = Drafts(), PlainMails() if peer else None
    for number, case in enumerate(chosen):
        sides: list[Callable[[], None]] = [partial(_ours, case, drafting, drafts, verbose=verbose)]
        if peer and plain:
            sides.append(partial(_theirs, case, peer, plain, verbose=verbose))
        for side in sides if number % 2 == 0 else reversed(sides):
            side()
        if (number + 1) % 10 == 0:
            to_stderr(
                f"{number + 1} of {len(chosen)}: {len(drafts.unmarked)} unmarked, {drafts.by_model} by the model"
            )
    return drafts, plain


def _ours(case: Case, drafting: EmailDrafting, drafts: Drafts, *, verbose: bool) -> None:
    try:
        result = drafting.draft(case.request)
    except InputError as error:
        drafts.refused += 1
        to_stderr(f"case {case.number} refused: {error.code} {dict(error.parameters)}")
        return
    hidden = drafts.add(case, result)
    if verbose:
        to_stderr(f"case {case.number}: {result.method}, {result.seconds:.1f} s, {len(hidden)} unmarked")
        for mistake in hidden:
            place = result.body[max(0, mistake.start - 30) : mistake.end + 30].replace("\n", " | ")
            to_stderr(
                f"case {case.number} ({case.request.template}, {case.language}): {mistake} in {place!r}"
            )


def _theirs(case: Case, peer: Callable[[Case], str], plain: PlainMails, *, verbose: bool) -> None:
    begun = time.perf_counter()
    text = peer(case)
    plain.seconds += time.perf_counter() - begun
    found = case.judge.mistakes("", text)
    plain.count += 1
    plain.mistakes += found
    plain.cases_with_mistakes += bool(found)
    if verbose:
        told = ", ".join(f"{mistake.what} {mistake.written!r}" for mistake in found)
        to_stderr(f"case {case.number}, plain prompt: {told or 'right'}")


def measured(options: argparse.Namespace, model: Path | None) -> list[Row]:
    """Measure everything with *model*, or without any."""
    chosen = cases(options.cases or (_QUICK_CASES if options.quick else _CASES))
    templates = TemplateLibrary()
    with tempfile.TemporaryDirectory() as folder, _engine(model, options.threads) as engine:
        runs = RunStore(Path(folder) / "records.sqlite", enabled=lambda: False)
        drafting = EmailDrafting(templates, lambda: engine, runs)
        with _server(model, options) as server:
            peer = (lambda case: plain_mail(server, prompt(case, templates))) if server else None
            drafts, plain = measure_cases(chosen, drafting, peer, verbose=options.verbose)
        without = EmailDrafting(templates, lambda: None, runs)
        edits = spoilt_rows(
            lambda stand_in: EmailDrafting(templates, lambda: stand_in, runs),
            quick=options.quick,
            verbose=options.verbose,
        )
        edits += edit_rows(without, quick=options.quick, verbose=options.verbose)
        runs.close()
    target = model is not None and model.stat().st_size >= _SMALLEST_WITH_TARGET_BYTES
    return [*rows_of(drafts, plain, target=target), *edits]


@contextlib.contextmanager
def _engine(model: Path | None, threads: int) -> Iterator[Engine | None]:
    if model is None:
        yield None
        return
    engine = EngineClient(model, settings=lambda _: EngineSettings(threads=threads, context=_CONTEXT))
    try:
        yield engine
    finally:
        engine.close()


@contextlib.contextmanager
def _server(model: Path | None, options: argparse.Namespace) -> Iterator[Server | None]:
    if model is None or options.without_peer:
        yield None
        return
    with llama_server(model, threads=options.threads, slots=1, context=_CONTEXT) as server:
        yield server


def _options() -> argparse.Namespace:
    parser = option_parser(__doc__)
    parser.add_argument(
        "--models", type=Path, nargs="+", metavar="FILE", help="several models, one after the other"
    )
    parser.add_argument("--without-model", action="store_true", help="drafts with the notes as they are")
    parser.add_argument("--without-peer", action="store_true", help="leave the plain prompt out")
    parser.add_argument("--cases", type=int, help=f"how many mails, {_CASES} by default")
    parser.add_argument("--verbose", action="store_true", help="tell each mistake")
    return parser.parse_args()


def main() -> int:
    """Draft the mails, judge them and print what they are worth."""
    options = _options()
    models: list[Path | None] = [None]
    if not options.without_model:
        models = [model_file(model) for model in options.models or [options.model]]
    tables: dict[str, list[Row]] = {}
    for model in models:
        rows = measured(options, model)
        count = options.cases or (_QUICK_CASES if options.quick else _CASES)
        share = f"{count} generated mails" + (" (a seeded share)" if options.quick else "")
        share += f", {options.threads} threads" if model else ", without a model"
        show("email", rows, model, as_json=options.json, share=share)
        tables[model.name.partition(".gguf")[0] if model else "no model"] = rows
    if len(models) > 1 and not options.json:
        print("\n" + "\n".join(side_by_side(tables)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
