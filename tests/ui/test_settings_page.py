"""The page of choices, over a real settings file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot

from app.settings.options import declared_options
from app.settings.store import SettingsStore
from app.ui.appearance import scaled_font
from app.ui.key_field import KeyField
from app.ui.page_tools import PageTools
from app.ui.settings_page import ON_MODELS_PAGE, SettingsPage


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    """Settings as they come."""
    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def page(qtbot: QtBot, tools: PageTools, settings: SettingsStore, tmp_path: Path) -> SettingsPage:
    """The page."""
    made = SettingsPage(tools, settings, tmp_path)
    qtbot.addWidget(made)
    return made


def test_every_option_has_a_control_with_its_words(page: SettingsPage) -> None:
    for option in declared_options():
        if option.name not in ON_MODELS_PAGE:
            control = page.control(option.name)
            assert control.accessibleName() == page.tools.sentences.word(option.title)
            assert control.accessibleDescription()


def test_a_change_holds_at_once(page: SettingsPage, settings: SettingsStore) -> None:
    theme, keep, sure = (page.control(name) for name in ("theme", "keep_records", "sure_enough"))
    assert isinstance(theme, QComboBox)
    assert isinstance(keep, QCheckBox)
    assert isinstance(sure, QDoubleSpinBox)
    theme.setCurrentIndex(theme.findData("dark"))
    keep.click()
    sure.setValue(75)
    options = settings.options
    assert (options.theme, options.keep_records, options.sure_enough) == ("dark", False, 0.75)


def test_minutes_are_whole_and_none_of_them_has_a_word(page: SettingsPage, settings: SettingsStore) -> None:
    idle = page.control("idle_minutes")
    assert isinstance(idle, QSpinBox)
    assert idle.text() == "15 min"
    idle.setValue(0)
    assert idle.text() == "Never"
    assert settings.options.idle_minutes == 0
    idle.setValue(240)
    assert settings.options.idle_minutes == 240


def test_a_change_elsewhere_is_shown_when_the_page_is_opened(
    page: SettingsPage, settings: SettingsStore
) -> None:
    settings.change(keep_records=False)
    page.open_page()
    keep = page.control("keep_records")
    assert isinstance(keep, QCheckBox)
    assert not keep.isChecked()


def test_a_key_is_pressed_and_one_that_everybody_needs_is_refused(
    page: SettingsPage, settings: SettingsStore
) -> None:
    field = page.control("quick_key")
    assert isinstance(field, KeyField)
    assert field.keys() == "Ctrl+Alt+G"
    QTest.keyClick(field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert "switches how characters are typed" in page.banner.words()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(field, Qt.Key.Key_F9, both)
    assert settings.options.quick_key == "Ctrl+Shift+F9"
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert settings.options.quick_key is None


def test_another_language_is_announced_for_the_next_start(page: SettingsPage) -> None:
    language = page.control("language")
    assert isinstance(language, QComboBox)
    language.setCurrentIndex(language.findData("ja"))
    assert page.banner.words() == "The language changes when Deskhand is started again"


def test_the_folder_of_everything_can_be_opened(
    page: SettingsPage, opened: list[Path], tmp_path: Path
) -> None:
    page._folder_button.click()
    assert opened == [tmp_path]


def test_a_number_holds_when_it_is_typed_to_its_end(page: SettingsPage, settings: SettingsStore) -> None:
    idle = page.control("idle_minutes")
    assert isinstance(idle, QSpinBox)
    idle.selectAll()
    QTest.keyClicks(idle, "24")
    assert settings.options.idle_minutes == 15
    QTest.keyClick(idle, Qt.Key.Key_Return)
    assert settings.options.idle_minutes == 24


def test_the_words_of_a_choice_have_room_in_a_large_font(
    qtbot: QtBot, qapp: QApplication, tools: PageTools, settings: SettingsStore, tmp_path: Path
) -> None:
    before = QFont(qapp.font())
    qapp.setFont(scaled_font(before, 3.0))
    try:
        made = SettingsPage(tools, settings, tmp_path)
        qtbot.addWidget(made)
        theme = made.control("theme")
        assert theme.width() >= theme.sizeHint().width()
    finally:
        qapp.setFont(before)
