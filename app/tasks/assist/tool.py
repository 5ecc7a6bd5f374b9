"""What a tool is: a local function with a typed description, and the call of one that is proposed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from app.errors import InputError
from app.records import Evidence, Finding, Method
from app.tasks.assist.actions import OpenPanel

Value: TypeAlias = "str | int | float | bool | Sequence[Value] | Mapping[str, Value] | None"
"""What an argument may be: anything that JSON has."""

Arguments: TypeAlias = Mapping[str, Value]


def shown(value: Value) -> str:
    """Return *value* as a person reads and edits it: a whole number without decimals, entries with commas."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {shown(each)}" for name, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(shown, value))
    return "" if value is None else str(value)


class Kind(StrEnum):
    """What an argument is; the words are those of JSON schemas, which models know."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "boolean"
    DATE = "date"
    LIST = "array"
    RECORD = "object"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument that a tool takes."""

    name: str
    kind: Kind
    description: str = ""
    """What it means, in English; also the model reads it."""
    required: bool = True
    options: tuple[Value, ...] = ()
    """All that it may be, if that is a list."""
    default: Value = None
    """What holds where it is left out, for the tool's own run; None where it is simply absent."""
    items: "Parameter | None" = None
    """What each entry of a list is."""
    fields: tuple["Parameter", ...] = ()
    """What a record holds; empty where any may stand there."""


@dataclass(frozen=True, slots=True)
class ToolDescription:
    """What a tool does and takes."""

    name: str
    """Stable snake-case name; what is weighed when a tool is chosen."""
    description: str
    """One sentence in English."""
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line about a result."""

    code: str
    """Code of the sentence, under `words` of the messages."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Values for its placeholders."""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a tool found out, by code alone."""

    tool: str
    arguments: Arguments
    """What it was called with."""
    text: str
    """What may be copied or put into a text; empty where there is nothing to copy."""
    lines: tuple["ResultLine", ...] = ()
    """What is told about it."""
    found: tuple[Mapping[str, str], ...] = ()
    """Entries of a look-up, the best first."""
    panel: OpenPanel | None = None
    """What to open."""


Run: TypeAlias = Callable[[Arguments], ToolResult]


@dataclass(frozen=True, slots=True)
class Tool:
    """A description with the function behind it."""

    about: ToolDescription
    run: Run
    """Computes the result.

    Raises:
        InputError: An argument makes no sense.
    """


@dataclass(frozen=True, slots=True)
class ProposedCall:
    """A call that nobody has made yet: it counts once a person has seen it."""

    tool: str
    arguments: Arguments
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    """By argument, where its value stands in what was given."""
    findings: tuple[Finding, ...] = ()
    method: Method = "model"
    """`rule` where the words alone told it."""


class ToolBox:
    """The tools that there are."""

    def __init__(self, tools: Sequence[Tool]) -> None:
        """Hold *tools*, whose names differ."""
        self._tools: Mapping[str, Tool] = MappingProxyType({tool.about.name: tool for tool in tools})

    @property
    def descriptions(self) -> tuple[ToolDescription, ...]:
        """What the tools do and take."""
        return tuple(tool.about for tool in self._tools.values())

    def description(self, name: str) -> ToolDescription:
        """Return what the tool *name* does and takes.

        Raises:
            InputError: `tool-unknown`.
        """
        return self._tool(name).about

    def run(self, call: ProposedCall) -> ToolResult:
        """Return what the proposed *call* gives.

        Raises:
            InputError: There is no such tool, an argument is missing, or one makes no sense.
        """
        tool = self._tool(call.tool)
        given = {name: value for name, value in call.arguments.items() if value is not None}
        filled: dict[str, Value] = {}
        for parameter in tool.about.parameters:
            value = given.get(parameter.name, parameter.default)
            if value is None and parameter.required:
                raise InputError("tool-argument-missing", argument=parameter.name)
            if value is not None:
                filled[parameter.name] = value
        return tool.run(filled)

    def _tool(self, name: str) -> Tool:
        if name not in self._tools:
            raise InputError("tool-unknown", tool=name)
        return self._tools[name]
