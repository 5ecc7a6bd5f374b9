"""Tells each mistake in a catalogue file as one finding with the line to look at."""

from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.records import Finding, Gravity

_LONGEST_VALUE = 60

_CODES = {
    "missing": "catalogue-field-missing",
    "extra_forbidden": "catalogue-field-unknown",
    "literal_error": "catalogue-not-one-of",
    "int_type": "catalogue-not-a-number",
    "float_type": "catalogue-not-a-number",
    "finite_number": "catalogue-not-a-number",
    "greater_than": "catalogue-not-a-number",
    "tuple_type": "catalogue-not-a-list",
    "too_short": "catalogue-not-a-list",
    "model_type": "catalogue-not-fields",
    "model_attributes_type": "catalogue-not-fields",
}
"""Codes of our findings by pydantic's names; any other mistake is a value that does not fit."""


def mistakes_of(path: Path, error: ValidationError, entry: yaml.Node) -> list[Finding]:
    """Return the mistakes that pydantic found in one entry of the file *path*."""
    return [_mistake(path, one, entry) for one in error.errors(include_url=False)]


def syntax_mistake(path: Path, error: Exception) -> Finding:
    """Return the mistake that keeps the file *path* from being read as YAML."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    line = mark.line + 1 if mark else 1
    return Finding("catalogue-not-yaml", {"file": path.name, "line": line}, gravity=Gravity.WRONG)


def _mistake(path: Path, error: ErrorDetails, entry: yaml.Node) -> Finding:
    parameters: dict[str, object] = {
        "file": path.name,
        "line": _line_of(error["loc"], entry),
        "field": ".".join(str(step + 1) if isinstance(step, int) else step for step in error["loc"]) or "-",
        "value": _shortened(error["input"]),
        "allowed": str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", "),
    }
    code = _CODES.get(error["type"], "catalogue-value-not-usable")
    return Finding(code, parameters, gravity=Gravity.WRONG)


def _line_of(location: Sequence[int | str], node: yaml.Node) -> int:
    """Return the line of what *location* leads to below *node*, or of the last step that is there."""
    line = node.start_mark.line
    for step in location:
        inner: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == step:
                    line, inner = key.start_mark.line, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            inner = node.value[step]
            line = inner.start_mark.line
        if inner is None:
            break
        node = inner
    return line + 1


def _shortened(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"
