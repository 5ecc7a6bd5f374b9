"""The vocabulary that everyone speaks: evidence, findings, requests and results.

All are frozen dataclasses. Places in a text are characters, half-open: `text[start:end]`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

Language = Literal["en", "ja"]

Method = Literal["rule", "statistics", "examples", "model", "template", "glossary"]
"""How a result came about: the strongest part that decided it."""

Job = Literal["email", "keywords", "inquiries", "forms"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that a result rests on; `text[start:end] == quote` always."""

    source: str
    """File name, or the name of an input such as "notes"."""
    quote: str
    """The passage itself."""
    start: int
    """First character in the text that was read from the source."""
    end: int
    """Character after the last one."""


class Gravity(StrEnum):
    """How much a finding matters."""

    NOTE = "note"
    """Good to know."""
    DOUBT = "doubt"
    """A person should look."""
    WRONG = "wrong"
    """Must not be used as it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful; its sentence comes from `resources/messages` by the code."""

    code: str
    """Stable kebab-case name, such as `invented-date`."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Values for the placeholders of the sentence."""
    start: int | None = None
    """First character in the result's text, when it has a place there."""
    end: int | None = None
    """Character after the last one."""
    gravity: Gravity = Gravity.DOUBT
    """How much it matters."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work has come."""

    label: str
    """Stable kebab-case name of what is being done; the front ends have its words."""
    done: float
    """Amount done, in the unit of *total*."""
    total: float | None = None
    """Amount in all, or None while unknown."""
    rate: float | None = None
    """Amount a second, or None while unknown."""
    remaining: float | None = None
    """Seconds that the rest will take, or None while unknown."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one file or row of many failed; the others go on."""

    code: str
    """Code of the error."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Values for the placeholders of its sentences."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text that was read from somewhere; never obeyed, only quoted."""

    name: str
    """File name or name of the input, as `Evidence.source` has it."""
    text: str
    """The text, with `\\n` as line end."""
    path: Path | None = None
    """The file it came from, if any."""


class Tone(StrEnum):
    """How a mail sounds."""

    PLAIN = "plain"
    WARM = "warm"
    FORMAL = "formal"


class Length(StrEnum):
    """How long a mail is."""

    SHORT = "short"
    NORMAL = "normal"
    LONG = "long"


class Relation(StrEnum):
    """Who reads a mail, as seen from the one who writes it."""

    CUSTOMER = "customer"
    PARTNER = "partner"
    FIRST_CONTACT = "first-contact"
    COLLEAGUE = "colleague"


@dataclass(frozen=True, slots=True)
class EmailRequest:
    """What the user gives for a draft."""

    template: str
    """Id of the template, in kebab case."""
    facts: Mapping[str, str]
    """Values by the template's fact names."""
    notes: str = ""
    """What else the mail should say, in the user's words."""
    reply_to: SourceText | None = None
    """New text of the mail to answer."""
    language: Language | None = None
    """Language of the draft; None takes that of the mail to answer, the notes, or English."""
    tone: Tone = Tone.PLAIN
    """How it sounds."""
    length: Length = Length.NORMAL
    """How long it is."""
    relation: Relation | None = None
    """Who reads it; None takes what the template supposes."""
    attachments: tuple[str, ...] = ()
    """Names of the files that go with it."""
    left_out: tuple[str, ...] = ()
    """Requests of the mail to answer that are not to be answered, in its words."""
    recipient_address: str = ""
    """E-mail address of the one who it goes to, where it is known."""
    signature: str = ""
    """What the office puts below its mails; may have several lines."""


@dataclass(frozen=True, slots=True)
class FactCheck:
    """Whether a given fact stands in the draft."""

    key: str
    """Name of the fact in the template."""
    value: str
    """The value as the user gave it."""
    found: bool
    """True when the draft's text holds it."""
    start: int | None = None
    """First character in the body, when it stands there."""
    end: int | None = None
    """Character after the last one."""


@dataclass(frozen=True, slots=True)
class EmailResult:
    """A draft and what is known about it."""

    run: str
    """Id of the run."""
    subject: str
    body: str
    facts: tuple[FactCheck, ...]
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...]
    method: Method
    """`model` when the model's words were kept, `template` when the skeleton is used."""
    seconds: float
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class Keyword:
    """One keyword of a report with all its places."""

    text: str
    score: float
    """0 to 1, the best of a report near 1."""
    kind: str
    """Stable name: person, organisation, place, date, amount, product, problem, task, topic."""
    spans: tuple[tuple[int, int], ...]
    """Places in the text that was read from the report."""


@dataclass(frozen=True, slots=True)
class KeywordsResult:
    """The keywords of one report."""

    run: str
    file: str
    keywords: tuple[Keyword, ...]
    findings: tuple[Finding, ...]
    method: Method
    seconds: float
    text: str = ""
    """The text that was read, to show the places in."""
    error: Failure | None = None


@dataclass(frozen=True, slots=True)
class SortedRow:
    """One inquiry and where it belongs."""

    run: str
    row: int
    """1 for the first row of data."""
    text: str
    """What was classified."""
    category: str | None
    """Best guess, one of the given names, or None when none of them fits."""
    confidence: float
    """Calibrated, 0 to 1; of "none fits" when the category is None."""
    needs_person: bool
    evidence: tuple[Evidence, ...]
    reason: str
    """Code of the reason; the front ends have its words."""
    method: Method
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Values for the placeholders of the reason."""
    findings: tuple[Finding, ...] = ()
    error: Failure | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is to be expected when rows below *threshold* go to a person."""

    threshold: float
    """The least confidence of what is done by itself, 0 to 1."""
    share: float
    """Expected share of the rows that are done by themselves, 0 to 1."""
    error: float | None
    """Expected share of wrong ones among these, 0 to 1; None where there is nothing to tell it from."""


class FieldStatus(StrEnum):
    """How a form field came out."""

    FILLED = "filled"
    CHECK = "check"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class FilledField:
    """One form field and where its value came from."""

    name: str
    """Fully qualified field name."""
    label: str
    """What a person reads beside the field."""
    value: str | bool | None
    """None when empty; True or False for a check box."""
    status: FieldStatus
    evidence: tuple[Evidence, ...]
    reason: str
    """Code of the reason; the front ends have its words."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Values for the placeholders of the reason."""


@dataclass(frozen=True, slots=True)
class FillResult:
    """A form, filled from sources."""

    run: str
    fields: tuple[FilledField, ...]
    findings: tuple[Finding, ...]
    out: Path | None
    """The filled copy, when one was written."""
    method: Method
    seconds: float


@dataclass(frozen=True, slots=True)
class Run:
    """One run as the history keeps it."""

    id: str
    job: Job
    started: datetime
    """With time zone."""
    title: str
    """One line for lists: the subject, the file, the form."""
    input: Mapping[str, object]
    """What the user gave, JSON-compatible."""
    output: Mapping[str, object]
    """What came out, JSON-compatible."""
    evidence: tuple[Evidence, ...]
    method: str
    model: str | None
    """File name of the model, or None without one."""
    seconds: float
