"""Asks the model which passage answers a field that labels and kinds of values have left open."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app import resource_files
from app.documents.field_names import says_something
from app.engine.engine import Engine, Message
from app.engine.engine import Question as AskedQuestion
from app.events import Cancellation
from app.records import FieldStatus, FilledField, Finding, Language, SourceText
from app.tasks.forms.fitting import fit, write
from app.tasks.forms.label_words import key_of
from app.tasks.forms.matching import Answer
from app.tasks.forms.material import Candidate, Material, Place, Question
from app.tasks.forms.mentions import KINDS, Mention
from app.tasks.forms.shown_text import Part, ShownText
from app.tasks.forms.statements import Span
from app.tasks.part_reading import read_in_parts
from app.text.languages import detect_language
from app.text.words import noun_phrases

MOST_FIELDS = 12
"""Fields of one form that the model is asked about."""

_NOT_STATED = {"en": "not stated", "ja": "記載なし"}
_MOST_CANDIDATES = 16
"""Of more in one part of the text only the likeliest are looked at closely."""
_LONGEST_LABEL = 100
_ANYTHING = {"en": "Other", "ja": "その他"}
_LEAST_GAIN = 1.5
"""How much more the field's name must do for an answer than for "not stated", in logarithms of probability."""
_LEFT_OUT = frozenset({"remarks", "signature", "initials", "salutation", "name-suffix", "name-kana"})
_FENCE = re.compile(r"<(?=/?text)", re.IGNORECASE)

Used = Collection[Place]
"""Passages that other fields have."""


def blank_question(language: Language) -> tuple[Message, ...]:
    """Return the conversation about texts in *language* without any text."""
    return _asked("", "", language)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the model said in one part of the text about one field."""

    span: Span
    score: float
    """Logarithm of the probability that it gives this answer."""
    gained: float
    """How much more the field's name did for this answer than for "not stated"."""


