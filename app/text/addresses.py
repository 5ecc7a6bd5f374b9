"""Postal addresses and codes of Japan, the United States, Britain and German-speaking countries."""

import re
from collections.abc import Iterator

from app.records import Language
from app.text.found import Found
from app.text.numerals import kanji_number

_KANJI = "一-龥々"
_PREFECTURE = rf"(?:北海道|東京都|京都府|大阪府|[{_KANJI}]{{2,3}}県)"
_TOWN = rf"[{_KANJI}ぁ-んァ-ヶー]{{1,7}}?[市区町村郡]"
_NUMBER_JA = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_LOT = (
    rf"(?:\d{{1,2}}条[東西南北]?)?{_NUMBER_JA}(?:丁目|番地|[ ]?-[ ]?{_NUMBER_JA}|番[ ]?{_NUMBER_JA})"
    rf"(?:[ ]?(?:丁目|番地の?|番|号|-|の(?=\d))[ ]?{_NUMBER_JA}?|{_NUMBER_JA}(?=[番号-])){{0,6}}"
)
_BUILDING = (
    rf"(?:[ \n]?[{_KANJI}ァ-ヶーのA-Za-z0-9]{{1,20}}?"
    r"(?:ビル(?:ディング)?|マンション|タワー|ハイツ|コーポ|荘|会館|センター)(?:[ ]?\d{1,3}(?:階|F|号室|号))?"
    r"|[ ]?\d{1,4}号室)?"
)
_JAPANESE = re.compile(
    r"(?:〒?[ ]?\d{3}-\d{4}[ \n]{0,2})?"
    rf"(?:{_PREFECTURE}[ ]?{_TOWN}|(?<![{_KANJI}])[{_KANJI}ぁ-んァ-ヶー]{{1,5}}?[市区])(?:{_TOWN})?"
    rf"(?:(?![はをで])[{_KANJI}ぁ-んァ-ヶー]){{0,20}}?[ ]?{_LOT}{_BUILDING}"
)
_STREET = (
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Dr\.?|Way|Square|Sq\.?|Boulevard|Blvd\.?|Court|Ct\.?"
    r"|Place|Pl\.?|Terrace|Close|Crescent|Gardens|Row|Quay|Highway|Hwy\.?|Parkway|Pkwy\.?|Circle|Broadway)"
)
_STATES = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
    r"|V[AT]|W[AIVY])"
)
_UK_CODE = r"[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}\b"
_US_CODE = rf"\b{_STATES}[ ]\d{{5}}(?:-\d{{4}})?\b"
_CODE = rf"(?:{_UK_CODE}|{_US_CODE}|(?:[A-Z]{{1,2}}-)?\d{{4,5}}\b)"
_WORD = r"[A-ZÄÖÜ][\wäöüßéè'-]{1,30}"
_PLACE = rf"{_WORD}(?:[ ]{_WORD}){{0,2}}"
_ROOM = r"(?:,?[ ](?:Suite|Ste\.?|Apt\.?|Unit|Floor|Room)[ ]#?\w{1,6})?(?:[ ](?:NW|NE|SW|SE|N|S|E|W)\b\.?)?"
_STREET_NAME = rf"(?:[NSEW]\.?[ ])?(?:(?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th))\.?[ ]){{1,4}}?"
_ENGLISH = re.compile(
    rf"\b\d{{1,5}}[A-Za-z]?[ ]{_STREET_NAME}{_STREET}(?!\w)(?![ ]{_STREET}(?!\w)){_ROOM}"
    rf"(?:,[ \n]?{_PLACE}(?!\w)(?=[,.;:\n]|[ ]{_CODE}|$)){{0,2}}"
    rf"(?:(?:,?[ ]|,?\n){_PLACE}(?=,?[ \n]{_CODE}))?"
    rf"(?:,?[ \n](?:{_UK_CODE}|{_US_CODE}|\d{{5}}(?:-\d{{4}})?\b))?"
)
_BOX = re.compile(
    rf"\bP\.?[ ]?O\.?[ ]Box[ ]\d{{1,6}}(?:,[ ]{_PLACE}(?=[,.;\n]|[ ]{_CODE}|$))?(?:,?[ ]{_CODE})?"
)
_GERMAN = re.compile(
    r"\b(?:[A-ZÄÖÜ][a-zäöüß.-]{1,30}(?:straße|strasse|str\.|weg|allee|platz|gasse|ring|ufer|damm)"
    r"|[A-ZÄÖÜ][a-zäöüß-]{1,20}[ ](?:Straße|Strasse|Str\.|Weg|Allee|Platz|Ring))[ ]\d{1,4}(?:[ ]?[a-z]\b)?"
    rf"(?:,?[ \n](?:[A-Z]{{1,2}}-)?\d{{4,5}}[ ]{_WORD}(?:,[ ]{_WORD})?)?"
)
_CODES = re.compile(
    r"〒[ ]?\d{3}-?\d{4}(?!\d)"
    rf"|(?<![A-Za-z0-9-])(?:{_UK_CODE}|{_STATES}[ ]\d{{5}}(?:-\d{{4}})?(?![\w-])|D-\d{{5}}(?!\d))"
)
_KANJI_LOT = re.compile(r"[一二三四五六七八九十]{1,3}(?=丁目|番|号)")
_LOT_WORDS = re.compile(r"(?<=\d)(?:丁目|番地の?|番|号(?!室)|の(?=\d))")
_BARE_CODE_JA = re.compile(r"(?<![\w.-])\d{3}-\d{4}(?![\w-])", re.ASCII)


def find_addresses(text: str, _language: Language) -> Iterator[Found]:
    """Yield the postal addresses in *text*, half-width, without blanks and punctuation."""
    for pattern in (_JAPANESE, _ENGLISH, _GERMAN, _BOX):
        for match in pattern.finditer(text):
            end = match.start() + len(match.group().rstrip(" ,\n-"))
            yield match.start(), end, _squeezed(text[match.start() : end])


def find_postal_codes(text: str, language: Language) -> Iterator[Found]:
    """Yield the postal codes in *text*, half-width, that can be told from other numbers."""
    patterns = (_CODES, _BARE_CODE_JA) if language == "ja" else (_CODES,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield *match.span(), _squeezed(match.group())


def _squeezed(text: str) -> str:
    in_digits = _KANJI_LOT.sub(lambda match: str(kanji_number(match[0])), text)
    return re.sub(r"[\s,.〒-]", "", _LOT_WORDS.sub("", in_digits)).lower()
