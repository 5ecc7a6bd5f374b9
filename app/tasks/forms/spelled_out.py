"""What running text says in so many words: "my last name is Sommer", 「目的は見学です」."""

import re
from collections.abc import Iterator
from functools import cache

from app.records import SourceText
from app.tasks.forms.glossary import Concept
from app.tasks.forms.label_words import without_brackets
from app.tasks.forms.statements import Span
from app.text.languages import is_japanese

_LINK = r"(?:\s*[:：=]\s*|\s+(?:is|are|was|will be|would be|number is)\s+(?:the\s+)?)"
_LINK_OF_CODE = r"(?:\s*[:：=#]?\s*|\s+(?:no\.?|number|nr\.?|is)\s+)"
_VALUE = r"(?P<value>[^\n;。]{1,90}?)(?=[.!?]?(?:\s|$)(?:\n|$)|[.!?](?:\s|$)|[;\n。]|,\s|\s(?:and|but|which|so|as|because|from)\s|$)"
_LINK_JA = r"(?:名|番号)?(?:は|：|:)[ 　、]*"
_VALUE_JA = r"(?P<value>[^。、\n]{1,60}?)(?=(?:です|でございます|になります|となります|でお願い|を希望|とし|。|、|\n|$))"
_CODE = r"(?P<value>[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?\b|[A-Z]{0,6}[-/ ]?\d[\w./-]*(?: \d{2,4})*)"
_NUMBER_WORD = re.compile(r"\s+(?:number|no\.?|nr\.?|id|code)$", re.IGNORECASE)
_NAME = r"[A-ZÀ-Ž][\w'’-]+(?: (?:van|von|de|da|[A-Z]\.|[A-ZÀ-Ž][\w'’-]+))"
_SAME_CLAUSE = re.compile(r"[\n.,;。、]")
_MINE = re.compile(r"\b(?:my|our|the|his|her|their|its)(?:\s+\w+)?\s*$", re.IGNORECASE)


def spelled_out(
    source: SourceText, label: str, concept: Concept | None, end: int
) -> Iterator[tuple[Span, str, bool]]:
    """Yield values that *source* names by the field's label or another name of the concept.

    Each comes with the words before it and whether it is said plainly: "our X is Y".

    Args:
        source: The text.
        label: The field's label.
        concept: What the label asks for, when that is known.
        end: Where quoted mails begin; nothing is taken from there.
    """
    outside, _ = without_brackets(label)
    names = {outside.strip(" *.:")}
    if concept is not None:
        names |= {*concept.en, *concept.ja, *concept.other}
        if concept.kind == "code":
            names |= {_NUMBER_WORD.sub("", name) for name in names}
    text = source.text.lower()
    seen: set[tuple[int, int]] = set()
    for name in sorted((name for name in names if _stands_in(text, name)), key=len, reverse=True):
        pattern = _pattern(name, concept.kind if concept else "text")
        for match in pattern.finditer(source.text, 0, end) if pattern else ():
            before = source.text[max(match.start() - 25, 0) : match.start()]
            begin, stop = match.span("value" if match["value"] is not None else "beside")
            value = source.text[begin:stop]
            begin += len(value) - len(value.lstrip())
            stop = begin + len(value.strip(' .,、"“”「」'))
            if stop > begin and (begin, stop) not in seen:
                seen.add((begin, stop))
                linked = source.text[match.end("name") : begin].strip() != ""
                plain = linked and (bool(_MINE.search(before)) or is_japanese(name))
                yield (
                    Span(source, begin, stop),
                    f"{_SAME_CLAUSE.split(before)[-1]}{match.group('name')}",
                    plain,
                )


def _stands_in(text: str, name: str) -> bool:
    """Whether all words of *name* stand in *text*, which is in lower case; far quicker than a pattern."""
    return all(word in text for word in name.lower().split())


@cache
def _pattern(name: str, kind: str) -> re.Pattern[str] | None:
    """Return how a value is said by *name*, or None for names too short to be looked for."""
    if is_japanese(name):
        return (
            re.compile(rf"(?P<name>{re.escape(name)}){_LINK_JA}{_VALUE_JA}", re.MULTILINE)
            if len(name) > 1
            else None
        )
    if sum(sign.isalpha() for sign in name) < 3:
        return None
    words = r"\s+".join(re.escape(word) for word in name.split())
    if kind == "code":
        return re.compile(rf"(?<!\w)(?P<name>(?i:{words})){_LINK_OF_CODE}{_CODE}", re.MULTILINE)
    if kind == "person":
        said = rf"(?:(?i:{_LINK})(?P<value>{_NAME}{{0,3}})|:? (?P<beside>{_NAME}{{1,3}}))"
        return re.compile(rf"(?<!\w)(?P<name>(?i:{words})){said}", re.MULTILINE)
    return re.compile(rf"(?<!\w)(?P<name>{words}){_LINK}{_VALUE}", re.MULTILINE | re.IGNORECASE)
