"""What follows from a person's decisions on inquiries: examples, records, and another look at the other rows."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

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
        examples: Numbers of the rows whose text is an example only because a person decided on them.
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
        self.examples: set[int] = set()
        self._taken_over: dict[int, SortedRow] = {}
        self.look = AnotherLook(self._another_look, self)
        self.look.came.connect(check.offer_changes)
        check.decided.connect(self._take_decision)
        check.taken_over.connect(self._take_over)
        check.taken_back.connect(self._take_back)

    def begin(self, run: str, examples: Iterable[int] = (), taken_over: Iterable[SortedRow] = ()) -> None:
        """Take decisions about the rows of *run* from now on.

        Args:
            run: Its id; nothing while its first row is awaited.
            examples: Numbers of the rows whose text became an example in an earlier sitting.
            taken_over: Rows that were taken over then.
        """
        self._run = run
        self.examples = set(examples)
        self._taken_over = {row.row: row for row in taken_over}
        self.look.stop()

    def taken_over(self) -> tuple[SortedRow, ...]:
        """Return the rows that a person took over, without their texts."""
        return tuple(self._taken_over.values())

    def decide_again(self, decided: Mapping[int, str | None], examples: Iterable[int]) -> None:
        """Let what a person decided in a run that does not go on hold in this one.

        Args:
            decided: Categories by the numbers of the rows; None is none of them.
            examples: Numbers of those whose text became an example by that.
        """
        self._check.correct_all({str(row): category for row, category in decided.items()})
        self.examples.update(examples)
        for row, category in decided.items():
            self._keep(row, category, taken_back=False)

    def _another_look(self) -> Work | None:
        """Return what looks again at the rows that nobody has decided."""
        if self._sorting.running:
            return None
        model = self._check.model
        return self._work.another_look(model.results(), model.corrections(), model.rows.sureness)

    def _take_decision(self, decision: RowDecision) -> None:
        if decision.previous_by_person and decision.row in self.examples:
            self.examples.discard(decision.row)
            self._categories.remove_example(decision.previous, decision.text)
        if decision.by_person and self._categories.add_example(decision.category, decision.text):
            self.examples.add(decision.row)
        self._keep_decision(decision)
        self.look.ask()

    def _take_over(self, rows: Sequence[SortedRow]) -> None:
        for row in rows:
            self._keep_taken_over(row)

    def _take_back(self, decisions: Sequence[RowDecision]) -> None:
        for decision in decisions:
            self._keep_decision(decision)
        self.look.ask()

    def _keep_decision(self, decision: RowDecision) -> None:
        """Keep what holds now, also where that was taken over before."""
        place = self._check.model.rows.texts.place_of(decision.row)
        result = None if place is None else self._check.model.rows.line(place).result
        if decision.taken_over and result is not None:
            self._keep_taken_over(result)
            return
        if not decision.by_person:
            self._taken_over.pop(decision.row, None)
        self._keep(decision.row, decision.category, taken_back=not decision.by_person)

    def _keep_taken_over(self, row: SortedRow) -> None:
        self._taken_over[row.row] = replace(row, text="")
        decisions = self._records.decisions
        if decisions is not None and self._run:
            with suppress(
                DeskhandError
            ):  # the row has changed all the same; the store has told of its trouble
                decisions.take_over(replace(row, run=self._run), self._records.who)

    def _keep(self, row: int, category: str | None, *, taken_back: bool) -> None:
        decisions = self._records.decisions
        if decisions is None or not self._run:
            return
        with suppress(DeskhandError):  # the decision holds all the same; the store has told of its trouble
            if taken_back:
                decisions.take_back(self._run, row, self._records.who)
            else:
                decisions.decide(self._run, row, category, self._records.who)
