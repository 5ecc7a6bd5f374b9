"""A category as it is being typed, with what cannot be used of it yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.records import Finding
from app.tasks.inquiries.categories import Category
from app.tasks.inquiries.rules import RuleError, compile_rule

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """A category without any promise that it can be used."""

    name: str = ""
    description: str = ""
    rules: tuple[str, ...] = ()
    """As they are typed, mistakes too."""
    examples: tuple[str, ...] = ()
    reply_template: str | None = None
    """Id of a mail template."""

    @classmethod
    def of(cls, category: Category) -> "CategoryDraft":
        """Return *category* as a draft."""
        return cls(
            category.name,
            category.description,
            category.rules,
            category.examples,
            category.reply_template,
        )


@lru_cache(maxsize=2000)
def as_category(draft: CategoryDraft) -> Category:
    """Return *draft* as a category; it must have a name, and no mistake in its rules."""
    return Category(
        name=draft.name,
        description=draft.description,
        rules=draft.rules,
        examples=draft.examples,
        reply_template=draft.reply_template,
    )


@lru_cache(maxsize=2000)
def rule_mistakes(rules: tuple[str, ...]) -> Mapping[int, Finding]:
    """Return what is wrong with *rules*, by their index."""
    found = {}
    for index, rule in enumerate(rules):
        try:
            compile_rule(rule)
        except RuleError as error:
            found[index] = Finding(error.code, {"rule": rule})
    return found
