"""Tools about money, units of measure, and the forms that numbers and dates are written in."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from app.errors import InputError
from app.tasks.assist.currencies import ROUNDINGS, currency_of, number_from, rounded, shown
from app.tasks.assist.days import day_of
from app.tasks.assist.measures import converted, unit_called
from app.tasks.assist.tool import Arguments, Kind, Parameter, ResultLine, Tool, ToolDescription, ToolResult
from app.tasks.assist.written_forms import DATE_FORMS, NUMBER_FORMS, date_as, number_as
from app.text.numerals import plain_form

_AMOUNT = Parameter("amount", Kind.NUMBER, "The amount of money.")
_RATE = Parameter("rate", Kind.NUMBER, "The tax rate in percent: 10 for 10 %.")
_CURRENCY = Parameter("currency", Kind.TEXT, "As it is written: EUR, $, 円.")
_ROUNDING = Parameter(
    "rounding", Kind.TEXT, "Default is nearest.", required=False, options=tuple(ROUNDINGS), default="nearest"
)
_DIGITS = 6
"""Significant digits of what a unit turns into, unless it is exact with fewer."""


def amount_tools(today: Callable[[], dt.date]) -> tuple[Tool, ...]:
    """Return the tools; dates without a year are read as seen from *today*."""
    money = (_AMOUNT, _RATE, _CURRENCY, _ROUNDING)
    date_form = Parameter("form", Kind.TEXT, "era: 令和8年3月12日.", options=DATE_FORMS)
    return (
        Tool(
            ToolDescription("add_tax", "Price with tax (税込) of an amount without it (税抜).", money),
            _add_tax,
        ),
        Tool(
            ToolDescription("remove_tax", "Price without tax (税抜) of an amount with it (税込).", money),
            _remove_tax,
        ),
        Tool(
            ToolDescription(
                "round_amount",
                "Round an amount to what its currency has.",
                (_AMOUNT, _CURRENCY, _ROUNDING),
            ),
            _round_amount,
        ),
        Tool(
            ToolDescription(
                "convert_unit",
                "Convert a length, area, volume, weight, temperature, time, speed or data size to another unit; no currencies.",
                (
                    Parameter("value", Kind.NUMBER),
                    Parameter("unit", Kind.TEXT, "The unit it is in."),
                    Parameter("to", Kind.TEXT, "The unit wanted."),
                ),
            ),
            _convert_unit,
        ),
        Tool(
            ToolDescription(
                "write_number",
                "Write a number in another form: 1,234,567 (grouped), 123万4,567 (japanese), 百二十三万 (kanji).",
                (Parameter("number", Kind.NUMBER), Parameter("form", Kind.TEXT, options=NUMBER_FORMS)),
            ),
            lambda given: _written(
                "write_number",
                given,
                number_as(number_from(given["number"]), _among(given, "form", NUMBER_FORMS)),
            ),
        ),
        Tool(
            ToolDescription(
                "write_date",
                "Write a date in another form, such as the Japanese era (和暦, 令和) or the western calendar (西暦).",
                (Parameter("day", Kind.DATE, "The date, as it is written."), date_form),
            ),
            lambda given: _written(
                "write_date", given, date_as(day_of(given["day"], today()), _among(given, "form", DATE_FORMS))
            ),
        ),
    )


def _add_tax(given: Arguments) -> ToolResult:
    amount, rate, currency, rounding = _money(given)
    net = rounded(amount, currency, rounding)
    tax = rounded(amount * rate / 100, currency, rounding)
    return _taxed("add_tax", given, shown(net + tax, currency), net, tax, currency)


def _remove_tax(given: Arguments) -> ToolResult:
    amount, rate, currency, rounding = _money(given)
    gross = rounded(amount, currency, rounding)
    tax = rounded(amount * rate / (100 + rate), currency, rounding)
    return _taxed("remove_tax", given, shown(gross - tax, currency), gross - tax, tax, currency)


def _taxed(tool: str, given: Arguments, text: str, net: Decimal, tax: Decimal, currency: str) -> ToolResult:
    parts = {"net": net, "tax": tax, "gross": net + tax}
    line = ResultLine("tool-tax", {name: shown(part, currency) for name, part in parts.items()})
    return ToolResult(tool, given, text, (line,))


def _money(given: Arguments) -> tuple[Decimal, Decimal, str, str]:
    """Return amount, rate in percent, currency and rounding."""
    rate = number_from(given["rate"])
    if not 0 <= rate <= 100:
        raise InputError("tool-rate-out-of-range", value=plain_form(rate))
    currency = currency_of(given["currency"])
    return number_from(given["amount"]), rate, currency, _among(given, "rounding", tuple(ROUNDINGS))


def _round_amount(given: Arguments) -> ToolResult:
    currency = currency_of(given["currency"])
    amount = rounded(number_from(given["amount"]), currency, _among(given, "rounding", tuple(ROUNDINGS)))
    return _written("round_amount", given, shown(amount, currency))


def _convert_unit(given: Arguments) -> ToolResult:
    unit, to = unit_called(str(given["unit"])), unit_called(str(given["to"]))
    value = number_from(given["value"])
    found = converted(Fraction(value), unit, to)
    text = f"{_decimal(found)} {to.sign}"
    line = ResultLine(
        "tool-converted"
        if Fraction(Decimal(_decimal(found).replace(",", ""))) == found
        else "tool-converted-about",
        {"value": f"{plain_form(value)} {unit.sign}", "result": text},
    )
    return ToolResult("convert_unit", given, text, (line,))


def _decimal(value: Fraction) -> str:
    """Return *value* with at most six significant digits, none of them lost before the point."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if not exact:
        return "0"
    kept = min(exact.adjusted() - _DIGITS + 1, 0)
    return number_as(exact.quantize(Decimal(1).scaleb(kept)), "grouped")


def _written(tool: str, given: Arguments, text: str) -> ToolResult:
    return ToolResult(tool, given, text, (ResultLine("tool-written", {"text": text}),))


def _among(given: Arguments, name: str, options: tuple[str, ...]) -> str:
    """Return the argument *name*, one of *options*."""
    value = str(given[name])
    if value not in options:
        raise InputError("tool-option-unknown", argument=name, value=value, options=options)
    return value
