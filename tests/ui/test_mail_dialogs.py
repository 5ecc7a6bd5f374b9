"""The office's data and the editor of templates can be worked by keyboard and read by a screen reader."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.records import Language
from app.resource_files import read_text
from app.tasks.email.office_profile import ProfileFile
from app.tasks.email.own_templates import OwnTemplates
from app.tasks.email.templates import TemplateLibrary
from app.ui.office_dialog import OfficeDialog
from app.ui.page_tools import PageTools
from app.ui.template_editor import TemplateEditor
from app.ui.translations import install_translations
from tests.ui.waiting import wait_for_work

Make = Callable[[str], QDialog]
SAME_ROW = 8
"""Pixels between the middles of what stands in one row, at most."""
DIALOGS = ("office", "broken-office", "editor")


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    """The window speaks it."""
    before = QLocale()
    installed = install_translations(qapp, request.param)
    yield request.param
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.fixture
def make_dialog(qtbot: QtBot, tools: PageTools, tmp_path: Path) -> Make:
    """Make the dialog with a name, in view."""

    def make(name: str) -> QDialog:
        made: QDialog
        if name == "editor":
            own = tmp_path / "templates"
            made = TemplateEditor(tools, OwnTemplates(own), TemplateLibrary(own))
            made.edit(read_text("new_template/en.yaml").replace("{{ topic", "{{ topik"))
        else:
            file = ProfileFile(tmp_path / "office.yaml")
            file.path.write_text("company: [" if name == "broken-office" else "", encoding="utf-8")
            made = OfficeDialog(tools, file)
        qtbot.addWidget(made)
        made.show()
        wait_for_work(qtbot, made)
        return made

    return make


def stops(dialog: QDialog) -> list[QWidget]:
    """Return what the Tab key stops at, in its order."""
    found = []
    widget = dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


@pytest.mark.parametrize("name", DIALOGS)
def test_all_that_takes_keys_has_a_name(make_dialog: Make, name: str, language: Language) -> None:
    walked = stops(make_dialog(name))
    assert len(walked) > 3, language
    unnamed = [
        type(widget).__name__
        for widget in walked
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert unnamed == []


@pytest.mark.parametrize("name", DIALOGS)
def test_no_letter_leads_to_two_places_in_a_dialog(make_dialog: Make, name: str, language: Language) -> None:
    dialog = make_dialog(name)
    labels: list[QLabel | QPushButton] = [*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton)]
    words = [label.text() for label in labels if label.isVisible()]
    letters = [found[1].casefold() for text in words if (found := re.search(r"&(\w)", text))]
    assert letters, language
    assert len(letters) == len(set(letters)), sorted(letters)


@pytest.mark.parametrize(("name", "columns"), [("office", 1), ("broken-office", 1), ("editor", 2)])
def test_keys_walk_as_one_reads(make_dialog: Make, name: str, columns: int) -> None:
    dialog = make_dialog(name)
    half = dialog.width() // columns

    def reading_place(widget: QWidget) -> tuple[bool, int, int, int]:
        middle = widget.mapTo(dialog, widget.rect().center())
        in_bar = widget.parentWidget() is dialog and isinstance(widget, QPushButton)
        return in_bar, 0 if in_bar else middle.x() // half, middle.y(), middle.x()

    def follows(place: tuple[bool, int, int, int], before: tuple[bool, int, int, int]) -> bool:
        if place[:2] == before[:2] and abs(place[2] - before[2]) < SAME_ROW:
            return place[3] > before[3]
        return place > before

    places = [reading_place(widget) for widget in stops(dialog)]
    start = places.index(min(places))  # the walk goes round
    walked = places[start:] + places[:start]
    assert [pair for pair in pairwise(walked) if not follows(pair[1], pair[0])] == []
