"""The whole way of an answer in the whole program on a real screen; `test_on_screen.py` runs it under Xvfb."""

import os
from collections.abc import Iterator
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QIcon
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.records import Finding
from app.settings.state import StateStore
from app.ui.appearance import Appearance
from app.ui.assembly import DeskWindow
from app.ui.email_page import EmailPage
from app.ui.sentences import Sentences
from app.wiring import build
from tests.ui.fakes import FakeDialogs
from tests.ui.waiting import wait_for_work

LIST = "Could you also send me your price list for desks?"
MAIL = (
    "From: Ellen Brandt <e@example.com>\nSubject: Order A-5541\nMessage-ID: <77@example.com>\n\n"
    f"Hello,\n\nWhen will the two office chairs of order A-5541 be delivered? {LIST}\n\n"
    "Best wishes,\nEllen Brandt\n\nOn Monday, Aiko Mori wrote:\n> Thank you for your order.\n"
)
FACTS = {
    "recipient": "Ms Ellen Brandt",
    "item": "two office chairs",
    "order": "A-5541",
    "new-date": "2026-03-19",
    "sender": "Aiko Mori",
}
_LOADED_MS = 120_000
"""For the first draft of a process, which loads what it checks with."""


@pytest.fixture
def page(
    qtbot: QtBot, look: Appearance, sentences: Sentences, dialogs: FakeDialogs, tmp_path: Path
) -> Iterator[EmailPage]:
    """The page of mails in the whole program, without a model."""
    assert QGuiApplication.platformName() == "xcb"
    desk = DeskWindow(look, sentences, dialogs, StateStore(tmp_path / "state.json"), QIcon())
    qtbot.addWidget(desk.window)
    desk.window.show()
    with qtbot.waitSignal(desk.ready, timeout=_LOADED_MS):
        desk.start(lambda: build(tmp_path / "data", offline=True))
    made = desk.window.current_page()
    assert isinstance(made, EmailPage)
    desk.window.activateWindow()
    yield made
    desk.window.close()
    desk.close()


def drop(page: EmailPage, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    left, plain, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    place = page._form.reply.file_field
    place.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, plain, QEvent.Type.Drop))


@pytest.mark.qt_log_ignore("DBus|dbus")  # a desktop without its message bus
def test_a_mail_is_dropped_answered_looked_through_saved_and_opened_for_sending(
    qtbot: QtBot, page: EmailPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    file = tmp_path / "question.eml"
    file.write_text(MAIL, encoding="utf-8")
    page._form.set_facts("delay-notice", FACTS)
    drop(page, file)
    wait_for_work(qtbot, page)
    requests = page._form.reply.view.requests
    assert len(requests.requests()) == 2

    QTest.keyClick(page._form._notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "1 of 2 answered" in requests.words(), timeout=_LOADED_MS)
    wait_for_work(qtbot, page)

    body, panel = page._check._body, page._check.panel
    body.setFocus()
    seen = []
    for _ in panel.doubts():
        QTest.keyClick(body, Qt.Key.Key_F8)
        entry = panel.selected()
        assert entry is not None
        assert isinstance(entry.payload, Finding)
        seen.append(entry.payload)
    assert seen == panel.doubts()
    assert [doubt.parameters["value"] for doubt in seen if doubt.code == "request-unanswered"] == [LIST]

    cursor = body.textCursor()
    cursor.setPosition(page._check.body().index("\n\n") + 2)
    body.setTextCursor(cursor)
    QTest.keyClicks(body, "Our price list for desks is sent with this mail. ")
    qtbot.waitUntil(lambda: "2 of 2 answered" in requests.words(), timeout=_LOADED_MS)

    dialogs.target = tmp_path / "answer.eml"
    QTest.keyClick(body, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialogs.target.exists)
    saved = dialogs.target.read_bytes()
    mail = BytesParser(policy=policy.default).parsebytes(saved)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "Ellen Brandt <e@example.com>"
    assert mail["In-Reply-To"] == "<77@example.com>"
    assert mail["Subject"] == page._check.subject()
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == page._check.body().splitlines()

    QTest.mouseClick(page._use._open_button, Qt.MouseButton.LeftButton)
    received = Path(os.environ["MAIL_PROGRAM_RECEIVED"])
    qtbot.waitUntil(received.exists, timeout=60_000)
    assert received.read_bytes() == saved
