"""Every page can be worked by keyboard and read by a screen reader."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.history.runs import RunStore
from app.settings.store import SettingsStore
from app.tasks.email.templates import TemplateLibrary
from app.ui.email_page import EmailPage
from app.ui.forms_page import FormsPage
from app.ui.history_page import HistoryPage
from app.ui.inquiries_page import InquiriesPage
from app.ui.job_page import JobPage
from app.ui.keywords_page import KeywordsPage
from app.ui.models_page import ModelsPage
from app.ui.page import Page
from app.ui.page_tools import PageTools
from app.ui.settings_page import SettingsPage
from tests.ui.fake_filling import FakeFilling
from tests.ui.fake_models import FakeModels
from tests.ui.fakes import FakeDrafting, FakePicking, FakeSorting

PAGES = ("email", "keywords", "inquiries", "forms", "history", "models", "settings")
Make = Callable[[str], Page]


@pytest.fixture
def make_page(
    qtbot: QtBot, tools: PageTools, templates: TemplateLibrary, tmp_path: Path, models: FakeModels
) -> Make:
    """Make the page with a name."""
    settings = SettingsStore(tmp_path / "settings.json")
    models.library.put("starter")

    def make(name: str) -> Page:
        makers: dict[str, Callable[[], Page]] = {
            "email": lambda: EmailPage(tools, FakeDrafting(), templates),
            "keywords": lambda: KeywordsPage(tools, FakePicking(), lambda _results, _out: None),
            "inquiries": lambda: InquiriesPage(
                tools, FakeSorting(), lambda *_all: None, lambda _path, _column, _known: []
            ),
            "forms": lambda: FormsPage(tools, FakeFilling()),
            "history": lambda: HistoryPage(tools, RunStore(tmp_path / "records.sqlite3"), settings),
            "models": lambda: ModelsPage(tools, models.services()),
            "settings": lambda: SettingsPage(tools, settings, tmp_path),
        }
        page = makers[name]()
        qtbot.addWidget(page)
        page.resize(1100, 700)
        if isinstance(page, JobPage):
            page.frame.set_has_result(has_result=True)
        return page

    return make


def stops(page: Page) -> list[QWidget]:
    """Return what the Tab key stops at, in its order."""
    found = []
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_keys and page.isAncestorOf(widget) and widget.isVisibleTo(page):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return [widget for widget in found if widget.objectName() != "qt_spinbox_lineedit"]


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls *widget*."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


@pytest.mark.parametrize("name", PAGES)
def test_everything_that_takes_keys_has_a_name(make_page: Make, name: str) -> None:
    page = make_page(name)
    assert stops(page)
    assert [type(widget).__name__ for widget in stops(page) if not name_of(widget)] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_page_itself_has_a_name(make_page: Make, name: str) -> None:
    assert make_page(name).accessibleName()


@pytest.mark.parametrize("name", ["email", "keywords", "inquiries", "forms"])
def test_keys_walk_from_give_to_check_to_use(make_page: Make, name: str) -> None:
    page = make_page(name)
    assert isinstance(page, JobPage)
    walked = stops(page)
    main = walked.index(page.run_bar._button)
    use = [walked.index(button) for button in page.frame._parts.use if not button.isHidden()]
    check = [place for place, widget in enumerate(walked) if page.frame._parts.check.isAncestorOf(widget)]
    give = [place for place, widget in enumerate(walked) if page.frame._parts.give.isAncestorOf(widget)]
    assert give
    assert check
    assert max(give) < main < min(check) < max(check) < min(use)
    assert use == sorted(use)


@pytest.mark.parametrize("name", PAGES)
def test_no_letter_leads_to_two_places(make_page: Make, name: str) -> None:
    page = make_page(name)
    letters = []
    for label in page.findChildren(QLabel):
        words = label.text().replace("&&", "")
        if label.isVisibleTo(page) and "&" in words and label.textFormat() != Qt.TextFormat.RichText:
            assert label.buddy() is not None, words
            letters.append(words[words.index("&") + 1].casefold())
    assert len(letters) == len(set(letters)), sorted(letters)
