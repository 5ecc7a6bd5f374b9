"""The rows of the public tool-calling set, and its functions as our tools' descriptions."""

import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.tasks.assist.tool import Kind, Parameter, ToolDescription

_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "tools" / "bfcl"
PARTS = ("simple_python", "multiple", "irrelevance")
MEASURED = 200
"""Rows that are measured; the others are for trying things out."""
_SEED = 7
_KINDS = {
    "string": Kind.TEXT, "integer": Kind.INTEGER, "float": Kind.NUMBER, "boolean": Kind.TRUTH, "array": Kind.LIST,
    "tuple": Kind.LIST, "dict": Kind.RECORD, "any": Kind.TEXT,
}  # fmt: skip
_JSON_TYPES = {"float": "number", "dict": "object", "tuple": "array", "any": "string"}


@dataclass(frozen=True, slots=True)
class ToolRow:
    """One wish with the functions that there are."""

    part: str
    wish: str
    functions: tuple[Mapping[str, Any], ...]
    answer: Mapping[str, Mapping[str, Sequence[Any]]] | None
    """What each argument may be, by function name; None where no function fits."""

    @property
    def tools(self) -> tuple[ToolDescription, ...]:
        """The functions as Deskhand describes tools."""
        return tuple(_tool(function) for function in self.functions)

    @property
    def json_tools(self) -> list[dict[str, Any]]:
        """The functions as servers are told them: JSON schemas."""
        return [{"type": "function", "function": _with_json_types(function)} for function in self.functions]


def measured_rows() -> list[ToolRow]:
    """Return the seeded rows that are measured."""
    return _shuffled()[:MEASURED]


def development_rows() -> list[ToolRow]:
    """Return the other rows, none of which is measured."""
    return _shuffled()[MEASURED:]


def _shuffled() -> list[ToolRow]:
    if not _DATA.is_dir():
        sys.exit(f"the data set is not there: {_DATA}")
    rows = [row for part in PARTS for row in _rows(part)]
    random.Random(_SEED).shuffle(rows)
    return rows


def _rows(part: str) -> list[ToolRow]:
    path = _DATA / "possible_answer" / f"BFCL_v4_{part}.json"
    answers = {line["id"]: line["ground_truth"][0] for line in _lines(path)} if path.is_file() else {}
    return [
        ToolRow(part, line["question"][0][-1]["content"], tuple(line["function"]), answers.get(line["id"]))
        for line in _lines(_DATA / f"BFCL_v4_{part}.json")
    ]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _tool(function: Mapping[str, Any]) -> ToolDescription:
    described = function["parameters"]
    return ToolDescription(
        function["name"], function["description"], _parameters(described["properties"], described["required"])
    )


def _parameters(properties: Mapping[str, Any], required: Sequence[str]) -> tuple[Parameter, ...]:
    return tuple(_parameter(name, each, required=name in required) for name, each in properties.items())


def _parameter(name: str, described: Mapping[str, Any], *, required: bool) -> Parameter:
    items, fields = described.get("items"), described.get("properties") or {}
    return Parameter(
        name,
        _KINDS[described["type"]],
        described.get("description", ""),
        required=required,
        options=tuple(described.get("enum", ())),
        default=described.get("default"),
        items=_parameter("", items, required=True) if items else None,
        fields=_parameters(fields, described.get("required", list(fields))),
    )


def _with_json_types(described: Any) -> Any:
    """Return a description with the names that JSON schemas have for types."""
    if isinstance(described, list):
        return [_with_json_types(each) for each in described]
    if not isinstance(described, dict):
        return described
    return {
        key: _JSON_TYPES.get(value, value)
        if key == "type" and isinstance(value, str)
        else _with_json_types(value)
        for key, value in described.items()
    }
