"""What there is to learn categories from: examples, descriptions, and rules made of words."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.engine.engine import Engine
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.rules import is_expression
from app.text.comparing import comparable

_CLAUSES = re.compile(r"[,;:/\n。、；：／・]|\. ")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text that is known to belong to a category."""

    text: str
    category: int
    """Index of the category; one past the last for a text that fits none."""
    own: bool
    """False for a text made of the category's description or rules."""


def lessons_of(
    categories: Sequence[Category], examples: Sequence[tuple[str, int]], fits_none: Sequence[str] = ()
) -> list[Lesson]:
    """Return what there is to learn from, each text once for a category.

    Args:
        categories: The categories with their own examples.
        examples: More texts with the index of their category.
        fits_none: Texts that fit none of them.
    """
    lessons = [Lesson(text, category, own=True) for text, category in examples]
    lessons += [Lesson(text, len(categories), own=True) for text in fits_none]
    for index, category in enumerate(categories):
        lessons += [Lesson(text, index, own=True) for text in category.examples]
        name = category.name.replace("_", " ").replace("-", " ")
        told = [name if name.strip() else category.name, *_CLAUSES.split(category.description)]
        told += [rule for rule in category.rules if not is_expression(rule)]
        lessons += [Lesson(text.strip(), index, own=False) for text in told if text.strip()]
    once = {(comparable(lesson.text), lesson.category): lesson for lesson in reversed(lessons)}
    return list(reversed(once.values()))


@dataclass(frozen=True, slots=True)
class Lore:
    """What there is to learn from."""

    categories: CategorySet
    examples: Sequence[tuple[str, int]]
    """More texts with the index of their category; one past the last for what fits none."""
    engine: Engine | None

    def lessons(self) -> list[Lesson]:
        """Return it as lessons."""
        return lessons_of(self.categories.categories, self.examples, self.categories.none_examples)

    @property
    def key(self) -> str:
        """Return a digest of all that the outcome depends on."""
        values = (
            self.categories.model_dump(mode="json", exclude={"text_column", "none_name"}),
            list(self.examples),
            self.engine.model_identity if self.engine else None,
        )
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()
