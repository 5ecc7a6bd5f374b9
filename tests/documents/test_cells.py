"""Values of cells read like a person writes them, and texts stay texts."""

import datetime as dt

import pytest

from app.documents.cells import cell_text, harmless


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (7, "7"),
        (dt.date(2026, 3, 2), "2026-03-02"),
        (dt.datetime(2026, 3, 2), "2026-03-02"),  # noqa: DTZ001 - cells have no zone
        (dt.datetime(2026, 3, 2, 10, 15), "2026-03-02 10:15"),  # noqa: DTZ001 - likewise
        (dt.time(9, 30), "09:30"),
        (" as it is ", " as it is "),
    ],
)
def test_a_value_reads_as_a_person_would_write_it(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_what_looks_like_a_formula_is_marked_as_a_text(sign: str) -> None:
    assert harmless(f"{sign}1") == f"'{sign}1"
    assert harmless(f"1{sign}") == f"1{sign}"
