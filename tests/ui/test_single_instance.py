"""One window a data folder."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.ui.single_instance import SingleInstance


def test_a_second_start_calls_the_first_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert not first.call_other()
    first.listen()
    with qtbot.waitSignal(first.front_requested):
        assert second.call_other()
    first.close()
    assert not second.call_other()


def test_another_data_folder_is_another_window(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "a")
    first.listen()
    assert not SingleInstance(tmp_path / "b").call_other()
    first.close()
