"""Check boxes and choices: what the sources say about them, in so many words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.form_fields import FormField
from app.records import FieldStatus, FilledField, Method
from app.tasks.forms.agreement import SURE, agreement
from app.tasks.forms.glossary import Glossary
from app.tasks.forms.label_words import key_of, latin_words, normal, similarity, stem
from app.tasks.forms.matching import Answer
from app.tasks.forms.material import Material, Question
from app.tasks.forms.statements import Span
from app.text.languages import is_japanese
from app.text.sentences import sentence_spans
from app.text.words import content_words

_TICKED = re.compile(r"^\s*(?:[-*•]\s*)?(?P<mark>\[[xX✓]\]|[☑☒✓✔■])\s*(?P<label>\S.*?)\s*$", re.MULTILINE)
_UNTICKED = re.compile(r"^\s*(?:[-*•]\s*)?(?P<mark>\[ ?\]|[☐□])\s*(?P<label>\S.*?)\s*$", re.MULTILINE)
_NOT = re.compile(
    r"\b(?:not|no|don't|doesn't|without|never|cannot|can't|won't|neither|nor|unless|whether|if|who|except|instead)\b|n't\b"
    r"|ない|なし|無し|不要|ません|なく|せず|[?？]|か。",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\s*(?:,|;|、|\bbut\b|\bhowever\b|が、)\s*", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:need|want|require|with|include|please|like|book|order|add|agree)\w*\b|希望|必要|ください|お願い|あり|有",
    re.IGNORECASE,
)
_ASKING = frozenset(
    {"required", "require", "needed", "need", "wanted", "want", "requested", "request", "included", "access"}
)
_COMMON = frozenset(
    {
        "other",
        "none",
        "yes",
        "no",
        "new",
        "all",
        "any",
        "single",
        "open",
        "red",
        "blue",
        "man",
        "may",
        "a",
        "b",
        "c",
    }
)


@dataclass(frozen=True, slots=True)
class _Hit:
    value: str | bool
    span: Span
    is_sure: bool
    method: Method
    reason: str
    parameters: dict[str, object]


class Ticks:
    """Decides about check boxes, radio buttons and choices; nothing is ticked without a passage."""

    def __init__(self, read: Material, glossary: Glossary) -> None:
        self._read = read
        self._sources = read.sources
        self._statements = read.statements
        self._glossary = glossary

    def answer(self, question: Question) -> Answer | None:
        """Return what the sources say about the field, or None."""
        field = question.field
        hits = self._check(question) if field.kind == "check" else self._choice(question)
        hits = [hit for hit in hits if not self._read.is_order(hit.span)]
        if not hits:
            return None
        best = next((hit for hit in hits if hit.is_sure), hits[0])
        agreeing = all(hit.value == best.value for hit in hits if hit.is_sure or not best.is_sure)
        status = FieldStatus.FILLED if best.is_sure and agreeing else FieldStatus.CHECK
        reason, parameters = best.reason, best.parameters
        if not agreeing:
            reason, parameters = "chosen-among", {"count": len({hit.value for hit in hits})}
        filled = FilledField(
            field.name, field.label, best.value, status, (best.span.evidence(),), reason, parameters
        )
        return Answer(filled, best.method)

    def _check(self, question: Question) -> list[_Hit]:
        label = question.field.label
        hits = []
        for statement in self._statements:
            said = self._glossary.is_yes(statement.value.text)
            alike = similarity(label, statement.label)
            if said is not None and (alike >= 0.75 or _is_within(label, statement.label)):
                hits.append(
                    _Hit(
                        said,
                        statement.value,
                        alike >= 0.99,
                        "rule",
                        "label-matched",
                        {"label": statement.label},
                    )
                )
            elif self._glossary.same_option(statement.value.text, label):
                hits.append(
                    _Hit(True, statement.value, False, "rule", "option-named", {"label": statement.label})
                )
        hits += self._ticked_lines(label)
        return hits or self._told(label)

    def _ticked_lines(self, label: str) -> list[_Hit]:
        """Return the lines of the sources that are check boxes themselves."""
        hits = []
        for source in self._sources:
            for pattern, value in ((_TICKED, True), (_UNTICKED, False)):
                for match in pattern.finditer(source.text):
                    if similarity(match["label"], label) >= 0.9:
                        span = Span(source, match.start("mark"), match.end("label"))
                        hits.append(
                            _Hit(value, span, True, "rule", "label-matched", {"label": match["label"]})
                        )
        return hits

    def _told(self, label: str) -> list[_Hit]:
        """Return the first clause that has all words of the label and denies nothing."""
        wanted = {stem(word) for word in content_words(label) if word not in _ASKING}
        one_word = len(wanted) == 1 and (len(key_of(label)) >= 5 or is_japanese(label))
        if not wanted or (len(wanted) == 1 and not one_word):
            return []
        for clause in self._clauses():
            words = {stem(word) for word in content_words(clause.text)}
            asked_for = len(wanted) > 1 or _WISH.search(clause.text)
            if wanted <= words and len(words) <= 40 and asked_for and not _NOT.search(clause.text):
                return [_Hit(True, clause, False, "statistics", "sentence-says-so", {})]
        return []

    def _clauses(self) -> Iterator[Span]:
        """Yield the clauses of running text, lines that state a value left out."""
        stated = {(line.value.source.name, line.value.start) for line in self._statements}
        for source in self._sources:
            for start, end in sentence_spans(source.text[: self._read.quoted_from(source)]):
                if any(name == source.name and start <= place < end for name, place in stated):
                    continue
                begin = start
                for cut in (*_CLAUSE.finditer(source.text, start, end), None):
                    stop = cut.start() if cut else end
                    if source.text[begin:stop].strip():
                        yield Span(source, begin, stop)
                    begin = cut.end() if cut else end

    def _choice(self, question: Question) -> list[_Hit]:
        field = question.field
        hits = []
        for statement in self._statements:
            score = agreement(question.meaning, statement.meaning, self._glossary)
            if score < 0.6:
                same = [
                    option
                    for option in field.options
                    if self._glossary.same_option(option, statement.value.text)
                ]
                if len(same) == 1 and _is_telling(same[0]):
                    parameters: dict[str, object] = {"label": statement.label}
                    hits.append(_Hit(same[0], statement.value, False, "rule", "option-named", parameters))
                continue
            option, exact = self._option_in(statement.value.text, field.options)
            if option is not None:
                hits.append(
                    _Hit(
                        option,
                        statement.value,
                        exact and score >= SURE,
                        "rule",
                        "label-matched",
                        {"label": statement.label},
                    )
                )
            elif field.takes_other and score >= SURE:
                hits.append(
                    _Hit(
                        statement.value.text,
                        statement.value,
                        False,
                        "rule",
                        "no-option",
                        {"label": statement.label},
                    )
                )
        return hits or self._named_options(field)

    def _option_in(self, text: str, options: Sequence[str]) -> tuple[str | None, bool]:
        """Return the option that a value names, and whether it is nothing else."""
        same = [option for option in options if self._glossary.same_option(option, text)]
        if len(same) == 1:
            return same[0], True
        named = [
            option
            for option in options
            if any(_holds(text, word) for word in self._glossary.other_words(option))
        ]
        return (named[0], False) if len(named) == 1 else (None, False)

    def _named_options(self, field: FormField) -> list[_Hit]:
        """Return the one option that a sentence of the sources names, when it names no other."""
        hits = []
        for clause in self._clauses():
            if _NOT.search(clause.text):
                continue
            for option in field.options:
                words = [word for word in self._glossary.other_words(option) if _is_telling(word)]
                if any(_holds(clause.text, word) for word in words):
                    hits.append(_Hit(option, clause, False, "statistics", "option-named", {"label": option}))
        return hits if len({hit.value for hit in hits}) == 1 else []


def _is_within(label: str, line: str) -> bool:
    """Whether all words of a label, two at least, stand in the label of a line."""
    words = set(latin_words(label))
    return len(words) > 1 and words <= set(latin_words(line))


def _is_telling(word: str) -> bool:
    plain = normal(word)
    return plain not in _COMMON and len(plain) >= (2 if is_japanese(plain) else 4)


def _holds(text: str, word: str) -> bool:
    plain, wanted = normal(text), normal(word)
    if is_japanese(wanted):
        return wanted in plain
    words, found = latin_words(plain), latin_words(wanted)
    return bool(found) and any(words[place : place + len(found)] == found for place in range(len(words)))
