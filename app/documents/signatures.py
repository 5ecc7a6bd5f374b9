"""Where the signature of a mail begins."""

import re
from collections.abc import Sequence

from app.text.phrase_lists import any_of, phrase_groups
from app.text.word_lists import word_list

_WORDS = phrase_groups("mail_words")
_MARK = re.compile(r"(?:--|—|–|__+)[ \t]*")
_DASHES = re.compile(r"---[ \t]*")
_DEVICE = any_of(_WORDS["device"])
_SENT = any_of(_WORDS["sent_from"])
_BY = any_of(_WORDS["sent_by_words"])
_MACHINE = re.compile(
    rf"[ \t*\[]*(?:{_SENT} {_BY}\b.*|Von meinem .* gesendet"
    rf"|发自.{{0,10}}|{any_of(_WORDS['get_program'])} Outlook (?:for|für|pour|para|per)\b.*|Outlook for (?:iOS|Android).*"
    rf"|Yahoo!? Mail (?:from|on|for)\b.*|\S*{_DEVICE}\S* ?から送信(?:し(?:ました|ています|ます)|されました)?。?"
    r"|\S* ?\S*(?:iPhone|iPad|Android)(?:에서 보냄|sta|sta lähetetty)"
    r"|[(（]?(?:スマホ|スマートフォン|携帯|出先)(?:より|から)(?:送信)?[)）]?)[ \t*\]]*",
    re.IGNORECASE,
)
_OF_DEVICE = re.compile(
    rf"[ \t*\[]*{_SENT} (?:{_BY} )?(?:(?:my|the|an?|mijn|min|mon|mi|meu|mein(?:em)?) )?(?:[^\s,;]+ ){{0,3}}?"
    rf"[^\s,;]*{_DEVICE}\b",
    re.IGNORECASE,
)
"""Such a line speaks of a device in its first words and may go on with an excuse."""
_RULE = re.compile(r"[ \t]*(?:[-=_*~+#.:|─━―—‐＝＊～〜☆★◇◆■□○●◎▽▼△▲・…┏┗┌└┃│┓┛┐┘][ \t]*){4,}")
"""A line drawn with signs."""
_CONTACT = re.compile(
    r"@\w|https?://|\bwww\.|〒|\b(?:tel|fax|phone|mobile|cell|mail|e-mail|skype|office)\b\s*[.:：)]?|電話|携帯|内線|メール"
    r"|(?:株式|有限|合同)会社|㈱|㈲|\+?\(?\d{2,4}\)?[-. ]\d{2,4}[-. ]\d{3,4}|mailing list",
    re.IGNORECASE,
)
_COURTESY_WORD, _COURTESY = any_of(_WORDS["courtesy_word"]), any_of(_WORDS["courtesy"])
_CLOSING_WORDS = rf"[ \t]*(?:{_COURTESY_WORD}[ ,]+){{0,5}}{_COURTESY}(?:[ ,]+{_COURTESY_WORD}){{0,3}}"
_CLOSING = re.compile(rf"{_CLOSING_WORDS}[ \t]*[,.!、。]*[ \t]*", re.IGNORECASE)
_CLOSING_WITH_NAME = re.compile(rf"(?i:{_CLOSING_WORDS})[,.!]?[ ](?P<name>[^\s,.!].{{0,40}})")
_CLOSING_JA = re.compile(
    r".*(?:(?:よろしく|宜しく)(?:お願い|御願い|おねがい)(?:いた|致|申し上げ|し).{0,4}|失礼(?:いた|致)?します|敬具|草々|^以上)[。.]?[ \t]*"
)
_NOTICE = re.compile(
    "|".join(_WORDS["notice"]).replace("{mail}", r"(?:e-?mail|mail|message|communication|transmission)"),
    re.IGNORECASE,
)
_BULLET = re.compile(r"[ \t]*(?:[-*•・●■□○◆>]|\d+[.)）．])")
_DASHED_NAME = re.compile(
    r"[ \t]*(?P<dash>[-–—~]{1,2}|/{1,2})[ ]?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}[ \t]*"
)
_ENDED = re.compile(r"[.!?。！？…)）][\"'”’)）]*$|[:;]-?[)D]$")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’)）]*$")
_NO_NAME = re.compile(
    r"[\d@:：。！!?？、]|http|です|ます|ください|さま$|様$|御中$"
    r"|^[ \t]*(?:(?:Hello|Hi|Dear|Good|Thanks?|Please|Order)\b|[-*•・>])",
    re.IGNORECASE,
)
_PARTICLES = {"&", "-", "/", "|", "de", "di", "van", "von", "der", "of", "and", "la", "du"}
_LOOKED_AT = 200
"""Signs of a line that are looked at, from its begin and its end; no mark is longer."""
_END_KEPT = _LOOKED_AT // 2
_LONGEST_LINE = 65
_MOST_LINES = 16
_MOST_LINES_AFTER_MARK = 40
_MOST_LINES_AFTER_CLOSING = 10
_MOST_WORDS_OF_A_NAME = 5
_MOST_WORDS_ABOUT_MACHINE = 8
_MOST_LINES_AFTER_DASHES = 8
_MOST_LINES_AFTER_NAME = 4
_MOST_WORDS_OF_A_PERSON = 3
_LONGEST_LINE_JA = 40


