"""Places in a text, as Python counts them and as Qt does: Qt counts rare characters twice."""

from bisect import bisect_left

_LAST_SINGLE = 0xFFFF


class TextPlaces:
    """Converts between characters of one text and Qt's positions in it."""

    def __init__(self, text: str) -> None:
        rare = [index for index, character in enumerate(text) if ord(character) > _LAST_SINGLE]
        self._rare = rare
        self._rare_qt = [index + before for before, index in enumerate(rare)]

    def to_qt(self, index: int) -> int:
        """Return Qt's position of the character *index*."""
        return index + bisect_left(self._rare, index)

    def to_text(self, position: int) -> int:
        """Return the character at Qt's *position*."""
        return position - bisect_left(self._rare_qt, position)


def shown_text(text: str) -> str:
    """Return *text* with as many characters, but only those that Qt's documents keep apart."""
    return text.replace("\r", " ").replace("\u2028", "\n").replace("\u2029", "\n").replace("\0", " ")
