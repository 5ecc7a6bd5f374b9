"""When two names or texts count as the same."""

import unicodedata


def comparable(text: str) -> str:
    """Return what *text* is compared by: without differences of case, width and white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
