"""Models move to another folder, whole or not at all, and nothing that is not ours is touched."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.errors import Cancelled, LibraryError
from app.events import Cancellation
from app.model_library import moving
from app.model_library.library import ModelLibrary
from app.model_library.manifest import FILE_NAME
from app.model_library.model_folder import ModelFolder
from app.records import Progress
from tests.model_library.fake_hub import CONTENT, FILE, FakeHub, entry, library_at
from tests.model_library.places import (
    OTHERS,
    OURS,
    OWN,
    Shelf,
    checksum,
    everything_in,
    manifest_in,
    on_two_disks,
    others_in,
    own_names,
    put,
    put_others,
    refused,
)


def fail(error: BaseException) -> Callable[[], None]:
    def settle() -> None:
        raise error

    return settle


def test_what_is_ours_moves_and_everything_else_stays_byte_for_byte(shelf: Shelf, disks: str) -> None:
    put_others(shelf.old)
    for name, content in OTHERS.items():
        put(shelf.new / name, content[::-1])
    theirs = everything_in(shelf.new)
    heard: list[None] = []
    shelf.library.changed.subscribe(heard.append)
    assert shelf.move() == ()
    assert everything_in(shelf.old) == OTHERS | {"folder": "folder"}
    after = everything_in(shelf.new)
    assert {name: after[name] for name in theirs} == theirs
    assert {name: after[name] for name in OURS} == OURS
    assert set(after) - set(theirs) - set(OURS) <= {FILE_NAME, f".{FILE_NAME}.lock"}
    assert own_names(shelf.new) == sorted(OURS)
    assert shelf.library.folder == shelf.new
    assert len(heard) == 1


def test_an_old_folder_with_nothing_else_in_it_goes(shelf: Shelf, disks: str) -> None:
    shelf.move()
    assert not shelf.old.exists()
    assert shelf.library.find("tiny") == shelf.new / FILE
    assert shelf.library.find("mine").read_bytes() == OWN


def test_what_is_known_of_the_models_goes_along(tmp_path: Path, shelf: Shelf, disks: str) -> None:
    kit_entry = shelf.library.entries()[0].model_copy(update={"name": "brought", "file": "Brought.gguf"})
    ModelFolder(shelf.old).change((), lambda manifest: manifest.with_entry(kit_entry))
    theirs = put(tmp_path / "theirs" / "Theirs.gguf", OWN + b"?")
    shelf.library.add_in_place(theirs, name="theirs", program="ollama")
    shelf.library.note_use(shelf.old / "Mine.gguf")
    before = manifest_in(shelf.old)
    shelf.move()
    assert manifest_in(shelf.new) == before
    assert theirs.read_bytes() == OWN + b"?"
    assert [model.name for model in shelf.library.installed()] == ["tiny", "Mine", "theirs"]
    assert [each.name for each in shelf.library.entries()] == ["tiny", "brought"]


def test_an_unfinished_download_goes_along_and_goes_on(tmp_path: Path, hub: FakeHub, disks: str) -> None:
    library = library_at(tmp_path, hub)
    part = f"{FILE}.{checksum(CONTENT)[:12]}.part"
    put(tmp_path / "models" / part, CONTENT[:1000])
    library.move_to(tmp_path / "new", lambda: None)
    assert library.unfinished() == {"tiny": 1000}
    assert library.fetch("tiny") == tmp_path / "new" / FILE
    assert hub.ranges == ["bytes=1000-"]
    assert not (tmp_path / "models").exists()


def test_what_comes_later_comes_to_the_new_folder(tmp_path: Path, hub: FakeHub) -> None:
    library = library_at(tmp_path, hub)
    library.move_to(tmp_path / "new" / "models", lambda: None)
    assert library.fetch("tiny") == tmp_path / "new" / "models" / FILE
    assert own_names(tmp_path / "new" / "models") == [FILE]
    assert not (tmp_path / "models").exists()


def test_a_move_there_and_back_changes_nothing(tmp_path: Path, shelf: Shelf, disks: str) -> None:
    put_others(shelf.old)
    before, names = everything_in(shelf.old), own_names(shelf.old)
    shelf.move()
    shelf.library.move_to(shelf.old, lambda: None)
    after = everything_in(shelf.old)
    assert {name: after[name] for name in before if not name.endswith((FILE_NAME, ".lock"))} == {
        name: value for name, value in before.items() if not name.endswith((FILE_NAME, ".lock"))
    }
    assert own_names(shelf.old) == names
    assert not shelf.new.exists()


@pytest.mark.parametrize("stop_at", [len(CONTENT), len(CONTENT) + len(OWN)])
def test_a_move_that_is_stopped_on_the_way_leaves_everything_as_it_was(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    on_two_disks(monkeypatch)
    shelf.library.add(put(tmp_path / "given" / "Third.gguf", OWN + b"?"))
    put_others(shelf.old)
    before = everything_in(tmp_path)
    cancellation = Cancellation()
    seen: list[list[str]] = []

    def stop(progress: Progress) -> None:
        if progress.done >= stop_at:
            seen.append(sorted(path.name for path in shelf.new.iterdir()))
            cancellation.request()

    with pytest.raises(Cancelled):
        shelf.library.move_to(shelf.new, fail(AssertionError()), on_progress=stop, cancellation=cancellation)
    assert len(seen[0]) >= 2  # it was in the middle: one file there, another on its way
    assert everything_in(tmp_path) == before
    assert shelf.library.folder == shelf.old
    assert shelf.library.find("tiny") == shelf.old / FILE


def test_a_move_within_a_disk_can_be_stopped_too(tmp_path: Path, shelf: Shelf) -> None:
    before = everything_in(tmp_path)
    cancellation = Cancellation()
    cancellation.request()
    with pytest.raises(Cancelled):
        shelf.library.move_to(shelf.new, fail(AssertionError()), cancellation=cancellation)
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize("error", [LibraryError("settings-not-saved"), RuntimeError(), KeyboardInterrupt()])
@pytest.mark.parametrize("used", ["an empty place", "others' files", "an older library"])
def test_a_choice_that_cannot_be_kept_leaves_everything_as_it_was(
    tmp_path: Path, shelf: Shelf, disks: str, error: BaseException, used: str
) -> None:
    put_others(shelf.old)
    if used != "an empty place":
        put_others(shelf.new)
    if used == "an older library":
        library = ModelLibrary(tmp_path / "usual", chosen_folder=shelf.new)
        library.add(put(tmp_path / "given" / "Older.gguf", OWN + b"?"))
    before = everything_in(tmp_path)
    heard: list[None] = []
    shelf.library.changed.subscribe(heard.append)
    with pytest.raises(type(error)):
        shelf.library.move_to(shelf.new, fail(error))
    assert everything_in(tmp_path) == before
    assert shelf.library.folder == shelf.old
    assert heard == []
    assert shelf.move() == ()
    assert set(OURS) <= set(own_names(shelf.new))


def test_a_power_cut_before_the_choice_holds_has_changed_nothing_in_the_old_folder(
    shelf: Shelf, disks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_in(shelf.old)
    with monkeypatch.context() as patch:
        patch.setattr(moving._Undo, "all", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            shelf.library.move_to(shelf.new, fail(KeyboardInterrupt()))
    assert everything_in(shelf.old) == before
    shelf.move()
    assert own_names(shelf.new) == sorted(OURS)
    assert not shelf.old.exists()


def test_the_old_files_are_there_until_the_choice_is_kept(shelf: Shelf, disks: str) -> None:
    seen: list[tuple[Path, bool]] = []

    def settle() -> None:
        both = [folder / name for folder in (shelf.old, shelf.new) for name in OURS]
        seen.append((shelf.library.folder, all(path.is_file() for path in both)))

    shelf.library.move_to(shelf.new, settle)
    assert seen == [(shelf.new, True)]


def test_from_a_drive_that_is_away_another_folder_can_be_chosen(tmp_path: Path, hub: FakeHub) -> None:
    away = tmp_path / "drive" / "models"
    library = ModelLibrary(
        tmp_path / "usual", chosen_folder=away, outside=library_at(tmp_path, hub)._outside,
        catalogue=tmp_path / "catalogue.yaml",
    )  # fmt: skip
    library.move_to(tmp_path / "new", lambda: None)
    assert not away.parent.exists()
    assert library.findings == ()
    assert library.fetch("tiny") == tmp_path / "new" / FILE


def test_a_copy_of_a_file_that_is_not_what_it_was_is_refused(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_two_disks(monkeypatch)
    put(shelf.old / "Mine.gguf", OWN[:-1] + b"?")
    before = everything_in(tmp_path)
    assert refused(shelf.move) == "model-changed-on-the-way"
    assert everything_in(tmp_path) == before


def test_a_disk_without_room_is_told_only_where_room_is_needed(
    tmp_path: Path, shelf: Shelf, disks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage(NamedTuple):
        free: int = 10_000

    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage())
    before = everything_in(tmp_path)
    if disks == "one disk":
        assert shelf.move() == ()
    else:
        assert refused(shelf.move) == "disk-too-small"
        assert everything_in(tmp_path) == before


def test_an_old_file_that_a_program_reads_is_told_and_stays(
    shelf: Shelf, disks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def busy(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - as the real one
        if path == shelf.old / FILE:
            raise PermissionError(13, "in use")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", busy)
        assert shelf.move() == (shelf.old / FILE,)
    assert shelf.library.find("tiny") == shelf.new / FILE
    assert own_names(shelf.old) == [FILE]
    shelf.library.move_to(shelf.old, lambda: None)
    assert own_names(shelf.old) == sorted(OURS)
    assert not shelf.new.exists()


def test_files_that_may_only_be_read_move_too(shelf: Shelf, disks: str) -> None:
    for name in OURS:
        (shelf.old / name).chmod(0o444)
    left = shelf.move()
    assert left == () or sys.platform == "win32"
    assert {name: (shelf.new / name).read_bytes() for name in OURS} == OURS


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that users lack")
def test_of_a_link_that_a_person_made_the_content_moves(shelf: Shelf, disks: str) -> None:
    stored = put(shelf.old.parent / "store" / "Mine.gguf")
    (shelf.old / "Mine.gguf").unlink()
    (shelf.old / "Mine.gguf").symlink_to(os.path.relpath(stored, shelf.old))
    shelf.move()
    assert (shelf.new / "Mine.gguf").read_bytes() == OWN
    assert not (shelf.new / "Mine.gguf").is_symlink()
    assert stored.read_bytes() == OWN


def test_a_model_that_another_program_brings_meanwhile_stays_known(
    tmp_path: Path, shelf: Shelf, disks: str
) -> None:
    other = library_at(tmp_path)
    late = put(tmp_path / "given" / "Late.gguf", OWN + b"?")

    def settle() -> None:
        other.add(late)

    shelf.library.move_to(shelf.new, settle)
    assert own_names(shelf.old) == ["Late.gguf"]
    assert (shelf.old / "Late.gguf").read_bytes() == OWN + b"?"


def test_a_file_of_the_manifest_that_is_gone_stops_nothing(shelf: Shelf, disks: str) -> None:
    (shelf.old / "Mine.gguf").unlink()
    shelf.move()
    assert own_names(shelf.new) == [FILE]
    assert not shelf.old.exists()


def test_an_older_library_at_the_new_place_keeps_what_it_has(
    tmp_path: Path, shelf: Shelf, disks: str
) -> None:
    older = ModelLibrary(tmp_path / "usual", chosen_folder=shelf.new)
    shelf.new.mkdir()
    older.add(put(tmp_path / "given" / "Older.gguf", OWN + b"?"))
    shelf.move()
    assert own_names(shelf.new) == sorted([*OURS, "Older.gguf"])


def test_an_empty_library_moves(tmp_path: Path) -> None:
    library = library_at(tmp_path, None, entry())
    assert library.move_to(tmp_path / "new", lambda: None) == ()
    assert library.folder == tmp_path / "new"
    assert others_in(tmp_path / "new") == {}
    assert not (tmp_path / "models").exists()
