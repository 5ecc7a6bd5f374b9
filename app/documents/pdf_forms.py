"""Reads PDF forms: the fields that somebody can fill, with labels, options and values."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from app.documents.field_names import readable_name, says_something
from app.documents.form_fields import Form, FormField
from app.documents.pdf_fields import Flag, PdfField, fields_of, form_dictionary, resolve
from app.documents.pdf_labels import (
    Side,
    label_like_name,
    label_of_group,
    label_of_text,
    label_of_tick,
    side_of_labels,
    side_of_ticks,
)
from app.documents.pdf_opening import open_pdf
from app.documents.pdf_print import Piece, PrintedPage, printed_pages
from app.errors import DocumentError

_DATE_FORMAT = re.compile(r"AFDate_(?:Format|Keystroke)Ex\s*\(\s*[\"']([^\"']+)[\"']")
_SPECIAL_FORMATS = {"0": "postal-code", "1": "postal-code", "2": "phone", "3": "number"}
_NO_VALUE = "Off"


def read_pdf_form(path: Path) -> Form:
    """Read the form in the PDF file *path*.

    Raises:
        DocumentError: The file is not there, cannot be read, is protected, or has no fields.
    """
    reader, data = open_pdf(path)
    try:
        everything = fields_of(reader)
        fields = [field for field in everything if field.kind is not None]
        acro_form = form_dictionary(reader)
        has_xfa = acro_form is not None and "/XFA" in acro_form
        signed = any(field.attribute("/FT") == "/Sig" and field.attribute("/V") for field in everything)
    except Exception as reason:  # pypdf lets errors of all its parts through
        raise DocumentError("pdf-unreadable", file=path.name) from reason
    if not fields:
        raise DocumentError("form-without-fields", file=path.name)
    pages = printed_pages(data)
    printed = _PrintedLabels(fields, pages)
    read = tuple(_form_field(field, printed) for field in fields)
    text = "\n".join(page.text for page in pages)
    return Form(path, read, text, has_xfa=has_xfa, is_signed=signed)


def option_names(field: PdfField, printed: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the options of a choice or radio group: what the file stores, what a person reads.

    *printed* holds the words beside each radio button, in the order of the widgets.
    """
    if field.kind == "choice":
        return _choices(field.attribute("/Opt"))
    states = [widget.on_state or "" for widget in field.widgets]
    named = _texts(field.attribute("/Opt"))
    words = list(states)
    if len(named) == len(states) and all(named):
        words = named
    elif not all(says_something(state) for state in states) and all(printed) and len(printed) == len(states):
        words = list(printed)
    options: dict[str, str] = {}
    for state, word in zip(states, words, strict=True):
        if state:
            options.setdefault(state, word)
    if len(set(options.values())) < len(options):
        options = {state: state for state in options}
    return list(options.items())


def option_keys(field: PdfField) -> list[str]:
    """Return what the file stores for each option, in the order of `option_names`."""
    return [key for key, _ in option_names(field)]


class _PrintedLabels:
    """The printed words beside each widget, found once for the whole form."""

    def __init__(self, fields: Sequence[PdfField], pages: Sequence[PrintedPage]) -> None:
        self._pieces: Mapping[int, Sequence[Piece]] = {
            number: page.pieces for number, page in enumerate(pages, 1)
        }
        shown = sorted(
            ((widget.page, widget.box, field.kind) for field in fields for widget in field.widgets),
            key=lambda entry: entry[0],
        )
        self._boxes = {}
        self._sides: dict[int, Side] = {}
        self._usual: dict[int, Side | None] = {}
        for page, group in groupby(shown, key=lambda entry: entry[0]):
            entries = list(group)
            self._boxes[page] = [box for _, box, _ in entries]
            ticks = [box for _, box, kind in entries if kind in ("check", "radio")]
            texts = [box for _, box, kind in entries if kind in ("text", "choice")]
            self._sides[page] = side_of_ticks(ticks, self._pieces.get(page, ()))
            self._usual[page] = side_of_labels(texts, self._pieces.get(page, ()), self._boxes[page])

    def of_field(self, field: PdfField) -> str:
        """Return the words of a text, choice or check box, or of a whole radio group."""
        if not field.widgets:
            return ""
        page = field.widgets[0].page
        pieces = self._pieces.get(page, ())
        if field.kind == "radio":
            boxes = [widget.box for widget in field.widgets if widget.page == page]
            return label_of_group(boxes, pieces, self.of_options(field))
        if field.kind == "check":
            return label_of_tick(field.widgets[0].box, pieces, self._boxes[page], self._sides[page])
        box = field.widgets[0].box
        like_name = label_like_name(box, pieces, readable_name(field.name))
        return like_name or label_of_text(box, pieces, self._boxes[page], usual=self._usual[page])

    def of_options(self, field: PdfField) -> list[str]:
        """Return the words beside each button of a radio group."""
        return [
            label_of_tick(
                widget.box,
                self._pieces.get(widget.page, ()),
                self._boxes[widget.page],
                self._sides[widget.page],
            )
            for widget in field.widgets
        ]


