"""Amounts of money in whole units of their currency."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation

from app.errors import InputError
from app.tasks.assist.tool import Value
from app.text.half_width import half_width
from app.text.values import ValueKind, find_values

ROUNDINGS = {"nearest": ROUND_HALF_UP, "down": ROUND_FLOOR, "up": ROUND_CEILING}
"""Which way what is left below the smallest unit goes."""
_DECIMALS = {
    "JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "PYG": 0, "UGX": 0, "XAF": 0, "XOF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip
"""Decimal places of ISO 4217 where they are not two."""
_MOST = Decimal(10) ** 15
_SUBUNITS = frozenset({"cent", "pence"})


def decimals_of(currency: str) -> int:
    """Return how many decimals amounts in *currency* (three letters) have."""
    return _DECIMALS.get(currency, 2)


def currency_of(written: Value) -> str:
    """Return the three letters of a currency: of its code, its sign or its name in English or Japanese.

    Raises:
        InputError: `tool-currency-unknown`.
    """
    text = half_width(str(written)).strip()
    if text.upper() in _DECIMALS:
        return text.upper()
    for tried in (f"1 {text}", f"1{text}", f"{text}1", f"1 {text.upper()}", f"1 {text.lower()}"):
        found = find_values(tried, "en", [ValueKind.AMOUNT])
        if len(found) == 1 and found[0].text == tried:
            currency = found[0].normal.partition(" ")[2]
            if currency not in _SUBUNITS:
                return currency
    raise InputError("tool-currency-unknown", currency=str(written))


def number_from(value: Value, limit: Decimal = _MOST) -> Decimal:
    """Return *value* as an exact number.

    Raises:
        InputError: `tool-number-unclear` for what is none, `tool-number-out-of-range` beyond *limit*.
    """
    try:
        number = Decimal(half_width(str(value)).replace(",", ""))
    except InvalidOperation as error:
        raise InputError("tool-number-unclear", value=str(value)) from error
    if not number.is_finite() or isinstance(value, bool):
        raise InputError("tool-number-unclear", value=str(value))
    if abs(number) > limit:
        raise InputError("tool-number-out-of-range", value=str(value), limit=f"{limit:,.0f}")
    return number


def rounded(amount: Decimal, currency: str, rounding: str = "nearest") -> Decimal:
    """Return *amount* with as many decimals as *currency* has.

    *rounding* is one of `ROUNDINGS`; down and up go towards smaller and larger sizes, whatever the sign.
    """
    size = abs(amount).quantize(Decimal(1).scaleb(-decimals_of(currency)), ROUNDINGS[rounding])
    return -size if amount < 0 and size else size


def shown(amount: Decimal, currency: str) -> str:
    """Return *amount*, rounded before, as `1,234.50 EUR`."""
    return f"{amount:,.{decimals_of(currency)}f} {currency}"
