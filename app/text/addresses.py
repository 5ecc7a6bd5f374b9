"""Postal addresses and codes of Japan, the United States, Britain and German-speaking countries."""

import re
import unicodedata
from collections.abc import Iterator

from app.records import Language

_PREFECTURE = r"(?:北海道|東京都|京都府|大阪府|[一-龥]{2,3}県)"
_JAPANESE = re.compile(
    rf"(?:〒?\s?\d{{3}}[-－ー]\d{{4}}\s*)?(?:{_PREFECTURE}|[一-龥]{{1,4}}市[一-龥]{{0,4}}区?)"
    r"[一-龥ぁ-んァ-ヶー々]{1,30}?(?:[\d０-９]+|[一二三四五六七八九十百]+)(?:丁目|番地?|号|[-－ー‐の]|[\d０-９])*"
)
_STREET = (
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Dr\.?|Way|Square|Sq\.?|Boulevard|Blvd\.?|Court|Ct\.?"
    r"|Place|Pl\.?|Terrace|Close|Row|Quay|Highway|Hwy\.?|Parkway|Pkwy\.?)"
)
_PLACE = r"(?:,?[ \n]+(?:[A-Z][\w.'-]+|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{5}(?:-\d{4})?)){0,6}"
_ENGLISH = re.compile(rf"\b\d{{1,5}}[A-Za-z]?\s+(?:[A-Z0-9][\w.'-]*\s+){{0,4}}{_STREET}\b{_PLACE}")
_GERMAN = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüßÄÖÜ.-]{2,40}(?:straße|strasse|str\.|weg|allee|platz|gasse|gata|gatan|vej)\s+\d{1,4}\s?[a-z]?\b"
    r"(?:,?\s+\d{4,5}\s+[A-ZÄÖÜ][\wäöüß-]+(?:,\s*[A-Z][a-z]+)?)?"
)
_CODES = re.compile(
    r"〒\s?\d{3}[-－]?\d{4}|(?<![\d-])\d{3}-\d{4}(?![\d-])|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b"
)


def find_addresses(text: str, _language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the postal addresses, without blanks and punctuation."""
    for pattern in (_JAPANESE, _ENGLISH, _GERMAN):
        for match in pattern.finditer(text):
            end = match.start() + len(match.group().rstrip(" ,\n"))
            yield match.start(), end, _squeezed(text[match.start() : end])


def find_postal_codes(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield the postal codes that can be told from other numbers."""
    for match in _CODES.finditer(text):
        if match.group()[0].isdigit() and language != "ja":
            continue  # elsewhere three and four digits are the end of a phone number
        yield match.start(), match.end(), _squeezed(match.group())


def _squeezed(text: str) -> str:
    return re.sub(r"[\s,.〒-]", "", unicodedata.normalize("NFKC", text)).lower()
