"""Numbers that are named without a figure: a couple of weeks, doubled, by half, a third of it, 数日, 倍増."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from app.records import Language
from app.text.found import Found
from app.text.numerals import KANJI, kanji_number
from app.text.units import length_of_time, unit_at, unit_end

_SOME = re.compile(
    r"(?<!\blast )(?<!\bpast )(?<!\brecent )(?<!\bprevious )\b(?:an? (?:couple of|few)|couple of|few|several|some)"
    r"(?: (?:more|other|further|short))?(?= )",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:(?P<two>twice(?! over)|doubl(?:e[sd]?|ing)|two-?fold)|(?P<three>thrice|tripl(?:e[sd]?|ing)|three-?fold)"
    r"|(?P<four>quadrupl(?:e[sd]?|ing)|four-?fold)|(?P<half>halv(?:e[sd]?|ing)|(?:by|in) half|half as))\b"
    r"(?![ -](?:check|click|room|bed|sided|page|spac|glaz|door|digit|entr|mean|occupan|espresso|stand|tick)\w*)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:an?|one)[ -](?:(?P<third>third)|(?P<quarter>quarter)|(?P<fifth>fifth)|(?P<tenth>tenth))(?= (?:of|less|more)\b)",
    re.IGNORECASE,
)
_OF_NAMES = {"two": "times 2", "three": "times 3", "four": "times 4", "half": "times 0.5",
             "third": "part 1/3", "quarter": "part 1/4", "fifth": "part 1/5", "tenth": "part 1/10"}  # fmt: skip
_SOME_JA = re.compile(
    r"(?:(?<![一-龥々])|(?<=[後約]))(?<!ここ)(?<!この)(?P<some>数)"
    r"(?=週|日(?!本)|[かヶヵカケ箇]月|年|時間|分[間後でほ]|秒|(?P<counter>[箱個台枚冊缶袋名社回]))"
)
"""What a Japanese “several” counts; “these last few years” is a courtesy."""
_DOUBLE_JA = re.compile(r"(?<![一二三四五六七八九十百千万億\d.数])倍(?=[のにへ以増額量]|速)(?!旧)")
_HALVED_JA = re.compile(r"半減")
_PART_JA = re.compile(rf"(?P<whole>{KANJI}|\d{{1,2}})分の(?P<part>{KANJI}|\d{{1,2}})", re.ASCII)


def find_loose_numbers(text: str, language: Language) -> Iterator[Found]:
    """Yield the numbers of *text*, half-width, that have no figure.

    The comparable form is the same in both languages: `some week`, `times 2` for twice and doubled, `times 0.5`
    for halved, `part 1/3`; what is counted in Japanese keeps its counter, `some 箱`.
    """
    yield from _english(text) if language == "en" else _japanese(text)


def _english(text: str) -> Iterator[Found]:
    for match in _SOME.finditer(text):
        unit = unit_at(text, match.end())
        # Years of working together are a courtesy.
        is_courtesy = unit == "year" and text[: match.start()].lower().endswith("for ")
        if _is_time(unit) and not is_courtesy:
            yield match.start(), unit_end(text, match.end()), some_form(str(unit))
    yield from _by_names(_TIMES, text)
    yield from _by_names(_PART, text)


def _by_names(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        yield *match.span(), _OF_NAMES[match.lastgroup or "two"]


def _japanese(text: str) -> Iterator[Found]:
    for match in _SOME_JA.finditer(text):
        place = match.end("some")
        if counter := match["counter"]:
            yield match.start(), place + len(counter), some_form(counter)
        elif _is_time(unit := unit_at(text, place)):
            yield match.start(), unit_end(text, place), some_form(str(unit))
    yield from _named(_DOUBLE_JA, text, lambda _: "times 2")
    yield from _named(_HALVED_JA, text, lambda _: "times 0.5")
    yield from _named(
        _PART_JA, text, lambda match: f"part {_number(match['part'])}/{_number(match['whole'])}"
    )


def _named(pattern: re.Pattern[str], text: str, form: Callable[[re.Match[str]], str]) -> Iterator[Found]:
    return ((*match.span(), form(match)) for match in pattern.finditer(text))


def _number(written: str) -> int:
    return int(written) if written.isdecimal() and written.isascii() else kanji_number(written)


def some_form(unit: str) -> str:
    """Return the comparable form of several of *unit*."""
    return f"some {unit}"


def times_form(number: str) -> str:
    """Return the comparable form of *number* times as much, as “doubled” says 2."""
    return f"times {number}"


def _is_time(unit: str | None) -> bool:
    return length_of_time(Decimal(1), unit) is not None
