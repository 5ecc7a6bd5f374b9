"""The first picture of a window is told once, also where nobody paints it."""

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui import first_picture
from app.ui.first_picture import FirstPicture


class Painted(QWidget):
    """Counts its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures = 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        self.pictures += 1


def test_it_is_told_once_and_after_the_window_was_painted(qtbot: QtBot) -> None:
    window = Painted()
    qtbot.addWidget(window)
    told: list[int] = []
    picture = FirstPicture(window)
    picture.taken.connect(lambda: told.append(window.pictures))
    with qtbot.waitSignal(picture.taken):
        window.show()
    window.repaint()
    with qtbot.assertNotEmitted(picture.taken, wait=20):
        window.repaint()
    assert told == [1]


def test_a_window_that_is_not_painted_is_not_waited_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_picture, "_AT_LATEST_MS", 10)
    window = Painted()
    qtbot.addWidget(window)
    window.setUpdatesEnabled(False)
    picture = FirstPicture(window)
    with qtbot.waitSignal(picture.taken):
        window.show()
    assert window.pictures == 0
