"""Keeps what a person does with sorted inquiries: over a restart, a stop, and an end by force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from app.records import Expectation, SortedRow
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.identical_texts import digest_of
from app.ui.category_model import CategoryModel
from app.ui.corrections import Corrections
from app.ui.earlier_inquiries import EarlierInquiries
from app.ui.inquiries_check import InquiriesCheck
from app.ui.inquiry_changes import InquiryChanges
from app.ui.inquiry_work import InquiryWork
from app.ui.last_result import LastResult
from app.ui.page_tools import Memory

_DECIDED = "decided-inquiries"
_MOST_FILES = 5
"""Files of which it is remembered what was decided, the latest ones."""


@dataclass(frozen=True, slots=True)
class _Decided:
    """What a person decided on a row of a run that does not go on."""

    digest: str
    """Stands for the text."""
    category: str | None
    is_example: bool
    """Whether the text is an example because of it."""


class InquiryKeeping(QObject):
    """Keeps the last result with what was changed in it, and hands decisions on to the run that goes on.

    What a person decides is remembered by the text at once: neither a stop nor an end by force loses it. In the same
    table it holds for its row again; in one that has changed since the stop, for every row with that text.

    Attributes:
        run: Id of the run that is shown; nothing while its first row is awaited.
    """

    def __init__(
        self,
        check: InquiriesCheck,
        categories: CategoryModel,
        work: InquiryWork,
        corrections: Corrections,
        memory: Memory,
        last: LastResult,
    ) -> None:
        """Keep in *memory* and as the *last* result what is done in *check* with what *work* has sorted."""
        super().__init__(check)
        self.run = self._table = ""
        self._check = check
        self._categories = categories
        self._work = work
        self._corrections = corrections
        self._memory = memory
        self._last = last
        self._expected: tuple[Expectation, ...] = ()
        self._usable: CategorySet | None = None
        self._ended = self._is_whole = False
        self._digests: dict[int, str] = {}
        self._by_row: dict[int, _Decided] = {}
        self._by_text: dict[str, _Decided] = {}
        self._taken_over: dict[int, SortedRow] = {}

    def begin(self) -> None:
        """Await the first row of another run; what was decided on its rows before is found again.

        To be called while the rows of the run before are still there.
        """
        goes_on = not self._is_whole and self._table == self._work.table
        waiting, taken_over = self._taken_over, self._check.model.rows.taken_over()
        self._taken_over = waiting | taken_over if goes_on else {}
        self._table = self._work.table
        self._set_run("", ended=False, whole=False)
        self._expected = ()
        self._by_row, self._by_text = {}, {}
        kept = self._remembered(self._path())
        is_same = kept.get("table") == self._work.table
        if kept.get("whole") and not is_same:
            return
        for row, digest, category, is_example in kept.get("decided", ()):
            decided = _Decided(digest, category, is_example)
            if is_same:
                self._by_row[row] = decided
            else:
                self._by_text[digest] = decided

    def take(self, rows: Sequence[SortedRow]) -> None:
        """Note that *rows* were sorted, and let earlier decisions on them hold again."""
        if self.run != rows[-1].run:
            self._set_run(rows[-1].run, ended=False, whole=False)
            self._expected = tuple(self._work.expected)
            self._check.sureness.set_expectations(self._expected)
        if self._taken_over:
            self._take_over_again(rows)
        if self._by_row or self._by_text:
            self._decide_again(rows)

    def end(self, *, whole: bool) -> None:
        """Keep the result: the run has ended, after its last row or before."""
        self._ended, self._is_whole = True, whole
        if whole:
            self._by_row, self._by_text = {}, {}
        self.keep()
        if self._check.model.corrections():
            self._corrections.look.ask()

    def show(self, earlier: EarlierInquiries, sureness: float) -> None:
        """Show the rows of an *earlier* run as they were left.

        Args:
            earlier: What is known of it.
            sureness: The confidence below which a row goes to a person where none was kept, 0 to 1.
        """
        self._set_run("", ended=True, whole=not earlier.stopped)
        self._table = earlier.changes.table
        changes, check = earlier.changes, self._check
        run_sureness = sureness if earlier.sure is None else earlier.sure
        check.set_sureness(run_sureness)
        texts = ((row.row, row.text) for row in earlier.rows)
        check.start(texts, earlier.categories.names, earlier.categories.none_name or "")
        check.take(earlier.rows)
        check.model.take_over(earlier.left.taken_over)
        check.correct_all(earlier.corrections, earlier.left.who)
        check.set_sureness(run_sureness if changes.sureness is None else changes.sureness)
        check.sureness.set_expectations(changes.expected)
        self._expected = changes.expected
        self._set_run(earlier.run, ended=True, whole=not earlier.stopped)
        self._corrections.begin(earlier.run, changes.examples)

    def keep(self) -> None:
        """Keep what is shown now."""
        if not self.run:
            return
        self._keep_decided()
        self._usable = self._categories.categories() or self._usable
        if self._ended:
            changes = InquiryChanges(
                corrections=self._check.model.corrections(),
                examples=tuple(sorted(self._corrections.examples)),
                categories=self._usable,
                sureness=self._check.model.rows.sureness,
                expected=self._expected,
                table=self._work.table,
            )
            self._last.keep([self.run], changes.as_values())

    def _set_run(self, run: str, *, ended: bool, whole: bool) -> None:
        self.run, self._ended, self._is_whole = run, ended, whole
        self._digests.clear()
        self._corrections.begin(run)

    def _decide_again(self, rows: Sequence[SortedRow]) -> None:
        known = {*self._check.categories, None}
        found: dict[int, _Decided] = {}
        for row in rows:
            decided = self._by_row.get(row.row)
            if decided is None and not self._by_text:
                continue
            digest = digest_of(row.text).hex()
            decided = decided or self._by_text.get(digest)
            if decided is not None and decided.digest == digest and decided.category in known:
                found[row.row] = decided
        if found:
            examples = [row for row, decided in found.items() if decided.is_example]
            self._corrections.decide_again({row: one.category for row, one in found.items()}, examples)
            self._by_row = {row: one for row, one in self._by_row.items() if row not in found}

    def _take_over_again(self, rows: Sequence[SortedRow]) -> None:
        """Let what was taken over in the run that goes on hold in this one."""
        found = (self._taken_over.pop(row.row, None) for row in rows)
        before = [row for row in found if row is not None]
        if before:
            self._corrections.take_over_again(before)

    def _keep_decided(self) -> None:
        """Remember what persons have decided, with what is not handed on yet."""
        examples = self._corrections.examples
        decided: list[list[Any]] = [
            [row, one.digest, one.category, one.is_example] for row, one in self._by_row.items()
        ]
        decided += [[0, one.digest, one.category, one.is_example] for one in self._by_text.values()]
        for number, category in self._check.model.corrections().items():
            row = int(number)
            decided.append([row, self._digest(row), category, row in examples])
        path = self._path()
        if not decided and not self._remembered(path):
            return
        others = [kept for kept in self._memory.get(_DECIDED) or () if kept.get("path") != path]
        now = {"path": path, "table": self._work.table, "whole": self._is_whole, "decided": decided}
        self._memory.put(_DECIDED, [now, *others][:_MOST_FILES])

    def _path(self) -> str:
        return str(self._work.given[0].path) if self._work.given is not None else ""

    def _remembered(self, path: str) -> Mapping[str, Any]:
        """Return what is remembered of the inquiries in the file *path*; nothing where nothing is."""
        kept: Iterable[Mapping[str, Any]] = self._memory.get(_DECIDED) or ()
        return next((one for one in kept if one.get("path") == path), {})

    def _digest(self, row: int) -> str:
        if row not in self._digests:
            texts = self._check.model.rows.texts
            place = texts.place_of(row)
            self._digests[row] = digest_of("" if place is None else texts[place]).hex()
        return self._digests[row]
