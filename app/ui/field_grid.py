"""Places labelled fields: short ones two in a row, long ones over the whole width."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.ui.stylesheet import NEAR, STEP

W = TypeVar("W", bound=QWidget)


def fill_grid(grid: QGridLayout, fields: Sequence[W], short: Sequence[bool]) -> None:
    """Place *fields* into *grid* in their order; *short* tells which take half a row."""
    row = column = 0
    for field, is_short in zip(fields, short, strict=True):
        if not is_short and column == 1:
            row, column = row + 1, 0
        grid.addWidget(field, row, column, 1, 1 if is_short else 2)
        if is_short and column == 0:
            column = 1
        else:
            row, column = row + 1, 0
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(NEAR)
    grid.setVerticalSpacing(NEAR + STEP)
    grid.setContentsMargins(0, 0, 0, 0)


def labelled(label: str, field: QWidget) -> QVBoxLayout:
    """Return *field* below its *label*, which may hold a mnemonic."""
    words = QLabel(label)
    words.setBuddy(field)
    column = QVBoxLayout()
    column.setSpacing(STEP)
    column.addWidget(words)
    column.addWidget(field)
    return column
