"""One loaded model and what can be asked of it; runs in the child process only."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from app.engine.answer_tree import Aim
from app.engine.chat_prompt import ChatTemplate
from app.engine.llama_context import URGENT, LlamaContext
from app.engine.messages import Complete, Load, TextLayer
from app.engine.prefix_store import PrefixStore
from app.engine.prompt_reading import PromptReader
from app.engine.stop_flag import StopFlag
from app.engine.token_sharing import common_start
from app.engine.vectors import Reading, StateReader
from app.engine.weighing import TokenQuestion, Weigher
from app.engine.writing import Writer, Written
from app.errors import EngineError

Messages = Sequence[Mapping[str, str]]

_STATES_SIZE = 2048
"""Tokens that the context for states has: what stands before each text, and a step."""
_AHEAD_STEP = 128
"""Tokens; a tenth more time than with 512."""


class LoadedModel:
    """A model in memory.

    Attributes:
        size: Tokens that prompt and answer may have together.
        description: Kind and size of the model, as llama.cpp names it.
    """

    def __init__(self, load: Load, stop: StopFlag, before_step: Callable[[], None] | None = None) -> None:
        """Load the file that *load* names; *stop* is looked at between and within steps.

        Args:
            load: How to load.
            stop: The wish to stop.
            before_step: Called between two steps; may ask for something urgent, which has a sequence of its own.

        Raises:
            EngineError: The file is no model that llama.cpp can use here.
        """
        self._load = load
        self._stop = stop
        self._context = LlamaContext(load, stop)
        if self._context.goes_back:  # else what is set aside would have to be read anew
            self._context.before_step = before_step
        self._template = ChatTemplate(
            self._context.vocabulary.template(), self._context.vocabulary.special_text
        )
        store = _store_for(load, self._context.size)
        self._reader = PromptReader(self._context, self._template, store)
        self._urgent_reader = PromptReader(self._context, self._template, store, URGENT)
        self._weigher = Weigher(self._context, self._reader)
        self._urgent_weigher = Weigher(self._context, self._urgent_reader)
        self._states: StateReader | None = None
        self.size = self._context.size
        self.description = self._context.description

    @property
    def gives_way(self) -> bool:
        """Whether the step in work may be interrupted for something urgent."""
        return self._context.before_step is not None

    def complete(self, request: Complete, on_text: Callable[[str], None]) -> Written:
        """Write an answer; see `Engine.complete`.

        Raises:
            EngineError: The text does not fit.
            NoRoomBeside: It does not fit beside the request that was set aside.
            Cancelled: The user asked to stop.
        """
        with self._reading(urgent=request.urgent) as reader:
            return Writer(self._context, reader).complete(request, on_text)

    def prepare(self, messages: Messages, *, urgent: bool = False) -> None:
        """Read *messages* up to the end of the last one's text, so that an answer begins sooner."""
        with self._reading(urgent=urgent) as reader:
            prompt = reader.prompt(messages)
            end = max(prompt.told, prompt.fixed + 1)
            # In small steps: what is read ahead gives way to everything, and the step in work is lost then.
            reader.read(prompt.tokens[:end], fixed=prompt.fixed, keep=True, step=_AHEAD_STEP)

    def weigh(
        self, questions: Sequence[tuple[Messages, Sequence[str], str]], aim: Aim, *, urgent: bool = False
    ) -> Iterator[list[float]]:
        """Yield the log-probabilities of each question's answers; see `Engine.weigh`.

        Raises:
            EngineError: A question does not fit.
            NoRoomBeside: It does not fit beside the request that was set aside.
            Cancelled: The user asked to stop.
        """
        with self._reading(urgent=urgent):
            tokens = [self._question(*question) for question in questions]
            yield from (self._urgent_weigher if urgent else self._weigher).weigh(tokens, aim)

    def _question(self, messages: Messages, answers: Sequence[str], answer_start: str) -> TokenQuestion:
        """Return a question in tokens."""
        tails = [self._context.vocabulary.tokens(answer_start + answer, False) for answer in answers]
        if not all(tails):
            raise EngineError("answer-empty")
        start = self._context.vocabulary.tokens(answer_start, False)
        # Where the start's end joins an answer's first letters, that token is the answer's.
        shared = common_start([(*start, -1), *tails])
        prompt = self._reader.prompt(messages)
        return TokenQuestion(
            prompt.tokens + tails[0][:shared], tuple(tail[shared:] for tail in tails), prompt.fixed
        )

    def vectors(
        self, texts: Sequence[str], *, before: str, after: str, layer: TextLayer
    ) -> NDArray[np.float32]:
        """Return the states of each text; see `Engine.vectors`."""
        if self._states is None:
            self._states = self._state_reader()
        vocabulary = self._context.vocabulary
        begin = vocabulary.tokens(before, False) if before else ()
        end = vocabulary.tokens(after, False) if after else ()
        readings = [Reading(vocabulary.tokens(text, False), end) for text in texts]
        if not all(reading.text or reading.after for reading in readings):
            raise EngineError("answer-empty")
        start = () if vocabulary.bos is None else (vocabulary.bos,)
        return self._states.vectors((*start, *begin), readings, layer)

    def _state_reader(self) -> StateReader:
        """Return what reads states: a context of its own, so that other requests keep what they have read."""
        load = replace(self._load, context=min(self._load.context, _STATES_SIZE))
        context = LlamaContext(load, self._stop, beside=self._context, watched=True)
        context.before_step = self._context.before_step
        context.in_use.add(0)
        return StateReader(context, PromptReader(context, self._template, None))

    @contextmanager
    def _reading(self, *, urgent: bool) -> Iterator[PromptReader]:
        """Give the reader for a request, whose sequence is kept while it is in work."""
        reader = self._urgent_reader if urgent else self._reader
        self._context.in_use.add(reader.sequence)
        try:
            yield reader
        finally:
            self._context.in_use.discard(reader.sequence)


def _store_for(load: Load, size: int) -> PrefixStore | None:
    if not load.cache_folder:
        return None
    info = Path(load.path).stat()
    identity = f"{Path(load.path).name} {info.st_size} {info.st_mtime_ns} {llama_cpp.__version__} {size} {load.gpu_layers}"
    return PrefixStore(Path(load.cache_folder), identity, load.cache_bytes)
