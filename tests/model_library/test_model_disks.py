"""Disks that fill and files that may not be written are told, and what has arrived is never lost."""

import errno
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.model_library import hub
from app.model_library.storage import PartFile
from tests.model_library.fake_hub import CONTENT, FILE
from tests.model_library.told_server import Office, told


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_disk_that_fills_meanwhile_is_told_and_what_arrived_is_kept(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "_LOOK_AT_DISK_BYTES", 50_000)
    looks = iter([10**12, 10**12, 10**6])  # before the download, and then every five blocks
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10**12, 0, next(looks)))
    error = office.refused()
    assert error.code == "disk-too-small"
    for language in ("en", "ja"):
        assert str(office.folder / "models") in told(error, language)
    assert office.part.read_bytes() == CONTENT[:100_000]
    monkeypatch.undo()
    assert office.fetch().read_bytes() == CONTENT
    assert office.ranges == [None, "bytes=100000-"]
    assert office.left() == [FILE]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_disk_that_is_full_at_once_keeps_what_it_took(
    office: Office, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    append = PartFile.append

    def append_until_full(part: PartFile, block: bytes) -> None:
        if part.size >= 50_000:
            raise OSError(number, os.strerror(number))
        append(part, block)

    monkeypatch.setattr(PartFile, "append", append_until_full)
    error = office.refused()
    assert error.code == "models-disk-full"
    assert office.part.read_bytes() == CONTENT[:50_000]
    monkeypatch.undo()
    assert office.fetch().read_bytes() == CONTENT
    assert office.ranges == [None, "bytes=50000-"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "models-folder-not-writable"),
        (errno.EPERM, "models-folder-not-writable"),
        (errno.EROFS, "models-folder-not-writable"),
        (errno.EIO, "models-folder-not-usable"),
    ],
)
def test_a_part_file_that_may_not_be_written_is_told_and_stays(
    office: Office, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    office.leave(CONTENT[:5000])
    usual = Path.open

    def refuse(path: Path, mode: str = "r", *rest: Any, **options: Any) -> Any:
        if path.suffix == ".part" and "a" in mode:
            raise OSError(number, os.strerror(number), str(path))
        return usual(path, mode, *rest, **options)

    monkeypatch.setattr(Path, "open", refuse)
    error = office.refused()
    assert error.code == code
    for language in ("en", "ja"):
        assert str(office.folder / "models") in told(error, language)
    assert office.ranges == []
    assert office.part.read_bytes() == CONTENT[:5000]


def test_a_folder_in_the_place_of_the_part_file_is_told(office: Office) -> None:
    office.part.mkdir(parents=True)
    error = office.refused()
    assert error.code in {"models-folder-not-usable", "models-folder-not-writable"}
    assert office.part.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="a file that may only be read cannot be replaced there")
def test_a_damaged_model_that_may_only_be_read_is_replaced(office: Office) -> None:
    target = office.folder / "models" / FILE
    target.parent.mkdir()
    target.write_bytes(CONTENT[:-1] + b"?")
    target.chmod(0o444)
    assert office.fetch().read_bytes() == CONTENT


def test_a_model_that_cannot_be_replaced_is_told_and_need_not_be_fetched_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", refuse)
    error = office.refused()
    assert error.code == "model-in-use"
    assert FILE in told(error, "en")
    monkeypatch.undo()
    assert office.fetch().read_bytes() == CONTENT
    assert office.ranges == [None]
