"""What the program and the engine child say to each other: dataclasses as JSON lines.

Each line is one object whose `kind` names the class. JSON rather than pickle: a log of the
lines can be read, replayed in a test, and never runs code.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar


class ProtocolError(ValueError):
    """A line is not a message."""


@dataclass(frozen=True, slots=True)
class Load:
    """Load a model; answered by `Loaded` or `Failed`."""

    kind: ClassVar[str] = "load"
    path: str
    """The model file."""
    context: int
    """Tokens that prompt and answer may have together."""
    threads: int
    """Threads that compute."""
    gpu_layers: int
    """Layers kept on a graphics processor, -1 for all."""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Complete:
    """Write an answer; answered by `Text`s and `Completed`, or by `Failed` or `Stopped`."""

    kind: ClassVar[str] = "complete"
    id: int
    messages: list[dict[str, str]]
    """Each with role and text."""
    answer_start: str
    max_tokens: int
    temperature: float
    schema: dict[str, Any] | None
    stop: list[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Weigh given answers; answered by `Scored`, `Failed` or `Stopped`."""

    kind: ClassVar[str] = "score"
    id: int
    messages: list[dict[str, str]]
    answers: list[str]
    answer_start: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop the request with this id; answered by `Stopped` unless it was done already."""

    kind: ClassVar[str] = "cancel"
    id: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model is ready."""

    kind: ClassVar[str] = "loaded"
    context: int
    """Tokens that fit."""
    description: str
    """Kind and size of the model, as llama.cpp names it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Another piece of the answer."""

    kind: ClassVar[str] = "text"
    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Completed:
    """The answer is complete."""

    kind: ClassVar[str] = "completed"
    id: int
    text: str
    finish_reason: str
    prompt_tokens: int
    written_tokens: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Scored:
    """The log-probabilities of the answers, in their order."""

    kind: ClassVar[str] = "scored"
    id: int
    values: list[float]


@dataclass(frozen=True, slots=True)
class Stopped:
    """The request was cancelled."""

    kind: ClassVar[str] = "stopped"
    id: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The request cannot be done; the child goes on."""

    kind: ClassVar[str] = "failed"
    id: int
    """0 for loading."""
    code: str
    """Code of an `EngineError`."""
    parameters: dict[str, Any] = field(default_factory=dict)


Request = Load | Complete | Score | Cancel
Reply = Loaded | Text | Completed | Scored | Stopped | Failed

_CLASSES: dict[str, type[Request | Reply]] = {
    each.kind: each
    for each in (Load, Complete, Score, Cancel, Loaded, Text, Completed, Scored, Stopped, Failed)
}


def to_line(message: Request | Reply) -> bytes:
    """Return *message* as one line of ASCII, with its line end."""
    return json.dumps({"kind": message.kind, **asdict(message)}, separators=(",", ":")).encode() + b"\n"


def from_line(line: bytes) -> Request | Reply:
    """Return the message of one line.

    Raises:
        ProtocolError: The line is no JSON object, or not one of the messages.
    """
    try:
        fields = json.loads(line)
        return _CLASSES[fields.pop("kind")](**fields)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ProtocolError(f"not a message: {line[:200]!r}") from error
