"""The facts of a request: told apart by type, refused when they cannot be what they should be."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import InputError
from app.records import EmailRequest, Language
from app.tasks.email.manners import is_month_and_day, shown_date
from app.tasks.email.template_form import EmailTemplate, Fact, FactType
from app.text.values import ValueKind, find_values
from app.verification.facts import Expected

_DIGIT = re.compile(r"\d|[一二三四五六七八九十百千万億]")
_CLOCK = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-9])(?:[:.h時](?![6-9]\d)|\s*[-–~～]\s*\d{1,2}$|\s*[ap]\.?m|\s*o['’]clock)"
    r"|\b(?:noon|midnight)\b|正午|午前|午後|終日|all day",
    re.IGNORECASE,
)
_FEWEST_PHONE_DIGITS = 3

KINDS: Mapping[FactType, frozenset[ValueKind]] = {
    FactType.DATE: frozenset({ValueKind.DATE}),
    FactType.TIME: frozenset({ValueKind.TIME}),
    FactType.AMOUNT: frozenset({ValueKind.AMOUNT, ValueKind.NUMBER, ValueKind.PERCENTAGE}),
    FactType.NUMBER: frozenset({ValueKind.NUMBER, ValueKind.PERCENTAGE, ValueKind.AMOUNT}),
    FactType.PERSON: frozenset({ValueKind.PERSON, ValueKind.ORGANISATION}),
    FactType.ORGANISATION: frozenset({ValueKind.ORGANISATION}),
    FactType.EMAIL: frozenset({ValueKind.EMAIL}),
    FactType.PHONE: frozenset({ValueKind.PHONE}),
    FactType.CODE: frozenset({ValueKind.CODE}),
}
"""In which kinds of values a fact of a type is found, however it is written."""


@dataclass(frozen=True, slots=True)
class GivenFact:
    """A fact of the template with the value that the user gave."""

    fact: Fact
    value: str
    """As the user gave it, without blanks around it."""
    shown: str
    """As it stands in the mail."""

    def expected(self, language: Language) -> Expected:
        """Return what the check looks for in the draft."""
        kind = self.fact.type
        spellings = tuple(dict.fromkeys([self.value, self.shown]))
        return Expected(
            key=self.fact.name,
            label=self.fact.labels[language],
            value=self.value,
            spellings=spellings,
            kinds=KINDS.get(kind, frozenset()),
            free=kind in {FactType.TEXT, FactType.LINES},
        )


def facts_text(request: EmailRequest) -> str:
    """Return the text that the places of evidence from "facts" count in: one `KEY: VALUE` a line."""
    return "\n".join(f"{key}: {value}" for key, value in request.facts.items())


def given_facts(template: EmailTemplate, request: EmailRequest, language: Language) -> list[GivenFact]:
    """Return the facts that have a value, in the order of the template.

    Raises:
        InputError: `unknown-fact`, `missing-facts` or `fact-not-understood`.
    """
    values: dict[str, str] = {}
    for key, value in request.facts.items():
        fact = template.fact(key)
        if fact is None:
            known = ", ".join(fact.name for fact in template.facts)
            raise InputError("unknown-fact", template=template.id, fact=key, known=known)
        if clean := _clean(value, keep_lines=fact.type == FactType.LINES):
            values[fact.name] = clean
    missing = [fact for fact in template.facts if fact.required and fact.name not in values]
    if missing:
        names = ", ".join(f"{fact.labels[language]} ({fact.name})" for fact in missing)
        raise InputError("missing-facts", template=template.titles[language], facts=names)
    return [_understood(fact, values[fact.name], language) for fact in template.facts if fact.name in values]


def _understood(fact: Fact, value: str, language: Language) -> GivenFact:
    if not _fits(fact.type, value, language):
        label = f"{fact.labels[language]} ({fact.name})"
        raise InputError("fact-not-understood", fact=label, value=value[:80], type=fact.type.value)
    shown = value
    if fact.type == FactType.DATE:
        shown = shown_date(value, language)
    elif fact.type == FactType.TEXT:
        # The skeleton ends its sentences itself.
        shown = re.sub(r"(?<![.。…])[.。]$", "", value).rstrip() or value
    return GivenFact(fact, value, shown)


def _fits(kind: FactType, value: str, language: Language) -> bool:
    if kind in {FactType.TEXT, FactType.LINES, FactType.PERSON, FactType.ORGANISATION, FactType.CODE}:
        return any(sign.isalnum() for sign in value)
    plain = unicodedata.normalize("NFKC", value)
    if kind == FactType.DATE:
        return is_month_and_day(value) or _holds(value, ValueKind.DATE, language)
    if kind == FactType.TIME:
        return bool(_CLOCK.search(plain)) or _holds(value, ValueKind.TIME, language)
    if kind == FactType.EMAIL:
        return _holds(value, ValueKind.EMAIL, language)
    if kind == FactType.PHONE:
        return sum(sign.isdigit() for sign in plain) >= _FEWEST_PHONE_DIGITS and "@" not in plain
    kinds = {ValueKind.NUMBER, ValueKind.AMOUNT}
    return bool(_DIGIT.search(plain)) or any(find_values(value, each, kinds) for each in ("en", language))


def _holds(value: str, kind: ValueKind, language: Language) -> bool:
    return bool(find_values(value, language, {kind}))


def _clean(value: str, *, keep_lines: bool) -> str:
    """Return *value* without control signs and doubled blanks."""
    visible = "".join(
        sign if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Co", "Cs", "Cn"} else " "
        for sign in value
    )
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in visible.split("\n"))
    return ("\n" if keep_lines else " ").join(filter(None, lines))
