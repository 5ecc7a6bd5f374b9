"""Whether a call is right, by the rules of the Berkeley Function Calling Leaderboard for calls in Python.

The rules: the function's name is the one wanted; all required arguments are there and none that the answer does not know;
each value is of the described type (an integer stands for a float) and one of those that the answer lists; an argument
may be missing where the answer lists the empty string. Texts are compared without case, blanks and the signs
`,./-_*^`, single quotes as double ones. Where nothing fits, no call is right.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_TYPES: Mapping[str, type] = {
    "string": str, "integer": int, "float": float, "boolean": bool, "array": list, "tuple": list, "dict": dict, "any": str,
}  # fmt: skip
_LEFT_OUT = ""
_SIGNS = re.compile(r"[ ,./\-_*^]")


def is_right(
    call: Mapping[str, Mapping[str, Any]] | None,
    functions: Sequence[Mapping[str, Any]],
    answer: Mapping[str, Mapping[str, Sequence[Any]]] | None,
) -> bool:
    """Return whether *call* is what is wanted.

    Args:
        call: The arguments by the function's name; None where no function was called.
        functions: Descriptions as the data set has them.
        answer: What each argument may be, by the function's name; None where no function fits.
    """
    if call is None or answer is None:
        return call is None and answer is None
    ((wanted, possible),) = answer.items()
    if list(call) != [wanted]:
        return False
    parameters = next(each["parameters"] for each in functions if each["name"] == wanted)
    given = call[wanted]
    if any(name not in given for name in parameters["required"]):
        return False
    if any(name not in given and _LEFT_OUT not in values for name, values in possible.items()):
        return False
    return all(
        name in parameters["properties"]
        and name in possible
        and _fits(value, parameters["properties"][name], possible[name])
        for name, value in given.items()
    )


def _fits(value: Any, described: Mapping[str, Any], possible: Sequence[Any]) -> bool:
    """Return whether *value* is of the type that is *described* and among what is *possible*."""
    kind = _TYPES[described["type"]]
    if described["type"] == "float" and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        # An answer that is no value of the type stands for a variable, such as a list's name.
        return type(value) is _type_of(possible) and value in possible
    if isinstance(value, list) and not _entries_fit(value, described, possible):
        return False
    if _type_of(possible) not in (kind, None):
        return value in possible
    return _is_among(value, possible)


def _type_of(possible: Sequence[Any]) -> type | None:
    return next((type(answer) for answer in possible if answer != _LEFT_OUT), None)


def _entries_fit(value: Sequence[Any], described: Mapping[str, Any], possible: Sequence[Any]) -> bool:
    """Return whether all entries are of the described type, or of that of the entries of one answer."""
    kind = _TYPES.get(described.get("items", {}).get("type", ""))
    if kind is None:
        return True
    return any(
        not isinstance(answer, list) or all(type(entry) in (kind, _type_of(answer)) for entry in value)
        for answer in possible
    )


def _is_among(value: Any, possible: Sequence[Any]) -> bool:
    if isinstance(value, dict):
        return any(_is_record(value, answer) for answer in possible if isinstance(answer, dict))
    if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        return any(
            isinstance(answer, list)
            and len(answer) == len(value)
            and all(_is_record(entry, wanted) for entry, wanted in zip(value, answer, strict=True))
            for answer in possible
        )
    return _plain(value) in [_plain(answer) for answer in possible]


def _is_record(value: Mapping[str, Any], answer: Mapping[str, Sequence[Any]]) -> bool:
    known = all(
        name in answer and _plain(entry) in [_plain(each) for each in answer[name]]
        for name, entry in value.items()
    )
    return known and all(name in value or _LEFT_OUT in each for name, each in answer.items())


def _plain(value: Any) -> Any:
    """Return what *value* is compared by; the entries of a list likewise, one level deep."""
    if isinstance(value, str):
        return _SIGNS.sub("", value).lower().replace("'", '"')
    if isinstance(value, list):
        return [_plain(entry) if isinstance(entry, str) else entry for entry in value]
    return value
