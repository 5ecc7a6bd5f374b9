"""The self-test: tries out with which threads, and with or without a graphics processor, a model is fastest here."""

import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from app.engine.engine import Completion, Engine, Message
from app.engine.hardware import EngineSettings
from app.errors import Cancelled, EngineError
from app.events import Cancellation
from app.records import Progress

_TYPICAL_READ = 300
_TYPICAL_WRITTEN = 60
_CLEARLY_SLOWER = 1.15
"""What takes so many times the best's time is given up: measuring on a busy machine is no more exact."""
_FAVOUR = 0.95
"""The usual settings stay where nothing else is faster by more than a twentieth."""
_LONGEST_START_SECONDS = 20.0
"""Loading and a first step may take so long, or several times as long as the first candidate took."""
_START_FACTOR = 3.0
_ENOUGH_SECONDS = 1.0
"""A small model is measured again until so much was measured in all; the fastest round counts."""
_MOST_ROUNDS = 3
_WRITTEN = 16
_NOTE = (
    "The delivery of Monday arrived one day late because the lorry had waited at the border. All forty boxes were "
    "counted in the yard and two of them were found to be wet."
)
_NOTE_TOKENS = 80
"""About what the note, the question and the template's own text take; models differ by a tenth."""
_QUESTION = "Count up to forty."
_BEGINNING = "1, 2, 3, 4, 5, 6,"
"""Every model knows how to go on for a while."""


class MeasuredEngine(Engine, Protocol):
    """An engine that can be ended."""

    def close(self) -> None:
        """End it and give its memory back."""
        ...


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a model works, in tokens a second."""

    reading: float
    writing: float

    @property
    def job_seconds(self) -> float:
        """Seconds for a typical job: 300 tokens to read, 60 to write."""
        return _TYPICAL_READ / self.reading + _TYPICAL_WRITTEN / self.writing


@dataclass(frozen=True, slots=True)
class Trial:
    """How one candidate came out."""

    settings: EngineSettings
    speed: Speed | None = None
    """None when it failed, or was given up as clearly slower."""
    error: EngineError | None = None
    """Why it failed."""


Measure = Callable[[EngineSettings, float, Cancellation], Speed | None]
"""Measures a candidate; None when its typical job would clearly take longer than the seconds given."""


def candidates(
    base: EngineSettings, cores: int, with_graphics: Mapping[Path | None, bool]
) -> list[EngineSettings]:
    """Return what is worth trying, the usual settings with the built-in library first.

    Args:
        base: Settings whose context is kept.
        cores: Cores that may be used.
        with_graphics: Whether a back end sees a graphics processor; None is the built-in one.
    """
    plain = replace(base, threads=cores, gpu_layers=0, library_folders=())
    others = [replace(plain, library_folders=(folder,)) for folder in with_graphics if folder]
    on_graphics = [
        replace(plain, gpu_layers=-1, library_folders=(folder,) if folder else ())
        for folder, sees in with_graphics.items()
        if sees
    ]
    fewer = [replace(plain, threads=threads) for threads in (cores - 1, cores // 2) if threads]
    return list(dict.fromkeys([plain, *on_graphics, *others, *fewer]))


def run_self_test(
    tried: Sequence[EngineSettings],
    measure: Measure,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    cancellation: Cancellation | None = None,
) -> list[Trial]:
    """Return the trials of all candidates, the best first; the first candidate unless another is clearly faster.

    Raises:
        EngineError: None of them works.
        Cancelled: The user asked to stop.
    """
    wish = cancellation or Cancellation()
    trials: list[Trial] = []
    best = math.inf
    for number, settings in enumerate(tried):
        wish.raise_if_requested()
        if on_progress:
            on_progress(Progress("finding-settings", number, len(tried)))
        try:
            speed = measure(settings, best, wish)
        except EngineError as error:
            trials.append(Trial(settings, error=error))
            continue
        trials.append(Trial(settings, speed))
        best = min(best, speed.job_seconds if speed else math.inf)
    usual = trials[0]

    def seconds(trial: Trial) -> float:
        if trial.speed is None:
            return math.inf
        return trial.speed.job_seconds * (_FAVOUR if trial is usual else 1.0)

    trials.sort(key=seconds)
    if trials[0].error:
        raise trials[0].error
    return trials


class SpeedMeter:
    """Measures engines, each started for it and ended afterwards."""

    def __init__(self, make: Callable[[EngineSettings], MeasuredEngine]) -> None:
        """Start the engine of a candidate with *make*."""
        self._make = make
        self._start_seconds = math.inf

    def measure(self, settings: EngineSettings, best: float, cancellation: Cancellation) -> Speed | None:
        """Return how fast *settings* are; see `Measure`.

        Raises:
            EngineError: They do not work.
            Cancelled: The user asked to stop.
        """
        engine = self._make(settings)
        try:
            if not self._start(engine, cancellation):
                return None
            return _fastest(engine, best * _CLEARLY_SLOWER, cancellation)
        finally:
            engine.close()

    def _start(self, engine: Engine, cancellation: Cancellation) -> bool:
        """Let *engine* load and touch all of its weights; return False when that takes far too long."""
        patience = max(_LONGEST_START_SECONDS, _START_FACTOR * self._start_seconds)
        begun = time.monotonic()
        if not _within(patience, cancellation, partial(_asked, engine, "Start.", 1)):
            return False
        if math.isinf(self._start_seconds):
            self._start_seconds = time.monotonic() - begun
        return True


def _fastest(engine: Engine, limit: float, cancellation: Cancellation) -> Speed | None:
    """Return the best of some rounds; None when a typical job would take more than *limit* seconds."""
    read_seconds = written_seconds = math.inf
    """Seconds a token."""
    spent = 0.0
    for number in range(_MOST_ROUNDS):
        note = f"{number}. {_NOTE}"  # another beginning, so that nothing is remembered
        patience = limit * _NOTE_TOKENS / _TYPICAL_READ
        read = _within(patience, cancellation, partial(_asked, engine, note, 1))
        if read is None:
            return None
        read_seconds = min(read_seconds, read.seconds / read.prompt_tokens)
        left = limit - _TYPICAL_READ * read_seconds
        patience = left * _WRITTEN / _TYPICAL_WRITTEN
        written = _within(patience, cancellation, partial(_asked, engine, note, _WRITTEN))
        if written is None:
            return None
        steps = written.written_tokens + (written.finish_reason == "stop")
        written_seconds = min(written_seconds, written.seconds / steps)
        spent += read.seconds + written.seconds
        if spent >= _ENOUGH_SECONDS:
            break
    return Speed(reading=1 / read_seconds, writing=1 / written_seconds)


def _asked(engine: Engine, note: str, length: int, wish: Cancellation) -> Completion:
    """Let *engine* read a note and write up to *length* tokens; with one, reading is all it does."""
    return engine.complete(
        [Message("system", note), Message("user", _QUESTION)],
        answer_start=_BEGINNING,
        max_tokens=length,
        cancellation=wish,
    )


def _within(
    seconds: float, cancellation: Cancellation, work: Callable[[Cancellation], Completion]
) -> Completion | None:
    """Return what *work* gives, or None when it was stopped after *seconds*.

    Raises:
        Cancelled: The user asked to stop.
    """
    wish = Cancellation()
    forget = cancellation.on_request(wish.request)
    timer = threading.Timer(max(seconds, 0.0), wish.request) if math.isfinite(seconds) else None
    if timer:
        timer.daemon = True
        timer.start()
    try:
        return work(wish)
    except Cancelled:
        cancellation.raise_if_requested()
        return None
    finally:
        forget()
        if timer:
            timer.cancel()
