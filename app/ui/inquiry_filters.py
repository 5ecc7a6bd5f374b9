"""Which inquiries the table shows: all, those that need a look, those of one category."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.ui.appearance import Appearance
from app.ui.buttons import icon_button
from app.ui.choice_box import ChoiceBox
from app.ui.icons import Symbol
from app.ui.inquiries_model import UNSURE, InquiriesModel

_ALL = "all"


class InquiryFilters(QObject):
    """Two controls that say what a table of inquiries shows, and how much of it there is.

    Attributes:
        look_button: Shows only what needs a look.
        shown: Shows only one category.
    """

    def __init__(self, look: Appearance, model: InquiriesModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.look_button = icon_button(
            look,
            "",
            Symbol.DOUBTFUL,
            self.tr("Show only the rows that a person should look at; F8 goes to the next"),
            "doubtful",
        )
        self.look_button.setCheckable(True)
        self.shown = ChoiceBox()
        self.shown.setAccessibleName(self.tr("Show only one category"))
        self.shown.setMinimumWidth(120)
        self.look_button.toggled.connect(self._apply)
        self.shown.currentIndexChanged.connect(self._apply)

    def clear(self) -> None:
        """Show all inquiries."""
        self.look_button.setChecked(False)
        self.shown.setCurrentIndex(0)

    def set_visible(self, *, visible: bool) -> None:
        """Show the controls or not."""
        for control in (self.look_button, self.shown):
            control.setVisible(visible)

    def show_looks(self) -> None:
        """Tell how many inquiries need a look."""
        looks = self._model.rows.count_of(*UNSURE)
        self.look_button.setText(self.tr("Needs a look ({count})").format(count=looks))
        self.look_button.setEnabled(looks > 0 or self.look_button.isChecked())

    def show_counts(self, names: Sequence[str]) -> None:
        """Tell how many inquiries each of the categories *names* has."""
        counts = self._model.rows.counts()
        chosen = self.shown.currentData()
        blocked = self.shown.blockSignals(True)
        self.shown.clear()
        self.shown.addItem(self.tr("All ({count})").format(count=len(self._model.rows)), _ALL)
        for name in (*names, None):
            if counts[name]:
                words = f"{self._model.category_words(name)} ({counts[name]})"
                self.shown.addItem(words, (name,))
        place = next((i for i in range(self.shown.count()) if self.shown.itemData(i) == chosen), 0)
        self.shown.setCurrentIndex(place)
        self.shown.blockSignals(blocked)
        if self.shown.currentData() != chosen:
            self._apply()  # the last row of the chosen category has gone

    def _apply(self) -> None:
        category = self.shown.currentData()
        self._model.show_only(
            looks=self.look_button.isChecked(), category=None if category in {_ALL, None} else category
        )
