"""Reads Excel sheets that are forms: labels with an empty cell beside or below them."""

import re
import warnings
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from app.documents.cells import cell_text
from app.documents.contents import check_unpacked_size, look_like
from app.documents.excel_choices import Choice, choices_of
from app.documents.excel_sheet import Sheet
from app.documents.field_names import readable_name
from app.documents.form_fields import Form, FormField
from app.documents.saving import reading
from app.errors import DocumentError

_LONGEST_LABEL = 60
_MOST_FIELDS = 500
_END_OF_LABEL = re.compile(r"[:：]\s*$")
_TICK = re.compile(r"^\s*([☐□☑☒■✓])\s*(\S.*)$", re.DOTALL)
_TICKED = "☑☒■✓"
_SENTENCE_END = re.compile(r"[.!?。！？]\s*$")

Place = tuple[int, int]
"""Row and column, counted from 1."""


def read_excel_form(path: Path) -> Form:
    """Read the form in the Excel file *path*; hidden sheets and locked cells are left out.

    Raises:
        DocumentError: The file is not there, cannot be read, is protected, or has no fields.
    """
    look_like(path, ".xlsx")
    workbook = _opened(path)
    try:
        fields: dict[str, FormField] = {}
        texts = []
        for number, raw in enumerate(workbook.worksheets, 1):
            if raw.sheet_state != "visible":
                continue
            sheet = Sheet(raw)
            texts.append(sheet.text())
            named = _named_cells(workbook, raw.title)
            for field in _SheetFields(sheet, choices_of(workbook, raw), named, number).all():
                fields.setdefault(field.name, field)
    except DocumentError:
        raise
    except Exception as reason:  # openpyxl lets errors of all its parts through
        raise DocumentError("workbook-unreadable", file=path.name) from reason
    finally:
        workbook.close()
    if not fields:
        raise DocumentError("form-without-fields", file=path.name)
    return Form(path, tuple(fields.values())[:_MOST_FIELDS], "\n".join(texts))


def _opened(path: Path) -> Any:
    with reading(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names what it will not keep; the copy keeps it
        try:
            check_unpacked_size(path)
            return load_workbook(path)
        except (OSError, DocumentError):
            raise
        except Exception as reason:  # openpyxl lets errors of all its parts through
            raise DocumentError("workbook-unreadable", file=path.name) from reason


def _named_cells(workbook: Any, sheet_title: str) -> dict[Place, str]:
    """Return the names that the workbook gives to single cells of a sheet."""
    named: dict[Place, str] = {}
    for name, definition in workbook.defined_names.items():
        if name.startswith("_") or definition.hidden:
            continue
        try:
            places = list(definition.destinations)
        except (AttributeError, TypeError, ValueError):
            continue
        for title, area in places:
            match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+)", area or "")
            if title == sheet_title and match:
                column = 0
                for letter in match.group(1):
                    column = column * 26 + ord(letter) - 64
                named[int(match.group(2)), column] = name
    return named


