"""Hidden states as vectors of texts, for classic methods of classification."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.llama_context import TRIALS, Entry, LlamaContext, in_steps
from app.engine.messages import TextLayer
from app.engine.prompt_reading import PromptReader
from app.errors import EngineError

Floats = NDArray[np.float32]


class Reading(NamedTuple):
    """A text in tokens."""

    text: tuple[int, ...]
    after: tuple[int, ...]
    """What is read behind it."""


class StateReader:
    """Reads texts and returns what two of the layers make of them.

    The last layer but one at the last token holds what the model would say next: behind a question about the
    text, the answer. An earlier layer's mean over the text's own tokens holds its words. Together they tell
    categories apart better than either (`benchmarks/README.md`).
    """

    def __init__(self, context: LlamaContext, reader: PromptReader) -> None:
        """Use *context*, a watched one; what stands before the texts is read by *reader*."""
        self._context = context
        self._reader = reader
        self._before: tuple[int, ...] = ()
        """What is in the memory before each text."""

    def vectors(self, before: tuple[int, ...], readings: Sequence[Reading], layer: TextLayer) -> Floats:
        """Return a row for each of *readings*: the late layer's state behind it, then the mean of *layer*.

        Raises:
            EngineError: A text does not fit.
            Cancelled: The user asked to stop.
        """
        if not before:
            self._reader.forget()
        elif before != self._before or self._context.length(0) != len(before):
            self._reader.read(before)
        self._before = before
        rows: list[Floats] = []
        for group in self._groups(readings, len(before)):
            rows += self._states(group, len(before), layer)
        return np.array(rows, dtype=np.float32)

    def _groups(self, readings: Sequence[Reading], begin: int) -> list[list[Reading]]:
        """Return the readings in groups that a step takes, or one each."""
        room = min(self._context.most, self._context.size - begin)
        groups: list[list[Reading]] = []
        used = room
        for reading in readings:
            length = len(reading.text) + len(reading.after)
            if length > self._context.size - begin:
                raise EngineError("text-too-long", limit=self._context.size, length=begin + length)
            # A recurrent model's step takes sequences of one length only.
            if used + length > room or len(groups[-1]) == TRIALS or not self._context.goes_back:
                groups.append([])
                used = 0
            groups[-1].append(reading)
            used += length
        return groups

    def _states(self, group: Sequence[Reading], begin: int, layer: TextLayer) -> list[Floats]:
        entries: list[Entry] = []
        for sequence, reading in enumerate(group, start=1):
            if begin:
                self._context.copy(0, sequence)
            tokens = (*reading.text, *reading.after)
            last = len(tokens) - 1
            entries += [Entry(token, begin + i, sequence, i == last) for i, token in enumerate(tokens)]
        middle: list[Floats] = []
        late: list[Floats] = []
        try:
            for step in in_steps(entries, self._context.most):
                self._context.decode(step)
                for found, states in zip((middle, late), self._context.states(len(step), layer), strict=True):
                    found.append(states)
        finally:
            for sequence in range(1, len(group) + 1):
                self._context.cut(sequence, -1)
        return _rows(group, np.concatenate(middle), np.concatenate(late))


def _rows(group: Sequence[Reading], middle: Floats, late: Floats) -> list[Floats]:
    """Return the vector of each reading from the states of all their tokens, one behind the other."""
    rows, begin = [], 0
    for text, after in group:
        end = begin + len(text) + len(after)
        words = middle[begin : begin + max(len(text), 1)]
        rows.append(np.concatenate([late[end - 1], words.mean(axis=0)]))
        begin = end
    return rows
