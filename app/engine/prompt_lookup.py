"""Guessing the next tokens from what was read: an answer that repeats its source is written several tokens a step.

Prompt lookup decoding (Saxena 2023, https://github.com/apoorvumang/prompt-lookup-decoding): what followed the last
tokens the time before is tried in one step with them; the model's own choice decides how much of it stands.
"""

from collections.abc import Sequence

_LOOKED_AT = 3
"""Tokens that must have been in a row before."""
_LONGEST = 3
"""Tokens guessed at once: with the one before them four, which the processor's kernels take together."""
_TRUST = (0.5, 0.35)
"""Share of guesses that were right, at first; and how much a guess changes it."""
_ENOUGH_TRUST = 0.45
_PATIENCE = 24
"""Tokens after which distrust is forgotten and guessing tried again."""


class PromptLookup:
    """The tokens so far, and what they let guess."""

    def __init__(self, prompt: Sequence[int]) -> None:
        """Guess from *prompt* and from what is written after it."""
        self._tokens: list[int] = []
        self._places: dict[tuple[int, ...], int] = {}
        self._trust = _TRUST[0]
        self._since = 0
        for token in prompt:
            self.add(token)

    def add(self, token: int) -> None:
        """Take note of the next token."""
        self._tokens.append(token)
        if len(self._tokens) > _LOOKED_AT:
            self._places[tuple(self._tokens[-_LOOKED_AT - 1 : -1])] = len(self._tokens) - 1
        self._since += 1

    def guess(self) -> list[int]:
        """Return what may come next, or nothing."""
        if self._trust < _ENOUGH_TRUST and self._since < _PATIENCE:
            return []
        place = self._places.get(tuple(self._tokens[-_LOOKED_AT:]))
        return [] if place is None else self._tokens[place : place + _LONGEST]

    def learn(self, guessed: int, right: int) -> None:
        """Take note that of *guessed* tokens the first *right* ones stood."""
        self._trust += _TRUST[1] * (right / guessed - self._trust)
        self._since = 0
