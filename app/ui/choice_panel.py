"""The categories to choose from, and the letters that narrow them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.appearance import Appearance
from app.ui.category_choices import Choice, ChoiceList, matching
from app.ui.queue_keys import figure_of
from app.ui.stylesheet import NEAR


class ChoicePanel(QWidget):
    """Lists categories; letters leave those whose names hold them.

    Signals:
        chosen: A category was clicked, or its number typed.   arg: the Choice

    Attributes:
        letters: Where letters are typed; they may also be given by `type_letters`.
        list: The categories.
    """

    chosen = Signal(object)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._offer: tuple[tuple[str, ...], str, dict[str | None, str]] | None = None
        self._suggested: str | None = None
        self.letters = QLineEdit()
        self.list = ChoiceList(look, self.tr("Categories"))
        self._lay_out()
        self.letters.textChanged.connect(self._take_letters)
        self.list.chosen.connect(self.chosen)

    def offer(
        self, names: Sequence[str], none_words: str, suggested: str | None, notes: Mapping[str | None, str]
    ) -> None:
        """Offer *names*, and none of them, with *notes* beside them; *suggested* is selected."""
        self._offer = (tuple(names), none_words, dict(notes))
        self._suggested = suggested
        self.forget_letters()
        self._narrow()

    def offer_nothing(self) -> None:
        """List nothing."""
        self._offer = None
        self.forget_letters()
        self.list.choice_model.clear()

    def choose_figure(self, figure: int) -> None:
        """Choose the category with the key *figure*, if there is one."""
        choice = self.list.choice_model.with_figure(figure)
        if choice is not None:
            self.chosen.emit(choice)

    def selected(self) -> Choice | None:
        """Return the selected category."""
        return self.list.selected()

    def type_letters(self, letters: str) -> None:
        """Narrow the list by *letters* too."""
        self.letters.setText(self.letters.text() + letters)

    def erase_letter(self) -> None:
        """Take the last letter back."""
        self.letters.setText(self.letters.text()[:-1])

    def forget_letters(self) -> bool:
        """List all categories again; return whether they were narrowed."""
        narrowed = bool(self.letters.text())
        self.letters.clear()
        return narrowed

    def _take_letters(self, letters: str) -> None:
        """Narrow the list; a figure at the end, as an input method hands it over, chooses."""
        figure = figure_of(letters[-1:])
        if figure is None:
            self._narrow()
        else:
            self.letters.setText(letters[:-1])
            self.choose_figure(figure)

    def _narrow(self) -> None:
        if self._offer is None:
            return
        names, none_words, notes = self._offer
        letters = self.letters.text()
        left = matching(names, letters) if letters else names
        self.list.choice_model.offer(left, none_words, notes)
        self.list.select(left[0] if letters and left else self._suggested)

    def _lay_out(self) -> None:
        self.setMinimumWidth(200)
        self.letters.setPlaceholderText(self.tr("Type letters of a category"))
        self.letters.setAccessibleName(self.tr("Letters of a category"))
        self.letters.setClearButtonEnabled(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        column.setSpacing(NEAR)
        column.addWidget(self.letters)
        column.addWidget(self.list, 1)
