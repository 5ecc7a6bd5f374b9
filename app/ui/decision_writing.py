"""Writes what persons decide into the records, beside the window and in the order in which it was decided."""

import logging
import threading
from collections import deque
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.errors import DeskhandError
from app.history.persons_steps import PersonsStep
from app.records import SortedRow
from app.ui.inquiry_records import InquiryRecords
from app.ui.job_bridge import JobBridge, Reports

_log = logging.getLogger(__name__)


class DecisionWriting(QObject):
    """Takes a person's steps at once and keeps them a moment later, each of them whole.

    Signals:
        failed: Something could not be kept; it holds in the window all the same.   arg: the DeskhandError
    """

    failed = Signal(object)

    def __init__(self, records: InquiryRecords, parent: QObject | None = None) -> None:
        """Write into *records*."""
        super().__init__(parent)
        self._decisions, self._who = records.decisions, records.who
        self._steps: deque[PersonsStep] = deque()
        self._turn = threading.Lock()
        self._bridge = JobBridge(self)
        self._bridge.finished.connect(self._go_on)
        self._bridge.failed.connect(self._take_failure)
        program = QCoreApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self.finish)

    def put(
        self,
        run: str,
        decided: Mapping[int, str | None] | None = None,
        taken_over: Sequence[SortedRow] = (),
        taken_back: Sequence[int] = (),
    ) -> None:
        """Keep one step of the person in *run*; the rest is as in `PersonsStep`."""
        if self._decisions is not None and run:
            self._steps.append(PersonsStep(run, self._who, decided or {}, taken_over, taken_back))
            self._go_on()

    def settle(self) -> None:
        """Write down, in any thread, all that was put in so far.

        Raises:
            DeskhandError: One of the `records-` codes; the steps after that one are written all the same.
        """
        failure: DeskhandError | None = None
        with self._turn:  # whoever comes second finds it written
            while self._decisions is not None and self._steps:
                try:
                    self._decisions.add_step(self._steps.popleft())
                except DeskhandError as error:
                    failure = failure or error
        if failure is not None:
            raise failure

    def finish(self) -> None:
        """Write down what is left: the program ends."""
        try:
            self.settle()
        except DeskhandError:
            _log.warning("the last decisions could not be kept", exc_info=True)

    def _write(self, _reports: Reports) -> None:
        self.settle()

    def _go_on(self) -> None:
        if self._steps:
            self._bridge.start(self._write)

    def _take_failure(self, error: DeskhandError) -> None:
        self.failed.emit(error)
        self._go_on()
