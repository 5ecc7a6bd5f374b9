"""Finds a spelling in a text whatever its case, width, blanks, quotes and dashes are."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ALIKE = {
    **dict.fromkeys("’‘‛′`´", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−ー─", "-"),
    **dict.fromkeys("~〜～", "~"),
}


class SearchText:
    """A text in which spellings are found, with their places.

    Attributes:
        text: The text itself.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        signs: list[tuple[str, int]] = []
        for index, sign in enumerate(text):
            for plain in _plain(sign):
                if plain == " " and signs and signs[-1][0] == " ":
                    continue
                signs.append((plain, index))
        kept = [signs[i] for i in range(len(signs)) if signs[i][0] != " " or not _beside_wide(signs, i)]
        self._plain = "".join(sign for sign, _ in kept)
        self._places = [index for _, index in kept]

    def find(self, spelling: str) -> tuple[int, int] | None:
        """Return start and end of the first place of *spelling* as a word of its own, or None."""
        return next(self.places(spelling), None)

    def places(self, spelling: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of all places of *spelling*, in order."""
        wanted = _plain_spelling(spelling)
        start = self._plain.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            if self._is_apart(start, end):
                yield self._places[start], self._places[end - 1] + 1
            start = self._plain.find(wanted, start + 1)

    def __contains__(self, spelling: str) -> bool:
        return self.find(spelling) is not None

    def _is_apart(self, start: int, end: int) -> bool:
        """Return whether no word or number of Latin signs is cut in two."""
        before = self._plain[start - 1 : start]
        after = self._plain[end : end + 1]
        if _joins(before, self._plain[start]) or _joins(self._plain[end - 1], after):
            return False
        # 12 is not found in 12.50, nor 5 in 1,5.
        following = self._plain[end : end + 2]
        cut_after = self._plain[end - 1].isdigit() and following[:1] in {".", ","} and following[1:].isdigit()
        leading = self._plain[max(start - 2, 0) : start]
        cut_before = self._plain[start].isdigit() and leading[-1:] in {".", ","} and leading[:-1].isdigit()
        return not cut_after and not cut_before


@lru_cache(maxsize=16)
def search_text(text: str) -> SearchText:
    """Return *text* to be searched; a mail is made ready once, though each of its sentences is looked for in it."""
    return SearchText(text)


@lru_cache(maxsize=2000)
def _plain_spelling(spelling: str) -> str:
    return SearchText(spelling)._plain.strip()  # noqa: SLF001 - in the file of the class


@lru_cache(maxsize=5000)
def _plain(sign: str) -> str:
    if sign.isspace():
        return " "
    folded = unicodedata.normalize("NFKD", _ALIKE.get(sign, sign)).casefold()
    return "".join(" " if part.isspace() else _ALIKE.get(part, part) for part in folded)


def _joins(one: str, other: str) -> bool:
    return bool(one and other) and one.isascii() and other.isascii() and one.isalnum() and other.isalnum()


def _beside_wide(signs: list[tuple[str, int]], index: int) -> bool:
    """Return whether a blank means nothing because a Japanese sign is before or after it."""
    before = signs[index - 1][0] if index else " "
    after = signs[index + 1][0] if index + 1 < len(signs) else " "
    return _is_wide(before) or _is_wide(after)


def _is_wide(sign: str) -> bool:
    return "\u3000" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7ff"
