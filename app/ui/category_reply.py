"""The mail template that answers the inquiries of a category."""

from collections.abc import Sequence

from app.ui.choice_box import ChoiceBox


class ReplyChoice(ChoiceBox):
    """Chooses one of the mail templates, or none."""

    def __init__(self, templates: Sequence[tuple[str, str]]) -> None:
        """Offer *templates*, id and title each."""
        super().__init__()
        self.addItem(self.tr("No template"), None)
        for identifier, title in templates:
            self.addItem(title, identifier)

    def choose(self, identifier: str | None) -> None:
        """Select the template with this id, or none; one that is not there any more is not lost."""
        place = self.findData(identifier)
        if place < 0:
            self.addItem(str(identifier), identifier)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def template(self) -> str | None:
        """Return the id of the selected template."""
        identifier: str | None = self.currentData()
        return identifier
