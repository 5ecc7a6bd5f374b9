"""Whose value a label asks for: the sender's, the recipient's, the one in case of emergency."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from app.tasks.forms.label_words import chunks, latin_words, normal
from app.text.languages import is_japanese

_PARTICLES = "のをはがにとご・お"


class Role(BaseModel):
    """Whose value it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    hard: bool
    en: tuple[str, ...] = ()
    ja: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class Roles:
    """Finds roles in labels."""

    def __init__(self, roles: Iterable[Role]) -> None:
        self._roles = {role.id: role for role in roles}
        self._latin: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._japanese: list[tuple[str, str]] = []
        for role in self._roles.values():
            for words in (*role.en, *role.ja, *role.other):
                tokens = tuple(latin_words(words))
                if is_japanese(words):
                    self._japanese.append((normal(words), role.id))
                elif tokens:
                    self._latin.setdefault(tokens[0], []).append((tokens, role.id))
        self._japanese.sort(key=lambda entry: -len(entry[0]))
        for entries in self._latin.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def is_hard(self, role: str) -> bool:
        """Whether a value without the role may not be used for it, nor the other way round."""
        return self._roles[role].hard

    def of(self, text: str) -> frozenset[str]:
        """Return the roles that *text* names, wherever they stand in it."""
        found: frozenset[str] = frozenset()
        for chunk in chunks(text):
            named = self.split_japanese(chunk) if is_japanese(chunk) else self.split(latin_words(chunk))
            found |= named[0]
        return found

    def split(self, words: Sequence[str]) -> tuple[frozenset[str], list[str]]:
        """Return the roles in a row of Latin words, and the words that are none."""
        roles: set[str] = set()
        left: list[str] = []
        place = 0
        while place < len(words):
            for tokens, role in self._latin.get(words[place], ()):
                if tuple(words[place : place + len(tokens)]) == tokens:
                    roles.add(role)
                    place += len(tokens)
                    break
            else:
                left.append(words[place])
                place += 1
        return frozenset(roles), left

    def split_japanese(self, text: str) -> tuple[frozenset[str], str]:
        """Return the roles in a Japanese label, and what else stands in it."""
        roles: set[str] = set()
        for words, role in self._japanese:
            if words in text and (len(words) > 1 or text.startswith(words)):
                roles.add(role)
                text = text.replace(words, "", 1)
        return frozenset(roles), text.strip(_PARTICLES)

    def place_of(self, text: str) -> str | None:
        """Return the role of a label such as "Ship to", which is nothing but a role and means an address."""
        for role in ("delivery", "billing"):
            known = self._roles[role]
            several = [words for words in (*known.en, *known.other) if len(latin_words(words)) > 1]
            if text in (*map(normal, several), *map(normal, known.ja)):
                return role
        return None
