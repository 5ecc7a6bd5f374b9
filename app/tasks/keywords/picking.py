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
from app.errors import DeskhandError
from app.events import Cancellation
from app.history.runs import RunStore
from app.records import (
    Evidence,
    Failure,
    Finding,
    Gravity,
    Keyword,
    KeywordsResult,
    Language,
    Method,
    Progress,
    Run,
    SourceText,
)
from app.tasks.keywords.candidates import Candidate, find_candidates
from app.tasks.keywords.kinds import MOST_READ, ModelJudge, kind_by_code, question_about
from app.tasks.keywords.parts import KnownNames, filled_up
from app.tasks.keywords.weighing import weigh
from app.tasks.part_reading import unread_findings
from app.tasks.reading_ahead import read_ahead
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


@dataclass(frozen=True, slots=True)
class _Order:
    """What is the same for all reports of a run."""

    run: str
    top: int
    engine: Engine | None
    known: KnownNames
    cancellation: Cancellation | None


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
        reports = list(_read_all(files, on_progress, cancellation))
        engine = self._find_engine()
        known = KnownNames(report.candidates for report in reports if report.language == "en")
        order = _Order(run_id, top, engine, known, cancellation)
        results: list[KeywordsResult] = []
        for number, report in enumerate(reports):
            _look(cancellation)

            def on_part(share: float, number: int = number) -> None:
                _tell(on_progress, "picking-keywords", number + share, len(reports))

            others = [frozenset(c.key for c in other.candidates) for other in reports if other is not report]
            on_part(0.0)
            results.append(_pick_one(order, report, others, on_part))
            yield results[-1]
        _tell(on_progress, "picking-keywords", len(reports), len(reports))
        self._keep(run_id, results, engine, time.monotonic() - begun)

    def prepare(self, language: Language, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model is told before it is given a report in *language*.

        To be called when reports are about to be given. Nothing happens without a model or when it fails.

        Raises:
            Cancelled: The user asked to stop.
        """
        read_ahead(self._find_engine, lambda _: [question_about("", "", language)], cancellation)

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


def _read_all(
    files: Sequence[Path | SourceText],
    on_progress: Callable[[Progress], None] | None,
    cancellation: Cancellation | None,
) -> Iterator[_Report]:
    for number, file in enumerate(files):
        _look(cancellation)
        _tell(on_progress, "reading-reports", number, len(files))
        yield _read(file)


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
    order: _Order, report: _Report, others: Sequence[frozenset[str]], on_part: Callable[[float], None]
) -> KeywordsResult:
    begun = time.monotonic()
    text, language, top = report.source.text, report.language, order.top
    weighed = weigh(report.candidates, len(text), others, language)[: top * _CONSIDERED]
    method: Method = "statistics"
    findings = [
        Finding(
            "reads-like-an-order", {"source": report.source.name, "quote": text[start:end][:80]}, start, end
        )
        for start, end in order_spans(text)
    ]
    judge = ModelJudge(order.engine, text, language, order.cancellation) if order.engine and weighed else None
    if judge:
        gains = judge.importance([candidate for _, candidate in weighed], on_part)
        if any(gain is not None for gain in gains):
            method = "model"
            weighed = _reordered(weighed, gains)
            findings += unread_findings(report.source, judge.unread, MOST_READ, "rest-by-statistics")
        else:
            findings.append(Finding("report-not-read", {"source": report.source.name}, gravity=Gravity.NOTE))
    chosen = weighed[:top]
    if language == "en":
        chosen = filled_up(text, chosen, order.known, top)
    kinds = _kinds([candidate for _, candidate in chosen], judge, language)
    return KeywordsResult(
        run=order.run,
        file=report.source.name,
        keywords=tuple(
            Keyword(candidate.text, round(weight, 4), kind, tuple(candidate.spans))
            for (weight, candidate), kind in zip(chosen, kinds, strict=True)
        ),
        findings=tuple(findings),
        method=method,
        seconds=time.monotonic() - begun,
        text=text,
        error=report.error,
    )


def _reordered(
    weighed: Sequence[tuple[float, Candidate]], gains: Sequence[float | None]
) -> list[tuple[float, Candidate]]:
    """Return the candidates in an order that mixes their weights with the model's order; None was not in it."""
    known = {index: gain for index, gain in enumerate(gains) if gain is not None}
    ranks = sorted(known, key=lambda index: -known[index])
    place = {index: rank for rank, index in enumerate(ranks)}
    mixed = [
        ((1 - _MODEL_SHARE) * weight + _MODEL_SHARE * (1 - place[index] / len(ranks)), candidate)
        if index in place
        else (weight, candidate)
        for index, (weight, candidate) in enumerate(weighed)
    ]
    return sorted(mixed, key=lambda pair: -pair[0])


def _kinds(candidates: Sequence[Candidate], judge: ModelJudge | None, language: Language) -> list[str]:
    found = [kind_by_code(candidate) for candidate in candidates]
    if judge:
        names = {
            kind: word(f"kind-{kind}", language)
            for kind in ("product", "problem", "task", "place", "person", "organisation", "topic")
        }
        judged = iter(judge.kinds([c for c, kind in zip(candidates, found, strict=True) if not kind], names))
        found = [kind or next(judged) for kind in found]
    return [kind or "topic" for kind in found]


def _look(cancellation: Cancellation | None) -> None:
    if cancellation:
        cancellation.raise_if_requested()


def _tell(on_progress: Callable[[Progress], None] | None, label: str, done: float, total: int) -> None:
    if on_progress:
        on_progress(Progress(label, done, total))
