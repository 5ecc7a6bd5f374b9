"""Guessing from what was read, and that a guess never changes what is written."""

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.engine.llama_context import Entry, LlamaContext
from app.engine.messages import Complete
from app.engine.prompt_lookup import PromptLookup
from app.engine.prompt_reading import Prompt, PromptReader
from app.engine.writing import Writer

_WORDS = 6
_SMALL = st.integers(0, _WORDS - 1)


def test_what_followed_the_same_tokens_is_guessed() -> None:
    lookup = PromptLookup([1, 2, 3, 4, 5, 6, 9, 1, 2])
    assert lookup.guess() == []
    lookup.add(3)
    assert lookup.guess() == [4, 5, 6]


def test_the_latest_place_counts() -> None:
    assert PromptLookup([1, 2, 3, 4, 1, 2, 3, 5, 1, 2, 3]).guess() == [5, 1, 2]


def test_guesses_that_were_wrong_end_the_guessing_for_a_while() -> None:
    lookup = PromptLookup([1, 2, 3, 4, 5, 6, 1, 2, 3])
    lookup.learn(3, 0)
    assert lookup.guess() == []
    for _ in range(8):
        for token in (1, 2, 3):
            lookup.add(token)
    assert lookup.guess()


@given(st.lists(_SMALL, max_size=60))
def test_a_guess_is_something_that_stood_there(tokens: list[int]) -> None:
    guess = PromptLookup(tokens).guess()
    if guess:
        both = [*tokens[-3:], *guess]
        places = range(len(tokens) - 3)
        assert any(tokens[place : place + len(both)] == both for place in places)


class _TableContext:
    """A model whose next token depends on the last two by a table; it remembers one sequence."""

    def __init__(self, table: Mapping[tuple[int, int], int]) -> None:
        self._table = table
        self._held: list[int] = []
        self._rows: list[int] = []
        self.size = 10_000
        self.most = 512
        self.vocabulary = self
        self.steps = 0
        self.goes_back = True

    def decode(self, entries: Sequence[Entry]) -> None:
        self.steps += 1
        self._rows = []
        for entry in entries:
            assert entry.position == len(self._held)
            self._held.append(entry.token)
            last = (self._held[-2] if len(self._held) > 1 else 0, self._held[-1])
            self._rows.append(self._table.get(last, 0))

    def logits(self, row: int) -> NDArray[np.float32]:
        logits: NDArray[np.float32] = np.eye(_WORDS, dtype=np.float32)[self._rows[row]]
        return logits

    def cut(self, _sequence: int, begin: int) -> bool:
        del self._held[begin:]
        return True

    def length(self, _sequence: int) -> int:
        return len(self._held)

    def room(self, _sequence: int) -> int:
        return self.size

    def piece(self, token: int) -> bytes:
        return str(token).encode()

    def is_end(self, token: int) -> bool:
        return token == _WORDS - 1


class _GivenPrompt(PromptReader):
    """Reads the prompt that a test gives."""

    def __init__(self, context: LlamaContext, tokens: Sequence[int]) -> None:
        self.sequence = 0
        self._context = context
        self._store = None
        self._read: list[int] = []
        self._given = tuple(tokens)

    def prompt(self, messages: Sequence[Mapping[str, str]], answer_start: str = "") -> Prompt:
        del messages, answer_start
        return Prompt(self._given, 0, len(self._given))


def _plain(table: Mapping[tuple[int, int], int], prompt: Sequence[int], limit: int) -> str:
    tokens = list(prompt)
    while len(tokens) - len(prompt) < limit:
        token = table.get((tokens[-2] if len(tokens) > 1 else 0, tokens[-1]), 0)
        if token == _WORDS - 1:
            break
        tokens.append(token)
    return "".join(map(str, tokens[len(prompt) :]))


@given(
    st.dictionaries(st.tuples(_SMALL, _SMALL), _SMALL),
    st.lists(_SMALL, min_size=1, max_size=40),
    st.integers(1, 80),
)
def test_what_is_written_is_what_would_be_written_without_guessing(
    table: dict[tuple[int, int], int], prompt: list[int], limit: int
) -> None:
    context = _TableContext(table)
    reader = _GivenPrompt(cast("LlamaContext", context), prompt)
    writer = Writer(cast("LlamaContext", context), reader)
    pieces: list[str] = []
    written = writer.complete(Complete(1, [], "", limit, 0.0, None, []), pieces.append)
    assert written.text == "".join(pieces) == _plain(table, prompt, limit)


def test_an_answer_that_repeats_its_source_takes_fewer_steps() -> None:
    circle = {(a, b): (b + 1) % 5 for a in range(5) for b in range(5)}
    context = _TableContext(circle)
    reader = _GivenPrompt(cast("LlamaContext", context), [0, 1, 2, 3, 4, 0, 1, 2])
    written = Writer(cast("LlamaContext", context), reader).complete(
        Complete(1, [], "", 60, 0.0, None, []), lambda _: None
    )
    assert written.written_tokens == 60
    assert context.steps < 25
