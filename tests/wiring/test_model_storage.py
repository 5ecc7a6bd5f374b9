"""The models move with all that goes with it: the choice is kept and the engine lets go, or nothing changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine.client import EngineClient
from app.errors import DeskhandError
from app.events import Cancellation
from app.settings import store
from app.wiring import Desk, build
from tests.model_library.places import OWN, everything_in, put, refused


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    built = build(tmp_path / "data", offline=True)
    built.library.add(put(tmp_path / "given" / "Mine.gguf"))
    yield built
    built.close()


def test_the_next_start_finds_the_models_at_the_new_place(tmp_path: Path, desk: Desk) -> None:
    assert desk.storage.move_to(tmp_path / "new") == ()
    assert desk.library.folder == tmp_path / "new"
    assert desk.settings.options.models_folder == str(tmp_path / "new")
    later = build(tmp_path / "data", offline=True)
    assert later.library.folder == tmp_path / "new"
    assert [(model.name, model.ours) for model in later.library.installed()] == [("Mine", True)]
    assert later.engine_keeper.model_path() == tmp_path / "new" / "Mine.gguf"
    later.close()


def test_a_start_without_the_drive_says_so_and_makes_nothing(tmp_path: Path, desk: Desk) -> None:
    desk.storage.move_to(tmp_path / "drive" / "models")
    (tmp_path / "drive").rename(tmp_path / "pulled out")
    later = build(tmp_path / "data", offline=True)
    assert [finding.code for finding in later.library.findings] == ["models-folder-away"]
    assert later.engine_keeper.find() is None
    assert not (tmp_path / "drive").exists()
    (tmp_path / "pulled out").rename(tmp_path / "drive")
    assert later.library.findings == ()
    assert later.engine_keeper.model_path() == tmp_path / "drive" / "models" / "Mine.gguf"
    later.close()


def test_a_place_is_kept_as_a_whole_path(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    desk.storage.move_to(Path("relative"))
    assert desk.settings.options.models_folder == str(tmp_path / "relative")
    desk.storage.move_to(Path("~/models"))
    assert desk.settings.options.models_folder == str(tmp_path / "home" / "models")
    assert (tmp_path / "home" / "models" / "Mine.gguf").read_bytes() == OWN


def test_the_engine_lets_go_of_the_old_files_before_they_go(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = desk.engine_keeper.find()
    assert isinstance(engine, EngineClient)
    closed: list[bool] = []
    old = desk.places.models / "Mine.gguf"
    monkeypatch.setattr(engine, "close", lambda: closed.append(old.is_file()))
    desk.storage.move_to(tmp_path / "new")
    assert closed == [True]
    assert not old.exists()
    again = desk.engine_keeper.find()
    assert again is not engine
    assert desk.engine_keeper.model_path() == tmp_path / "new" / "Mine.gguf"


def _unable_to_save(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(store, "write_object", refuse)


def test_a_choice_that_cannot_be_saved_leaves_the_models_where_they_were(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.engine_keeper.find()
    before = everything_in(tmp_path)
    with monkeypatch.context() as patch:
        _unable_to_save(patch)
        assert refused(lambda: desk.storage.move_to(tmp_path / "new")) == "settings-not-saved"
    after = everything_in(tmp_path)
    assert {name: value for name, value in after.items() if not name.startswith("data/logs")} == {
        name: value for name, value in before.items() if not name.startswith("data/logs")
    }
    assert desk.library.folder == desk.places.models


def test_a_choice_that_cannot_be_saved_does_not_hold_either(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _unable_to_save(patch)
        with pytest.raises(DeskhandError):
            desk.storage.move_to(tmp_path / "new")
    assert desk.settings.options.models_folder is None


def test_an_engine_that_does_not_let_go_leaves_the_choice_as_it_was(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(desk.engine_keeper, "close", fail)
        with pytest.raises(RuntimeError):
            desk.storage.move_to(tmp_path / "new")
    later = build(tmp_path / "data", offline=True)
    assert [model.name for model in later.library.installed()] == ["Mine"]
    later.close()


def test_a_move_that_is_stopped_changes_no_choice(tmp_path: Path, desk: Desk) -> None:
    cancellation = Cancellation()
    cancellation.request()
    assert refused(lambda: desk.storage.move_to(tmp_path / "new", cancellation=cancellation)) == "cancelled"
    assert desk.settings.options.models_folder is None
    assert desk.library.find("Mine") == desk.places.models / "Mine.gguf"
    assert not (tmp_path / "new").exists()


def test_the_models_can_come_back(tmp_path: Path, desk: Desk) -> None:
    desk.storage.move_to(tmp_path / "new")
    desk.storage.move_to(desk.places.models)
    assert desk.library.find("Mine") == desk.places.models / "Mine.gguf"
    assert not (tmp_path / "new").exists()
