"""The page of earlier runs: find them, open them again, erase them."""

from collections.abc import Collection
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
)

from app.errors import DeskhandError
from app.events import Event
from app.records import Run
from app.ui.appearance import set_look
from app.ui.banner import BannerAction
from app.ui.buttons import icon_button
from app.ui.choice_box import ChoiceBox
from app.ui.empty_state import EmptyState
from app.ui.history_decisions import HistoryDecisions, ListsDecisions
from app.ui.history_model import JOB_SYMBOLS, HistoryColumn, HistoryModel
from app.ui.icons import Symbol
from app.ui.job_bridge import EventBridge, JobBridge, Reports
from app.ui.page import Page, rule, sheet
from app.ui.page_tools import PageTools
from app.ui.row_table import RowTable
from app.ui.stylesheet import AROUND, NEAR

_SEARCH_AFTER_MS = 200
_SHOWN_RUNS = 500


class KeepsRuns(Protocol):
    """The records behind the page."""

    changed: Event[None]

    @property
    def decisions(self) -> ListsDecisions:
        """What was decided about the rows of the runs."""
        ...

    def recent(self, limit: int = 200, *, whole: bool = True) -> list[Run]:
        """Return the latest runs."""
        ...

    def search(self, words: str, limit: int = 200, *, whole: bool = True) -> list[Run]:
        """Return the latest runs that hold all of the words."""
        ...

    def get(self, run_id: str) -> Run:
        """Return one run, whole."""
        ...

    def erase(self, run_ids: Collection[str]) -> int:
        """Erase runs for good."""
        ...

    def erase_all(self) -> int:
        """Erase all runs for good."""
        ...


class KeepsChoices(Protocol):
    """The settings behind a page."""

    @property
    def options(self) -> Any:
        """The choices that hold now."""
        ...

    def change(self, **values: object) -> None:
        """Choose *values*."""
        ...