def _form_field(field: PdfField, printed: _PrintedLabels) -> FormField:
    kind = field.kind
    assert kind is not None  # noqa: S101 - push buttons and signatures were left out before
    options = option_names(field, printed.of_options(field) if kind == "radio" else ())
    if kind in ("text", "check"):
        options = []
    tooltip = _one_line(field.attribute("/TU"))
    words = [tooltip if tooltip != "undefined" else "", printed.of_field(field)]
    name = readable_name(field.name)
    label = next((text for text in words if text), name)
    max_length = field.attribute("/MaxLen")
    return FormField(
        name=field.name,
        label=label,
        kind=kind,
        options=tuple(word for _, word in options),
        value=_value(field, dict(options)),
        multiline=kind == "text" and field.has(Flag.MULTILINE),
        max_length=int(max_length)
        if kind == "text" and isinstance(max_length, int) and max_length > 0
        else None,
        read_only=_is_locked(field),
        page=max(field.widgets[0].page, 1) if field.widgets else 1,
        format=_format(field),
        hints=tuple(dict.fromkeys(text for text in (*words, name) if text and text != label)),
        takes_other=kind == "choice" and field.has(Flag.COMBO) and field.has(Flag.EDIT),
        is_default=kind in ("choice", "radio") and _is_proposed(field),
    )


def _is_locked(field: PdfField) -> bool:
    secret = field.attribute("/FT") == "/Tx" and (field.has(Flag.PASSWORD) or field.has(Flag.FILE))
    unseen = all(widget.is_hidden or widget.page == 0 for widget in field.widgets)
    return field.has(Flag.READ_ONLY) or secret or unseen


def _is_proposed(field: PdfField) -> bool:
    """Whether a choice still has the value that resetting the form would give it."""
    stored, default = field.attribute("/V"), field.attribute("/DV")
    return stored is not None and default is not None and stored == default


def _value(field: PdfField, words: Mapping[str, str]) -> str | bool | None:
    stored = field.attribute("/V")
    if field.kind in ("check", "radio"):
        state = str(stored)[1:] if str(stored).startswith("/") else str(stored or "")
        if field.kind == "check":
            return state not in ("", _NO_VALUE)
        return words.get(state) if state not in ("", _NO_VALUE) else None
    if isinstance(stored, ArrayObject):
        return "; ".join(words.get(text, text) for text in _texts(stored)) or None
    text = stored_text(stored)
    return words.get(text, text) or None


def _choices(entries: Any) -> list[tuple[str, str]]:
    choices: list[tuple[str, str]] = []
    for entry in entries if isinstance(entries, ArrayObject) else ():
        found = resolve(entry)
        if isinstance(found, ArrayObject) and len(found) == 2:
            stored, word = _texts(found)
            choices.append((stored, word or stored))
        elif text := stored_text(found):
            choices.append((text, text))
    return [(stored, word) for stored, word in choices if word.strip()]


def _texts(values: Any) -> list[str]:
    return [stored_text(resolve(value)) for value in values] if isinstance(values, ArrayObject) else []


def stored_text(value: Any) -> str:
    r"""Return a text of the file as a Python text with `\n` as line end; "" for anything else."""
    if isinstance(value, StreamObject):
        value = value.get_data()
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if not isinstance(value, str):
        return ""
    if isinstance(value, NameObject):
        return value.removeprefix("/")
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")


def _one_line(value: Any) -> str:
    return " ".join(stored_text(value).split())


def _format(field: PdfField) -> str:
    """Return what the form's own check of the field asks for."""
    actions = field.attribute("/AA")
    if not isinstance(actions, DictionaryObject):
        return ""
    for key in ("/F", "/K"):
        action = resolve(actions.get(key))
        script = stored_text(resolve(action.get("/JS"))) if isinstance(action, DictionaryObject) else ""
        if date := _DATE_FORMAT.search(script):
            return f"date:{date.group(1)}"
        if special := re.search(r"AFSpecial_\w+\s*\(\s*(\d)", script):
            return _SPECIAL_FORMATS.get(special.group(1), "")
        for mark, meaning in (
            ("AFNumber_", "number"),
            ("AFPercent_", "number"),
            ("AFTime_", "time"),
            ("AFDate_", "date:"),
        ):
            if mark in script:
                return meaning
    return ""
