"""The unit beside a number is told in both languages."""

from decimal import Decimal

import pytest

from app.text.units import length_of_time, unit_at, unit_end


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 km", "kilometre"), ("5m", "metre"), ("5 mm long", "millimetre"), ("5-metre cable", "metre"), ("5kg", "kilogram"),
        ("5 g", "gram"), ("5 working days", "working day"), ("5 business-days", "working day"), ("5 days", "day"),
        ("5日", "day"), ("5営業日", "working day"), ("5週間後", "week"), ("5か月", "month"), ("5ヶ月", "month"), ("5時間", "hour"),
        ("5分間", "minute"), ("5キロ", "kilogram"), ("5キロメートル", "kilometre"), ("5 min", "minute"), ("5 mins.", "minute"),
        ("5 months", "month"), ("5 boxes", None), ("5 messages", None), ("5", None), ("5個", None),
    ],
)  # fmt: skip
def test_the_unit_that_follows_a_number_has_one_name(text: str, unit: str | None) -> None:
    assert unit_at(text, 1) == unit


@pytest.mark.parametrize(
    ("one", "other"),
    [(("1.5", "hour"), ("90", "minute")), (("2", "week"), ("14", "day")), (("1", "fortnight"), ("2", "week")), (("2", "year"), ("24", "month"))],
)  # fmt: skip
def test_equal_lengths_of_time_are_equal(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert length_of_time(Decimal(one[0]), one[1]) == length_of_time(Decimal(other[0]), other[1])


def test_a_month_has_no_number_of_days() -> None:
    assert length_of_time(Decimal(1), "month") != length_of_time(Decimal(30), "day")
    assert length_of_time(Decimal(5), "working day") is None


def test_a_unit_ends_where_it_ends() -> None:
    assert unit_end("5 km away", 1) == len("5 km")
    assert unit_end("5 boxes", 1) == 1
