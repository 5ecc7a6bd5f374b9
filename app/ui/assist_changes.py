"""Which changes of a comparison are taken, and how they are marked in the old text and the new one."""

from app.text.comparison import Change, Comparison, Span
from app.ui.marked_text import Mark, MarkStyle
from app.ui.theme import Role


class TakenChanges:
    """The changes between two texts, all taken at first.

    Attributes:
        comparison: The two texts; None where nothing is compared.
        taken: Places of the changes that are taken.
    """

    def __init__(self, comparison: Comparison | None) -> None:
        self.comparison = comparison
        self.taken: set[int] = set(range(len(self.all)))

    @property
    def all(self) -> tuple[Change, ...]:
        """All changes, in the order of the texts."""
        return self.comparison.changes if self.comparison else ()

    def accepted(self) -> str:
        """Return the old text with the changes that are taken."""
        return self.comparison.accepted(self.taken) if self.comparison else ""

    def toggle(self, place: int) -> None:
        """Take the change at *place*, or leave it."""
        self.taken ^= {place}

    def at(self, character: int | None, *, of_old: bool) -> int | None:
        """Return the place of the change that holds *character* of the old or the new text, if any."""
        for place, change in enumerate(self.all):
            start, end = change.old if of_old else change.new
            if character is not None and start <= character < end:
                return place
        return None

    def words(self, place: int) -> tuple[str, str]:
        """Return what the change at *place* takes away, and what it brings."""
        if self.comparison is None:
            return "", ""
        change = self.all[place]
        return self.comparison.old[slice(*change.old)], self.comparison.new[slice(*change.new)]

    def old_marks(self, selected: int | None) -> list[Mark]:
        """Return the marks of the old text: what goes is struck out."""
        found = []
        for place, change in enumerate(self.all):
            style: MarkStyle = "gone" if place in self.taken else "lit"
            found.append(
                Mark(
                    *_visible(change.old, self.words(place)[0]), style, self._role(place, selected, "missing")
                )
            )
        return [mark for mark in found if mark.start < mark.end]

    def new_marks(self, selected: int | None) -> list[Mark]:
        """Return the marks of the new text: what comes is underlined, what is not taken is struck out."""
        found = []
        for place, change in enumerate(self.all):
            style: MarkStyle = "focus" if place in self.taken else "gone"
            found.append(
                Mark(
                    *_visible(change.new, self.words(place)[1]),
                    style,
                    self._role(place, selected, "grounded"),
                )
            )
        return [mark for mark in found if mark.start < mark.end]

    def _role(self, place: int, selected: int | None, taken: Role) -> Role:
        if place == selected:
            return "accent"
        return taken if place in self.taken else "quiet"


def _visible(span: Span, words: str) -> Span:
    """Return the place of *words*, which stand at *span*, without the blanks around them."""
    inner = words.strip()
    return (
        (span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip()))
        if inner
        else (0, 0)
    )
