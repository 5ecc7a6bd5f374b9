"""What the editing of categories can call on beyond the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.events import Cancellation
from app.records import Finding, Language
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.inquiries import Inquiry

SortedTexts = Sequence[tuple[str, str]]
"""Texts with the names of their categories."""


class ProposesExamples(Protocol):
    """The job that proposes examples."""

    @property
    def available(self) -> bool:
        """Whether it can be done now."""
        ...

    def propose(
        self,
        category: Category,
        others: Sequence[Category],
        language: Language,
        count: int,
        cancellation: Cancellation | None = None,
        on_example: Callable[[str], None] = lambda _: None,
    ) -> tuple[str, ...]:
        """Return proposals, and tell each as soon as it is known."""
        ...


def _no_templates() -> Sequence[tuple[str, str]]:
    return ()


def _no_doubt(
    _categories: CategorySet, _examples: SortedTexts, _inquiries: Sequence[Inquiry]
) -> tuple[Finding, ...]:
    return ()


def _no_examples(_file: Path, _text_column: str | None, _categories: CategorySet) -> list[tuple[str, str]]:
    return []


@dataclass(frozen=True, slots=True)
class CategoryServices:
    """The job and the data behind the editing of categories."""

    proposing: ProposesExamples | None = None
    """Proposes examples; None where nothing can."""
    templates: Callable[[], Sequence[tuple[str, str]]] = _no_templates
    """Returns id and title of each mail template."""
    check: Callable[[CategorySet, SortedTexts, Sequence[Inquiry]], tuple[Finding, ...]] = _no_doubt
    """Looks for what is doubtful before inquiries are sorted into categories, in another thread."""
    read_examples: Callable[[Path, str | None, CategorySet], list[tuple[str, str]]] = _no_examples
    """Reads inquiries that are sorted already, in another thread too."""
