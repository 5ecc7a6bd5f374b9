"""Proposes a call: the tool is chosen by weighing names, its arguments are written by a schema and tidied by code."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from app.engine.engine import Engine
from app.events import Cancellation
from app.records import Finding, Gravity
from app.tasks.assist.argument_schema import arguments_schema
from app.tasks.assist.argument_tidying import tidied, worth_asking
from app.tasks.assist.call_patterns import call_by_pattern
from app.tasks.assist.call_prompt import CALL_START, choice, conversation, fit
from app.tasks.assist.grounds import Given, Grounds
from app.tasks.assist.tool import Parameter, ProposedCall, ToolDescription, Value
from app.text.orders import order_spans

_log = logging.getLogger(__name__)

_MOST_TOKENS = 300
LEAST_FIT = 1.5
"""How much readier the model must say that a tool fits than that it does not, in logarithms of probability.

Small models agree too readily; measured on rows of the public set that are not among those of the benchmark.
"""
_CLEARLY = 0.7
"""Less than this above it, the choice is told to be unsure."""


class ToolCalling:
    """Proposes calls of given tools; it runs none.

    What stands in a text is data: it is fenced, passages in it that read like orders to the program carry no
    argument and are told, and a proposal counts only once a person has seen it.
    """

    def __init__(
        self,
        tools: Sequence[ToolDescription],
        find_engine: Callable[[], Engine | None],
        least_fit: float = LEAST_FIT,
    ) -> None:
        """Propose calls of *tools*.

        Args:
            tools: What may be called.
            find_engine: Gives the model, if there is one.
            least_fit: How much readier the model must say that a tool fits than that it does not.
        """
        self._tools = {tool.name: tool for tool in tools}
        self._find_engine = find_engine
        self._least_fit = least_fit

    def prepare(self, cancellation: Cancellation | None = None) -> None:
        """Let the model read what all prompts begin with, so that proposals begin sooner; without a model nothing.

        Three prompts take turns: kept on the disk, each is restored in milliseconds.

        Raises:
            EngineError: The model cannot be loaded or died.
            Cancelled: The user asked to stop.
        """
        engine, tools = self._find_engine(), tuple(self._tools.values())
        if engine is None or not tools:
            return
        nothing = Given()
        prompts = [fit(tools[0], nothing).conversation, conversation(tools[0], nothing)]
        if len(tools) > 1:
            prompts.insert(0, choice(tools, nothing).conversation)
        for messages in prompts:
            engine.prepare(messages, cancellation=cancellation)

    def propose(self, given: Given, cancellation: Cancellation | None = None) -> ProposedCall | None:
        """Return the call that does what is wanted, or None where no tool fits.

        What the words alone make clear is proposed without the model; without a model nothing else is.

        Raises:
            EngineError: The model cannot be loaded, died, or cannot take a text so long.
            Cancelled: The user asked to stop.
        """
        if not given.sources:
            return None
        grounds = Grounds(given)
        call = call_by_pattern(self._tools, grounds)
        engine = None if call else self._find_engine()
        if engine:
            asking = _Asking(engine, given, grounds, cancellation)
            call = asking.proposed(tuple(self._tools.values()), self._least_fit)
        return replace(call, findings=(*call.findings, *_orders(given))) if call else None


class _Asking:
    """Asks the model about one text."""

    def __init__(
        self, engine: Engine, given: Given, grounds: Grounds, cancellation: Cancellation | None
    ) -> None:
        self._engine = engine
        self._given = given
        self._grounds = grounds
        self._cancellation = cancellation

    def proposed(self, tools: Sequence[ToolDescription], least_fit: float) -> ProposedCall | None:
        """Return the call of one of *tools*, or None where none fits."""
        tool = self._chosen(tools)
        if tool is None:
            return None
        ((yes, no),) = self._engine.weigh([fit(tool, self._given)], cancellation=self._cancellation)
        if yes - no < least_fit:
            return None
        call = tidied(tool, self._written(tool), self._grounds)
        unsure = (Finding("call-unsure", gravity=Gravity.DOUBT),) if yes - no < least_fit + _CLEARLY else ()
        return replace(call, findings=(*call.findings, *unsure))

    def _chosen(self, tools: Sequence[ToolDescription]) -> ToolDescription | None:
        """Return the tool whose name the model finds likeliest; None where it is that none fits."""
        if len(tools) == 1:
            return tools[0]  # whether it fits is asked next
        (values,) = self._engine.weigh([choice(tools, self._given)], cancellation=self._cancellation)
        best = max(range(len(values)), key=values.__getitem__)
        return tools[best] if best < len(tools) else None

    def _written(self, tool: ToolDescription) -> Mapping[str, Value]:
        """Return the arguments as the model writes them; none where the answer was cut off."""
        asked: Sequence[Parameter] = worth_asking(tool, self._grounds)
        if not asked:
            return {}
        done = self._engine.complete(
            conversation(tool, self._given),
            answer_start=CALL_START,
            max_tokens=_MOST_TOKENS,
            schema=arguments_schema(asked, [day.quote for day in self._grounds.days]),
            cancellation=self._cancellation,
        )
        try:
            written = json.loads(done.text)
        except ValueError:  # longer than any argument is
            _log.info("arguments not kept: %d tokens", done.written_tokens)
            return {}
        return written if isinstance(written, dict) else {}


def _orders(given: Given) -> tuple[Finding, ...]:
    """Return a finding for each passage of the text that reads like an order to the program."""
    return tuple(
        Finding("reads-like-an-order", {"quote": given.text[start:end], "source": "text"})
        for start, end in order_spans(given.text)
    )
