"""What is here, what is best, and how models of one's own come and go."""

import errno
import os
import sys
import threading
from pathlib import Path
from typing import NamedTuple

import pytest

from app.errors import Cancelled, DeskhandError, DocumentError, LibraryError
from app.events import Cancellation
from app.model_library.errand import Errand
from app.model_library.installed import InstalledModel, best_of
from app.model_library.library import ModelLibrary
from app.model_library.storage import only_writer
from app.records import Gravity, Language, Progress
from app.text.messages import catalogue, describe, word
from tests.model_library.fake_hub import CONTENT, FILE, FakeHub, entry, files_in, library_at

OWN = b"GGUF, but of my own"


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    folder = tmp_path / "models"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def own_file(tmp_path: Path, name: str = "Mine.gguf", content: bytes = OWN) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def code_of(call: pytest.ExceptionInfo[DeskhandError]) -> str:
    return call.value.code


def test_without_a_folder_nothing_is_installed_and_nothing_made(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    assert library.installed() == []
    assert library.default() is None
    assert not (tmp_path / "models").exists()


def test_only_model_files_are_models(tmp_path: Path) -> None:
    put(tmp_path, "b.gguf", OWN)
    put(tmp_path, "A.GGUF", OWN)
    for name in ("c.gguf.part", ".d.gguf", "e.txt"):
        put(tmp_path, name, OWN)
    (tmp_path / "models" / "folder.gguf").mkdir()
    assert [model.name for model in library_at(tmp_path).installed()] == ["A", "b"]


def test_a_model_of_the_catalogue_has_its_name_there(tmp_path: Path) -> None:
    put(tmp_path, FILE, CONTENT)
    put(tmp_path, "tiny.gguf", OWN)
    models = library_at(tmp_path).installed()
    assert [(model.name, model.whole) for model in models] == [("tiny", True), ("tiny.gguf", True)]
    assert models[0].entry is not None
    assert models[1].entry is None


@pytest.mark.parametrize("name", ["tiny", "TINY", FILE, FILE.lower(), FILE.removesuffix(".gguf")])
def test_a_model_is_found_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, FILE, CONTENT)
    assert library_at(tmp_path).find(name) == path


def test_a_model_is_found_by_a_path_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = own_file(tmp_path)
    assert library_at(tmp_path).find(str(path)) == path
    monkeypatch.chdir(path.parent)
    assert library_at(tmp_path).find("Mine.gguf") == path


@pytest.mark.parametrize("name", ["tiny", "nothing", "", "a\0b", "x" * 5000, "/no/such/file.gguf", "."])
def test_a_model_that_is_not_here_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path).find(name)
    assert code_of(caught) == "model-not-found"


def test_a_path_to_something_else_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path).find(str(own_file(tmp_path, "letter.txt", b"Dear Ms Brandt")))
    assert code_of(caught) == "not-a-model-file"


def test_half_a_model_is_told_and_never_the_default(tmp_path: Path) -> None:
    put(tmp_path, FILE, CONTENT[:-1])
    library = library_at(tmp_path)
    with pytest.raises(LibraryError) as caught:
        library.find("tiny")
    assert code_of(caught) == "model-damaged"
    assert library.default() is None


def test_the_highest_tier_is_the_default(tmp_path: Path) -> None:
    tiers = {"starter": 30, "small": 20, "standard": 10}
    entries = [entry(name=tier, tier=tier, file=f"{tier}.gguf", bytes=size) for tier, size in tiers.items()]
    library = library_at(tmp_path, None, *entries)
    for tier, size in tiers.items():
        put(tmp_path, f"{tier}.gguf", b"x" * size)
        assert library.default() == tmp_path / "models" / f"{tier}.gguf"


@pytest.mark.parametrize(
    ("sizes", "best"),
    [
        ([100_000_000, 490_000_000], 490_000_000),
        ([490_000_000, 1_100_000_000, 900_000_000], 1_100_000_000),
        ([1_100_000_000, 5_000_000_000], 5_000_000_000),
    ],
)
def test_of_one_s_own_models_the_largest_is_best(sizes: list[int], best: int) -> None:
    models = [InstalledModel(str(size), Path(str(size)), size, None) for size in sizes]
    found = best_of(models)
    assert found is not None
    assert found.size == best


def test_a_small_model_of_the_catalogue_beats_a_tiny_one_of_one_s_own(tmp_path: Path) -> None:
    path = put(tmp_path, FILE, CONTENT)
    put(tmp_path, "larger.gguf", CONTENT * 2)
    assert library_at(tmp_path).default() == path


def test_an_unknown_name_cannot_be_fetched(tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path).fetch("huge")
    assert code_of(caught) == "unknown-model"
    assert caught.value.parameters["known"] == "tiny"


