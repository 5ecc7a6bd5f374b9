"""Asks the model which category an inquiry belongs to, by how readily it names each of them."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app import resource_files
from app.engine.engine import Engine, Message
from app.events import Cancellation
from app.records import Language
from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.learning import Floats
from app.text.languages import detect_language
from app.verification.confidence import log_shares

_NONE = {"en": "none of these", "ja": "どれにも当てはまらない"}
_MOST_TOKENS = 2200
"""Room for the categories in the prompt, roughly counted."""
_LONGEST_DESCRIPTIONS = (300, 120, 50, 0)
_EXAMPLES = 2
_LONGEST_EXAMPLE = 80
_LONGEST_TEXT = 1200
"""Characters of an inquiry that are shown: its beginning, where the matter stands."""
_FENCE = re.compile(r"<(?=/?inquiry)", re.IGNORECASE)
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


class ModelJudge:
    """Asks the model about one inquiry after the other.

    The categories stand first in the prompt and the inquiry last, so that the model reads the
    categories once.
    """

    def __init__(
        self, engine: Engine, categories: Sequence[Category], cancellation: Cancellation | None
    ) -> None:
        self._engine = engine
        self._cancellation = cancellation
        self._prepared = False
        self._names = [category.name for category in categories]
        told = "\n".join(f"{category.name} {category.description}" for category in categories)
        self._language: Language = detect_language(told)
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

    @property
    def can_ask(self) -> bool:
        """Whether the categories fit into a prompt."""
        return _tokens(self._system) <= _MOST_TOKENS

    def scores(self, text: str, categories: Sequence[int]) -> Floats:
        """Return how likely the model names each of *categories*, and last that none of them fits.

        Raises:
            EngineError: The model does not answer.
            Cancelled: The user asked to stop.
        """
        if not self._prepared:
            self._prepared = True
            blank = (Message("system", self._system), Message("user", self._user.render(text="")))
            self._engine.prepare(blank, cancellation=self._cancellation)
        shown = _FENCE.sub("< ", text[:_LONGEST_TEXT])
        conversation = (Message("system", self._system), Message("user", self._user.render(text=shown)))
        # The line's end tells a name from a longer one that begins alike.
        answers = [self._names[category] + "\n" for category in categories] + [_NONE[self._language] + "\n"]
        return np.array(self._engine.score(conversation, answers, cancellation=self._cancellation))


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
