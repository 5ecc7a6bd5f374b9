"""How a mail is written: its language, tone and length, and who reads it."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.records import EmailRequest, Language, Length, Relation, Tone
from app.ui.choice_box import ChoiceBox
from app.ui.field_grid import labelled
from app.ui.stylesheet import NEAR, STEP


class StyleChoice(QWidget):
    """Four choices; those that the user has made are not changed by what is known of a recipient.

    Signals:
        changed: Something else is chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = ChoiceBox()
        self._tone = ChoiceBox()
        self._length = ChoiceBox()
        self._relation = ChoiceBox()
        self._chosen: set[ChoiceBox] = set()
        self._answering = False
        self._mail_tone: Tone | None = None
        self._fill_choices()
        self._lay_out()
        for choice in (self._language, self._tone, self._length, self._relation):
            choice.activated.connect(self._note_choice)
            choice.currentIndexChanged.connect(self.changed)

    def language(self) -> Language | None:
        """Return the language of the draft; None for that of the mail."""
        return self._language.currentData() or None

    def tone(self) -> Tone:
        """Return how it sounds: as chosen, or as the mail that is answered."""
        return Tone(self._tone.currentData() or self._mail_tone or Tone.PLAIN)

    def length(self) -> Length:
        """Return how long it is."""
        return Length(self._length.currentData())

    def relation(self) -> Relation | None:
        """Return who reads it; None for whom the template supposes."""
        value = self._relation.currentData()
        return Relation(value) if value else None

    def take(self, request: EmailRequest) -> None:
        """Choose what *request* holds, as if the user had."""
        self._choose(self._language, request.language or "")
        if request.tone != self.tone():  # else it may go on to follow the mail
            self._choose(self._tone, request.tone.value)
        self._choose(self._length, request.length.value)
        self._choose(self._relation, request.relation.value if request.relation else "")
        self._chosen |= {self._language, self._tone, self._length, self._relation}

    def suggest(self, language: Language | None, tone: Tone | None, relation: Relation | None) -> None:
        """Choose what suits a recipient, as far as the user has not chosen; None for the usual."""
        with QSignalBlocker(self):
            for choice, value in (
                (self._language, "" if self._answering else language or ""),
                (self._tone, tone.value if tone and not self._answering else ""),
                (self._relation, relation.value if relation else ""),
            ):
                if choice not in self._chosen:
                    self._choose(choice, value)
        self.changed.emit()

    def set_answering(self, *, answering: bool, tone: Tone | None = None) -> None:
        """Let language and *tone* follow the mail that is answered, whoever wrote it."""
        self._answering = answering
        self._mail_tone = tone
        shown = self._tone.itemText(self._tone.findData(tone.value)) if tone else ""
        as_mail = self.tr("As the mail: {tone}").format(tone=shown) if tone else self.tr("As the mail")
        self._tone.setItemText(0, as_mail)

    def leave_mail_out(self, language: Language) -> None:
        """Let nothing follow a mail, where none is answered; *language* is chosen."""
        for choice in (self._language, self._tone):
            choice.removeItem(choice.findData(""))
        self._choose(self._language, language)

    def leave_open(self) -> None:
        """Let all choices follow the next recipient."""
        self._chosen.clear()

    def suppose(self, relation: Relation) -> None:
        """Say whom the template supposes."""
        place = self._relation.findData(relation.value)
        usual = self.tr("As usual: {relation}").format(relation=self._relation.itemText(place))
        self._relation.setItemText(0, usual)

    def boxes(self) -> tuple[QWidget, ...]:
        """Return the choices in the order in which keys reach them."""
        return self._language, self._tone, self._length, self._relation

    def _choose(self, choice: ChoiceBox, value: str) -> None:
        choice.setCurrentIndex(max(choice.findData(value), 0))

    def _note_choice(self) -> None:
        choice = self.sender()
        if isinstance(choice, ChoiceBox):
            self._chosen.add(choice)

    def _fill_choices(self) -> None:
        for choice, words in (
            (
                self._language,
                ((self.tr("As the mail"), ""), (self.tr("English"), "en"), (self.tr("Japanese"), "ja")),
            ),
            (
                self._tone,
                (
                    (self.tr("As the mail"), ""),
                    (self.tr("Plain"), "plain"),
                    (self.tr("Warm"), "warm"),
                    (self.tr("Formal"), "formal"),
                ),
            ),
            (
                self._length,
                ((self.tr("Short"), "short"), (self.tr("Normal"), "normal"), (self.tr("Long"), "long")),
            ),
            (
                self._relation,
                (
                    (self.tr("As usual"), ""),
                    (self.tr("Customer"), "customer"),
                    (self.tr("Partner"), "partner"),
                    (self.tr("First contact"), "first-contact"),
                    (self.tr("Colleague"), "colleague"),
                ),
            ),
        ):
            for shown, value in words:
                choice.addItem(shown, value)
            # The widest word may not make the whole form wider.
            choice.setMinimumContentsLength(6)
            choice.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._length.setCurrentIndex(1)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(NEAR)
        grid.setVerticalSpacing(NEAR + STEP)
        for place, (words, choice) in enumerate(
            (
                (self.tr("&Language"), self._language),
                (self.tr("T&one"), self._tone),
                (self.tr("Len&gth"), self._length),
                (self.tr("Rea&der"), self._relation),
            )
        ):
            choice.setAccessibleName(words.replace("&", ""))
            grid.addLayout(labelled(words, choice), place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
