"""Values are cut out of passages, taken apart and written as fields want them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.form_fields import FormField
from app.records import SourceText
from app.tasks.forms.date_patterns import date_pattern, label_without_date_pattern, written_date
from app.tasks.forms.fitting import fit, write
from app.tasks.forms.parts import pieces_of_address, pieces_of_name
from app.tasks.forms.statements import Span


def span(text: str) -> Span:
    return Span(SourceText("x", text), 0, len(text))


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("dd/mm/yyyy", "05/03/2026"), ("YYYY-MM-DD", "2026-03-05"), ("mm/dd/yy", "03/05/26"), ("m/d/yyyy", "3/5/2026"),
        ("dd-mmm-yy", "05-Mar-26"), ("TT.MM.JJJJ", "05.03.2026"), ("yyyy年mm月dd日", "2026年03月05日"),
        ("年月日", "2026年3月5日"), ("年/月/日", "2026/3/5"), ("m/d/yyyy HH:MM", None),
    ],
)  # fmt: skip
def test_dates_are_written_in_the_pattern_of_the_form(pattern: str, written: str | None) -> None:
    assert written_date("2026-03-05", pattern) == written


def test_a_date_without_its_year_cannot_be_written_in_a_pattern() -> None:
    assert written_date("--03-05", "dd/mm/yyyy") is None


@given(st.text(max_size=60))
def test_any_label_can_be_searched_for_a_pattern(label: str) -> None:
    assert written_date("2026-03-05", date_pattern(label)) is None or date_pattern(label)
    assert isinstance(label_without_date_pattern(label), str)


def test_patterns_are_found_in_labels() -> None:
    assert date_pattern("Date (YYYY-MM-DD)") == "YYYY-MM-DD"
    assert date_pattern("生年月日") == ""
    assert date_pattern("Day of birth") == ""
    assert date_pattern("Date", "date:dd/mm/yyyy") == "dd/mm/yyyy"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("+49 221 5550188 (office)", "phone", "+49 221 5550188"),
        ("電話は049-555-0188に変わります", "phone", "049-555-0188"),
        ("see below", "phone", None),
        ("paul@meyer.example or later", "email", "paul@meyer.example"),
        ("〒604-8571", "postal-code", "604-8571"),
        ("27 March 2026, before noon", "date", "27 March 2026"),
        ("山田　花子　様", "person", "山田　花子"),
        ("Mr. Paul Meyer", "person", "Paul Meyer"),
        ("Ingrid Moe, Sales Manager", "person", "Ingrid Moe"),
        ("N-118, dated 6 May 2026. Please gift-wrap.", "code", "N-118"),
        ("15 kg", "number", "15 kg"),
        ("some", "number", None),
    ],
)
def test_the_value_is_the_piece_of_the_kind(text: str, kind: str, value: str | None) -> None:
    found = fit(span(text), kind)
    assert (found.span.text if found else None) == value


def test_a_date_that_could_be_read_two_ways_is_not_sure() -> None:
    found = fit(span("03/04/2026"), "date")
    assert found
    assert not found.is_sure


def field(label: str = "Field", **details: object) -> FormField:
    return FormField("f", label, "text", **details)  # type: ignore[arg-type]


def test_a_number_loses_its_signs_where_the_field_is_narrow() -> None:
    written = write(span("123-45-6789"), field(max_length=9), "code")
    assert written.text == "123456789"
    assert write(span("a long text"), field(max_length=3), "text").is_too_long


def test_lines_are_joined_in_fields_of_one_line() -> None:
    assert write(span("Lindenallee 8\n  50968 Köln"), field(), "address").text == "Lindenallee 8, 50968 Köln"
    assert write(span("a\n b"), field(multiline=True), "text").text == "a\nb"


def test_a_field_of_numbers_gets_the_number_alone() -> None:
    assert write(span("1,500円"), field(format="number"), "amount").text == "1500"


@pytest.mark.parametrize(
    ("address", "pieces"),
    [
        ("Lindenallee 8, 50968 Köln, Germany",
         {"street": "Lindenallee", "house-number": "8", "postcode": "50968", "city": "Köln", "country": "Germany"}),
        ("12 High Street\nLondon SW1A 1AA\nUnited Kingdom",
         {"street": "High Street", "house-number": "12", "postcode": "SW1A 1AA", "city": "London"}),
        ("742 Evergreen Terrace, Springfield, IL 62704",
         {"street-and-number": "742 Evergreen Terrace", "city": "Springfield", "state": "IL", "postcode": "62704"}),
        ("Apt 4, 22 Baker Street, London, NW1 6XE, UK",
         {"building": "Apt 4", "street": "Baker Street", "city": "London", "postcode": "NW1 6XE", "country": "UK"}),
        ("〒460-0008 愛知県名古屋市中区栄3-4-5",
         {"postcode": "460-0008", "state": "愛知県", "city": "名古屋市中区", "street": "栄3-4-5"}),
    ],
)  # fmt: skip
def test_addresses_are_taken_apart(address: str, pieces: dict[str, str]) -> None:
    found = {name: piece.span.text for name, piece in pieces_of_address(span(address)).items()}
    assert pieces.items() <= found.items()


@pytest.mark.parametrize(
    ("name", "first", "last", "sure"),
    [
        ("Paul Meyer", "Paul", "Meyer", True),
        ("Meyer, Paul", "Paul", "Meyer", True),
        ("山田　花子", "花子", "山田", True),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven", True),
        ("Maria del Carmen Lopez", "Maria", "Lopez", False),
    ],
)
def test_names_are_taken_apart(name: str, first: str, last: str, sure: bool) -> None:  # noqa: FBT001 - a row of a table
    pieces = pieces_of_name(span(name))
    assert pieces["first-name"].span.text == first
    assert pieces["last-name"].span.text == last
    assert pieces["first-name"].is_sure is sure


@given(st.text(max_size=120))
def test_any_text_can_be_taken_apart(text: str) -> None:
    whole = span(text)
    for piece in (*pieces_of_name(whole).values(), *pieces_of_address(whole).values()):
        assert text[piece.span.start : piece.span.end] == piece.span.text
