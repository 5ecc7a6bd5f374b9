"""A kit is found where people put it: beside the program, beside the installer, on a drive."""

from pathlib import Path
from typing import Any

import psutil
import pytest

from app.model_library import kits
from app.model_library.kits import INSTALLED_FROM, KIT_FILE, KIT_FOLDER, find_kit
from tests.model_library.places import put, shelf_at


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A kit with two models."""
    shelf_at(tmp_path / "one").library.export(tmp_path / "stick")
    return tmp_path / "stick"


def program_at(folder: Path) -> Path:
    return put(folder / "deskhand", b"")


def copy_of(kit: Path, folder: Path) -> Path:
    for path in kit.iterdir():
        put(folder / path.name, path.read_bytes())
    return folder


def test_a_kit_is_found_beside_the_program(tmp_path: Path, kit: Path) -> None:
    program = program_at(tmp_path / "program")
    assert find_kit(program, ()) is None
    place = copy_of(kit, tmp_path / "program" / KIT_FOLDER)
    assert find_kit(program, ()) == place


def test_a_program_may_lie_in_a_kit(kit: Path) -> None:
    assert find_kit(program_at(kit), ()) == kit


def test_a_kit_is_found_beside_an_app_bundle(tmp_path: Path, kit: Path) -> None:
    program = program_at(tmp_path / "volume" / "Deskhand.app" / "Contents" / "MacOS")
    assert find_kit(program, ()) is None
    place = copy_of(kit, tmp_path / "volume" / KIT_FOLDER)
    assert find_kit(program, ()) == place


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_kit_is_found_where_the_installer_was_started(tmp_path: Path, kit: Path, mark: str) -> None:
    program = program_at(tmp_path / "program")
    note = tmp_path / "program" / INSTALLED_FROM
    note.write_text(f"{mark}{kit}\r\n", encoding="utf-8", newline="")
    assert find_kit(program, ()) == kit


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\0", b"/no/such/place", b"a\0b", b"~nobody/kit"])
def test_a_note_that_leads_nowhere_is_passed_over(tmp_path: Path, kit: Path, content: bytes) -> None:
    program = program_at(tmp_path / "program")
    put(tmp_path / "program" / INSTALLED_FROM, content)
    assert find_kit(program, [kit]) == kit


def test_a_kit_is_found_on_a_drive(tmp_path: Path, kit: Path) -> None:
    drives = [tmp_path / "none", tmp_path / "stick two"]
    place = copy_of(kit, drives[1] / KIT_FOLDER)
    assert find_kit(program_at(tmp_path / "program"), drives) == place
    assert find_kit(program_at(tmp_path / "program"), [kit]) == kit


def test_a_damaged_kit_and_a_place_that_is_closed_are_passed_over(
    tmp_path: Path, kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "damaged" / KIT_FILE, b"{")
    closed = put(tmp_path / "closed" / KIT_FILE, (kit / KIT_FILE).read_bytes())
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    drives = [tmp_path / "damaged", tmp_path / "closed", kit]
    assert find_kit(program_at(tmp_path / "program"), drives) == kit


def test_drives_of_the_network_are_not_looked_at(
    tmp_path: Path, kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def partition(place: Path, kind: str) -> Any:
        return type("Partition", (), {"mountpoint": str(place), "fstype": kind})()

    found = [partition(kit, "NFS4"), partition(tmp_path / "none", "vfat")]
    monkeypatch.setattr(psutil, "disk_partitions", lambda: found)
    program = program_at(tmp_path / "program")
    assert find_kit(program) is None
    found.append(partition(kit, "exfat"))
    assert find_kit(program) == kit


def test_a_system_that_tells_no_drives_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError(2, "no such file")

    monkeypatch.setattr(psutil, "disk_partitions", refuse)
    assert kits._drives() == []
    assert find_kit(program_at(tmp_path / "program")) is None
