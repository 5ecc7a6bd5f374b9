"""One category in full: what is typed is kept, mistakes are marked, proposals wait for a person."""

import threading
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.events import Cancellation
from app.records import Language
from app.tasks.inquiries.categories import Category, CategorySet
from app.ui.category_candidates import CandidateModel
from app.ui.category_dialog import CategoryDialog
from app.ui.category_model import CategoryModel
from app.ui.category_services import CategoryServices
from app.ui.page_tools import PageTools
from tests.ui.fakes import wait_at

CATEGORIES = CategorySet(
    categories=(
        Category(
            name="delivery",
            description="late or lost",
            rules=("tracking number",),
            examples=("Where is it?", "A mail\nof two lines"),
            reply_template="delay-notice",
        ),
        Category(name="invoice"),
    ),
    none_name="other",
    none_examples=("Happy new year",),
)


class FakeProposing:
    """Proposes two examples.

    Attributes:
        available: Whether it can be asked.
        asked: Names of the categories that it was asked for, with their examples.
        gate: Cleared, it waits after the first one.
    """

    def __init__(self) -> None:
        self.available = True
        self.asked: list[tuple[str, tuple[str, ...], Language, int]] = []
        self.gate = threading.Event()
        self.gate.set()

    def propose(
        self,
        category: Category,
        others: Sequence[Category],
        language: Language,
        count: int,
        cancellation: Cancellation | None = None,
        on_example: Callable[[str], None] = lambda _: None,
    ) -> tuple[str, ...]:
        self.asked.append((category.name, category.examples, language, len(others)))
        on_example("It is late.")
        wait_at(self.gate, cancellation)
        on_example("It is lost.")
        return ("It is late.", "It is lost.")


@pytest.fixture
def proposing() -> FakeProposing:
    """A model that answers at once."""
    return FakeProposing()


@pytest.fixture
def model(qapp: object) -> CategoryModel:
    """Two categories and what fits none."""
    made = CategoryModel()
    made.set_categories(CATEGORIES)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, tools: PageTools, model: CategoryModel, proposing: FakeProposing) -> CategoryDialog:
    """The first category, opened."""
    services = CategoryServices(proposing, lambda: [("delay-notice", "Delay"), ("apology", "Apology")])
    made = CategoryDialog(tools, services, model)
    qtbot.addWidget(made)
    made.show_row(0)
    made.show()
    return made


def test_all_of_a_category_is_shown(dialog: CategoryDialog) -> None:
    assert dialog.windowTitle() == "delivery"
    assert dialog._description.toPlainText() == "late or lost"
    assert dialog._rules.toPlainText() == "tracking number"
    assert dialog._examples.toPlainText() == "Where is it?\nA mail of two lines"
    assert dialog._reply.currentText() == "Delay"
    assert dialog.height() < 700


