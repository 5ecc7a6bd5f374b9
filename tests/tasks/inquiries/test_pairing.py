"""Inquiries and the decisions on them go together by their rows and their texts."""

import pytest

from app.errors import InputError
from app.records import SortedRow
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.pairing import decided, fingerprint_of


def inquiry(row: int, text: str) -> Inquiry:
    return Inquiry(row, text, "daily.csv")


def decision(row: int, text: str) -> SortedRow:
    return SortedRow("r", row, text, "delivery", 0.9, False, (), "like-examples", "examples")


def test_a_decision_is_not_put_beside_another_text() -> None:
    items = [inquiry(1, "my parcel is late"), inquiry(2, "the tea is flat")]
    rows = [decision(1, "my parcel is late"), decision(2, "the cup is broken")]
    with pytest.raises(InputError) as caught:
        list(decided(items, rows))
    assert (caught.value.code, dict(caught.value.parameters)) == (
        "sorted-table-changed",
        {"file": "daily.csv"},
    )


def test_what_the_records_cannot_hold_is_no_other_text() -> None:
    items = [inquiry(1, "half \ud83d a sign")]
    (pair,) = decided(items, [decision(1, "half ? a sign")])
    assert pair[1] is not None


def test_inquiries_are_known_by_their_texts_and_their_order() -> None:
    items = [inquiry(1, "my parcel"), inquiry(2, "is late")]
    assert fingerprint_of(items) == fingerprint_of(list(items))
    others = ([inquiry(1, "is late"), inquiry(2, "my parcel")], items[:1], [inquiry(1, "my parcelis late")])
    assert len({fingerprint_of(items), *map(fingerprint_of, others)}) == 4
