"""The folder of models: told, moved, checked, and written as a kit."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import LibraryError
from app.records import Finding
from app.ui.page_tools import PageTools
from app.ui.storage_panel import StoragePanel
from tests.ui.fake_library import FakeLibrary
from tests.ui.fake_models import FakeModels
from tests.ui.fakes import FakeDialogs


@pytest.fixture
def panel(qtbot: QtBot, tools: PageTools, models: FakeModels) -> StoragePanel:
    """The panel over a library with one model."""
    models.library.put("better")
    made = StoragePanel(tools, models.library, models.work)
    qtbot.addWidget(made)
    made.refresh()
    return made


def test_the_folder_is_told_with_what_it_holds(panel: StoragePanel, library: FakeLibrary) -> None:
    told = panel.words()
    assert told.startswith(str(library.folder))
    assert "1.0 kB" in told
    assert told.endswith("free")


def test_a_folder_that_is_not_there_is_still_told(panel: StoragePanel, library: FakeLibrary) -> None:
    library.folder = library.folder / "not" / "there"
    panel.refresh()
    assert str(library.folder) in panel.words()


def test_the_models_move_and_the_new_place_is_told(
    qtbot: QtBot, panel: StoragePanel, dialogs: FakeDialogs, models: FakeModels, tmp_path: Path
) -> None:
    dialogs.folder = tmp_path / "new"
    models.storage.left = (tmp_path / "old.gguf",)
    with qtbot.waitSignal(panel.said) as said:
        panel._move_button.click()
    assert said.args[0] == f"The models are in {tmp_path / 'new'} now"
    assert "old.gguf" in said.args[1]
    assert str(tmp_path / "new") in panel.words()
    assert panel._move_button.isEnabled()


def test_a_move_that_cannot_be_done_is_told(
    qtbot: QtBot, panel: StoragePanel, dialogs: FakeDialogs, models: FakeModels, tmp_path: Path
) -> None:
    dialogs.folder = tmp_path
    models.storage.failure = LibraryError("models-folder-same", folder=str(tmp_path))
    with qtbot.waitSignal(models.work.failed) as failed:
        panel._move_button.click()
    assert failed.args[0].code == "models-folder-same"
    assert panel._move_button.isEnabled()


def test_without_a_folder_nothing_begins(
    panel: StoragePanel, dialogs: FakeDialogs, models: FakeModels
) -> None:
    dialogs.folder = None
    panel._move_button.click()
    panel._kit_button.click()
    assert not models.work.running


def test_a_folder_on_a_drive_that_is_away_is_told(panel: StoragePanel, library: FakeLibrary) -> None:
    library.findings = (Finding("models-folder-away", {"folder": str(library.folder)}),)
    panel.refresh()
    assert panel.words() == f"{library.folder} is not there: connect its drive, or choose another folder"


def test_a_kit_is_written(
    qtbot: QtBot, panel: StoragePanel, dialogs: FakeDialogs, library: FakeLibrary, tmp_path: Path
) -> None:
    dialogs.folder = tmp_path / "stick"
    with qtbot.waitSignal(panel.said) as said:
        panel._kit_button.click()
    assert library.kits == [tmp_path / "stick"]
    assert "Add a folder" in said.args[1]


def test_files_that_are_right_are_told(qtbot: QtBot, panel: StoragePanel) -> None:
    with qtbot.waitSignal(panel.said) as said:
        panel._check_button.click()
    assert said.args[0] == "All files are as they should be"


def test_a_file_that_is_wrong_is_told_by_its_name(
    qtbot: QtBot, panel: StoragePanel, library: FakeLibrary
) -> None:
    library.wrong = {"better"}
    with qtbot.waitSignal(panel.doubted) as doubted:
        panel._check_button.click()
    assert doubted.args[1].startswith("better.gguf: This is not the published file.")
