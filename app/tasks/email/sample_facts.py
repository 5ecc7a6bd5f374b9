"""Values to show a template with, before anyone has given facts."""

import datetime as dt
from collections.abc import Mapping

from app.records import Language
from app.tasks.email.manners import shown_date
from app.tasks.email.template_form import EmailTemplate, Fact, FactType

_FIRST_DAY = dt.date(2027, 3, 1)
_BY_NAME: Mapping[str, Mapping[Language, str]] = {
    "recipient": {"en": "Ms Ellen Brandt", "ja": "株式会社みどり園 山田花子"},
    "sender": {"en": "Haruka Mori", "ja": "森 春香"},
    "company": {"en": "Kawabe Tea", "ja": "川辺製茶株式会社"},
}
_BY_TYPE: Mapping[FactType, Mapping[Language, str]] = {
    FactType.TIME: {"en": "14:30", "ja": "14:30"},
    FactType.AMOUNT: {"en": "1,250.00 EUR", "ja": "125,000円"},
    FactType.NUMBER: {"en": "15", "ja": "15"},
    FactType.PERSON: {"en": "Ken Mori", "ja": "森 健"},
    FactType.ORGANISATION: {"en": "Kawabe Tea", "ja": "川辺製茶株式会社"},
    FactType.EMAIL: {"en": "office@kawabe-tea.example", "ja": "office@kawabe-tea.example"},
    FactType.PHONE: {"en": "+81 75 555 0142", "ja": "075-555-0142"},
    FactType.CODE: {"en": "A-1024", "ja": "A-1024"},
}


def sample_facts(template: EmailTemplate, language: Language, *, optional: bool = True) -> dict[str, str]:
    """Return a value for each fact of *template*, by its name, as a user could have given it.

    Args:
        template: The kind of mail.
        language: Language of the values.
        optional: Whether facts that are not required get one too.
    """
    facts = [fact for fact in template.facts if optional or fact.required]
    return {fact.name: _sample(fact, number, language) for number, fact in enumerate(facts)}


def shown_samples(template: EmailTemplate, language: Language, *, optional: bool = True) -> dict[str, str]:
    """Return the sample values as they stand in a mail, by the names of variables."""
    samples = sample_facts(template, language, optional=optional)
    return {
        fact.variable: shown_date(value, language) if fact.type == FactType.DATE else value
        for fact in template.facts
        if (value := samples.get(fact.name))
    }


def _sample(fact: Fact, number: int, language: Language) -> str:
    if fact.type == FactType.DATE:
        return str(_FIRST_DAY + dt.timedelta(days=7 * number))
    usual = _BY_NAME.get(fact.name) or _BY_TYPE.get(fact.type) or fact.labels
    return fact.example(language) or usual[language]
