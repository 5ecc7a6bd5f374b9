"""One fact of a mail template: its label, a field that suits its type, and a word when it looks odd."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.tasks.email.mail_knowledge import Source
from app.ui.appearance import SMALL_SCALE, scaled_font, set_look
from app.ui.buttons import keys_words
from app.ui.date_popup import DateLine
from app.ui.page_tools import PageTools
from app.ui.plain_text import plain_tip, show_plainly
from app.ui.product_completion import Product, ProductCompletion
from app.ui.stylesheet import STEP
from app.ui.text_bounds import LineBound, NoteField

_SHORT_TYPES = frozenset({"date", "time", "amount", "number", "phone", "code"})
_LINES_HEIGHT = 72

_HAS_DIGIT = re.compile(r"\d")
_MAIL_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class FactField(QWidget):
    """A labelled field for one fact.

    A value that was filled in says where it comes from, until it is typed over; Ctrl+Z takes it back.

    Signals:
        changed: Its value is another one.
        taken_back: What was filled in is not wanted.
        product_chosen: A product of the office was chosen.
        refused: What was pasted is too long.   arg: the InputError

    Attributes:
        products: Completes it from the office's products; None where it names no goods.
    """

    changed = Signal()
    taken_back = Signal()
    product_chosen = Signal()
    refused = Signal(object)

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
        self.products: ProductCompletion | None = None
        self._look = tools.look
        self._kind = kind
        self._source: Source | None = None
        self._offer = ""
        self._filling = False
        self._origin = QLabel()
        self._hint = hint
        self._label = QLabel(label)
        self._editor = self._make_editor(tools)
        self._word = QLabel()
        self._lay_out(hint)
        self._editor.textChanged.connect(self._take_change)
        self._editor.installEventFilter(self)
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

    @property
    def source(self) -> Source | None:
        """Where the value was taken from; None for one that was typed, or none."""
        return self._source

    def set_value(self, value: str) -> None:
        """Give *value*, as if it were typed."""
        self.fill(value, None)

    def fill(self, value: str, source: Source | None) -> None:
        """Fill *value* in, which *source* tells; an empty one is no value."""
        self._filling = True
        self._source = source if value else None
        if self.value() != value:
            self._put(value)
        self._filling = False
        self._show_source()
        self._show_oddity()

    def offer(self, value: str) -> None:
        """Show what was given the last time while the field is empty; the arrow key down takes it."""
        self._offer = value
        line = " ".join(value.split())
        words = self.tr("Last time: {value}  (↓)").format(value=line) if line else self._usual_hint()
        self._editor.setPlaceholderText(words)
        if self.products:
            self.products.opens_empty = not line

    def offer_products(self, products: Sequence[Product]) -> None:
        """Complete what is typed from *products*; the arrow key down shows all of them."""
        if self.products is None and products and isinstance(self._editor, QLineEdit):
            self.products = ProductCompletion(self._editor, self._look)
            self.products.opens_empty = not self._offer
            self.products.chosen.connect(self._take_product)
        if self.products:
            self.products.set_products(products)

    def _take_product(self, name: str) -> None:
        self.set_value(name)
        self.product_chosen.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the key that undoes what was filled in, and the one that takes what is offered."""
        if not isinstance(event, QKeyEvent):
            return False
        undoes = self._source is not None and event.matches(QKeySequence.StandardKey.Undo)
        if event.type() == QEvent.Type.ShortcutOverride and undoes:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if undoes:
            self.fill("", None)
            self.taken_back.emit()
            return True
        if event.key() == Qt.Key.Key_Down and self._offer and not self.value():
            self.set_value(self._offer)
            return True
        return False

    def _put(self, value: str) -> None:
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(value)
            self._editor.setCursorPosition(0)
        else:
            self._editor.setPlainText(value)

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
            line = DateLine(tools.look) if self._kind == "date" else QLineEdit()
            LineBound(line).refused.connect(self.refused)
            return line
        text = NoteField()
        text.refused.connect(self.refused)
        text.setTabChangesFocus(True)
        text.setFixedHeight(_LINES_HEIGHT)
        return text

    def _take_change(self) -> None:
        if not self._filling and self._source is not None:
            self._source = None
            self._show_source()
        if self._word.isVisible():
            self._show_oddity()
        self.changed.emit()

    def _show_oddity(self) -> None:
        words = self.oddity()
        self._word.setText(words)
        self._word.setVisible(bool(words))
        set_look(self._editor, "wrong", bool(words))

    def _show_source(self) -> None:
        words = {
            "address-book": self.tr("Address book"),
            "last-time": self.tr("Last time"),
            "office": self.tr("Your office"),
            "mail": self.tr("The mail"),
        }
        told = words[self._source] if self._source else ""
        self._origin.setText(told)
        tip = self.tr("Filled in: {source}. {keys} takes it back.").format(
            source=told, keys=keys_words("Ctrl+Z")
        )
        self._origin.setToolTip(tip if told else "")
        self._editor.setAccessibleDescription(f"{self._hint} {tip}" if told else self._hint)

    def _usual_hint(self) -> str:
        return "" if self.required else self.tr("optional")

    def _lay_out(self, hint: str) -> None:
        show_plainly(self._label)
        self._label.setBuddy(self._editor)
        self._editor.setAccessibleName(self.label())
        self._editor.setAccessibleDescription(hint)
        self._editor.setToolTip(plain_tip(hint))
        self._editor.setPlaceholderText(self._usual_hint())
        set_look(self._origin, "look", "quiet")
        self._origin.setFont(scaled_font(self.font(), SMALL_SCALE))
        head = QHBoxLayout()
        head.setSpacing(STEP)
        head.addWidget(self._label, 1)
        head.addWidget(self._origin)
        set_look(self._word, "look", "missing")
        self._word.setWordWrap(True)
        self._word.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addLayout(head)
        column.addWidget(self._editor)
        column.addWidget(self._word)
        column.addStretch(1)
