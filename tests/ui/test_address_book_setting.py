"""The address book is a file that is chosen on the page of settings."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.settings.store import SettingsStore
from app.tasks.email.office_profile import ProfileFile
from app.ui.file_field import FileField
from app.ui.page_tools import PageTools
from app.ui.settings_page import SettingsPage
from tests.ui.fakes import FakeDialogs


def test_a_chosen_file_holds_at_once_and_can_be_taken_away(
    qtbot: QtBot, tools: PageTools, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    settings = SettingsStore(tmp_path / "settings.json")
    page = SettingsPage(tools, settings, tmp_path)
    qtbot.addWidget(page)
    field = page.control("address_book")
    assert isinstance(field, FileField)
    dialogs.files = [tmp_path / "people.vcf"]
    field._choose_button.click()
    assert settings.options.address_book == str(tmp_path / "people.vcf")
    field._clear_button.click()
    assert settings.options.address_book is None


def test_the_office_stands_on_the_page_where_it_is_kept(
    qtbot: QtBot, tools: PageTools, tmp_path: Path
) -> None:
    settings = SettingsStore(tmp_path / "settings.json")
    page = SettingsPage(tools, settings, tmp_path, ProfileFile(tmp_path / "office.yaml"))
    qtbot.addWidget(page)
    assert page._office is not None
    assert page._office.button.accessibleName() == "Change your office’s data"
