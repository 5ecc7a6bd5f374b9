"""Requests that wait in the child, urgent ones first."""

import threading

from app.engine.messages import Complete, Prepare, Weigh, Work


def is_urgent(request: Work) -> bool:
    """Return whether *request* is to be answered before one in work."""
    return isinstance(request, Complete | Prepare | Weigh) and request.urgent


class RequestQueue:
    """A queue with a fast lane."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[Work] = []
        self._put_back: list[Work] = []

    def put(self, request: Work) -> None:
        """Put *request* into the queue."""
        with self._changed:
            self._waiting.append(request)
            self._changed.notify()

    def next(self) -> Work:
        """Wait for a request and take it."""
        with self._changed:
            while not self._put_back and not self._waiting:
                self._changed.wait()
            if self._put_back:
                return self._put_back.pop(0)
            return self._urgent() or self._waiting.pop(0)

    def next_urgent(self) -> Work | None:
        """Take an urgent request, if one waits."""
        if not self._waiting:  # looked at before each step
            return None
        with self._changed:
            return self._urgent()

    def put_back(self, request: Work) -> None:
        """Let *request* wait for the end of the one in work, before all others."""
        with self._changed:
            self._put_back.append(request)
            self._changed.notify()

    def remove(self, request_id: int) -> bool:
        """Take a request out that nobody wants any more; False when it is not there."""
        with self._changed:
            for queue in (self._put_back, self._waiting):
                for request in queue:
                    if request.id == request_id:
                        queue.remove(request)
                        return True
            return False

    def _urgent(self) -> Work | None:
        for request in self._waiting:
            if is_urgent(request):
                self._waiting.remove(request)
                return request
        return None
