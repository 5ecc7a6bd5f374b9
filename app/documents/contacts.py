"""People and companies of an address book, whichever file they come from."""

import re
from dataclasses import dataclass

from app.records import Language
from app.text.languages import is_japanese

_JAPAN = frozenset({"japan", "jp", "jpn", "日本", "日本国"})
_POSTAL_CODE = re.compile(r"〒?\s*(\d{3})[-‐－ー]?(\d{4})")


@dataclass(frozen=True, slots=True)
class Contact:
    """One person, or a company of which no person is known.

    A text that the file does not tell is empty.
    """

    name: str = ""
    """As it is written to: `Ann Lee`, `田中 太郎`."""
    reading: str = ""
    """How a Japanese name is read, in kana."""
    company: str = ""
    department: str = ""
    title: str = ""
    """What the person is there, such as `Sales manager`."""
    emails: tuple[str, ...] = ()
    """The preferred one first."""
    phones: tuple[str, ...] = ()
    """Those of the office first; no fax."""
    address: str = ""
    """Postal address in one line."""
    language: Language | None = None
    """The one to write in; None where the file does not tell and the name is in Latin letters."""

    @property
    def email(self) -> str:
        """The preferred e-mail address, or nothing."""
        return self.emails[0] if self.emails else ""

    @property
    def phone(self) -> str:
        """The preferred phone number, or nothing."""
        return self.phones[0] if self.phones else ""

    @property
    def says_whom(self) -> bool:
        """Whether somebody can be told by it: a name, a company or an e-mail address."""
        return bool(self.name or self.company or self.emails)


def joined_name(family: str, middle: str, given: str) -> str:
    """Return the parts of a name in the order in which they are written."""
    if is_japanese(family + given):
        return " ".join(filter(None, (family, given)))
    return " ".join(filter(None, (given, middle, family)))


def joined_address(streets: tuple[str, ...], city: str, region: str, postal_code: str, country: str) -> str:
    """Return a postal address in one line, in the order of its country."""
    if is_japanese(f"{region}{city}{''.join(streets)}"):
        code = _POSTAL_CODE.fullmatch(postal_code)
        shown = f"〒{code[1]}-{code[2]}" if code else postal_code
        abroad = "" if country.casefold() in _JAPAN else country
        first, *rest = (*streets, "")
        return " ".join(filter(None, (shown, abroad, f"{region}{city}{first}", *rest)))
    place = " ".join(filter(None, (region, postal_code)))
    return ", ".join(filter(None, (*streets, city, place, country)))


def language_of(told: str, name: str, company: str) -> Language | None:
    """Return the language to write in: the one that is *told*, or that of the names; None for unknown."""
    begin = told.strip().casefold()
    if begin.startswith(("ja", "日本")):
        return "ja"
    if begin.startswith(("en", "英")):
        return "en"
    return "ja" if is_japanese(name or company) else None
