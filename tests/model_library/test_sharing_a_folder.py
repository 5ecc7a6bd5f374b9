"""What the library does where it is not alone: other files, other names of its folder, a move meanwhile."""

import os
import sys
import threading
from pathlib import Path

import pytest

from app.errors import DeskhandError
from app.model_library.library import ModelLibrary
from tests.model_library.fake_hub import (
    CONTENT,
    FILE,
    FakeHub,
    catalogue_file,
    entry,
    library_at,
    stall_after,
)
from tests.model_library.places import OWN, checksum, own_names, put, refused

_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that users lack")
_odd_names = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="such names cannot be there")


def kit_of(tmp_path: Path, content: bytes, **changes: object) -> Path:
    """A kit with one model that stands in another catalogue than ours."""
    folder = tmp_path / "kit maker"
    folder.mkdir()
    made = entry(bytes=len(content), sha256=checksum(content), **changes)
    maker = ModelLibrary(folder / "models", catalogue=catalogue_file(folder, made))
    maker.add(put(folder / "given.gguf", content))
    maker.export(tmp_path / "stick")
    return tmp_path / "stick"


def test_a_kit_never_replaces_a_published_file_by_another(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    library.add(put(tmp_path / "given.gguf", CONTENT))
    kit = kit_of(tmp_path, b"GGUF, another file under the same name", name="other")
    with pytest.raises(DeskhandError):
        library.add_folder(kit)
    assert (library.folder / FILE).read_bytes() == CONTENT


def test_of_a_kit_that_is_damaged_not_even_the_entry_stays(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    kit = kit_of(tmp_path, OWN, name="other", file="Other.gguf")
    put(kit / "Other.gguf", OWN[:-1] + b"?")
    assert refused(lambda: library.add_folder(kit)) == "kit-file-damaged"
    assert [each.name for each in library.entries()] == ["tiny"]


def test_an_empty_kit_is_told(tmp_path: Path) -> None:
    put(tmp_path / "stick" / "deskhand-kit.json", b'{"made": "2026-03-09", "models": []}')
    assert refused(lambda: library_at(tmp_path).add_folder(tmp_path / "stick")) == "no-models-in-folder"


@_odd_names
@pytest.mark.parametrize("name", [b"\xff.gguf", b"a:b.gguf", b"back\\slash.gguf"])
def test_a_file_with_an_odd_name_is_taken_in(tmp_path: Path, name: bytes) -> None:
    library = library_at(tmp_path)
    model = library.add(put(tmp_path / "given" / os.fsdecode(name)))
    assert model.path.read_bytes() == OWN
    assert library.find(model.name) == model.path


@_odd_names
@pytest.mark.parametrize("name", [b"\xff.gguf", b"a:b.gguf", b"back\\slash.gguf"])
def test_a_file_with_an_odd_name_becomes_ours_as_well(tmp_path: Path, name: bytes) -> None:
    assert library_at(tmp_path).add(put(tmp_path / "given" / os.fsdecode(name))).ours


@_links
def test_a_file_in_the_folder_of_models_is_known_behind_a_link(tmp_path: Path) -> None:
    put(tmp_path / "disk" / "Mine.gguf")
    (tmp_path / "models").symlink_to(tmp_path / "disk")
    library = library_at(tmp_path)
    assert library.add_in_place(tmp_path / "models" / "Mine.gguf").name == "Mine"


@pytest.mark.skipif(sys.platform == "win32", reason="one name there is one file")
def test_where_the_case_of_letters_counts_each_file_is_its_own(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    put(tmp_path / "models" / "MINE.gguf", OWN + b"?")
    if (tmp_path / "models" / "mine.gguf").exists():
        pytest.skip("this disk makes no difference")
    library.add(put(tmp_path / "given" / "mine.gguf"))
    assert len(library.installed()) == 2


def test_the_home_of_nobody_is_told(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    assert refused(lambda: library.add(Path("~nobody-of-this-name/Mine.gguf"))) == "file-not-found"


def test_what_was_on_its_way_during_a_move_is_found_afterwards(tmp_path: Path, hub: FakeHub) -> None:
    library = library_at(tmp_path, hub)
    go_on, stalled = threading.Event(), threading.Event()
    hub.answers.append(stall_after(1000, go_on, stalled.set))
    failures: list[DeskhandError] = []

    def fetch() -> None:
        try:
            library.fetch("tiny")
        except DeskhandError as error:
            failures.append(error)

    thread = threading.Thread(target=fetch)
    thread.start()
    assert stalled.wait(20)
    try:
        library.move_to(tmp_path / "new", lambda: None)
    finally:
        go_on.set()
        thread.join()
    assert own_names(library.folder) == [path.name for path in library.folder.glob("*.gguf")]
    assert failures == []
    assert library.find("tiny").read_bytes() == CONTENT
