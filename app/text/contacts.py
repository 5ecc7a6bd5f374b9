"""Phone numbers, e-mail addresses, web addresses, and codes of orders and invoices."""

import re
from collections.abc import Iterator

import phonenumbers

from app.records import Language

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?![\w@])", re.ASCII
)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'「」（）()]+[^\s<>\"'「」（）().,;:!?、。]", re.IGNORECASE)
_CODE = re.compile(
    r"(?<![A-Za-z0-9_-])(?:"
    r"[A-Z]{1,6}[-/ ]?\d{2,}(?:[-/]\d+)*[A-Z]?"  # KC-2041, INV-2026-001
    r"|\d{2,}(?:-\d{2,})+"  # 26-014
    r"|[A-Z0-9]+(?:-[A-Z0-9]*\d[A-Z0-9]*)+"  # A1-B22
    r"|(?:No\.?|Nr\.?|#|№)\s?\d{2,}"
    r")(?![A-Za-z0-9_-])"
)
_PHONE_SHAPE = re.compile(r"\+|\(?0\d|\d{3}[-.\s)]")
_PHONE_WRITTEN = re.compile(
    # Numbers that no region gives out, as samples and tests have them, are phones by their shape.
    r"(?<![\w+-])(?:\+\d{1,3}[ -]?(?:\(?\d{1,5}\)?[ -]?){2,5}\d{2,}"
    r"|\(\d{3}\)[ ]?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|0\d{1,4}-\d{1,4}-\d{3,4}|0\d{1,4}[（(]\d{1,4}[）)]\d{3,4})"
    r"(?![\w-])",
    re.ASCII,
)
_REGIONS: dict[Language, tuple[str, ...]] = {"en": ("US", "GB", "JP"), "ja": ("JP", "US")}


def find_emails(text: str, _language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the e-mail addresses, in lower case."""
    for match in _EMAIL.finditer(text):
        address = match.group().rstrip(".-")
        yield match.start(), match.start() + len(address), address.lower()


def find_urls(text: str, _language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the web addresses, without their scheme and in lower case."""
    for match in _URL.finditer(text):
        normal = re.sub(r"^https?://|/$", "", match.group().lower())
        yield match.start(), match.end(), normal


def find_phones(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the phone numbers, in the international form where their region knows them."""
    seen: set[int] = set()
    for region in _REGIONS[language]:
        for match in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.VALID):
            if match.start not in seen and _PHONE_SHAPE.search(match.raw_string):
                seen.add(match.start)
                form = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
                yield match.start, match.end, form
    for written in _PHONE_WRITTEN.finditer(text):
        yield written.start(), written.end(), re.sub(r"[^\d+]", "", written.group())


def find_codes(text: str, _language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the codes of orders, invoices and lots, in capitals without blanks."""
    for match in _CODE.finditer(text):
        bare = re.sub(r"^(?:No|Nr)\.?\s?|^[#№]\s?|\s", "", match.group(), flags=re.IGNORECASE)
        yield match.start(), match.end(), bare.upper()
