"""Whether a value can stand in a field of a form."""

from app.documents.form_fields import FormField
from app.errors import DocumentError

_SEPARATOR = "; "


def check_value(field: FormField, value: str | bool) -> None:  # noqa: FBT001 - a value, not a switch
    """Make sure that *value* can stand in *field*.

    Raises:
        DocumentError: It is too long, of the wrong kind, no option, or the field is locked.
    """
    if value == (field.value or ("" if field.kind != "check" else False)):
        return
    if field.read_only:
        raise DocumentError("form-field-locked", field=field.label)
    if isinstance(value, bool) != (field.kind == "check"):
        raise DocumentError("form-value-kind", field=field.label)
    if not isinstance(value, str) or not value:
        return
    if field.max_length is not None and len(value.replace("\r\n", "\n")) > field.max_length:
        raise DocumentError(
            "form-value-too-long", field=field.label, limit=field.max_length, length=len(value)
        )
    if field.kind in ("choice", "radio") and not field.takes_other:
        wrong = [part for part in chosen_parts(field, value) if part not in field.options]
        if wrong:
            raise DocumentError("form-value-no-option", field=field.label, value=wrong[0])


def chosen_parts(field: FormField, value: str) -> list[str]:
    """Return the options that *value* names, one or several joined by "; "."""
    return [value] if value in field.options or field.takes_other else value.split(_SEPARATOR)
