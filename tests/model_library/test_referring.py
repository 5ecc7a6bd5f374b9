"""A model of another program is used where it is, and nothing there ever changes."""

import os
import sys
from pathlib import Path

import pytest

from app.errors import DocumentError
from app.model_library.library import ModelLibrary
from app.model_library.referring import reference_to
from tests.model_library.fake_hub import CONTENT, catalogue_file, entry, library_at
from tests.model_library.places import OWN, checksum, everything_in, manifest_in, own_names, put, refused

_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that users lack")


@pytest.fixture
def library(tmp_path: Path) -> ModelLibrary:
    return library_at(tmp_path)


def theirs_at(tmp_path: Path, name: str = "Theirs.gguf", content: bytes = OWN) -> Path:
    return put(tmp_path / "theirs" / name, content)


def test_a_file_is_used_where_it_is_without_a_copy(tmp_path: Path, library: ModelLibrary) -> None:
    theirs = theirs_at(tmp_path)
    before = everything_in(theirs.parent)
    heard: list[None] = []
    library.changed.subscribe(heard.append)
    model = library.add_in_place(theirs, name="qwen3:4b", program="ollama")
    assert (model.name, model.path, model.size, model.program) == ("qwen3:4b", theirs, len(OWN), "ollama")
    assert (model.in_place, model.ours, model.whole, model.entry) == (True, False, True, None)
    assert library.find("QWEN3:4b") == theirs
    assert library.default() == theirs
    assert library_at(tmp_path).installed() == [model]
    assert [path.name for path in (tmp_path / "models").glob("*.gguf")] == []
    assert everything_in(theirs.parent) == before
    assert len(heard) == 1


def test_without_a_name_it_has_that_of_its_file(tmp_path: Path, library: ModelLibrary) -> None:
    assert library.add_in_place(theirs_at(tmp_path)).name == "Theirs"
    assert library.add_in_place(theirs_at(tmp_path, "bare")).name == "bare"


def test_removed_it_is_only_forgotten(tmp_path: Path, library: ModelLibrary) -> None:
    theirs = theirs_at(tmp_path)
    library.add_in_place(theirs)
    library.remove("Theirs")
    assert library.installed() == []
    assert manifest_in(tmp_path / "models").references == ()
    assert theirs.read_bytes() == OWN


def test_removed_it_takes_nothing_of_ours_along(tmp_path: Path, library: ModelLibrary) -> None:
    library.add(put(tmp_path / "given" / "Same.gguf"))
    library.add_in_place(theirs_at(tmp_path, "Same.gguf", OWN + b"?"))
    assert [model.name for model in library.installed()] == ["Same", "Same (2)"]
    library.remove("Same (2)")
    assert own_names(tmp_path / "models") == ["Same.gguf"]
    assert [(model.name, model.ours) for model in library.installed()] == [("Same", True)]


def test_named_again_it_keeps_one_line(tmp_path: Path, library: ModelLibrary) -> None:
    theirs = theirs_at(tmp_path)
    assert library.add_in_place(theirs).name == library.add_in_place(theirs).name == "Theirs"
    assert library.add_in_place(theirs, name="other").name == "other"
    assert [model.name for model in library.installed()] == ["other"]


def test_names_are_given_once(tmp_path: Path, library: ModelLibrary) -> None:
    names = [
        library.add_in_place(theirs_at(tmp_path, f"{number}.gguf", OWN + bytes([number])), name=name).name
        for number, name in enumerate(["a", "A", "a"])
    ]
    assert names == ["a", "A (2)", "a (3)"]


def test_the_published_file_is_known_by_its_checksum(tmp_path: Path, library: ModelLibrary) -> None:
    model = library.add_in_place(theirs_at(tmp_path, content=CONTENT), sha256=checksum(CONTENT))
    assert model.entry is not None
    assert model.entry.name == "tiny"


@pytest.mark.parametrize("prefix", ["", "sha256-", "sha256:"])
def test_a_file_that_is_named_by_its_checksum_tells_it(tmp_path: Path, prefix: str) -> None:
    if sys.platform == "win32" and ":" in prefix:
        pytest.skip("such a name cannot be there")
    name = prefix + checksum(CONTENT)
    assert reference_to(theirs_at(tmp_path, name, CONTENT), "x", "", None, {}).sha256 == checksum(CONTENT)
    longer = theirs_at(tmp_path, f"{name}0", CONTENT)
    assert reference_to(longer, "x", "", None, {}).sha256 is None


