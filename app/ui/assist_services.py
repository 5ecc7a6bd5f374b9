"""What the window of the quick assist works with: the actions, and calls of small tools where there are any."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from app.errors import DeskhandError
from app.events import Cancellation
from app.records import Finding, Language, Progress
from app.tasks.assist.actions import Action, AssistResult, OpenPanel
from app.tasks.assist.suggesting import Suggestion

CallKind = Literal["compute", "look-up", "open"]
"""What a small tool does: it computes something, looks something up, or opens a page."""


class Suggests(Protocol):
    """Says which action is likely wanted."""

    def at_once(self, text: str, window: Language) -> Suggestion:
        """Return what code says, in milliseconds."""
        ...

    def reconsidered(
        self, text: str, window: Language, suggestion: Suggestion, *, cancellation: Cancellation | None = None
    ) -> Suggestion:
        """Return what the model says."""
        ...


class Assists(Protocol):
    """The job behind the window."""

    @property
    def suggesting(self) -> Suggests:
        """Says which action is likely wanted."""
        ...

    def actions(self) -> tuple[Action, ...]:
        """Return all actions."""
        ...

    def mistakes(self) -> tuple[DeskhandError, ...]:
        """Return why some of the user's own actions are left out."""
        ...

    def has_model(self) -> bool:
        """Return whether a model is there."""
        ...

    def run(
        self,
        action: Action,
        text: str,
        *,
        on_text: Callable[[str], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> AssistResult:
        """Do *action* with *text*."""
        ...

    def check(self, result: AssistResult, text: str) -> tuple[Finding, ...]:
        """Return what is doubtful about what the user made of a result."""
        ...

    def prepare(self, action: Action, text: str, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model would be asked."""
        ...


@dataclass(frozen=True, slots=True)
class OfferedArgument:
    """One argument of a call that is offered, to be looked at and changed."""

    name: str
    label: str
    """What people call it."""
    value: str
    origin: str = ""
    """The passage of the text that it was taken from, where there is one."""
    options: tuple[tuple[str, str], ...] = ()
    """All that it may be, each with what people call it; empty where anything may be typed."""
    optional: bool = False
    """Whether it may be left empty."""


@dataclass(frozen=True, slots=True)
class OfferedCall:
    """A call of a small tool that is offered; it counts only once the person says so."""

    title: str
    """What would be done, in the language of the window."""
    arguments: tuple[OfferedArgument, ...]
    findings: tuple[Finding, ...] = ()
    payload: object = None
    """What the one who offered it knows it by."""
    kind: CallKind = "compute"


@dataclass(frozen=True, slots=True)
class ToolAnswer:
    """What a tool has found out."""

    text: str
    """What may be copied; empty where there is nothing to copy."""
    findings: tuple[Finding, ...] = field(default=())
    lines: tuple[str, ...] = ()
    """What is told about it, and what was found, a line each."""
    panel: OpenPanel | None = None
    """The page to open."""


class OffersCalls(Protocol):
    """Offers calls of small tools and carries them out."""

    def offer(self, text: str, *, cancellation: Cancellation | None = None) -> OfferedCall | None:
        """Return the call that *text* wants, or None where no tool fits."""
        ...

    def prepare(self, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model is asked about every text."""
        ...

    def run(
        self, call: OfferedCall, arguments: Mapping[str, str], *, cancellation: Cancellation | None = None
    ) -> ToolAnswer:
        """Compute *call* with *arguments* as the person left them; raises a DeskhandError where one makes no sense."""
        ...
