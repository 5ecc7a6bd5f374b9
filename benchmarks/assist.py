"""Whether the quick assist suggests what is wanted, how soon, and how soon its window is on the screen.

`python -m benchmarks.assist [--model FILE]`. A hundred texts of our own, half of them Japanese, with what a clerk wants
with each (`assist_cases.yaml`); they were written before anything was tuned, and tuned was on sixty others
(`assist_tuning_cases.yaml`, shown with `--tuning`, with what goes wrong). The peer is a classifier of letters that learns from those
sixty (TF-IDF, logistic regression). With a model the suggestion is reconsidered as in the window. The window is drawn on
whatever screen there is, without one on none: the window itself was made before, as in the program.
"""

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from app.engine.client import EngineClient
from app.engine.engine import Engine
from app.engine.hardware import EngineSettings, settings_for
from app.records import Language
from app.tasks.assist.suggesting import Suggesting, Suggestion
from app.tasks.email.answering import requests_of
from benchmarks.engine_setup import model_file, option_parser, to_stderr
from benchmarks.report import Row, show

_FOLDER = Path(__file__).resolve().parent
_TARGET, _TARGET_SECONDS, _TARGET_POPUP_MS = 0.90, 0.5, 150.0
_QUICK = 4
"""Every so manyeth case is looked at with `--quick`."""
_OPENINGS = 20
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Case:
    """One text."""

    text: str
    window: Language
    """Language of the window."""
    wanted: str
    """Key of the action that is wanted."""


def cases(name: str) -> list[Case]:
    """Return the cases of the file *name*."""
    rows = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [Case(row["text"], row["window"], row["wanted"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Figures:
    """How suggestions went."""

    right: int
    seconds: tuple[float, ...]

    def share(self, count: int) -> float:
        """Return the share of *count* that was right."""
        return self.right / max(count, 1)


def suggested(
    given: Sequence[Case], suggest: Callable[[Case], Suggestion], *, tell: Callable[[str], None] | None = None
) -> Figures:
    """Return how often the first of what *suggest* gives is the wanted one, and how long each took."""
    right, seconds = 0, []
    for case in given:
        begun = time.perf_counter()
        first = suggest(case).order[0]
        seconds.append(time.perf_counter() - begun)
        right += first == case.wanted
        if tell and first != case.wanted:
            tell(f"{case.wanted:10} not {first:10} {' '.join(case.text.split())[:_SHOWN]}")
    return Figures(right, tuple(seconds))


def learnt(given: Sequence[Case], examples: Sequence[Case]) -> int:
    """Return how many of *given* a classifier of letters gets right that has seen *examples*."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - slow to load
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to load
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - slow to load

    def seen(case: Case) -> str:
        return f"{case.window} {case.text}"

    judge = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True),
        LogisticRegression(C=10, max_iter=1_000),
    )
    judge.fit([seen(case) for case in examples], [case.wanted for case in examples])
    found = judge.predict([seen(case) for case in given])
    return sum(one == case.wanted for one, case in zip(found, given, strict=True))


def popup_milliseconds() -> float:
    """Return how long the window takes from the wish to its picture, the median of several openings."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded
    from benchmarks.assist_popup import opening_milliseconds  # noqa: PLC0415 - loads Qt

    return statistics.median(opening_milliseconds(_OPENINGS))


def _settings(threads: int) -> Callable[[Path], EngineSettings]:
    return lambda path: replace(settings_for(path), threads=threads)


def _asks(text: str) -> int:
    return len(requests_of(text))


def _measured(
    given: Sequence[Case], engine: Engine | None, tell: Callable[[str], None] | None
) -> tuple[Figures, Figures | None]:
    """Return what code suggests, and what the model makes of it."""
    by_code = Suggesting(lambda: None, _asks)
    for case in (*given[:2], *given[-2:]):
        by_code.at_once(case.text, case.window)  # loads the lists
    code = suggested(given, lambda case: by_code.at_once(case.text, case.window), tell=tell)
    if engine is None:
        return code, None
    both = Suggesting(lambda: engine, _asks)

    def reconsidered(case: Case) -> Suggestion:
        return both.reconsidered(case.text, case.window, both.at_once(case.text, case.window))

    reconsidered(given[0])  # loads the model
    return code, suggested(given, reconsidered, tell=tell)


def main() -> None:
    """Measure and print."""
    parser = option_parser(__doc__)
    parser.add_argument("--tuning", action="store_true", help="look at the cases that were tuned on")
    parser.add_argument("--without-model", action="store_true", help="what code alone suggests")
    options = parser.parse_args()
    model = None if options.without_model else model_file(options.model)
    examples = cases("assist_tuning_cases")
    given = examples if options.tuning else cases("assist_cases")
    given = given[::_QUICK] if options.quick else given
    engine = EngineClient(model, settings=_settings(options.threads)) if model else None
    tell = to_stderr if options.tuning else None
    try:
        code, both = _measured(given, engine, tell)
    finally:
        if engine:
            engine.close()
    theirs = None if options.tuning else learnt(given, examples) / len(given)
    rows = [
        Row(
            "first is the wanted one, code alone",
            code.share(len(given)),
            theirs,
            _TARGET,
            "more",
            absolute=True,
        ),
        Row("code alone, median ms", 1000 * statistics.median(code.seconds), target=10),
        Row("code alone, longest ms", 1000 * max(code.seconds)),
    ]
    if both:
        rows += [
            Row(
                "first is the wanted one, with the model",
                both.share(len(given)),
                theirs,
                _TARGET,
                "more",
                absolute=True,
            ),
            Row("with the model, median s", statistics.median(both.seconds), target=_TARGET_SECONDS),
            Row("with the model, longest s", max(both.seconds)),
        ]
    rows.append(Row("window on the screen, median ms", popup_milliseconds(), target=_TARGET_POPUP_MS))
    share = f"{len(given)} of {len(cases('assist_cases'))} cases" if options.quick else ""
    show("assist", rows, model, as_json=options.json, share=share)


if __name__ == "__main__":
    main()
