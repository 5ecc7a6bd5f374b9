"""Starts the program when the user logs in, in the way of each system, where the system's own settings show it too."""

import os
import plistlib
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from app.errors import DeskhandError

BACKGROUND = "--background"
"""Option of a start that shows no window."""

_LABEL = "org.deskhand.Deskhand"


class LoginStart(Protocol):
    """Whether the program starts at login; each call looks at the system itself."""

    def is_set(self) -> bool:
        """Return whether it starts at login; False where the user has switched it off in the system's settings."""
        ...

    def change(self, *, wanted: bool) -> None:
        """Have it start at login, or not.

        Raises:
            DeskhandError: `login-start-not-changed`.
        """
        ...


def start_command(data_dir: Path | None) -> tuple[str, ...]:
    """Return what starts this program without a window, over *data_dir* or the usual folder."""
    program = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "app")
    folder = ("--data-dir", str(data_dir.absolute())) if data_dir else ()
    return (*program, BACKGROUND, *folder)


def login_start(data_dir: Path | None) -> LoginStart:
    """Return what this system has for it."""
    command = start_command(data_dir)
    if sys.platform == "win32":
        return RunKey(command, _registry())
    if sys.platform == "darwin":
        return LaunchAgent(command, Path.home() / "Library" / "LaunchAgents")
    return AutostartEntry(command, _config_home() / "autostart")


class AutostartEntry:
    """A desktop entry in the folder of what starts at login, as freedesktop.org has it."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        """Have *command* run by an entry in *folder*."""
        self._command = command
        self._file = folder / "deskhand.desktop"

    def is_set(self) -> bool:
        """Return whether there is an entry that holds."""
        try:
            lines = self._file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return False
        values = {
            name.strip(): value.strip().lower() for name, _, value in (one.partition("=") for one in lines)
        }
        return values.get("Hidden") != "true" and values.get("X-GNOME-Autostart-enabled") != "false"

    def change(self, *, wanted: bool) -> None:
        """Write the entry, or take it away."""
        entry = (
            "[Desktop Entry]\nType=Application\nName=Deskhand\nIcon=deskhand\nTerminal=false\n"
            f"Exec={' '.join(map(_quoted_for_entry, self._command))}\nX-GNOME-Autostart-enabled=true\n"
        )
        with _changing(self._file):
            if wanted:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._file.write_text(entry, encoding="utf-8")
            else:
                self._file.unlink(missing_ok=True)


class LaunchAgent:
    """A property list in the folder of what macOS starts at login."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        """Have *command* run by a list in *folder*."""
        self._command = command
        self._file = folder / f"{_LABEL}.plist"

    def is_set(self) -> bool:
        """Return whether there is a list that holds."""
        try:
            with self._file.open("rb") as stream:
                return bool(plistlib.load(stream).get("RunAtLoad"))
        except (OSError, ValueError, plistlib.InvalidFileException):
            return False

    def change(self, *, wanted: bool) -> None:
        """Write the list, or take it away; macOS reads it at the next login."""
        content = {
            "Label": _LABEL,
            "ProgramArguments": list(self._command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        with _changing(self._file):
            if wanted:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._file.write_bytes(plistlib.dumps(content))
            else:
                self._file.unlink(missing_ok=True)


class RunKey:
    """A value in the registry's key of what Windows starts at login."""

    _RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
    _APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
    _NAME = "Deskhand"

    def __init__(self, command: Sequence[str], registry: Any) -> None:
        """Have *command* run by a value in *registry*, the module `winreg`."""
        self._command = command
        self._registry = registry

    def is_set(self) -> bool:
        """Return whether there is a value, and the Task Manager has not switched it off."""
        if self._value(self._RUN) is None:
            return False
        approved = self._value(self._APPROVED)
        return not (isinstance(approved, bytes) and approved[:1] and approved[0] & 1)

    def change(self, *, wanted: bool) -> None:
        """Write the value, or take it away, and with it what the Task Manager has noted."""
        registry = self._registry
        with _changing(Path(self._RUN)):
            with registry.CreateKey(registry.HKEY_CURRENT_USER, self._RUN) as key:
                if wanted:
                    line = " ".join(map(_quoted_for_windows, self._command))
                    registry.SetValueEx(key, self._NAME, 0, registry.REG_SZ, line)
                else:
                    self._delete(key)
            with registry.CreateKey(registry.HKEY_CURRENT_USER, self._APPROVED) as key:
                self._delete(key)

    def _value(self, place: str) -> object:
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, place) as key:
                return registry.QueryValueEx(key, self._NAME)[0]
        except OSError:
            return None

    def _delete(self, key: Any) -> None:
        try:
            self._registry.DeleteValue(key, self._NAME)
        except FileNotFoundError:
            return


@contextmanager
def _changing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DeskhandError("login-start-not-changed", place=str(place)) from error


def _quoted_for_entry(argument: str) -> str:
    """Return *argument* as a desktop entry's Exec wants it: percent signs doubled, the rest quoted where needed."""
    if argument == shlex.quote(argument):
        return argument.replace("%", "%%")
    escaped = argument
    for sign in '\\"`$':
        escaped = escaped.replace(sign, "\\" + sign)
    # The whole line is a string of the file as well, in which a backslash is written as two.
    return '"' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'


def _quoted_for_windows(argument: str) -> str:
    return f'"{argument}"' if " " in argument or not argument else argument


def _config_home() -> Path:
    told = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(told) if told and Path(told).is_absolute() else Path.home() / ".config"


def _registry() -> Any:
    import winreg  # noqa: PLC0415 - there on Windows only

    return winreg
