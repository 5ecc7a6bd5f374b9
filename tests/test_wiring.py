"""Everything is built once, and the engine follows the chosen model."""

import logging
import shutil
from pathlib import Path

import pytest

from app.engine.client import EngineClient
from app.engine.hardware import EngineSettings
from app.errors import DeskhandError, LibraryError
from app.model_library.library import ModelLibrary
from app.wiring import EngineKeeper, build

_GGUF = b"GGUF\x03\0\0\0" + b"\0" * 100


def _library(folder: Path, *names: str) -> ModelLibrary:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.gguf").write_bytes(_GGUF)
    return ModelLibrary(folder)


def test_without_a_model_there_is_no_engine(tmp_path: Path) -> None:
    keeper = EngineKeeper(_library(tmp_path), lambda: None, EngineClient)
    assert keeper.model_path() is None
    assert keeper.find() is None


def test_the_engine_is_made_once_a_model(tmp_path: Path) -> None:
    keeper = EngineKeeper(_library(tmp_path, "one", "two"), lambda: "one", EngineClient)
    first = keeper.find()
    assert first is not None
    assert first.model_name == "one.gguf"
    assert keeper.find() is first


def test_another_choice_makes_another_engine(tmp_path: Path) -> None:
    choice = ["one"]
    keeper = EngineKeeper(_library(tmp_path, "one", "two"), lambda: choice[0], EngineClient)
    first = keeper.find()
    choice[0] = "two"
    second = keeper.find()
    assert second is not first
    assert second is not None
    assert second.model_name == "two.gguf"


def test_a_named_model_that_is_not_there_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        build(tmp_path, model="no-such-model")


def test_everything_is_kept_below_the_data_folder(tmp_path: Path) -> None:
    desk = build(tmp_path / "data")
    desk.settings.change(keep_records=False)
    desk.close()
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
    assert (tmp_path / "data" / "settings.json").exists()


def test_a_data_folder_that_is_a_file_is_an_error_with_advice(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("I am a file")
    with pytest.raises(DeskhandError):
        build(tmp_path / "data")


def test_a_removed_choice_falls_back_to_what_is_installed(tmp_path: Path) -> None:
    desk = build(tmp_path)
    desk.settings.change(model="gone")
    assert desk.engine_keeper.find() is None
    desk.close()


def test_the_idle_time_follows_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = build(tmp_path)
    (desk.places.models / "m.gguf").write_bytes(_GGUF)
    engine = desk.engine_keeper.find()
    assert isinstance(engine, EngineClient)
    restarted: list[bool] = []
    monkeypatch.setattr(engine, "restart_idle_clock", lambda: restarted.append(True))
    idle_seconds = engine._keeper._idle_seconds
    assert idle_seconds() == 15 * 60
    desk.settings.change(idle_minutes=0)
    assert idle_seconds() == 0
    assert restarted == [True]
    desk.close()


def test_the_battery_is_spared_unless_the_settings_say_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def usual(_model: Path, *, spare_battery: bool) -> EngineSettings:
        asked.append(spare_battery)
        return EngineSettings(threads=1)

    desk = build(tmp_path)
    monkeypatch.setattr(desk.self_tests._fitting, "_usual", usual)
    desk.self_tests._fitting.settings(tmp_path / "m.gguf")
    desk.settings.change(spare_battery=False)
    desk.self_tests._fitting.settings(tmp_path / "m.gguf")
    assert asked == [True, False]
    desk.close()


def test_without_a_model_there_is_nothing_to_test(tmp_path: Path) -> None:
    desk = build(tmp_path)
    assert desk.self_tests.run() is None
    assert desk.self_tests.result() is None
    assert desk.self_tests.findings == ()
    desk.close()


def test_a_back_end_in_the_data_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LLAMA_CPP_LIB_PATH", raising=False)
    (tmp_path / "backends" / "vulkan").mkdir(parents=True)
    desk = build(tmp_path)
    assert desk.self_tests._fitting._installed() == (tmp_path / "backends" / "vulkan",)
    desk.close()


def test_a_log_that_cannot_be_written_says_nothing_to_the_user(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = build(tmp_path)
    shutil.rmtree(tmp_path / "logs")
    (tmp_path / "logs").write_text("in the way", encoding="utf-8")
    logging.getLogger("app").warning("nobody hears this")
    desk.close()
    assert capsys.readouterr().err == ""
