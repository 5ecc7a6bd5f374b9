"""Work beside the window: what it reports arrives in the window's thread, in order."""

import threading

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from app.errors import Cancelled, DeskhandError, DocumentError
from app.events import Event
from app.records import Progress
from app.ui.job_bridge import EventBridge, JobBridge, Reports


class Listener(QObject):
    """Writes down what it hears, and in which thread."""

    def __init__(self, bridge: JobBridge) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.threads: set[threading.Thread] = set()
        bridge.text_arrived.connect(self.hear_text)
        bridge.items_arrived.connect(self.hear_items)
        bridge.progressed.connect(self.hear_progress)

    def hear(self, words: str) -> None:
        self.heard.append(words)
        self.threads.add(threading.current_thread())

    def hear_text(self, text: str) -> None:
        self.hear(f"text {text}")

    def hear_items(self, items: tuple[object, ...]) -> None:
        self.hear(f"items {items}")

    def hear_progress(self, progress: Progress) -> None:
        self.hear(f"progress {progress.label}")


def test_reports_arrive_in_order_in_the_window_s_thread_and_neighbours_together(qtbot: QtBot) -> None:
    bridge = JobBridge()
    listener = Listener(bridge)

    def work(reports: Reports) -> str:
        reports.on_progress(Progress("reading", 0))
        reports.on_text("Dear ")
        reports.on_text("Ana")
        reports.on_progress(Progress("writing-again", 0))
        reports.on_item(1)
        reports.on_item(2)
        return "done"

    with qtbot.waitSignal(bridge.finished) as finished:
        # The thread has ended before anything is handed over: all reports wait together.
        bridge.start(work)
        assert bridge.wait(5)
    assert listener.heard == ["text Dear Ana", "items (1, 2)", "progress writing-again"]
    assert listener.threads == {threading.main_thread()}
    assert finished.args == ["done"]
    assert not bridge.running


def test_reports_that_alternate_arrive_together_too(qtbot: QtBot) -> None:
    bridge = JobBridge()
    listener = Listener(bridge)

    def work(reports: Reports) -> None:
        for number in range(3):
            reports.on_progress(Progress(f"row {number}", number))
            reports.on_item(number)

    with qtbot.waitSignal(bridge.finished):
        bridge.start(work)
        assert bridge.wait(5)
    assert listener.heard == ["items (0, 1, 2)", "progress row 2"]


def test_a_flood_of_reports_leaves_the_window_time_to_draw(qtbot: QtBot) -> None:
    bridge = JobBridge()
    listener = Listener(bridge)
    first = threading.Event()

    def work(reports: Reports) -> None:
        reports.on_item(0)
        first.wait(5)
        for number in range(1, 1000):
            reports.on_item(number)

    bridge.items_arrived.connect(lambda _items: first.set())
    with qtbot.waitSignal(bridge.finished):
        bridge.start(work)
    heard = listener.heard
    assert heard[0] == "items (0,)"
    assert len(heard) < 20
    assert heard[-1].endswith("999)")


def test_only_one_piece_of_work_runs_at_a_time(qtbot: QtBot) -> None:
    bridge = JobBridge()
    gate = threading.Event()

    def work(_reports: Reports) -> bool:
        return gate.wait(5)

    assert bridge.start(work)
    assert not bridge.start(work)
    with qtbot.waitSignal(bridge.finished):
        gate.set()
    assert bridge.start(work)
    assert bridge.wait(5)


def test_the_window_may_draw_before_the_work_begins(qtbot: QtBot) -> None:
    bridge = JobBridge()
    begun = threading.Event()
    turns: list[bool] = []

    def work(_reports: Reports) -> None:
        begun.set()

    bridge.start(work, after_ms=20)
    QTimer.singleShot(0, lambda: turns.append(begun.is_set()))
    assert bridge.running
    with qtbot.waitSignal(bridge.finished):
        pass
    assert turns == [False]


def test_work_that_is_stopped_before_it_begins_hears_it(qtbot: QtBot) -> None:
    bridge = JobBridge()

    def work(reports: Reports) -> None:
        reports.cancellation.raise_if_requested()

    with qtbot.waitSignal(bridge.cancelled):
        bridge.start(work, after_ms=20)
        bridge.stop()
    assert bridge.wait(1)


def test_a_failure_is_told_with_its_code(qtbot: QtBot) -> None:
    bridge = JobBridge()

    def work(_reports: Reports) -> None:
        raise DocumentError("file-not-found", file="a.txt")

    with qtbot.waitSignal(bridge.failed) as failed:
        bridge.start(work)
    assert failed.args is not None
    assert str(failed.args[0]) == "file-not-found(file='a.txt')"


def test_what_nobody_foresaw_is_logged_and_told_without_its_words(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    bridge = JobBridge()

    def work(_reports: Reports) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(bridge.failed) as failed:
        bridge.start(work)
    assert failed.args is not None
    assert isinstance(failed.args[0], DeskhandError)
    assert failed.args[0].code == "unexpected"
    assert "ZeroDivisionError" in caplog.text


def test_stopping_reaches_the_work(qtbot: QtBot) -> None:
    bridge = JobBridge()

    def work(reports: Reports) -> None:
        stopped = threading.Event()
        reports.cancellation.on_request(stopped.set)
        stopped.wait(5)
        raise Cancelled

    bridge.start(work)
    with qtbot.waitSignal(bridge.cancelled):
        bridge.stop()
    assert not bridge.running


def test_an_event_of_any_thread_becomes_a_signal_in_the_window_s(qtbot: QtBot) -> None:
    event: Event[str] = Event()
    bridge = EventBridge(event)
    with qtbot.waitSignal(bridge.happened) as happened:
        threading.Thread(target=event.emit, args=("kept",)).start()
    assert happened.args == ["kept"]


def test_an_event_after_its_bridge_is_gone_does_no_harm(qtbot: QtBot) -> None:
    event: Event[str] = Event()
    bridge = EventBridge(event)
    with qtbot.waitSignal(bridge.destroyed):
        bridge.deleteLater()
    event.emit("too late")


def test_a_bridge_that_ends_while_work_reports_is_called_no_more(qtbot: QtBot) -> None:
    for _ in range(50):
        owner = QObject()
        bridge = JobBridge(owner)
        begun = threading.Event()

        def report(reports: Reports, begun: threading.Event = begun) -> None:
            begun.set()
            for number in range(2_000):
                reports.on_text(str(number))

        bridge.start(report)
        begun.wait(5)
        Shiboken.delete(owner)
        assert bridge.wait(5)
