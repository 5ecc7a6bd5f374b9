"""Tone, length and language of a draft as buttons beside it: each redrafts the prose around the facts."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from app.records import EmailRequest, Language, Length, Tone
from app.ui.appearance import set_look
from app.ui.buttons import keys_words
from app.ui.row_layout import RowLayout

REWORD_KEYS = "Ctrl+R"


class Segment(QWidget):
    """Buttons side by side, one of which is down.

    Signals:
        chosen: Another one was pressed.   arg: its value
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer *choices*, words and value of each; screen readers hear *name* before the words."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._values = [value for _, value in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for number, (words, _) in enumerate(choices):
            button = QToolButton()
            button.setText(words)
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {words}")
            set_look(button, "look", "button")
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.setAccessibleName(name)
        self._group.idClicked.connect(self._tell)

    def value(self) -> str:
        """Return the value of the button that is down."""
        return self._values[max(self._group.checkedId(), 0)]

    def set_value(self, value: str) -> None:
        """Let the button of *value* be down; nothing is told."""
        with QSignalBlocker(self._group):
            self._group.button(self._values.index(value)).setChecked(True)

    def press(self, value: str) -> None:
        """Press the button of *value*, as a person does."""
        self._group.button(self._values.index(value)).click()

    def _tell(self, number: int) -> None:
        self.chosen.emit(self._values[number])


class StyleBar(QWidget):
    """The style of a draft.

    Signals:
        wanted: The draft is wanted in another style.   arg: the EmailRequest with that style
        reword_requested: One paragraph is wanted in other words.

    Attributes:
        tone: Its buttons.
        length: Its buttons.
        translate_button: Wants the draft in the other language.
        reword_button: Wants a paragraph in other words.
    """

    wanted = Signal(object)
    reword_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._request: EmailRequest | None = None
        self._language: Language = "en"
        self.tone = Segment(
            self.tr("Tone"),
            [
                (self.tr("Plain"), Tone.PLAIN.value),
                (self.tr("Warm"), Tone.WARM.value),
                (self.tr("Formal"), Tone.FORMAL.value),
            ],
        )
        self.length = Segment(
            self.tr("Length"),
            [
                (self.tr("Short"), Length.SHORT.value),
                (self.tr("Normal"), Length.NORMAL.value),
                (self.tr("Long"), Length.LONG.value),
            ],
        )
        self.translate_button = QToolButton()
        self.reword_button = QToolButton()
        self.reword_button.setText(self.tr("Reword paragraph"))
        tip = self.tr("Says the paragraph with the cursor in other words")
        self.reword_button.setToolTip(f"{tip} ({keys_words(REWORD_KEYS)})")
        for button in (self.translate_button, self.reword_button):
            set_look(button, "look", "button")
        row = RowLayout(self)
        for part in (self.tone, self.length, self.translate_button, self.reword_button):
            row.addWidget(part)
        self._name_language()
        self.tone.chosen.connect(self._tell_tone)
        self.length.chosen.connect(self._tell_length)
        self.translate_button.clicked.connect(self._tell_language)
        self.reword_button.clicked.connect(self.reword_requested)

    def show_style(self, request: EmailRequest, language: Language) -> None:
        """Show the style of *request*, whose draft is in *language*."""
        self._request = request
        self._language = language
        self.tone.set_value(request.tone.value)
        self.length.set_value(request.length.value)
        self._name_language()

    def _name_language(self) -> None:
        words = self.tr("In Japanese") if self._language == "en" else self.tr("In English")
        self.translate_button.setText(words)
        self.translate_button.setToolTip(
            self.tr("Drafts the mail in the other language, with the same facts")
        )

    def _tell_tone(self, value: str) -> None:
        if self._request is not None:
            self._tell(replace(self._request, tone=Tone(value)))

    def _tell_length(self, value: str) -> None:
        if self._request is not None:
            self._tell(replace(self._request, length=Length(value)))

    def _tell_language(self) -> None:
        if self._request is not None:
            other: Language = "ja" if self._language == "en" else "en"
            self._tell(replace(self._request, language=other))

    def _tell(self, request: EmailRequest) -> None:
        if request != self._request:
            self.wanted.emit(request)
