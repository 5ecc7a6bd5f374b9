"""Which request the child takes next."""

from app.engine.messages import Complete, Prepare, Vectors, Weigh
from app.engine.request_queue import RequestQueue, is_urgent


def _complete(number: int, *, urgent: bool = False) -> Complete:
    return Complete(number, [], "", 1, 0.0, None, [], urgent)


def test_requests_come_out_in_their_order_and_urgent_ones_first() -> None:
    queue = RequestQueue()
    for request in (_complete(1), _complete(2), _complete(3, urgent=True), _complete(4, urgent=True)):
        queue.put(request)
    assert [queue.next().id for _ in range(4)] == [3, 4, 1, 2]


def test_only_urgent_ones_set_others_aside() -> None:
    queue = RequestQueue()
    queue.put(_complete(1))
    assert queue.next_urgent() is None
    queue.put(_complete(2, urgent=True))
    assert queue.next_urgent() == _complete(2, urgent=True)
    assert queue.next_urgent() is None


def test_one_that_found_no_room_waits_for_the_end_of_the_one_in_work() -> None:
    queue = RequestQueue()
    queue.put(_complete(1))
    queue.put_back(_complete(2, urgent=True))
    assert queue.next_urgent() is None
    assert [queue.next().id for _ in range(2)] == [2, 1]


def test_a_request_that_nobody_wants_any_more_is_taken_out() -> None:
    queue = RequestQueue()
    queue.put(_complete(1))
    queue.put(_complete(2))
    queue.put_back(_complete(3, urgent=True))
    assert queue.remove(1)
    assert queue.remove(3)
    assert not queue.remove(1)
    assert queue.next().id == 2


def test_what_is_urgent_says_so_and_vectors_never_are() -> None:
    assert is_urgent(Prepare(1, [], urgent=True))
    assert not is_urgent(Prepare(1, []))
    assert is_urgent(Weigh(1, [], among=True, best_only=False, rest=0.0, urgent=True))
    assert not is_urgent(Weigh(1, [], among=True, best_only=False, rest=0.0))
    assert not is_urgent(Vectors(1, [], "", ""))
