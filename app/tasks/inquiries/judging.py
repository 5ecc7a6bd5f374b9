"""Asks the model which category inquiries belong to, by how readily it names each of them."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app import resource_files
from app.engine.engine import Engine, Message, Question
from app.errors import EngineError
from app.events import Cancellation
from app.records import Language
from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.long_texts import parts_of
from app.tasks.inquiries.word_weights import Floats
from app.text.languages import detect_language
from app.text.overlapping_parts import Span, overlapping_halves
from app.verification.confidence import log_shares

_log = logging.getLogger(__name__)

_NONE = {"en": "none of these", "ja": "どれにも当てはまらない"}
_MOST_TOKENS = 2200
"""Room for the categories in the prompt, roughly counted."""
_LONGEST_DESCRIPTIONS = (5_000, 300, 120, 50, 0)
"""Characters of a description that are shown, the first that leaves room for the inquiry."""
_EXAMPLES = 2
_LONGEST_EXAMPLE = 80
_FENCE = re.compile(r"<(?=/?inquiry)", re.IGNORECASE)
FindsAlike = Callable[[str], Sequence[tuple[str, str]]]
"""Gives the examples that a text is most like, each with the name of its category."""
_REST = 0.001
"""Share of all answers together below which they are not told apart."""
_MOST_FAILURES = 3
"""After so many requests in a row that failed, the model is left alone."""
_PRIOR_ROWS = 5.0
"""How many rows the guess weighs that all categories are named equally readily."""


class Tendency:
    """How readily a model names each category, whatever it reads; learnt while sorting.

    A small model favours some names. What it says about a row is set against what it has said
    about all rows so far.
    """

    def __init__(self, count: int) -> None:
        self._totals = np.full(count, _PRIOR_ROWS / count)

    def learn(self, shares: Mapping[int, float]) -> None:
        """Take note of the share that each category got for one row."""
        for category, share in shares.items():
            self._totals[category] += share

    def corrected(self, categories: Sequence[int], scores: Floats) -> Floats:
        """Return the log-probabilities that go with *scores* of *categories*, without the tendency."""
        return log_shares(scores - np.log(self._totals[list(categories)]))


@dataclass(frozen=True, slots=True)
class Ask:
    """A text and the categories that it may belong to."""

    text: str
    answers: tuple[int, ...]
    """Categories by index; one past the last stands for "none of them fits"."""


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What the model said about a part of a text."""

    span: Span
    """Place of the part in the text."""
    values: Floats | None
    """The logarithms of the answers' shares; None where the model did not answer."""


