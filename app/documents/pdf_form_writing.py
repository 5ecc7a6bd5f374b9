"""Writes filled copies of PDF forms."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    TextStringObject,
)

from app.documents.form_fields import Form, FormField
from app.documents.form_values import check_value, chosen_parts
from app.documents.pdf_appearance import Appearances, shows_something
from app.documents.pdf_fields import Flag, PdfField, fields_of, form_dictionary, resolve
from app.documents.pdf_forms import option_keys, option_names, stored_text
from app.documents.pdf_opening import open_pdf
from app.documents.pdf_text_fonts import TextFonts
from app.documents.saving import writing
from app.errors import DocumentError

_LOG = logging.getLogger(__name__)
_ON = "Yes"


@dataclass(frozen=True, slots=True)
class _Change:
    field: PdfField
    known: FormField
    value: str | bool


def write_pdf_form(form: Form, values: Mapping[str, str | bool], out: Path) -> None:
    """Write a copy of the PDF *form* with *values*.

    Raises:
        DocumentError: *out* is the form or cannot be written, a field is unknown or locked, or a
            value does not fit its field.
    """
    known = {field.name: field for field in form.fields}
    for name, value in values.items():
        if name not in known:
            raise DocumentError("form-field-unknown", field=name, file=form.path.name)
        check_value(known[name], value)
    reader, _ = open_pdf(form.path)
    with writing(out, (form.path,)) as temporary:
        try:
            copy = _filled(reader, known, values)
        except Exception as reason:  # pypdf lets errors of all its parts through
            _LOG.warning("the copy of a form could not be made", exc_info=True)
            raise DocumentError("form-not-writable", file=form.path.name) from reason
        temporary.write_bytes(copy)


def _filled(reader: PdfReader, known: Mapping[str, FormField], values: Mapping[str, str | bool]) -> bytes:
    writer = PdfWriter()
    writer.clone_document_from_reader(reader)
    form = form_dictionary(writer)
    if form is None:
        raise ValueError("the copy lost its form")
    changes = [
        _Change(field, known[field.name], values[field.name])
        for field in fields_of(writer)
        if field.name in values and values[field.name] != _unchanged(known[field.name])
    ]
    stale = _without_appearance(writer, form, {change.field.name for change in changes})
    fonts = TextFonts(writer, _texts(changes, stale))
    drawing = Appearances(writer, form, fonts)
    for field in stale:
        _draw(field, stored_text(field.attribute("/V")), drawing)
    for change in changes:
        _set(change, drawing)
    _leave_out_what_would_hide_values(writer, form)
    copy = BytesIO()
    writer.write(copy)
    return copy.getvalue()


def _unchanged(field: FormField) -> str | bool:
    return field.value if field.value is not None else ""


def _texts(changes: Iterable[_Change], stale: Iterable[PdfField]) -> list[str]:
    texts = [change.value for change in changes if isinstance(change.value, str)]
    texts += [word for change in changes for word in change.known.options]
    for field in stale:
        texts.append(stored_text(field.attribute("/V")))
        texts += [word for _, word in option_names(field)]
    return texts


def _without_appearance(writer: PdfWriter, form: DictionaryObject, changed: set[str]) -> list[PdfField]:
    """Return the other fields whose values nobody has drawn yet.

    Viewers draw them only as long as the form asks for it, and a filled copy does not.
    """
    wish = resolve(form.get("/NeedAppearances"))
    asks = isinstance(wish, BooleanObject) and bool(wish.value)
    return [
        field
        for field in fields_of(writer)
        if field.kind in ("text", "choice") and field.name not in changed
        if isinstance(field.attribute("/V"), str) and field.attribute("/V")
        if asks or any("/AP" not in widget.node for widget in field.widgets)
    ]


def _set(change: _Change, drawing: Appearances) -> None:
    field, value = change.field, change.value
    if isinstance(value, bool):
        _tick(field, value, drawing)
    elif field.kind == "radio":
        _choose_button(field, change.known, value)
    elif field.kind == "choice":
        _choose(field, change.known, value, drawing)
    else:
        _store(field, TextStringObject(value))
        drawing.show_text(field, value)


def _store(field: PdfField, value: Any) -> None:
    """Set the value, and drop what would contradict it."""
    for node in field.nodes:
        node[NameObject("/V")] = value
        for key in ("/RV", "/I"):  # a formatted twin of the text; places of the chosen options
            if key in node:
                del node[key]


def _tick(field: PdfField, value: bool, drawing: Appearances) -> None:  # noqa: FBT001 - the value of a check box
    for widget in field.widgets:
        if widget.on_state is None or not shows_something(widget, widget.on_state):
            drawing.make_tick(widget, widget.on_state or _ON)
    states = [widget.on_state or _ON for widget in field.widgets] or [_ON]
    _store(field, NameObject(f"/{states[0] if value else 'Off'}"))
    for widget, state in zip(field.widgets, states, strict=False):
        widget.node[NameObject("/AS")] = NameObject(f"/{state if value else 'Off'}")


def _choose_button(field: PdfField, known: FormField, value: str) -> None:
    state = _stored_option(field, known, value) if value else "Off"
    _store(field, NameObject(f"/{state}"))
    for widget in field.widgets:
        widget.node[NameObject("/AS")] = NameObject(f"/{state}" if widget.on_state == state else "/Off")


def _choose(field: PdfField, known: FormField, value: str, drawing: Appearances) -> None:
    words = [word for _, word in option_names(field)]
    parts = chosen_parts(known, value) if value else []
    stored = [_stored_option(field, known, part) for part in parts]
    if not stored:
        _store(field, NullObject())
    elif len(stored) == 1:
        _store(field, TextStringObject(stored[0]))
    else:
        _store(field, ArrayObject(TextStringObject(text) for text in stored))
    if field.has(Flag.COMBO):
        drawing.show_text(field, value)
        return
    places = sorted(words.index(part) for part in parts if part in words)
    if places:
        field.node[NameObject("/I")] = ArrayObject(NumberObject(place) for place in places)
    drawing.show_list(field, words, parts)


def _stored_option(field: PdfField, known: FormField, word: str) -> str:
    """Return what the file keeps for the option that a person reads as *word*."""
    return option_keys(field)[known.options.index(word)] if word in known.options else word


def _draw(field: PdfField, text: str, drawing: Appearances) -> None:
    options = option_names(field)
    words: Sequence[str] = [word for _, word in options]
    shown = dict(options).get(text, text)
    if field.kind == "choice" and not field.has(Flag.COMBO):
        drawing.show_list(field, words, [shown])
    else:
        drawing.show_text(field, shown)


def _leave_out_what_would_hide_values(writer: PdfWriter, form: DictionaryObject) -> None:
    """Drop the second description of the form (XFA) and the rights that only the original has."""
    root = writer._root_object  # noqa: SLF001 - pypdf 6 has no public name for it
    for holder, keys in ((form, ("/XFA", "/NeedAppearances")), (root, ("/NeedsRendering", "/Perms"))):
        for key in keys:
            if key in holder:
                del holder[key]
