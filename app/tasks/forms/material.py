"""What the matching works with: what was read, what is asked, and what could be the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.documents.form_fields import FormField
from app.records import Evidence, Method, SourceText
from app.tasks.forms.glossary import Meaning
from app.tasks.forms.label_words import key_of
from app.tasks.forms.mentions import Mention
from app.tasks.forms.statements import Span, Statement
from app.text.languages import is_japanese

Place = tuple[str, int, int]
"""A passage: name of the source, start, end."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a field could take."""

    span: Span
    score: float
    """How surely it is what the field asks for, 0 to 1."""
    is_sure: bool
    method: Method
    reason: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    joined: tuple[Span, ...] = ()
    """All passages, when the value is put together from several."""
    kind: str = "text"

    @property
    def text(self) -> str:
        """The value as the sources have it."""
        if not self.joined:
            return self.span.text
        apart = "　" if is_japanese(self.span.text) else " "
        return apart.join(span.text for span in self.joined)

    @property
    def normal(self) -> str:
        """The value without blanks and signs, in which equal ones are equal."""
        return key_of(self.text)

    def evidence(self) -> tuple[Evidence, ...]:
        """Return the passages that the value comes from."""
        return tuple(span.evidence() for span in (self.joined or (self.span,)))


@dataclass(frozen=True, slots=True)
class Question:
    """A field with what it asks for."""

    number: int
    field: FormField
    meaning: Meaning

    @property
    def kind(self) -> str:
        """Kind of value that the field takes."""
        if self.meaning.concept:
            return self.meaning.kind
        own = self.field.format.split(":")[0]
        return own if own in ("date", "time", "number", "phone", "postal-code") else "text"


@dataclass(frozen=True, slots=True)
class Material:
    """What was read from the sources."""

    sources: tuple[SourceText, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    signed: tuple[Statement, ...] = ()
    """What signatures and introductions say of the writers."""
    quoted: Mapping[str, int] = field(default_factory=dict)
    """Where earlier mails begin, by the name of the source."""
    orders: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Passages that read like orders to the program, by the name of the source."""

    def quoted_from(self, source: SourceText) -> int:
        """Return where quoted mails begin in *source*."""
        return self.quoted.get(source.name, len(source.text))

    def is_quoted(self, span: Span) -> bool:
        """Whether a passage stands in an earlier mail."""
        return span.start >= self.quoted_from(span.source)

    def is_order(self, span: Span) -> bool:
        """Whether a passage stands in one that reads like an order to the program."""
        return any(
            start < span.end and span.start < end for start, end in self.orders.get(span.source.name, ())
        )
