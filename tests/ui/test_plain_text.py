"""What others wrote is shown sign by sign: no picture that it names is loaded."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.records import EmailRequest
from app.tasks.email.versions import Origin, Version
from app.ui.appearance import Appearance
from app.ui.banner import Banner
from app.ui.email_comparison import ComparisonWindow, NamedVersion
from app.ui.entry_list import Entry, EntryList
from app.ui.icons import Symbol
from app.ui.page_tools import PageTools
from app.ui.plain_text import plain_tip
from app.ui.reply_field import ReplyField
from tests.ui.fakes import mail_result
from tests.ui.waiting import wait_for_work


@pytest.fixture
def picture(tmp_path: Path) -> str:
    """A mark-up that shows a red square where it is taken for one."""
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor(255, 0, 0))
    image.save(str(tmp_path / "red.png"))
    return f"<img src='{tmp_path / 'red.png'}'>"


def is_red(widget: QWidget) -> bool:
    """Return whether the square is seen."""
    image = widget.grab().toImage()
    return any(
        image.pixelColor(x, y) == QColor(255, 0, 0)
        for x in range(0, image.width(), 8)
        for y in range(0, image.height(), 8)
    )


def test_a_subject_of_a_mail_to_answer(qtbot: QtBot, tools: PageTools, picture: str, tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_text(f"From: Ken <ken@example.org>\nSubject: {picture}\n\nHello\n")
    field = ReplyField(tools)
    qtbot.addWidget(field)
    field.resize(420, 600)
    field.show()
    field.set_file(file)
    wait_for_work(qtbot, field)
    assert not is_red(field)


def test_a_subject_among_the_versions(qtbot: QtBot, tools: PageTools, picture: str) -> None:
    version = Version(EmailRequest("delay-notice", {}), mail_result(), picture, "a", "a", Origin.DRAFT)
    parent = QWidget()
    qtbot.addWidget(parent)
    window = ComparisonWindow(tools, [NamedVersion("1", version), NamedVersion("2", version)], 1, parent)
    window.show()
    wait_for_work(qtbot, window)
    assert not is_red(window)


def test_a_message(qtbot: QtBot, look: Appearance, picture: str) -> None:
    banner = Banner(look)
    qtbot.addWidget(banner)
    banner.show_message(picture, picture)
    assert not is_red(banner)


def test_a_tip_of_a_list(qtbot: QtBot, look: Appearance, picture: str) -> None:
    shown = EntryList(look, "Questions")
    qtbot.addWidget(shown)
    shown.set_entries([Entry(f"Could you send {picture}?", "", Symbol.NOTE)])
    shown.resize(400, 100)
    shown.show()
    place = shown.visualRect(shown.entry_model.index(0)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, shown.viewport().mapToGlobal(place))
    QApplication.sendEvent(shown.viewport(), event)
    assert QToolTip.text() == plain_tip(f"Could you send {picture}?")
    QToolTip.hideText()
    assert shown.entry_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == f"Could you send {picture}?"


def test_a_tip_keeps_its_lines_and_one_without_mark_up_stays() -> None:
    assert plain_tip("<b>a</b>\nb & c") == "<qt>&lt;b&gt;a&lt;/b&gt;<br>b &amp; c</qt>"
    assert plain_tip("1 < 2\nb") == "1 < 2\nb"
