"""All public forms beside the checkout are read, written and read back."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.documents.forms import Form, FormField, read_form, write_form
from app.errors import DocumentError

pytestmark = pytest.mark.shared_data


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Pypdf tells at length what is wrong with these files."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(before)


@pytest.fixture(scope="module")
def public_forms(shared_data: Path) -> dict[str, Form]:
    """All public PDF forms, read once."""
    return {name: read_form(shared_data / "forms/pdf-acroform" / name) for name in listed(shared_data)}


def listed(shared_data: Path) -> dict[str, list[dict[str, object]]]:
    text = (shared_data / "forms/pdf-acroform/fields_by_pypdf.json").read_text(encoding="utf-8")
    found: dict[str, list[dict[str, object]]] = json.loads(text)
    return found


def test_every_field_of_the_public_forms_is_found_by_its_name(
    shared_data: Path, public_forms: dict[str, Form]
) -> None:
    for name, fields in listed(shared_data).items():
        found = {field.name for field in public_forms[name].fields}
        wanted = {field["name"] for field in fields if field["type"] in ("/Tx", "/Ch")}
        assert wanted <= found, name
        assert found - {field["name"] for field in fields} <= {"veg"}, name


def test_tooltips_are_the_labels_of_the_public_forms(
    shared_data: Path, public_forms: dict[str, Form]
) -> None:
    for name, fields in listed(shared_data).items():
        labels = {field.name: field.label for field in public_forms[name].fields}
        for field in fields:
            tooltip = " ".join(str(field["label"] or "").split())
            if tooltip and tooltip != "undefined" and field["name"] in labels:
                assert labels[str(field["name"])] == tooltip


def value_for(field: FormField) -> str | bool:
    if field.kind == "check":
        return True
    if field.kind in ("choice", "radio"):
        return field.options[-1] if field.options else ""
    text = "一行目です。\nSecond line of a longer text" if field.multiline else "Müller 山田 😀"
    return text[: field.max_length]


def filled(form: Form) -> dict[str, str | bool]:
    values = {field.name: value_for(field) for field in form.fields if not field.read_only}
    return {name: value for name, value in values.items() if value != ""}


def test_public_pdf_forms_are_written_and_read_back(public_forms: dict[str, Form], tmp_path: Path) -> None:
    for name, form in public_forms.items():
        values = filled(form)
        out = tmp_path / "filled.pdf"
        write_form(form, values, out)
        again = {field.name: field.value for field in read_form(out).fields}
        assert {field: again[field] for field in values} == values, name


def test_no_public_form_breaks_the_reader(shared_data: Path) -> None:
    read = 0
    for folder in ("forms/word-excel", "forms/invoices", "files/pdf/broken_or_encrypted"):
        for path in sorted((shared_data / folder).rglob("*")):
            if not path.is_file():
                continue
            try:
                read += bool(read_form(path).fields)
            except DocumentError as refused:
                assert refused.code  # noqa: PT017 - some are refused, in words
    assert read >= 8