def test_offline_nothing_is_asked_for(tmp_path: Path, hub: FakeHub) -> None:
    library = library_at(tmp_path, hub, offline=True)
    with pytest.raises(LibraryError) as caught:
        library.fetch("tiny")
    assert code_of(caught) == "offline"
    assert hub.paths == []
    path = put(tmp_path, FILE, CONTENT)
    assert library.fetch("tiny") == path


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_disk_without_room_is_told_before_anything_is_asked_for(
    tmp_path: Path, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10**9, 10**9, 10_000))
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path, hub).fetch("tiny")
    assert code_of(caught) == "disk-too-small"
    assert caught.value.parameters["needed"] == "68 MB"
    assert hub.paths == []


def test_a_disk_that_becomes_full_is_told_and_what_arrived_stays(
    tmp_path: Path, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.model_library.storage.PartFile.append", full)
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path, hub).fetch("tiny")
    assert code_of(caught) == "models-disk-full"


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="there, or for root, the folder stays writable"
)
def test_a_folder_that_may_not_be_changed_is_told(tmp_path: Path, hub: FakeHub) -> None:
    folder = tmp_path / "models"
    folder.mkdir(mode=0o500)
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path, hub).fetch("tiny")
    assert code_of(caught) == "models-folder-not-writable"


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, hub: FakeHub) -> None:
    (tmp_path / "models").write_text("a file")
    library = library_at(tmp_path, hub)
    with pytest.raises(LibraryError) as caught:
        library.fetch("tiny")
    assert code_of(caught) == "models-folder-not-usable"
    with pytest.raises(LibraryError) as caught:
        library.add(own_file(tmp_path))
    assert code_of(caught) == "models-folder-not-usable"


def test_two_that_fetch_the_same_fetch_it_once(tmp_path: Path, hub: FakeHub) -> None:
    paths: list[Path] = []
    libraries = [library_at(tmp_path, hub) for _ in range(3)]
    threads = [
        threading.Thread(target=lambda library=library: paths.append(library.fetch("tiny")))
        for library in libraries
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(paths) == 3
    assert len(hub.paths) == 1


def test_waiting_for_another_program_can_be_stopped(tmp_path: Path, hub: FakeHub) -> None:
    (tmp_path / "models").mkdir()
    cancellation = Cancellation()
    labels: list[str] = []

    def stop(progress: Progress) -> None:
        labels.append(progress.label)
        cancellation.request()

    with only_writer(tmp_path / "models" / FILE, Errand()), pytest.raises(Cancelled):
        library_at(tmp_path, hub).fetch("tiny", on_progress=stop, cancellation=cancellation)
    assert labels == ["waiting-for-other-fetch"]
    assert hub.paths == []


def test_a_model_of_one_s_own_is_taken_in_and_stays_where_it_was(tmp_path: Path) -> None:
    path = own_file(tmp_path)
    library = library_at(tmp_path)
    heard: list[None] = []
    library.changed.subscribe(heard.append)
    model = library.add(path)
    assert (model.name, model.size, model.entry) == ("Mine", len(OWN), None)
    assert library.find("mine").read_bytes() == path.read_bytes() == OWN
    assert library.add(path) == library.add(model.path) == model
    library.remove("Mine")
    assert path.read_bytes() == OWN
    assert library.installed() == []
    assert len(heard) == 4


def no_links(*_: object) -> None:
    raise OSError(errno.EXDEV, "another disk")


def test_on_another_disk_it_is_copied_with_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    told: list[Progress] = []
    model = library_at(tmp_path).add(own_file(tmp_path), on_progress=told.append)
    assert model.path.read_bytes() == OWN
    assert (told[-1].label, told[-1].done, told[-1].total) == ("copying-model", len(OWN), len(OWN))


def test_a_copy_that_is_stopped_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    cancellation = Cancellation()
    with pytest.raises(Cancelled):
        library_at(tmp_path).add(
            own_file(tmp_path), on_progress=lambda _: cancellation.request(), cancellation=cancellation
        )
    assert not (tmp_path / "models").exists() or files_in(tmp_path / "models") == []


def test_a_copy_that_does_not_fit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10**9, 10**9, 10_000))
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path).add(own_file(tmp_path))
    assert code_of(caught) == "disk-too-small"


def test_the_published_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    put(tmp_path, FILE, b"half of it")
    model = library_at(tmp_path).add(own_file(tmp_path, "download (1).gguf", CONTENT))
    assert (model.name, model.path.name, model.whole) == ("tiny", FILE, True)


@pytest.mark.parametrize("content", [OWN, CONTENT[:-1] + b"?"])
def test_another_file_under_a_published_name_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path).add(own_file(tmp_path, FILE, content))
    assert code_of(caught) == "model-name-of-catalogue"


