"""The start at login, in each system's own way, over files and a registry of the test's."""

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import pytest

from app.desktop.login_start import (
    AutostartEntry,
    LaunchAgent,
    LoginStart,
    RunKey,
    login_start,
    start_command,
)
from app.errors import DeskhandError

COMMAND = ("/opt/Desk hand/100%/deskhand", "--background", "--data-dir", '/home/a/"my" $HOME `x` \\ data')


class FakeRegistry:
    """The part of `winreg` that is used, in memory."""

    HKEY_CURRENT_USER = 1
    REG_SZ = 1

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}
        self.closed = False

    def CreateKey(self, _root: int, place: str) -> Any:  # noqa: N802 - the system's name
        if self.closed:
            raise PermissionError(place)
        return _Key(place)

    def OpenKey(self, root: int, place: str) -> Any:  # noqa: N802 - likewise
        if not any(one == place for one, _ in self.values):
            raise FileNotFoundError(place)
        return self.CreateKey(root, place)

    def SetValueEx(self, key: "_Key", name: str, _: int, _kind: int, value: object) -> None:  # noqa: N802 - likewise
        self.values[(key.place, name)] = value

    def QueryValueEx(self, key: "_Key", name: str) -> tuple[object, int]:  # noqa: N802 - likewise
        if (key.place, name) not in self.values:
            raise FileNotFoundError(name)
        return self.values[(key.place, name)], 1

    def DeleteValue(self, key: "_Key", name: str) -> None:  # noqa: N802 - likewise
        if (key.place, name) not in self.values:
            raise FileNotFoundError(name)
        del self.values[(key.place, name)]


class _Key:
    def __init__(self, place: str) -> None:
        self.place = place

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(params=["entry", "agent", "registry"])
def start(request: pytest.FixtureRequest, tmp_path: Path) -> LoginStart:
    """Each system's way."""
    if request.param == "entry":
        return AutostartEntry(COMMAND, tmp_path / "autostart")
    if request.param == "agent":
        return LaunchAgent(COMMAND, tmp_path / "LaunchAgents")
    return RunKey(COMMAND, FakeRegistry())


def test_it_is_set_and_taken_back(start: LoginStart) -> None:
    assert not start.is_set()
    start.change(wanted=False)
    assert not start.is_set()
    start.change(wanted=True)
    start.change(wanted=True)
    assert start.is_set()
    start.change(wanted=False)
    assert not start.is_set()


@pytest.mark.parametrize("switch", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_user_switches_off_in_the_desktops_settings_is_off(tmp_path: Path, switch: str) -> None:
    start = AutostartEntry(COMMAND, tmp_path)
    start.change(wanted=True)
    file = tmp_path / "deskhand.desktop"
    file.write_text(file.read_text().replace("X-GNOME-Autostart-enabled=true", switch))
    assert not start.is_set()
    start.change(wanted=True)
    assert start.is_set()


def test_what_the_task_manager_has_switched_off_is_off() -> None:
    registry = FakeRegistry()
    start = RunKey(COMMAND, registry)
    start.change(wanted=True)
    registry.values[(RunKey._APPROVED, "Deskhand")] = b"\x02" + bytes(11)
    assert start.is_set()
    registry.values[(RunKey._APPROVED, "Deskhand")] = b"\x03" + bytes(11)
    assert not start.is_set()
    start.change(wanted=True)
    assert start.is_set()


def test_the_line_in_the_registry_holds_blanks_together() -> None:
    registry = FakeRegistry()
    RunKey((r"C:\Program Files\Deskhand\deskhand.exe", "--background"), registry).change(wanted=True)
    assert (
        registry.values[(RunKey._RUN, "Deskhand")] == r'"C:\Program Files\Deskhand\deskhand.exe" --background'
    )


def test_the_entry_quotes_what_has_a_meaning_there(tmp_path: Path) -> None:
    AutostartEntry(("/opt/a b/deskhand", "--background", "50%", "$x"), tmp_path).change(wanted=True)
    lines = (tmp_path / "deskhand.desktop").read_text().splitlines()
    assert r'Exec="/opt/a b/deskhand" --background 50%% "\\$x"' in lines


@pytest.mark.skipif(shutil.which("gio") is None, reason="gio is not installed")
def test_the_desktop_starts_the_entry(tmp_path: Path) -> None:
    program = tmp_path / "a program"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.part" && mv "$0.part" "$0.told"\n')
    program.chmod(0o755)
    AutostartEntry((str(program), *COMMAND[1:]), tmp_path).change(wanted=True)
    subprocess.run(["gio", "launch", str(tmp_path / "deskhand.desktop")], check=True, timeout=30)  # noqa: S607 - as installed
    from tests.desktop.screens import wait_until  # noqa: PLC0415 - needs a library that is there on Linux only

    told = tmp_path / "a program.told"
    wait_until(told.exists)
    assert told.read_text().splitlines() == list(COMMAND[1:])


def test_the_list_of_macos_names_the_command(tmp_path: Path) -> None:
    LaunchAgent(COMMAND, tmp_path).change(wanted=True)
    (file,) = tmp_path.iterdir()
    content = plistlib.loads(file.read_bytes())
    assert (content["ProgramArguments"], content["RunAtLoad"]) == (list(COMMAND), True)
    assert file.stem == content["Label"]
    file.write_text("no list")
    assert not LaunchAgent(COMMAND, tmp_path).is_set()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    registry = FakeRegistry()
    registry.closed = True
    for start in (
        AutostartEntry(COMMAND, tmp_path / "file"),
        LaunchAgent(COMMAND, tmp_path / "file"),
        RunKey(COMMAND, registry),
    ):
        with pytest.raises(DeskhandError) as caught:
            start.change(wanted=True)
        assert caught.value.code == "login-start-not-changed"


def test_the_command_is_this_program_without_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert start_command(None) == (sys.executable, "-m", "app", "--background")
    assert start_command(tmp_path)[-2:] == ("--data-dir", str(tmp_path))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_command(None) == (sys.executable, "--background")


@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own")
def test_on_linux_it_is_an_entry_in_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    login_start(None).change(wanted=True)
    assert (tmp_path / "autostart" / "deskhand.desktop").is_file()
