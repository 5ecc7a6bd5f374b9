"""Asks the model which passage answers a field that labels and kinds of values have left open."""

import re
from collections.abc import Collection, Sequence
from functools import cache

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app import resource_files
from app.documents.field_names import says_something
from app.engine.engine import Engine, Message
from app.events import Cancellation
from app.records import FieldStatus, FilledField, Language, SourceText
from app.tasks.forms.fitting import fit, write
from app.tasks.forms.label_words import key_of, latin_words, stem
from app.tasks.forms.matching import Answer
from app.tasks.forms.material import Candidate, Material, Question
from app.tasks.forms.mentions import KINDS, Mention
from app.tasks.forms.statements import Span
from app.text.languages import detect_language
from app.text.sentences import sentence_spans
from app.text.words import content_words, noun_phrases

MOST_FIELDS = 12
"""Fields of one form that the model is asked about."""

_NOT_STATED = {"en": "not stated", "ja": "記載なし"}
_MOST_CANDIDATES = 16
_LONGEST_TEXT = 2400
_LONGEST_LABEL = 100
_ANYTHING = {"en": "Other", "ja": "その他"}
_LEAST_GAIN = 1.5
"""How much more the field's name must do for an answer than for "not stated", in logarithms of probability."""
_LEFT_OUT = frozenset({"remarks", "signature", "initials", "salutation", "name-suffix", "name-kana"})
_FENCE = re.compile(r"<(?=/?text)", re.IGNORECASE)

Used = Collection[tuple[str, int, int]]
"""Passages that other fields have: source, start, end."""


