"""Phone numbers, e-mail addresses and web addresses."""

import re
from collections.abc import Iterator

import phonenumbers

from app.records import Language
from app.text.found import Found

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?![\w@])", re.ASCII
)
_URL = re.compile(
    r"(?<![A-Za-z0-9])(?:https?://|www\.(?=[A-Za-z0-9]))[!#-&*-;=?-\[\]^-~]{1,2000}(?<![.,:;!?'*\]])",
    re.IGNORECASE,
)
_BARE_URL = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9][a-z0-9-]{0,62}\.){1,4}(?:com|org|net|info|biz|eu|jp|de|at|ch|fr|uk|nl|io|dev|shop|example)"
    r"(?![\w@-])(?:/[!#-&*-;=?-\[\]^-~]{0,2000})?(?<![.,:;!?'*\]])",
    re.ASCII | re.IGNORECASE,
)
"""A web address that tells itself by its last part only."""
_PHONE = re.compile(
    r"""
    (?<![\w+./-])(?<!\d:)
    (?P<number>
        \+\d{1,3}(?:[ .-]?\(0\))?(?:[ ./-]{0,2}\(?\d{1,5}\)?){1,6}    # +49 (0)221 5550-188
      | \(?0\d{1,4}\)?(?:[ .-]{0,2}\(?\d{2,4}\)?){1,3}                 # 03-5555-0142, 020 7946 0958
      | (?:1[ .-])?\(?[2-9]\d{2}\)?[ ]?[.-]?[ ]?\d{3}[ .-]\d{4}         # (212) 555-0142
      | \d{7,12})                                                      # only after "tel" and the like
    (?:[ ]?(?:ext\.?|extension|x|内線)[ ]?(?P<extension>\d{1,5}))?
    (?![\w%]|[-.:,/]\d)
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"(?:tel|phone|mobile|cell|fax|telephone|call|電話|携帯|ファックス)(?:番号|[ ]number)?[ .:]{0,3}$",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\(?0\d{1,4}[-)]\(?\d{1,4}[-)]\d{3,4}|(?:1[ .-])?\(?\d{3}\)?[ .-]{1,2}\d{3}[.-]\d{4}")
_LENGTHS_HERE = range(9, 12)
_LENGTHS_ABROAD = range(9, 16)
_LENGTHS_LABELLED = range(7, 15)
_REGIONS: dict[Language, tuple[str, ...]] = {"en": ("US", "GB", "JP"), "ja": ("JP", "US")}


def find_emails(text: str, _language: Language) -> Iterator[Found]:
    """Yield the e-mail addresses in *text*, half-width, in lower case."""
    for match in _EMAIL.finditer(text):
        address = match.group().rstrip(".-")
        yield match.start(), match.start() + len(address), address.lower()


def find_urls(text: str, _language: Language) -> Iterator[Found]:
    """Yield the web addresses in *text*, half-width, without their scheme and in lower case."""
    for pattern in (_URL, _BARE_URL):
        for match in pattern.finditer(text):
            yield *match.span(), re.sub(r"^https?://|/$", "", match.group().lower())


def find_phones(text: str, language: Language) -> Iterator[Found]:
    """Yield the phone numbers in *text*, half-width: their digits, with + where the country is written.

    An extension follows an x. A number that no region gives out counts by its groups of digits, or
    after a word such as "Tel".
    """
    for match in _PHONE.finditer(text):
        number = match["number"]
        before = text[max(0, match.start() - 16) : match.start()]
        if _is_phone(number, before, language):
            yield *match.span(), _digits(number) + (f"x{match['extension']}" if match["extension"] else "")


def same_phone(one: str, other: str) -> bool:
    """Return whether two comparable forms are one number, with and without its country."""
    (one, _, ours), (other, _, theirs) = one.partition("x"), other.partition("x")
    if one.startswith("+") == other.startswith("+"):
        return (one, ours) == (other, theirs)
    abroad, here = (one, other) if one.startswith("+") else (other, one)
    return ours == theirs and len(here) > 6 and abroad.endswith(here.removeprefix("0"))


def _is_phone(number: str, before: str, language: Language) -> bool:
    length = sum(sign.isdigit() for sign in number)
    if number.startswith("+"):
        return length in _LENGTHS_ABROAD
    if length not in _LENGTHS_LABELLED:
        return False
    if _LABEL.search(before) or (_GROUPED.fullmatch(number) and length in _LENGTHS_HERE):
        return True
    # 4111 0111 1111 1111 is a card; 2125550142 without a sign between is more often an order.
    if (number.isdigit() and number[0] != "0") or (before[-2:-1].isdigit() and before.endswith(" ")):
        return False
    return any(_is_valid(number, region) for region in _REGIONS[language])


def _is_valid(number: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _digits(number: str) -> str:
    digits = re.sub(r"\(0\)|\D", "", number)
    if number.startswith("+"):
        return "+" + digits
    if digits.startswith("00"):
        return "+" + digits[2:]
    # 1-800-555-0199 is the same as 800-555-0199.
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
