"""What a mail template is: its facts, and its skeletons in each language.

The notation is explained at the top of `resources/templates/delay-notice.yaml`.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from app.records import Language, Relation
from app.resource_files import read_text

_EXAMPLE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b[Aa]s in:? ([^;]+)(?:;|$)"),
    "ja": re.compile(r"例：([^。]+)"),
}


class FactType(StrEnum):
    """What kind of value a fact is."""

    TEXT = "text"
    LINES = "lines"
    """Several points, one a line."""
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    NUMBER = "number"
    PERSON = "person"
    ORGANISATION = "organisation"
    EMAIL = "email"
    PHONE = "phone"
    CODE = "code"


def _in_both_languages(value: object) -> object:
    """Let one text, or one language, stand for both."""
    if isinstance(value, str):
        return {"en": value, "ja": value}
    if isinstance(value, Mapping) and len(value) == 1:
        return {"en": next(iter(value.values())), "ja": next(iter(value.values())), **value}
    return value


Words = Annotated[Mapping[Language, str], BeforeValidator(_in_both_languages)]


def _no_words() -> Mapping[Language, str]:
    return {"en": "", "ja": ""}


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Fact(_Model):
    """One thing that a mail is told.

    Attributes:
        name: What it is called in requests and skeletons (there with _ for -).
        type: What kind of value it is.
        required: Whether the mail cannot do without it.
        labels: What people read beside it, by language.
        help: What belongs there, by language.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$", max_length=60)
    type: FactType
    required: bool = False
    labels: Words
    help: Words = Field(default_factory=_no_words)

    @property
    def variable(self) -> str:
        """Its name in the skeletons."""
        return self.name.replace("-", "_")

    def example(self, language: Language) -> str:
        """Return the example that its help ends with ("as in ...", 例：...), or nothing."""
        match = _EXAMPLE[language].search(self.help[language])
        return match[1].strip() if match else ""


class Skeleton(_Model):
    """A mail with places for the facts, in Jinja2's notation.

    Attributes:
        subject: One line.
        body: The mail; `{{ notes }}` stands where the user's own words go.
    """

    subject: str = Field(min_length=1)
    body: str = Field(min_length=1)


class EmailTemplate(_Model):
    """A kind of mail.

    Attributes:
        id: Stable name in kebab case.
        titles: What people read, by language.
        descriptions: What it is for, by language.
        relation: Who usually reads it; a request may say otherwise.
        letter: Whether it takes the form of a letter (拝啓 ... 敬具) where the tone is formal.
        facts: In the order in which they are asked for; one of `resources/mail_facts.yaml` by its name alone.
        skeletons: The mail itself, in each language that it can be written in.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", max_length=60)
    titles: Words
    descriptions: Words = Field(default_factory=_no_words)
    relation: Relation = Relation.PARTNER
    letter: bool = False
    facts: tuple[Fact, ...]
    skeletons: Mapping[Language, Skeleton] = Field(min_length=1)

    @field_validator("facts", mode="before")
    @classmethod
    def _described(cls, facts: object) -> object:
        return [_with_usual_words(fact) for fact in facts] if isinstance(facts, list) else facts

    @field_validator("facts")
    @classmethod
    def _names_differ(cls, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        seen: set[str] = set()
        for fact in facts:
            if fact.variable in seen:
                raise ValueError(fact.name)
            seen.add(fact.variable)
        return facts

    def fact(self, name: str) -> Fact | None:
        """Return the fact called *name*, in kebab or snake case, or None."""
        variable = name.strip().lower().replace("-", "_")
        return next((fact for fact in self.facts if fact.variable == variable), None)


def _with_usual_words(fact: object) -> object:
    """Return what a template says about a fact, with what all mails say about one of that name."""
    said: object = {"name": fact} if isinstance(fact, str) else fact
    usual = usual_facts().get(str(said.get("name"))) if isinstance(said, Mapping) else None
    return {**usual, **said} if usual and isinstance(said, Mapping) else fact


@cache
def usual_facts() -> Mapping[str, Mapping[str, object]]:
    """Return what `resources/mail_facts.yaml` says about facts that many mails take, by their names."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    facts: dict[str, dict[str, object]] = yaml.load(read_text("mail_facts.yaml"), loader)  # noqa: S506 - texts only
    return facts