class HistoryPage(Page):
    """Lists earlier runs.

    Signals:
        open_requested: A run should be shown on its page again.   arg: the Run
    """

    open_requested = Signal(object)

    def __init__(self, tools: PageTools, runs: KeepsRuns, settings: KeepsChoices) -> None:
        super().__init__(
            tools,
            self.tr("History"),
            self.tr(
                "What was done before, on this computer only. Open a result again, or erase it for good."
            ),
        )
        self._runs = runs
        self._settings = settings
        self._model = HistoryModel(tools.sentences)
        self._reader = JobBridge(self)
        self._read_again = False
        self._pause = QTimer(self)
        self._search = QLineEdit()
        self._job = ChoiceBox()
        self._keep_box = QCheckBox(self.tr("&Keep records"))
        self._table = RowTable(tools.look, self.tr("Earlier results"))
        self._empty = EmptyState(tools.look, Symbol.HISTORY, "")
        self._stack = QStackedWidget()
        self._open_button = QPushButton(self.tr("Open again"))
        self._erase_button = icon_button(tools.look, self.tr("Erase selected"), Symbol.ERASE)
        self._erase_all_button = QPushButton(self.tr("Erase all"))
        self._decisions_button = icon_button(
            tools.look,
            self.tr("Decisions"),
            Symbol.PERSON,
            self.tr("Who decided about each row, when, and from what"),
        )
        self._decisions = HistoryDecisions(tools, runs.decisions)
        self._views = QStackedWidget()
        self._changes = EventBridge(runs.changed, self)
        self._lay_out()
        self._connect()

    def open_page(self) -> None:
        """Read the records anew."""
        self._keep_box.setChecked(bool(self._settings.options.keep_records))
        self._read()

    def run_or_stop(self) -> None:
        """Open the selected run again."""
        self._open()

    def escape(self) -> bool:
        """Go back from the decisions of a run to the list of runs."""
        if self._views.currentIndex() == 0:
            return super().escape()
        self._show_list()
        return True

    def _show_list(self) -> None:
        self._views.setCurrentIndex(0)
        self._table.setFocus()

    def _show_decisions(self) -> None:
        (run,) = self._selected_runs()
        self._decisions.show_run(run)
        self._views.setCurrentIndex(1)

    def _read(self) -> None:
        if self._reader.running:
            self._read_again = True
            return
        self._read_again = False
        words = self._search.text().strip()

        def read(_reports: Reports) -> list[Run]:
            if words:
                return self._runs.search(words, _SHOWN_RUNS, whole=False)
            return self._runs.recent(_SHOWN_RUNS, whole=False)

        self._reader.start(read)

    def _show_runs(self, runs: list[Run]) -> None:
        job = self._job.currentData()
        chosen = self._selected_ids()
        self._model.set_runs([run for run in runs if job in {"", run.job}])
        for row, run in enumerate(self._model.runs()):
            if run.id in chosen:
                self._table.selectRow(row)
        self._stack.setCurrentIndex(0 if self._model.rowCount() else 1)
        filtered = bool(self._search.text().strip() or job)
        self._empty.set_words(
            self.tr("Nothing was found. Try fewer letters, or all jobs.")
            if filtered
            else self.tr("What you draft, pick, sort and fill will be listed here.")
        )
        self._erase_all_button.setEnabled(bool(runs))
        self._offer()
        if self._read_again:
            self._read()

    def _selected_runs(self) -> list[Run]:
        rows = self._table.selectionModel().selectedRows()
        return [self._model.runs()[index.row()] for index in rows]

    def _selected_ids(self) -> list[str]:
        return [run.id for run in self._selected_runs()]

    def _offer(self) -> None:
        runs = self._selected_runs()
        count = len(runs)
        self._decisions_button.setEnabled(count == 1 and runs[0].job == "inquiries")
        self._open_button.setEnabled(count == 1)
        self._erase_button.setEnabled(count > 0)

    def _open(self) -> None:
        ids = self._selected_ids()
        if len(ids) == 1:
            try:
                run = self._runs.get(ids[0])
            except DeskhandError as error:
                self.show_failure(error)
            else:
                self.open_requested.emit(run)

    def _ask_erase(self) -> None:
        ids = self._selected_ids()
        if ids:
            self.banner.show_message(
                self.tr("Erase %n record(s)?", "", len(ids)),
                self.tr("They cannot be brought back. Files that you saved stay."),
                "doubtful",
                BannerAction(self.tr("Erase"), lambda: self._erase(ids)),
            )

    def _ask_erase_all(self) -> None:
        self.banner.show_message(
            self.tr("Erase all records?"),
            self.tr("They cannot be brought back. Files that you saved stay."),
            "doubtful",
            BannerAction(self.tr("Erase all"), lambda: self._erase(None)),
        )

    def _erase(self, ids: list[str] | None) -> None:
        try:
            count = self._runs.erase_all() if ids is None else self._runs.erase(ids)
        except DeskhandError as error:
            self.show_failure(error)
        else:
            self.say(self.tr("%n record(s) erased", "", count))

    def _change_keeping(self) -> None:
        keeps = self._keep_box.isChecked()
        if keeps == self._settings.options.keep_records:
            return
        try:
            self._settings.change(keep_records=keeps)
        except DeskhandError as error:
            self.show_failure(error)

    def _connect(self) -> None:
        self._reader.finished.connect(self._show_runs)
        self._reader.failed.connect(self.show_failure)
        self._changes.happened.connect(self._read)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._read)
        self._search.textChanged.connect(self._pause.start)
        self._job.currentIndexChanged.connect(self._read)
        self._keep_box.toggled.connect(self._change_keeping)
        self._table.selectionModel().selectionChanged.connect(self._offer)
        self._table.doubleClicked.connect(self._open)
        self._open_button.clicked.connect(self._open)
        self._decisions_button.clicked.connect(self._show_decisions)
        self._decisions.closed.connect(self._show_list)
        self._decisions.failed.connect(self.show_failure)
        self._erase_button.clicked.connect(self._ask_erase)
        self._erase_all_button.clicked.connect(self._ask_erase_all)
        for keys, act in (("Return", self._open), ("Del", self._ask_erase)):
            shortcut = QShortcut(QKeySequence(keys), self._table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        widths = {HistoryColumn.STARTED: 160, HistoryColumn.JOB: 130, HistoryColumn.METHOD: 130}
        self._table.set_model(self._model, widths, HistoryColumn.TITLE)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._fill_head()
        head = QHBoxLayout()
        head.setContentsMargins(AROUND, AROUND, AROUND, NEAR)
        head.setSpacing(NEAR)
        head.addWidget(self._search, 1)
        head.addWidget(self._job)
        head.addSpacing(AROUND)
        head.addWidget(self._keep_box)
        set_look(self._open_button, "look", "main")
        foot = QHBoxLayout()
        foot.setContentsMargins(AROUND, NEAR, AROUND, NEAR)
        foot.setSpacing(NEAR)
        foot.addWidget(self._open_button)
        foot.addWidget(self._decisions_button)
        foot.addStretch(1)
        foot.addWidget(self._erase_button)
        foot.addWidget(self._erase_all_button)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        frame, column = sheet(margin=0, spacing=0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._stack, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        self._views.addWidget(frame)
        self._views.addWidget(self._decisions)
        self.body.addWidget(self._views, 1)

    def _fill_head(self) -> None:
        self._search.setPlaceholderText(self.tr("Search in all records"))
        self._search.setAccessibleName(self.tr("Search"))
        self._search.setClearButtonEnabled(True)
        glass = QAction(self._search)
        self.tools.look.dress(glass, Symbol.SEARCH, "quiet")
        self._search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._job.setAccessibleName(self.tr("Job"))
        self._job.addItem(self.tr("All jobs"), "")
        for job in JOB_SYMBOLS:
            self._job.addItem(self._model.job_words(job), job)
        self._keep_box.setToolTip(
            self.tr("Off: from now on nothing is kept; what was kept stays until it is erased")
        )