class ModelReader:
    """Asks about one field after the other; an answer is always a passage, and always to be checked."""

    def __init__(self, engine: Engine, read: Material, cancellation: Cancellation) -> None:
        self._engine = engine
        self._read = read
        self._cancellation = cancellation
        self._usual: dict[tuple[tuple[Message, ...], str], float] = {}
        told = "\n".join(source.text for source in read.sources)
        self._language: Language = detect_language(told)

    def worth_asking(self, questions: Sequence[Question]) -> list[Question]:
        """Return the questions whose label says enough, not more than the model is asked about."""
        asked = [
            question
            for question in questions
            if says_something(question.field.label)
            and not (question.meaning.concept and question.meaning.concept.id in _LEFT_OUT)
            and len(question.field.label) <= _LONGEST_LABEL
        ]
        return asked[:MOST_FIELDS]

    def answer(self, question: Question, used: Used) -> Answer | None:
        """Return the passage that the model takes for the value of the field, or None.

        Raises:
            EngineError: The model does not answer.
            Cancelled: The user asked to stop.
        """
        candidates = self._candidates(question, used)
        if not candidates:
            return None
        answers = [f"{span.text.strip()}\n" for span in candidates] + [f"{_NOT_STATED[self._language]}\n"]
        scores = self._engine.score(
            self._conversation(question, _label(question)), answers, cancellation=self._cancellation
        )
        usual = self._usual_scores(question, answers)
        best = max(range(len(candidates)), key=lambda place: scores[place])
        gained = scores[best] - usual[best]
        if gained - (scores[-1] - usual[-1]) < _LEAST_GAIN:
            return None
        return _answer(question, candidates[best])

    def _usual_scores(self, question: Question, answers: Sequence[str]) -> list[float]:
        """Return how readily the model gives each answer whatever is asked.

        A name that a text repeats is a likely answer to anything; it has to be likelier here.
        """
        conversation = self._conversation(question, _ANYTHING[self._language])
        missing = [answer for answer in answers if (conversation, answer) not in self._usual]
        if missing:
            scores = self._engine.score(conversation, missing, cancellation=self._cancellation)
            self._usual |= {
                (conversation, answer): score for answer, score in zip(missing, scores, strict=True)
            }
        return [self._usual[conversation, answer] for answer in answers]

    def _candidates(self, question: Question, used: Used) -> list[Span]:
        """Return the passages that could stand in the field: of its kind, or what the text names."""
        wanted = KINDS.get(question.kind)
        spans = [
            mention.span
            for mention in self._read.mentions
            if (wanted is None or mention.value.kind in wanted)
            and not self._is_known_otherwise(mention, question)
        ]
        whole = {
            (mention.span.source.name, place)
            for mention in self._read.mentions
            for place in _places(mention.span)
        }
        spans += [line.value for line in self._read.statements if line.meaning.concept is None]
        if wanted is None or question.kind in ("person", "organisation"):
            named = [span for source in self._read.sources for span in self._named(source)]
            spans += [span for span in named if (span.source.name, span.start) not in whole]
        found: dict[str, Span] = {}
        for span in spans:
            fitting = fit(span, question.kind)
            if fitting is None or fitting.differs or self._read.is_quoted(span) or self._read.is_order(span):
                continue
            place = (fitting.span.source.name, fitting.span.start, fitting.span.end)
            if place not in used and len(fitting.span.text) <= 80 and "\n" not in fitting.span.text:
                found.setdefault(key_of(fitting.span.text), fitting.span)
        return list(found.values())[:_MOST_CANDIDATES]

    def _named(self, source: SourceText) -> list[Span]:
        """Return what running text names, lines with a label left out."""
        stated = {line.value.start for line in self._read.statements if line.value.source is source}
        lines = [match.span() for match in re.finditer(r"[^\n]+", source.text)]
        plain = [(start, end) for start, end in lines if not any(start <= place < end for place in stated)]
        return [
            Span(source, phrase.start, phrase.end)
            for phrase in noun_phrases(source.text, detect_language(source.text))
            if len(phrase.text) > 1 and any(start <= phrase.start < end for start, end in plain)
        ]

    def _is_known_otherwise(self, mention: Mention, question: Question) -> bool:
        """Whether the words before a value say that it is something else."""
        said = mention.meaning.concept if mention.meaning else None
        asked = question.meaning.concept
        return mention.is_order or (said is not None and (asked is None or said.id != asked.id))

    def _conversation(self, question: Question, label: str) -> tuple[Message, ...]:
        text = "\n\n".join(self._passages(source, question) for source in self._read.sources)
        user = _template(f"prompts/forms_user_{self._language}.j2").render(
            text=_FENCE.sub("< ", text[:_LONGEST_TEXT]), label=label
        )
        system = _template(f"prompts/forms_system_{self._language}.j2").render(
            none=_NOT_STATED[self._language]
        )
        return (Message("system", system), Message("user", user))

    def _passages(self, source: SourceText, question: Question) -> str:
        """Return a source, or of a long one the sentences that have most to do with the field."""
        text = source.text[: self._read.quoted_from(source)]
        room = _LONGEST_TEXT // len(self._read.sources)
        if len(text) <= room:
            return text
        wanted = {
            stem(word) for word in (*latin_words(question.field.label), *content_words(question.field.label))
        }
        spans = sentence_spans(text)
        ranked = sorted(
            range(len(spans)),
            key=lambda place: (
                -len(wanted & {stem(word) for word in content_words(text[slice(*spans[place])])}),
                place,
            ),
        )
        kept: list[int] = []
        for place in ranked:
            length = spans[place][1] - spans[place][0]
            if length <= room:
                kept.append(place)
                room -= length
        return "\n".join(text[slice(*spans[place])] for place in sorted(kept))


def _places(span: Span) -> range:
    return range(span.start, span.end)


@cache
def _template(name: str) -> Template:
    return ImmutableSandboxedEnvironment().from_string(resource_files.read_text(name))


def _label(question: Question) -> str:
    return " ".join(question.field.label.split())


def _answer(question: Question, span: Span) -> Answer:
    field = question.field
    candidate = Candidate(span, 0.5, False, "model", "read-from-text", kind=question.kind)
    written = write(span, field, question.kind)
    value = None if written.is_too_long else written.text
    status = FieldStatus.EMPTY if written.is_too_long else FieldStatus.CHECK
    reason = "too-long" if written.is_too_long else candidate.reason
    parameters = {"limit": field.max_length, "value": written.text} if written.is_too_long else {}
    return Answer(
        FilledField(field.name, field.label, value, status, candidate.evidence(), reason, parameters), "model"
    )
