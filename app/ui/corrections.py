"""What follows from a person's decisions on inquiries: examples, records, and another look at the other rows."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.errors import DeskhandError
from app.records import SortedRow
from app.ui.another_look import AnotherLook
from app.ui.category_model import CategoryModel
from app.ui.inquiries_check import InquiriesCheck
from app.ui.inquiry_records import InquiryRecords
from app.ui.inquiry_work import InquiryWork
from app.ui.job_bridge import JobBridge, Work
from app.ui.row_decisions import RowDecision


class Corrections(QObject):
    """Makes examples of decisions at once, keeps who decided, and asks what would change.

    Attributes:
        look: The other look at the rows that nobody has decided.
    """

    def __init__(
        self,
        check: InquiriesCheck,
        categories: CategoryModel,
        records: InquiryRecords,
        work: InquiryWork,
        sorting: JobBridge,
    ) -> None:
        """Follow the decisions in *check*; *work* gives what looks again with the new examples, unless *sorting* runs."""
        super().__init__(check)
        self._check = check
        self._work = work
        self._sorting = sorting
        self._categories = categories
        self._records = records
        self._run = ""
        self.look = AnotherLook(self._another_look, self)
        self.look.came.connect(check.offer_changes)
        check.decided.connect(self._take_decision)
        check.taken_over.connect(self._take_over)
        check.taken_back.connect(self._take_back)

    def begin(self, run: str) -> None:
        """Take decisions about the rows of *run* from now on."""
        if run != self._run:
            self._run = run
            self.look.stop()

    def _another_look(self) -> Work | None:
        """Return what looks again at the rows that nobody has decided."""
        if self._sorting.running:
            return None
        return self._work.another_look(self._check.model.results(), self._check.model.corrections())

    def _take_decision(self, decision: RowDecision) -> None:
        if decision.previous_by_person:
            self._categories.remove_example(decision.previous, decision.text)
        if decision.by_person:
            self._categories.add_example(decision.category, decision.text)
        self._keep_decision(decision)
        self.look.ask()

    def _take_over(self, rows: Sequence[SortedRow]) -> None:
        for row in rows:
            self._keep(row.row, row.category, taken_back=False)

    def _take_back(self, decisions: Sequence[RowDecision]) -> None:
        for decision in decisions:
            self._keep_decision(decision)
        self.look.ask()

    def _keep_decision(self, decision: RowDecision) -> None:
        """Keep what holds now; what was taken over before counts as a person's word too."""
        by_person = decision.by_person or decision.taken_over
        self._keep(decision.row, decision.category, taken_back=not by_person)

    def _keep(self, row: int, category: str | None, *, taken_back: bool) -> None:
        decisions = self._records.decisions
        if decisions is None or not self._run:
            return
        try:
            if taken_back:
                decisions.take_back(self._run, row, self._records.who)
            else:
                decisions.decide(self._run, row, category, self._records.who)
        except DeskhandError:
            return  # the decision holds all the same; the store has told of its trouble
