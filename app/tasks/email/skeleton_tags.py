"""The tags of a skeleton, looked at one by one, so that one mistake does not hide the next."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import jinja2

from app.tasks.email.skeleton_limits import LONGEST_SKELETON, NotAllowed, UnknownFilter
from app.tasks.email.skeletons import names_used

MistakeKind = Literal["syntax", "not-closed", "not-opened", "unknown-filter", "not-allowed", "too-long"]

_TAG = re.compile(
    r"\{\{[-+]?(?P<place>(?:(?!\{\{|\{%|\}\}).)*?)[-+]?\}\}"
    r"|\{%[-+]?\s*(?P<word>\w*)(?P<rest>(?:(?!\{\{|\{%|%\}).)*?)[-+]?%\}"
    r"|\{#.*?#\}"
    r"|(?P<half>\{\{|\{%|\{#|\}\}|%\})[^\n{}%]*",
    re.DOTALL,
)
_BOUND = re.compile(r"\s*(\w+)\s*(?:in\b|=)")
_ENDS = {"endif": "if", "endfor": "for"}
_PROBES = {
    "if": "{{% if {} %}}{{% endif %}}",
    "elif": "{{% if {} %}}{{% endif %}}",
    "for": "{{% for {} %}}{{% endfor %}}",
    "set": "{{% set {} %}}",
}


@dataclass(frozen=True, slots=True)
class SkeletonMistake:
    """Something wrong in a subject or a body."""

    kind: MistakeKind
    line: int
    """1 for the first line of the skeleton."""
    written: str
    """The tag, as it stands there."""
    word: str = ""
    """What is unknown in it."""


@dataclass(slots=True)
class Skeleton:
    """What stands in the tags of a subject or a body."""

    mistakes: list[SkeletonMistake] = field(default_factory=list)
    uses: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, name and tag of each name that comes from outside."""
    _own: set[str] = field(default_factory=set)
    _open: list[tuple[str, int, str]] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> "Skeleton":
        """Look through *text*."""
        skeleton = cls()
        if len(text) > LONGEST_SKELETON:
            skeleton.mistakes.append(SkeletonMistake("too-long", 1, ""))
            return skeleton
        for match in _TAG.finditer(text):
            skeleton._take(match, text.count("\n", 0, match.start()) + 1)
        for _, line, written in skeleton._open:
            skeleton.mistakes.append(SkeletonMistake("not-closed", line, written))
        skeleton.uses = [use for use in skeleton.uses if use[1] not in skeleton._own]
        if not skeleton.mistakes:
            skeleton._take_whole(text)
        return skeleton

    @property
    def names(self) -> set[str]:
        """The names that come from outside."""
        return {name for _, name, _ in self.uses}

    @property
    def is_too_long(self) -> bool:
        """Whether it was not looked at because of its length."""
        return any(mistake.kind == "too-long" for mistake in self.mistakes)

    @property
    def words_in_mistakes(self) -> set[str]:
        """The words in tags that are wrong, names among them."""
        return {word for mistake in self.mistakes for word in re.findall(r"\w+", mistake.written)}

    def _take(self, match: re.Match[str], line: int) -> None:
        written = match[0].strip()
        if match["half"]:
            kind: MistakeKind = "not-closed" if match["half"].startswith("{") else "not-opened"
            self.mistakes.append(SkeletonMistake(kind, line, written))
        elif match["place"] is not None:
            self._look_at(f"{{{{ {match['place']} }}}}", line, written)
        elif match["word"] is not None:
            self._take_word(match["word"], match["rest"], line, written)

    def _take_word(self, word: str, rest: str, line: int, written: str) -> None:
        if word in _ENDS or word in {"else", "elif"}:
            wanted = {_ENDS[word]} if word in _ENDS else {"if", "for"} if word == "else" else {"if"}
            if not self._open or self._open[-1][0] not in wanted:
                self.mistakes.append(SkeletonMistake("not-opened", line, written))
            elif word in _ENDS:
                self._open.pop()
        if word in {"if", "for"}:
            self._open.append((word, line, written))
        if word in {"for", "set"} and (bound := _BOUND.match(rest)):
            self._own |= {bound[1], "loop"}
        if word in _PROBES:
            self._look_at(_PROBES[word].format(rest), line, written)
        elif word not in _ENDS and word != "else":
            self.mistakes.append(SkeletonMistake("not-allowed", line, written))

    def _look_at(self, probe: str, line: int, written: str) -> None:
        try:
            self.uses += [(line, name, written) for name in _names(probe)]
        except jinja2.TemplateError as error:
            self.mistakes.append(_mistake(error, line, written))

    def _take_whole(self, text: str) -> None:
        try:
            names_used(text)
        except jinja2.TemplateSyntaxError as error:
            lines = text.split("\n")
            line = min(error.lineno, len(lines))
            self.mistakes.append(_mistake(error, line, lines[line - 1].strip()))


def _mistake(error: jinja2.TemplateError, line: int, written: str) -> SkeletonMistake:
    if isinstance(error, UnknownFilter):
        return SkeletonMistake("unknown-filter", line, written, error.word)
    return SkeletonMistake("not-allowed" if isinstance(error, NotAllowed) else "syntax", line, written)


@lru_cache(maxsize=2000)
def _names(probe: str) -> tuple[str, ...]:
    return tuple(sorted(names_used(probe)))
