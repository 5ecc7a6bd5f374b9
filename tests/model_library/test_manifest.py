"""The manifest tells what is ours, outlives damage and newer versions, and loses nothing to others who write too."""

import datetime as dt
import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import filelock
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import LibraryError
from app.model_library import manifest as manifest_module
from app.model_library.catalogue import ModelEntry
from app.model_library.library import ModelLibrary
from app.model_library.manifest import FILE_NAME, Manifest, OwnFile, Reference, changing, read_manifest
from app.model_library.model_folder import ModelFolder, today
from tests.model_library.fake_hub import CONTENT, FILE, FakeHub, catalogue_file, entry, library_at
from tests.model_library.places import OWN, checksum, everything_in, manifest_in, own_names, put

_DAY = dt.date(2026, 3, 9)
_ENTRIES = (ModelEntry.model_validate(entry()),)
_NEWER: dict[str, Any] = {
    "own": [
        {"added": "2026-03-09", "file": "a.gguf", "bytes": 3, "mood": "good"},
        {"added": "2026-03-09", "file": "b.gguf", "bytes": 3, "origin": "carried by pigeon"},
    ],
    "references": [{"added": "2026-03-09", "name": "c", "path": "/c.gguf", "bytes": 3, "colour": "red"}],
    "entries": [json.loads(_ENTRIES[0].model_dump_json()) | {"smell": "none"}],
    "form": 2,
}
"""What a newer version wrote."""


def own(name: str, **more: Any) -> OwnFile:
    return OwnFile(file=name, bytes=len(OWN), added=_DAY, **more)


def reference(path: Path, name: str = "theirs") -> Reference:
    return Reference(name=name, path=path, bytes=len(OWN), added=_DAY)


def written(folder: Path) -> dict[str, Any]:
    value = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    assert isinstance(value, dict)
    return value


def chosen_library(tmp_path: Path, folder: Path, hub: FakeHub | None = None) -> ModelLibrary:
    return ModelLibrary(
        tmp_path / "usual",
        chosen_folder=folder,
        catalogue=catalogue_file(tmp_path, entry()),
        outside=library_at(tmp_path, hub)._outside,
    )


def test_what_an_earlier_version_fetched_is_adopted(tmp_path: Path) -> None:
    put(tmp_path / "models" / FILE, CONTENT)
    put(tmp_path / "models" / "Mine.gguf")
    library = library_at(tmp_path)
    assert [(model.name, model.ours) for model in library.installed()] == [("tiny", True), ("Mine", False)]
    assert not (tmp_path / "models" / FILE_NAME).exists()
    library.add(put(tmp_path / "elsewhere" / "New.gguf", OWN + b"!"))
    assert own_names(tmp_path / "models") == ["New.gguf", FILE]


def test_of_an_earlier_version_only_whole_files_are_adopted(tmp_path: Path) -> None:
    put(tmp_path / "models" / FILE, CONTENT[:-1])
    assert [model.ours for model in library_at(tmp_path).installed()] == [False]


def test_in_a_folder_that_the_user_chose_nothing_is_adopted(tmp_path: Path) -> None:
    put(tmp_path / "chosen" / FILE, CONTENT)
    library = chosen_library(tmp_path, tmp_path / "chosen")
    library.add(put(tmp_path / "Mine.gguf"))
    assert [(model.name, model.ours) for model in library.installed()] == [("tiny", False), ("Mine", True)]
    assert own_names(tmp_path / "chosen") == ["Mine.gguf"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 9000, b"7"])
