"""The reader of values that the e-mail benchmark judges with."""

import pytest

from benchmarks.email_values import Kind, read_values


def _only(text: str) -> tuple[Kind, tuple[str, ...]]:
    (value,) = read_values(text)
    return value.kind, value.forms


@pytest.mark.parametrize(
    "written",
    [
        "12 March 2026",
        "12th of March 2026",
        "March 12, 2026",
        "Thursday, 12 March 2026",
        "Thu 12 Mar 2026",
        "Thursday, March 12, 2026",
        "12-Mar-2026",
        "12 March 2026 (Thursday)",
        "2026-03-12",
        "2026/03/12",
        "12.03.2026",
        "2026年3月12日",
        "2026年3月12日（木）",
        "2026年 3月 12日木曜日",
        "２０２６年３月１２日",
        "令和8年3月12日",
        "R8.3.12",
        "2026.3.12",
    ],
)
def test_a_date_is_the_same_in_every_spelling(written: str) -> None:
    assert _only(written) == (Kind.DATE, ("2026-03-12",))


@pytest.mark.parametrize("written", ["19 March", "March 19th", "3月19日", "3月19日(木)", "3/19"])
def test_a_date_may_have_no_year(written: str) -> None:
    assert _only(written) == (Kind.DATE, ("--03-19",))


def test_a_slashed_date_has_both_readings() -> None:
    assert set(_only("03/04/2026")[1]) == {"2026-04-03", "2026-03-04"}


def test_a_day_that_no_calendar_knows_is_no_date() -> None:
    assert all(value.kind != Kind.DATE for value in read_values("31 April 2026 と 2月30日"))


@pytest.mark.parametrize(
    ("text", "weekday"),
    [("Friday, 13 March 2026", 4), ("Fri, March 13", 4), ("3月13日（金）", 4), ("13 March 2026", None)],
)
def test_the_weekday_of_a_date_is_read_with_it(text: str, weekday: int | None) -> None:
    (value,) = read_values(text)
    assert value.weekday == weekday


@pytest.mark.parametrize("text", ["12 to 14 March 2026", "2026年3月12日から14日まで", "12-14 March 2026"])
def test_both_ends_of_a_run_of_days_are_read(text: str) -> None:
    assert [value.forms for value in read_values(text)] == [("2026-03-12",), ("2026-03-14",)]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("EUR 1,250.00", "1250 EUR"),
        ("1.250,00 €", "1250 EUR"),
        ("€1,250", "1250 EUR"),
        ("1250 euros", "1250 EUR"),
        ("$99.50", "99.5 USD"),
        ("12,000円", "12000 JPY"),
        ("¥12,000", "12000 JPY"),
        ("１２，０００円", "12000 JPY"),
        ("1万2千円", "12000 JPY"),
        ("12万円", "120000 JPY"),
    ],
)
def test_an_amount_is_the_same_in_every_spelling(written: str, form: str) -> None:
    assert _only(written) == (Kind.AMOUNT, (form,))


@pytest.mark.parametrize("written", ["14:30", "2:30 pm", "2.30 p.m.", "14時30分", "午後2時半", "１４：３０"])
def test_a_time_is_the_same_in_every_spelling(written: str) -> None:
    kind, forms = _only(written)
    assert kind == Kind.TIME
    assert "14:30" in forms


@pytest.mark.parametrize(
    ("written", "kind", "form"),
    [
        ("KC-2041", Kind.CODE, "KC2041"),
        ("2026-0815", Kind.CODE, "20260815"),
        ("1234-5678-9012", Kind.CODE, "123456789012"),
        ("DE89 3704 0044 0532 0130 00", Kind.CODE, "DE89370400440532013000"),
        ("7.5 %", Kind.PERCENT, "7.5"),
        ("2割", Kind.PERCENT, "20"),
        ("stores@aoba.example", Kind.EMAIL, "stores@aoba.example"),
        ("12 Harbour Street", Kind.ADDRESS, "12HarbourStreet"),
        ("東京都港区芝浦1-2-3", Kind.ADDRESS, "東京都港区芝浦1-2-3"),
        ("1,500", Kind.NUMBER, "1500"),
        ("twenty-four", Kind.NUMBER, "24"),
        ("三箱", Kind.NUMBER, "3"),
        ("tomorrow", Kind.DAY, "tomorrow"),
        ("来週", Kind.DAY, "来週"),
        ("Mondays", Kind.DAY, "weekday 0"),
        ("in May", Kind.MONTH, "5"),
    ],
)
def test_other_values_have_their_kind_and_form(written: str, kind: Kind, form: str) -> None:
    found, forms = _only(written)
    assert found == kind
    assert form in forms


@pytest.mark.parametrize("written", ["+44 20 7946 0321", "020 7946 0321", "(020) 7946 0321"])
def test_a_phone_number_is_the_same_with_and_without_its_country(written: str) -> None:
    kind, forms = _only(written)
    assert kind == Kind.PHONE
    assert "2079460321" in forms


def test_another_area_code_is_another_phone_number() -> None:
    assert not set(_only("03-5550-0123")[1]) & set(_only("045-550-0123")[1])


def test_words_that_may_be_no_number_are_not_sure() -> None:
    assert [value.sure for value in read_values("suggest one that suits you\n1. first\n2. second")] == [
        False
    ] * 3
    assert read_values("第2希望日と皆様、万一、一同") == []


def test_places_are_those_of_the_text_as_it_is() -> None:
    text = "納期は２０２６年３月１２日（木）、㈱北斗の口座へ３０，０００円。"
    assert [text[value.start : value.end] for value in read_values(text)] == [
        "２０２６年３月１２日（木）",
        "３０，０００円",
    ]
