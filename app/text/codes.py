"""Codes of orders, invoices, lots and accounts."""

import re
from collections.abc import Iterator

from app.records import Language
from app.text.found import Found

_TOKEN = re.compile(
    r"(?<![A-Za-z0-9_.,/@-])[A-Za-z0-9]{1,24}(?:[-/_][A-Za-z0-9]{1,24}){0,6}(?![A-Za-z0-9_@/-])(?![.,]\d)"
)
_SMALL = re.compile(r"(?<![A-Za-z0-9_.,/@-])[a-z]{1,4}-\d{3,12}(?![A-Za-z0-9_@/-])(?![.,]\d)")
"""A code whose capitals got lost."""
_SPACED = re.compile(
    r"(?<![A-Za-z0-9_-])(?:PO|SO|WO|INV|RMA|RFQ|ISO|DIN|EN|REF|TN)[ ]\d{3,12}(?![A-Za-z0-9_-])"
)
_LABELLED = re.compile(
    r"""
    (?: (?<![A-Za-z])
        (?:order|invoice|ticket|case|quote|quotation|reference|ref|customer|account|contract|policy|tracking
          |serial|part|item|lot|batch|delivery|shipment|purchase[ ]order|delivery[ ]note|member|employee)
        (?:[ ](?:number|no\.?|nr\.?|id|code)[ ]?[:#]?[ ]?(?P<named>[A-Za-z0-9][A-Za-z0-9/_-]{0,30})
          | [ ]?[:#][ ]?(?P<marked>[A-Za-z0-9][A-Za-z0-9/_-]{0,30}) | [ ](?P<bare>\d{4,12}))
      | (?:番号|品番|型番|伝票|コード)(?:[ ]?[:は][ ]?|[ ])?(?P<japanese>[A-Za-z0-9][A-Za-z0-9/_-]{2,30})
      | (?:(?<![A-Za-z])(?:No\.|Nr\.|№)[ ]?|(?<![A-Za-z0-9&])\#[ ]?)
        (?P<sign>(?-i:[A-Z0-9]{0,6}[/_-]?\d[A-Z0-9/_-]{1,30}))
      | (?<![A-Za-z])(?:number|code)[ ]?[:#]?[ ]?
        (?P<shaped>(?-i:[A-Z0-9]{1,12}(?:[-/_][A-Z0-9]{1,12}){1,5}))
    ) (?![A-Za-z0-9_@])(?![.,]\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_GROUPS = ("named", "marked", "bare", "japanese", "sign", "shaped")
_CAPITAL_CODE = re.compile(r"[A-Z0-9]+(?:[-/_][A-Z0-9]+)*")
_NUMBER_WITH_UNIT = re.compile(r"\d+[A-Z]{1,3}")
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d\d(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
)


def find_codes(text: str, _language: Language) -> Iterator[Found]:
    """Yield the codes in *text*, half-width, in capitals without blanks; a label is left out."""
    for match in _LABELLED.finditer(text):
        group = next(name for name in _GROUPS if match[name])
        code = match[group].rstrip("-/_")
        if any(sign.isdigit() for sign in code):
            yield match.start(group), match.start(group) + len(code), code.upper()
    for match in _SPACED.finditer(text):
        yield *match.span(), match.group().replace(" ", "")
    for match in _SMALL.finditer(text):
        yield *match.span(), match.group().upper()
    for match in _TOKEN.finditer(text):
        if _is_code(match.group()):
            yield *match.span(), match.group()


def find_accounts(text: str, _language: Language) -> Iterator[Found]:
    """Yield the international bank account numbers (IBAN) whose check digits are right."""
    for match in _IBAN.finditer(text):
        account = match.group().replace(" ", "")
        if int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1:
            yield *match.span(), account


def same_code(one: str, other: str) -> bool:
    """Return whether two comparable forms differ in their hyphens and strokes only."""
    return re.sub(r"[-/_]", "", one) == re.sub(r"[-/_]", "", other)


def _is_code(token: str) -> bool:
    """Return whether *token* is a code by its shape: capitals with two digits, or 26-014."""
    digits = sum(sign.isdigit() for sign in token)
    if digits < 2 or not _CAPITAL_CODE.fullmatch(token):
        return False
    if not re.sub(r"[-/_]", "", token).isdigit():
        return not (_NUMBER_WITH_UNIT.fullmatch(token) or token.startswith(("GMT", "UTC")))
    parts = token.split("-")
    if len(parts) < 2 or "/" in token or "_" in token or digits < 5 or min(map(len, parts)) < 2:
        return False
    # 2026-27 is a year of business, 100-200 is from 100 to 200.
    if re.fullmatch(r"(?:19|20)\d\d-\d\d", token):
        return False
    return len(parts) > 2 or any(part[0] == "0" for part in parts) or int(parts[0]) > int(parts[1])
