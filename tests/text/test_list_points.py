"""Points of a list that a person typed."""

import pytest

from app.text.list_points import points


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- one\n* two", ["one", "two"]),
        ("1. one\n2) two\n3、三", ["one", "two", "三"]),
        ("one; two；三", ["one", "two", "三"]),
        ("1.5 t of tea\n10:30 tea", ["1.5 t of tea", "10:30 tea"]),
        ("0.:", ["0.:"]),
        ("\n \n", []),
    ],
)
def test_points_stand_without_their_marks(text: str, expected: list[str]) -> None:
    assert points(text) == expected
