"""Examples that are proposed for a category: each is ticked and taken, or struck."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.errors import DeskhandError
from app.tasks.inquiries.categories import Category
from app.text.languages import detect_language
from app.ui.buttons import icon_button
from app.ui.category_services import ProposesExamples
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR

Index = QModelIndex | QPersistentModelIndex

_COUNT = 10
_LIST_HEIGHT = 184
_LINE_HEIGHT = 26


class CandidateModel(QAbstractListModel):
    """Proposals with a tick box each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: list[str] = []
        self._ticked: set[str] = set()

    def texts(self) -> list[str]:
        """Return all that are neither taken nor struck."""
        return list(self._texts)

    def ticked(self) -> list[str]:
        """Return those that are ticked."""
        return [text for text in self._texts if text in self._ticked]

    def add(self, texts: Sequence[str]) -> None:
        """Add *texts* below the others, without a tick."""
        new = [text for text in dict.fromkeys(texts) if text not in self._texts]
        if new:
            first = len(self._texts)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._texts += new
            self.endInsertRows()

    def remove(self, texts: Sequence[str]) -> None:
        """Take *texts* out."""
        self.beginResetModel()
        self._texts = [text for text in self._texts if text not in texts]
        self._ticked &= set(self._texts)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._texts)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let all be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a proposal, or its tick."""
        if not index.isValid():
            return None
        text = self._texts[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if text in self._ticked else Qt.CheckState.Unchecked
        return text if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a proposal."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        text = self._texts[index.row()]
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(text)
        else:
            self._ticked.discard(text)
        self.dataChanged.emit(index, index, [role])
        return True


class _RoomyLines(QStyledItemDelegate):
    """Leaves room around the tick boxes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return what a line takes, with room above and below."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height() + NEAR, _LINE_HEIGHT))


class _CandidateList(QListView):
    """Proposals; Space ticks one, Delete strikes it.

    Signals:
        strike_requested: The person wants to strike a proposal.   arg: its text
    """

    strike_requested = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the key that strikes."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.currentIndex().isValid():
            self.strike_requested.emit(str(self.currentIndex().data()))
        else:
            super().keyPressEvent(event)


class CandidatePanel(QWidget):
    """Asks for proposals and lets a person choose among them.

    Signals:
        taken: The person accepts proposals.   arg: tuple of their texts
    """

    taken = Signal(object)

    def __init__(self, tools: PageTools, proposing: ProposesExamples | None) -> None:
        super().__init__()
        self._tools = tools
        self._proposing = proposing
        self._asked: tuple[Category, Sequence[Category]] | None = None
        self._turn = self._asked_turn = 0
        self.bridge = JobBridge(self)
        self.model = CandidateModel(self)
        self._list = _CandidateList()
        self._button = icon_button(tools.look, self.tr("&Suggest examples"), Symbol.ADD)
        self._take_button = QPushButton(self.tr("&Take the ticked ones"))
        self._reason = QLabel()
        self._hint = quiet(
            self.tr("Space ticks a line, Delete strikes it. Only what you take becomes an example.")
        )
        self._lay_out()
        self._connect()
        self._show_state()

    def offer(self, category: Category | None, others: Sequence[Category], lacking: str = "") -> None:
        """Offer proposals for *category*; what was proposed for another one is gone.

        Args:
            category: What they are for; None where *lacking* tells what stands against it.
            others: The other categories.
            lacking: What is still to be given.
        """
        if self._asked is None or category is None or category.name != self._asked[0].name:
            self._turn += 1
            self.stop()
            self.model.remove(self.model.texts())
        self._asked = (category, others) if category is not None else None
        self._reason.setText(lacking or self._why_not())
        self._show_state()

    def stop(self) -> None:
        """End the asking."""
        self.bridge.stop()

    def _why_not(self) -> str:
        try:
            available = self._proposing is not None and self._proposing.available
        except DeskhandError as error:
            return self._tools.sentences.error(error).title
        return "" if available else self.tr("The Models page has what is needed for this")

    def _ask(self) -> None:
        if self.bridge.running:
            self.bridge.stop()
            return
        if self._asked is None or self._proposing is None:
            return
        category, others = self._asked
        proposing = self._proposing
        language = detect_language("\n".join([category.name, category.description, *category.examples]))
        # What waits for a decision is not proposed a second time.
        shown = category.model_copy(update={"examples": (*category.examples, *self.model.texts())})

        def propose(reports: Reports) -> int:
            found = proposing.propose(shown, others, language, _COUNT, reports.cancellation, reports.on_item)
            return len(found)

        self._reason.setText("")
        self._asked_turn = self._turn
        self.bridge.start(propose)

    @property
    def _is_late(self) -> bool:
        """Whether what comes was asked for another category."""
        return self._asked_turn != self._turn

    def _add(self, texts: Sequence[str]) -> None:
        if self._is_late:
            return
        self.model.add(texts)
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self.model.index(0))
        self._show_state()

    def _end(self, count: int) -> None:
        nothing = self.tr("Nothing came out that fits. A clearer description helps.")
        self._show_end("" if count else nothing)

    def _fail(self, error: DeskhandError) -> None:
        self._show_end(self._tools.sentences.error(error).title)

    def _show_end(self, words: str = "") -> None:
        if not self._is_late:
            self._reason.setText(words)
        self._show_state()

    def _strike(self, text: str) -> None:
        row = self._list.currentIndex().row()
        self.model.remove([text])
        self._list.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))
        self._show_state()

    def _take(self) -> None:
        texts = tuple(self.model.ticked())
        self.model.remove(texts)
        self.taken.emit(texts)
        self._show_state()

    def _show_state(self) -> None:
        running = self.bridge.running and not self._is_late
        self._button.setText(self.tr("&Stop") if running else self.tr("&Suggest examples"))
        self._tools.look.dress(self._button, Symbol.STOP if running else Symbol.ADD)
        can_ask = self._asked is not None and not self.bridge.running and not self._why_not()
        self._button.setEnabled(running or can_ask)
        has_any = self.model.rowCount() > 0
        for widget in (self._list, self._take_button, self._hint):
            widget.setVisible(has_any)
        self._take_button.setEnabled(bool(self.model.ticked()))
        if running and not has_any:
            self._reason.setText(self.tr("Thinking of examples"))

    def _connect(self) -> None:
        self._button.clicked.connect(self._ask)
        self._take_button.clicked.connect(self._take)
        self._list.strike_requested.connect(self._strike)
        self.model.dataChanged.connect(self._show_state)
        self.bridge.started.connect(self._show_state)
        self.bridge.items_arrived.connect(self._add)
        self.bridge.finished.connect(self._end)
        self.bridge.failed.connect(self._fail)
        self.bridge.cancelled.connect(self._show_end)

    def _lay_out(self) -> None:
        self._list.setModel(self.model)
        self._list.setAccessibleName(self.tr("Suggested examples"))
        self._list.setItemDelegate(_RoomyLines(self._list))
        self._list.setWordWrap(True)
        self._list.setFixedHeight(_LIST_HEIGHT)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._button.setAutoDefault(False)
        self._take_button.setAutoDefault(False)
        self._reason.setWordWrap(True)
        self._reason.setProperty("look", "quiet")
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self._button)
        row.addWidget(self._reason, 1)
        row.addWidget(self._take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addWidget(self._list)
