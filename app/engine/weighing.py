"""Weighing given answers: many prompts at once over what they share, nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.engine.answer_tree import Aim, AnswerSearch, AnswerTree, LogProbabilities, Step
from app.engine.llama_context import Entry, LlamaContext, in_steps, trials_after
from app.engine.prompt_reading import NoRoomBeside, PromptReader
from app.engine.token_sharing import common_start
from app.errors import EngineError

_CELLS = 1536
"""Tokens of prompts that are in work together: more of them make each step look at more."""


@dataclass(frozen=True, slots=True)
class TokenQuestion:
    """A prompt and the answers to weigh after it, in tokens."""

    prompt: tuple[int, ...]
    answers: tuple[tuple[int, ...], ...]
    fixed: int
    """How many tokens of the prompt are the same for every input."""


@dataclass(slots=True)
class _Work:
    """One prompt while its answers are weighed."""

    sequence: int
    begin: int
    """Position of the first token that is not shared."""
    own: tuple[int, ...]
    """Tokens of the prompt that are not shared, at least one."""
    search: AnswerSearch
    held: tuple[int, ...] = ()
    """Tokens that the sequence remembers behind what is shared."""


class Weigher:
    """Weighs answers behind what was read."""

    def __init__(self, context: LlamaContext, reader: PromptReader) -> None:
        """Weigh with *context*; what prompts share is read by *reader*."""
        self._context = context
        self._reader = reader
        self._trials = trials_after(reader.sequence)

    def weigh(self, questions: Sequence[TokenQuestion], aim: Aim) -> Iterator[list[float]]:
        """Yield the log-probabilities of each question's answers, over all their tokens.

        Raises:
            EngineError: A question does not fit.
            NoRoomBeside: It does not fit beside a request that was set aside.
            Cancelled: The user asked to stop.
        """
        if not questions:
            return
        shared = common_start([question.prompt for question in questions])
        longest = max(len(q.prompt) - shared + max(map(len, q.answers)) for q in questions)
        if shared + longest > self._context.size:
            raise EngineError("text-too-long", limit=self._context.size, length=shared + longest)
        if shared:
            fixed = questions[0].fixed if questions[0].fixed < shared else 0
            self._reader.read(questions[0].prompt[:shared], fixed=fixed, room=longest)
        else:
            self._reader.forget()
            if longest > self._context.room(self._reader.sequence):
                raise NoRoomBeside
        for group in self._groups(questions, shared):
            yield from self._weigh_group(group, shared, aim)

    def _groups(self, questions: Sequence[TokenQuestion], shared: int) -> Iterator[list[TokenQuestion]]:
        """Yield as many questions as are weighed at once."""
        room = min(_CELLS, self._context.room(self._reader.sequence) - shared)
        group: list[TokenQuestion] = []
        used = 0
        for question in questions:
            need = len(question.prompt) - shared + max(map(len, question.answers))
            if group and (used + need > room or len(group) == len(self._trials)):
                yield group
                group, used = [], 0
            group.append(question)
            used += need
        yield group

    def _weigh_group(self, group: Sequence[TokenQuestion], shared: int, aim: Aim) -> Iterator[list[float]]:
        work = [
            _Work(
                sequence,
                shared,
                question.prompt[shared:],
                AnswerSearch(_tree(question.answers), aim),
            )
            for sequence, question in zip(self._trials, group, strict=False)
        ]
        active = work
        try:
            while steps := [(one, step) for one in active if (step := one.search.step())]:
                self._go_on(steps)
                active = [one for one, _ in steps]
        finally:
            for one in work:
                self._context.cut(one.sequence, -1)
        for one in work:
            yield one.search.values

    def _go_on(self, steps: Sequence[tuple[_Work, Step]]) -> None:
        """Look at one more branch of each search."""
        pieces = []
        for one, step in steps:
            way = one.own + step.path
            start = self._rewound(one, way, len(way) - step.rows)
            first_wanted = len(way) - step.rows
            pieces.append(
                (
                    one,
                    [
                        Entry(way[i], one.begin + i, one.sequence, i >= first_wanted)
                        for i in range(start, len(way))
                    ],
                )
            )
            one.held = way
        for one, rows in self._decoded(pieces):
            one.search.take(rows)

    def _rewound(self, one: _Work, way: tuple[int, ...], most: int) -> int:
        """Let the sequence remember only what *way* begins with, *most* at most; return how much that is."""
        kept = 0
        while kept < min(len(one.held), most) and one.held[kept] == way[kept]:
            kept += 1
        if one.held and (kept == len(one.held) or self._context.cut(one.sequence, one.begin + kept)):
            return kept
        # The beginning, or a recurrent model, which cannot go back: begin behind what is shared.
        self._context.cut(one.sequence, -1)
        if one.begin:
            self._context.copy(self._reader.sequence, one.sequence)
        return 0

    def _decoded(
        self, pieces: Sequence[tuple[_Work, list[Entry]]]
    ) -> Iterator[tuple[_Work, list[LogProbabilities]]]:
        """Run all *pieces*, as many at once as a step takes; yield the probabilities that were wanted."""
        owners = [number for number, (_, piece) in enumerate(pieces) for _ in piece]
        done = 0
        found: list[list[LogProbabilities]] = [[] for _ in pieces]
        for step in in_steps([entry for _, piece in pieces for entry in piece], self._context.most):
            self._context.decode(step)
            for row, entry in enumerate(step):
                if entry.wanted:
                    found[owners[done + row]].append(self._context.log_probabilities(row))
            done += len(step)
        yield from ((one, rows) for (one, _), rows in zip(pieces, found, strict=True))


@lru_cache(maxsize=32)
def _tree(answers: tuple[tuple[int, ...], ...]) -> AnswerTree:
    return AnswerTree(answers)
