"""The border between threads: runs work beside the window and tells it there what happens."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.errors import Cancelled, DeskhandError
from app.events import Cancellation, Event
from app.records import Progress

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reports:
    """What work may call while it runs, from its own thread."""

    on_text: Callable[[str], None]
    """Another piece of text."""
    on_item: Callable[[object], None]
    """Another row, file, or other part of the result."""
    on_progress: Callable[[Progress], None]
    """How far it has come."""
    cancellation: Cancellation
    """The user's wish to stop."""


Work = Callable[[Reports], object]
"""Something that takes a while and returns its result."""

_News = tuple[str, object]


class JobBridge(QObject):
    """Runs one piece of work at a time in a thread of its own.

    All signals are emitted in the window's thread, in the order of the reports; reports that
    pile up while the window is busy arrive together. Receivers are bound methods of widgets.

    Signals:
        started: Work has begun.
        progressed: It came further.             arg: the newest Progress
        text_arrived: More text.                 arg: the text since the last time
        items_arrived: More parts of the result. arg: tuple of the parts since the last time
        finished: It is done.                    arg: what the work returned
        failed: It could not be done.            arg: the DeskhandError
        cancelled: The user stopped it.
    """

    started = Signal()
    progressed = Signal(object)
    text_arrived = Signal(str)
    items_arrived = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    _news_waiting = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._news: queue.SimpleQueue[_News] = queue.SimpleQueue()
        self._cancellation: Cancellation | None = None
        self._thread: threading.Thread | None = None
        self._news_waiting.connect(self._hand_over)

    @property
    def running(self) -> bool:
        """Whether work is under way."""
        return self._cancellation is not None

    def start(self, work: Work) -> bool:
        """Run *work* beside the window; return False when other work is still under way."""
        if self.running:
            return False
        self._cancellation = Cancellation()
        reports = Reports(
            on_text=self._reporter("text"),
            on_item=self._reporter("item"),
            on_progress=self._reporter("progress"),
            cancellation=self._cancellation,
        )
        self._thread = threading.Thread(target=self._run, args=(work, reports), daemon=True)
        self.started.emit()
        self._thread.start()
        return True

    def stop(self) -> None:
        """Ask the work to stop; `cancelled` follows within a second."""
        if self._cancellation is not None:
            self._cancellation.request()

    def wait(self, seconds: float) -> bool:
        """Wait for the thread at the program's end; return whether it ended in time."""
        if self._thread is not None:
            self._thread.join(seconds)
            return not self._thread.is_alive()
        return True

    def _reporter(self, kind: str) -> Callable[[object], None]:
        def report(fact: object) -> None:
            self._tell(kind, fact)

        return report

    def _tell(self, kind: str, fact: object) -> None:
        self._news.put((kind, fact))
        try:
            self._news_waiting.emit()
        except RuntimeError:  # the window is gone; nobody is left to hear it
            _log.debug("work went on after the window had closed")

    def _run(self, work: Work, reports: Reports) -> None:
        try:
            result = work(reports)
        except Cancelled as stopped:
            self._tell("cancelled", stopped)
        except DeskhandError as error:
            self._tell("failed", error)
        except Exception as error:  # noqa: BLE001 - the last border of the thread: the log has it
            _log.exception("unexpected failure of a job")
            self._tell("failed", DeskhandError("unexpected", detail=type(error).__name__))
        else:
            self._tell("finished", result)

    def _hand_over(self) -> None:
        """Emit what has been reported since the last time; neighbours of one kind go together."""
        pile: list[object] = []
        pile_kind = ""
        while True:
            try:
                kind, fact = self._news.get_nowait()
            except queue.Empty:
                break
            if kind != pile_kind:
                self._emit_pile(pile_kind, pile)
                pile, pile_kind = [], kind
            pile.append(fact)
        self._emit_pile(pile_kind, pile)

    def _emit_pile(self, kind: str, pile: list[object]) -> None:
        if not pile:
            return
        if kind == "progress":
            self.progressed.emit(pile[-1])
        elif kind == "text":
            self.text_arrived.emit("".join(str(text) for text in pile))
        elif kind == "item":
            self.items_arrived.emit(tuple(pile))
        else:
            self._end(kind, pile[-1])

    def _end(self, kind: str, fact: object) -> None:
        self._cancellation = None
        if kind == "finished":
            self.finished.emit(fact)
        elif kind == "failed":
            self.failed.emit(fact)
        else:
            self.cancelled.emit()


class EventBridge(QObject):
    """Turns an event of the core, emitted in any thread, into a signal in the window's thread.

    Signals:
        happened: The event was emitted.   arg: its fact
    """

    happened = Signal(object)

    def __init__(self, event: Event[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = event.subscribe(self._tell)
        self.destroyed.connect(self._leave)

    def _tell(self, fact: object) -> None:
        try:
            self.happened.emit(fact)
        except RuntimeError:  # the window is gone
            self._leave()
