"""Writing an answer, token by token."""

import codecs
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal

from app.engine.llama_context import LlamaContext
from app.engine.messages import Complete
from app.engine.prompt_lookup import PromptLookup
from app.engine.prompt_reading import Prompt, PromptReader
from app.engine.schema_writing import SchemaWriter

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
        reason: Literal["stop", "length"] = "stop"
        with closing(self._chosen(request.temperature, request.schema, prompt, limit)) as tokens:
            for token in tokens:
                if self._context.vocabulary.is_end(token):
                    break
                written += 1
                if text.add(self._context.vocabulary.piece(token)):
                    break
            else:
                reason = "length" if written == limit else "stop"
        return Written(text.finish(), reason, len(prompt.tokens), written)

    def _chosen(
        self, temperature: float, schema: Mapping[str, Any] | None, prompt: Prompt, limit: int
    ) -> Generator[int]:
        """Yield up to *limit* tokens, each chosen by the probabilities after the last."""
        if temperature <= 0 and schema is None:
            yield from self._likeliest(PromptLookup(prompt.tokens), limit)
            return
        if schema is not None:
            by_schema = SchemaWriter(self._context, self._reader.go_on, temperature, _SEED)
            yield from by_schema.tokens(schema, limit)
            return
        with closing(self._context.sampler(temperature, None, _SEED)) as sampler:
            for number in range(limit):
                token = sampler.choose(-1)
                yield token
                if number < limit - 1:
                    self._reader.go_on([token])

    def _likeliest(self, lookup: PromptLookup, limit: int) -> Generator[int]:
        """Yield the likeliest tokens; those that repeat what was read several a step."""
        token = int(self._context.logits(-1).argmax())
        written = 1
        while True:
            yield token
            lookup.add(token)
            if written >= limit:
                return
            guess = lookup.guess()[: limit - written - 1] if self._context.goes_back else []
            before = self._reader.length
            self._reader.try_out([token, *guess])
            right = 0
            chosen = [int(self._context.logits(row).argmax()) for row in range(len(guess) + 1)]
            while right < len(guess) and chosen[right] == guess[right]:
                right += 1
            if right < len(guess):
                self._reader.keep_only(before + 1 + right)
            if guess:
                lookup.learn(len(guess), right)
            for token in chosen[:right]:
                yield token
                lookup.add(token)
                written += 1
            token = chosen[right]
            written += 1


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
