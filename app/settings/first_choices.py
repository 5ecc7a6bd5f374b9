"""The choices that the window's first picture depends on, read before anything checks them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

LanguageChoice = Literal["system", "en", "ja"]
ThemeChoice = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class FirstChoices:
    """How the window shows itself; the names and defaults are those of `Options`."""

    language: LanguageChoice = "system"
    theme: ThemeChoice = "system"


def read_first_choices(path: Path) -> FirstChoices:
    """Return what `SettingsStore` will find in *path*; what cannot be used there has its default.

    The store tells of what it cannot use; loading it takes longer than the first picture may.
    """
    try:
        values = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return FirstChoices()
    if not isinstance(values, dict):
        return FirstChoices()
    language, theme = values.get("language"), values.get("theme")
    return FirstChoices(
        cast("LanguageChoice", language) if language in get_args(LanguageChoice) else "system",
        cast("ThemeChoice", theme) if theme in get_args(ThemeChoice) else "system",
    )
