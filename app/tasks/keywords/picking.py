"""Picking the keywords of reports: candidates and weights by statistics, order and kinds with the model."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.documents.reading import read_source
from app.engine.engine import Engine
from app.errors import DeskhandError, EngineError
from app.events import Cancellation
from app.history.runs import RunStore
from app.records import (
    Evidence,
    Failure,
    Finding,
    Keyword,
    KeywordsResult,
    Language,
    Method,
    Progress,
    Run,
    SourceText,
)
from app.tasks.keywords.candidates import Candidate, find_candidates
from app.tasks.keywords.kinds import ModelJudge, kind_by_code
from app.tasks.keywords.parts import KnownNames, filled_up
from app.tasks.keywords.weighing import weigh
from app.text.languages import detect_language
from app.text.messages import word
from app.text.orders import order_spans

_CONSIDERED = 2
"""The model orders so many times the keywords wanted."""
_MODEL_SHARE = 0.5
"""Part of the weight that the model's order has."""

_RESULTS = TypeAdapter(tuple[KeywordsResult, ...])


@dataclass(frozen=True, slots=True)
class _Report:
    source: SourceText
    language: Language
    candidates: list[Candidate]
    error: Failure | None = None


class KeywordPicking:
    """Picks the keywords of reports."""

    def __init__(self, find_engine: Callable[[], Engine | None], runs: RunStore) -> None:
        """Use the engine that *find_engine* gives, if any, and keep runs in *runs*."""
        self._find_engine = find_engine
        self._runs = runs

    def pick(
        self,
        files: Sequence[Path | SourceText],
        *,
        top: int = 10,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Iterator[KeywordsResult]:
        """Yield the keywords of each report, in the order given.

        A report that cannot be read yields a result with its error; the others go on.

        Args:
            files: Reports, or texts that were pasted.
            top: Most keywords a report.
            on_progress: Receives how many reports are done.
            cancellation: The user's wish to stop.

        Raises:
            EngineError: The model died.
            Cancelled: The user asked to stop.
        """
        run_id = self._runs.new_id()
        begun = time.monotonic()
        reports = []
        for number, file in enumerate(files):
            _look(cancellation)
            _tell(on_progress, "reading-reports", number, len(files))
            reports.append(_read(file))
        engine = self._find_engine()
        known = KnownNames(report.candidates for report in reports if report.language == "en")
        results: list[KeywordsResult] = []
        for number, report in enumerate(reports):
            _look(cancellation)
            _tell(on_progress, "picking-keywords", number, len(reports))
            others = [frozenset(c.key for c in other.candidates) for other in reports if other is not report]
            results.append(_pick_one(run_id, report, others, top, engine, cancellation, known))
            yield results[-1]
        _tell(on_progress, "picking-keywords", len(reports), len(reports))
        self._keep(run_id, results, engine, time.monotonic() - begun)

    def _keep(
        self, run_id: str, results: Sequence[KeywordsResult], engine: Engine | None, seconds: float
    ) -> None:
        given: dict[str, Any] = {"files": [result.file for result in results]}
        self._runs.keep(
            Run(
                id=run_id,
                job="keywords",
                started=datetime.now(UTC),
                title=", ".join(result.file for result in results),
                input=given,
                output={"results": _RESULTS.dump_python(tuple(results), mode="json")},
                evidence=tuple(
                    Evidence(result.file, result.text[start:end], start, end)
                    for result in results
                    for keyword in result.keywords
                    for start, end in keyword.spans[:1]
                ),
                method="model" if engine else "statistics",
                model=engine.model_name if engine else None,
                seconds=seconds,
            )
        )


def _read(file: Path | SourceText) -> _Report:
    try:
        source = file if isinstance(file, SourceText) else read_source(file)
    except DeskhandError as error:
        path = file if isinstance(file, Path) else Path(file.name)
        failure = Failure(error.code, dict(error.parameters))
        return _Report(SourceText(path.name, "", path), "en", [], failure)
    language = detect_language(source.text)
    return _Report(source, language, find_candidates(source.text, language))


def _pick_one(
    run_id: str,
    report: _Report,
    others: Sequence[frozenset[str]],
    top: int,
    engine: Engine | None,
    cancellation: Cancellation | None,
    known: KnownNames,
) -> KeywordsResult:
    begun = time.monotonic()
    text, name = report.source.text, report.source.name
    weighed = weigh(report.candidates, len(text), others, report.language)[: top * _CONSIDERED]
    method: Method = "statistics"
    judge = ModelJudge(engine, text, report.language, cancellation) if engine and weighed else None
    if judge:
        try:
            weighed = _reordered(judge, weighed)
            method = "model"
        except EngineError as error:
            if error.code != "text-too-long":
                raise
            judge = None
    chosen = weighed[:top]
    if report.language == "en":
        chosen = filled_up(text, chosen, known, top)
    return KeywordsResult(
        run=run_id,
        file=name,
        keywords=tuple(
            Keyword(c.text, round(weight, 4), _kind(c, judge, report.language), tuple(c.spans))
            for weight, c in chosen
        ),
        findings=tuple(
            Finding(
                "reads-like-an-order",
                {"source": report.source.name, "quote": text[start:end][:80]},
                start,
                end,
            )
            for start, end in order_spans(text)
        ),
        method=method,
        seconds=time.monotonic() - begun,
        text=text,
        error=report.error,
    )


def _reordered(
    judge: ModelJudge, weighed: Sequence[tuple[float, Candidate]]
) -> list[tuple[float, Candidate]]:
    """Return the candidates in an order that mixes their weights with the model's."""
    gains = judge.importance([candidate.text for _, candidate in weighed])
    ranks = sorted(range(len(gains)), key=lambda index: -gains[index])
    place = {index: rank for rank, index in enumerate(ranks)}
    mixed = [
        ((1 - _MODEL_SHARE) * weight + _MODEL_SHARE * (1 - place[index] / len(weighed)), candidate)
        for index, (weight, candidate) in enumerate(weighed)
    ]
    return sorted(mixed, key=lambda pair: -pair[0])


def _kind(candidate: Candidate, judge: ModelJudge | None, language: Language) -> str:
    known = kind_by_code(candidate)
    if known or judge is None:
        return known or "topic"
    names = {
        kind: word(f"kind-{kind}", language)
        for kind in ("product", "problem", "task", "place", "person", "organisation", "topic")
    }
    return judge.kind(candidate.text, names)


def _look(cancellation: Cancellation | None) -> None:
    if cancellation:
        cancellation.raise_if_requested()


def _tell(on_progress: Callable[[Progress], None] | None, label: str, done: int, total: int) -> None:
    if on_progress:
        on_progress(Progress(label, done, total))
