"""Places for files: dropped, chosen, taken away."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ui.file_dialogs import SystemFileDialogs
from app.ui.file_drop import FileDrop
from app.ui.file_field import FileField
from app.ui.file_list import FileList, FileListModel
from app.ui.page_tools import PageTools
from app.ui.samples import Samples
from tests.ui.fakes import FakeDialogs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports and a picture."""
    place = tmp_path / "reports"
    place.mkdir()
    for name in ("b.txt", "a.txt", "c.png"):
        (place / name).write_text(name, encoding="utf-8")
    return place


def dropped(*paths: Path) -> QMimeData:
    """Return what the system hands over when *paths* are dropped."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(target: FileDrop, data: QMimeData) -> bool:
    """Drag *data* over *target* and drop it; return whether it was taken."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, left, none)
    enter.ignore()
    target.dragEnterEvent(enter)
    if not enter.isAccepted():
        return False
    assert target.property("hovered") is True
    target.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert target.property("hovered") is False
    return True


@pytest.fixture
def files(qtbot: QtBot, tools: PageTools) -> FileList:
    """An empty list of texts."""
    made = FileList(tools, "Reports", (".txt",), "Drop reports here")
    qtbot.addWidget(made)
    return made


def test_dropped_files_and_folders_are_added_once(files: FileList, folder: Path) -> None:
    assert drop(files._drop, dropped(folder / "b.txt"))
    assert drop(files._drop, dropped(folder))
    assert [path.name for path in files.files()] == ["b.txt", "a.txt"]


def test_what_does_not_fit_is_not_taken(files: FileList, folder: Path) -> None:
    assert not drop(files._drop, dropped(folder / "c.png"))
    assert files.files() == []


def test_files_are_chosen_added_and_removed(
    qtbot: QtBot, files: FileList, dialogs: FakeDialogs, folder: Path
) -> None:
    dialogs.files = [folder / "a.txt", folder / "b.txt"]
    with qtbot.waitSignal(files.files_changed):
        files._add_button.click()
    files._view.setCurrentIndex(files.model.index(0))
    files._remove_selected()
    assert [path.name for path in files.files()] == ["b.txt"]
    files._clear_button.click()
    assert files.files() == []


def test_the_list_shows_names_with_places_as_tips(
    qapp: object, qtmodeltester: ModelTester, folder: Path
) -> None:
    model = FileListModel()
    model.set_files([folder / "a.txt"])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt publishes none
    assert model.index(0).data() == "a.txt"
    assert model.index(0).data(Qt.ItemDataRole.ToolTipRole) == str(folder / "a.txt")


def test_a_field_takes_one_file_or_a_folder(
    qtbot: QtBot, tools: PageTools, dialogs: FakeDialogs, folder: Path
) -> None:
    field = FileField(tools, "Inquiries", (".txt",), "Drop a table", folders=True)
    qtbot.addWidget(field)
    assert drop(field, dropped(folder / "a.txt"))
    assert field.file() == folder / "a.txt"
    assert drop(field, dropped(folder))
    assert field.file() == folder
    field._clear_button.click()
    assert field.file() is None
    dialogs.folder = folder
    field._folder_button.click()
    assert field.file() == folder


def test_a_field_without_folders_refuses_them(qtbot: QtBot, tools: PageTools, folder: Path) -> None:
    field = FileField(tools, "Form", (".txt",), "Drop a form")
    qtbot.addWidget(field)
    assert not drop(field, dropped(folder))


def test_samples_that_are_not_there_are_not_offered(tmp_path: Path) -> None:
    samples = Samples(tmp_path)
    assert samples.reports() == samples.mails() == []
    assert samples.inquiries() is samples.categories() is samples.order_form() is None
    (tmp_path / "inquiries.csv").write_text("a\n", encoding="utf-8")
    assert samples.inquiries() == tmp_path / "inquiries.csv"


def test_a_file_whose_name_gets_its_ending_is_replaced_only_when_that_was_asked(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    suggested: list[str] = []

    def ask(_parent: QWidget, _title: str, name: str, filters: str) -> tuple[str, str]:
        suggested.append(name)
        return name, filters.split(";;", maxsplit=1)[0]  # what a person does who only presses Enter

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    dialogs = SystemFileDialogs()
    taken, free = str(folder / "a"), str(folder / "new")
    assert dialogs.save_file(parent, "Save", taken, (".txt",)) == folder / "a.txt"
    assert suggested == [taken, str(folder / "a.txt")]
    assert dialogs.save_file(parent, "Save", free, (".txt",)) == folder / "new.txt"
    assert len(suggested) == 3
