"""A kit brings models to a computer without a network, and what was damaged on the way is told."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import Cancelled, LibraryError
from app.events import Cancellation
from app.model_library import kits
from app.model_library.kits import KIT_FILE, SUMS_FILE, read_kit
from app.model_library.library import ModelLibrary
from app.records import Progress
from tests.model_library.fake_hub import CONTENT, FILE, catalogue_file, entry, files_in, library_at
from tests.model_library.places import (
    OURS,
    OWN,
    checksum,
    checksum_of,
    everything_in,
    own_names,
    put,
    refused,
    shelf_at,
)


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit with a model of the catalogue and one of the user's own."""
    shelf_at(tmp_path / "one").library.export(tmp_path / "stick")
    return tmp_path / "stick"


@pytest.fixture
def fresh(tmp_path: Path) -> ModelLibrary:
    """A library without a network on another computer."""
    (tmp_path / "two").mkdir()
    return library_at(tmp_path / "two", offline=True)


def change(kit: Path, change_it: Callable[[dict[str, Any]], object]) -> None:
    value = json.loads((kit / KIT_FILE).read_text(encoding="utf-8"))
    change_it(value)
    (kit / KIT_FILE).write_text(json.dumps(value), encoding="utf-8")


def test_what_is_exported_and_added_elsewhere_has_the_same_checksums(
    tmp_path: Path, kit: Path, fresh: ModelLibrary
) -> None:
    models = fresh.add_folder(kit)
    assert [(model.name, model.ours) for model in models] == [("tiny", True), ("Mine", True)]
    assert {path.name: checksum_of(path) for path in (tmp_path / "two" / "models").glob("*.gguf")} == {
        name: checksum(content) for name, content in OURS.items()
    }
    assert fresh.fetch("tiny") == tmp_path / "two" / "models" / FILE
    assert [finding.code for _, finding in fresh.check()] == ["model-as-published", "model-as-it-came"]
    assert read_kit(kit) is not None


def test_a_kit_is_complete_and_nothing_more(kit: Path) -> None:
    assert files_in(kit) == sorted([*OURS, KIT_FILE, SUMS_FILE])
    assert (kit / SUMS_FILE).read_bytes() == "".join(
        f"{checksum(content)}  {name}\n" for name, content in sorted(OURS.items(), reverse=True)
    ).encode()


@pytest.mark.skipif(not Path("/usr/bin/sha256sum").exists(), reason="there is no such program here")
def test_the_checksums_are_those_that_the_system_s_own_program_reads(kit: Path) -> None:
    subprocess.run(
        ["/usr/bin/sha256sum", "--check", "--strict", SUMS_FILE], cwd=kit, check=True, capture_output=True
    )


def test_a_kit_may_be_read_by_whoever_may_read_its_models(kit: Path) -> None:
    assert stat.S_IMODE((kit / KIT_FILE).stat().st_mode) == stat.S_IMODE((kit / FILE).stat().st_mode)


def test_a_second_export_adds_to_the_kit(tmp_path: Path, kit: Path) -> None:
    (tmp_path / "three").mkdir()
    other = library_at(tmp_path / "three")
    other.add(put(tmp_path / "given" / "Late.gguf", OWN + b"?"))
    before = (kit / "Mine.gguf").stat().st_mtime_ns
    assert [model.name for model in other.export(kit)] == ["Late"]
    found = read_kit(kit)
    assert found is not None
    assert [model.file for model in found.models] == [FILE, "Mine.gguf", "Late.gguf"]
    assert len((kit / SUMS_FILE).read_text(encoding="utf-8").splitlines()) == 3
    assert (kit / "Mine.gguf").stat().st_mtime_ns == before


def test_what_is_in_the_kit_already_is_not_copied_again(tmp_path: Path, kit: Path) -> None:
    told: list[Progress] = []
    before = everything_in(kit)
    library_at(tmp_path / "one").export(kit, on_progress=told.append)
    assert {name: value for name, value in everything_in(kit).items() if name != KIT_FILE} == {
        name: value for name, value in before.items() if name != KIT_FILE
    }
    assert [each.total for each in told if each.label == "writing-kit"] == [0]


def test_a_second_export_repairs_what_was_damaged(tmp_path: Path, kit: Path, fresh: ModelLibrary) -> None:
    put(kit / FILE, CONTENT[:-1] + b"?")
    library_at(tmp_path / "one").export(kit)
    assert len(fresh.add_folder(kit)) == 2


def test_only_what_was_asked_for_is_exported(tmp_path: Path) -> None:
    library = shelf_at(tmp_path).library
    assert [model.name for model in library.export(tmp_path / "stick", ["mine"])] == ["Mine"]
    assert files_in(tmp_path / "stick") == sorted(["Mine.gguf", KIT_FILE, SUMS_FILE])
    assert refused(lambda: library.export(tmp_path / "stick", ["nothing"])) == "model-not-found"


