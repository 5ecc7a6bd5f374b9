"""How long a text is in pages, the measure that people in an office have."""

from app.records import Language

_CHARACTERS: dict[Language, int] = {"en": 1_800, "ja": 1_000}


def pages(characters: float, language: Language) -> str:
    """Return how many pages so many characters fill, as a number to be shown: to half a page; only nothing is 0."""
    halves = round(2 * characters / _CHARACTERS[language])
    return f"{max(halves, 1 if characters > 0 else 0) / 2:g}"


def pages_that_fit(characters: float, language: Language) -> str:
    """Return how many pages find room in so many characters, rounded down to half a page."""
    return f"{2 * characters // _CHARACTERS[language] / 2:g}"
