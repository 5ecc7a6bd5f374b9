"""Values that the running text of a source mentions, and the words that say what they are."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from app.records import Language, SourceText
from app.tasks.forms.glossary import Concept, Glossary, Meaning
from app.tasks.forms.label_words import latin_words
from app.tasks.forms.parts import COUNTRIES
from app.tasks.forms.signatures import signature_start
from app.tasks.forms.statements import Span, Statement
from app.text.languages import detect_language
from app.text.orders import order_spans
from app.text.sentences import sentence_spans
from app.text.values import Value, ValueKind, find_values

KINDS: dict[str, frozenset[ValueKind]] = {
    "phone": frozenset({ValueKind.PHONE}),
    "email": frozenset({ValueKind.EMAIL}),
    "url": frozenset({ValueKind.URL}),
    "postal-code": frozenset({ValueKind.POSTAL_CODE}),
    "date": frozenset({ValueKind.DATE}),
    "time": frozenset({ValueKind.TIME}),
    "amount": frozenset({ValueKind.AMOUNT}),
    "number": frozenset({ValueKind.NUMBER, ValueKind.PERCENTAGE}),
    "person": frozenset({ValueKind.PERSON}),
    "organisation": frozenset({ValueKind.ORGANISATION}),
    "code": frozenset({ValueKind.CODE, ValueKind.NUMBER}),
    "address": frozenset({ValueKind.ADDRESS}),
}
"""Which values fit a concept of a kind."""

_REACH = 70
_LINKS = frozenset(
    "is are was were will be no nr number num : - = of the on by for at to as it its under address id scheduled planned set due".split()  # noqa: SIM905 - reads better
)
_LINKS_JA = re.compile(r"^[はがのを：:、,\s　]*(?:番号)?[はがの：:\s　]*$")
_RECIPIENT_AFTER = re.compile(r"^[ 　]*(?:様|さま|さん|殿|御中|先生|各位)")
_RECIPIENT_BEFORE = re.compile(r"\b(?:Dear|Hi|Hello|Attn\.?:?)(?:\s+(?:Mr|Mrs|Ms|Dr)\.?)?\s*$")
_SELF = re.compile(
    r"(?:my name is|i am|i'm|this is|our company is|we are|on behalf of|私は|弊社は)\s*$", re.IGNORECASE
)
_SELF_AFTER = re.compile(
    r"^(?:の[一-龥々]{1,4})?(?:です|と申します|でございます)|^\s+(?:here|speaking)\b|^の[一-龥々]"
)
_COUNTED = re.compile(
    r"^\s?(?:units?|pieces?|pcs|boxes|copies|sets?|bottles?|cans?|bags?|packs?|kg|個|台|缶|箱|枚|セット|冊|ケース|本|袋|部)(?![A-Za-z])"
)
_PEOPLE = re.compile(r"^\s?(?:people|persons|guests|participants|attendees|adults|名様?|人)")
_DAYS = re.compile(r"^\s?(?:days?|working days|日間)(?![A-Za-z])")
_RANGE = re.compile(r"^\s*(?:to|until|till|through|and|[-–—~〜～]|から|より)\s*$", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(?:no|nr|tel|fax|approx|ca|mr|mrs|ms|dr|st|ref|art|qty)\.\s*$", re.IGNORECASE)
_CODE_OF_PLACE = r"(?:\d{3}-\d{4}|\d{4,6}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
_PLACE_WORD = r"[A-ZÀ-Ž][\w'’-]*[a-zß-ÿ][\w'’-]*"
_NAME_OF_PLACE = rf"(?:St\. )?{_PLACE_WORD}(?: {_PLACE_WORD}){{0,2}}"
_ADDRESS = re.compile(
    rf"(?:\b\d[\d-]{{0,6}}[a-zA-Z]? )?{_NAME_OF_PLACE}(?: \d{{1,4}}[a-z]?)?(?:, {_NAME_OF_PLACE}){{0,2}},?[ \n]+(?:{_CODE_OF_PLACE} {_NAME_OF_PLACE}|{_NAME_OF_PLACE},? {_CODE_OF_PLACE})"
)
_COUNTRY_AFTER = re.compile(
    rf",? (?:{_NAME_OF_PLACE},? )?(?:[A-Z]{{2}} )?{_CODE_OF_PLACE}\b|,[ \n]+(?:{COUNTRIES})\b"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_NIGHTS = re.compile(r"^\s?(?:nights?|泊)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A value of a known kind somewhere in a source."""

    span: Span
    value: Value
    meaning: Meaning | None
    """What the words before it call it, or None."""
    is_close: bool = False
    """Whether only link words stand between those words and the value."""
    is_theirs: bool = False
    """Whether it belongs to the person or office that is written to."""
    is_own: bool = False
    """Whether the writer says it of himself, or signs with it."""
    is_order: bool = False
    """Whether it stands in a passage that reads like an order to the program."""