def test_a_second_model_under_one_name_is_told_and_overwrites_nothing(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    first = library.add(own_file(tmp_path))
    for content in (b"GGUF, quite another length", OWN[:-1] + b"?"):
        other = own_file(tmp_path / "models", "Mine.gguf", content)
        with pytest.raises(LibraryError) as caught:
            library.add(other)
        assert code_of(caught) == "model-name-taken"
    assert first.path.read_bytes() == OWN


@pytest.mark.parametrize(("name", "taken_in"), [("model.bin", "model.gguf"), (".hidden.gguf", "hidden.gguf")])
def test_the_name_becomes_one_that_is_listed(tmp_path: Path, name: str, taken_in: str) -> None:
    assert library_at(tmp_path).add(own_file(tmp_path, name)).path.name == taken_in


def test_what_is_no_model_file_is_told(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    for content in (b"", b"GGU", b"PK\x03\x04"):
        with pytest.raises(LibraryError) as caught:
            library.add(own_file(tmp_path, content=content))
        assert code_of(caught) == "not-a-model-file"
    with pytest.raises(DocumentError) as absent:
        library.add(tmp_path / "absent.gguf")
    assert code_of(absent) == "file-not-found"
    with pytest.raises(DocumentError) as folder:
        library.add(tmp_path)
    assert code_of(folder) == "is-a-folder"
    assert not (tmp_path / "models").exists()


def test_what_is_not_here_cannot_be_removed(tmp_path: Path) -> None:
    outside = own_file(tmp_path)
    library = library_at(tmp_path)
    for name in ("tiny", "nothing", str(outside), "../elsewhere/Mine"):
        with pytest.raises(LibraryError) as caught:
            library.remove(name)
        assert code_of(caught) == "model-not-found"
    assert outside.exists()


def test_removing_takes_unfinished_downloads_along(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    put(tmp_path, f"{FILE}.0123456789ab.part", CONTENT[:9])
    library.remove("tiny")
    put(tmp_path, FILE, CONTENT)
    put(tmp_path, f"{FILE}.0123456789ab.part", CONTENT[:9])
    other = put(tmp_path, "Mine.gguf", OWN)
    library.remove("tiny")
    assert files_in(tmp_path / "models") == [other.name]


def test_checking_tells_of_each_model(tmp_path: Path) -> None:
    entries = (entry(), entry(name="second", file="Second.gguf"))
    put(tmp_path, FILE, CONTENT)
    put(tmp_path, "Second.gguf", CONTENT[:-1] + b"?")
    put(tmp_path, "Mine.gguf", OWN)
    told: list[Progress] = []
    checked = list(library_at(tmp_path, None, *entries).check(on_progress=told.append))
    assert [(model.name, finding.code) for model, finding in checked] == [
        ("tiny", "model-as-published"),
        ("second", "model-differs"),
        ("Mine", "model-not-in-catalogue"),
    ]
    assert [finding.gravity for _, finding in checked] == [Gravity.NOTE, Gravity.WRONG, Gravity.NOTE]
    assert (told[-1].done, told[-1].total) == (2 * len(CONTENT), 2 * len(CONTENT))


def test_checking_can_be_stopped(tmp_path: Path) -> None:
    put(tmp_path, FILE, CONTENT)
    cancellation = Cancellation()
    cancellation.request()
    with pytest.raises(Cancelled):
        list(library_at(tmp_path).check(cancellation=cancellation))


def test_mistakes_in_the_user_s_catalogue_are_at_hand(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("models: 7", encoding="utf-8")
    library = ModelLibrary(tmp_path / "models", user_catalogue=own)
    assert [finding.code for finding in library.findings] == ["catalogue-without-list"]
    assert library.entries()[0].name == "starter"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_error_has_title_and_advice(language: Language) -> None:
    parameters = dict.fromkeys(
        ("name", "file", "title", "known", "folder", "needed", "free", "detail"), "WORD"
    )
    codes = (
        "unknown-model",
        "model-not-found",
        "model-damaged",
        "not-a-model-file",
        "model-name-taken",
        "model-name-of-catalogue",
        "model-in-use",
        "offline",
        "model-unreachable",
        "disk-too-small",
        "models-disk-full",
        "models-folder-not-writable",
        "models-folder-not-usable",
    )
    for code in codes:
        assert code in catalogue(language)["errors"]
        text = describe(LibraryError(code, **parameters), language)
        assert text.advice
        assert "…" not in text.title + text.advice
    for tier in ("starter", "small", "standard"):
        assert word(f"tier-{tier}", language) == catalogue(language)["words"][f"tier-{tier}"]
