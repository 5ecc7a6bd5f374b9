"""A licence that has to be accepted is accepted once on a computer, and holds back the download until then."""

import json
import logging
import threading
from pathlib import Path

import pytest

from app.errors import LibraryError
from app.model_library import licences as licences_module
from app.model_library.catalogue import ModelEntry
from app.model_library.errand import Outside
from app.model_library.library import ModelLibrary
from app.model_library.licences import AcceptedLicences
from app.model_library.model_folder import today
from tests.model_library.fake_hub import CONTENT, FakeHub, catalogue_file, entry, library_at, plain_client
from tests.model_library.places import OWN, put

_TERMS = "https://example.org/terms"
_GUARDED = entry(accept_licence=True, licence_url=_TERMS)


def one(**changes: object) -> ModelEntry:
    return ModelEntry.model_validate(_GUARDED | changes)


def test_only_where_the_publisher_asks_for_it_a_licence_has_to_be_accepted(tmp_path: Path) -> None:
    licences = AcceptedLicences(tmp_path / "licences.json")
    assert licences.needed(one())
    assert not licences.needed(one(accept_licence=False))
    assert not (tmp_path / "licences.json").exists()


def test_an_accepted_licence_is_remembered_with_its_day(tmp_path: Path) -> None:
    path = tmp_path / "licences.json"
    AcceptedLicences(path).accept(one())
    assert not AcceptedLicences(path).needed(one())
    assert json.loads(path.read_text(encoding="utf-8")) == {_TERMS: today().isoformat()}


def test_a_licence_holds_for_all_models_under_it_and_for_no_other(tmp_path: Path) -> None:
    licences = AcceptedLicences(tmp_path / "licences.json")
    licences.accept(one())
    assert not licences.needed(one(name="other", file="Other.gguf"))
    assert licences.needed(one(licence_url=f"{_TERMS}/2"))


def test_what_was_accepted_before_stays(tmp_path: Path) -> None:
    path = tmp_path / "licences.json"
    for number in range(3):
        AcceptedLicences(path).accept(one(licence_url=f"{_TERMS}/{number}"))
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 3


def test_what_is_accepted_at_once_is_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "licences.json"
    licences = AcceptedLicences(path)
    entries = [one(licence_url=f"{_TERMS}/{number}") for number in range(16)]
    threads = [threading.Thread(target=licences.accept, args=(each,)) for each in entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not any(AcceptedLicences(path).needed(each) for each in entries)


def test_one_acceptance_is_written_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    licences = AcceptedLicences(tmp_path / "licences.json")
    alone: list[bool] = []
    monkeypatch.setattr(licences_module, "write_object", lambda *_: alone.append(licences._turn.locked()))
    licences.accept(one())
    assert alone == [True]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff"])
def test_a_damaged_file_only_means_to_be_asked_again(tmp_path: Path, content: bytes) -> None:
    path = put(tmp_path / "licences.json", content)
    licences = AcceptedLicences(path)
    assert licences.needed(one())
    licences.accept(one())
    assert not AcceptedLicences(path).needed(one())


def test_without_a_disk_it_holds_until_the_program_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(licences_module, "write_object", refuse)
    licences = AcceptedLicences(tmp_path / "licences.json")
    with caplog.at_level(logging.WARNING):
        licences.accept(one())
    assert not licences.needed(one())
    assert AcceptedLicences(tmp_path / "licences.json").needed(one())
    assert "Read-only" in caplog.text


def test_a_download_waits_until_the_licence_is_accepted(tmp_path: Path, hub: FakeHub) -> None:
    licences = AcceptedLicences(tmp_path / "licences.json")
    library = ModelLibrary(
        tmp_path / "models",
        catalogue=catalogue_file(tmp_path, _GUARDED),
        outside=Outside(endpoint=hub.address, open_client=plain_client, licence_needed=licences.needed),
    )
    with pytest.raises(LibraryError) as caught:
        library.fetch("tiny")
    assert caught.value.code == "licence-not-accepted"
    assert caught.value.parameters["address"] == _TERMS
    assert hub.paths == []
    assert not (tmp_path / "models").exists()
    licences.accept(library.entries()[0])
    assert library.fetch("tiny").read_bytes() == CONTENT


def test_without_any_memory_such_a_model_is_refused(tmp_path: Path, hub: FakeHub) -> None:
    with pytest.raises(LibraryError) as caught:
        library_at(tmp_path, hub, _GUARDED).fetch("tiny")
    assert caught.value.code == "licence-not-accepted"


def test_a_file_of_one_s_own_needs_nothing_accepted(tmp_path: Path) -> None:
    library = library_at(tmp_path, None, _GUARDED)
    assert library.add(put(tmp_path / "given.gguf", CONTENT)).name == "tiny"
    assert library.add(put(tmp_path / "Mine.gguf", OWN)).name == "Mine"
