"""Earlier runs as a table."""

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QDate, QLocale, QModelIndex, QPersistentModelIndex, Qt, QTime

from app.records import Job, Run
from app.ui.icons import Symbol
from app.ui.row_table import CELL, SYMBOL, TONE, cell_of
from app.ui.sentences import Sentences

Index = QModelIndex | QPersistentModelIndex

JOB_SYMBOLS: dict[Job, Symbol] = {
    "email": Symbol.EMAIL,
    "keywords": Symbol.KEYWORDS,
    "inquiries": Symbol.INQUIRIES,
    "forms": Symbol.FORMS,
}


class HistoryColumn(IntEnum):
    """The columns of the table."""

    STARTED = 0
    JOB = 1
    TITLE = 2
    METHOD = 3


class HistoryModel(QAbstractTableModel):
    """Runs, the latest first."""

    def __init__(self, sentences: Sentences, today: datetime | None = None) -> None:
        """Word things with *sentences*; *today* is now unless a test says otherwise."""
        super().__init__()
        self._sentences = sentences
        self._today = today
        self._runs: tuple[Run, ...] = ()

    def runs(self) -> tuple[Run, ...]:
        """Return the runs."""
        return self._runs

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Hold *runs* only."""
        self.beginResetModel()
        self._runs = tuple(runs)
        self.endResetModel()

    def job_words(self, job: Job) -> str:
        """Return what a job is called."""
        return {
            "email": self.tr("E-mail"),
            "keywords": self.tr("Keywords"),
            "inquiries": self.tr("Inquiries"),
            "forms": self.tr("Forms"),
        }[job]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many runs there are."""
        return 0 if parent is not None and parent.isValid() else len(self._runs)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(HistoryColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return {
                HistoryColumn.STARTED: self.tr("When"),
                HistoryColumn.JOB: self.tr("Job"),
                HistoryColumn.TITLE: self.tr("What"),
                HistoryColumn.METHOD: self.tr("How"),
            }[HistoryColumn(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell, and how it is drawn."""
        if not index.isValid():
            return None
        if role == CELL:
            return cell_of(partial(self.data, index))
        return self._part(self._runs[index.row()], HistoryColumn(index.column()), role)

    def _part(self, run: Run, column: HistoryColumn, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(run, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == HistoryColumn.TITLE:
            return run.title
        if role == SYMBOL and column == HistoryColumn.JOB:
            return (JOB_SYMBOLS[run.job], "text")
        if role == TONE and column in {HistoryColumn.STARTED, HistoryColumn.METHOD}:
            return "quiet"
        return None

    def _words(self, run: Run, column: HistoryColumn) -> str:
        if column == HistoryColumn.STARTED:
            return self._time_words(run.started)
        if column == HistoryColumn.JOB:
            return self.job_words(run.job)
        if column == HistoryColumn.TITLE:
            return run.title or self.tr("without a title")
        return self._sentences.method(run.method)

    def _time_words(self, started: datetime) -> str:
        local = started.astimezone()
        locale = QLocale()
        time = locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
        days = ((self._today or datetime.now().astimezone()).date() - local.date()).days
        if days == 0:
            return self.tr("Today, {time}").format(time=time)
        if days == 1:
            return self.tr("Yesterday, {time}").format(time=time)
        date = locale.toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)
        return self.tr("{date}, {time}").format(date=date, time=time)
