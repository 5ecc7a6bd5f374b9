"""Checks to whom a mail is addressed and who signs it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.records import Finding, Gravity, Language
from app.text.comparing import squeezed

_GREETING_EN = re.compile(
    r"^[ \t]*(?:dear|hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings)\b[ \t,]*(?P<name>[^\n,:;!]*)",
    re.IGNORECASE,
)
_ADDRESSEE_JA = re.compile(
    r"^[ \t　]*(?P<name>[^\n、。]{1,40}?)[ 　]*(?:様|さま|殿|先生|御中|各位|さん|部長|課長|係長|社長|店長|所長|室長|主任|専務|常務)"
    r"[ 　]*(?:へ|、|,)?[ 　]*$"
)
_GREETING_JA = re.compile(
    r"世話にな|お疲れ|^[ 　]*(?:拝啓|拝復|前略|謹啓)|皆様|皆さま|各位|はじめまして|初めて|突然の?ご連絡"
)
_CLOSING_EN = re.compile(
    r"^[ \t]*(?:(?:with )?(?:best|kind|warm|warmest|kindest)?[ \t]*(?:regards|wishes)|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?"
    r"|many thanks|thanks|thank you|cheers|best)[ \t]*[,.!]?[ \t]*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*[-ー―─=＝*]{4,}\s*$")
_TITLES: Mapping[str, str] = {
    "mr": "man", "herr": "man", "mrs": "woman", "ms": "woman", "miss": "woman", "frau": "woman",
}  # fmt: skip
_NO_NAMES = frozenset(
    """
    mr mrs ms miss dr prof professor herr frau sir madam sirs all everyone team colleagues colleague customer
    customers friend friends ladies and gentlemen or to whom it may concern there folks partners members
    guests the of our valued department at again from new
    """.split()  # noqa: SIM905 - a list of words reads better
)
_NO_NAMES_JA = re.compile(
    r"^(?:お客|皆|みな|ご?担当者?|関係者|各位|お取引先|取引先|会員|社員|従業員|部員|保護者|参加者|応募者|\d+名)"
)
_ORGANISATION_JA = re.compile(
    r"株式会社|有限会社|合同会社|㈱|㈲|法人|(?:御中|様|さま|殿|先生|さん|部長|課長|係長|社長|店長|所長|室長|主任|専務|常務)$"
)
_LINES_AHEAD = 6
_LINES_BEHIND = 12


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    start: int
    end: int


def recipient_findings(
    body: str, plain_body: str, recipient: str, sender: str, language: Language
) -> Iterator[Finding]:
    """Yield where *body* is addressed to somebody else than *recipient*, or signed by another than *sender*.

    Args:
        body: The mail.
        plain_body: The mail as the template has it, which tells whether it begins with a greeting; its lines are
            never marked, as what was given may look like a greeting or like the recipient's name.
        recipient: Whom it is for, as the user gave it; empty where nobody knows.
        sender: Who writes it; empty where nobody knows.
        language: Language of the mail.
    """
    names = list(_addressed(body, language))
    if not names and _is_greeted(plain_body, language) and not _is_greeted(body, language):
        yield Finding("greeting-missing", {"recipient": recipient})
    ours = frozenset(line for _, line in _lines(plain_body))
    for name in names:
        if (
            _line_at(body, name.start) not in ours
            and recipient
            and not _is_same(name.text, recipient, language)
        ):
            yield _wrong_name(name, recipient, sender, language)
    if recipient and sender and not _is_same(recipient, sender, language):
        for finding in _signed_by_recipient(body, recipient, sender, language):
            if _line_at(body, finding.start or 0) not in ours:
                yield finding


def _line_at(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 :].split("\n", 1)[0]


def _wrong_name(name: _Name, recipient: str, sender: str, language: Language) -> Finding:
    swapped = bool(sender) and _is_same(name.text, sender, language)
    code = "addressed-to-sender" if swapped else "wrong-recipient"
    return Finding(code, {"value": name.text, "recipient": recipient}, name.start, name.end, Gravity.WRONG)


def _lines(text: str) -> list[tuple[int, str]]:
    """Return the lines of *text* that are not empty, with their places."""
    lines: list[tuple[int, str]] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((place, line))
        place += len(line) + 1
    return lines


def _addressed(body: str, language: Language) -> Iterator[_Name]:
    """Yield the names that the greeting names."""
    pattern = _GREETING_EN if language == "en" else _ADDRESSEE_JA
    for place, line in _lines(body)[: 2 if language == "en" else _LINES_AHEAD]:
        match = pattern.search(line)
        if match and (name := match["name"].strip()) and _is_name(name, language):
            start = place + line.index(name, match.start("name"))
            yield _Name(name, start, start + len(name))
        elif language == "ja" and _GREETING_JA.search(line):
            return


def _is_greeted(body: str, language: Language) -> bool:
    lines = _lines(body)[:_LINES_AHEAD]
    if language == "en":
        return any(_GREETING_EN.search(line) for _, line in lines[:3])
    return any(_ADDRESSEE_JA.search(line) or _GREETING_JA.search(line) for _, line in lines)


def _is_name(name: str, language: Language) -> bool:
    if language == "ja" and not name.isascii():
        return not _NO_NAMES_JA.search(name)
    return bool(_words(name))


def _is_same(one: str, other: str, language: Language) -> bool:
    """Return whether two names may mean one addressee; either may lack parts."""
    if not one.isascii() or not other.isascii():
        short, long = sorted((_squeezed(one), _squeezed(other)), key=len)
        if short and short in long:
            return True
        parts = [_squeezed(part) for part in re.split(r"[\s　]+", other)]
        return language == "ja" and any(len(part) > 1 and part in _squeezed(one) for part in parts)
    titles = _title(one), _title(other)
    if all(titles) and titles[0] != titles[1]:
        return False
    first, second = _words(one), _words(other)
    return not first or not second or first <= second or second <= first or len(first & second) > 1


def _title(name: str) -> str:
    words = re.findall(r"[a-z]+", name.lower())
    return next((_TITLES[word] for word in words if word in _TITLES), "")


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return frozenset(re.findall(r"[^\W\d_]{2,}", re.sub(r"[\u0300-\u036f]", "", plain))) - _NO_NAMES


def _squeezed(name: str) -> str:
    return squeezed(_ORGANISATION_JA.sub("", unicodedata.normalize("NFKC", name).strip()).replace("・", ""))


def _signed_by_recipient(body: str, recipient: str, sender: str, language: Language) -> Iterator[Finding]:
    """Yield the line below the closing that names the recipient, where none names the sender."""
    signature = _signature(body, language)
    if any(_names(line, sender) for _, line in signature):
        return
    for place, line in signature:
        if _names(line, recipient):
            start = place + len(line) - len(line.lstrip())
            value = line.strip()
            parameters = {"value": value, "sender": sender}
            yield Finding("signed-by-recipient", parameters, start, start + len(value), Gravity.WRONG)
            return


def _signature(body: str, language: Language) -> Sequence[tuple[int, str]]:
    start = signature_start(body, language)
    return [(start + place, line) for place, line in _lines(body[start:])][:_LINES_BEHIND]


def signature_start(body: str, language: Language) -> int:
    """Return where the signature of a mail begins, behind its closing line or rule; its end without one."""
    closing = _CLOSING_EN if language == "en" else _RULE
    ends = [place + len(line) for place, line in _lines(body) if closing.match(line)]
    if not ends:
        return len(body)
    # A Japanese signature stands between two rules, the last of which may be left out.
    return ends[-1] if language == "en" or len(ends) == 1 else ends[-2]


def _names(line: str, name: str) -> bool:
    if name.isascii():
        return bool(_words(name)) and _words(name) <= _words(line)
    parts = [part for part in re.split(r"[\s　]+", name) if not _ORGANISATION_JA.search(part)]
    wanted = _squeezed("".join(parts))
    return len(wanted) > 1 and wanted in _squeezed(line)  # a single sign stands in many words
