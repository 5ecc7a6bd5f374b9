"""The border between threads: runs work beside the window and tells it there what happens."""

import logging
import queue
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Cancelled, DeskhandError
from app.events import Cancellation, Event
from app.records import Progress

_log = logging.getLogger(__name__)


_TURN_S = 0.0001
_PAUSE_MS = 40
"""Between two times that reports are handed over: each is followed by drawing."""


def let_window_go_first() -> None:
    """Have work in other threads hand the interpreter over at once when the window wants it.

    Each call into Qt gives it away and has to get it back: with Python's own 5 ms, making a page beside
    busy work takes seven times as long as alone, with this twice as long.
    """
    sys.setswitchinterval(_TURN_S)


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


class _LetterBox:
    """Takes reports in the thread of the work.

    It holds its bridge weakly: a QObject must not have its end in another thread than its own.
    """

    def __init__(self, bridge: "JobBridge") -> None:
        self._bridge = weakref.ref(bridge)
        self._news: queue.SimpleQueue[_News] = queue.SimpleQueue()
        self._called = False
        self._closed = False
        self._calling = threading.Lock()

    def put(self, kind: str, fact: object) -> None:
        """Put a report in, and call the bridge unless it was called already."""
        self._news.put((kind, fact))
        if self._called:
            return
        self._called = True
        bridge = self._bridge()
        if bridge is not None:
            with self._calling:  # so that the bridge's end waits until it was called
                if not self._closed:
                    bridge.call()

    def close(self) -> None:
        """Call nobody any more: the bridge comes to its end."""
        with self._calling:
            self._closed = True

    def take_all(self) -> list[_News]:
        """Return what was put in since the last time."""
        self._called = False  # before it is emptied: what is put in from now on calls again
        news = []
        while not self._news.empty():
            news.append(self._news.get_nowait())
        return news


def _run(work: Work, reports: Reports, box: _LetterBox) -> None:
    """Do *work* in a thread of its own and report how it ended."""
    try:
        result = work(reports)
    except Cancelled as stopped:
        box.put("cancelled", stopped)
    except DeskhandError as error:
        box.put("failed", error)
    except Exception as error:  # noqa: BLE001 - the last border of the thread: the log has it
        _log.exception("unexpected failure of a job")
        box.put("failed", DeskhandError("unexpected", detail=type(error).__name__))
    else:
        box.put("finished", result)


class JobBridge(QObject):
    """Runs one piece of work at a time in a thread of its own.

    All signals are emitted in the window's thread, some times a second; what was reported since the
    last time arrives together, texts and parts in the order of the reports, then the newest progress.
    Receivers are bound methods of widgets.

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
        self._letter_box = _LetterBox(self)
        self._cancellation: Cancellation | None = None
        self._thread: threading.Thread | None = None
        self._pausing = False
        self._news_waiting.connect(self._hear)
        self.destroyed.connect(self._letter_box.close)

    @property
    def running(self) -> bool:
        """Whether work is under way."""
        return self._cancellation is not None

    def start(self, work: Work, *, after_ms: int = 0) -> bool:
        """Run *work* beside the window; return False when other work is still under way.

        With *after_ms*, what `started` has changed in the window is drawn first: beside busy work it would take
        several times as long.
        """
        if self.running:
            return False
        self._cancellation = Cancellation()
        box = self._letter_box
        reports = Reports(
            on_text=partial(box.put, "text"),
            on_item=partial(box.put, "item"),
            on_progress=partial(box.put, "progress"),
            cancellation=self._cancellation,
        )
        self._thread = threading.Thread(target=_run, args=(work, reports, box), daemon=True)
        self.started.emit()
        if after_ms:
            QTimer.singleShot(after_ms, self, self._thread.start)
        else:
            self._thread.start()
        return True

    def stop(self) -> None:
        """Ask the work to stop; `cancelled` follows within a second."""
        if self._cancellation is not None:
            self._cancellation.request()

    def wait(self, seconds: float) -> bool:
        """Wait for the thread at the program's end; return whether it ended in time."""
        if self._thread is not None and self._thread.ident is not None:
            self._thread.join(seconds)
            return not self._thread.is_alive()
        return True

    def call(self) -> None:
        """Say from any thread that there are reports."""
        try:
            self._news_waiting.emit()
        except RuntimeError:  # the window is gone; nobody is left to hear it
            _log.debug("work went on after the window had closed")

    def _hear(self) -> None:
        """Hand over what was reported, unless that was done a moment ago."""
        if not self._pausing:
            self._hand_over()

    def _end_pause(self) -> None:
        self._pausing = False
        self._hand_over()

    def _hand_over(self) -> None:
        """Emit what has been reported since the last time: neighbours of one kind together, then how far it is."""
        news = self._letter_box.take_all()
        if not news:
            return
        self._pausing = True
        QTimer.singleShot(_PAUSE_MS, self, self._end_pause)
        progress = [fact for kind, fact in news if kind == "progress"]
        for kind, pile in groupby((one for one in news if one[0] != "progress"), key=itemgetter(0)):
            facts = [fact for _, fact in pile]
            if kind == "text":
                self.text_arrived.emit("".join(map(str, facts)))
            elif kind == "item":
                self.items_arrived.emit(tuple(facts))
            else:
                self._tell_progress(progress)
                progress = []
                self._end(kind, facts[-1])
        self._tell_progress(progress)

    def _tell_progress(self, reported: list[object]) -> None:
        if reported:
            self.progressed.emit(reported[-1])

    def _end(self, kind: str, fact: object) -> None:
        self.wait(1)  # the thread has only to leave; it must not be the last to know this object
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
