"""The key of the quick assist is held beside the window."""

from pytestqt.qtbot import QtBot

from app.ui.held_key import HeldKey
from tests.ui.fake_desktop import FakeKey


def test_of_several_keys_the_last_one_holds(qtbot: QtBot) -> None:
    key = FakeKey()
    holder = HeldKey(key)
    key.gate.clear()
    for keys in ("Ctrl+Alt+G", "Ctrl+Alt+H", "Ctrl+Alt+J"):
        holder.hold(keys)
    with qtbot.waitSignal(holder.held):
        key.gate.set()
    assert key.held == ["Ctrl+Alt+G", "Ctrl+Alt+J"]
    with qtbot.waitSignal(holder.held):
        holder.hold(None)
    assert key.held[-1] == ""


def test_a_key_that_is_taken_is_told(qtbot: QtBot) -> None:
    key = FakeKey()
    holder = HeldKey(key)
    key.taken = {"Ctrl+Alt+G"}
    with qtbot.waitSignal(holder.failed) as told:
        holder.hold("Ctrl+Alt+G")
    assert told.args[0].code == "key-taken"
