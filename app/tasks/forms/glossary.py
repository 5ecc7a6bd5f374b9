"""What labels ask for, in English, Japanese and a little of other languages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict, Field

from app.resource_files import read_text
from app.tasks.forms.date_patterns import label_without_date_pattern
from app.tasks.forms.label_words import chunks, key_of, latin_words, normal, stem, without_brackets
from app.tasks.forms.roles import Role, Roles
from app.text.languages import is_japanese

_FILE = "words/form_labels.yaml"
_HEAD_BEFORE = frozenset({"of", "for", "de", "du", "des", "der", "del", "von"})
_EXPLAINING = frozenset(
    {"if", "see", "use", "do", "you", "enter", "please", "attach", "check", "complete", "select", "write"}
)
_ONLY_AS_LABELS = frozenset(
    {
        "from",
        "to",
        "return",
        "departure",
        "arrival",
        "days",
        "day",
        "month",
        "year",
        "first",
        "last",
        "middle",
        "title",
    }
)
"""Words that name something on a form, and mean little in a sentence."""

_MOST_REST = 3
_MOST_KNOWN = 5000
"""Labels whose meaning is remembered."""
_PARTICLES = "のをはがにとご・お"
_NUMBERING = re.compile(
    r"^\s*(?:(?:line|box|item|question)\s*)?\d{1,3}[a-z]?\s*[.):]\s*(?=\D)", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?<=[^\d\s.]{2})[.?!](?:\s|$)|[;:]\s")


class Concept(BaseModel):
    """Something that forms ask for, such as a phone number."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str
    is_a: str | None = None
    part_of: str | None = None
    never: bool = False
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    """Words that point at it in running text, such as "deliver" at a day of delivery."""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    concepts: tuple[Concept, ...] = Field(min_length=1)
    roles: tuple[Role, ...]
    empty: dict[str, tuple[str, ...]]
    options: tuple[tuple[str, ...], ...]
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a label asks for."""

    key: str
    """The label without case, width, blanks and signs."""
    concept: Concept | None = None
    roles: frozenset[str] = frozenset()
    rest: frozenset[str] = frozenset()
    """Stems of the words that say more than concept and roles."""
    parts: tuple[Concept, ...] = ()
    """Parts of an address that one field asks for together, such as city and postcode."""
    words: str = ""
    """The label itself."""

    @property
    def kind(self) -> str:
        """Kind of the value; "text" when it is not known."""
        return self.concept.kind if self.concept else "text"


@dataclass(frozen=True, slots=True)
class _Found:
    concept: Concept
    start: int
    end: int


class Glossary:
    """Reads labels."""

    def __init__(self, file: _File) -> None:
        self.concepts: Mapping[str, Concept] = {concept.id: concept for concept in file.concepts}
        self._roles = Roles(file.roles)
        self._known: dict[str, Meaning] = {}
        self._empty = {word for words in file.empty.values() for word in words}
        self._latin: dict[tuple[str, ...], Concept] = {}
        self._japanese: dict[str, Concept] = {}
        for concept in file.concepts:
            for words in (*concept.en, *concept.other, *concept.ja):
                if is_japanese(words):
                    self._japanese.setdefault(normal(words).replace(" ", ""), concept)
                elif tokens := tuple(_unified(latin_words(words))):
                    self._latin.setdefault(tokens, concept)
        self._longest = max(map(len, self._latin))
        self.departments = frozenset(normal(word) for word in file.departments)
        self._options = {normal(word): number for number, words in enumerate(file.options) for word in words}

    def meaning(self, label: str) -> Meaning:
        """Return what *label* asks for."""
        if label not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[label] = self._read(label)
        return self._known[label]

    def _read(self, label: str) -> Meaning:
        label = label_without_date_pattern(_NUMBERING.sub("", label))
        outside, inside = without_brackets(label)
        found = self._meaning_of(outside) or Meaning(key_of(label))
        for text in inside:
            inner = self._meaning_of(text)
            if text.isdigit() and text != "1":
                found = Meaning(found.key, found.concept, found.roles, found.rest | {text}, found.parts)
            elif inner and inner.concept and found.concept and _is_narrower(inner.concept, found.concept):
                found = Meaning(found.key, inner.concept, found.roles, found.rest)
            elif inner and not found.concept and inner.concept:
                found = Meaning(found.key, inner.concept, inner.roles, found.rest)
            elif inner and found.concept:
                found = Meaning(found.key, found.concept, found.roles | inner.roles, found.rest, found.parts)
        return Meaning(key_of(label), found.concept, found.roles, found.rest, found.parts, label)

    def roles_of(self, text: str) -> frozenset[str]:
        """Return the roles that *text* names, wherever they stand in it."""
        return self._roles.of(text)

    def is_hard(self, role: str) -> bool:
        """Whether a value without the role may not be used for it, nor the other way round."""
        return self._roles.is_hard(role)

    def same_option(self, one: str, other: str) -> bool:
        """Whether two words of a choice mean the same."""
        if key_of(one) and key_of(one) == key_of(other):
            return True
        ours, theirs = self._options.get(normal(one)), self._options.get(normal(other))
        return ours is not None and ours == theirs

    def other_words(self, option: str) -> tuple[str, ...]:
        """Return what an option of a form is called elsewhere, itself first."""
        number = self._options.get(normal(option))
        if number is None:
            return (option,)
        return (
            option,
            *(word for word, group in self._options.items() if group == number and word != normal(option)),
        )

    def is_yes(self, text: str) -> bool | None:
        """Return True for a yes in any of its words, False for a no, None for something else."""
        number = self._options.get(normal(text).strip(" .!。"))
        return True if number == 0 else False if number == 1 else None

    def concepts_in(self, words: Sequence[str]) -> list[tuple[Concept, int, int]]:
        """Return the concepts named in a row of Latin words, with their places."""
        return [
            (found.concept, found.start, found.end)
            for found in self._all_latin(words)
            if found.end - found.start > 1 or words[found.start] not in _ONLY_AS_LABELS
        ]

    def pointed_at(self, text: str, kind: str) -> Concept | None:
        """Return the concept of *kind* whose cue stands last in *text*, or None."""
        plain = normal(text)
        places = [
            (plain.rfind(cue), concept)
            for concept in self.concepts.values()
            if concept.kind == kind
            for cue in concept.cues
        ]
        best = max(places, key=lambda entry: entry[0], default=(-1, None))
        return best[1] if best[0] >= 0 else None

    def japanese_words(self) -> Mapping[str, Concept]:
        """Return the Japanese names of the concepts."""
        return self._japanese

    def _meaning_of(self, text: str) -> Meaning | None:
        best: Meaning | None = None
        roles: frozenset[str] = frozenset()
        parts = [part for part in _SENTENCES.split(text) if part.strip()]
        for part in parts[:1] + [part for part in parts[1:] if _is_label_too(part)]:
            for chunk in chunks(part):
                found = self._japanese_meaning(chunk) if is_japanese(chunk) else self._latin_meaning(chunk)
                roles |= found.roles
                if best is None or (found.concept and (not best.concept or not is_japanese(chunk))):
                    best = found
        return Meaning(best.key, best.concept, roles, best.rest, best.parts) if best else None

    def _latin_meaning(self, text: str) -> Meaning:
        words = latin_words(text)
        everything = self._all_latin(words)
        head = self._head(words, everything)
        if head is None and (alone := self._roles.place_of(" ".join(words))):
            return Meaning(key_of(text), self.concepts["address"], frozenset({alone}))
        parts = _list_of_parts(text, everything) if head else ()
        same = [found for found in everything if head and found.concept.id == head.concept.id]
        covered = {place for found in same for place in range(found.start, found.end)}
        left = [word for place, word in enumerate(words) if place not in covered]
        roles, left = self._roles.split(left)
        rest = frozenset(stem(word) for word in left if word not in self._empty and word != "1")
        if parts:
            rest -= {stem(word) for concept in parts for names in concept.en for word in latin_words(names)}
        if len(rest) > _MOST_REST:
            return Meaning(key_of(text), None, roles, rest)
        return Meaning(key_of(text), head.concept if head else None, roles, rest, parts)

    def _head(self, words: Sequence[str], everything: Sequence[_Found]) -> _Found | None:
        """Return the concept that the other words only describe: the last, or the one before "of"."""
        if not everything:
            return None
        link = next(
            (place for place, word in enumerate(words) if word in _HEAD_BEFORE and place > 0), len(words)
        )
        before = [found for found in everything if found.end <= link]
        candidates = (
            before
            if before and not any(found.start < link < found.end for found in everything)
            else everything
        )
        head = max(candidates, key=lambda found: (found.end, found.end - found.start))
        after = words[head.end : link if head.end <= link else None]
        told = [
            word for word in self._roles.split(after)[1] if word not in self._empty and not word.isdigit()
        ]
        if [word for word in told if not word.endswith(("ed", "ing"))]:
            return None
        if words[head.start : head.end] == ["name"]:
            others = [found for found in everything if found.end == head.start and found.concept.id != "name"]
            told = [
                word for place, word in enumerate(words) if place != head.start and word not in self._empty
            ]
            if others:
                return max(others, key=lambda found: found.end - found.start)
            if self._roles.split(told)[1]:
                return None
        return head

    def _all_latin(self, words: Sequence[str]) -> list[_Found]:
        words = _unified(words)
        found = []
        for start in range(len(words)):
            for length in range(min(self._longest, len(words) - start), 0, -1):
                concept = self._latin.get(tuple(words[start : start + length]))
                if concept and (length > 1 or len(words[start]) > 2 or len(words) == 1):
                    found.append(_Found(concept, start, start + length))
        return found

    def _japanese_meaning(self, text: str) -> Meaning:
        plain = text.replace("・", "") if text not in self._japanese else text
        found = [
            _Found(concept, place, place + len(words))
            for words, concept in self._japanese.items()
            if (place := plain.rfind(words)) >= 0 and (len(words) > 1 or words == plain.strip(_PARTICLES))
        ]
        head = max(found, key=lambda entry: (entry.end, entry.end - entry.start), default=None)
        if head is None and (alone := self._roles.place_of(plain)):
            return Meaning(key_of(text), self.concepts["address"], frozenset({alone}))
        if head is None or len(plain[head.end :].strip(_PARTICLES)) > 1:
            roles, left = self._roles.split_japanese(plain)
            return Meaning(key_of(text), None, roles, frozenset({left} if left else ()))
        roles, left = self._roles.split_japanese(plain[: head.start])
        return Meaning(key_of(text), head.concept, roles, frozenset({left} if left else ()))


def _unified(words: Sequence[str]) -> list[str]:
    """Return the words of a label with one word for "number"."""
    return [
        "number" if word in ("no", "nr", "num", "№") and place else word for place, word in enumerate(words)
    ]


def _is_label_too(sentence: str) -> bool:
    """Whether a sentence after the first is a label as well, and no explanation."""
    words = latin_words(sentence)
    return len(words) <= 5 and not (words and words[0] in _EXPLAINING)


def _is_narrower(inner: Concept, outer: Concept) -> bool:
    return inner.is_a == outer.id or (
        outer.id == "name" and (inner.part_of == "name" or inner.id == "name-kana")
    )


def _list_of_parts(text: str, found: Iterable[_Found]) -> tuple[Concept, ...]:
    """Return the parts of an address when a label lists two or more of them."""
    if not re.search(r"[,/&]|\band\b|\bor\b", text):
        return ()
    parts = dict.fromkeys(entry.concept for entry in sorted(found, key=lambda entry: entry.start))
    listed = tuple(concept for concept in parts if concept.part_of == "address")
    return listed if len(listed) > 1 else ()


@cache
def glossary() -> Glossary:
    """Return the glossary of office labels, read once."""
    return Glossary(_File.model_validate(yaml.safe_load(read_text(_FILE))))
