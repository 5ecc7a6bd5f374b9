"""Who wrote a text: the name under it, the lines after the name, and how the writer introduces himself."""

import re
from collections.abc import Iterator

from app.records import SourceText
from app.tasks.forms.glossary import Glossary, Meaning
from app.tasks.forms.label_words import normal
from app.tasks.forms.statements import Span, Statement
from app.text.languages import is_japanese

_CLOSING = re.compile(
    r"^[ \t]*(?:(?:with )?(?:best|kind|warm|many)?[ \t]*(?:regards|wishes|thanks)|(?:yours )?(?:sincerely|faithfully|truly|respectfully)"
    r"|cheers|thank you|thanks|mit freundlichen grüßen|viele grüße|cordialement|以上|敬具|[^\n]{0,30}お願い(?:いた|申し上げ|致)します)[\s,.。!]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LATIN_NAME = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?[A-ZÀ-Ž][\w'’-]+(?:\s+(?:[A-Z]\.|van|von|de|da|di|del|[A-ZÀ-Ž][\w'’-]+)){1,3}$"
)
_JAPANESE_NAME = re.compile(
    r"^[一-龥々]{1,4}[ 　][一-龥々ぁ-んァ-ヶー]{1,5}$|^[一-龥々]{2,3}[ 　]?[ぁ-ん]{2,4}$"
)
_INTRODUCED = re.compile(
    r"(?:^|[。\n　 ])(?P<unit>[^\s　。、\n「」]{2,24})の(?P<name>[一-龥々ァ-ヶー]{1,4}[ 　]?[一-龥々ぁ-んァ-ヶー]{0,4}?)(?:と申します|でございます|です)"
)
_LEGAL_FORM = re.compile(
    r"株式会社|有限会社|合同会社|㈱|㈲|法人|\b(?:Ltd|Limited|Inc|LLC|LLP|PLC|GmbH|AG|KG|B\.?V|S\.?A|SAS|AB|AS|Oy|Co|Corp)\b\.?"
)
_UNIT_AND_NAME = re.compile(
    r"^(?P<unit>\S{1,12}(?:部|課|室|係|局|センター|担当))[ 　](?P<name>[一-龥々]{1,4}[ 　]?[一-龥々ぁ-んァ-ヶー]{1,5})$"
)
_CONTACT = re.compile(
    r"@|〒|\b(?:Tel|Fax|Phone|Mobile)\b|TEL|FAX|電話|\d{2,5}-\d{2,4}-\d{3,4}", re.IGNORECASE
)
_UNIT_END = re.compile(r"(?:部|課|室|係|局|センター|グループ|チーム)$")
_MOST_LINES = 8


def signed_statements(source: SourceText, glossary: Glossary, end: int) -> list[Statement]:
    """Return what the signature and the introduction of *source* say of the writer.

    Their label is empty: nobody has written what they are. *end* is where quoted mails begin.
    """
    return [*_signature(source, glossary, end), *_introduction(source, glossary, end)]


def signature_start(text: str, end: int) -> int:
    """Return where the signature begins, or *end* when there is none."""
    own = text[:end]
    closings = [match.end() for match in _CLOSING.finditer(own) if match.start() > 0]
    if closings and own[closings[-1] :].strip():
        return closings[-1]
    block = own.rstrip().rfind("\n\n")
    return block + 2 if block > 0 and _looks_signed(own[block + 2 :]) else end


def _signature(source: SourceText, glossary: Glossary, end: int) -> Iterator[Statement]:
    start = signature_start(source.text, end)
    if start >= end:
        return
    lines = list(_lines(source, start, end))
    if not lines:
        return
    rest = lines[:3]
    if _is_name(lines[0].text):
        yield _statement(glossary, "name", lines[0])
        rest = lines[1:3]
    elif not _LEGAL_FORM.search(lines[0].text):
        return
    for line in rest:
        if both := _UNIT_AND_NAME.match(line.text):
            yield _statement(glossary, "department", line.part(*both.span("unit")))
            yield _statement(glossary, "name", line.part(*both.span("name")))
            continue
        first = re.match(r"[^,、/|]+", line.text)
        if first is None or re.search(r"[:：@]|\d{3}", first.group()):
            continue
        part = line.part(0, len(first.group().rstrip()))
        is_unit = normal(part.text) in glossary.departments or bool(_UNIT_END.search(part.text))
        if is_unit:
            yield _statement(glossary, "department", part)
        elif 2 <= len(part.text) <= 40 and (is_japanese(part.text) or part.text[:1].isupper()):
            yield _statement(glossary, "company", part)


def _introduction(source: SourceText, glossary: Glossary, end: int) -> Iterator[Statement]:
    for match in _INTRODUCED.finditer(source.text, 0, end):
        if match["name"] in ("通り", "件", "方", "予定", "もの", "こと") or (
            match["unit"].endswith(("は", "が", "を")) or len(match["unit"]) < 3
        ):
            continue
        unit = Span(source, *match.span("unit"))
        yield _statement(glossary, "department" if _UNIT_END.search(unit.text) else "company", unit)
        yield _statement(glossary, "name", Span(source, *match.span("name")))


def _looks_signed(block: str) -> bool:
    """Whether the last paragraph is a signature: a name first, or a company with its phone or mail address."""
    first = block.strip().split("\n", 1)[0].strip()
    return _is_name(first) or (
        bool(_LEGAL_FORM.search(first)) and len(first) <= 40 and bool(_CONTACT.search(block))
    )


def _statement(glossary: Glossary, concept: str, span: Span) -> Statement:
    return Statement("", Meaning("", glossary.concepts[concept], frozenset({"sender"})), span)


def _is_name(line: str) -> bool:
    plain = line.strip()
    return bool(_LATIN_NAME.match(plain) or _JAPANESE_NAME.match(plain))


def _lines(source: SourceText, start: int, end: int) -> Iterator[Span]:
    found = 0
    for match in re.finditer(r"[^\n]+", source.text[start:end]):
        line = match.group()
        if line.strip() and found < _MOST_LINES:
            found += 1
            begin = start + match.start() + len(line) - len(line.lstrip())
            yield Span(source, begin, begin + len(line.strip()))