def test_a_damaged_manifest_is_set_aside_and_no_file_is_lost(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "models"
    put(folder / FILE, CONTENT)
    put(folder / "Mine.gguf")
    put(folder / FILE_NAME, content)
    with caplog.at_level(logging.WARNING):
        models = library_at(tmp_path).installed()
    assert [(model.name, model.ours) for model in models] == [("tiny", True), ("Mine", False)]
    (aside,) = folder.glob("deskhand-models.damaged-*.json")
    assert aside.read_bytes() == content
    assert aside.name in caplog.text
    assert (folder / "Mine.gguf").read_bytes() == OWN


def test_what_a_newer_version_wrote_stays(tmp_path: Path) -> None:
    put(tmp_path / FILE_NAME, json.dumps(_NEWER).encode())
    folder = ModelFolder(tmp_path)
    assert [line.file for line in folder.manifest(()).own] == ["a.gguf"]
    assert folder.manifest(()).entries == ()
    folder.note_own((), put(tmp_path / "new.gguf"), None, "added")
    after = written(tmp_path)
    assert after["form"] == 2
    assert {line["file"]: line.get("mood") for line in after["own"]} == {
        "a.gguf": "good", "new.gguf": None, "b.gguf": None,
    }  # fmt: skip
    assert _NEWER["own"][1] in after["own"]
    assert after["references"][0]["colour"] == "red"
    assert after["entries"] == _NEWER["entries"]


@pytest.mark.parametrize(
    "name",
    [
        "../x.gguf",
        "/x.gguf",
        "..\\x.gguf",
        "C:x.gguf",
        "\\\\server\\x.gguf",
        "..",
        ".",
        "",
        ".x.gguf",
        "a/x.gguf",
        7,
    ],
)
def test_a_line_that_leaves_the_folder_is_refused(tmp_path: Path, name: object) -> None:
    folder = tmp_path / "inner" / "models"
    outside = put(tmp_path / "inner" / "x.gguf")
    lines = [{"added": "2026-03-09", "file": name, "bytes": len(OWN)}]
    put(folder / FILE_NAME, json.dumps({"own": lines}).encode())
    assert manifest_in(folder).own == ()
    library = ModelLibrary(folder, catalogue=catalogue_file(tmp_path))
    library.move_to(tmp_path / "new", lambda: None)
    assert outside.read_bytes() == OWN
    assert not (tmp_path / "x.gguf").exists()
    assert [path for path in (tmp_path / "new").iterdir() if path.suffix == ".gguf"] == []


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
_line = st.fixed_dictionaries(
    {},
    optional={
        "file": st.sampled_from(["a.gguf", "../a", FILE]) | _json,
        "bytes": st.integers() | _json,
        "added": st.just("2026-03-09") | _json,
        "name": st.just("a") | _json,
        "path": st.just("/a") | _json,
        "used": _json,
    },
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "own": st.lists(_line, max_size=3) | _json,
            "references": st.lists(_line, max_size=3) | _json,
            "entries": _json,
            "passed_over": _json,
            "with_own": _json,
        },
    )
)
@settings(derandomize=True)
def test_whatever_stands_in_it_a_manifest_can_be_used_and_written(values: dict[str, Any]) -> None:
    manifest = manifest_module._lenient(values)
    again = manifest_module._lenient(json.loads(json.dumps(manifest_module._as_written(manifest))))
    assert (again.own, again.references, again.entries) == (
        manifest.own,
        manifest.references,
        manifest.entries,
    )
    assert all(
        line.file not in {".", "..", ""} and not set(line.file) & set("/\\:\0") for line in manifest.own
    )


