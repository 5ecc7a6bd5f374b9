"""A paste that is far too long leaves what was there, and a word says so."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.tasks.email.templates import TemplateLibrary
from app.ui.email_check import DraftText
from app.ui.email_page import EmailPage
from app.ui.fact_field import FactField
from app.ui.page_tools import PageTools
from app.ui.text_bounds import LONGEST_LINE, LONGEST_TEXT
from tests.ui.fakes import FakeDrafting

TOO_LONG = "The tea is on its way.\n" * 10_000


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, templates: TemplateLibrary) -> EmailPage:
    """The page of mails."""
    made = EmailPage(tools, FakeDrafting(), templates)
    qtbot.addWidget(made)
    return made


def text(words: str) -> QMimeData:
    made = QMimeData()
    made.setText(words)
    return made


def notes(page: EmailPage) -> QPlainTextEdit:
    return page._form._notes


def body(page: EmailPage) -> DraftText:
    return page._check._body


@pytest.mark.parametrize("field", [notes, body])
def test_a_text_that_is_too_long_is_not_pasted_and_a_word_says_so(
    page: EmailPage, field: Callable[[EmailPage], QPlainTextEdit | DraftText]
) -> None:
    field(page).insertFromMimeData(text("Before. "))
    field(page).insertFromMimeData(text(TOO_LONG))
    assert field(page).toPlainText() == "Before. "
    assert page.banner.words().startswith(
        f"This text is too long for here | {LONGEST_TEXT:,} characters fit."
    )


@pytest.mark.parametrize("kind", ["text", "date"])
def test_a_line_takes_what_fits_and_tells_that_it_is_cut(qtbot: QtBot, tools: PageTools, kind: str) -> None:
    field = FactField(tools, "item", kind, "Goods", "", required=True)
    qtbot.addWidget(field)
    told: list[str] = []
    field.refused.connect(lambda error: told.append(error.code))
    assert isinstance(field.editor, QLineEdit)
    field.editor.insert("a" * (LONGEST_LINE + 1))
    assert len(field.value()) == LONGEST_LINE
    assert told == ["line-too-long"]


def test_lines_of_a_fact_are_bounded_too(qtbot: QtBot, tools: PageTools) -> None:
    field = FactField(tools, "items", "lines", "Goods", "", required=True)
    qtbot.addWidget(field)
    told: list[str] = []
    field.refused.connect(lambda error: told.append(error.code))
    assert isinstance(field.editor, QPlainTextEdit)
    field.editor.insertFromMimeData(text(TOO_LONG))
    assert field.value() == ""
    assert told == ["pasted-text-too-long"]


def test_a_file_is_no_note(page: EmailPage) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/mails/question.eml")])
    assert not notes(page).canInsertFromMimeData(data)
    assert notes(page).canInsertFromMimeData(text("half of it can go at once"))