def test_without_a_whole_model_there_is_nothing_to_export(tmp_path: Path) -> None:
    put(tmp_path / "models" / FILE, CONTENT[:-1])
    library = library_at(tmp_path)
    assert refused(lambda: library.export(tmp_path / "stick")) == "no-models-to-export"
    assert not (tmp_path / "stick").exists()


def test_a_model_that_stays_elsewhere_travels_too(tmp_path: Path, fresh: ModelLibrary) -> None:
    (tmp_path / "one").mkdir()
    library = library_at(tmp_path / "one")
    blob = put(tmp_path / "blobs" / f"sha256-{checksum(CONTENT)}", CONTENT)
    library.add_in_place(blob, name="tiny-by-others", program="ollama")
    own = put(tmp_path / "blobs" / f"sha256-{checksum(OWN)}", OWN)
    library.add_in_place(own, name="office/mine:4b?", program="ollama")
    library.export(tmp_path / "stick")
    assert files_in(tmp_path / "stick") == sorted([FILE, KIT_FILE, SUMS_FILE, "office-mine-4b-.gguf"])
    assert [model.name for model in fresh.add_folder(tmp_path / "stick")] == ["tiny", "office-mine-4b-"]


def test_models_of_one_name_travel_side_by_side(tmp_path: Path, fresh: ModelLibrary) -> None:
    library = shelf_at(tmp_path / "one").library
    library.add_in_place(put(tmp_path / "theirs" / "mine.gguf", OWN + b"?"))
    library.add_in_place(put(tmp_path / "theirs" / "copy.gguf", CONTENT), sha256=checksum(CONTENT))
    library.export(tmp_path / "stick")
    names = ["Mine.gguf", "mine (2).gguf", FILE]
    assert files_in(tmp_path / "stick") == sorted([*names, KIT_FILE, SUMS_FILE])
    assert (tmp_path / "stick" / "Mine.gguf").read_bytes() == OWN
    assert len(fresh.add_folder(tmp_path / "stick")) == 3


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    library = shelf_at(tmp_path / "one").library
    put(tmp_path / "stick" / "Mine.gguf", OWN + b"?")
    put(tmp_path / "stick" / "letter.txt", b"Dear Ms Brandt")
    before = everything_in(tmp_path / "stick")
    assert refused(lambda: library.export(tmp_path / "stick")) == "model-name-taken"
    assert everything_in(tmp_path / "stick") == before


def test_a_kit_can_be_made_of_the_folder_of_models_itself(tmp_path: Path, fresh: ModelLibrary) -> None:
    shelf = shelf_at(tmp_path / "one")
    shelf.library.export(shelf.old)
    assert {name: (shelf.old / name).read_bytes() for name in OURS} == OURS
    assert len(fresh.add_folder(shelf.old)) == 2


def test_a_model_that_changed_is_not_exported(tmp_path: Path) -> None:
    shelf = shelf_at(tmp_path)
    put(shelf.old / "Mine.gguf", OWN[:-1] + b"?")
    assert refused(lambda: shelf.library.export(tmp_path / "stick")) == "model-changed-on-the-way"
    assert "Mine.gguf" not in files_in(tmp_path / "stick")
    assert not list((tmp_path / "stick").glob("*.part"))


def test_an_export_that_is_stopped_keeps_what_was_complete(tmp_path: Path) -> None:
    library = shelf_at(tmp_path).library
    cancellation = Cancellation()

    def stop(progress: Progress) -> None:
        if (tmp_path / "stick" / FILE).exists():
            cancellation.request()

    for name in ("Third.gguf", "Fourth.gguf"):
        library.add(put(tmp_path / "given" / name, OWN + name.encode()))
    with pytest.raises(Cancelled):
        library.export(tmp_path / "stick", on_progress=stop, cancellation=cancellation)
    found = read_kit(tmp_path / "stick")
    assert found is not None
    assert FILE in [model.file for model in found.models]
    assert files_in(tmp_path / "stick") == sorted(
        [*(model.file for model in found.models), KIT_FILE, SUMS_FILE]
    )
    library.export(tmp_path / "stick")
    assert len(files_in(tmp_path / "stick")) == 6


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "kit-file-missing"),
        (CONTENT[:-1] + b"?", "kit-file-damaged"),
        (CONTENT + b"?", "kit-file-damaged"),
        (CONTENT[:-1], "kit-file-damaged"),
        (b"", "kit-file-damaged"),
    ],
)
def test_a_file_that_is_not_what_the_list_says_is_told_and_not_taken_in(
    tmp_path: Path, kit: Path, fresh: ModelLibrary, content: bytes | None, code: str
) -> None:
    if content is None:
        (kit / FILE).unlink()
    else:
        put(kit / FILE, content)
    assert refused(lambda: fresh.add_folder(kit)) == code
    assert fresh.installed() == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"made": "2026-03-09"}', b'{"made": "x", "models": []}'],
)
def test_a_damaged_list_is_told(kit: Path, fresh: ModelLibrary, content: bytes) -> None:
    put(kit / KIT_FILE, content)
    before = everything_in(kit)
    assert refused(lambda: fresh.add_folder(kit)) == "kit-not-readable"
    assert refused(lambda: fresh.export(kit)) in {"kit-not-readable", "no-models-to-export"}
    assert everything_in(kit) == before


