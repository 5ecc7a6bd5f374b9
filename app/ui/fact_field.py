"""One fact of a mail template: its label, a field that suits its type, and a word when it looks odd."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.appearance import set_look
from app.ui.date_popup import DateLine
from app.ui.page_tools import PageTools
from app.ui.stylesheet import STEP

_SHORT_TYPES = frozenset({"date", "time", "amount", "number", "phone", "code"})
_LINES_HEIGHT = 72

_HAS_DIGIT = re.compile(r"\d")
_MAIL_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class FactField(QWidget):
    """A labelled field for one fact.

    Signals:
        changed: Its value is another one.
    """

    changed = Signal()

    def __init__(
        self,
        tools: PageTools,
        key: str,
        kind: str,
        label: str,
        hint: str,
        *,
        required: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Ask for the fact *key* of the type *kind*; *label* may hold a mnemonic, *hint* explains it."""
        super().__init__(parent)
        self.key = key
        self.required = required
        self._kind = kind
        self._label = QLabel(label)
        self._editor = self._make_editor(tools)
        self._word = QLabel()
        self._lay_out(hint)
        self._editor.textChanged.connect(self._take_change)
        if isinstance(self._editor, QLineEdit):
            self._editor.editingFinished.connect(self._show_oddity)

    @property
    def short(self) -> bool:
        """Whether half a row is room enough."""
        return self._kind in _SHORT_TYPES

    @property
    def editor(self) -> QWidget:
        """Where the value is typed."""
        return self._editor

    def label(self) -> str:
        """Return what the fact is called, without its mnemonic."""
        return re.sub(r"\(&\w\)$", "", self._label.text()).replace("&", "")

    def value(self) -> str:
        """Return what is given, without blanks around it."""
        if isinstance(self._editor, QLineEdit):
            return self._editor.text().strip()
        return self._editor.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Give *value*."""
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(value)
        else:
            self._editor.setPlainText(value)
        self._show_oddity()

    def oddity(self) -> str:
        """Return what looks odd about the value, or nothing."""
        value = self.value()
        if not value:
            return ""
        if self._kind == "date" and not _HAS_DIGIT.search(value):
            return self.tr("A date has a day, as in 2026-03-14")
        if self._kind in {"amount", "number", "phone", "time"} and not _HAS_DIGIT.search(value):
            return self.tr("A figure is missing here")
        if self._kind == "email" and not _MAIL_ADDRESS.search(value):
            return self.tr("An address looks like name@company.com")
        return ""

    def _make_editor(self, tools: PageTools) -> QLineEdit | QPlainTextEdit:
        if self._kind != "lines":
            return DateLine(tools.look) if self._kind == "date" else QLineEdit()
        text = QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setFixedHeight(_LINES_HEIGHT)
        return text

    def _take_change(self) -> None:
        if self._word.isVisible():
            self._show_oddity()
        self.changed.emit()

    def _show_oddity(self) -> None:
        words = self.oddity()
        self._word.setText(words)
        self._word.setVisible(bool(words))
        set_look(self._editor, "wrong", bool(words))

    def _lay_out(self, hint: str) -> None:
        self._label.setBuddy(self._editor)
        self._editor.setAccessibleName(self.label())
        self._editor.setAccessibleDescription(hint)
        self._editor.setToolTip(hint)
        if not self.required:
            self._editor.setPlaceholderText(self.tr("optional"))
        set_look(self._word, "look", "missing")
        self._word.setWordWrap(True)
        self._word.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self._label)
        column.addWidget(self._editor)
        column.addWidget(self._word)
        column.addStretch(1)
