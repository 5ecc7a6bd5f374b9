"""Writing JSON by a schema: the model only chooses where there is a choice."""

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from typing import Any

from app.engine.json_pieces import Open, pieces_of
from app.engine.llama_context import LlamaContext, Sampler

Steps = Callable[[list[int]], None]
"""Reads tokens, with the probabilities after the last one."""


class SchemaWriter:
    """Writes one answer."""

    def __init__(self, context: LlamaContext, step: Steps, temperature: float, seed: int) -> None:
        """Choose with *context* by *temperature*; *step* reads what was written."""
        self._context = context
        self._step = step
        self._temperature = temperature
        self._seed = seed
        self._unread: list[int] = []

    def tokens(self, schema: Mapping[str, Any], limit: int) -> Generator[int]:
        """Yield the tokens of an answer by *schema*, *limit* at most.

        Raises:
            EngineError: The schema is none.
        """
        self._unread = []
        for number, token in enumerate(self._all(schema), start=1):
            yield token
            if number == limit:
                return

    def _all(self, schema: Mapping[str, Any]) -> Generator[int]:
        for piece in pieces_of(schema):
            if isinstance(piece, Open):
                yield from self._value(piece)
            else:
                yield from self._fixed(piece.text)

    def _fixed(self, text: str) -> Generator[int]:
        tokens = self._context.vocabulary.tokens(text, False) if text else ()
        self._unread += tokens
        yield from tokens

    def _value(self, piece: Open) -> Generator[int]:
        written = b""
        with closing(self._context.sampler(self._temperature, piece.grammar, self._seed)) as sampler:
            while True:
                token = self._chosen(sampler)
                if self._context.vocabulary.is_end(token):  # only the end of all is open
                    return
                self._unread.append(token)
                yield token
                written += self._context.vocabulary.piece(token)
                text = written.decode("utf-8", "replace")
                if piece.end and piece.is_complete(text):
                    return
                rest = piece.rest(text)
                if rest is not None:
                    yield from self._fixed(rest)
                    return

    def _chosen(self, sampler: Sampler) -> int:
        """Return the token after all that was written."""
        if self._unread:
            self._step(self._unread)
        self._unread = []
        return sampler.choose(-1)