@pytest.mark.parametrize(
    "name",
    [
        "../Mine.gguf",
        "..",
        "/Mine.gguf",
        "a/Mine.gguf",
        "..\\Mine.gguf",
        "C:Mine.gguf",
        ".Mine.gguf",
        "Mine.txt",
        "",
    ],
)
def test_a_list_that_leads_out_of_the_kit_is_refused(
    tmp_path: Path, kit: Path, fresh: ModelLibrary, name: str
) -> None:
    put(tmp_path / "Mine.gguf")
    change(kit, lambda value: value["models"][1].update(file=name))
    assert refused(lambda: fresh.add_folder(kit)) == "kit-not-readable"
    assert fresh.installed() == []


def test_an_entry_that_the_catalogue_does_not_know_comes_along(tmp_path: Path, kit: Path) -> None:
    (tmp_path / "two").mkdir()

    def library() -> ModelLibrary:
        catalogue = catalogue_file(tmp_path / "two", entry(name="other", file="Other.gguf", sha256="0" * 64))
        return ModelLibrary(tmp_path / "two" / "models", catalogue=catalogue, offline=True)

    library().add_folder(kit)
    assert [each.name for each in library().entries()] == ["other", "tiny"]
    assert [(model.name, model.entry is not None) for model in library().installed()] == [
        ("tiny", True),
        ("Mine", False),
    ]
    assert library().fetch("tiny") == tmp_path / "two" / "models" / FILE
    library().remove("tiny")
    assert [each.name for each in library().entries()] == ["other", "tiny"]


def test_a_folder_without_a_list_gives_its_model_files(tmp_path: Path, fresh: ModelLibrary) -> None:
    for name, content in {**OURS, "letter.txt": b"Dear Ms Brandt"}.items():
        put(tmp_path / "files" / name, content)
    assert [model.name for model in fresh.add_folder(tmp_path / "files")] == ["tiny", "Mine"]
    assert own_names(fresh.folder) == sorted(OURS)
    (tmp_path / "empty").mkdir()
    assert refused(lambda: fresh.add_folder(tmp_path / "empty")) == "no-models-in-folder"
    assert refused(lambda: fresh.add_folder(tmp_path / "none")) == "models-folder-not-usable"


def test_a_kit_that_may_only_be_read_is_added(kit: Path, fresh: ModelLibrary) -> None:
    for path in kit.iterdir():
        path.chmod(0o444)
    kit.chmod(0o555)
    assert len(fresh.add_folder(kit)) == 2
    kit.chmod(0o755)


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="such names cannot be there")
@pytest.mark.parametrize(
    "name", [b"a:b.gguf", b"back\\slash.gguf", b"\xff.gguf", b".hidden.gguf", b"what?.GGUF"]
)
def test_a_name_that_a_stick_does_not_take_becomes_another(
    tmp_path: Path, fresh: ModelLibrary, name: bytes
) -> None:
    put(tmp_path / "one" / "models" / "Mine.gguf")
    library = library_at(tmp_path / "one")
    (model,) = library.installed()
    theirs = put(tmp_path / "theirs" / os.fsdecode(name), OWN + b"?")
    odd = type(model)("odd", theirs, len(OWN) + 1, None, program="")
    kits.write_kit([model, odd], tmp_path / "stick", library._errand(None, None, None))
    assert len(fresh.add_folder(tmp_path / "stick")) == 2
    assert not set("".join(files_in(tmp_path / "stick"))) & set('<>:"/\\|?*')


def test_an_older_program_takes_the_kit_of_a_newer_one_where_it_can(kit: Path, fresh: ModelLibrary) -> None:
    change(kit, lambda value: value.update(kit=2, mood="good"))
    change(kit, lambda value: value["models"][0].update(colour="red"))
    assert len(fresh.add_folder(kit)) == 2


def test_no_error_of_a_kit_is_anything_but_ours(kit: Path, fresh: ModelLibrary) -> None:
    values: tuple[object, ...] = (None, 7, "x", [], {})
    for field in ("file", "bytes", "sha256", "entry"):
        for value in values:
            before = (kit / KIT_FILE).read_bytes()
            change(kit, lambda whole, field=field, value=value: whole["models"][0].update({field: value}))  # type: ignore[misc]
            try:
                fresh.add_folder(kit)
            except LibraryError as error:
                assert error.code.startswith(("kit-", "model-name"))  # noqa: PT017 - some values are as good
            put(kit / KIT_FILE, before)
