"""A connection to an X server with a thread of its own, which hears its events and does what others ask of it."""

import logging
import os
import queue
import select
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import xcffib

from app.desktop.x11_connection import X11Connection

_log = logging.getLogger(__name__)

_ANSWER_S = 5.0
_IDLE_S = 30.0

T = TypeVar("T")


class X11Listener:
    """Hears the events of *connection* in a thread; the connection is used there only.

    Attributes:
        connection: The connection, for what runs in the thread.
    """

    def __init__(
        self,
        connection: X11Connection,
        hear: Callable[[xcffib.Event], None],
        *,
        idle: Callable[[], None] = lambda: None,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        """Call *hear* for each event, *idle* at least twice a minute, *ended* when the connection has ended."""
        self.connection = connection
        self._hear = hear
        self._idle = idle
        self._on_end = ended
        self._wishes: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._wake_end, self._wake = os.pipe()
        self._turn = threading.Lock()
        self._ending = False
        self._closed = False
        self._thread = threading.Thread(target=self._listen, name="x11-listener", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def do(self, act: Callable[[], T]) -> T:
        """Do *act* in the thread and return what it returns.

        Raises:
            OSError: The server is gone, or does not answer.
        """
        answer: Future[T] = Future()

        def run() -> None:
            try:
                answer.set_result(act())
            except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
                answer.set_exception(error)

        self._wishes.put(run)
        if not self._call():
            raise OSError("the connection to the X server has ended")
        try:
            return answer.result(_ANSWER_S)
        except (TimeoutError, xcffib.XcffibException) as error:
            raise OSError(str(error) or "the X server does not answer") from error

    def close(self) -> None:
        """End the thread and the connection."""
        self._ending = True
        if self._call():
            self._thread.join(_ANSWER_S)

    def _call(self) -> bool:
        """Wake the thread; return whether it still listens."""
        with self._turn:
            if not self._closed:
                os.write(self._wake, b"x")
            return not self._closed

    def _listen(self) -> None:
        try:
            while not self._ending:
                self._hear_events()
                self.connection.connection.flush()
                descriptor = self.connection.connection.get_file_descriptor()
                readable, _, _ = select.select([descriptor, self._wake_end], [], [], _IDLE_S)
                if self._wake_end in readable:
                    os.read(self._wake_end, 4096)
                while not self._wishes.empty():
                    self._wishes.get()()
                self._idle()
        except (xcffib.XcffibException, OSError):
            _log.info("the X server is gone", exc_info=True)
        finally:
            self._end()

    def _end(self) -> None:
        with self._turn:
            self._closed = True
            os.close(self._wake)
            os.close(self._wake_end)
        self.connection.close()
        self._on_end()

    def _hear_events(self) -> None:
        while True:
            try:
                event = self.connection.connection.poll_for_event()
                if event is None:
                    return
                self._hear(event)
            except xcffib.Error:
                _log.debug("a window that was answered is gone")
