"""What code makes of the arguments that a model wrote: types, options, what has a basis, and where that stands."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from app.records import Evidence, Finding, Gravity, Method
from app.tasks.assist.grounds import Grounds
from app.tasks.assist.tool import Kind, Parameter, ProposedCall, ToolDescription, Value, shown
from app.text.comparing import squeezed
from app.text.word_lists import word_list

_NUMERIC = (Kind.INTEGER, Kind.NUMBER)
_WORD = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_STEM = 5
"""Letters by which words count as the same: detail, details, detailed."""
_YES = {"true": True, "yes": True, "false": False, "no": False}


def worth_asking(tool: ToolDescription, grounds: Grounds) -> list[Parameter]:
    """Return the parameters that the model is asked about: those that are needed, and those that the texts may name."""
    needed = [parameter for parameter in tool.parameters if parameter.required]
    spare_numbers = len(grounds.free_numbers) > sum(parameter.kind in _NUMERIC for parameter in needed)
    spare_days = len(grounds.days) > sum(parameter.kind == Kind.DATE for parameter in needed)

    def may_be_named(parameter: Parameter) -> bool:
        if parameter.options:
            return any(_mentions(grounds, [str(option)]) for option in parameter.options)
        if parameter.kind in _NUMERIC:
            return spare_numbers
        if parameter.kind == Kind.DATE:
            return spare_days
        return parameter.kind != Kind.TRUTH or _mentions(grounds, [parameter.name])

    return [parameter for parameter in tool.parameters if parameter.required or may_be_named(parameter)]


def tidied(
    tool: ToolDescription, written: Mapping[str, Value], grounds: Grounds, method: Method = "model"
) -> ProposedCall:
    """Return the call with the arguments that were *written*, as far as they make sense.

    An optional argument is left out where it is what holds anyhow, or where no passage names it; one that is needed
    and has no passage, or is missing, is told by a finding.
    """
    arguments: dict[str, Value] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    findings: list[Finding] = []
    for parameter in tool.parameters:
        value = typed(written.get(parameter.name), parameter)
        if not parameter.required and isinstance(value, list):
            value = [entry for entry in value if grounds.places(entry)] or None
        if value is None:
            if parameter.required:
                findings.append(
                    Finding("call-argument-missing", {"argument": parameter.name}, gravity=Gravity.WRONG)
                )
            continue
        places = grounds.places(value)
        if not parameter.required and (
            value == parameter.default or not _has_basis(value, parameter, grounds)
        ):
            continue
        if parameter.kind == Kind.TEXT and not parameter.options and len(places) == 1:
            value = places[0].quote
        arguments[parameter.name] = value
        if places:
            evidence[parameter.name] = places
        elif not parameter.options and parameter.kind != Kind.TRUTH:
            findings.append(
                Finding("call-argument-not-in-text", {"argument": parameter.name, "value": shown(value)})
            )
    return ProposedCall(tool.name, arguments, evidence, tuple(findings), method)


def typed(value: Value, parameter: Parameter) -> Value:
    """Return *value* as what *parameter* takes; None where it is nothing of the kind."""
    if value is None:
        return None
    if parameter.options:
        same = squeezed(str(value))
        return next((option for option in parameter.options if squeezed(str(option)) == same), None)
    return _TYPED[parameter.kind](value, parameter)


def _text(value: Value) -> Value:
    return str(value).strip() or None if isinstance(value, (str, int, float)) else None


def _truth(value: Value) -> Value:
    return value if isinstance(value, bool) else _YES.get(str(value).strip().lower())


def _number(value: Value, *, whole: bool) -> Value:
    if isinstance(value, str):
        try:
            value = float(value.replace(",", ""))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not whole:
        return float(value)
    return int(value) if float(value).is_integer() else None


def _entries(value: Value, items: Parameter | None) -> Value:
    entries = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    found = [typed(entry, items) if items else entry for entry in entries]
    return None if not found or None in found else found


def _record(value: Value, fields: Sequence[Parameter]) -> Value:
    if not isinstance(value, Mapping):
        return None
    if not fields:
        return dict(value)
    found = {field.name: typed(value.get(field.name), field) for field in fields}
    if any(field.required and found[field.name] is None for field in fields):
        return None
    return {name: entry for name, entry in found.items() if entry is not None}


_TYPED: Mapping[Kind, Callable[[Value, Parameter], Value]] = {
    Kind.TEXT: lambda value, _: _text(value),
    Kind.DATE: lambda value, _: _text(value),
    Kind.INTEGER: lambda value, _: _number(value, whole=True),
    Kind.NUMBER: lambda value, _: _number(value, whole=False),
    Kind.TRUTH: lambda value, _: _truth(value),
    Kind.LIST: lambda value, parameter: _entries(value, parameter.items),
    Kind.RECORD: lambda value, parameter: _record(value, parameter.fields),
}


def _has_basis(value: Value, parameter: Parameter, grounds: Grounds) -> bool:
    """Return whether a passage names what an optional argument is to be."""
    if parameter.kind == Kind.TRUTH:
        return _mentions(grounds, [parameter.name])
    if parameter.options:
        return _mentions(grounds, [str(value)])
    return bool(grounds.places(value))


def _mentions(grounds: Grounds, names: Iterable[str]) -> bool:
    """Return whether the texts hold one of *names*, or a word that begins like one of its words."""
    if any(grounds.places(name) for name in names):
        return True
    given = {stem for source in grounds.given.sources for stem in _stems(source.text)}
    return any(not given.isdisjoint(_stems(name)) for name in names)


@cache
def _stems(text: str) -> frozenset[str]:
    """Return what the words of *text* begin with, without words that say nothing."""
    words = (word.lower() for word in _WORD.findall(text.replace("_", " ")))
    return frozenset(word[:_STEM] for word in words if word not in _stop_words())


@cache
def _stop_words() -> frozenset[str]:
    # These stand in the names of many arguments and tell none of them.
    return word_list("stop_words_en") | {"include", "including", "return", "get", "show", "use"}
