"""A window with all versions of a mail, two of them side by side with their differences marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.tasks.email.versions import Version
from app.text.comparison import Span, differences
from app.ui.appearance import set_look
from app.ui.choice_box import ChoiceBox
from app.ui.entry_list import Entry, EntryList
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.marked_text import Mark, MarkedText
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.plain_text import show_plainly
from app.ui.stylesheet import AROUND, NEAR
from app.ui.theme import Role

_SIZE = (1020, 620)
_LIST_WIDTH = 220
_HEAD_HEIGHT = 32

_Compared = tuple[tuple[int, int], tuple[Sequence[Span], Sequence[Span]]]
"""The places of two versions, and what stands only in the first and only in the second."""


@dataclass(frozen=True, slots=True)
class NamedVersion:
    """A version and what it is called."""

    name: str
    version: Version


class _Side(QWidget):
    """One version with its subject and body."""

    def __init__(self, tools: PageTools, head: QWidget, name: str) -> None:
        super().__init__()
        self._subject = QLabel()
        show_plainly(self._subject)
        self._subject.setWordWrap(True)
        set_look(self._subject, "look", "quiet")
        self.text = MarkedText(tools.look)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        head.setFixedHeight(_HEAD_HEIGHT)
        column.addWidget(head)
        column.addWidget(self._subject)
        column.addWidget(self.text, 1)

    def show_version(self, version: Version) -> None:
        """Show *version* without marks."""
        self._subject.setText(version.subject)
        self.text.set_text(version.body, version.result.language)

    def mark(self, spans: Sequence[Span], role: Role) -> None:
        """Mark what stands only in it."""
        self.text.set_marks([Mark(start, end, "focus", role) for start, end in spans])
        self.show_first()

    def show_first(self) -> None:
        """Scroll to the first mark."""
        for mark in self.text.marks()[:1]:
            self.text.reveal(mark.start, mark.end)


class ComparisonWindow(QDialog):
    """Lists versions; the selected one stands beside another.

    Signals:
        chosen: A version is to be used.   arg: its place

    Attributes:
        entries: The list of versions.
        beside: Which version stands on the left.
        left: The version that is compared with.
        right: The selected version.
    """

    chosen = Signal(int)

    def __init__(
        self, tools: PageTools, versions: Sequence[NamedVersion], shown: int, parent: QWidget
    ) -> None:
        """Compare *versions*, of which the one at *shown* is in use."""
        super().__init__(parent)
        self._tools = tools
        self._versions = tuple(versions)
        self._shown = shown
        self._compared = -1, -1
        self._bridge = JobBridge(self)
        self.entries = EntryList(tools.look, self.tr("Versions"))
        self.beside = ChoiceBox()
        self._head = QLabel()
        self.left = _Side(tools, self.beside, self.tr("Text of the version on the left"))
        self.right = _Side(tools, self._head, self.tr("Text of the selected version"))
        self._same = quiet("")
        self._use_button = QPushButton(self.tr("Use this version"))
        self._close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self._fill()
        self._connect()
        self._select(shown)

    def words(self) -> str:
        """Return the list of versions as text, one a line."""
        return "\n".join(f"{entry.title}  {entry.detail}".rstrip() for entry in self._list())

    def showEvent(self, event: QShowEvent) -> None:
        """Scroll to the first differences, now that there is a size."""
        super().showEvent(event)
        self.left.show_first()
        self.right.show_first()

    def _list(self) -> list[Entry]:
        in_use = self.tr("in use")
        made = []
        for place, named in enumerate(self._versions):
            time = f"{named.version.made:%H:%M}"
            detail = f"{time}  ·  {in_use}" if place == self._shown else time
            symbol = Symbol.CHOSEN if place == self._shown else Symbol.FILE
            made.append(Entry(named.name, detail, symbol, "quiet", None, None, place))
        return made

    def _fill(self) -> None:
        self.entries.set_entries(self._list())
        for named in self._versions:
            self.beside.addItem(named.name)
        before = self._shown - 1 if self._shown else min(1, len(self._versions) - 1)
        self.beside.setCurrentIndex(before)

    def _select(self, place: int) -> None:
        self.entries.select(self.entries.entry_model.entries()[place])
        self._compare()

    def _compare(self) -> None:
        places = self.beside.currentIndex(), self._place()
        for side, place in zip((self.left, self.right), places, strict=True):
            side.show_version(self._versions[place].version)
        self._head.setText(self._versions[places[1]].name)
        self._same.setText("")
        self._use_button.setEnabled(places[1] != self._shown)
        self._compared = -1, -1
        self._find_differences()

    def _find_differences(self) -> None:
        """Compare beside the window: of two long paragraphs that takes a moment."""
        places = self.beside.currentIndex(), self._place()
        if self._bridge.running or places == self._compared:
            return
        one, other = (self._versions[place].version.body for place in places)

        def compare(_reports: Reports) -> _Compared:
            return places, differences(one, other)

        self._bridge.start(compare)

    def _mark(self, compared: _Compared) -> None:
        places, (first, second) = compared
        if places == (self.beside.currentIndex(), self._place()):
            self._compared = places
            self.left.mark(first, "doubtful")
            self.right.mark(second, "grounded")
            one, other = (self._versions[place].version.subject for place in places)
            alike = not first and not second and one == other
            same = self.tr("Both are the same.")
            self._same.setText(same if alike else self.tr("What stands only in one of them is marked."))
        self._find_differences()

    def _place(self) -> int:
        entry = self.entries.selected()
        return entry.payload if entry is not None and isinstance(entry.payload, int) else self._shown

    def _use(self) -> None:
        self.chosen.emit(self._place())
        self.accept()

    def _connect(self) -> None:
        self.entries.entry_selected.connect(self._compare)
        self.beside.currentIndexChanged.connect(self._compare)
        self._bridge.finished.connect(self._mark)
        self._use_button.clicked.connect(self._use)
        self._close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Versions of the mail"))
        self.resize(*_SIZE)
        self.beside.setAccessibleName(self.tr("Version on the left"))
        self.entries.setFixedWidth(_LIST_WIDTH)
        self._use_button.setAutoDefault(False)
        self._close_button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(AROUND)
        row.addWidget(self.entries)
        row.addWidget(self.left, 1)
        row.addWidget(self.right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(NEAR)
        foot.addWidget(self._same, 1)
        foot.addWidget(self._use_button)
        foot.addWidget(self._close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.setSpacing(AROUND)
        column.addLayout(row, 1)
        column.addLayout(foot)