class _SheetFields:
    """Finds the fields of one sheet."""

    def __init__(
        self, sheet: Sheet, choices: dict[Place, Choice], named: dict[Place, str], number: int
    ) -> None:
        self._sheet = sheet
        self._choices = choices
        self._named = named
        self._number = number

    def all(self) -> list[FormField]:
        """Return the fields in the order of rows and columns."""
        found: dict[Place, FormField] = {}
        for place, text in self._sheet.texts():
            if tick := _TICK.match(text):
                if self._may_write(place):
                    found[place] = self._tick(place, tick)
            elif _is_label(text):
                target = self._beside(place, text) or self._below(place, text)
                if target is not None:
                    found.setdefault(target, self._field(target, _label(text)))
        for place in (*self._named, *self._choices):
            if place not in found and self._may_write(place) and not self._is_label_of(place, found):
                found[place] = self._field(
                    place, self._label_near(place) or readable_name(self._named.get(place, ""))
                )
        return [found[place] for place in sorted(found)]

    def _is_label_of(self, place: Place, found: dict[Place, FormField]) -> bool:
        text = self._sheet.text_at(place)
        return bool(text) and any(field.label == _label(text) for field in found.values())

    def _beside(self, place: Place, text: str) -> Place | None:
        """Return the cell to the right of the label when it is meant to be written in."""
        row, column = self._sheet.merged.after(place)
        target = self._sheet.merged.head((row, column))
        if not self._may_write(target):
            return None
        if not self._sheet.is_empty(target):
            filled = target in self._choices or target in self._named or self._is_unlocked(target)
            answered = bool(_END_OF_LABEL.search(text)) and not _END_OF_LABEL.search(
                self._sheet.text_at(target)
            )
            return target if filled or answered or self._is_among_open_rows(place, target) else None
        if _END_OF_LABEL.search(text) or self._invites(target):
            return target
        return target if self._is_plain_row(place, target) else None

    def _below(self, place: Place, text: str) -> Place | None:
        """Return the cell below a column's head when it is meant to be written in."""
        beside = self._sheet.merged.head(self._sheet.merged.after(place))
        if _END_OF_LABEL.search(text) and self._sheet.is_empty(beside):
            return None
        target = self._sheet.merged.head(self._sheet.merged.under(place))
        if self._sheet.is_empty(target) and self._may_write(target) and self._invites(target):
            return target
        return None

    def _invites(self, place: Place) -> bool:
        """Whether the look of an empty cell says that something is to be written there."""
        return (
            place in self._choices
            or place in self._named
            or self._is_unlocked(place)
            or self._sheet.merged.begin_at(place)
            or self._sheet.is_framed(place)
        )

    def _is_plain_row(self, place: Place, target: Place) -> bool:
        """Whether a label without any frame is one of a column of labels with nothing beside them."""
        row, column = place
        if self._sheet.is_title(place):
            return False
        for other in (row - 1, row + 1, row - 2, row + 2):
            text = self._sheet.text_at((other, column))
            beside = (other, target[1])
            if (
                text
                and _is_label(text)
                and self._sheet.is_rest_empty(beside)
                and not self._sheet.is_title((other, column))
            ):
                return True
        return False

    def _is_among_open_rows(self, place: Place, target: Place) -> bool:
        """Whether rows nearby have a label and an empty cell in the same columns: a form partly filled."""
        row, column = place
        below = self._sheet.merged.head(self._sheet.merged.under(target))
        if self._sheet.is_empty(below) and self._invites(below) and self._sheet.text_at(target):
            return False  # the head of a column
        for other in (row - 1, row + 1, row - 2, row + 2):
            text = self._sheet.text_at((other, column))
            beside = self._sheet.merged.head((other, target[1]))
            if text and _is_label(text) and self._sheet.is_empty(beside) and self._may_write(beside):
                return True
        return False

    def _may_write(self, place: Place) -> bool:
        return (
            self._sheet.is_inside(place)
            and not self._sheet.is_formula(place)
            and (not self._sheet.is_protected or self._is_unlocked(place))
        )

    def _is_unlocked(self, place: Place) -> bool:
        return self._sheet.is_protected and self._sheet.is_unlocked(place)

    def _label_near(self, place: Place) -> str:
        row, column = place
        for step in range(1, 4):
            text = self._sheet.text_at(self._sheet.merged.head((row, column - step))) if column > step else ""
            if text and _is_label(text):
                return _label(text)
        for step in range(1, 3):
            text = self._sheet.text_at(self._sheet.merged.head((row - step, column))) if row > step else ""
            if text and _is_label(text):
                return _label(text)
        return ""

    def _tick(self, place: Place, found: re.Match[str]) -> FormField:
        name = f"{self._sheet.title}!{_cell_name(place)}"
        ticked = found.group(1) in _TICKED
        return FormField(name, _label(found.group(2)), "check", value=ticked, page=self._number)

    def _field(self, place: Place, label: str) -> FormField:
        choice = self._choices.get(place, Choice())
        value = cell_text(self._sheet.value_at(place)).strip() or None
        hint = readable_name(self._named[place]) if place in self._named else ""
        cell = _cell_name(place)
        return FormField(
            name=f"{self._sheet.title}!{cell}",
            label=label or cell,
            kind="choice" if choice.options else "text",
            options=choice.options,
            value=value,
            multiline=self._sheet.is_multiline(place),
            max_length=choice.max_length,
            page=self._number,
            format=choice.format or self._sheet.format_at(place),
            hints=(hint,) if hint and hint != label else (),
            takes_other=choice.takes_other,
        )


def _cell_name(place: Place) -> str:
    return f"{get_column_letter(place[1])}{place[0]}"


def _label(text: str) -> str:
    return " ".join(_END_OF_LABEL.sub("", text).split()).strip(" *＊:：")


def _is_label(text: str) -> bool:
    plain = _label(text)
    return (
        0 < len(plain) <= _LONGEST_LABEL
        and any(sign.isalpha() for sign in plain)
        and not _SENTENCE_END.search(plain)
        and text.count("\n") <= 2
    )
