"""What the quick assist can do with a text, and what comes out of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from app.events import Cancellation
from app.records import Finding, Language, Method

Page = Literal["email", "keywords", "inquiries", "forms", "models"]
"""A page of the window."""


class ActionKey(StrEnum):
    """The actions that come with Deskhand."""

    POLITE = "polite"
    CORRECT = "correct"
    SHORTEN = "shorten"
    SUMMARISE = "summarise"
    TRANSLATE = "translate"
    ANSWER = "answer"
    KEYWORDS = "keywords"
    CATEGORY = "category"
    FORM = "form"


WORDINGS = (
    ActionKey.POLITE,
    ActionKey.CORRECT,
    ActionKey.SHORTEN,
    ActionKey.SUMMARISE,
    ActionKey.TRANSLATE,
)
"""Actions that put the text into other words; the others are jobs of their own."""
OWN = "own:"
"""What the key of an action of the user's own begins with; its name follows."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done with a text."""

    key: str
    """An `ActionKey`, or `own:` and the name of one of the user's own."""
    replaces: bool = True
    """Whether the result is meant to stand in the place of the text; else it is to be read or copied."""
    needs_model: bool = True
    """Whether nothing can be done without a model."""
    name: str = ""
    """What the user calls it; empty for those that come with Deskhand."""
    instruction: str = ""
    """What is to be done, in the user's words; empty for those that come with Deskhand."""
    language: Language | None = None
    """Language of the result; None keeps that of the text."""


@dataclass(frozen=True, slots=True)
class OpenPanel:
    """The wish to open a page of the window with fields filled; whoever shows the window carries it out."""

    page: Page
    text: str = ""
    """The text at hand: the mail to answer, the report, the source of a form."""
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Values by the names of the page's fields."""


@dataclass(frozen=True, slots=True)
class AssistResult:
    """What came of an action."""

    action: Action
    old: str
    """The text that it was about."""
    new: str
    """What came out; empty where only a panel is to be opened."""
    findings: tuple[Finding, ...] = ()
    """What is doubtful; places, if any, in the new text."""
    method: Method = "model"
    seconds: float = 0.0
    language: Language = "en"
    """Language of the new text."""
    panel: OpenPanel | None = None
    """Where to go on."""


JobAnswer = OpenPanel | tuple[str, tuple[Finding, ...], Method, OpenPanel | None]
"""What another job makes of a text: a panel to open, or words with findings, method, and where to go on."""


@dataclass(frozen=True, slots=True)
class JobAction:
    """An action that another job carries out."""

    action: Action
    work: Callable[[str, Cancellation | None], JobAnswer]
    """Gets the text and the wish to stop; raises what the job raises."""
