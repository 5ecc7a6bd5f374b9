"""The address book is a file that is chosen on the page of settings."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.settings.store import SettingsStore
from app.tasks.email.office_profile import ProfileFile
from app.ui.file_field import FileField
from app.ui.page_tools import PageTools
from app.ui.settings_page import SettingsPage
from tests.ui.fakes import FakeDialogs
from tests.ui.waiting import wait_for_work


def test_a_chosen_file_holds_at_once_and_can_be_taken_away(
    qtbot: QtBot, tools: PageTools, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    settings = SettingsStore(tmp_path / "settings.json")
    page = SettingsPage(tools, settings, tmp_path)
    qtbot.addWidget(page)
    field = page.control("address_book")
    assert isinstance(field, FileField)
    (tmp_path / "people.vcf").write_text("BEGIN:VCARD\nFN:Ellen Brandt\nEND:VCARD\n", encoding="utf-8")
    dialogs.files = [tmp_path / "people.vcf"]
    field._choose_button.click()
    wait_for_work(qtbot, page)
    assert page.banner.words() == "Contacts in people.vcf: 1"
    assert settings.options.address_book == str(tmp_path / "people.vcf")
    field._clear_button.click()
    assert settings.options.address_book is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "people.csv"),
        (b"", "people.csv"),
        (b"colour;size\nred;4\n", "There are no contacts in people.csv"),
    ],
)
def test_an_address_book_that_tells_of_nobody_is_told_when_it_is_chosen(
    qtbot: QtBot, tools: PageTools, tmp_path: Path, content: bytes | None, told: str
) -> None:
    book = tmp_path / "people.csv"
    if content is not None:
        book.write_bytes(content)
    page = SettingsPage(tools, SettingsStore(tmp_path / "settings.json"), tmp_path)
    qtbot.addWidget(page)
    field = page.control("address_book")
    assert isinstance(field, FileField)
    field.set_file(book)
    wait_for_work(qtbot, page)
    assert told in page.banner.words()
    assert page.banner.property("kind") == "missing"


def test_the_office_stands_on_the_page_where_it_is_kept(
    qtbot: QtBot, tools: PageTools, tmp_path: Path
) -> None:
    settings = SettingsStore(tmp_path / "settings.json")
    page = SettingsPage(tools, settings, tmp_path, ProfileFile(tmp_path / "office.yaml"))
    qtbot.addWidget(page)
    assert page._office is not None
    assert page._office.button.accessibleName() == "Change your office’s data"
