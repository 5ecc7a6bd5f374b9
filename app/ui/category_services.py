"""What the editing of categories can call on beyond the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.events import Cancellation
from app.records import Finding, Language
from app.tasks.inquiries.categories import Category, CategorySet


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


def _no_doubt(_categories: CategorySet) -> tuple[Finding, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class CategoryServices:
    """The job and the data behind the editing of categories."""

    proposing: ProposesExamples | None = None
    """Proposes examples; None where nothing can."""
    templates: Callable[[], Sequence[tuple[str, str]]] = _no_templates
    """Returns id and title of each mail template."""
    check: Callable[[CategorySet], tuple[Finding, ...]] = _no_doubt
    """Looks for what is doubtful about categories, in another thread."""
