"""How well inquiries are sorted, how many by themselves, how fast, and how much their confidence means.

`python -m benchmarks.inquiries --model FILE` prints one table over public sets: `hint3-sofmattress` with all its training rows, with five a
category, and with descriptions only; `clinc150` with twenty a category; the dialogue acts of Japanese hotel customers. The
peer is words and letters alone (TF-IDF with a logistic regression), for the rows a minute `llama-server` with a JSON schema.

Only training rows are learnt from; the judge counts by itself what is right. `--only NAME` (several times) chooses sets,
`rate` the rows a minute; `clinc150-none` and `hotel-topics` are measured only where they are named. `--models A B C` measures one
model after the other and ends with their figures side by side; `--without-model` leaves the model out.
"""

import argparse
import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.engine.client import EngineClient
from app.engine.hardware import EngineSettings
from benchmarks.cascade import USUAL_THRESHOLD, Run, sort
from benchmarks.engine_setup import in_turn, llama_server, model_file, option_parser, to_stderr
from benchmarks.inquiry_judge import Judge
from benchmarks.inquiry_sets import DATA, QUICK_SETS, SETS, USUAL_SETS, SortingTask
from benchmarks.report import Row, show
from benchmarks.side_by_side import side_by_side
from benchmarks.sorting import ROUND, SLOTS, Peer, read_task
from benchmarks.words_alone import words_alone

_RATE = "rate"
_ROUNDS = 2
_TIMES_THE_SERVER = 20
_PRECISION = 0.9
_POINTS = 100


@dataclass(slots=True)
class Measured:
    """What was measured with one model, or without any."""

    rows: list[Row] = field(default_factory=list)
    sorted_rows: int = 0


def figures(task: SortingTask, run: Run, judge: Judge, plain: Judge) -> list[Row]:
    """Return what *run* and the peer made of *task*."""
    wanted = task.targets
    error, bound = judge.calibration
    rows = [
        Row("accuracy in scope", judge.accuracy, plain.accuracy, wanted.accuracy, "more", absolute=True),
        *_decided(task, run, judge, plain),
        Row("calibration error", error, plain.calibration[0], bound, "less", absolute=True),
    ]
    if judge.outside is not None:
        name = "out of scope recall, 90 % of the others kept"
        rows.append(Row(name, judge.outside, plain.outside, wanted.outside, "more", absolute=True))
    if wanted.above_peer is not None:
        points = _POINTS * (judge.accuracy - plain.accuracy)
        rows.append(
            Row("points above words and letters alone", points, None, _POINTS * wanted.above_peer, "more")
        )
    rows += [Row("seconds of learning", run.learning_seconds), Row("rows a minute", run.rate)]
    return [_named(f"{task.name}: {row.metric}", row) for row in rows]


def _decided(task: SortingTask, run: Run, judge: Judge, plain: Judge) -> list[Row]:
    """Return how much is decided without a person, by the judge's threshold and by the program's own."""
    alone = [not row.needs_person for row in run.rows]
    share, right = sum(alone) / len(alone), judge.precision(alone)
    # A share that is not right often enough is no success, however large.
    wanted = task.targets.decided if right is not None and right >= _PRECISION else None
    whose = "its own threshold" if run.expected else f"the usual threshold {USUAL_THRESHOLD:g}"
    rows = [
        Row(
            "decided at 90 % precision, by the judge's threshold",
            judge.decided,
            plain.decided,
            task.targets.decided,
            "more",
            absolute=True,
        ),
        Row(f"decided by itself, by {whose}", share, None, wanted, "more"),
        Row("share of right ones among these", right, None, _PRECISION, "more"),
    ]
    if run.expected:
        rows += [
            Row("its own threshold", run.expected.threshold),
            Row("decided by itself, as it expected", run.expected.share),
            Row("share of right ones among these, as it expected", 1 - (run.expected.error or 0.0)),
        ]
    return rows


def _named(name: str, row: Row) -> Row:
    return Row(name, row.ours, row.peer, row.target, row.better, row.absolute)


