"""Who decided about the rows of an earlier run, when, and from what."""

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.history.decisions import Decision, DecisionCounts
from app.records import Run
from app.ui.buttons import icon_button
from app.ui.decisions_model import DecisionColumn, DecisionsModel
from app.ui.icons import Symbol
from app.ui.page import heading, quiet, rule, sheet
from app.ui.page_tools import PageTools
from app.ui.row_table import RowTable
from app.ui.stylesheet import AROUND, NEAR


class ListsDecisions(Protocol):
    """The decisions behind the view."""

    def of_run(self, run: str, *, corrected: bool = False) -> Iterator[Decision]:
        """Yield the decisions of a run by their rows."""
        ...

    def counts(self, run: str) -> DecisionCounts:
        """Return how many rows went where."""
        ...


class HistoryDecisions(QWidget):
    """Lists the decisions of one run.

    Signals:
        closed: The person goes back to the list of runs.
        failed: The decisions cannot be read.   arg: the DeskhandError
    """

    closed = Signal()
    failed = Signal(object)

    def __init__(self, tools: PageTools, decisions: ListsDecisions) -> None:
        super().__init__()
        self._decisions = decisions
        self._run = ""
        self._model = DecisionsModel(tools.sentences)
        self._back = icon_button(tools.look, self.tr("Back"), Symbol.BACK)
        self._title = heading("")
        self._counts: QLabel = quiet("")
        self._corrected = QCheckBox(self.tr("&Only rows that a person decided"))
        self._table = RowTable(tools.look, self.tr("Decisions"))
        self._lay_out()
        self._back.clicked.connect(self.closed)
        self._corrected.toggled.connect(self._read)

    def show_run(self, run: Run) -> None:
        """Show the decisions of *run*."""
        self._run = run.id
        self._title.setText(run.title)
        self._corrected.setChecked(False)
        self._read()
        self._table.setFocus()

    def _read(self) -> None:
        try:
            counts = self._decisions.counts(self._run)
            self._model.set_decisions(
                self._decisions.of_run(self._run, corrected=self._corrected.isChecked())
            )
        except DeskhandError as error:
            self.failed.emit(error)
            return
        self._corrected.setEnabled(counts.by_person > 0)
        if not counts.rows:
            self._counts.setText(self.tr("No decisions were kept of this one."))
            return
        parts = (
            self.tr("%n row(s)", "", counts.rows),
            self.tr("%n decided by a person", "", counts.by_person),
            self.tr("%n to be looked at", "", counts.needs_person),
        )
        self._counts.setText("  ·  ".join(parts))

    def _lay_out(self) -> None:
        widths = {
            DecisionColumn.ROW: 70,
            DecisionColumn.WHO: 120,
            DecisionColumn.WHEN: 140,
            DecisionColumn.CATEGORY: 146,
            DecisionColumn.REASON: 260,
        }
        self._table.set_model(self._model, widths, DecisionColumn.TEXT)
        self._counts.setWordWrap(False)
        head = QHBoxLayout()
        head.setContentsMargins(AROUND, AROUND, AROUND, NEAR)
        head.setSpacing(NEAR)
        head.addWidget(self._back)
        head.addSpacing(NEAR)
        head.addWidget(self._title)
        head.addSpacing(NEAR)
        head.addWidget(self._counts)
        head.addStretch(1)
        head.addWidget(self._corrected)
        frame, column = sheet(margin=0, spacing=0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
