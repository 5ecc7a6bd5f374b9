"""Turns the JSON-compatible values of a kept run back into records."""

from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


def from_values(kind: type[T], values: Any) -> T:
    """Return the record of *kind* that *values* were made from.

    Raises:
        ValueError: They were made from something else.
    """
    made: T = _adapter(kind).validate_python(values)  # type: ignore[arg-type]  # types are hashable
    return made


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
