"""Amounts, percentages and numbers have one form however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Language
from app.text.numerals import kanji_number
from app.text.values import ValueKind, find_values, same_value


def _found(text: str, kind: ValueKind, language: Language | None = None) -> list[str]:
    return [value.normal for value in find_values(text, language, [kind])]


def _grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_an_amount_has_one_form(whole: int, cents: int) -> None:
    value = f"{Decimal(whole * 100 + cents) / 100:f}"
    normal = value.rstrip("0").rstrip(".") if "." in value else value
    for currency, spellings in {
        "USD": [
            f"USD {whole:,}.{cents:02d}",
            f"${whole}.{cents:02d}",
            f"{whole:,}.{cents:02d} dollars",
            f"US$ {whole:,}.{cents:02d}",
        ],
        "EUR": [
            f"€{whole:,}.{cents:02d}",
            f"{_grouped(whole, '.')},{cents:02d} €",
            f"EUR {_grouped(whole, ' ')},{cents:02d}",
            f"{whole:,}.{cents:02d} EUR",
        ],
        "CHF": [f"CHF {_grouped(whole, chr(39))}.{cents:02d}"],
    }.items():
        for spelling in spellings:
            assert _found(f"It costs {spelling} now", ValueKind.AMOUNT, "en") == [f"{normal} {currency}"], (
                spelling
            )


@given(st.integers(1, 9_999), st.integers(0, 9_999))
def test_an_amount_of_yen_has_one_form(ten_thousands: int, rest: int) -> None:
    total = ten_thousands * 10_000 + rest
    for spelling in (
        f"{total}円",
        f"{total:,}円",
        f"¥{total:,}",
        f"￥{total}",
        f"{ten_thousands}万{rest or ''}円",
        f"JPY {total}",
    ):
        assert _found(f"合計は{spelling}です。", ValueKind.AMOUNT, "ja") == [f"{total} JPY"], spelling


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("３万円", "30000 JPY"), ("3万5千円", "35000 JPY"), ("1億2,000万円", "120000000 JPY"), ("三万円", "30000 JPY"),
        ("$1.2M", "1200000 USD"), ("1.2 million dollars", "1200000 USD"), ("€1.200", "1200 EUR"), ("£5", "5 GBP"),
        ("価格USD 100です", "100 USD"), ("100USDです", "100 USD"), ("Rs. 500", "500 INR"), ("€ 0,75", "0.75 EUR"), ("$0.125", "0.125 USD"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_offices_write_them(text: str, normal: str) -> None:
    assert _found(text, ValueKind.AMOUNT) == [normal]


@pytest.mark.parametrize("text", ["5 pounds of tea", "try 550 times", "12,345,67 EUR", "元年", "nok7"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert _found(text, ValueKind.AMOUNT) == []


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("7.5 %", "7.5 %"),
        ("7,5%", "7.5 %"),
        ("40 percent", "40 %"),
        ("４０％", "40 %"),
        ("40パーセント", "40 %"),
        ("3割引", "30 %"),
    ],
)
def test_percentages_have_one_form(text: str, normal: str) -> None:
    assert _found(f"{text} less", ValueKind.PERCENTAGE) == [normal]


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("three boxes", ["3"]), ("two hundred", ["200"]), ("1,200 boxes", ["1200"]), ("3.50 m", ["3.5"]), ("15kg", ["15"]),
        ("数量５缶", ["5"]), ("3万人", ["30000"]), ("1.5 million", ["1500000"]), ("2-3 days", ["2", "3"]), ("5 100", ["5", "100"]),
    ],
)  # fmt: skip
def test_numbers_have_one_form(text: str, normals: list[str]) -> None:
    assert _found(text, ValueKind.NUMBER) == normals


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("thirteen boxes", ["13"]), ("Twenty-five boxes", ["25"]), ("forty one", ["41"]), ("a hundred boxes", ["100"]),
        ("two hundred and ten", ["210"]), ("three thousand four hundred", ["3400"]), ("twelve hundred", ["1200"]),
        ("a dozen", ["12"]), ("half a dozen", ["6"]), ("two dozen", ["24"]), ("two and a half hours", ["2.5"]), ("half of them", ["0.5"]),
        ("it takes a week", ["1"]), ("one week", ["1"]), ("a day later", ["1"]), ("a two-page letter", ["2"]),
        ("one of us", []), ("a week ago", []), ("once a week", []), ("thanks a million", []), ("either of the two", []), ("halfway", []),
        ("tenfold", []), ("the second half of it", []),
    ],
)  # fmt: skip
def test_english_number_words_have_their_value(text: str, normals: list[str]) -> None:
    assert [value.normal for value in find_values(text, "en", [ValueKind.NUMBER])] == normals


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("十三箱", ["13"]), ("二〇〇個", ["200"]), ("四十五脚", ["45"]), ("一週間", ["1"]), ("一台", ["1"]), ("五年間", ["5"]), ("十分間", ["10"]),
        ("半分", ["0.5"]), ("六名様", ["6"]), ("三つ", ["3"]), ("二十五セット", ["25"]),
        ("十分な在庫", []), ("一部変更", []), ("万が一", []), ("一日も早く", []), ("二人三脚", []), ("三つ目", []), ("二つ返事", []),
        ("前半", []), ("千葉", []), ("四季", []), ("一人でも", []),
    ],
)  # fmt: skip
def test_japanese_number_words_have_their_value(text: str, normals: list[str]) -> None:
    assert [value.normal for value in find_values(text, "ja", [ValueKind.NUMBER])] == normals


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("fifty euros", "50 EUR"), ("twelve hundred dollars", "1200 USD"), ("1,200 Swiss francs", "1200 CHF"), ("20 cents", "20 cent"),
        ("五十ドル", "50 USD"),
    ],
)  # fmt: skip
def test_amounts_in_words_are_read(text: str, normal: str) -> None:
    assert _found(text, ValueKind.AMOUNT) == [normal]


@pytest.mark.parametrize(
    ("text", "normal"),
    [("fifteen percent", "15 %"), ("ten per cent", "10 %"), ("一割", "10 %"), ("五パーセント", "5 %")],
)
def test_percentages_in_words_are_read(text: str, normal: str) -> None:
    assert _found(text, ValueKind.PERCENTAGE) == [normal]


@pytest.mark.parametrize(
    "text", ["1. First\n2) Second\n(3) Third", "the 1st and the 2nd", "A4 paper", "one of us", "v1.2.3"]
)
def test_marks_of_lists_ordinals_and_parts_of_names_are_no_numbers(text: str) -> None:
    assert _found(text, ValueKind.NUMBER) == []


@pytest.mark.parametrize("text", ["USD 1,200", "1200 %", "1.200 €", "order no. 1200", "1 January 1200"])
def test_a_bare_number_says_less_of_the_same(text: str) -> None:
    (number,) = find_values("1200", "en")
    known = find_values(text, "en")
    assert any(same_value(number, value) and same_value(value, number) for value in known)
    (other,) = find_values("1201", "en")
    assert not any(same_value(other, value) for value in known)


def test_a_year_is_part_of_its_date() -> None:
    (year,) = find_values("in 2026", "en")
    (date,) = find_values("12 March 2026", "en")
    assert same_value(year, date)


@given(st.integers(0, 99_999_999))
def test_a_number_in_kanji_has_its_value(number: int) -> None:
    assert kanji_number(_kanji(number)) == number


def _kanji(number: int) -> str:
    if number == 0:
        return "〇"
    large, small = divmod(number, 10_000)
    text = _kanji(large) + "万" if large else ""
    for unit, sign in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, small = divmod(small, unit)
        text += ("" if digit == 1 and sign else "〇一二三四五六七八九"[digit]) + sign if digit else ""
    return text
