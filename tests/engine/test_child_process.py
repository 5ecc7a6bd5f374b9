"""Watching a child: what is a hang, and what is only a machine that slept."""

import pytest

from app.engine import child_process
from app.engine.child_process import Watch
from app.engine.messages import Beat, Text


class _Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    clock = _Clock()
    monkeypatch.setattr(child_process, "time", clock)
    return clock


def _watched(watch: Watch, clock: _Clock, seconds: float, *, beats: bool, work: float = 0.0) -> bool:
    """Look every fifth of a second for *seconds*; return whether a hang was seen."""
    for _ in range(round(seconds * 5)):
        clock.now += 0.2
        if beats:
            watch.heard(Beat(1, work))
        if watch.hangs():
            return True
    return False


def test_silence_is_a_hang(clock: _Clock) -> None:
    watch = Watch()
    assert not _watched(watch, clock, 29, beats=False)
    assert _watched(watch, clock, 3, beats=False)


def test_signs_of_life_without_work_are_a_hang_too_but_later(clock: _Clock) -> None:
    watch = Watch()
    assert not _watched(watch, clock, 100, beats=True)
    assert _watched(watch, clock, 30, beats=True)


def test_words_and_work_are_life(clock: _Clock) -> None:
    watch = Watch()
    for number in range(10):
        assert not _watched(watch, clock, 100, beats=True, work=number * 3.0)
    watch.heard(Text(1, "x"))
    assert not _watched(watch, clock, 29, beats=False)


def test_a_machine_that_slept_for_hours_in_the_middle_of_a_request_goes_on(clock: _Clock) -> None:
    watch = Watch()
    assert not _watched(watch, clock, 20, beats=False)
    clock.now += 8 * 3600
    assert not watch.hangs()
    assert not _watched(watch, clock, 9, beats=False)
    assert _watched(watch, clock, 3, beats=False)