def mentions_of(
    source: SourceText, statements: Sequence[Statement], glossary: Glossary, end: int
) -> list[Mention]:
    """Return the values that *source* mentions, in order; *end* is where quoted mails begin."""
    language = detect_language(source.text)
    values = [
        value
        for value in _with_addresses(source.text, find_values(source.text, language))
        if value.start < end
    ]
    return _Reader(source, statements, glossary, language, values, signature_start(source.text, end)).all()


def _with_addresses(text: str, values: Sequence[Value]) -> list[Value]:
    """Return *values* with addresses that go on to the country, and with those that were not seen."""
    found: list[Value] = []
    covered = [value for value in values if value.kind == ValueKind.ADDRESS]
    for match in _ADDRESS.finditer(text):
        street = re.match(r"\D*\d", match.group())
        inside = any(match.start() < value.end and value.start < match.end() for value in covered)
        if street and re.search(r"\d", match.group().split(",")[0]) and not inside:
            covered.append(Value(ValueKind.ADDRESS, match.group(), *match.span(), match.group()))
    found += [
        Value(ValueKind.CODE, match.group(), *match.span(), match.group().replace(" ", ""))
        for match in _IBAN.finditer(text)
        if _is_account(match.group())
    ]
    for value in covered:
        end = value.end
        while after := _COUNTRY_AFTER.match(text, end):
            end = after.end()
        found.append(Value(ValueKind.ADDRESS, text[value.start : end], value.start, end, value.normal))
    taken = [(value.start, value.end) for value in found]
    others = [
        value
        for value in values
        if value.kind != ValueKind.ADDRESS
        and not any(start < value.end and value.start < end for start, end in taken)
    ]
    return sorted([*found, *others], key=lambda value: value.start)


def _is_account(text: str) -> bool:
    """Whether the check digits of an international bank account number are right."""
    plain = text.replace(" ", "")
    return (
        15 <= len(plain) <= 34
        and int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1
    )


