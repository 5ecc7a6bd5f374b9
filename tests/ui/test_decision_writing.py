"""What a person has decided is written before the program ends."""

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.errors import DeskhandError
from app.history.persons_steps import PersonsStep
from app.ui.decision_writing import DecisionWriting
from app.ui.inquiry_records import InquiryRecords
from tests.ui.inquiry_pages import FakeDecisions
from tests.ui.waiting import wait_for_work


class FullDisk(FakeDecisions):
    """Cannot keep the first step."""

    def add_step(self, step: PersonsStep) -> int:
        if not self.steps:
            self.steps.append(step)
            raise DeskhandError("records-disk-full")
        return super().add_step(step)


def writing_into(decisions: FakeDecisions) -> DecisionWriting:
    return DecisionWriting(InquiryRecords(decisions, lambda: 0.5, lambda _sureness: None, "mori"))


@pytest.mark.parametrize("decisions", [FakeDecisions(), FullDisk()])
def test_what_waits_is_written_before_the_program_ends(
    qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch, decisions: FakeDecisions
) -> None:
    writing = writing_into(decisions)
    monkeypatch.setattr(writing._bridge, "start", lambda _work: None)  # the other thread has no turn any more
    writing.put("run-1", decided={1: "delivery"})
    writing.put("run-1", decided={2: None})
    assert decisions.steps == []
    qapp.aboutToQuit.emit()
    assert [dict(step.decided) for step in decisions.steps] == [{1: "delivery"}, {2: None}]
    qapp.aboutToQuit.emit()
    assert len(decisions.steps) == 2


def test_steps_are_written_beside_the_window_in_their_order(qtbot: QtBot) -> None:
    decisions = FakeDecisions()
    writing = writing_into(decisions)
    for row in range(20):
        writing.put("run-1", decided={row: "delivery"})
    wait_for_work(qtbot, writing)  # type: ignore[arg-type]
    assert [row for step in decisions.steps for row in step.decided] == list(range(20))
