"""Writing an answer, token by token."""

import codecs
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal

from app.engine.grammar import grammar_of
from app.engine.llama_context import Entry, LlamaContext
from app.engine.messages import Complete
from app.engine.prompt_reading import PromptReader

_SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class Written:
    """An answer."""

    text: str
    finish_reason: Literal["stop", "length"]
    prompt_tokens: int
    written_tokens: int


class Writer:
    """Writes answers behind what was read."""

    def __init__(self, context: LlamaContext, reader: PromptReader) -> None:
        """Write with *context*, behind what *reader* reads."""
        self._context = context
        self._reader = reader

    def complete(self, request: Complete, on_text: Callable[[str], None]) -> Written:
        """Write what *request* asks for; see `Engine.complete`."""
        prompt = self._reader.prompt(request.messages, request.answer_start)
        limit = max(1, min(request.max_tokens, self._context.size - len(prompt.tokens) - 1))
        self._reader.read(prompt.tokens, fixed=prompt.fixed, room=limit)
        text = _AnswerText(request.stop, on_text)
        written = 0
        reason: Literal["stop", "length"] = "length"
        with closing(self._chosen(request.temperature, request.schema, limit)) as tokens:
            for token in tokens:
                if self._context.is_end(token):
                    reason = "stop"
                    break
                written += 1
                if text.add(self._context.piece(token)):
                    reason = "stop"
                    break
        return Written(text.finish(), reason, len(prompt.tokens), written)

    def _chosen(self, temperature: float, schema: Mapping[str, Any] | None, limit: int) -> Generator[int]:
        """Yield up to *limit* tokens, each chosen by the probabilities after the last."""
        if temperature <= 0 and schema is None:
            yield from self._steps(lambda: int(self._context.logits(-1).argmax()), limit)
            return
        grammar = grammar_of(schema) if schema is not None else None
        with closing(self._context.sampler(temperature, grammar, _SEED)) as sampler:
            yield from self._steps(lambda: sampler.choose(-1), limit)

    def _steps(self, choose: Callable[[], int], limit: int) -> Generator[int]:
        for number in range(limit):
            token = choose()
            yield token
            if number < limit - 1:
                self._context.decode([Entry(token, self._reader.length, self._reader.sequence, wanted=True)])
                self._reader.wrote([token])


class _AnswerText:
    """Text that grows by bytes and ends before a stop text."""

    def __init__(self, stop: Sequence[str], on_text: Callable[[str], None]) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._stop = [text for text in stop if text]
        self._held = max(map(len, self._stop), default=1) - 1
        self._on_text = on_text
        self._text = ""
        self._told = 0

    def add(self, piece: bytes) -> bool:
        """Take another *piece*; return whether a stop text has been met."""
        begin = max(0, len(self._text) - self._held)
        self._text += self._decoder.decode(piece)
        places = [place for text in self._stop if (place := self._text.find(text, begin)) >= 0]
        if places:
            self._text = self._text[: min(places)]
        self._tell(len(self._text) - (0 if places else self._held))
        return bool(places)

    def finish(self) -> str:
        """Return the whole text, telling what was held back."""
        self._text += self._decoder.decode(b"", final=True)
        self._tell(len(self._text))
        return self._text

    def _tell(self, until: int) -> None:
        if until > self._told:
            self._on_text(self._text[self._told : until])
            self._told = until
