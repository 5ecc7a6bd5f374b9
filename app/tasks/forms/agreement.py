"""How well what a form asks for and what a source states go together."""

from app.tasks.forms.glossary import Glossary, Meaning
from app.tasks.forms.label_words import similarity

SURE = 0.85
"""From here on a label and a statement ask for the same."""

POSSIBLE = 0.5
"""Below, they have nothing to do with each other."""

_EXACT, _SAME, _ONE_SIDED_ROLE = 1.0, 0.96, 0.87
_OTHER_OWN_ROLE, _NARROWER, _ONE_SIDED_REST, _DETAIL = 0.7, 0.7, 0.62, 0.6
_OWN = frozenset({"sender", "contact", "company", "home", "new"})
_ALIKE = 0.75


def agreement(asked: Meaning, stated: Meaning, glossary: Glossary) -> float:
    """Return how surely a value stated as *stated* answers what is *asked*, 0 to 1."""
    if asked.concept is None or stated.concept is None:
        return _by_words(asked, stated, glossary)
    hard = {role for role in asked.roles ^ stated.roles if glossary.is_hard(role)}
    if hard or asked.parts != stated.parts:
        return 0.0
    if asked.key == stated.key and asked.roles == stated.roles:
        return _EXACT
    factor = _roles(asked.roles, stated.roles) * _rest(asked.rest, stated.rest)
    if asked.concept.id == stated.concept.id:
        return _SAME * factor
    if stated.concept.is_a == asked.concept.id or asked.concept.is_a == stated.concept.id:
        return _NARROWER * factor
    return 0.0


def _roles(asked: frozenset[str], stated: frozenset[str]) -> float:
    if asked == stated:
        return 1.0
    if not asked or not stated:
        return _ONE_SIDED_ROLE / _SAME + 0.001
    if asked & stated or (asked <= _OWN and stated <= _OWN):
        return 0.9
    if (asked | stated) & {"delivery"} and (asked | stated) & {"billing"}:
        return 0.0
    return _OTHER_OWN_ROLE


def _rest(asked: frozenset[str], stated: frozenset[str]) -> float:
    if asked == stated:
        return 1.0
    if asked and stated:
        shared = len(asked & stated) / len(asked | stated)
        return shared if shared >= 0.5 else 0.0
    if any(word.isdigit() for word in asked ^ stated):
        return 0.0  # the second line is not the first
    return _ONE_SIDED_REST / _SAME


def _by_words(asked: Meaning, stated: Meaning, glossary: Glossary) -> float:
    hard = {role for role in asked.roles ^ stated.roles if glossary.is_hard(role)}
    if hard or not asked.key or not stated.key:
        return 0.0
    if asked.key == stated.key:
        return _EXACT
    if asked.concept is None and stated.concept is None and asked.rest and asked.rest == stated.rest:
        return 0.95 if asked.roles == stated.roles else SURE
    numbers = {word for word in asked.rest ^ stated.rest if word.isdigit()}
    alike = similarity(_words(asked), _words(stated))
    if numbers or alike < _ALIKE:
        return _DETAIL if alike >= _DETAIL and not numbers else 0.0
    return alike * 0.95


def _words(meaning: Meaning) -> str:
    return meaning.words or meaning.key
