"""The order of rows by their texts: worked out once, and beside the window where there are many."""

from array import array
from collections.abc import Iterator, Sequence
from heapq import merge

from PySide6.QtCore import QObject, Signal

from app.events import Cancellation
from app.ui.job_bridge import JobBridge, Reports
from app.ui.row_texts import RowTexts

_COMPARED = 80
"""Characters of a text by which it is sorted."""
_AT_ONCE = 3_000
"""Rows that are sorted while the window waits."""
_BLOCK = 2_000
"""Rows that are sorted together: meanwhile nothing else gets a turn."""

Places = Sequence[int]


class TextOrder(QObject):
    """Knows how rows stand by the beginnings of their texts, without regard to case.

    Signals:
        known: The order that was asked for is there.
    """

    known = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = RowTexts()
        self._orders: tuple[Places, Places] | None = None
        self._bridge = JobBridge(self)
        self._bridge.finished.connect(self._take)
        self._bridge.cancelled.connect(self._begin)
        self._wanted = False

    def set_texts(self, texts: RowTexts) -> None:
        """Sort these *texts* from now on, when their order is asked for."""
        self._texts, self._orders, self._wanted = texts, None, False
        self._bridge.stop()

    def places(self, *, falls: bool) -> Places | None:
        """Return the places of all rows, *falls* from the last text on; rows with the same text in their own order.

        None while it is being worked out; `known` tells when it is there.
        """
        if self._orders is None and len(self._texts) <= _AT_ONCE:
            self._orders = _orders(self._texts, Cancellation())
        if self._orders is None:
            self._wanted = True
            self._begin()
            return None
        return self._orders[falls]

    def _begin(self) -> None:
        texts = self._texts

        def work(reports: Reports) -> tuple[RowTexts, tuple[Places, Places]]:
            return texts, _orders(texts, reports.cancellation)

        if self._wanted:
            self._bridge.start(work)

    def _take(self, sorted_texts: tuple[RowTexts, tuple[Places, Places]]) -> None:
        texts, orders = sorted_texts
        if texts is self._texts:
            self._orders, self._wanted = orders, False
            self.known.emit()
        else:
            self._begin()


def _orders(texts: RowTexts, cancellation: Cancellation) -> tuple[Places, Places]:
    """Return the places in rising and in falling order of their *texts*."""
    rising, begins = array("L"), array("L")
    before: str | None = None
    for text, place in merge(*_blocks(texts, cancellation)):
        if text != before:
            begins.append(len(rising))
            before = text
        rising.append(place)
    begins.append(len(rising))
    falling = array("L")
    for group in range(len(begins) - 2, -1, -1):
        falling.extend(rising[begins[group] : begins[group + 1]])
    return rising, falling


def _blocks(texts: RowTexts, cancellation: Cancellation) -> Iterator[list[tuple[str, int]]]:
    block: list[tuple[str, int]] = []
    for place, text in enumerate(texts):
        block.append((text[:_COMPARED].casefold(), place))
        if len(block) == _BLOCK:
            cancellation.raise_if_requested()
            yield sorted(block)
            block = []
    yield sorted(block)