class _Reader:
    def __init__(
        self,
        source: SourceText,
        statements: Sequence[Statement],
        glossary: Glossary,
        language: Language,
        values: Sequence[Value],
        signature: int,
    ) -> None:
        self._source, self._text = source, source.text
        self._glossary, self._language = glossary, language
        self._values = values
        self._statements = [statement for statement in statements if statement.value.source is source]
        self._sentences = sentence_spans(source.text)
        self._starts = [start for start, _ in self._sentences]
        self._orders = order_spans(source.text)
        self._signature = signature

    def all(self) -> list[Mention]:
        """Return each value with what is said of it."""
        found = []
        for number, value in enumerate(self._values):
            floor = self._values[number - 1].end if number else 0
            meaning, close = self._said_of(value, floor)
            own = value.start >= self._signature or self._is_self(value)
            found.append(
                Mention(
                    Span(self._source, value.start, value.end),
                    value,
                    meaning,
                    is_close=close,
                    is_theirs=self._is_theirs(value),
                    is_own=own,
                    is_order=any(start <= value.start < end for start, end in self._orders),
                )
            )
        return found

    def _said_of(self, value: Value, floor: int) -> tuple[Meaning | None, bool]:
        bounds = self._bounds(value)
        for statement in self._statements:
            if statement.value.start <= value.start and value.end <= statement.value.end:
                inside = bounds is not None and (
                    statement.meaning.concept is None or statement.meaning.kind == bounds.kind
                )
                return (bounds, False) if inside else (statement.meaning, True)
        if bounds is not None:
            return bounds, False
        if _IBAN.fullmatch(value.text) and _is_account(value.text):
            roles = self._glossary.roles_of(self._text[max(value.start - 25, 0) : value.start])
            return Meaning("iban", self._glossary.concepts["bank-account"], roles), True
        start = max(self._sentence_start(value.start), value.start - _REACH, min(floor, value.start))
        before = self._text[start : value.start]
        found = self._japanese_words(before) if self._language == "ja" else None
        found = found or self._latin_words(before)
        counted = self._counted(value) if found is None or not found[1] else None
        return (
            counted
            or found
            or self._pointed_at(value, max(self._sentence_start(value.start), value.start - _REACH))
        )

    def _pointed_at(self, value: Value, start: int) -> tuple[Meaning | None, bool]:
        """Return what a word such as "deliver" makes of a value further on in the sentence."""
        kind = next((kind for kind, values in KINDS.items() if value.kind in values), "")
        after = 12 if kind == "amount" else 6 if self._language == "ja" else 0
        end = value.end + after if after else value.start
        concept = self._glossary.pointed_at(self._text[start:end], kind) if kind else None
        if kind == "address" and re.search(
            r"\b(?:send|ship|deliver|dispatch)\w*\b|送付|納品|お届け|発送", self._text[start:end]
        ):
            return Meaning("deliver", self._glossary.concepts["address"], frozenset({"delivery"})), False
        return (Meaning(concept.id, concept), False) if concept else (None, False)

    def _latin_words(self, before: str) -> tuple[Meaning, bool] | None:
        words = latin_words(before.rsplit("\n", maxsplit=1)[-1] if before.count("\n") else before)
        named = self._glossary.concepts_in(words)
        if not named:
            return None
        concept, start, end = max(named, key=lambda entry: (entry[2], entry[2] - entry[1]))
        gap = words[end:]
        if len(gap) > 6:
            return None
        asked = self._glossary.meaning(" ".join(words[max(start - 3, 0) : end]))
        roles = asked.roles if asked.concept else frozenset()
        label = " ".join(words[start:end])
        described = self._glossary.meaning(" ".join(words[max(start - 1, 0) : end]))
        rest = described.rest if concept.id in ("date", "time", "amount", "name") else frozenset()
        close = all(word in _LINKS for word in gap) and len(gap) <= 4
        return Meaning(label, concept, roles, rest), close

    def _japanese_words(self, before: str) -> tuple[Meaning, bool] | None:
        best: tuple[int, int, Concept] | None = None
        for words, concept in self._glossary.japanese_words().items():
            place = before.rfind(words)
            if (
                place >= 0
                and len(words) > 1
                and (best is None or (place + len(words), len(words)) > (best[1], best[1] - best[0]))
            ):
                best = (place, place + len(words), concept)
        if best is None or len(before) - best[1] > 15:
            return None
        start, end, concept = best
        asked = self._glossary.meaning(re.split(r"[、。\s　]", before[:end])[-1])
        close = bool(_LINKS_JA.match(before[end:]))
        return Meaning(before[start:end], concept, asked.roles, frozenset()), close

    def _bounds(self, value: Value) -> Meaning | None:
        """Return start or end for a day or time that is one end of a range."""
        if value.kind not in (ValueKind.DATE, ValueKind.TIME):
            return None
        same = [other for other in self._values if other.kind == value.kind]
        place = same.index(value)
        unit = value.kind.value
        if place and _RANGE.match(self._text[same[place - 1].end : value.start]):
            return Meaning(f"end-{unit}", self._glossary.concepts[f"end-{unit}"])
        if place + 1 < len(same) and _RANGE.match(self._text[value.end : same[place + 1].start]):
            return Meaning(f"start-{unit}", self._glossary.concepts[f"start-{unit}"])
        return None

    def _counted(self, value: Value) -> tuple[Meaning, bool] | None:
        if value.kind != ValueKind.NUMBER:
            return None
        after = self._text[value.end : value.end + 20]
        for pattern, concept in (
            (_PEOPLE, "people-count"),
            (_NIGHTS, "nights"),
            (_DAYS, "days-count"),
            (_COUNTED, "quantity"),
        ):
            if pattern.match(after):
                return Meaning(concept, self._glossary.concepts[concept]), False
        return None

    def _sentence_start(self, place: int) -> int:
        index = bisect_right(self._starts, place) - 1
        while index > 0 and _ABBREVIATED.search(self._text[: self._starts[index]]):
            index -= 1
        return self._starts[index] if index >= 0 else 0

    def _is_theirs(self, value: Value) -> bool:
        if value.kind not in (ValueKind.PERSON, ValueKind.ORGANISATION):
            return False
        after = self._text[value.end : value.end + 6]
        before = self._text[max(value.start - 25, 0) : value.start]
        return bool(_RECIPIENT_AFTER.match(after) or _RECIPIENT_BEFORE.search(before)) or self._is_addressed(
            value
        )

    def _is_addressed(self, value: Value) -> bool:
        """Whether a line at the top goes on with the name of somebody who is addressed."""
        line_end = self._text.find("\n", value.end)
        if line_end < 0 or value.start > 80:
            return False
        following = self._text[line_end + 1 :].split("\n", 1)[0]
        return bool(re.search(r"(?:様|御中|殿)\s*$", following)) and value.kind == ValueKind.ORGANISATION

    def _is_self(self, value: Value) -> bool:
        before = self._text[max(value.start - 30, 0) : value.start]
        after = self._text[value.end : value.end + 12]
        return bool(_SELF.search(before)) or (self._language == "ja" and bool(_SELF_AFTER.match(after)))