class ModelJudge:
    """Asks the model about many inquiries at once.

    The categories stand first in the prompt and the inquiry last, so that the model reads the
    categories once.
    """

    def __init__(
        self,
        engine: Engine,
        categories: Sequence[Category],
        cancellation: Cancellation | None,
        alike: FindsAlike | None = None,
    ) -> None:
        """Ask *engine* about *categories*; *alike* finds the examples that are shown before an inquiry."""
        self._engine = engine
        self._alike = alike
        self._cancellation = cancellation
        self._prepared = False
        self._failures = 0
        told = "\n".join(f"{category.name} {category.description}" for category in categories)
        self._language: Language = detect_language(told)
        # The line's end tells a name from a longer one that begins alike.
        self._answers = [f"{name}\n" for name in (*(c.name for c in categories), _NONE[self._language])]
        environment = ImmutableSandboxedEnvironment(trim_blocks=True)
        self._user = environment.from_string(
            resource_files.read_text(f"prompts/inquiries_user_{self._language}.j2")
        )
        system = environment.from_string(
            resource_files.read_text(f"prompts/inquiries_system_{self._language}.j2")
        )
        for longest in _LONGEST_DESCRIPTIONS:
            shown = [_shown(category, longest) for category in categories]
            self._system = system.render(categories=shown, nothing=_NONE[self._language])
            if _tokens(self._system) <= _MOST_TOKENS:
                break
        self._is_shortened = any(len(category.description) > longest for category in categories)

    @property
    def is_shortened(self) -> bool:
        """Whether descriptions of categories are not shown to their end."""
        return self._is_shortened

    @property
    def can_ask(self) -> bool:
        """Whether the categories fit into a prompt."""
        return _tokens(self._system) <= _MOST_TOKENS

    @property
    def blank(self) -> tuple[Message, ...]:
        """The conversation about an inquiry without any text."""
        return self._conversation("")

    def weigh(self, asks: Sequence[Ask]) -> list[Floats | None]:
        """Return for each of *asks* the logarithms of its answers' shares; None where the model did not answer.

        After three failures in a row it is not asked any more.

        Raises:
            Cancelled: The user asked to stop.
        """
        return [None if isinstance(one, EngineError) else one for one in self._weigh(asks)]

    def weigh_parts(self, asks: Sequence[Ask]) -> list[list[PartAnswer]]:
        """Return for each of *asks* the answers to the parts of its text, as many as it takes for the model to read it.

        Raises:
            Cancelled: The user asked to stop.
        """
        found: list[list[PartAnswer]] = [[] for _ in asks]
        waiting = [(number, span) for number, ask in enumerate(asks) for span in parts_of(ask.text)]
        while waiting:
            answers = self._weigh(
                [Ask(asks[n].text[start:end], asks[n].answers) for n, (start, end) in waiting]
            )
            smaller: list[tuple[int, Span]] = []
            for (number, span), answer in zip(waiting, answers, strict=True):
                halves = overlapping_halves(asks[number].text, *span) if _is_too_long(answer) else None
                if halves:
                    smaller += [(number, half) for half in halves]
                else:
                    values = None if isinstance(answer, EngineError) else answer
                    found[number].append(PartAnswer(span, values))
            waiting = smaller
        return [sorted(parts, key=lambda part: part.span) for parts in found]

    def _weigh(self, asks: Sequence[Ask]) -> list[Floats | EngineError | None]:
        found: list[Floats | EngineError | None] = []
        while len(found) < len(asks):
            if self._failures >= _MOST_FAILURES:
                return found + [None] * (len(asks) - len(found))
            try:
                self._weigh_into(found, asks[len(found) :])
            except EngineError as error:
                rest = asks[len(found) :]
                if not _is_too_long(error):
                    _log.warning("the model did not answer: %s", error)
                    self._failures += 1
                elif len(rest) > 1:  # one of them, nobody knows which
                    found += self._weigh(rest[: len(rest) // 2])
                    continue
                found.append(error)
        return found

    def _weigh_into(self, found: list[Floats | EngineError | None], asks: Sequence[Ask]) -> None:
        if not self._prepared:
            self._prepared = True
            self._engine.prepare(self.blank, cancellation=self._cancellation)
        questions = [
            Question(self._conversation(ask.text), tuple(self._answers[answer] for answer in ask.answers))
            for ask in asks
        ]
        for values in self._engine.weigh(questions, rest=_REST, cancellation=self._cancellation):
            found.append(np.array(values))
            self._failures = 0

    def _conversation(self, text: str) -> tuple[Message, ...]:
        alike = self._alike(text) if self._alike and text else ()
        examples = [(_FENCE.sub("< ", " ".join(one.split())[:_LONGEST_EXAMPLE]), name) for one, name in alike]
        shown = self._user.render(text=_FENCE.sub("< ", text), examples=examples)
        return (Message("system", self._system), Message("user", shown))


def _is_too_long(answer: object) -> bool:
    return isinstance(answer, EngineError) and answer.code == "text-too-long"


def _shown(category: Category, longest: int) -> dict[str, object]:
    """Return what the prompt tells of *category*; examples only where no description tells more."""
    examples = [] if category.description or not longest else sorted(category.examples, key=len)[:_EXAMPLES]
    return {
        "name": category.name,
        "description": " ".join(category.description.split())[:longest],
        "examples": [" ".join(example.split())[:_LONGEST_EXAMPLE] for example in examples],
    }


def _tokens(text: str) -> float:
    """Return a careful guess how many tokens *text* takes."""
    plain = sum(sign.isascii() for sign in text)
    return plain / 3 + (len(text) - plain) * 1.2
