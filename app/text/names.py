"""Names of people and organisations."""

import re
from collections.abc import Iterator
from functools import cache

from app.records import Language
from app.resource_files import read_text
from app.text.words import Word, words

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Sir|Madam)\b\.?"
_NAME = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:[-'’][A-ZÀ-Þ]?[a-zß-ÿ]+)*"
_INITIAL = r"(?:[A-Z]\.)"
_TITLED = re.compile(
    rf"\b{_TITLE}[ \t]+(?P<name>{_NAME}(?:[ \t]+(?:{_INITIAL}|{_NAME}|van|von|de|da|di)){{0,3}})"
)
_GREETED = re.compile(
    rf"\b(?:Dear|Hi|Hello)[ \t]+(?P<name>{_NAME}(?:[ \t]+{_NAME}){{0,2}})(?=[ \t]*[,:!\n]|$)"
)
_PLAIN = re.compile(
    rf"(?<![\w@.])(?P<name>(?P<first>{_NAME})(?:[ \t]+{_INITIAL})?(?:[ \t]+(?:van|von|de|da|di))?"
    rf"[ \t]+{_NAME})(?![\w@])"
)
_FORM = (
    r"(?:Ltd|Limited|Inc|Incorporated|Corp|Corporation|LLC|LLP|PLC|plc|GmbH|AG|KG|Co|Company|S\.A|SA"
    r"|SARL|B\.V|BV|AB|Oy|K\.K|Pty)"
)
_ORGANISATION = re.compile(
    r"\b(?:(?:[A-ZÀ-Þ0-9][\wß-ÿ&'’-]*,?|[A-Z]\.)[ \t]+(?:(?:&|and|of|the)[ \t]+)?){1,5}"
    rf"{_FORM}\b(?:\.?,?[ \t]+{_FORM}\b)?\.?"
)
_KINDS = r"株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|社会福祉法人|医療法人|学校法人"
_SIGN = r"[一-龥々ぁ-んァ-ヶーA-Za-z0-9＆&・Ａ-Ｚａ-ｚ]"
_SHORT_KINDS = r"㈱|㈲|[（(]株[）)]|[（(]有[）)]"
_COMPANY_JA = re.compile(
    rf"(?:{_KINDS}|{_SHORT_KINDS})[ 　]?(?P<after>{_SIGN}{{1,20}}?)"
    r"(?=[はがのをにへとも、。，,\s　様御（(「」]|$)"
    rf"|(?P<before>[一-龥々ァ-ヶーA-Za-z0-9＆&・]{{1,20}})(?:{_KINDS}|{_SHORT_KINDS})"
)
_HONOURED = re.compile(
    r"(?P<name>(?:(?!様)[一-龥々ァ-ヶー]){1,5}(?:[ 　](?:(?!様)[一-龥々ぁ-んァ-ヶー]){1,5})?)"
    r"[ 　]?(?:様|さま|さん|氏|殿|先生)(?![々子式])"
)
_NOT_NAMES = frozenset(
    [
        "皆",
        "皆さん",
        "各位",
        "お客",
        "客",
        "奥",
        "神",
        "王",
        "患者",
        "何",
        "担当者",
        "関係者",
        "貴",
        "仏",
        "上",
        "お子",
    ]
)
_GENERAL_WORDS = frozenset(
    ["sir", "madam", "team", "all", "customer", "customers", "colleague", "colleagues", "friend", "friends"]
)


def find_people(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the names of people, without title or honorific."""
    if language == "ja":
        yield from _japanese_people(text)
    for pattern in (_TITLED, _GREETED):
        for match in pattern.finditer(text):
            name = match["name"]
            if name.split()[0].lower() not in _GENERAL_WORDS:
                yield *match.span("name"), _plain(name)
    for match in _PLAIN.finditer(text):
        if match["first"].lower() in _given_names():
            yield *match.span("name"), _plain(match["name"])


def find_organisations(text: str, _language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the names of organisations with their legal form, compared without it."""
    for match in _COMPANY_JA.finditer(text):
        name = match["after"] or match["before"]
        yield match.start(), match.end(), name.lower()
    for match in _ORGANISATION.finditer(text):
        yield match.start(), match.end(), re.sub(rf"[ ,.]+{_FORM}\.?", "", match.group()).lower()


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace(".", "")).lower()


def _japanese_people(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _HONOURED.finditer(text):
        name = match["name"]
        if name not in _NOT_NAMES and not name.endswith(("会社", "部長", "課長", "商店")):
            yield *match.span("name"), re.sub(r"\s", "", name)
    run: list[Word] = []
    for word in words(text, "ja"):
        if word.kind == "person" and (not run or word.start - run[-1].end <= 1):
            run.append(word)
            continue
        yield from _full_name(text, run)
        run = [word] if word.kind == "person" else []
    yield from _full_name(text, run)


def _full_name(text: str, run: list[Word]) -> Iterator[tuple[int, int, str]]:
    """Yield surname and given name together; one of them alone is too often another word."""
    if len(run) > 1 and len(run[0].text) > 1:
        start, end = run[0].start, run[-1].end
        yield start, end, re.sub(r"\s", "", text[start:end])


@cache
def _given_names() -> frozenset[str]:
    return frozenset(_listed("words/given_names.txt"))


def _listed(name: str) -> list[str]:
    lines = (line for line in read_text(name).splitlines() if not line.startswith("#"))
    return " ".join(lines).split()
