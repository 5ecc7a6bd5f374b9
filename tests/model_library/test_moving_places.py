"""Where models can be moved to, and whose files those there are."""

import os
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import LibraryError
from app.model_library.manifest import FILE_NAME
from tests.model_library.fake_hub import FILE, library_at
from tests.model_library.places import (
    OURS,
    OWN,
    Shelf,
    everything_in,
    no_links,
    own_names,
    put,
    refused,
)


@pytest.mark.parametrize("content", [b"GGUF, quite another length", OWN[:-1] + b"?"])
def test_a_name_that_another_file_has_is_refused(
    tmp_path: Path, shelf: Shelf, disks: str, content: bytes
) -> None:
    put(shelf.new / "Mine.gguf", content)
    before = everything_in(tmp_path)
    assert refused(shelf.move) == "model-name-taken"
    assert everything_in(tmp_path) == before


def test_a_folder_with_the_name_is_refused_too(tmp_path: Path, shelf: Shelf) -> None:
    (shelf.new / "Mine.gguf").mkdir(parents=True)
    assert refused(shelf.move) == "model-name-taken"
    assert shelf.library.find("Mine") == shelf.old / "Mine.gguf"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that users lack")
def test_a_link_to_nowhere_has_a_name_as_well(tmp_path: Path, shelf: Shelf, disks: str) -> None:
    shelf.new.mkdir()
    (shelf.new / "Mine.gguf").symlink_to("gone.gguf")
    before = everything_in(tmp_path)
    assert refused(shelf.move) == "model-name-taken"
    assert everything_in(tmp_path) == before


def test_the_same_file_that_somebody_keeps_there_stays_theirs(
    tmp_path: Path, shelf: Shelf, disks: str
) -> None:
    for name, content in OURS.items():
        put(shelf.new / name, content)
    shelf.move()
    assert own_names(shelf.new) == []
    assert [model.ours for model in shelf.library.installed()] == [False, False]
    shelf.move_to(tmp_path / "newest")
    assert {name: (shelf.new / name).read_bytes() for name in OURS} == OURS


def test_a_move_to_where_the_files_were_added_from_leaves_those_alone(tmp_path: Path, shelf: Shelf) -> None:
    given = tmp_path / "given"
    assert (given / "Mine.gguf").samefile(shelf.old / "Mine.gguf")
    shelf.move_to(given)
    shelf.move_to(shelf.new)
    assert {name: (given / name).read_bytes() for name in OURS} == OURS


def test_the_same_folder_is_refused(tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    for folder in (shelf.old, Path("models"), shelf.old / ".." / "models"):
        assert refused(partial(shelf.move_to, folder)) == "models-folder-same"
    assert everything_in(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that users lack")
def test_the_same_folder_under_another_name_is_refused(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "MODELS").symlink_to(shelf.old)
    before = everything_in(tmp_path)
    # As on a disk that takes other capital letters for the same name: the system tells of no link.
    monkeypatch.setattr(Path, "resolve", lambda path, strict=False: path.absolute())
    same, inside = tmp_path / "MODELS", tmp_path / "MODELS" / "inside"
    assert refused(partial(shelf.move_to, same)) == "models-folder-same"
    assert refused(partial(shelf.move_to, inside)) == "models-folder-inside"
    assert everything_in(tmp_path) == before


def test_a_folder_inside_is_refused(tmp_path: Path, shelf: Shelf) -> None:
    before = everything_in(tmp_path)
    for folder in (shelf.old / "inside", shelf.old / "a" / "b", shelf.old / "x" / ".." / "inside"):
        assert refused(partial(shelf.move_to, folder)) == "models-folder-inside"
    assert everything_in(tmp_path) == before


def test_the_folder_around_is_as_good_as_any(tmp_path: Path, shelf: Shelf, disks: str) -> None:
    shelf.move_to(tmp_path)
    assert shelf.library.find("tiny") == tmp_path / FILE
    assert not shelf.old.exists()


def test_a_place_on_no_drive_is_told(tmp_path: Path, shelf: Shelf) -> None:
    put(tmp_path / "drive", b"a file where a drive should be")
    before = everything_in(tmp_path)
    code = refused(partial(shelf.move_to, tmp_path / "drive" / "a" / "models"))
    assert code == "models-folder-not-usable"
    assert everything_in(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    before = everything_in(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refuse)
        assert refused(shelf.move) == "models-folder-not-writable"
    assert everything_in(tmp_path) == before


_name = st.sampled_from(["a", "b", "tiny", "ü 1"]).map(lambda stem: f"{stem}.gguf")
_content = st.binary(max_size=5).map(lambda tail: b"GGUF" + tail)
_step = st.one_of(
    st.tuples(st.just("add"), _name, _content),
    st.tuples(st.just("theirs"), _name | st.sampled_from([FILE_NAME[:-5], "x.part", ".x.lock"]), _content),
    st.tuples(st.just("remove"), _name, st.just(b"")),
    st.tuples(st.just("move"), st.sampled_from(["models", "one", "two", "one/in"]), st.just(b"")),
    st.tuples(st.just("fail"), st.sampled_from(["models", "one", "two"]), st.just(b"")),
)


class _Story:
    """What a library and other people do in some folders, one step after the other."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.library = library_at(root)
        self.theirs: dict[Path, bytes] = {}
        self.ours: dict[str, bytes] = {}

    def add(self, name: str, content: bytes) -> None:
        path = self.root / f"given {len(self.theirs)}" / name
        self.theirs[put(path, content)] = content
        model = self.library.add(path)
        if model.path not in self.theirs:
            self.ours[model.path.name] = content

    def put_theirs(self, name: str, content: bytes) -> None:
        path = self.library.folder / name
        if not path.exists():
            self.theirs[put(path, content)] = content

    def remove(self, name: str) -> None:
        if name in self.ours:
            self.library.remove(name)
            del self.ours[name]

    def move(self, folder: str, *, fails: bool) -> None:
        before = everything_in(self.root)

        def settle() -> None:
            if fails:
                raise LibraryError("settings-not-saved")

        try:
            self.library.move_to(self.root / folder, settle)
        except LibraryError:
            assert everything_in(self.root) == before
        else:
            self.ours = {name: content for name, content in self.ours.items() if name in self._own()}

    def _own(self) -> list[str]:
        return own_names(self.library.folder)

    def take(self, step: tuple[str, str, bytes]) -> None:
        what, name, content = step
        try:
            if what == "add":
                self.add(name, content)
            elif what == "theirs":
                self.put_theirs(name, content)
            elif what == "remove":
                self.remove(name)
            else:
                self.move(name, fails=what == "fail")
        except LibraryError as error:
            assert error.code in {"model-name-taken", "model-not-found"}  # noqa: PT017 - any other is a mistake


@pytest.mark.parametrize("linked", [True, False])
@given(steps=st.lists(_step, min_size=2, max_size=9))
@settings(derandomize=True, max_examples=40)
def test_whatever_happens_nobody_loses_a_file(linked: bool, steps: list[tuple[str, str, bytes]]) -> None:  # noqa: FBT001 - whether there are links
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        if not linked:
            patch.setattr(os, "link", no_links)
        story = _Story(Path(folder))
        for step in steps:
            story.take(step)
        assert {path: path.read_bytes() for path in story.theirs if path.is_file()} == story.theirs
        here = story.library.folder
        assert {name: (here / name).read_bytes() for name in story.ours} == story.ours
