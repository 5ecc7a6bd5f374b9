"""The JSON schema by which the model writes the arguments of a call."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.tasks.assist.tool import Kind, Parameter

_MOST_ENTRIES = 20


def arguments_schema(parameters: Sequence[Parameter], days: Sequence[str] = ()) -> Mapping[str, Any]:
    """Return the schema of an object with all *parameters*; those that are optional may be null.

    Args:
        parameters: What is to be written.
        days: The days that the texts name, in their words; with one of them a date is decided.
    """
    return {
        "type": "object",
        "properties": {parameter.name: _optional(parameter, days) for parameter in parameters},
        "required": [parameter.name for parameter in parameters],
    }


def _optional(parameter: Parameter, days: Sequence[str]) -> Mapping[str, Any]:
    options = list(parameter.options) or (list(dict.fromkeys(days)) if parameter.kind == Kind.DATE else [])
    if parameter.required:
        return _of_options(options) if options else _schema(parameter)
    if options:
        return {"enum": [*options, None]}
    return {"anyOf": [_schema(parameter), {"type": "null"}]}


def _of_options(options: Sequence[Any]) -> Mapping[str, Any]:
    return {"enum": list(options)} if len(options) > 1 else {"const": options[0]}


def _schema(parameter: Parameter) -> Mapping[str, Any]:
    if parameter.options:
        return _of_options(parameter.options)
    if parameter.kind in (Kind.TEXT, Kind.DATE):
        return {"type": "string"}
    if parameter.kind == Kind.LIST:
        items = _schema(parameter.items) if parameter.items else {}
        return {"type": "array", "items": items, "minItems": 1, "maxItems": _MOST_ENTRIES}
    if parameter.kind == Kind.RECORD and parameter.fields:
        return arguments_schema(parameter.fields)
    return {"type": parameter.kind.value}
