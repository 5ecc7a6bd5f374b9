"""Hidden states of the last layer as vectors of texts, for classic methods of classification."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.engine.llama_context import ROWS, TRIALS, Entry, LlamaContext, in_steps
from app.engine.prompt_reading import Prompt, PromptReader
from app.engine.token_sharing import common_start
from app.errors import EngineError


class StateReader:
    """Reads texts and returns what the last layer makes of them."""

    def __init__(self, context: LlamaContext, reader: PromptReader) -> None:
        """Use *context*; what the prompts share is read by *reader*."""
        self._context = context
        self._reader = reader

    def vectors(self, prompts: Sequence[Prompt], *, mean: bool) -> NDArray[np.float32]:
        """Return a row for each prompt: the state after its last token, or the mean over the tokens of its own.

        Raises:
            EngineError: A prompt does not fit.
            Cancelled: The user asked to stop.
        """
        shared = common_start([prompt.tokens for prompt in prompts])
        if shared:
            self._reader.read(
                prompts[0].tokens[:shared], fixed=prompts[0].fixed if prompts[0].fixed < shared else 0
            )
        else:
            self._reader.forget()
        rows: list[NDArray[np.float32]] = []
        self._context.set_vectors(wanted=True)
        before_step, self._context.before_step = self._context.before_step, None
        try:
            texts = [prompt.tokens[shared:] for prompt in prompts]
            for group in self._groups(texts, shared, ROWS if mean else self._context.most):
                rows += self._states(group, shared, mean=mean)
        finally:
            self._context.before_step = before_step
            self._context.set_vectors(wanted=False)
        return np.array(rows, dtype=np.float32)

    def _groups(
        self, texts: Sequence[tuple[int, ...]], shared: int, step: int
    ) -> list[list[tuple[int, ...]]]:
        """Return the texts in groups that a step of *step* tokens takes, or one each."""
        room = min(step, self._context.size - shared)
        groups: list[list[tuple[int, ...]]] = []
        used = room
        for text in texts:
            if len(text) > self._context.size - shared:
                raise EngineError("text-too-long", limit=self._context.size, length=shared + len(text))
            if used + len(text) > room or len(groups[-1]) == TRIALS:
                groups.append([])
                used = 0
            groups[-1].append(text)
            used += len(text)
        return groups

    def _states(
        self, group: Sequence[tuple[int, ...]], shared: int, *, mean: bool
    ) -> list[NDArray[np.float32]]:
        entries: list[Entry] = []
        for sequence, text in enumerate(group, start=1):
            if shared:
                self._context.copy(0, sequence)
            entries += [
                Entry(token, shared + i, sequence, mean or i == len(text) - 1) for i, token in enumerate(text)
            ]
        found: list[list[NDArray[np.float32]]] = [[] for _ in group]
        try:
            for step in in_steps(entries, self._context.most):
                self._context.decode(step)
                for row, entry in enumerate(step):
                    if entry.wanted:
                        found[entry.sequence - 1].append(self._context.vector(row))
        finally:
            for sequence in range(1, len(group) + 1):
                self._context.cut(sequence, -1)
        return [np.mean(states, axis=0) for states in found]
