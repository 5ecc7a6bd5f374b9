"""Offers calls of the small tools in the words of the window, and carries them out once a person has seen them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from app.errors import InputError
from app.events import Cancellation
from app.records import Finding
from app.tasks.assist.actions import OpenPanel
from app.tasks.assist.argument_tidying import typed
from app.tasks.assist.grounds import Given
from app.tasks.assist.tool import (
    Arguments,
    Parameter,
    ProposedCall,
    ToolBox,
    ToolDescription,
    ToolResult,
    Value,
    shown,
)
from app.text.excerpts import shortened
from app.ui.assist_services import CallKind, OfferedArgument, OfferedCall, ToolAnswer
from app.ui.sentences import Sentences

LONGEST = 400
"""Characters of a text that a tool may be offered for: what asks for a tool says so in a sentence or two."""
MOST_LINES = 4
_UNSURE = "call-unsure"
_LONGEST_QUOTE = 60
_KINDS: Mapping[str, CallKind] = {
    "find_contact": "look-up",
    "find_template": "look-up",
    "search_history": "look-up",
    "open_panel": "open",
}
"""What tools do that do not compute."""


class ProposesCalls(Protocol):
    """Proposes calls; see `ToolCalling`."""

    def propose(self, given: Given, cancellation: Cancellation | None = None) -> ProposedCall | None:
        """Return the call that does what is wanted, or None where no tool fits."""
        ...

    def prepare(self, cancellation: Cancellation | None = None) -> None:
        """Let the model read what all prompts begin with."""
        ...


@dataclass(frozen=True, slots=True)
class _Known:
    """What an offered call is known by."""

    tool: str
    text: str
    """The text that it was offered for."""


class AssistCalls:
    """Offers calls for texts that may want one; an `OffersCalls`."""

    def __init__(self, calling: ProposesCalls, tools: ToolBox, sentences: Sentences) -> None:
        """Offer what *calling* proposes, run it with *tools*, and speak as *sentences* do."""
        self._calling = calling
        self._tools = tools
        self._sentences = sentences
        self._prepared = False

    def prepare(self, *, cancellation: Cancellation | None = None) -> None:
        """Have the model read once what all questions about tools begin with; what it keeps outlives the program.

        Raises:
            EngineError: The model cannot be loaded or died.
            Cancelled: The user asked to stop.
        """
        if not self._prepared:
            self._calling.prepare(cancellation)
            self._prepared = True

    def offer(self, text: str, *, cancellation: Cancellation | None = None) -> OfferedCall | None:
        """Return the call that *text* wants, or None where no tool fits, it is long, or the model is not sure.

        Raises:
            EngineError: The model cannot be loaded or died.
            Cancelled: The user asked to stop.
        """
        text = text.strip()
        if not text or len(text) > LONGEST or text.count("\n") >= MOST_LINES:
            return None
        call = self._calling.propose(Given(text=text), cancellation)
        if call is None or any(finding.code == _UNSURE for finding in call.findings):
            return None
        about = self._tools.description(call.tool)
        return OfferedCall(
            self._sentences.word(f"tool-name-{call.tool}"),
            tuple(self._argument(parameter, call) for parameter in about.parameters),
            tuple(map(self._named, call.findings)),
            _Known(call.tool, text),
            _KINDS.get(call.tool, "compute"),
        )

    def run(
        self, call: OfferedCall, arguments: Mapping[str, str], *, cancellation: Cancellation | None = None
    ) -> ToolAnswer:
        """Compute *call* with *arguments* as the person left them.

        Raises:
            DeskhandError: An argument is missing or makes no sense, or the records cannot be read.
        """
        if cancellation:
            cancellation.raise_if_requested()
        known = call.payload
        assert isinstance(known, _Known)  # noqa: S101 - it was offered here
        try:
            result = self._tools.run(ProposedCall(known.tool, _typed(self._about(known), arguments)))
        except InputError as error:
            raise InputError(error.code, **self._in_words(error.parameters)) from error
        return ToolAnswer(
            result.text, lines=tuple(self._lines(result)), panel=_panel_with(result.panel, known.text)
        )

    def _about(self, known: _Known) -> ToolDescription:
        return self._tools.description(known.tool)

    def _argument(self, parameter: Parameter, call: ProposedCall) -> OfferedArgument:
        """Return *parameter* as it is offered; what holds where nothing was said stands there too."""
        value = call.arguments.get(parameter.name, parameter.default)
        quotes = [shortened(place.quote, _LONGEST_QUOTE) for place in call.evidence.get(parameter.name, ())]
        options = tuple((shown(one), self._sentences.word(f"tool-option-{one}")) for one in parameter.options)
        return OfferedArgument(
            parameter.name,
            self._label(parameter.name),
            shown(value),
            " … ".join(quotes),
            options,
            not parameter.required,
        )

    def _lines(self, result: ToolResult) -> list[str]:
        told = [self._sentences.word(line.code, **line.parameters) for line in result.lines]
        told += [self._entry(entry) for entry in result.found]
        return [line for line in told if line != result.text]

    def _entry(self, entry: Mapping[str, str]) -> str:
        """Return what was found in one line; ids are no words for people."""
        parts = [self._part(name, value) for name, value in entry.items() if name != "id" and value]
        return "  ·  ".join(dict.fromkeys(parts))

    def _part(self, name: str, value: str) -> str:
        if name == "job":
            return self._sentences.word(f"job-{value}")
        if name == "started":
            return datetime.fromisoformat(value).astimezone().strftime("%Y-%m-%d %H:%M")
        return value

    def _named(self, finding: Finding) -> Finding:
        return replace(finding, parameters=self._in_words(finding.parameters))

    def _in_words(self, parameters: Mapping[str, object]) -> dict[str, object]:
        """Return *parameters* with the argument by what people call it."""
        named = dict(parameters)
        if isinstance(argument := named.get("argument"), str):
            named["argument"] = self._label(argument)
        return named

    def _label(self, argument: str) -> str:
        return self._sentences.word(f"tool-argument-{argument}")


def _typed(about: ToolDescription, arguments: Mapping[str, str]) -> Arguments:
    """Return what was typed as the tool takes it; what is nothing of the kind stays, for the tool to say why."""
    found: dict[str, Value] = {}
    for parameter in about.parameters:
        if words := arguments.get(parameter.name, "").strip():
            value = typed(words, parameter)
            found[parameter.name] = words if value is None else value
    return found


def _panel_with(panel: OpenPanel | None, text: str) -> OpenPanel | None:
    """Return *panel* with the text at hand, unless fields say what it is to be filled with."""
    return replace(panel, text=text) if panel is not None and not panel.fields else panel
