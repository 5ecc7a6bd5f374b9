"""Values keep their places and their order, in any text and in time that grows with its length."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Language
from app.text.orders import order_spans
from app.text.sentences import sentence_spans
from app.text.values import Value, ValueKind, find_values, same_value, stands_for
from app.text.words import noun_phrases

_PIECES = st.sampled_from(
    [
        "12 March 2026", "2026年3月12日", "3月12日（木）", "14:30", "2 pm", "午後2時半", "USD 1,200.50", "12,000円", "7.5 %",
        "三万円", "No. 4512", "KC-2041", "075-555-0142", "a@x.example", "https://a.example", "〒604-8571", "Ms Mori",
        "12 High Street, London", "山田花子様", "Meyer GmbH", "株式会社青空", "1", "-", "/", ".", ",", " ", "\n", "（", "）", "令和",
        "万", "March", "of", "の", "\ud800", "\u0301", "🙂", "０",
    ]
)  # fmt: skip
_TEXTS = st.text(max_size=200) | st.lists(_PIECES, max_size=12).map("".join)
_LONG = 200_000
_MOST_SECONDS = 2.0 * 3
"""Two seconds on an idle office machine; the machines that test are slower and busy."""


@given(_TEXTS, st.sampled_from(["en", "ja"]))
def test_places_hold_the_text_in_order_without_overlap(text: str, language: Language) -> None:
    end = 0
    for value in find_values(text, language):
        assert text[value.start : value.end] == value.text != ""
        assert value.text == value.text.strip()
        assert value.start >= end
        assert value.normal
        end = value.end


@given(_TEXTS)
def test_every_value_is_the_same_as_itself_and_sameness_has_no_direction(text: str) -> None:
    values = find_values(text)
    for one in values:
        assert same_value(one, one)
        for other in values:
            assert same_value(one, other) == same_value(other, one)


@given(_TEXTS, st.sets(st.sampled_from(ValueKind)))
def test_asking_for_some_kinds_gives_those_of_all(text: str, kinds: set[ValueKind]) -> None:
    assert find_values(text, "en", kinds) == [
        value for value in find_values(text, "en") if value.kind in kinds
    ]


def test_an_office_mail_gives_all_its_values() -> None:
    text = (
        "Dear Ms Mori,\n\nyour order KC-2041 of three crates leaves Meyer Feinkost GmbH on Friday 13 March 2026 at 2 pm.\n"
        "The price is EUR 1.250,50 with 7.5 % off. Call +49 221 5550188 or write to paul.meyer@x.example.\n"
    )
    assert [(value.kind.value, value.normal) for value in find_values(text)] == [
        ("person", "mori"),
        ("code", "KC-2041"),
        ("number", "3"),
        ("organisation", "meyer feinkost"),
        ("date", "2026-03-13"),
        ("time", "14:00"),
        ("amount", "1250.5 EUR"),
        ("percentage", "7.5 %"),
        ("phone", "+492215550188"),
        ("email", "paul.meyer@x.example"),
    ]


def test_a_japanese_office_mail_gives_all_its_values() -> None:
    text = "株式会社みどり園の山田花子様\n注文番号KC-2041の５缶は３月１３日（金）午後2時に届きます。代金は12,000円（10％引き）です。電話 075-555-0142"
    assert [(value.kind.value, value.normal) for value in find_values(text)] == [
        ("organisation", "みどり園"),
        ("person", "山田花子"),
        ("code", "KC-2041"),
        ("number", "5"),
        ("date", "--03-13"),
        ("time", "14:00"),
        ("amount", "12000 JPY"),
        ("percentage", "10 %"),
        ("phone", "0755550142"),
    ]


def test_values_of_different_kinds_are_not_the_same() -> None:
    date = Value(ValueKind.DATE, "x", 0, 1, "2026-03-12")
    assert not same_value(date, Value(ValueKind.PHONE, "x", 0, 1, "2026-03-12"))


def _seconds(find: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    find(text)
    return time.process_time() - begun


@pytest.mark.parametrize("piece", ["1 ", "a1-", "1万"])
def test_long_awkward_texts_take_little_time(piece: str) -> None:
    assert _seconds(find_values, (piece * _LONG)[:_LONG]) < _MOST_SECONDS


@pytest.mark.parametrize(
    "piece",
    [
        "1", "A ", "Aa-", "3月", "株式会社", "1,", "(0", "@.", "様", "Aa ", "Straße", "\n", "000 ", "A-", "+1", "$1,", "Mr Aa ", "東京都", "12 High ", "May 1 ",
        "1 pm-", "ignore your ", "指示", "http://", "a.", "🙂", "\u0301", " ",
    ],
)  # fmt: skip
def test_no_awkward_text_takes_time_by_the_square_of_its_length(piece: str) -> None:
    text = (piece * _LONG)[: _LONG // 10]
    for find in (find_values, sentence_spans, order_spans, noun_phrases):
        assert _seconds(find, text) < _MOST_SECONDS / 4


@pytest.mark.parametrize(
    "text",
    [
        "A-" + "1" * _LONG + "_",
        "+" + "1" * _LONG,
        "A" * _LONG + "-",
        "a" * _LONG + "@",
        "1" + " " * _LONG + "March",
        "12 " + "A" * _LONG,
    ],
    ids=["code", "phone", "capitals", "mail", "date", "street"],
)
def test_a_long_beginning_without_an_end_takes_little_time(text: str) -> None:
    assert _seconds(find_values, text) < _MOST_SECONDS


def test_a_bare_number_does_not_stand_for_an_amount() -> None:
    (given,) = find_values("EUR 57", "en", {ValueKind.AMOUNT})
    (said,) = find_values("the 57 boxes", "en", {ValueKind.NUMBER})
    assert same_value(said, given)
    assert not stands_for(said, given)
    assert stands_for(given, said)
