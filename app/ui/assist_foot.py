"""The buttons below each step of the quick assist, and what is being done."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.records import Progress
from app.ui.appearance import set_look
from app.ui.buttons import keys_words
from app.ui.page import quiet
from app.ui.sentences import Sentences
from app.ui.stylesheet import NEAR


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done now."""

    main: str = ""
    """What the main button says; empty hides it."""
    usable: bool = False
    """Whether it can be pressed."""
    copies: bool = False
    """Whether the result can be copied besides."""
    goes_back: bool = False


class AssistFoot(QWidget):
    """Says what is being done, and holds the buttons.

    Signals:
        accept_requested: The main button was pressed.
        copy_requested: The result is to be copied.
        back_requested: Another action is wanted.
        leave_requested: Nothing is wanted.
    """

    accept_requested = Signal()
    copy_requested = Signal()
    back_requested = Signal()
    leave_requested = Signal()

    def __init__(self, sentences: Sentences) -> None:
        super().__init__()
        self._sentences = sentences
        self._doing = quiet("")
        self._doing.setWordWrap(False)
        self.main_button = QPushButton()
        self._copy_button = QPushButton(self.tr("Copy"))
        self._back_button = QPushButton(self.tr("Other actions"))
        self._leave_button = QPushButton(self.tr("Leave as it was"))
        set_look(self.main_button, "look", "main")
        self._leave_button.setToolTip(keys_words("Esc"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR)
        row.addWidget(self._doing, 1)
        for button in (self._back_button, self._leave_button, self._copy_button, self.main_button):
            row.addWidget(button)
        self.main_button.clicked.connect(self.accept_requested)
        self._copy_button.clicked.connect(self.copy_requested)
        self._back_button.clicked.connect(self.back_requested)
        self._leave_button.clicked.connect(self.leave_requested)

    def show_offer(self, offer: Offer) -> None:
        """Let the buttons be there that make sense now."""
        self.main_button.setText(offer.main)
        self.main_button.setVisible(bool(offer.main))
        self.main_button.setEnabled(offer.usable)
        self._copy_button.setVisible(offer.copies)
        self._copy_button.setEnabled(offer.usable)
        self._back_button.setVisible(offer.goes_back)

    def say(self, words: str) -> None:
        """Say what is being done; nothing when it is done."""
        self._doing.setText(words)

    def show_progress(self, progress: Progress) -> None:
        """Say what is being done, and how many of how many parts are."""
        words = self._sentences.progress(progress)
        if progress.total and progress.total > 1:
            place = self.tr("{done} of {total}").format(
                done=int(progress.done) + 1, total=int(progress.total)
            )
            words = f"{words}  ·  {place}"
        self.say(words)

    def words(self) -> str:
        """Return what is said."""
        return self._doing.text()
