"""Names of people, in English by what stands around them, in Japanese also by the dictionary."""

import re
from collections.abc import Iterator, Sequence

from app.records import Language
from app.text.found import Found
from app.text.japanese_words import japanese_words
from app.text.languages import is_japanese
from app.text.word_lists import stop_words, word_list
from app.text.word_records import Word

_NAME = (
    r"(?:Mc|Mac|O'|D')?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{1,30}(?:[-'][A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]{1,30}){0,3}"
    r"(?![A-Za-zÀ-ÿ0-9_'])"
)
_LINK = r"(?:van|von|de|da|di|del|der|den|la|le|bin|al)"
_FURTHER = rf"(?:[ \t](?:[A-Z]\.|{_LINK}(?=[ \t])|{_NAME}))"
_NAMES = rf"(?P<name>{_NAME}{_FURTHER}{{0,3}})"
_WHOLE_NAME = rf"(?P<name>{_NAME}{_FURTHER}{{1,3}})"
_END = r"(?=[ \t]{0,3}(?:[,:;.!?<(|\n様]|-[ ]|$))"
_LINE = r"^[ \t>]{0,10}"
_TITLE = r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Herr|Frau)\b\.?[ \t]{1,3}"
_CLOSING = (
    r"(?i:(?:[a-z]{1,12}[ ]){0,3}(?:regards|wishes|sincerely|faithfully|truly)|(?:many[ ])?thanks|thank[ ]you"
    r"|cheers|best)[ \t]{0,3}[,.!]?[ \t]{0,3}\n{1,3}[ \t>]{0,10}"
)
_LABEL = (
    r"(?:From|To|Cc|(?:Full[ ])?[Nn]ame|Contact(?:[ ]person)?|Attn\.?|Attention|Signed|Applicant|Employee"
    r"|Author|(?:Prepared|Approved|Reported|Written|Requested)[ ]by|Person[ ]in[ ]charge)"
    r"[ \t]{0,3}:[ \t]{0,3}\"?"
)
_PATTERNS = (
    re.compile(rf"{_TITLE}(?P<name>(?:[A-Z]\.[ \t]){{0,2}}{_NAME}{_FURTHER}{{0,3}})"),
    re.compile(rf"{_LINE}(?:Dear|Hi|Hello|Hey)[ \t]{{1,3}}{_NAMES}{_END}", re.MULTILINE),
    re.compile(rf"{_LINE}{_CLOSING}{_NAMES}[ \t]{{0,3}}$", re.MULTILINE),
    re.compile(rf"{_LINE}{_LABEL}{_WHOLE_NAME}{_END}", re.MULTILINE),
    re.compile(rf"\b(?:[Mm]y name is|[Tt]his is|I am|I'm|[Aa]sk for|c/o)[ ]{_WHOLE_NAME}{_END}"),
    re.compile(rf"(?<![\w.@-]){_WHOLE_NAME}\"?[ ]<(?=[\w.+-]{{1,64}}@)"),
    re.compile(rf"(?<![\w.@-]){_NAMES}[ ]?(?:様|さん|氏)"),
)
_CAPITAL = re.compile(rf"(?<![\w@.'-]){_NAME}(?!@)")
_FULL = re.compile(rf"{_NAME}(?:[ \t][A-Z]\.)?(?:[ \t]{_LINK})?[ \t](?P<last>{_NAME})(?!@)")
_THIRD = re.compile(rf"[ \t]{_NAME}(?!@)")
_HONORIFIC = re.compile(
    r"(?<=[一-龥々ぁ-んァ-ヶー])[ ]?"
    r"(?:様(?![々子式態相])|さま|さん(?!か)|氏(?!名)|殿(?=[\s、。]|$)|先生"
    r"|(?P<title>部長|課長|係長|主任|社長|専務|常務|店長|所長|室長|班長|工場長))"
)
_LABELLED_JA = re.compile(
    r"(?P<label>氏名|お名前|名前|担当者?名?|申請者|報告者|記入者|作成者|差出人)[ ]?:[ ]?"
    r"(?P<name>[一-龥々]{1,4}[ ]?[一-龥々ぁ-んァ-ヶー]{1,6})(?=[\s、。()/,]|$)"
)
_GENERAL_ENDINGS = (
    "者",
    "員",
    "社",
    "店",
    "屋",
    "部",
    "課",
    "係",
    "局",
    "先",
    "客",
    "会",
    "所",
    "院",
    "庁",
    "長",
    "人",
    "主",
)


