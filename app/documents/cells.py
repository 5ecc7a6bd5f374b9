"""Cells of tables: what may stand in one, how its value reads, and what would be taken for a formula."""

import datetime as dt

Cell = str | float | bool

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a text begins with that a spreadsheet program takes for a formula."""


def harmless(text: str) -> str:
    """Return *text* so that no spreadsheet program takes it for a formula when it reads it from a text."""
    return "'" + text if text.startswith(FORMULA_SIGNS) else text


def cell_text(value: object) -> str:
    """Return the *value* of a workbook's cell as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value)
