"""A window of the quick assist that is only a field: Enter accepts what stands in it, Esc leaves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.desktop.text_exchange import Origin, TakenText
from app.errors import DeskhandError


class FieldPopup(QPlainTextEdit):
    """The field.

    Attributes:
        given: What it was opened with, in order.
        lost: Why texts could not go back, in order.
    """

    accepted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Quick assist")
        self.given: list[tuple[str, Origin, bool]] = []
        self.lost: list[str] = []

    def window(self) -> QWidget:
        return self

    def open_with(self, taken: TakenText) -> None:
        self.given.append((taken.text, taken.origin, taken.window is not None))
        self.setPlainText(taken.text)

    def lose_source(self, error: DeskhandError) -> None:
        self.lost.append(error.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Return:
            self.accepted.emit(self.toPlainText())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
