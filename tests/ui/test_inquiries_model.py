"""The table of sorted inquiries, as text."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.records import Evidence, Failure, SortedRow
from app.tasks.inquiries.inquiries import Inquiry
from app.ui.inquiries_model import InquiriesModel
from app.ui.inquiry_rows import InquiryTexts, RowStatus
from app.ui.inquiry_table import InquiryColumn
from tests.ui.table_text import table_text


def row(number: int, category: str | None, confidence: float, **changes: Any) -> SortedRow:
    values: dict[str, Any] = {
        "run": "r",
        "row": number,
        "text": f"text {number}",
        "category": category,
        "confidence": confidence,
        "needs_person": confidence < 0.6,
        "evidence": (Evidence("a.csv", "text", 0, 4),),
        "reason": "rule-matched",
        "method": "rule",
    }
    return SortedRow(**(values | changes))


def filled() -> InquiriesModel:
    model = InquiriesModel()
    model.start([(1, "text 1"), (2, "text 2"), (3, "text 3"), (4, "text 4")], none_words="other")
    model.take([row(1, "delivery", 0.98), row(2, None, 0.4)])
    model.take([row(3, "delivery", 0.0, error=Failure("not-readable"))])
    return model


def test_rows_are_filled_in_as_they_are_sorted(qapp: object, qtmodeltester: ModelTester) -> None:
    model = filled()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt publishes none
    assert table_text(model, head=True) == (
        "No. | Inquiry | Category | Sure | State\n"
        "1 | text 1 | delivery | 98 % | [grounded] done by itself\n"
        "2 | text 2 | other | 40 % | [doubtful] needs a look\n"
        "3 | text 3 |  |  | [missing] not readable\n"
        "4 | text 4 |  |  | [waiting] waits"
    )


def test_a_person_s_decision_stands_with_the_row(qapp: object) -> None:
    model = filled()
    model.decide(1, "quality")
    assert table_text(model).splitlines()[1] == "2 | text 2 | quality |  | [person] decided by you"
    assert model.corrections() == {"2": "quality"}
    assert model.results()[1].category == "quality"
    assert not model.results()[1].needs_person


def test_decisions_of_an_earlier_sitting_hold_again(qapp: object) -> None:
    model = filled()
    model.correct_all({"1": None, "99": "gone"})
    assert model.corrections() == {"1": None}
    assert model.category_words(model.results()[0].category) == "other"


def test_categories_and_states_are_counted(qapp: object) -> None:
    model = filled()
    assert model.rows.counts() == {"delivery": 1, None: 1}
    assert [model.rows.count_of(status) for status in RowStatus] == [1, 1, 1, 0, 1]


def test_only_changed_rows_are_told(qapp: object, qtbot: QtBot) -> None:
    model = filled()
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.take([row(4, "quality", 0.7)])
    assert changed.args is not None
    assert [changed.args[0].row(), changed.args[1].row()] == [3, 3]


def test_the_filter_shows_what_needs_a_look_or_one_category(qapp: object) -> None:
    shown = filled()

    def rows() -> list[str]:
        return [shown.index(place, 0).data() for place in range(shown.rowCount())]

    shown.show_only(looks=True, category=None)
    assert rows() == ["2", "3"]
    shown.show_only(looks=False, category=("delivery",))
    assert rows() == ["1"]
    shown.show_only(looks=False, category=(None,))
    assert rows() == ["2"]
    shown.show_only(looks=False, category=None)
    assert rows() == ["1", "2", "3", "4"]


def test_columns_are_sorted_by_what_they_mean(qapp: object) -> None:
    model = shown = InquiriesModel()
    model.start([(1, "c"), (2, "b"), (10, "a")])
    model.take([row(2, "x", 0.98), row(10, "x", 0.5), row(1, "x", 0.07)])

    def order(column: InquiryColumn) -> list[str]:
        shown.sort(column, Qt.SortOrder.AscendingOrder)
        return [shown.index(place, 0).data() for place in range(shown.rowCount())]

    assert order(InquiryColumn.ROW) == ["1", "2", "10"]
    assert order(InquiryColumn.TEXT) == ["10", "2", "1"]
    assert order(InquiryColumn.CONFIDENCE) == ["1", "10", "2"]
    assert order(InquiryColumn.STATUS)[2] == "2"


def test_a_selected_row_stays_selected_when_the_order_changes(qapp: object) -> None:
    model = shown = InquiriesModel()
    model.start([(1, "c"), (2, "a"), (3, "b")])
    selected = QPersistentModelIndex(shown.index(0, InquiryColumn.TEXT))
    shown.sort(InquiryColumn.TEXT)
    assert (selected.row(), selected.data()) == (2, "c")
    model.take([row(1, "x", 0.9)])
    assert [shown.index(place, InquiryColumn.CATEGORY).data() for place in range(3)] == ["", "", "x"]


def test_ten_thousand_rows_are_sorted_while_nobody_notices(qapp: object) -> None:
    model = InquiriesModel()
    model.start((number, f"text {number % 97}") for number in range(1, 10_001))
    model.take([row(number, "x", number % 100 / 100) for number in range(1, 10_001)])
    begun = time.process_time()
    model.sort(InquiryColumn.CONFIDENCE)
    assert time.process_time() - begun < 0.5  # far from the second that comparing pairs takes


def test_a_decision_is_put_back_with_all_that_was_known(qapp: object) -> None:
    model = filled()
    before = table_text(model)
    state = model.rows.state(2)
    model.decide(2, "quality")
    model.put_back(2, state)
    assert table_text(model) == before
    assert model.rows.counts() == {"delivery": 1, None: 1}


def test_what_a_person_decided_is_not_sorted_anew(qapp: object) -> None:
    model = filled()
    model.decide(1, "quality")
    model.take([row(2, "delivery", 0.99)])
    assert model.corrections() == {"2": "quality"}


def test_rows_come_and_go_while_only_some_are_shown(qapp: object, qtmodeltester: ModelTester) -> None:
    model = filled()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt publishes none
    model.show_only(looks=True, category=None)

    def rows() -> list[str]:
        return [model.index(place, 0).data() for place in range(model.rowCount())]

    model.take([row(4, "delivery", 0.2)])
    assert rows() == ["2", "3", "4"]
    state = model.rows.state(1)
    model.decide(1, "delivery")
    assert rows() == ["3", "4"]
    assert [model.row_of(place) for place in range(4)] == [-1, -1, 0, 1]
    model.put_back(1, state)
    assert rows() == ["2", "3", "4"]


class Counting:
    """A hundred thousand inquiries that are made when they are read."""

    def __init__(self) -> None:
        self.read = 0

    def __len__(self) -> int:
        return 100_000

    def __getitem__(self, place: int) -> tuple[int, str]:
        self.read += 1
        place = range(len(self))[place]
        return place + 1, f"text {place + 1}"

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return (self[place] for place in range(len(self)))


Sequence.register(Counting)


def test_a_hundred_thousand_rows_are_counted_filtered_and_marked_at_once(qapp: object) -> None:
    texts, model = Counting(), InquiriesModel()
    model.start(texts)
    results = [row(number, "x", number % 100 / 100) for number in range(1, 100_001)]
    begun = time.process_time()
    model.take(results[:50])
    assert model.rows.count_of(RowStatus.LOOK) == 50
    assert time.process_time() - begun < 0.02  # the rows that are not in the batch are not looked at
    model.take(results)
    begun = time.process_time()
    model.show_only(looks=True, category=None)
    model.set_sureness(0.3)
    assert model.rowCount() == model.rows.count_of(RowStatus.LOOK) == 30_000
    assert time.process_time() - begun < 0.5  # a tenth of it on a machine that is free
    assert texts.read < 10
    assert model.results()[99_999].text == "text 100000"


def test_inquiries_are_read_when_their_texts_are_wanted() -> None:
    items = [Inquiry(1, "first", "a.csv"), Inquiry(2, "second", "a.csv")]
    texts = InquiryTexts(items)
    assert list(texts) == [texts[0], texts[-1]] == [(1, "first"), (2, "second")]
    assert list(texts[1:]) == [(2, "second")]


def test_results_stand_as_they_were_when_they_were_asked_for(qapp: object) -> None:
    model = filled()
    results = model.results()
    model.decide(0, "quality")
    assert [result.category for result in results] == ["delivery", None, "delivery"]
    assert list(results) == [results[place] for place in range(len(results))]