def signature_begin(lines: Sequence[str]) -> int | None:
    """Return the place of the first line of the signature at the end of *lines*, or None without one."""
    lines = [line if len(line) <= _LOOKED_AT else line[:_END_KEPT] + line[-_END_KEPT:] for line in lines]
    filled = [place for place, line in enumerate(lines) if line.strip()]
    if not filled:
        return None
    finds = (
        _by_mark, _by_rule, _by_notice, _by_machine, _by_closing, _by_japanese_closing, _by_dashed_name, _by_contact, _by_name,
    )  # fmt: skip
    return next((begin for find in finds if (begin := find(lines, filled)) is not None), None)


def _by_mark(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    for number in range(max(len(filled) - _MOST_LINES_AFTER_MARK, 0), len(filled) - 1):
        place, rest = filled[number], filled[number + 1 :]
        if _MARK.fullmatch(lines[place]):
            return place
        if _DASHES.fullmatch(lines[place]) and len(rest) <= _MOST_LINES_AFTER_DASHES:
            name, *others = (lines[each].strip() for each in rest)
            if _is_name(name) and all(map(_is_short, others)):
                return place
    return None


def _by_notice(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Find what a company puts below each mail: the last paragraphs that are notices."""
    found = None
    end = len(lines)
    for place in reversed(filled[-_MOST_LINES:]):
        if place and lines[place - 1].strip():
            continue
        if not _NOTICE.search(" ".join(line.strip() for line in lines[place:end])):
            break
        found = end = place
    return found


def _by_machine(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Find "Sent from my phone" near the end; a sentence that begins so is none."""
    for place in filled[-4:]:
        line = lines[place].strip()
        short = len(line.split()) <= _MOST_WORDS_ABOUT_MACHINE and "," not in line and not line.endswith(".")
        if (short or _OF_DEVICE.match(line)) and _MACHINE.fullmatch(line):
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
    """Find "-Ann Lee", alone or with ways to reach her on the lines below."""
    for number in range(len(filled) - 1, max(len(filled) - _MOST_LINES_AFTER_NAME, 0) - 1, -1):
        dashed = _DASHED_NAME.fullmatch(lines[filled[number]])
        if not dashed:
            if not (_CONTACT.search(lines[filled[number]]) and _is_short(lines[filled[number]])):
                return None
        elif any(lines[place].lstrip().startswith(dashed["dash"]) for place in filled[:number]):
            return None
        else:
            return filled[number]
    return None


def _by_name(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Find a given name, alone or with a second one, on the last line below a sentence."""
    *before, last = filled
    words = lines[last].strip().strip("*_").rstrip(".,").split()
    known = bool(words) and words[0].lower() in word_list("given_names")
    if not before or not known or len(words) > _MOST_WORDS_OF_A_PERSON or not _is_name(" ".join(words)):
        return None
    return last if _ENDED.search(lines[before[-1]].strip()) else None


def _by_closing(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Find "Kind regards," with a name and a few short lines below it, or with the name behind it."""
    for number in range(max(len(filled) - 1 - _MOST_LINES_AFTER_CLOSING, 0), len(filled)):
        line = lines[filled[number]]
        rest = [lines[place].strip() for place in filled[number + 1 :]]
        if not all(map(_is_short, rest)):
            continue
        if rest and (_is_name(rest[0].rstrip(".,")) or rest[0].isalpha()) and _CLOSING.fullmatch(line):
            return filled[number]
        named = _CLOSING_WITH_NAME.fullmatch(line.strip())
        if (
            named
            and _is_name(named["name"].rstrip("."))
            and len(named["name"].split()) <= _MOST_WORDS_OF_A_PERSON
        ):
            return filled[number]
    return None


def _by_japanese_closing(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Find the few short lines below the politeness that ends a Japanese mail; it is not part of them."""
    for number in range(max(len(filled) - 1 - _MOST_LINES_AFTER_CLOSING, 0), len(filled) - 1):
        rest = [lines[place] for place in filled[number + 1 :]]
        if _CLOSING_JA.fullmatch(lines[filled[number]].strip()) and all(map(_may_sign_ja, rest)):
            return filled[number + 1]
    return None


def _may_sign_ja(line: str) -> bool:
    if _RULE.fullmatch(line):
        return True
    short = len(line.strip()) <= _LONGEST_LINE_JA and not re.search(r"[。、！？!?]", line)
    return short and not _BULLET.match(line)


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
    name = line.strip().strip("*_")
    words = name.split()
    if not words or len(words) > _MOST_WORDS_OF_A_NAME or _NO_NAME.search(name):
        return False
    return all(word[0].isupper() or not word[0].isascii() or word in _PARTICLES for word in words)
