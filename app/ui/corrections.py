"""What follows from a person's decisions on inquiries: examples, records, and another look at the other rows."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject

from app.records import SortedRow
from app.ui.another_look import AnotherLook
from app.ui.category_model import CategoryModel
from app.ui.decision_writing import DecisionWriting
from app.ui.inquiries_check import InquiriesCheck
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
        writing: DecisionWriting,
        work: InquiryWork,
        sorting: JobBridge,
    ) -> None:
        """Follow the decisions in *check*; *work* gives what looks again with the new examples, unless *sorting* runs."""
        super().__init__(check)
        self._check = check
        self._work = work
        self._sorting = sorting
        self._categories = categories
        self._writing = writing
        self._run = ""
        self.examples: set[int] = set()
        self.look = AnotherLook(self._another_look, self)
        self.look.came.connect(check.offer_changes)
        check.decided.connect(self._take_decision)
        check.taken_over.connect(self._keep_taken_over)
        check.taken_back.connect(self._take_back)

    def begin(self, run: str, examples: Iterable[int] = ()) -> None:
        """Take decisions about the rows of *run* from now on.

        Args:
            run: Its id; nothing while its first row is awaited.
            examples: Numbers of the rows whose text became an example in an earlier sitting.
        """
        self._run = run
        self.examples = set(examples)
        self.look.stop()

    def decide_again(self, decided: Mapping[int, str | None], examples: Iterable[int]) -> None:
        """Let what a person decided in a run that does not go on hold in this one.

        Args:
            decided: Categories by the numbers of the rows; None is none of them.
            examples: Numbers of those whose text became an example by that.
        """
        self._check.correct_all({str(row): category for row, category in decided.items()})
        self.examples.update(examples)
        self._writing.put(self._run, decided=decided)

    def take_over_again(self, rows: Sequence[SortedRow]) -> None:
        """Let *rows* be as they were taken over in a run that does not go on."""
        self._check.model.take_over(rows)
        self._check.show_counts()
        self._keep_taken_over(rows)

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
        if decision.by_person:
            self._writing.put(self._run, decided={decision.row: decision.category})
            self.look.ask()
        elif (place := self._check.model.rows.texts.place_of(decision.row)) is not None:
            self._take_back([place])

    def _keep_taken_over(self, rows: Sequence[SortedRow]) -> None:
        self._writing.put(self._run, taken_over=rows)

    def _take_back(self, places: Sequence[int]) -> None:
        """Keep what holds now for the rows at *places*, also where that was taken over before."""
        rows = self._check.model.rows
        taken_over, taken_back = [], []
        for place in places:
            state, row = rows.state(place), rows.texts.number(place)
            if state.taken_over and state.result is not None:
                taken_over.append(state.result)
            else:
                taken_back.append(row)
        self._writing.put(self._run, taken_over=taken_over, taken_back=taken_back)
        self.look.ask()
