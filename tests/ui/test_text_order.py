"""The order of rows by their texts, of which there may be a hundred thousand."""

import random

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.inquiries_model import InquiriesModel
from app.ui.inquiry_table import InquiryColumn
from app.ui.row_texts import RowTexts
from app.ui.text_order import TextOrder

RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def texts_of(count: int) -> list[str]:
    """Texts in which each one comes some times, in both cases."""
    chance = random.Random(1)
    return [chance.choice("aAbBcCdDeE") + str(chance.randrange(count // 3)) for _ in range(count)]


def held(texts: list[str]) -> RowTexts:
    return RowTexts(enumerate(texts, start=1))


def known(qtbot: QtBot, order: TextOrder, *, falls: bool) -> list[int]:
    places = order.places(falls=falls)
    if places is None:
        with qtbot.waitSignal(order.known, timeout=10_000):
            pass
        places = order.places(falls=falls)
    assert places is not None
    return list(places)


@pytest.mark.parametrize("count", [0, 1, 100, 10_000])
@pytest.mark.parametrize("falls", [False, True])
def test_rows_stand_by_their_texts_and_those_alike_as_in_the_table(
    qtbot: QtBot, qapp: object, count: int, *, falls: bool
) -> None:
    texts = texts_of(count) if count > 3 else ["b"] * count
    order = TextOrder()
    order.set_texts(held(texts))
    wanted = sorted(range(count), key=lambda place: texts[place].casefold(), reverse=falls)
    assert known(qtbot, order, falls=falls) == wanted


def test_many_texts_are_compared_beside_the_window_and_once(qtbot: QtBot, qapp: object) -> None:
    order = TextOrder()
    order.set_texts(held(texts_of(10_000)))
    assert order.places(falls=False) is None
    known(qtbot, order, falls=False)
    assert order.places(falls=True) is not None
    assert order.places(falls=False) is order.places(falls=False)


def test_the_order_of_other_texts_is_not_taken_for_that_of_these(qtbot: QtBot, qapp: object) -> None:
    order = TextOrder()
    order.set_texts(held(texts_of(50_000)))
    assert order.places(falls=False) is None
    order.set_texts(held(["b", "a"]))
    assert known(qtbot, order, falls=False) == [1, 0]
    texts = texts_of(9_000)
    order.set_texts(held(texts))
    wanted = sorted(range(9_000), key=lambda place: texts[place].casefold())
    assert known(qtbot, order, falls=False) == wanted


def test_the_table_is_sorted_by_text_as_soon_as_that_is_known(qtbot: QtBot, qapp: object) -> None:
    model = InquiriesModel()
    texts = texts_of(10_000)
    model.start(list(enumerate(texts, start=1)))
    model.sort(InquiryColumn.ROW, FALLING)
    assert [model.place(row) for row in range(3)] == [9_999, 9_998, 9_997]
    assert model.row_of(9_999) == 0
    with qtbot.waitSignal(model.layoutChanged, timeout=10_000):
        model.sort(InquiryColumn.TEXT, RISING)
    shown = [model.place(row) for row in range(model.rowCount())]
    assert shown == sorted(range(10_000), key=lambda place: texts[place].casefold())
    assert model.row_of(shown[7]) == 7
    with qtbot.waitSignal(model.layoutChanged, timeout=0):
        model.sort(InquiryColumn.TEXT, FALLING)


def test_rows_that_are_shown_alone_stand_by_their_texts_too(qtbot: QtBot, qapp: object) -> None:
    model = InquiriesModel()
    model.start([(1, "c"), (2, "a"), (3, "b")])
    model.sort(InquiryColumn.TEXT, RISING)
    model.show_only(looks=True, category=None)
    assert model.rowCount() == 0
    model.show_only(looks=False, category=None)
    assert [model.place(row) for row in range(3)] == [1, 2, 0]