@_links
def test_behind_a_link_the_file_itself_is_meant_and_the_link_names_it(
    tmp_path: Path, library: ModelLibrary
) -> None:
    blob = theirs_at(tmp_path, checksum(CONTENT), CONTENT)
    link = tmp_path / "snapshots" / "Tiny.gguf"
    link.parent.mkdir()
    link.symlink_to(os.path.relpath(blob, link.parent))
    model = library.add_in_place(link)
    assert (model.name, model.path, model.entry is not None) == ("Tiny", blob, True)


def test_a_file_that_went_is_told_and_no_model_any_more(tmp_path: Path, library: ModelLibrary) -> None:
    theirs = theirs_at(tmp_path)
    library.add_in_place(theirs)
    theirs.unlink()
    (model,) = library.installed()
    assert (model.gone, model.whole, model.size) == (True, False, len(OWN))
    assert library.default() is None
    assert refused(lambda: library.find("Theirs")) == "model-gone"
    library.remove("Theirs")
    assert library.installed() == []


def test_a_file_of_another_size_is_another_file(tmp_path: Path, library: ModelLibrary) -> None:
    theirs = theirs_at(tmp_path)
    library.add_in_place(theirs)
    put(theirs, OWN + b"?")
    assert refused(lambda: library.find("Theirs")) == "model-gone"
    put(theirs, OWN)
    assert library.find("Theirs") == theirs


def test_what_is_no_model_file_is_told(tmp_path: Path, library: ModelLibrary) -> None:
    assert refused(lambda: library.add_in_place(theirs_at(tmp_path, content=b"PK"))) == "not-a-model-file"
    assert refused(lambda: library.add_in_place(tmp_path)) == "is-a-folder"
    assert library.installed() == []
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("name", ["absent.gguf", "", "a\0b.gguf", "x" * 5000])
def test_a_file_that_cannot_be_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        reference_to(tmp_path / "theirs" / name, "", "", None, {})
    assert caught.value.code == "file-not-found"


def test_the_home_of_nobody_is_no_place(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        reference_to(Path("~nobody-of-this-name/Theirs.gguf"), "", "", None, {})
    assert caught.value.code == "file-not-found"


@_links
def test_links_in_a_circle_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "one.gguf").symlink_to("two.gguf")
    (tmp_path / "two.gguf").symlink_to("one.gguf")
    with pytest.raises(DocumentError) as caught:
        reference_to(tmp_path / "one.gguf", "", "", None, {})
    assert caught.value.code == "file-not-found"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="every name is text there")
def test_a_name_that_no_manifest_can_hold_is_told(tmp_path: Path, library: ModelLibrary) -> None:
    theirs = theirs_at(tmp_path, os.fsdecode(b"\xff.gguf"))
    assert refused(lambda: library.add_in_place(theirs)) == "file-not-found"
    assert library.installed() == []


def test_a_file_that_is_not_for_us_to_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = theirs_at(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError) as caught:
        reference_to(theirs, "", "", None, {})
    assert caught.value.code == "no-permission"


def test_a_file_that_may_only_be_read_is_used(tmp_path: Path, library: ModelLibrary) -> None:
    theirs = theirs_at(tmp_path)
    theirs.chmod(0o444)
    theirs.parent.chmod(0o555)
    assert library.add_in_place(theirs).whole
    library.remove("Theirs")
    theirs.parent.chmod(0o755)
    assert theirs.read_bytes() == OWN


def test_the_last_use_of_it_is_noted(tmp_path: Path, library: ModelLibrary) -> None:
    model = library.add_in_place(theirs_at(tmp_path))
    assert model.used is None
    library.note_use(model.path)
    assert library.installed()[0].used is not None


def test_a_file_in_the_folder_of_models_is_there_already(tmp_path: Path, library: ModelLibrary) -> None:
    put(tmp_path / "models" / "Mine.gguf")
    library.add_in_place(tmp_path / "models" / "Mine.gguf")
    assert [model.name for model in library.installed()] == ["Mine"]


def test_a_name_of_the_catalogue_is_not_given_to_another_file(tmp_path: Path) -> None:
    library = ModelLibrary(tmp_path / "models", catalogue=catalogue_file(tmp_path, entry()))
    assert library.add_in_place(theirs_at(tmp_path, "tiny.gguf")).name != "tiny"
