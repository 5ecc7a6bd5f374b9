"""The table of inquiries as it changes: results come in, a person decides, some are shown and sorted."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from PySide6.QtCore import QModelIndex, Qt

from app.records import SortedRow
from app.ui.inquiry_rows import RowState, RowStatus
from app.ui.inquiry_table import InquiryColumn, InquiryTable
from app.ui.row_filter import RowFilter
from app.ui.text_order import TextOrder

UNSURE = (RowStatus.LOOK, RowStatus.FAILED)
"""How rows stand that a person should look at."""
SURE_ENOUGH = 0.6
"""The confidence below which a person decides, where nobody has said another one."""
_URGENCY = (RowStatus.FAILED, RowStatus.LOOK, RowStatus.WAITING, RowStatus.PERSON, RowStatus.ALONE)
_MOVED_AT_ONCE = 20
"""Of more rows that come and go, the views are told all at once."""
_FEW = 4


class InquiriesModel(InquiryTable):
    """The inquiries, which change one by one or some at a time, however many there are."""

    def __init__(self) -> None:
        super().__init__()
        self._filter = RowFilter()
        self._text_order = TextOrder(self)
        self._text_order.known.connect(self._sort_again)
        self._sorted_by = (InquiryColumn.ROW, Qt.SortOrder.AscendingOrder)

    def start(
        self, texts: Iterable[tuple[int, str]], none_words: str = "", sureness: float = SURE_ENOUGH
    ) -> None:
        """Hold the inquiries *texts*, all waiting.

        Args:
            texts: Number and text of each; a sequence is not copied.
            none_words: What no category is called.
            sureness: The confidence below which a row goes to a person, 0 to 1.
        """
        self.beginResetModel()
        self.rows.start(texts, sureness)
        self._text_order.set_texts(self.rows.texts)
        self._none_words = none_words
        self._order_anew()
        self.endResetModel()

    def take(self, results: Iterable[SortedRow]) -> None:
        """Show *results* in their lines; those that a person has decided stay."""
        self._tell_changed(self.rows.take(results))

    def take_over(self, proposed: Iterable[SortedRow]) -> None:
        """Show what was *proposed* after a person's decisions; rows that a person has decided stay."""
        self._tell_changed(self.rows.take(proposed, taken_over=True))

    def decide(self, place: int, category: str | None) -> None:
        """Let a person decide on the row at *place*."""
        self.rows.decide(place, category, self.who)
        self._tell_changed([place])

    def put_back(self, place: int, state: RowState) -> None:
        """Let the row at *place* be as it was."""
        self.rows.put(place, state)
        self._tell_changed([place])

    def put_all_back(self, states: Mapping[int, RowState]) -> None:
        """Let many rows be as they were, by their places."""
        self.rows.put_all(states)
        self._tell_changed(tuple(states))

    def set_sureness(self, sureness: float) -> None:
        """Leave rows below *sureness* (0 to 1) to a person from now on."""
        if sureness == self.rows.sureness:
            return
        self.rows.set_sureness(sureness)
        if self._filter.states:
            self._show_anew()
        elif len(self._order):
            self._tell_span(0, len(self._order) - 1)

    def show_only(self, *, looks: bool, category: tuple[str | None] | None) -> None:
        """Show only rows that need a look, or only those of one *category*; None shows all."""
        self._filter = RowFilter(UNSURE if looks else (), category)
        self._show_anew()

    def next_unsure(self, row: int) -> int:
        """Return the first row after *row*, and round again, that needs a look; -1 when there is none."""
        count = len(self._order)
        following = ((row + step) % count for step in range(1, count + 1))
        return next((one for one in following if self.rows.status(self.place(one)) in UNSURE), -1)

    def corrections(self) -> dict[str, str | None]:
        """Return what persons have decided, by the number of the row."""
        decided = ((place, self.rows.result(place)) for place in self.rows.places((RowStatus.PERSON,)))
        return {str(self.rows.texts.number(place)): result.category for place, result in decided if result}

    def correct_all(
        self, corrections: Mapping[str, str | None], who: Mapping[int, str] | None = None
    ) -> None:
        """Let the decisions of an earlier sitting hold again.

        Args:
            corrections: Categories by the numbers of the rows.
            who: Who decided, by the numbers of the rows; for others it is the person who decides now.
        """
        places, known = [], who or {}
        for number, category in corrections.items():
            place = self.rows.texts.place_of(int(number))
            if place is not None:
                self.rows.decide(place, category, known.get(int(number), self.who))
                places.append(place)
        self._tell_changed(places)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the lines in the order of what stands in *column*; rows that change later stay in place.

        Many texts are compared beside the window first; until then the lines stay as they are.
        """
        if not 0 <= column < len(InquiryColumn):
            return
        falls = order == Qt.SortOrder.DescendingOrder
        if column == InquiryColumn.TEXT and self._text_order.places(falls=falls) is None:
            self._sorted_by = (InquiryColumn.TEXT, order)
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = [self.place(index.row()) for index in before]
        self._sorted_by = (InquiryColumn(column), order)
        self._order_anew()
        pairs = zip(places, before, strict=True)
        after = [self.index(self.row_of(place), index.column()) for place, index in pairs]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def results(self) -> Sequence[SortedRow]:
        """Return the results as they stand now, in the order of the table."""
        return self.rows.results()

    def _show_anew(self) -> None:
        self.beginResetModel()
        self._order_anew()
        self.endResetModel()

    def _sort_again(self) -> None:
        self.sort(*self._sorted_by)

    def _order_anew(self) -> None:
        """Choose and sort the rows that are shown."""
        column, order = self._sorted_by
        falls = order == Qt.SortOrder.DescendingOrder
        places = self._filter.places(self.rows)
        if column == InquiryColumn.ROW:
            places = list(reversed(places)) if falls else places
        elif column == InquiryColumn.TEXT:
            by_text = self._text_order.places(falls=falls)
            places = places if by_text is None else _in_order(by_text, places)
        else:
            places = sorted(places, key=_keys(self, column).__getitem__, reverse=falls)
        self._order.set_places(places, len(self.rows))

    def _tell_changed(self, places: Sequence[int]) -> None:
        """Let the views see that the rows at *places* have changed, come, or gone."""
        if len(places) > _FEW:
            self._order.expect_questions()
        wanted = {place for place in places if self._filter.shows(self.rows, place)}
        gone = [place for place in places if place not in wanted and self.row_of(place) >= 0]
        come = sorted(place for place in wanted if self.row_of(place) < 0)
        if len(gone) > _MOVED_AT_ONCE:
            self._show_anew()
            return
        for place in gone:
            row = self.row_of(place)
            self.beginRemoveRows(QModelIndex(), row, row)
            self._order.remove(row)
            self.endRemoveRows()
        if come:
            self._show_too(come)
        rows = [self.row_of(place) for place in wanted.difference(come)]
        if rows:
            self._tell_span(min(rows), max(rows))

    def _show_too(self, places: Sequence[int]) -> None:
        """Show *places* as well: where they belong in the table's own order, else below the others."""
        by_row = self._sorted_by == (InquiryColumn.ROW, Qt.SortOrder.AscendingOrder)
        row = self._order.row_for(places[0], in_order=by_row)
        if row == len(self._order):
            self.beginInsertRows(QModelIndex(), row, row + len(places) - 1)
            self._order.append(places)
            self.endInsertRows()
        elif len(places) > _MOVED_AT_ONCE:
            self._show_anew()
        else:
            for place in places:
                row = self._order.row_for(place, in_order=by_row)
                self.beginInsertRows(QModelIndex(), row, row)
                self._order.insert(row, place)
                self.endInsertRows()

    def _tell_span(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(InquiryColumn) - 1))


def _in_order(order: Sequence[int], places: Sequence[int]) -> Sequence[int]:
    """Return *places* as they stand in *order*, which holds all places."""
    if len(order) == len(places):
        return order
    wanted = bytearray(len(order))
    for place in places:
        wanted[place] = 1
    return list(compress(order, map(wanted.__getitem__, order)))


def _keys(table: InquiryTable, column: InquiryColumn) -> Sequence[float]:
    """Return what stands in *column* of *table*, by place, to sort by."""
    rows = table.rows
    if column == InquiryColumn.STATUS:
        return rows.by_status(_URGENCY)
    if column == InquiryColumn.CONFIDENCE:
        return rows.by_result(lambda result: -1.0 if result is None else result.confidence)
    names = sorted(rows.counts(), key=lambda name: table.category_words(name).casefold())
    ranks = {name: float(rank) for rank, name in enumerate(names)}
    return rows.by_result(lambda result: -1.0 if not result or result.error else ranks[result.category])
