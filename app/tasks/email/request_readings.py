"""What one sentence of a mail asks for, by the patterns in `resources/words/requests_*.yaml`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from app.records import Language
from app.text.half_width import half_width
from app.text.phrase_lists import phrase_groups

Kind = Literal["question", "request"]

_GROUPS = ("not_asked", "courtesy", "firm", "question", "request", "proposal", "announced", "advertising")
_LISTS = ("imperatives", "nouns", "before")
_LONGEST = 2_000
"""Signs of a sentence that are looked at."""
_LEADING_WORDS = (
    r"(?:hi|hey|hello|dear|also|so|and|but|then|or|thanks|thank you|ok|okay|yes|no|well|again|now|simply|just|first|second"
    r"|third|next|finally|otherwise|alternatively|instead|additionally|meanwhile|in the meantime|in addition|lastly|anyway)"
)
_GREETING = re.compile(rf"(?i:(?:{_LEADING_WORDS}[\s,:;.!-]+)*)")
_ADDRESSED = re.compile(
    r"(?:(?!Please\b|Kindly\b)[A-Z][\w.&/'’]*(?: (?:and|&) [A-Z][\w.'’]*| [A-Z][\w.'’]*){0,2}\s*(?:,|:|-+|–)\s*)?"
    rf"(?i:(?:{_LEADING_WORDS}[\s,:;.!-]+)*)"
)
_WORD = re.compile(r"[a-z'’-]+")
_CLAUSE = re.compile(r"; (?:so |then )?|, (?:so|then) (?:please |just )?")
_LABEL = re.compile(r"[\w-]+(?: \w+)?:\s")
_QUESTION_MARK = re.compile(r"[?？][\s\"'”’)）」]*(?:$|\s)")
_ACTION = re.compile(
    r"\b(?:please|pls|plz|kindly)\b|\b(?:can|could|will|would)(?:n.t)? (?:you|u|someone|anyone)\b"
    r"|\b(?:can|could|shall|may|might) (?:we|i) (?:please|kindly|also|just )?(?:have|get|ask|meet|move|change|come|order|book|cancel|schedule|set"
    r"|discuss|talk|receive|extend|see)\b|\bwould it be possible\b|\blet (?:me|us) know\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence asks."""

    kind: Kind
    needs_answer: bool
    """Whether the writer waits for something; politeness and offers ask without that."""


def reading_of(sentence: str, language: Language) -> Reading | None:
    """Return what *sentence* asks of its reader, or None where it only tells."""
    sentence = sentence[:_LONGEST]
    return _japanese(sentence) if language == "ja" else _english(sentence)


def _english(sentence: str) -> Reading | None:
    words = _patterns("en")
    opened = sentence.lstrip("@>*-•\"'“ ")
    start = _GREETING.match(opened)
    bare = opened[start.end() if start else 0 :]
    addressed = _ADDRESSED.match(bare)
    plain = bare[addressed.end() if addressed else 0 :].lower()
    if words.any("not_asked", plain):
        return None
    if words.any("courtesy", plain) and not words.any("firm", plain):
        return Reading("request", needs_answer=False)
    marked = bool(_QUESTION_MARK.search(plain))
    if (marked or words.any("question", plain)) and not _ACTION.search(plain):
        return Reading("question", needs_answer=True)
    if (
        marked
        or words.any("request", plain)
        or any(_is_order(clause, words) for clause in _CLAUSE.split(plain))
    ):
        return Reading("request", needs_answer=True)
    if words.any("proposal", plain):
        return Reading("request", needs_answer=True)
    return Reading("request", needs_answer=False) if words.any("announced", plain) else None


def _is_order(plain: str, words: "_Patterns") -> bool:
    """Return whether *plain* begins with a verb in its base form; "Plan B is ready" and "Send date: 3 May" do not."""
    first = _WORD.match(plain)
    if not first or first.group() not in words.lists["imperatives"] or _LABEL.match(plain):
        return False
    following = _WORD.match(plain, first.end() + 1)
    is_noun = first.group() in words.lists["nouns"] and plain[first.end() :].strip(" .!:") != ""
    if is_noun and (not following or following.group() not in words.lists["before"]):
        return False
    return not words.any("advertising", plain)


def _japanese(sentence: str) -> Reading | None:
    words = _patterns("ja")
    plain = words.fillers.sub("", half_width(sentence).strip())
    if words.any("courtesy", plain):
        return Reading("request", needs_answer=False)
    if words.any("not_asked", plain):
        return None
    if words.any("request", plain):
        return Reading("request", needs_answer=True)
    return Reading("question", needs_answer=True) if words.any("question", plain) else None


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of a group are searched one by one: joined into one they take three times as long."""

    groups: Mapping[str, Sequence[re.Pattern[str]]]
    fillers: re.Pattern[str]
    lists: Mapping[str, frozenset[str]]

    def any(self, group: str, plain: str) -> bool:
        """Return whether one of the patterns of *group* is in *plain*."""
        return any(pattern.search(plain) for pattern in self.groups[group])


@cache
def _patterns(language: Language) -> _Patterns:
    phrases = phrase_groups(f"requests_{language}")
    polite = "".join(phrases.get("polite", ()))
    groups = {
        group: [
            re.compile(pattern.replace("{me}", "(?:me|us)").replace("{polite}", polite))
            for pattern in phrases.get(group, ())
        ]
        for group in _GROUPS
    }
    fillers = re.compile("|".join(phrases.get("fillers", ())) or r"(?!)")
    return _Patterns(groups, fillers, {name: frozenset(phrases.get(name, ())) for name in _LISTS})
