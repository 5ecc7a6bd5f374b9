"""Quotes and signature of a mail, folded away until somebody wants to see them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.tasks.email.answering import OpenedMail
from app.ui.appearance import Appearance, set_look
from app.ui.stylesheet import NEAR, STEP
from app.ui.text_parts import TextParts

_HEIGHT = 200


class FoldedParts(QWidget):
    """One line about what was folded away, with its text below on demand.

    Signals:
        whole_wanted: All of it belongs to the mail.
    """

    whole_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._mail: OpenedMail | None = None
        self._view: TextParts | None = None
        self._words = QLabel()
        self.show_button = QPushButton()
        self.whole_button = QPushButton(self.tr("Put it back"))
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.show_button.clicked.connect(self._turn)
        self.whole_button.clicked.connect(self.whole_wanted)
        self.show_mail(None)

    def show_mail(self, mail: OpenedMail | None) -> None:
        """Fold away what is not new in *mail*."""
        self._mail = mail
        self._set_open(is_open=False)
        parts = self._parts()
        self._words.setText(self.tr("Folded away: {parts}").format(parts="  ·  ".join(parts)))
        self.setVisible(bool(parts))

    def words(self) -> str:
        """Return what is told; nothing where nothing is folded away."""
        return "" if self.isHidden() else self._words.text()

    def view(self) -> TextParts | None:
        """Return what shows the folded text, while it is shown."""
        return self._view if self._view and not self._view.isHidden() else None

    def _parts(self) -> list[str]:
        mail = self._mail
        if mail is None:
            return []
        parts = [self.tr("%n quoted passage(s)", "", len(mail.quoted))] if mail.quoted else []
        return [*parts, self.tr("the signature")] if mail.signature else parts

    def _turn(self) -> None:
        self._set_open(is_open=self.view() is None)

    def _set_open(self, *, is_open: bool) -> None:
        self.show_button.setText(self.tr("Fold away") if is_open else self.tr("Show"))
        if is_open and self._mail is not None:
            if self._view is None:
                self._view = TextParts(self._look, self.tr("Quotes and signature of the mail"))
                self._view.view.setProperty("look", "")
                self._view.setFixedHeight(_HEIGHT)
                self._column.addWidget(self._view)
            self._view.show_text("\n\n".join(filter(None, [self._mail.signature, *self._mail.quoted])), ())
        if self._view is not None:
            self._view.setVisible(is_open)

    def _lay_out(self) -> None:
        set_look(self._words, "look", "quiet")
        self._words.setWordWrap(True)
        self.whole_button.setToolTip(self.tr("Takes quotes and signature as what the mail says now"))
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self._words, 1)
        row.addWidget(self.show_button)
        row.addWidget(self.whole_button)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(STEP)
        self._column.addLayout(row)
