"""What the program printed for a script."""

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., tuple[int, str, str]]
"""Calls the program; returns its exit code, its standard output and its standard error."""


def lines_of(text: str) -> list[dict[str, Any]]:
    """Return the objects in *text*, one a line."""
    return [json.loads(line) for line in text.splitlines()]


def object_of(text: str) -> dict[str, Any]:
    """Return the one object in *text*."""
    (value,) = lines_of(text)
    return value
