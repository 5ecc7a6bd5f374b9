"""What a person has changed in sorted inquiries since, as it is kept over a restart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from app.records import Expectation
from app.tasks.inquiries.categories import CategorySet
from app.ui.run_values import from_values


@dataclass(frozen=True, slots=True)
class InquiryChanges:
    """What belongs to a result beside its rows."""

    corrections: Mapping[str, str | None] = field(default_factory=dict)
    """What persons decided, by the number of the row."""
    examples: tuple[int, ...] = ()
    """Numbers of the rows whose text is an example only because a person decided on them."""
    categories: CategorySet | None = None
    """The categories as they were edited last without a mistake; None where they never were."""
    sureness: float | None = None
    """The confidence below which a row is shown to go to a person, 0 to 1."""
    expected: tuple[Expectation, ...] = ()
    """What is to be expected at each degree of sureness."""
    table: str = ""
    """What tells the inquiries from all others; empty where that is not known."""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "InquiryChanges":
        """Return what *values* hold.

        Raises:
            ValueError: They were written by another version and cannot be read.
        """
        if values and all(name.isdecimal() for name in values):  # as it was kept at first
            return cls(dict(values))
        return from_values(cls, values)

    def as_values(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        values: dict[str, Any] = TypeAdapter(InquiryChanges).dump_python(self, mode="json")
        return values
