"""Money, measures and written forms are exact."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.records import Language
from app.tasks.assist.currencies import currency_of, rounded
from app.tasks.assist.measures import converted, unit_called
from app.tasks.assist.tool import ProposedCall, ToolBox
from app.tasks.assist.written_forms import date_as, number_as
from app.text.numerals import kanji_number
from app.text.values import ValueKind, find_values


@pytest.mark.parametrize(
    ("tool", "arguments", "text"),
    [
        ("add_tax", {"amount": 12000, "rate": 10, "currency": "円"}, "13,200 JPY"),
        ("add_tax", {"amount": 999, "rate": 8, "currency": "JPY"}, "1,079 JPY"),
        ("add_tax", {"amount": 999, "rate": 8, "currency": "JPY", "rounding": "down"}, "1,078 JPY"),
        ("add_tax", {"amount": 19.99, "rate": 19, "currency": "€"}, "23.79 EUR"),
        ("remove_tax", {"amount": 13200, "rate": 10, "currency": "¥"}, "12,000 JPY"),
        ("remove_tax", {"amount": 119, "rate": 19, "currency": "EUR"}, "100.00 EUR"),
        ("remove_tax", {"amount": 100, "rate": 0, "currency": "USD"}, "100.00 USD"),
        ("round_amount", {"amount": 2.675, "currency": "$"}, "2.68 USD"),
        ("round_amount", {"amount": 1.23456, "currency": "KWD"}, "1.235 KWD"),
        ("round_amount", {"amount": -0.5, "currency": "JPY"}, "-1 JPY"),
        ("convert_unit", {"value": 5, "unit": "km", "to": "miles"}, "3.10686 mi"),
        ("convert_unit", {"value": 30, "unit": "坪", "to": "平米"}, "99.1736 m²"),
        ("convert_unit", {"value": 212, "unit": "°F", "to": "摂氏"}, "100 °C"),
        ("convert_unit", {"value": -40, "unit": "℃", "to": "fahrenheit"}, "-40 °F"),
        ("convert_unit", {"value": 1234567, "unit": "kg", "to": "t"}, "1,234.57 t"),
        ("convert_unit", {"value": 8, "unit": "MB", "to": "Mb"}, "64 Mb"),
        ("convert_unit", {"value": 0, "unit": "ft", "to": "m"}, "0 m"),
        ("write_number", {"number": 1234567.5, "form": "grouped"}, "1,234,567.5"),
        ("write_number", {"number": 1234567.5, "form": "european"}, "1.234.567,5"),
        ("write_number", {"number": 123456789, "form": "japanese"}, "1億2,345万6,789"),
        ("write_number", {"number": 1234567, "form": "kanji"}, "百二十三万四千五百六十七"),
        ("write_number", {"number": 1234567, "form": "formal-kanji"}, "壱百弐拾参万四千五百六拾七"),
        ("write_number", {"number": 10000000, "form": "kanji"}, "一千万"),
        ("write_number", {"number": 0, "form": "kanji"}, "〇"),
        ("write_date", {"day": "2026-03-12", "form": "era"}, "令和8年3月12日"),
        ("write_date", {"day": "2019-05-01", "form": "era"}, "令和元年5月1日"),
        ("write_date", {"day": "2019-04-30", "form": "era"}, "平成31年4月30日"),
        ("write_date", {"day": "昭和64年1月7日", "form": "japanese"}, "1989年1月7日"),
        ("write_date", {"day": "2026-03-12", "form": "american"}, "March 12, 2026"),
    ],
)
def test_the_tools_compute(box: ToolBox, tool: str, arguments: dict[str, Any], text: str) -> None:
    assert box.run(ProposedCall(tool, arguments)).text == text


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("add_tax", {"amount": 1, "rate": 120, "currency": "EUR"}, "tool-rate-out-of-range"),
        ("add_tax", {"amount": 1, "rate": 10, "currency": "doubloons"}, "tool-currency-unknown"),
        ("add_tax", {"amount": 1, "rate": 10, "currency": "cent"}, "tool-currency-unknown"),
        ("add_tax", {"amount": "much", "rate": 10, "currency": "EUR"}, "tool-number-unclear"),
        ("add_tax", {"amount": float("nan"), "rate": 10, "currency": "EUR"}, "tool-number-unclear"),
        ("add_tax", {"amount": 1e30, "rate": 10, "currency": "EUR"}, "tool-number-out-of-range"),
        ("round_amount", {"amount": 1, "currency": "EUR", "rounding": "away"}, "tool-option-unknown"),
        ("convert_unit", {"value": 1, "unit": "parsecs", "to": "km"}, "tool-unit-unknown"),
        ("convert_unit", {"value": 1, "unit": "kg", "to": "km"}, "tool-units-differ"),
        ("write_number", {"number": 1.5, "form": "kanji"}, "tool-form-whole-only"),
        ("write_number", {"number": -1, "form": "japanese"}, "tool-form-whole-only"),
        ("write_date", {"day": "1850-01-01", "form": "era"}, "tool-no-era"),
    ],
)
def test_what_makes_no_sense_is_told(box: ToolBox, tool: str, arguments: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as told:
        box.run(ProposedCall(tool, arguments))
    assert told.value.code == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("EUR", "EUR"),
        ("eur", "EUR"),
        ("円", "JPY"),
        ("￥", "JPY"),
        ("US dollars", "USD"),
        ("£", "GBP"),
        ("kwd", "KWD"),
    ],
)
def test_a_currency_has_many_names(written: str, code: str) -> None:
    assert currency_of(written) == code


@given(st.decimals(-(10**9), 10**9, places=5), st.sampled_from(["JPY", "EUR", "KWD"]))
def test_rounding_moves_by_less_than_the_smallest_unit(amount: Decimal, currency: str) -> None:
    unit = {"JPY": Decimal(1), "EUR": Decimal("0.01"), "KWD": Decimal("0.001")}[currency]
    nearest, down, up = (rounded(amount, currency, way) for way in ("nearest", "down", "up"))
    assert abs(down) <= abs(amount) <= abs(up)
    assert abs(nearest - amount) * 2 <= unit
    assert abs(up) - abs(down) in (0, unit)


@given(
    st.fractions(-(10**6), 10**6), st.sampled_from([("km", "mi"), ("°C", "°F"), ("坪", "m²"), ("K", "°F")])
)
def test_there_and_back_is_the_same(value: Fraction, names: tuple[str, str]) -> None:
    one, other = map(unit_called, names)
    assert converted(converted(value, one, other), other, one) == value


@given(st.integers(1, 10**12 - 1))
def test_numbers_in_kanji_are_read_back(number: int) -> None:
    assert kanji_number(number_as(Decimal(number), "kanji")) == number


@given(
    st.dates(dt.date(1926, 12, 25), dt.date(2099, 12, 31)),
    st.sampled_from(["iso", "english", "american", "japanese", "era"]),
)
def test_written_dates_are_read_back(day: dt.date, form: str) -> None:
    text = date_as(day, form)
    language: Language = "ja" if form in ("japanese", "era") else "en"
    assert [value.normal for value in find_values(text, language, [ValueKind.DATE])] == [day.isoformat()]


def test_look_ups_give_entries_or_say_that_there_are_none(box: ToolBox) -> None:
    found = box.run(ProposedCall("find_contact", {"words": "brandt"}))
    assert (found.text, found.found[0]["title"]) == ("ellen@brandt.example", "Ellen Brandt")
    assert box.run(ProposedCall("find_template", {"words": "delay"})).found[0]["id"] == "delay-notice"
    nothing = box.run(ProposedCall("search_history", {"words": "chairs"}))
    assert (nothing.found, nothing.lines[0].code) == ((), "tool-nothing-found")
    with pytest.raises(InputError, match="tool-argument-missing"):
        box.run(ProposedCall("find_contact", {"words": "  "}))


def test_a_panel_is_asked_for_and_nothing_more(box: ToolBox) -> None:
    given_ = {"panel": "email", "template": "delay", "recipient": "Ms Brandt", "notes": "two days late"}
    panel = box.run(ProposedCall("open_panel", given_)).panel
    assert panel is not None
    assert (panel.page, dict(panel.fields)) == (
        "email",
        {"template": "delay-notice", "recipient": "Ms Brandt", "notes": "two days late"},
    )
    unknown = box.run(ProposedCall("open_panel", given_ | {"template": "poem"}))
    assert unknown.panel is not None
    assert "template" not in unknown.panel.fields
    assert unknown.lines[-1].code == "tool-nothing-found"
    other = box.run(ProposedCall("open_panel", {"panel": "forms", "notes": "x"})).panel
    assert other is not None
    assert not other.fields
    with pytest.raises(InputError, match="tool-option-unknown"):
        box.run(ProposedCall("open_panel", {"panel": "send"}))
