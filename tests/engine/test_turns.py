"""Who goes first, with threads and no model."""

import threading
from collections.abc import Callable

import pytest

from app.engine.turns import Priority, Turns
from app.errors import Cancelled
from app.events import Cancellation


def _in_thread(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_requests_of_a_lane_wait_for_each_other() -> None:
    turns, order = Turns(), []
    entered = threading.Event()

    def second() -> None:
        entered.set()
        with turns.turn(Priority.NORMAL, None):
            order.append("second")

    with turns.turn(Priority.NORMAL, None):
        thread = _in_thread(second)
        assert entered.wait(5)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]


def test_an_urgent_request_does_not_wait_for_others() -> None:
    turns = Turns()
    with turns.turn(Priority.NORMAL, None), turns.turn(Priority.URGENT, None):
        pass


def test_what_is_read_ahead_is_asked_to_give_way() -> None:
    turns = Turns()
    gave_way = threading.Event()
    with turns.turn(Priority.AHEAD, None) as wish:
        assert wish is not None
        wish.on_request(gave_way.set)

        def ask() -> None:
            with turns.turn(Priority.NORMAL, None) as other:
                assert other is None

        thread = _in_thread(ask)
        assert gave_way.wait(5)
    thread.join(5)
    assert not thread.is_alive()


def test_an_urgent_request_lets_reading_ahead_go_on() -> None:
    turns = Turns()
    with turns.turn(Priority.AHEAD, None) as wish, turns.turn(Priority.URGENT, None):
        assert wish is not None
        assert not wish.requested


def test_the_user_stops_reading_ahead_too() -> None:
    turns, cancellation = Turns(), Cancellation()
    with turns.turn(Priority.AHEAD, cancellation) as wish:
        cancellation.request()
        assert wish is not None
        assert wish.requested


def test_whoever_waits_can_stop_waiting() -> None:
    turns, cancellation = Turns(), Cancellation()
    cancellation.request()
    with (
        turns.turn(Priority.NORMAL, None),
        pytest.raises(Cancelled),
        turns.turn(Priority.NORMAL, cancellation),
    ):
        pytest.fail("had a turn")
    with pytest.raises(Cancelled), turns.turn(Priority.NORMAL, cancellation):
        pytest.fail("had a turn")
    with turns.turn(Priority.NORMAL, None):
        pass


def test_all_is_free_only_when_nobody_has_a_turn() -> None:
    turns = Turns()
    for priority in Priority:
        with turns.turn(priority, None), turns.all_free() as free:
            assert not free
    with turns.all_free() as free:
        assert free
