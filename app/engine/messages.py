"""What the program and the engine child say to each other: dataclasses as JSON lines.

Each line is one object whose `kind` names the class. JSON rather than pickle: a log of the
lines can be read, replayed in a test, and never runs code.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Literal


class ProtocolError(ValueError):
    """A line is not a message."""


TextLayer = Literal["early", "middle"]
"""Where the states of a text's words are taken from, besides the late one behind it."""


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
    cache_folder: str = ""
    """Where the fixed parts of prompts are kept; empty for nowhere."""
    cache_bytes: int = 0
    """Room for them."""
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
    urgent: bool = False
    """Whether a request in work is set aside for it."""


@dataclass(frozen=True, slots=True)
class Prepare:
    """Read a conversation, so that its answer begins sooner; answered by `Done`, `Failed` or `Stopped`."""

    kind: ClassVar[str] = "prepare"
    id: int
    messages: list[dict[str, str]]
    urgent: bool = False
    """Whether for an urgent request, and set aside for like one."""


@dataclass(frozen=True, slots=True)
class Weigh:
    """Weigh given answers; answered by a `Weighed` for each question and `Done`, or by `Failed` or `Stopped`."""

    kind: ClassVar[str] = "weigh"
    id: int
    questions: list[dict[str, Any]]
    """Each with messages, answers, and answer_start."""
    among: bool
    """Whether shares among the answers are wanted."""
    best_only: bool
    """Whether only the best answer is looked for."""
    rest: float
    """Share that answers not followed to their end may have together."""
    urgent: bool = False
    """Whether a request in work is set aside for it."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Give texts as vectors; answered by `States` and `Done`, or by `Failed` or `Stopped`."""

    kind: ClassVar[str] = "vectors"
    id: int
    texts: list[str]
    before: str
    """What stands before each."""
    after: str
    """What stands behind each."""
    layer: TextLayer = "early"
    """Of which layer the mean over the text is wanted."""


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
    id: int = 0


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
class Weighed:
    """The log-probabilities of the next question's answers, in their order."""

    kind: ClassVar[str] = "weighed"
    id: int
    values: list[float]


@dataclass(frozen=True, slots=True)
class States:
    """Vectors of texts, in their order."""

    kind: ClassVar[str] = "states"
    id: int
    width: int
    """Length of a vector."""
    data: str
    """The vectors one behind the other: 32-bit floats of this machine's byte order in Base64."""


@dataclass(frozen=True, slots=True)
class Done:
    """The request is done."""

    kind: ClassVar[str] = "done"
    id: int


@dataclass(frozen=True, slots=True)
class Beat:
    """A sign of life while a request is in work, about once a second."""

    kind: ClassVar[str] = "beat"
    id: int
    work: float
    """Seconds of processor time that the child has used; no more of them is a sign of hanging."""


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


Work = Load | Complete | Prepare | Weigh | Vectors
"""Requests that are answered one after the other."""
Request = Work | Cancel
Reply = Loaded | Text | Completed | Weighed | States | Done | Beat | Stopped | Failed

_CLASSES: dict[str, type[Request | Reply]] = {
    each.kind: each
    for each in (
        Load, Complete, Prepare, Weigh, Vectors, Cancel,
        Loaded, Text, Completed, Weighed, States, Done, Beat, Stopped, Failed,
    )
}  # fmt: skip


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
