"""Japanese names are known in each way to write them in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.romanised import plain_romanised, romanised, romanised_names, with_names_as_in


@pytest.mark.parametrize(
    ("reading", "written"),
    [
        ("タナカ", "Tanaka"), ("オオノ", "Ohno"), ("オオノ", "Ōno"), ("サトウ", "Satou"), ("ジュンコ", "Junko"), ("シンジュク", "Shinjuku"),
        ("シンジュク", "Sinzyuku"), ("ホンマ", "Homma"), ("フジイ", "Fujii"), ("ホッカイドウ", "Hokkaidō"), ("ハットリ", "Hattori"),
        ("ジュンイチロウ", "Jun'ichiro"), ("ツチヤ", "Tsuchiya"), ("リョウコ", "Ryoko"),
    ],
)  # fmt: skip
def test_each_way_to_write_a_name_has_one_form(reading: str, written: str) -> None:
    assert romanised(reading) == plain_romanised(written)


def test_other_names_have_other_forms() -> None:
    assert len({plain_romanised(name) for name in ("Tanaka", "Nakata", "Tanabe", "Takada", "Nagata")}) == 5


def test_names_in_a_text_are_found_with_their_places() -> None:
    text = "担当は田中花子です。"
    assert [(text[start:end], name) for start, end, name in romanised_names(text)] == [
        ("田中", "tanaka"),
        ("花子", "hanako"),
    ]


def test_names_stand_in_a_text_as_the_other_writes_them() -> None:
    assert with_names_as_in("担当は大野 花子", "Ask Hanako Ohno.") == "担当は Hanako Ohno "
    assert with_names_as_in("担当は田中", "Ask Mr Nakata.") == "担当は田中"


@given(st.text(), st.text(alphabet="アカサタナハマヤラワンッャー"))
def test_any_text_has_a_form(text: str, reading: str) -> None:
    assert plain_romanised(text).isalpha() or not plain_romanised(text)
    assert romanised(reading).isascii()
