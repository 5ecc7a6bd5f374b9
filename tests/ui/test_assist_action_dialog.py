"""The user's own actions are made, changed, removed and shared in a dialog; mistakes are told there."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.tasks.assist.own_actions import OwnActions
from app.ui.assist_action_dialog import ActionDialog
from app.ui.page_tools import PageTools
from tests.ui.fakes import FakeDialogs


@pytest.fixture
def own(tmp_path: Path) -> OwnActions:
    return OwnActions(tmp_path / "actions")


@pytest.fixture
def dialog(qtbot: QtBot, tools: PageTools, own: OwnActions) -> ActionDialog:
    made = ActionDialog(tools, own)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made.which.count() == 1)
    return made


def _save(qtbot: QtBot, dialog: ActionDialog, name: str, instruction: str) -> None:
    dialog.name.setText(name)
    dialog.instruction.setPlainText(instruction)
    with qtbot.waitSignal(dialog.work.finished):
        dialog.save()


def test_an_action_is_made_changed_and_renamed(qtbot: QtBot, dialog: ActionDialog, own: OwnActions) -> None:
    dialog.language.setCurrentIndex(2)
    dialog.replaces.setChecked(False)
    _save(qtbot, dialog, "Minutes", "One line.")
    (action,) = own.all()
    assert (action.name, action.language, action.replaces) == ("Minutes", "ja", False)
    assert dialog.which.currentText() == "Minutes"
    _save(qtbot, dialog, "Minutes", "Two lines.")
    _save(qtbot, dialog, "Records", "Two lines.")
    assert [(one.name, one.instruction) for one in own.all()] == [("Records", "Two lines.")]


def test_a_mistake_is_told_and_what_was_typed_stays(
    qtbot: QtBot, dialog: ActionDialog, own: OwnActions
) -> None:
    dialog.name.setText("Minutes")
    with qtbot.waitSignal(dialog.work.failed):
        dialog.save()
    assert "“instruction” is missing" in dialog.banner.words()
    assert dialog.name.text() == "Minutes"
    assert own.all() == ()


def test_a_new_one_does_not_replace_one_of_its_name(
    qtbot: QtBot, dialog: ActionDialog, own: OwnActions
) -> None:
    _save(qtbot, dialog, "Minutes", "One line.")
    dialog.which.setCurrentIndex(0)
    assert dialog.name.text() == ""
    dialog.name.setText("Minutes")
    dialog.instruction.setPlainText("Other.")
    with qtbot.waitSignal(dialog.work.failed):
        dialog.save()
    assert "already an action “Minutes”" in dialog.banner.words()
    assert [one.instruction for one in own.all()] == ["One line."]


def test_actions_are_shared_taken_over_and_removed(
    qtbot: QtBot, dialog: ActionDialog, own: OwnActions, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    _save(qtbot, dialog, "Minutes", "One line.")
    dialogs.target = tmp_path / "shared.yaml"
    with qtbot.waitSignal(dialog.work.finished):
        dialog.export()
    assert dialogs.suggested == "Minutes.yaml"
    with qtbot.waitSignal(dialog.work.finished):
        dialog.remove()
    assert own.all() == ()
    dialogs.files = [dialogs.target]
    with qtbot.waitSignal(dialog.work.finished):
        dialog.import_file()
    assert [one.name for one in own.all()] == ["Minutes"]
