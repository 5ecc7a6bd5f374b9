"""The questions and requests of a mail to answer, each with what answers it in the draft."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.tasks.email.requests import MailRequest
from app.ui.appearance import Appearance, set_look
from app.ui.buttons import keys_words
from app.ui.entry_list import Entry, EntryList
from app.ui.icons import Symbol
from app.ui.stylesheet import NEAR, STEP
from app.ui.theme import Role

_LONGEST_QUOTE = 240
_LONGEST_ANSWER = 120
_MOST_HEIGHT = 300


class RequestList(EntryList):
    """A list as high as its remarks; the space bar acts on the selected one.

    Signals:
        turned: The space bar was pressed.
    """

    turned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the space bar."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.turned.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the wrapped lines."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the remarks, within bounds."""
        rows = range(self.entry_model.rowCount())
        wanted = sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + STEP
        height = min(wanted, _MOST_HEIGHT)
        if height != self.height():
            self.setFixedHeight(height)


class MailRequests(QWidget):
    """Lists what a mail asks and lets a person leave some of it out.

    Signals:
        selected: Another request is selected.          arg: the MailRequest
        left_out_changed: One is left out now, or not any more.
    """

    selected = Signal(object)
    left_out_changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._requests: tuple[MailRequest, ...] = ()
        self._left_out: set[str] = set()
        self._answers: dict[MailRequest, str] | None = None
        self._has_mail = False
        self._head = QLabel()
        self._list = RequestList(look, self.tr("Questions and requests of the mail"))
        self._turn_button = QPushButton()
        self._lay_out()
        self._list.entry_selected.connect(self._tell)
        self._list.turned.connect(self._turn)
        self._turn_button.clicked.connect(self._turn)
        self._refresh()

    def show_requests(
        self, requests: Sequence[MailRequest], left_out: Collection[str], *, has_mail: bool
    ) -> None:
        """Show *requests*, of which *left_out* (in their words) need no answer; no draft is known yet."""
        self._requests = tuple(requests)
        self._left_out = {request.quote for request in requests} & set(left_out)
        self._has_mail = has_mail
        self._answers = None
        self._refresh()

    def show_answers(self, answers: dict[MailRequest, str] | None) -> None:
        """Show the sentence of the draft that answers each request, empty for none; None without a draft."""
        self._answers = answers
        self._refresh()

    def requests(self) -> tuple[MailRequest, ...]:
        """Return all that the mail asks."""
        return self._requests

    def left_out(self) -> tuple[str, ...]:
        """Return what needs no answer, in the words of the mail."""
        return tuple(dict.fromkeys(one.quote for one in self._requests if one.quote in self._left_out))

    def leave_out(self, request: MailRequest) -> None:
        """Let *request* need no answer."""
        if request.quote not in self._left_out:
            self._left_out.add(request.quote)
            self._refresh()
            self.left_out_changed.emit()

    def select(self, request: MailRequest) -> None:
        """Select *request*."""
        for entry in self._list.entry_model.entries():
            if entry.payload == request:
                self._list.select(entry)

    def selected_request(self) -> MailRequest | None:
        """Return the selected one."""
        entry = self._list.selected()
        return entry.payload if entry is not None and isinstance(entry.payload, MailRequest) else None

    def words(self) -> str:
        """Return what is told, one line each."""
        lines = [f"{entry.title} | {entry.detail}" for entry in self._list.entry_model.entries()]
        return "\n".join([self._head.text(), *lines])

    def _turn(self) -> None:
        """Leave the selected request out, or not any more."""
        request = self.selected_request()
        if request is None:
            return
        if request.quote in self._left_out:
            self._left_out.discard(request.quote)
            self._refresh()
            self.left_out_changed.emit()
        else:
            self.leave_out(request)

    def _refresh(self) -> None:
        self._head.setText(self._head_words())
        self._list.set_entries([self._entry(request) for request in self._requests])
        self._list.setVisible(bool(self._requests))
        self._list.fit()
        self._turn_button.setVisible(bool(self._requests))
        self._offer()

    def _head_words(self) -> str:
        if not self._has_mail:
            return self.tr("What the mail asks will be listed here, with what answers it in the draft.")
        if not self._requests:
            return self.tr("No question and no request was found in it.")
        asked = self.tr("%n question(s) and request(s)", "", len(self._requests))
        open_ones = [one for one in self._requests if one.quote not in self._left_out]
        if self._answers is None or not open_ones:
            return asked
        answered = sum(bool(self._answers.get(one)) for one in open_ones)
        told = self.tr("{answered} of {count} answered").format(answered=answered, count=len(open_ones))
        return f"{asked}  ·  {told}"

    def _entry(self, request: MailRequest) -> Entry:
        symbol, role, detail = self._state(request)
        return Entry(_short(request.quote, _LONGEST_QUOTE), detail, symbol, role, payload=request)

    def _state(self, request: MailRequest) -> tuple[Symbol, Role, str]:
        if request.quote in self._left_out:
            return Symbol.REMOVE, "quiet", self.tr("Left out")
        if self._answers is None:
            kind = self.tr("Question") if request.kind == "question" else self.tr("Request")
            return Symbol.EMPTY, "quiet", kind
        sentence = self._answers.get(request)
        if not sentence:
            return Symbol.DOUBTFUL, "doubtful", self.tr("Not answered in the draft")
        words = self.tr("Answered: “{sentence}”").format(sentence=_short(sentence, _LONGEST_ANSWER))
        return Symbol.GROUNDED, "grounded", words

    def _tell(self, entry: Entry) -> None:
        self._offer()
        self.selected.emit(entry.payload)

    def _offer(self) -> None:
        request = self.selected_request()
        is_left_out = request is not None and request.quote in self._left_out
        self._turn_button.setText(self.tr("Answer it") if is_left_out else self.tr("Leave out"))
        self._turn_button.setEnabled(request is not None)

    def _lay_out(self) -> None:
        set_look(self._head, "look", "quiet")
        self._head.setWordWrap(True)
        self._turn_button.setToolTip(keys_words("Space"))
        row = QHBoxLayout()
        row.addWidget(self._turn_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self._head)
        column.addWidget(self._list)
        column.addSpacing(NEAR - STEP)
        column.addLayout(row)


def _short(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