def find_people(text: str, language: Language) -> Iterator[Found]:
    """Yield the names of people in *text*, half-width, without title or honorific."""
    if language == "ja" and is_japanese(text):  # else the dictionary would be loaded for nothing
        yield from _japanese_people(text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if name := _without_rest(match["name"]):
                yield match.start("name"), match.start("name") + len(name), _plain(name)
    for capital in _CAPITAL.finditer(text):
        full = (
            _FULL.match(text, capital.start())
            if capital.group().lower() in word_list("given_names")
            else None
        )
        if full and _is_full_name(full.group()):
            third = (
                _THIRD.match(text, full.end()) if full["last"].lower() in word_list("given_names") else None
            )
            name = full.group() + (third.group() if third and _is_full_name(third.group()) else "")
            yield full.start(), full.start() + len(name), _plain(name)


def same_name(one: str, other: str) -> bool:
    """Return whether two comparable forms are one name, of which one may lack parts."""
    short, long = sorted((one, other), key=len)
    if " " in short or " " in long:
        return set(short.split()) <= set(long.split())
    return bool(short) and not short.isascii() and (long.startswith(short) or long.endswith(short))


def _plain(name: str) -> str:
    return " ".join(name.replace(".", "").lower().split())


def _without_rest(name: str) -> str:
    """Return *name* up to a word that is none, or nothing when it begins with one."""
    words = name.split()
    none = stop_words("en") | word_list("no_names_en")
    if any(word.lower() in word_list("no_names_en") for word in words):
        return ""
    count = next(
        (place for place, word in enumerate(words) if word[0].isupper() and word.lower() in none), len(words)
    )
    while count and not words[count - 1][0].isupper():
        count -= 1
    end = 0
    for word in words[:count]:
        end = name.index(word, end) + len(word)
    return name[:end]


def _is_full_name(name: str) -> bool:
    words = name.lower().split()
    first, last = words[0], words[-1]
    if last in word_list("no_names_en") or last in stop_words("en"):
        return False
    # Grace Period, Mark Ready, Will Call
    ambiguous = first in word_list("names_or_words_en")
    return not (
        ambiguous
        and last in word_list("nouns_or_verbs_en") | word_list("adjectives_en") | word_list("verbs_en")
    )


def _japanese_people(text: str) -> Iterator[Found]:
    words = japanese_words(text)
    ends = {word.end: place for place, word in enumerate(words)}
    for match in _HONORIFIC.finditer(text):
        place = ends.get(match.start())
        if place is not None:
            yield from _honoured(text, words, place, titled=bool(match["title"]))
    starts = {word.start: word for word in words}
    for match in _LABELLED_JA.finditer(text):
        first = starts.get(match.start("name"))
        if "名" in match["label"] or (first and first.kind == "person"):
            yield *match.span("name"), _squeezed(match["name"])
    run: list[Word] = []
    for word in words:
        if word.kind != "person" or (run and not _joined(text, run[-1], word)):
            yield from _full_name(text, run)
            run = []
        if word.kind == "person":
            run.append(word)
    yield from _full_name(text, run)


def _honoured(text: str, words: Sequence[Word], place: int, *, titled: bool) -> Iterator[Found]:
    """Yield the name that ends with the word at *place*, before an honorific or a title."""
    last = first = words[place]
    while (
        first.kind == "person"
        and place
        and words[place - 1].kind == "person"
        and _joined(text, words[place - 1], first)
    ):
        place -= 1
        first = words[place]
    known = last.kind == "person"
    if known or (not titled and last.part in {"noun", "proper-noun"} and not _is_general(last)):
        yield first.start, last.end, _squeezed(text[first.start : last.end])


def _is_general(word: Word) -> bool:
    """Return whether *word* before an honorific is no name: お客様, 担当者様."""
    if word.part == "proper-noun":
        return word.kind == "organisation"
    return (
        word.text in word_list("no_names_ja")
        or word.text.endswith(_GENERAL_ENDINGS)
        or len(word.text) > 4
        or (len(word.text) > 2 and word.text.endswith("ー"))
    )


def _joined(text: str, before: Word, after: Word) -> bool:
    return text[before.end : after.start] in {"", " ", "・"}


def _full_name(text: str, run: list[Word]) -> Iterator[Found]:
    """Yield surname and given name together; one of them alone is too often another word."""
    if len(run) > 1 and len(run[0].text) > 1:
        start, end = run[0].start, run[-1].end
        yield start, end, _squeezed(text[start:end])


def _squeezed(name: str) -> str:
    return re.sub(r"[\s・]", "", name).lower()
