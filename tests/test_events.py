"""Events and the wish to stop."""

import threading

import pytest

from app.errors import Cancelled
from app.events import Cancellation, Event, Pause


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


def waiting(pause: Pause, cancellation: Cancellation, outcome: list[str]) -> threading.Thread:
    """Return a started thread that waits at *pause* and tells how that ended."""

    def work() -> None:
        try:
            pause.wait(cancellation)
        except Cancelled:
            outcome.append("stopped")
        else:
            outcome.append("went on")

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_work_that_is_not_held_goes_on_at_once() -> None:
    pause, outcome = Pause(), list[str]()
    pause.hold()
    pause.go_on()
    waiting(pause, Cancellation(), outcome).join(5)
    assert outcome == ["went on"]


@pytest.mark.parametrize("end", ["went on", "stopped"])
def test_work_that_is_held_waits_until_it_may_go_on_or_is_to_stop(end: str) -> None:
    pause, cancellation, outcome = Pause(), Cancellation(), list[str]()
    pause.hold()
    thread = waiting(pause, cancellation, outcome)
    thread.join(0.05)
    assert thread.is_alive()
    if end == "went on":
        pause.go_on()
    else:
        cancellation.request()
    thread.join(5)
    assert outcome == [end]
