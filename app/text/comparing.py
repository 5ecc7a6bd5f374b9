"""When two names or texts count as the same."""

import unicodedata


def folded(text: str) -> str:
    """Return *text* without differences of case and width; its blanks stay."""
    if text.isascii():
        return text.lower()
    # Small letters may be such that width tells them apart once more.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def comparable(text: str) -> str:
    """Return what *text* is compared by: without differences of case, width and white space."""
    return " ".join(folded(text).split())


def squeezed(text: str) -> str:
    """Return what *text* is compared by where blanks mean nothing, as between the names of a Japanese person."""
    return "".join(folded(text).split())