class ModelReader:
    """Asks about fields; an answer is always a passage, and always to be checked.

    Texts that are too long for the model are read in parts, about all fields each.
    """

    def __init__(self, engine: Engine, read: Material, cancellation: Cancellation) -> None:
        self._engine = engine
        self._read = read
        self._cancellation = cancellation
        self._shown = ShownText(read)
        self._found: dict[int, list[list[_Found]]] = {}
        self._usual: dict[tuple[Part, str], float] = {}
        self._unread: Sequence[Part] = ()
        told = "\n".join(source.text for source in read.sources)
        self._language: Language = detect_language(told)

    def worth_asking(self, questions: Sequence[Question]) -> list[Question]:
        """Return the questions whose label says enough; the model is asked about the first `MOST_FIELDS`."""
        return [
            question
            for question in questions
            if says_something(question.field.label)
            and not (question.meaning.concept and question.meaning.concept.id in _LEFT_OUT)
            and len(question.field.label) <= _LONGEST_LABEL
        ]

    def ask(self, questions: Sequence[Question], used: Used, on_step: Callable[[float], None]) -> None:
        """Ask about all *questions*; `answer` then tells what was found, also when this was broken off.

        Args:
            questions: What to ask about.
            used: Passages that other fields have.
            on_step: Hears before each request how many of the questions are done, in fractions.

        Raises:
            EngineError: The model does not answer.
            Cancelled: The user asked to stop.
        """
        candidates = [self._candidates(question, used) for question in questions]
        length = max(len(self._shown.text), 1)

        def ask(part: Part) -> None:
            share = (part[1] - part[0]) / length
            for done, question in enumerate(questions):
                on_step(len(questions) * part[0] / length + done * share)
                inside = [
                    (span, place)
                    for span, place in candidates[done]
                    if part[0] <= place[0] <= place[1] <= part[1]
                ]
                found = self._answers_in(part, question, inside)
                self._found.setdefault(question.number, []).append(found)

        if any(candidates):
            self._unread = read_in_parts(self._shown.text, ask).unread

    def answer(self, question: Question, used: Used) -> Answer | None:
        """Return the passage that the model takes for the value of the field, or None."""
        best: _Found | None = None
        for part in self._found.get(question.number, ()):
            free = [found for found in part if _place_of(found.span) not in used]
            likeliest = max(free, key=lambda found: found.score, default=None)
            if likeliest and likeliest.gained >= _LEAST_GAIN and (not best or likeliest.gained > best.gained):
                best = likeliest
        return _answer(question, best.span) if best else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was not read of the sources."""
        return tuple(self._shown.findings(self._unread))

    def _answers_in(
        self, part: Part, question: Question, candidates: Sequence[tuple[Span, Part]]
    ) -> list[_Found]:
        """Return what the model says about the candidates in one part of the text."""
        if not candidates:
            return []
        conversation = self._conversation(part, _label(question))
        answers = [f"{span.text.strip()}\n" for span, _ in candidates]
        if len(candidates) > _MOST_CANDIDATES:
            kept = self._likeliest(conversation, answers)
            candidates, answers = [candidates[n] for n in kept], [answers[n] for n in kept]
        answers.append(f"{_NOT_STATED[self._language]}\n")
        scores = self._engine.score(conversation, answers, cancellation=self._cancellation)
        usual = self._usual_scores(part, answers)
        gained = [score - other for score, other in zip(scores, usual, strict=True)]
        return [
            _Found(span, score, gain - gained[-1])
            for (span, _), score, gain in zip(candidates, scores, gained, strict=False)
        ]

    def _likeliest(self, conversation: tuple[Message, ...], answers: Sequence[str]) -> list[int]:
        """Return the numbers of the likeliest of very many *answers*, in their order."""
        question = AskedQuestion(conversation, tuple(answers))
        (values,) = self._engine.weigh([question], best_only=True, cancellation=self._cancellation)
        ranked = sorted(range(len(answers)), key=lambda number: -values[number])
        return sorted(ranked[:_MOST_CANDIDATES])

    def _usual_scores(self, part: Part, answers: Sequence[str]) -> list[float]:
        """Return how readily the model gives each answer whatever is asked.

        A name that a text repeats is a likely answer to anything; it has to be likelier here.
        """
        missing = [answer for answer in answers if (part, answer) not in self._usual]
        if missing:
            conversation = self._conversation(part, _ANYTHING[self._language])
            scores = self._engine.score(conversation, missing, cancellation=self._cancellation)
            self._usual |= {(part, answer): score for answer, score in zip(missing, scores, strict=True)}
        return [self._usual[part, answer] for answer in answers]

    def _candidates(self, question: Question, used: Used) -> list[tuple[Span, Part]]:
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
            spans += [span for span in self._names if (span.source.name, span.start) not in whole]
        found: dict[str, tuple[Span, Part]] = {}
        for span in spans:
            fitting = fit(span, question.kind)
            if fitting is None or fitting.differs or self._read.is_quoted(span) or self._read.is_order(span):
                continue
            place = self._shown.place_of(fitting.span)
            is_short = len(fitting.span.text) <= 80 and "\n" not in fitting.span.text
            if place and is_short and _place_of(fitting.span) not in used:
                found.setdefault(key_of(fitting.span.text), (fitting.span, place))
        return list(found.values())

    @cached_property
    def _names(self) -> list[Span]:
        return [span for source in self._read.sources for span in self._named(source)]

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

    def _conversation(self, part: Part, label: str) -> tuple[Message, ...]:
        return _asked(self._shown.text[slice(*part)], label, self._language)


def _place_of(span: Span) -> Place:
    return (span.source.name, span.start, span.end)


def _asked(text: str, label: str, language: Language) -> tuple[Message, ...]:
    """Return the question for the field *label*; only the last message holds text of the user's."""
    system = _template(f"prompts/forms_system_{language}.j2").render(none=_NOT_STATED[language])
    fenced = _FENCE.sub("< ", text)
    user = _template(f"prompts/forms_user_{language}.j2").render(text=fenced, label=label)
    return (Message("system", system), Message("user", user))


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
