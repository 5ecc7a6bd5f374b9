"""A field for a key combination."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import DeskhandError
from app.ui.key_field import KeyField

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT, META = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.MetaModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def field(qtbot: QtBot) -> KeyField:
    """The field."""
    made = KeyField()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("key", "modifiers", "keys"),
    [
        (Qt.Key.Key_G, CTRL | ALT, "Ctrl+Alt+G"),
        (Qt.Key.Key_F9, CTRL | SHIFT, "Ctrl+Shift+F9"),
        (Qt.Key.Key_7, META | ALT, "Alt+Meta+7"),
        (Qt.Key.Key_Space, CTRL | ALT | SHIFT, "Ctrl+Alt+Shift+Space"),
    ],
)
def test_what_is_pressed_is_taken(
    qtbot: QtBot, field: KeyField, key: Qt.Key, modifiers: Qt.KeyboardModifier, keys: str
) -> None:
    with qtbot.waitSignal(field.keys_changed):
        QTest.keyClick(field, key, modifiers)
    assert field.keys() == keys
    assert field.text()


@pytest.mark.parametrize(
    ("key", "modifiers", "code"),
    [
        (Qt.Key.Key_Space, CTRL, "key-switches-input"),
        (Qt.Key.Key_C, CTRL, "key-too-common"),
        (Qt.Key.Key_A, NONE, "key-too-common"),
        (Qt.Key.Key_Left, CTRL | ALT, "key-not-usable"),
    ],
)
def test_what_cannot_be_held_is_told_and_changes_nothing(
    qtbot: QtBot, field: KeyField, key: Qt.Key, modifiers: Qt.KeyboardModifier, code: str
) -> None:
    field.set_keys("Ctrl+Alt+G")
    told: list[DeskhandError] = []
    field.refused.connect(told.append)
    QTest.keyClick(field, key, modifiers)
    assert [one.code for one in told] == [code]
    assert field.keys() == "Ctrl+Alt+G"


def test_modifiers_alone_are_no_choice_yet(field: KeyField) -> None:
    for key in (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Meta):
        QTest.keyPress(field, key)
    assert field.keys() is None


def test_backspace_takes_the_key_away(qtbot: QtBot, field: KeyField) -> None:
    field.set_keys("Ctrl+Alt+G")
    with qtbot.waitSignal(field.keys_changed):
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert (field.keys(), field.text()) == (None, "")
