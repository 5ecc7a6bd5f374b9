"""A quick assist that answers as a test tells it."""

import threading
from collections.abc import Callable, Mapping

from app.errors import DeskhandError
from app.events import Cancellation
from app.records import Finding, Language, Progress
from app.tasks.assist.actions import WORDINGS, Action, ActionKey, AssistResult, OpenPanel
from app.tasks.assist.suggesting import Suggesting, Suggestion
from app.ui.assist_services import OfferedCall, ToolAnswer
from tests.ui.fakes import wait_at


class FakeSuggesting(Suggesting):
    """Suggests by code, and then what the test wants.

    Attributes:
        then: What the model suggests; nothing keeps what code suggests.
    """

    def __init__(self) -> None:
        super().__init__(lambda: None, None)
        self.then = ""
        self.gate = threading.Event()
        self.gate.set()

    def reconsidered(
        self, text: str, window: Language, suggestion: Suggestion, *, cancellation: Cancellation | None = None
    ) -> Suggestion:
        wait_at(self.gate, cancellation)
        order = (
            (self.then, *(key for key in suggestion.order if key != self.then))
            if self.then
            else suggestion.order
        )
        return Suggestion(order, suggestion.points)


class FakeAssist:
    """Rewrites as the test says.

    Attributes:
        new: The new text, or what goes wrong.
        findings: What is doubtful about it.
        model: Whether there is a model.
        gate: Set while results come at once; cleared, they wait until they are stopped.
        asked: Key and text of each action that was run.
        checked: Texts that were checked again.
    """

    def __init__(self, new: str | DeskhandError = "") -> None:
        self.new = new
        self.findings: tuple[Finding, ...] = ()
        self.model = True
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[tuple[str, str]] = []
        self.checked: list[str] = []
        self.prepared: list[str] = []
        self.suggesting = FakeSuggesting()
        self.own: tuple[Action, ...] = ()
        self.broken: tuple[DeskhandError, ...] = ()

    def actions(self) -> tuple[Action, ...]:
        ours = (
            Action(key, replaces=key != ActionKey.SUMMARISE, needs_model=key != ActionKey.CORRECT)
            for key in WORDINGS
        )
        form = Action(ActionKey.FORM, replaces=False, needs_model=False)
        return (*ours, form, *self.own)

    def mistakes(self) -> tuple[DeskhandError, ...]:
        return self.broken

    def has_model(self) -> bool:
        return self.model

    def run(
        self,
        action: Action,
        text: str,
        *,
        on_text: Callable[[str], None] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> AssistResult:
        self.asked.append((action.key, text))
        if on_progress:
            on_progress(Progress("wording-text", 0, 2))
        if on_text:
            on_text("Could you")
        wait_at(self.gate, cancellation)
        if isinstance(self.new, DeskhandError):
            raise self.new
        if action.key == ActionKey.FORM:
            return AssistResult(action, text, "", panel=OpenPanel("forms", text))
        return AssistResult(action, text, self.new, self.findings)

    def check(self, result: AssistResult, text: str) -> tuple[Finding, ...]:
        self.checked.append(text)
        return (Finding("text-much-shorter"),)

    def prepare(self, action: Action, text: str, *, cancellation: Cancellation | None = None) -> None:
        self.prepared.append(action.key)


class FakeCalls:
    """Offers one call.

    Attributes:
        answer: What comes of it, or what goes wrong.
        made: The arguments that it was made with.
    """

    def __init__(self, call: OfferedCall, answer: ToolAnswer | DeskhandError) -> None:
        self.call = call
        self.answer = answer
        self.made: list[Mapping[str, str]] = []

    def offer(self, text: str, *, cancellation: Cancellation | None = None) -> OfferedCall | None:
        return self.call

    def prepare(self, *, cancellation: Cancellation | None = None) -> None:
        pass

    def run(
        self, call: OfferedCall, arguments: Mapping[str, str], *, cancellation: Cancellation | None = None
    ) -> ToolAnswer:
        self.made.append(arguments)
        if isinstance(self.answer, DeskhandError):
            raise self.answer
        return self.answer