def test_threads_that_change_it_at_once_lose_nothing(tmp_path: Path) -> None:
    names = [f"{thread}-{number}.gguf" for thread in range(6) for number in range(5)]

    def note(thread: int) -> None:
        folder = ModelFolder(tmp_path)
        for number in range(5):
            folder.note_own((), put(tmp_path / f"{thread}-{number}.gguf"), None, "added")

    threads = [threading.Thread(target=note, args=(thread,)) for thread in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert own_names(tmp_path) == sorted(names)


_OTHER_PROGRAM = """
import sys
from pathlib import Path
from app.model_library.model_folder import ModelFolder
folder = ModelFolder(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(12):
    path = folder.path / f"{sys.argv[2]}-{number}.gguf"
    path.write_bytes(b"GGUF")
    folder.note_own((), path, None, "added")
"""


def test_programs_that_change_it_at_once_lose_nothing(tmp_path: Path) -> None:
    def start(name: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _OTHER_PROGRAM, str(tmp_path), name]
        return subprocess.Popen(
            command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )

    programs = [start("a"), start("b")]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        program.communicate("go\n")
    assert [program.returncode for program in programs] == [0, 0]
    assert own_names(tmp_path) == sorted(f"{name}-{number}.gguf" for name in "ab" for number in range(12))


def test_a_chosen_folder_that_is_missing_is_never_made_anew(tmp_path: Path, hub: FakeHub) -> None:
    away = tmp_path / "drive" / "models"
    library = chosen_library(tmp_path, away, hub)
    mine = put(tmp_path / "Mine.gguf")
    assert [finding.code for finding in library.findings] == ["models-folder-away"]
    assert library.installed() == []
    assert library.unfinished() == {}
    library.note_use(mine)
    for call in (
        lambda: library.fetch("tiny"),
        lambda: library.add(mine),
        lambda: library.add_in_place(mine),
        lambda: library.add_folder(tmp_path),
        lambda: ModelFolder(away, chosen=True).change((), lambda manifest: manifest),
    ):
        with pytest.raises(LibraryError) as caught:
            call()
        assert caught.value.code == "models-folder-away"
    assert not away.parent.exists()
    assert not (tmp_path / "usual").exists()
    assert hub.paths == []


def test_a_chosen_folder_that_comes_back_is_used(tmp_path: Path, hub: FakeHub) -> None:
    away = tmp_path / "drive"
    library = chosen_library(tmp_path, away, hub)
    away.mkdir()
    assert library.findings == ()
    assert library.fetch("tiny") == away / FILE


def test_a_file_elsewhere_is_forgotten_without_the_one_of_ours_that_has_its_name(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs" / "Mine.gguf"
    manifest = Manifest(own=(own("Mine.gguf"),), references=(reference(theirs),))
    assert manifest.without(theirs) == Manifest(own=(own("Mine.gguf"),))
    assert manifest.without(tmp_path / "MINE.gguf") == Manifest(references=(reference(theirs),))


def test_a_line_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    manifest = Manifest(
        own=(own("Mine.gguf"),), references=(reference(tmp_path / "a"), reference(tmp_path / "b", "b"))
    )
    assert manifest.with_own(own("MINE.gguf", origin="kit")).own == (own("MINE.gguf", origin="kit"),)
    assert manifest.with_reference(reference(tmp_path / "a", "b")).references == (
        reference(tmp_path / "a", "b"),
    )
    assert manifest.with_entry(_ENTRIES[0]).with_entry(_ENTRIES[0]).entries == _ENTRIES


def test_the_last_use_is_noted_of_what_is_here_or_referred_to(tmp_path: Path) -> None:
    folder = ModelFolder(tmp_path / "models")
    mine, theirs = put(folder.path / "Mine.gguf"), put(tmp_path / "theirs" / "Theirs.gguf")
    folder.note_own((), mine, None, "added")
    folder.note_reference((), reference(theirs))
    folder.note_use((), put(tmp_path / "unknown" / "Mine.gguf"))
    assert folder.manifest(()).own[0].used is None
    for path in (mine, theirs):
        folder.note_use((), path)
    manifest = folder.manifest(())
    assert (manifest.own[0].used, manifest.references[0].used) == (today(), today())


def test_a_use_that_is_noted_already_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ModelFolder(tmp_path)
    folder.note_own((), put(tmp_path / "Mine.gguf"), None, "added")
    folder.note_use((), tmp_path / "Mine.gguf")
    monkeypatch.setattr(ModelFolder, "change", None)
    folder.note_use((), tmp_path / "Mine.gguf")


def test_a_use_that_cannot_be_noted_is_not_worth_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ModelFolder(tmp_path)
    folder.note_own((), put(tmp_path / "Mine.gguf"), None, "added")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(manifest_module, "write_object", refuse)
    folder.note_use((), tmp_path / "Mine.gguf")
    assert folder.manifest(()).own[0].used is None


def test_a_file_that_somebody_reads_is_written_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = [PermissionError("in use"), PermissionError("in use")]
    replace = Path.replace

    def busy(self: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    ModelFolder(tmp_path).note_own((), put(tmp_path / "Mine.gguf"), None, "added")
    assert own_names(tmp_path) == ["Mine.gguf"]


def test_a_file_that_stays_closed_to_us_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(manifest_module, "_PAUSES", (0.0,))
    monkeypatch.setattr(manifest_module, "write_object", refuse)
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path).add(put(tmp_path / "Mine.gguf"))
    assert caught.value.code == "models-folder-not-writable"


def test_a_manifest_that_another_program_does_not_let_go_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest_module, "_LOCK_SECONDS", 0.02)
    library = library_at(tmp_path)
    library.add(put(tmp_path / "Mine.gguf"))
    with changing(tmp_path / "models"):
        with pytest.raises(LibraryError) as caught:
            library.add(put(tmp_path / "New.gguf", OWN + b"!"))
        library.note_use(tmp_path / "models" / "Mine.gguf")
    assert caught.value.code == "models-folder-not-usable"
    assert issubclass(filelock.Timeout, OSError)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="every name is text there")
def test_a_name_that_is_no_text_is_not_noted_and_breaks_nothing(tmp_path: Path) -> None:
    path = put(tmp_path / os.fsdecode(b"\xff.gguf"))
    folder = ModelFolder(tmp_path)
    folder.note_own((), path, checksum(OWN), "added")
    assert folder.manifest(()) == Manifest()
    assert path.read_bytes() == OWN


def test_a_manifest_that_cannot_be_opened_is_told_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "models" / FILE_NAME, b"{}")
    before = everything_in(tmp_path / "models")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(manifest_module, "_PAUSES", ())
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        with pytest.raises(LibraryError) as caught:
            library_at(tmp_path).installed()
    assert caught.value.code == "models-folder-not-writable"
    assert everything_in(tmp_path / "models") == before


def test_a_folder_without_anything_has_an_empty_manifest(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "none", _ENTRIES) == Manifest()
    assert not (tmp_path / "none").exists()
