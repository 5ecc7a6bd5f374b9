"""Reads forms and writes filled copies of them: PDF forms and Excel sheets."""

from collections.abc import Mapping
from pathlib import Path

from app.documents.form_fields import FieldKind, Form, FormField
from app.errors import DocumentError

__all__ = ["FORM_ENDINGS", "FieldKind", "Form", "FormField", "read_form", "write_form"]

_PDF_ENDINGS = frozenset({".pdf"})
_EXCEL_ENDINGS = frozenset({".xlsx", ".xlsm"})
FORM_ENDINGS = _PDF_ENDINGS | _EXCEL_ENDINGS
"""Endings of the files that can be forms, in lower case."""


def read_form(path: Path) -> Form:
    """Read the fields of a form.

    Raises:
        DocumentError: The file is not there, is of another kind, cannot be read, is protected, or
            has no fields.
    """
    ending = path.suffix.lower()
    if ending in _PDF_ENDINGS:
        from app.documents.pdf_forms import read_pdf_form  # noqa: PLC0415 - the libraries load slowly

        return read_pdf_form(path)
    if ending in _EXCEL_ENDINGS:
        from app.documents.excel_forms import read_excel_form  # noqa: PLC0415 - likewise

        return read_excel_form(path)
    raise DocumentError("form-kind-unknown", file=path.name)


def write_form(form: Form, values: Mapping[str, str | bool], out: Path) -> None:
    """Write a copy of *form* with *values*, by field name; other fields stay as they are.

    An empty text clears a field. A check box takes True or False, a choice one of its options.

    Raises:
        DocumentError: *out* is the form itself or cannot be written, a field is unknown or locked,
            or a value does not fit its field.
    """
    if out.suffix.lower() != form.path.suffix.lower():
        raise DocumentError("form-copy-ending", file=out.name, ending=form.path.suffix.lower())
    if form.path.suffix.lower() in _PDF_ENDINGS:
        from app.documents.pdf_form_writing import write_pdf_form  # noqa: PLC0415 - the libraries load slowly

        write_pdf_form(form, values, out)
    else:
        from app.documents.excel_form_writing import write_excel_form  # noqa: PLC0415 - likewise

        write_excel_form(form, values, out)
