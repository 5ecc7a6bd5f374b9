"""Weighing many answers over a tree of their tokens: what they share is looked at once.

The search goes to the likeliest open branch first (best-first branch and bound, Land and Doig 1960): a
probability only falls along a branch, so an answer that is likelier than every open branch is
the best one, and the rest need not be looked at.
"""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

LogProbabilities = NDArray[np.float32]
"""Natural logarithms over the vocabulary, for the token that comes next."""


@dataclass(slots=True)
class _Node:
    path: tuple[int, ...]
    children: dict[int, "_Node"] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    """Those that end here."""

    @property
    def is_link(self) -> bool:
        """Whether the way on is the only one."""
        return len(self.children) == 1


@dataclass(frozen=True, slots=True)
class Step:
    """What the model has to look at next."""

    path: tuple[int, ...]
    """Tokens after the prompt."""
    rows: int
    """After how many of the last of them the probabilities are wanted; one more than *path* for the prompt's end."""


class AnswerTree:
    """The tokens of some answers."""

    def __init__(self, answers: Sequence[Sequence[int]]) -> None:
        """Build the tree of *answers*, each a sequence of at least one token.

        Raises:
            ValueError: One of them is empty.
        """
        self.count = len(answers)
        self.root = _Node(())
        for index, tokens in enumerate(answers):
            if not tokens:
                raise ValueError("an answer without a token")
            node = self.root
            for token in tokens:
                node = node.children.setdefault(token, _Node((*node.path, token)))
            node.answers.append(index)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a search is for."""

    among: bool = False
    """Take at each fork the share among the answers' own tokens, as constrained writing does; between
    forks there is nothing to look at."""
    best_only: bool = False
    """Look only for the best answer."""
    rest: float = 0.0
    """Probability of all open branches together below which none of them is followed."""


class AnswerSearch:
    """The search for the best answer, or for all probabilities, after one prompt.

    Attributes:
        values: log P of each answer; of one that was not followed to its end, what it is at most.
    """

    def __init__(self, tree: AnswerTree, aim: Aim) -> None:
        """Search *tree*, beginning with the prompt's own end."""
        self._aim = aim
        self.values = [0.0] * tree.count
        self._best = -np.inf
        self._count = 0
        self._open: list[tuple[float, int, _Node]] = []
        self._asked: tuple[float, list[_Node]] | None = None
        self._follow(0.0, tree.root)

    def step(self) -> Step | None:
        """Return what to look at next, or None when the search is over."""
        if not self._open or self._is_enough():
            self._bound_the_rest()
            return None
        bound, _, node = heapq.heappop(self._open)
        chain = [node]
        while node.is_link:  # what comes after it can be looked at in the same step
            (node,) = node.children.values()
            if not node.children:
                break
            chain.append(node)
        self._asked = (-bound, chain)
        return Step(chain[-1].path, len(chain))

    def take(self, rows: Sequence[LogProbabilities]) -> None:
        """Take the probabilities that the last step asked for, in the order of its tokens."""
        assert self._asked is not None  # noqa: S101 - `step` was called before
        value, chain = self._asked
        for node, row in zip(chain, rows, strict=True):
            tokens = list(node.children)
            shares = row[tokens]
            if self._aim.among:
                shares = shares - np.logaddexp.reduce(shares)
            for child, share in zip(node.children.values(), shares, strict=True):
                below = value + float(share)
                if node is chain[-1]:
                    self._follow(below, child)
                else:
                    self._end(below, child)
            value += float(shares[0])  # the only way on, where the chain goes on

    def _is_enough(self) -> bool:
        """Return whether no open branch matters any more."""
        if self._aim.best_only and self._best >= -self._open[0][0]:
            return True
        return (
            self._aim.rest > 0 and sum(math.exp(-negative) for negative, _, _ in self._open) <= self._aim.rest
        )

    def _follow(self, value: float, node: _Node) -> None:
        """Open the next fork at or after *node*, whose probability is *value*."""
        self._end(value, node)
        while self._aim.among and node.is_link:
            (node,) = node.children.values()
            self._end(value, node)
        if node.children:
            self._count += 1  # equal values are looked at in their order
            heapq.heappush(self._open, (-value, self._count, node))

    def _end(self, value: float, node: _Node) -> None:
        """Take note of the answers that end at *node*."""
        for answer in node.answers:
            self.values[answer] = value
            self._best = max(self._best, value)

    def _bound_the_rest(self) -> None:
        while self._open:
            negative, _, node = self._open.pop()
            waiting = list(node.children.values())
            while waiting:
                each = waiting.pop()
                waiting += each.children.values()
                for answer in each.answers:
                    self.values[answer] = -negative