def _rates(
    task: SortingTask, engine: EngineClient, options: argparse.Namespace, model: Path
) -> tuple[Run, Row]:
    """Return one sorting of *task*, and the rows a minute beside the server's, measured in turn."""
    runs: list[Run] = []

    def ours() -> float:
        runs.append(sort(task, engine, options.keep_states))
        return runs[-1].rate

    rounds = 1 if options.quick else _ROUNDS
    with llama_server(model, threads=options.threads, slots=SLOTS, context=1024 * SLOTS) as server:
        theirs = Peer(read_task(rounds * ROUND), server)
        mine, peer = in_turn([ours, theirs.rate], rounds, say=to_stderr)
    name = f"{task.name}: rows a minute, beside llama-server with a JSON schema"
    return runs[0], Row(name, mine, peer, _TIMES_THE_SERVER, "more")


def measured(names: Sequence[str], options: argparse.Namespace, model: Path | None) -> Measured:
    """Measure the sets *names* with *model*, or without any."""
    found = Measured()
    with _engine(model, options.threads) as engine:
        done: dict[str, Run] = {}
        if _RATE in names and engine and model:
            fast = "sofmattress-few" if options.quick else "sofmattress"
            done[fast], rate = _rates(SETS[fast](quick=options.quick), engine, options, model)
            found.rows.append(rate)
            found.sorted_rows += len(done[fast].rows)
        for name in names:
            if name == _RATE:
                continue
            task = SETS[name](quick=options.quick)
            to_stderr(f"{task.name}: {len(task.examples)} examples, {len(task.rows)} rows")
            run = done.get(name) or sort(task, engine, options.keep_states)
            found.sorted_rows += len(task.rows) if name not in done else 0
            judge = Judge(task, [(row.category or "", row.confidence) for row in run.rows])
            found.rows += figures(task, run, judge, Judge(task, words_alone(task)))
            to_stderr(f"  accuracy {judge.accuracy:.3f}, decided {judge.decided:.3f}")
            if options.verbose:
                to_stderr("\n".join(judge.diagram()))
    return found


@contextlib.contextmanager
def _engine(model: Path | None, threads: int) -> Iterator[EngineClient | None]:
    if model is None:
        yield None
        return
    engine = EngineClient(model, settings=lambda _: EngineSettings(threads=threads, context=4096))
    try:
        yield engine
    finally:
        engine.close()


def _options() -> argparse.Namespace:
    parser = option_parser(__doc__)
    parser.add_argument(
        "--models", type=Path, nargs="+", metavar="FILE", help="several models, one after the other"
    )
    parser.add_argument("--without-model", action="store_true", help="rules and statistics alone")
    parser.add_argument("--only", action="append", choices=[*SETS, _RATE], help="measure this one")
    parser.add_argument(
        "--keep-states",
        type=Path,
        metavar="DIR",
        help="keep what the model made of examples for another time",
    )
    parser.add_argument("--verbose", action="store_true", help="show the reliability diagrams as well")
    return parser.parse_args()


def _names(options: argparse.Namespace) -> list[str]:
    names = options.only or [*(QUICK_SETS if options.quick else USUAL_SETS), _RATE]
    return [name for name in dict.fromkeys(names) if name != _RATE or not options.without_model]


def main() -> int:
    """Sort every set and print what it is worth."""
    options = _options()
    if not DATA.is_dir():
        sys.exit(f"the data sets are not there: {DATA}")
    models: list[Path | None] = [None]
    if not options.without_model:
        models = [model_file(model) for model in options.models or [options.model]]
    names = _names(options)
    tables: dict[str, list[Row]] = {}
    for model in models:
        found = measured(names, options, model)
        share = f"{', '.join(names)}; {found.sorted_rows} rows"
        share = f"a seeded share: {share}" if options.quick else share
        share += f", {options.threads} threads" if model else ", without a model"
        show("inquiries", found.rows, model, as_json=options.json, share=share)
        tables[model.name.partition(".gguf")[0] if model else "no model"] = found.rows
    if len(models) > 1 and not options.json:
        print("\n" + "\n".join(side_by_side(tables)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
