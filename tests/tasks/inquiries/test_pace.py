"""The remaining time rests on what was just seen."""

from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.pace import Pace
from app.tasks.inquiries.sample import sample_of


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def walk(pace: Pace, clock: Clock, done: int, rows: int, seconds_each: float) -> int:
    for _ in range(rows):
        clock.now += seconds_each
        done += 1
        pace.reached(done)
    return done


def test_nothing_is_said_before_enough_was_seen() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.rate is None
    pace.restart(0)
    walk(pace, clock, 0, 10, 0.1)
    assert pace.remaining(100) is None


def test_slow_rows_after_fast_ones_soon_tell_what_comes() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.restart(0)
    done = walk(pace, clock, 0, 10_000, 0.001)
    assert round(pace.remaining(1000) or 0) == 1
    walk(pace, clock, done, 70, 1.0)
    assert 990 <= (pace.remaining(1000) or 0) <= 1010


def test_time_that_was_held_does_not_count() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.restart(0)
    done = walk(pace, clock, 0, 100, 0.1)
    clock.now += 3600
    pace.stood_still(3600)
    walk(pace, clock, done, 10, 0.1)
    assert round(pace.rate or 0, 3) == 10


def test_rows_of_an_earlier_run_say_nothing() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.restart(0)
    done = walk(pace, clock, 0, 5000, 0.001)
    pace.restart(done)
    walk(pace, clock, done, 10, 1.0)
    assert round(pace.rate or 0, 3) == 1


def test_what_is_taken_down_does_not_grow() -> None:
    clock = Clock()
    pace = Pace(clock)
    walk(pace, clock, 0, 100_000, 0.1)
    assert len(pace._seen) < 300


def test_a_sample_is_spread_over_all_rows_and_the_same_each_time() -> None:
    rows = [Inquiry(row, "", "a.csv") for row in range(1, 10_001)]
    sample = sample_of(rows, 100)
    assert sample == sample_of(rows, 100)
    numbers = [inquiry.row for inquiry in sample]
    assert all(100 * part < number <= 100 * (part + 1) for part, number in enumerate(numbers))
    assert sample_of(rows[:50], 100) == rows[:50]
