"""Names of organisations: by their legal form, in Japanese also by their last word."""

import re
from collections.abc import Iterator, Sequence

from app.records import Language
from app.text.found import Found
from app.text.japanese_words import japanese_phrases, japanese_words
from app.text.languages import is_japanese
from app.text.word_lists import stop_words, word_list
from app.text.word_records import Word

_FORM = (
    r"(?:Ltd|Limited|Inc|Incorporated|Corp|Corporation|LLC|LLP|PLC|plc|GmbH|AG|KG|Co|Company|S\.A|SA|SE"
    r"|SARL|SpA|S\.p\.A|B\.V|BV|N\.V|NV|AB|A/S|Oy|K\.K|KK|Pty|Pte)"
)
_WORD = r"(?:[A-ZÀ-ÖØ-Þ0-9][\wß-öø-ÿ&'-]{0,40}|(?:[A-Z]\.){1,3})"
_ENGLISH = re.compile(
    rf"(?<![\w.&'-])(?P<name>{_WORD}(?:[ \t](?:(?:&|and|of|the)[ \t])?{_WORD}){{0,4}}?),?[ \t]"
    rf"{_FORM}(?:\.?,?[ \t](?:&[ \t])?{_FORM}){{0,2}}(?![\w'])(?:\.(?!\s+[A-Z]|\s*$))?"
)
_LEGAL_FORM_JA = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|(?:一般|公益)(?:社団|財団)法人|社会福祉法人|医療法人|学校法人|\([株有]\)|[㍿㈱㈲]"
)
_NAMING = frozenset({"noun", "proper-noun", "prefix", "suffix", "number", "verb", "adjective"})
_LONGEST = 8


def find_organisations(text: str, language: Language) -> Iterator[Found]:
    """Yield the names of organisations in *text*, half-width, with their legal form, compared without it."""
    # Loading the dictionary takes 40 ms in which the window stands still: not for a text without a Japanese letter.
    if _LEGAL_FORM_JA.search(text) or (language == "ja" and is_japanese(text)):
        yield from _japanese(text)
    for match in _ENGLISH.finditer(text):
        words = list(re.finditer(r"\S+", match["name"]))
        while words and words[0].group().lower() in stop_words("en"):
            del words[0]
        rest = " ".join(word.group() for word in words).strip(",").lower()
        if rest and rest not in word_list("no_organisations_en"):
            yield match.start() + words[0].start(), match.end(), rest


def _japanese(text: str) -> Iterator[Found]:
    words = japanese_words(text)
    starts = {word.start: place for place, word in enumerate(words)}
    ends = {word.end: place for place, word in enumerate(words)}
    for form in _LEGAL_FORM_JA.finditer(text):
        before = _run_before(text, words, ends.get(form.start()))
        blank = text[form.end() : form.end() + 1] == " "
        after = _run_after(words, starts.get(form.end() + blank))
        if before and (any(word.part == "proper-noun" for word in before) or not after):
            yield before[0].start, form.end(), text[before[0].start : form.start()].lower()
        elif after:
            yield form.start(), after[-1].end, text[after[0].start : after[-1].end].lower()
    for phrase in japanese_phrases(text):
        if phrase.kind == "organisation":
            run = _run_before(text, words, ends.get(phrase.end))
            start = max(phrase.start, run[0].start) if run else phrase.start
            yield start, phrase.end, _LEGAL_FORM_JA.sub("", text[start : phrase.end]).lower()


def _run_before(text: str, words: Sequence[Word], place: int | None) -> list[Word]:
    """Return the words of a name that ends with the one at *place*."""
    run: list[Word] = []
    while place is not None and place >= 0 and len(run) < _LONGEST:
        word = words[place]
        if word.part not in _NAMING or (run and text[word.end : run[0].start] not in {"", "・"}):
            break
        run.insert(0, word)
        place -= 1
    # What stands before the first proper noun is another word: 取引先トヨタ自動車株式会社.
    first = next((number for number, word in enumerate(run) if word.part == "proper-noun"), 0)
    return run[first:]


def _run_after(words: Sequence[Word], place: int | None) -> list[Word]:
    """Return the words of a name that begins with the one at *place*."""
    run: list[Word] = []
    while place is not None and place < len(words) and len(run) < _LONGEST:
        word = words[place]
        if word.part not in _NAMING or (run and word.start != run[-1].end) or (run and word.kind == "person"):
            break
        run.append(word)
        place += 1
    return run
