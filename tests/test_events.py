"""Events and the wish to stop."""

import pytest

from app.errors import Cancelled
from app.events import Cancellation, Event


def test_receivers_hear_a_fact_in_the_order_of_their_subscription() -> None:
    heard: list[str] = []
    event: Event[str] = Event()
    event.subscribe(lambda fact: heard.append("first " + fact))
    event.subscribe(lambda fact: heard.append("second " + fact))
    event.emit("rain")
    assert heard == ["first rain", "second rain"]


def test_an_ended_subscription_hears_nothing_more() -> None:
    heard: list[int] = []
    event: Event[int] = Event()
    leave = event.subscribe(heard.append)
    event.emit(1)
    leave()
    event.emit(2)
    assert heard == [1]


def test_a_receiver_may_leave_while_it_is_called() -> None:
    event: Event[int] = Event()
    heard: list[int] = []

    def hear_and_leave(fact: int) -> None:
        heard.append(fact)
        leave()

    leave = event.subscribe(hear_and_leave)
    event.subscribe(heard.append)
    event.emit(1)
    event.emit(2)
    assert heard == [1, 1, 2]


def test_work_goes_on_until_a_stop_is_requested() -> None:
    cancellation = Cancellation()
    cancellation.raise_if_requested()
    cancellation.request()
    assert cancellation.requested
    with pytest.raises(Cancelled):
        cancellation.raise_if_requested()


def test_a_reaction_is_called_once_however_often_the_stop_is_requested() -> None:
    calls: list[str] = []
    cancellation = Cancellation()
    cancellation.on_request(lambda: calls.append("stop"))
    cancellation.request()
    cancellation.request()
    assert calls == ["stop"]


def test_a_late_reaction_is_called_at_once_and_a_forgotten_one_never() -> None:
    calls: list[str] = []
    cancellation = Cancellation()
    forget = cancellation.on_request(lambda: calls.append("forgotten"))
    forget()
    cancellation.request()
    cancellation.on_request(lambda: calls.append("late"))
    assert calls == ["late"]
