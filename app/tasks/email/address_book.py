"""The people that mails are written to, found while somebody types."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from app.documents.contact_files import read_contacts
from app.documents.contacts import Contact
from app.errors import DeskhandError
from app.records import Finding
from app.text.comparing import folded
from app.text.languages import is_japanese

_WHO, _WHAT, _ANYWHERE = "\x01", "\t", ""
"""Stand before each word of a name, and of all else; a word that begins so is found first."""
_MOST_WORDS = 6
_MOST_PAIRS = 12
_ONE_FORM = {sign: sign - 0x60 for sign in range(ord("ァ"), ord("ヶ") + 1)} | str.maketrans(
    "髙﨑嵜邊邉齋齊澤濵濱嶋嶌廣眞國冨曻𠮷", "高崎崎辺辺斎斉沢浜浜島島広真国富昇吉"
)
"""Katakana by hiragana, and old forms of kanji, in which names are often written, by the usual ones."""


class AddressBook:
    """Contacts of any number of files, and what could not be read of them."""

    def __init__(
        self,
        contacts: Iterable[Contact],
        findings: Iterable[Finding] = (),
        troubles: Iterable[DeskhandError] = (),
    ) -> None:
        """Hold *contacts*, each once.

        Args:
            contacts: In the order in which they are found.
            findings: What could not be taken from files that were read.
            troubles: Why other files could not be read.
        """
        self.contacts = tuple(dict.fromkeys(contacts))
        self.findings = tuple(findings)
        self.troubles = tuple(troubles)
        self._entries = tuple(map(_entry, self.contacts))
        self._pairs = _Pairs(self._entries)
        self._by_email = {
            _plain(email): contact
            for contact in reversed(self.contacts)
            for email in reversed(contact.emails)
        }

    def __len__(self) -> int:
        return len(self.contacts)

    def search(self, words: str, most: int = 8) -> tuple[Contact, ...]:
        """Return up to *most* contacts that hold all of the *words*, or parts of words, somewhere.

        Names, readings, companies, departments, e-mail and postal addresses are looked at; case, width,
        and which kana it is make no difference. Whose name begins so comes first.
        """
        terms = _plain(words).split()[:_MOST_WORDS]
        found: dict[int, None] = {}
        for mark in (_WHO, _WHAT, _ANYWHERE) if terms else ():
            patterns = (mark + terms[0], *terms[1:])
            for place in self._pairs.places(patterns):
                if all(pattern in self._entries[place] for pattern in patterns):
                    found[place] = None
                    if len(found) >= most:
                        return tuple(self.contacts[each] for each in list(found)[:most])
        return tuple(self.contacts[each] for each in found)

    def with_email(self, address: str) -> Contact | None:
        """Return the contact that has the e-mail address *address*, or None."""
        return self._by_email.get(_plain(address).strip())


def open_address_book(paths: Iterable[Path]) -> AddressBook:
    """Return the contacts in the files and folders *paths*; one that cannot be read is among the troubles."""
    contacts: list[Contact] = []
    findings: list[Finding] = []
    troubles: list[DeskhandError] = []
    for path in paths:
        try:
            found = read_contacts(path)
        except DeskhandError as error:
            troubles.append(error)
        else:
            contacts += found.contacts
            findings += found.findings
    return AddressBook(contacts, findings, troubles)


class ChosenAddressBook:
    """The address book that the user has chosen, read when it is first wanted and when it has changed."""

    def __init__(self, chosen: Callable[[], str | None]) -> None:
        """Ask *chosen* for the path of a file or folder, or None for no address book."""
        self._chosen = chosen
        self._turn = threading.Lock()
        self._known: tuple[object, AddressBook] = (None, AddressBook([]))

    def read(self) -> AddressBook:
        """Return the address book as it is now; any thread may call.

        Many thousand contacts take a second or two the first time.
        """
        name = (self._chosen() or "").strip("\"' ")
        path = Path(name)
        with self._turn:
            stamp = (name, _stamp(path)) if name else None
            if stamp != self._known[0]:
                self._known = stamp, open_address_book([path] if name else [])
            return self._known[1]


def _stamp(path: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when the file or folder does; nothing where it is not there."""
    try:
        paths = [path, *path.iterdir()] if path.is_dir() else [path]
        found = [(each.name, each.stat()) for each in paths]
    except OSError:
        return ()
    return tuple((name, status.st_mtime_ns, status.st_size) for name, status in found)


def _plain(text: str) -> str:
    """Return *text* in one spelling: width, case, kana and old forms of kanji make no difference."""
    return folded(text).translate(_ONE_FORM)


def _entry(contact: Contact) -> str:
    """Return what *contact* is found by, each word with its mark before it."""
    who = [contact.name, contact.reading]
    # A Japanese name is typed without the blank that many address books put into it.
    who += [text.replace(" ", "") for text in who if " " in text and is_japanese(text)]
    what = (contact.company, contact.department, *contact.emails, contact.address)
    names = _WHO.join(("", *" ".join(who).split()))
    return _plain(names + _WHAT.join(("", *" ".join(what).split())))


class _Pairs:
    """Which entries hold which two signs beside each other, so that few have to be looked at."""

    def __init__(self, entries: Sequence[str]) -> None:
        import numpy as np  # noqa: PLC0415 - slow to load

        self._count = len(entries)
        data = "\n".join((*entries, "")).encode("utf-16-le", "surrogatepass")
        signs = np.frombuffer(data, dtype=np.uint16)
        owners = np.cumsum(signs == ord("\n"), dtype=np.uint32)
        keys = signs[:-1].astype(np.uint64)
        keys <<= np.uint64(16)
        keys |= signs[1:]
        keys <<= np.uint64(32)
        keys |= owners[:-1]
        keys.sort()
        keys = keys[np.flatnonzero(np.diff(keys, prepend=np.uint64(2**64 - 1)))] if keys.size else keys
        self._owners = keys.astype(np.uint32)
        self._codes, self._begins = np.unique((keys >> np.uint64(32)).astype(np.uint32), return_index=True)

    def places(self, patterns: Sequence[str]) -> Iterator[int]:
        """Yield the entries, in their order, that may hold all *patterns*; no other one does."""
        import numpy as np  # noqa: PLC0415 - slow to load

        spans = {span for pattern in patterns for span in self._spans(pattern)}
        if any(begin == end for begin, end in spans):
            return
        rarest = sorted(spans, key=lambda span: span[1] - span[0])[:_MOST_PAIRS]
        seen = np.zeros(self._count, dtype=np.uint8)
        for number, (begin, end) in enumerate(rarest):
            here = self._owners[begin:end]
            # An entry counts only as long as it has had all pairs before.
            seen[here[seen[here] == number]] = number + 1
        yield from np.flatnonzero(seen == len(rarest)).tolist()

    def _spans(self, pattern: str) -> Iterator[tuple[int, int]]:
        """Yield where the owners of each pair of signs in *pattern* begin and end."""
        data = pattern.encode("utf-16-le", "surrogatepass")
        signs = [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]
        if len(signs) == 1:
            yield self._span(signs[0] << 16, (signs[0] + 1) << 16)
        for first, second in pairwise(signs):
            code = first << 16 | second
            yield self._span(code, code + 1)

    def _span(self, lowest: int, beyond: int) -> tuple[int, int]:
        first, last = self._codes.searchsorted([lowest, min(beyond, 2**32 - 1)])
        begins = self._begins
        total = len(self._owners)
        begin = int(begins[first]) if first < len(begins) else total
        return begin, int(begins[last]) if last < len(begins) else total
