"""The points of a list that a person typed."""

import re

_PARTED = re.compile(r"[\n;；]")
_MARK = re.compile(r"^\s*(?:[-*•・■●○]|\d{1,2}[.)、](?=\s+\S|[^\W\d]))\s*")


def points(text: str) -> list[str]:
    """Return the points of *text*, one a line or parted by semicolons, without bullets and numbers before them."""
    bare = (_MARK.sub("", piece).strip() for piece in _PARTED.split(text))
    return [piece for piece in bare if piece]
