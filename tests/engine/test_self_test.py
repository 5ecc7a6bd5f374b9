"""The self-test chooses what is fastest, and gives up early what is not."""

import math
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.engine.engine import Completion
from app.engine.hardware import EngineSettings
from app.engine.self_test import Speed, SpeedMeter, candidates, run_self_test
from app.errors import Cancelled, EngineError
from app.events import Cancellation
from app.records import Progress
from tests.fakes import FakeEngine

_BASE = EngineSettings(threads=4, context=2048)
_CUDA = Path("/back ends/cuda")


def _threads(found: list[EngineSettings]) -> list[int]:
    return [one.threads for one in found]


@pytest.mark.parametrize(
    ("cores", "threads"),
    [(1, [1]), (2, [2, 1]), (3, [3, 2, 1]), (4, [4, 3, 2]), (8, [8, 7, 4]), (16, [16, 15, 8])],
)
def test_without_a_graphics_processor_only_threads_are_tried(cores: int, threads: list[int]) -> None:
    found = candidates(_BASE, cores, {None: False})
    assert _threads(found) == threads
    assert {(one.gpu_layers, one.context, one.library_folders) for one in found} == {(0, 2048, ())}


def test_each_back_end_is_tried_and_graphics_where_it_sees_some() -> None:
    found = candidates(_BASE, 4, {_CUDA: True, None: False})
    tried = [(one.threads, one.gpu_layers, one.library_folders) for one in found]
    assert tried == [(4, 0, ()), (4, -1, (_CUDA,)), (4, 0, (_CUDA,)), (3, 0, ()), (2, 0, ())]


def _speed(job_seconds: float) -> Speed:
    return Speed(reading=600 / job_seconds, writing=120 / job_seconds)


def _measure(seconds: dict[int, float | EngineError]) -> Callable[[EngineSettings, float, Cancellation], Any]:
    def measure(settings: EngineSettings, best: float, _wish: Cancellation) -> Speed | None:
        found = seconds[settings.threads]
        if isinstance(found, EngineError):
            raise found
        return None if found > best * 1.15 else _speed(found)

    return measure


def test_a_typical_job_reads_300_and_writes_60() -> None:
    assert Speed(reading=100, writing=10).job_seconds == pytest.approx(9)


def test_the_fastest_is_first_and_what_was_given_up_has_no_speed() -> None:
    told: list[Progress] = []
    trials = run_self_test(
        candidates(_BASE, 4, {None: False}), _measure({4: 10, 3: 8, 2: 20}), on_progress=told.append
    )
    assert [trial.settings.threads for trial in trials] == [3, 4, 2]
    assert trials[0].speed == _speed(8)
    assert trials[2].speed is None
    assert [(one.label, one.done, one.total) for one in told] == [
        ("finding-settings", i, 3) for i in range(3)
    ]


def test_the_usual_settings_stay_where_nothing_else_is_clearly_faster() -> None:
    tried = candidates(_BASE, 4, {None: False})
    assert run_self_test(tried, _measure({4: 10, 3: 9.6, 2: 9.7}))[0].settings.threads == 4
    assert run_self_test(tried, _measure({4: 10, 3: 9.6, 2: 9.4}))[0].settings.threads == 2


def test_what_fails_is_passed_over() -> None:
    broken = EngineError("model-stopped", status="signal 11")
    trials = run_self_test(candidates(_BASE, 4, {None: False}), _measure({4: broken, 3: 9, 2: 8}))
    assert trials[0].settings.threads == 2
    assert [trial.error for trial in trials] == [None, None, broken]


def test_when_nothing_works_the_first_reason_is_told() -> None:
    errors = [EngineError("model-not-loadable"), EngineError("model-stopped")]
    with pytest.raises(EngineError) as caught:
        run_self_test(candidates(_BASE, 2, {None: False}), _measure({2: errors[0], 1: errors[1]}))
    assert caught.value is errors[0]


def test_a_wish_to_stop_ends_it_before_the_next_candidate() -> None:
    wish = Cancellation()
    measured: list[int] = []

    def measure(settings: EngineSettings, _best: float, _wish: Cancellation) -> Speed:
        measured.append(settings.threads)
        wish.request()
        return _speed(1)

    with pytest.raises(Cancelled):
        run_self_test(candidates(_BASE, 4, {None: False}), measure, cancellation=wish)
    assert measured == [4]


# Measuring


class TimedEngine(FakeEngine):
    """An engine that takes as long a token as the test says, without taking it."""

    def __init__(self, reading: float, writing: float, *, written: int = 16, waits: bool = False) -> None:
        super().__init__()
        self.reading, self.writing, self.written, self.waits = reading, writing, written, waits
        self.asked: list[tuple[str, int]] = []
        self.closed = False

    def complete(self, conversation: Any, **settings: Any) -> Completion:
        length, wish = settings["max_tokens"], settings["cancellation"]
        self.asked.append((conversation[0].text, length))
        if self.waits and len(self.asked) > 1:
            stopped = _waited_for(wish)
            assert stopped
            raise Cancelled
        if length == 1:
            return Completion("1", "length", 100, 1, 100 * self.reading)
        reason = "length" if self.written == length else "stop"
        steps = self.written + (reason == "stop")
        return Completion("1", reason, 100, self.written, steps * self.writing)  # type: ignore[arg-type]

    def close(self) -> None:
        self.closed = True


def _waited_for(wish: Cancellation) -> bool:
    """Wait until the stop is asked for."""
    asked = threading.Event()
    wish.on_request(asked.set)
    return asked.wait(timeout=5)


def _measured(engine: TimedEngine, best: float = math.inf) -> Speed | None:
    return SpeedMeter(lambda _settings: engine).measure(_BASE, best, Cancellation())


def test_reading_and_writing_are_measured_apart() -> None:
    engine = TimedEngine(reading=0.02, writing=0.1)
    speed = _measured(engine)
    assert speed
    assert [speed.reading, speed.writing] == pytest.approx([50, 10])
    assert [length for _, length in engine.asked] == [1, 1, 16]
    assert engine.closed


@pytest.mark.parametrize("written", [0, 3])
def test_an_answer_that_ends_early_is_measured_too(written: int) -> None:
    speed = _measured(TimedEngine(reading=0.02, writing=0.1, written=written))
    assert speed
    assert speed.writing == pytest.approx(10)


def test_a_fast_model_is_measured_several_times_with_texts_that_begin_differently() -> None:
    engine = TimedEngine(reading=0.001, writing=0.01)
    _measured(engine)
    notes = [note for note, length in engine.asked[1:] if length == 1]
    assert len(notes) == 3
    assert len({note[:1] for note in notes}) == 3


def test_what_is_clearly_slower_is_stopped_while_it_reads() -> None:
    engine = TimedEngine(0, 0, waits=True)
    assert _measured(engine, best=0.1) is None
    assert len(engine.asked) == 2
    assert engine.closed


def test_an_engine_that_fails_is_ended() -> None:
    engine = TimedEngine(0, 0)
    engine.complete = _fails  # type: ignore[method-assign]
    with pytest.raises(EngineError):
        _measured(engine)
    assert engine.closed


def _fails(*_: Any, **_settings: Any) -> Completion:
    raise EngineError("not-enough-memory-to-work")


def test_the_user_s_wish_to_stop_reaches_the_engine() -> None:
    wish = Cancellation()
    wish.request()
    engine = TimedEngine(0.02, 0.1, waits=True)
    with pytest.raises(Cancelled):
        SpeedMeter(lambda _settings: engine).measure(_BASE, math.inf, wish)
    assert engine.closed
