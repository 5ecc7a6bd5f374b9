"""Where the signature of a mail begins."""

import re
from collections.abc import Sequence

_MARK = re.compile(r"(?:--|—|–|__+)[ \t]*")
_MACHINE = re.compile(
    r"[ \t*]*(?:(?:Sent|Gesendet|Envoyé|Enviado|Inviato|Verzonden) "
    r"(?:from|via|with|using|by|von|mit|de(?:puis)?|desde|da|vanaf)\b.*"
    r"|Von meinem .* gesendet|Get Outlook for .*|Outlook for (?:iOS|Android).*"
    r"|\S*(?:iPhone|iPad|Android|スマートフォン|スマホ|携帯|Outlook|メール|Windows|Xperia|Galaxy)\S*"
    r"から送信(?:されました)?)[ \t*]*",
    re.IGNORECASE,
)
_RULE = re.compile(r"[ \t]*(?:[-=_*~+#.:|─━―—‐＝＊～〜☆★◇◆■□○●◎▽▼△▲・…┏┗┌└┃│┓┛┐┘][ \t]*){4,}")
"""A line drawn with signs."""
_CONTACT = re.compile(
    r"@\w|https?://|\bwww\.|〒|\b(?:tel|fax|phone|mobile|cell|mail|e-mail|skype|office)\b\s*[.:：)]?|電話|携帯|内線|メール"
    r"|(?:株式|有限|合同)会社|㈱|㈲|\+?\(?\d{2,4}\)?[-. ]\d{2,4}[-. ]\d{3,4}|mailing list",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[ \t]*(?:(?:with |my )?(?:best|kind|kindest|warm|warmest|many|sincere)?[ ]?(?:regards|wishes|thanks)"
    r"|(?:best|all the best|cheers|thx|tnx|br|rgds|vg|mfg|thank you|thanks)"
    r"(?: (?:again|so much|very much|in advance))?"
    r"|(?:yours )?(?:sincerely|truly|faithfully|respectfully|cordially)(?: yours)?"
    r"|(?:mit )?(?:freundlichen|besten|herzlichen) grüßen|viele grüße|cordialement|saludos|с уважением"
    r"|thanks (?:and|&) (?:best |kind )?regards|敬具|草々|以上)[ \t]*[,.!、。]*[ \t]*",
    re.IGNORECASE,
)
_DASHED_NAME = re.compile(r"[ \t]*(?P<dash>[-–—~])[ ]?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}[ \t]*")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’)）]*$")
_NO_NAME = re.compile(
    r"[\d@:：。！!?？、]|http|です|ます|ください|さま$|様$|御中$"
    r"|^[ \t]*(?:(?:Hello|Hi|Dear|Good|Thanks?|Please|Order)\b|[-*•・>])",
    re.IGNORECASE,
)
_PARTICLES = {"&", "-", "/", "|", "de", "di", "van", "von", "der", "of", "and", "la", "du"}
_LOOKED_AT = 200
"""Signs of a line that are looked at; no mark is longer."""
_LONGEST_LINE = 65
_MOST_LINES = 16
_MOST_LINES_AFTER_MARK = 40
_MOST_LINES_AFTER_CLOSING = 10
_MOST_WORDS_OF_A_NAME = 5
_MOST_WORDS_ABOUT_MACHINE = 8


def signature_begin(lines: Sequence[str]) -> int | None:
    """Return the place of the first line of the signature at the end of *lines*, or None without one."""
    lines = [line[:_LOOKED_AT] for line in lines]
    filled = [place for place, line in enumerate(lines) if line.strip()]
    if not filled:
        return None
    finds = (_by_mark, _by_rule, _by_machine, _by_closing, _by_dashed_name, _by_contact)
    return next((begin for find in finds if (begin := find(lines, filled)) is not None), None)


def _by_mark(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    for number, place in enumerate(filled[:-1]):
        if _MARK.fullmatch(lines[place]) and len(filled) - number <= _MOST_LINES_AFTER_MARK:
            return place
    return None


def _by_machine(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Find "Sent from my phone" near the end; a sentence that begins so is none."""
    for place in filled[-4:]:
        line = lines[place].strip()
        short = len(line.split()) <= _MOST_WORDS_ABOUT_MACHINE and "," not in line and not line.endswith(".")
        if short and _MACHINE.fullmatch(line):
            return place
    return None


def _by_rule(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Find a line of signs with an address below it, as Japanese signatures have it."""
    for number in range(max(len(filled) - _MOST_LINES, 0), len(filled)):
        if not _RULE.fullmatch(lines[filled[number]]):
            continue
        rest = [lines[place] for place in filled[number + 1 :]]
        sentences = sum(_is_sentence(line) for line in rest)
        if any(map(_CONTACT.search, rest)) and sentences * 5 <= len(rest):
            return filled[number]
    return None


def _by_dashed_name(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    last = _DASHED_NAME.fullmatch(lines[filled[-1]])
    if last is None or any(lines[place].lstrip().startswith(last["dash"]) for place in filled[:-1]):
        return None
    return filled[-1]


def _by_closing(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Find "Kind regards," with a name and a few short lines below it."""
    for number in range(max(len(filled) - 1 - _MOST_LINES_AFTER_CLOSING, 0), len(filled) - 1):
        rest = [lines[place].strip() for place in filled[number + 1 :]]
        named = _is_name(rest[0]) or rest[0].isalpha()
        if named and _CLOSING.fullmatch(lines[filled[number]]) and all(map(_is_short, rest)):
            return filled[number]
    return None


def _by_contact(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Find a name or company with ways to reach it on the last lines."""
    number = len(filled)
    while number and len(filled) - number < _MOST_LINES and _is_short(lines[filled[number - 1]]):
        number -= 1
    for first in range(len(filled) - 2, number - 1, -1):
        place = filled[first]
        if place and lines[place - 1].strip() and not _is_sentence(lines[place - 1]):
            continue
        rest = [lines[each] for each in filled[first:]]
        if _is_name(rest[0]) and sum(bool(_CONTACT.search(line)) for line in rest[1:]) * 5 >= len(rest):
            return place
    return None


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE_END.search(line.strip())) and (
        len(line.split()) > 4 or line.strip().endswith(("。", "！", "？"))
    )


def _is_short(line: str) -> bool:
    return len(line.strip()) <= _LONGEST_LINE and not _is_sentence(line)


def _is_name(line: str) -> bool:
    """Return whether *line* may be the name of a person or a company."""
    words = line.strip().strip("*_").split()
    if not words or len(words) > _MOST_WORDS_OF_A_NAME or _NO_NAME.search(line):
        return False
    return all(word[0].isupper() or not word[0].isascii() or word in _PARTICLES for word in words)
