"""Downloads take no more of the line than the user allows, and do not wait for a line that only drips."""

import math
import random
from collections.abc import Iterator

import pytest

from app.errors import Cancelled
from app.events import Cancellation
from app.model_library.errand import Pace
from app.model_library.throttle import DripWatch, Throttle

_BLOCK = 1 << 16
_MEGABIT = 125_000.0


class StillClock:
    """A clock that moves only by pauses, and when the test moves it.

    Attributes:
        now: Seconds.
        pauses: How long each pause was.
    """

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    @property
    def pace(self) -> Pace:
        return Pace(lambda: self.now, self._pause)

    def _pause(self, seconds: float, cancellation: Cancellation) -> None:
        cancellation.raise_if_requested()
        self.pauses.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


def blocks(seed: int, least: int = 1) -> Iterator[int]:
    chooser = random.Random(seed)
    while True:
        yield chooser.randrange(least, _BLOCK)


@pytest.mark.parametrize("megabits", [1, 8, 1000])
@pytest.mark.parametrize("line", [0.0, 0.3, 0.9], ids=["endless", "quick", "hardly quicker"])
def test_the_limit_holds_at_each_moment_and_is_made_use_of(
    clock: StillClock, megabits: int, line: float
) -> None:
    """The line needs the share *line* of the time that the limit allows."""
    limit = megabits * _MEGABIT
    throttle = Throttle(lambda: limit, clock.pace)
    sizes = blocks(megabits)
    taken = 0
    while clock.now < 120 / megabits**0.5:
        count = next(sizes)
        clock.now += line * count / limit
        taken += count
        throttle.take(count, Cancellation())
        assert taken <= limit * (clock.now + 0.55)
    assert 0.95 <= taken / (limit * clock.now) <= 1.1


def test_a_slow_line_is_not_held_back_and_saves_hardly_anything_up(clock: StillClock) -> None:
    throttle = Throttle(lambda: _MEGABIT, clock.pace)
    for _ in range(100):
        clock.now += 10.0
        throttle.take(1000, Cancellation())
    assert clock.pauses == []
    before = clock.now
    for _ in range(20):
        throttle.take(_BLOCK, Cancellation())
    assert clock.now - before == pytest.approx(20 * _BLOCK / _MEGABIT - 0.5, abs=0.03)


def test_without_a_limit_nothing_waits(clock: StillClock) -> None:
    throttle = Throttle(lambda: 0.0, clock.pace)
    for count, _ in zip(blocks(1), range(1000), strict=False):
        throttle.take(count, Cancellation())
    assert clock.pauses == []


def test_another_limit_counts_from_the_next_block_on(clock: StillClock) -> None:
    limit = _MEGABIT
    throttle = Throttle(lambda: limit, clock.pace)

    def seconds_for(count: int) -> float:
        before = clock.now
        for _ in range(count):
            throttle.take(_BLOCK, Cancellation())
        return clock.now - before

    assert seconds_for(10) == pytest.approx(10 * _BLOCK / _MEGABIT)
    limit = 10 * _MEGABIT
    assert seconds_for(10) == pytest.approx(_BLOCK / _MEGABIT)
    limit = 0.0
    assert seconds_for(10) == 0
    limit = 2 * _MEGABIT
    assert seconds_for(10) == pytest.approx(5 * _BLOCK / _MEGABIT)


def test_no_pause_at_the_smallest_limit_keeps_a_new_limit_waiting(clock: StillClock) -> None:
    throttle = Throttle(lambda: _MEGABIT, clock.pace)
    for _ in range(50):
        throttle.take(_BLOCK, Cancellation())
    assert max(clock.pauses) < 0.6


def test_stopping_ends_a_pause(clock: StillClock) -> None:
    cancellation = Cancellation()
    cancellation.request()
    throttle = Throttle(lambda: _MEGABIT, clock.pace)
    with pytest.raises(Cancelled):
        throttle.take(_BLOCK, cancellation)
    assert clock.now == 0


def test_pauses_are_worth_it(clock: StillClock) -> None:
    throttle = Throttle(lambda: 1000 * _MEGABIT, clock.pace)
    for _ in range(1000):
        throttle.take(50_000, Cancellation())
    assert min(clock.pauses) > 0.02
    assert sum(clock.pauses) == pytest.approx(0.4, abs=0.03)


def test_pauses_that_take_longer_than_asked_for_are_made_up_for(clock: StillClock) -> None:
    limit = 100 * _MEGABIT

    def pause_roughly(seconds: float, _cancellation: Cancellation) -> None:
        clock.now += 0.016 * math.ceil(seconds / 0.016)  # as some systems' timers tick

    throttle = Throttle(lambda: limit, Pace(lambda: clock.now, pause_roughly))
    for _ in range(10_000):
        throttle.take(_BLOCK, Cancellation())
    assert 0.95 <= 10_000 * _BLOCK / (limit * clock.now) <= 1.01


def test_a_byte_a_second_is_a_drip_that_is_told_after_half_a_minute(clock: StillClock) -> None:
    watch = DripWatch(clock.pace, 5_000_000)
    told = []
    for second in range(1, 61):
        clock.now = float(second)
        if watch.drips(5_000_000 + second):
            told.append(second)
    assert told == [30, 60]


def test_a_slow_line_that_moves_on_is_no_drip(clock: StillClock) -> None:
    watch = DripWatch(clock.pace, 0)
    size = 0
    for second in range(1, 3600):
        clock.now = float(second)
        size += 1000
        assert not watch.drips(size)


def test_a_line_that_falls_asleep_is_a_drip_however_quick_it_was(clock: StillClock) -> None:
    watch = DripWatch(clock.pace, 0)
    clock.now = 30.0
    assert not watch.drips(10**9)
    clock.now = 59.0
    assert not watch.drips(10**9 + 1)
    clock.now = 60.0
    assert watch.drips(10**9 + 2)


def test_the_smallest_limit_is_no_drip(clock: StillClock) -> None:
    throttle, watch = Throttle(lambda: _MEGABIT, clock.pace), DripWatch(clock.pace, 0)
    size = 0
    while clock.now < 300:
        throttle.take(_BLOCK, Cancellation())
        size += _BLOCK
        assert not watch.drips(size)
