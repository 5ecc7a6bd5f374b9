"""The lists of phrases in `resources/words`: YAML, groups of lists."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import yaml

from app.resource_files import read_text


@cache
def phrase_groups(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases of the list *name*, such as `mail_words`, by their group; a group is a list of phrases or of rows of them."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster, where it is built
    groups = yaml.load(read_text(f"words/{name}.yaml"), loader)  # noqa: S506 - both make no objects
    return {
        group: tuple(str(phrase) for row in rows for phrase in ([row] if isinstance(row, str) else row))
        for group, rows in groups.items()
    }


def any_of(phrases: Iterable[str]) -> str:
    """Return the pattern of any of *phrases*, the longest first; a blank stands for any blanks."""
    longest = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest) + ")"