def test_escape_keeps_what_was_typed(qtbot: QtBot, dialog: CategoryDialog, model: CategoryModel) -> None:
    dialog._examples.append_lines(["Lost again"])
    dialog._description.setPlainText("late,  lost")
    dialog._reply.setCurrentIndex(2)
    QTest.keyClick(dialog._examples, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    kept = model.draft(0)
    assert kept.examples == ("Where is it?", "A mail\nof two lines", "Lost again")
    assert kept.description == "late, lost"
    assert kept.reply_template == "apology"


def test_what_was_only_looked_at_stays_as_it_was(dialog: CategoryDialog, model: CategoryModel) -> None:
    dialog.reject()
    assert model.categories() == CATEGORIES


def test_what_is_typed_holds_after_a_moment(
    qtbot: QtBot, dialog: CategoryDialog, model: CategoryModel
) -> None:
    dialog._rules.append_lines(["late"])
    qtbot.waitUntil(lambda: model.draft(0).rules == ("tracking number", "late"))


def test_undo_takes_back_what_was_taken_over(dialog: CategoryDialog) -> None:
    dialog._examples.append_lines(["Lost again"])
    dialog._examples.undo()
    assert dialog._examples.lines() == ("Where is it?", "A mail\nof two lines")


def test_a_wrong_rule_is_marked_as_it_was_typed(dialog: CategoryDialog, model: CategoryModel) -> None:
    dialog._rules.append_lines(["/(a+)+b/"])
    dialog._keep()
    assert "“/(a+)+b/”" in dialog._mistakes.text()
    assert [s.cursor.selectedText() for s in dialog._rules.extraSelections()] == ["/(a+)+b/"]
    assert model.problem() == "A rule of delivery cannot be used"
    assert model.categories() is None
    dialog._rules.undo()
    dialog._keep()
    assert not dialog._mistakes.isVisibleTo(dialog)
    assert model.problem() == ""


def test_the_arrows_go_through_all_and_keep(dialog: CategoryDialog, model: CategoryModel) -> None:
    dialog._name.setText("parcels")
    dialog._forward.click()
    assert model.draft(0).name == "parcels"
    assert dialog.windowTitle() == "invoice"
    dialog._forward.click()
    assert dialog.windowTitle() == "other"
    assert not dialog._description.isVisibleTo(dialog)
    assert dialog._about_none.isVisibleTo(dialog)
    assert not dialog._forward.isEnabled()
    dialog._examples.append_lines(["Wrong number"])
    dialog.reject()
    kept = model.categories()
    assert kept is not None
    assert kept.none_examples == ("Happy new year", "Wrong number")


def test_a_template_that_is_gone_is_kept(qtbot: QtBot, tools: PageTools, model: CategoryModel) -> None:
    dialog = CategoryDialog(tools, CategoryServices(), model)
    qtbot.addWidget(dialog)
    dialog.show_row(0)
    dialog._name.setText("parcels")
    dialog.reject()
    assert model.draft(0).reply_template == "delay-notice"


def test_proposals_become_examples_only_when_they_are_taken(
    qtbot: QtBot, dialog: CategoryDialog, model: CategoryModel, proposing: FakeProposing
) -> None:
    panel = dialog._candidates
    with qtbot.waitSignal(panel.bridge.finished):
        QTest.mouseClick(panel._button, Qt.MouseButton.LeftButton)
    assert proposing.asked == [("delivery", ("Where is it?", "A mail\nof two lines"), "en", 1)]
    assert panel.model.texts() == ["It is late.", "It is lost."]
    assert model.draft(0).examples == ("Where is it?", "A mail\nof two lines")
    QTest.keyClick(panel._list, Qt.Key.Key_Delete)
    assert panel.model.texts() == ["It is lost."]
    QTest.keyClick(panel._list, Qt.Key.Key_Space)
    panel._take_button.click()
    assert model.draft(0).examples == ("Where is it?", "A mail\nof two lines", "It is lost.")
    assert panel.model.texts() == []


def test_the_asking_can_be_stopped(qtbot: QtBot, dialog: CategoryDialog, proposing: FakeProposing) -> None:
    proposing.gate.clear()
    panel = dialog._candidates
    with qtbot.waitSignal(panel.bridge.items_arrived):
        panel._button.click()
    with qtbot.waitSignal(panel.bridge.cancelled):
        panel._button.click()
    assert panel.model.texts() == ["It is late."]


def test_what_comes_late_is_not_proposed_for_the_next_category(
    qtbot: QtBot, dialog: CategoryDialog, proposing: FakeProposing
) -> None:
    panel = dialog._candidates
    panel._button.click()
    thread = panel.bridge._thread
    assert thread is not None
    thread.join(10)  # all proposals are there, and nobody has heard them yet
    dialog.show_row(1)
    with qtbot.waitSignal(panel.bridge.finished):
        assert not panel._button.isEnabled()
    assert panel.model.texts() == []
    assert "description" in panel._reason.text()


def test_closing_stops_the_asking(qtbot: QtBot, dialog: CategoryDialog, proposing: FakeProposing) -> None:
    proposing.gate.clear()
    dialog._candidates._button.click()
    with qtbot.waitSignal(dialog._candidates.bridge.cancelled):
        dialog.reject()


def test_without_a_model_the_reason_is_told(dialog: CategoryDialog, proposing: FakeProposing) -> None:
    proposing.available = False
    dialog.show_row(0)
    assert not dialog._candidates._button.isEnabled()
    assert "Models page" in dialog._candidates._reason.text()


def test_a_bare_name_is_too_little_to_propose_from(dialog: CategoryDialog) -> None:
    dialog.show_row(1)
    assert not dialog._candidates._button.isEnabled()
    assert "description" in dialog._candidates._reason.text()


def test_candidates_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = CandidateModel()
    model.add(["a", "b", "a"])
    assert model.texts() == ["a", "b"]
    model.setData(model.index(1), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert model.ticked() == ["b"]
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt publishes none


def test_corrections_become_examples_and_can_be_taken_back(model: CategoryModel) -> None:
    assert model.add_example("Delivery", " Lost again ")
    assert not model.add_example("delivery", "lost  AGAIN")
    assert model.draft(0).examples[-1] == "Lost again"
    assert model.add_example(None, "Good bye")
    assert model.draft(2).examples == ("Happy new year", "Good bye")
    assert not model.add_example("no such category", "x")
    assert model.remove_example("delivery", "LOST again")
    assert not model.remove_example("delivery", "Lost again")
    assert model.remove_example(None, "Good bye")
    assert model.categories() == CATEGORIES


def test_without_categories_nothing_can_be_an_example(qapp: object) -> None:
    assert not CategoryModel().add_example(None, "x")
    assert not CategoryModel().remove_example("a", "x")
