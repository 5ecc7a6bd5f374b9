"""Keeps the user's choices in `settings.json`."""

import logging
import threading
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.errors import DeskhandError, InputError
from app.events import Event
from app.records import Finding
from app.settings.json_file import NotReadableError, read_object, write_object
from app.settings.options import Options

_log = logging.getLogger(__name__)


class SettingsStore:
    """The user's choices; any thread may call.

    Only what the user changed stands in the file, so that a better default reaches everyone, and
    what a newer version wrote there stays.

    Attributes:
        changed: Tells the new choices.
    """

    def __init__(self, path: Path) -> None:
        """Read the choices from *path*; what cannot be used there has its default, and a finding."""
        self.changed: Event[Options] = Event()
        self._path = path
        self._turn = threading.Lock()
        self._options, self._findings = self._read()

    @property
    def options(self) -> Options:
        """The choices that hold now."""
        return self._options

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What could not be used when the file was read."""
        return self._findings

    def change(self, **values: object) -> None:
        """Choose *values*, by the names of `Options`, and keep them.

        Raises:
            InputError: `setting-unknown` or `setting-not-usable`; nothing was changed.
            DeskhandError: `settings-not-saved`: the choices hold until the program ends.
        """
        for name in values:
            if name not in Options.model_fields:
                raise InputError("setting-unknown", name=name)
        with self._turn:
            before = self._options
            try:
                self._options = Options.model_validate(before.model_dump() | values)
            except ValidationError as error:
                name = str(error.errors()[0]["loc"][0])
                raise InputError("setting-not-usable", name=name, value=str(values.get(name))) from error
            trouble = self._save({name: getattr(self._options, name) for name in values})
        if self._options != before:
            self.changed.emit(self._options)
        if trouble:
            raise DeskhandError("settings-not-saved", file=str(self._path)) from trouble

    def _read(self) -> tuple[Options, tuple[Finding, ...]]:
        try:
            values = read_object(self._path)
        except NotReadableError as error:
            return Options(), (Finding("settings-damaged", {"kept": error.kept.name}),)
        except OSError as error:
            _log.warning("the settings could not be read: %s", error)
            return Options(), (Finding("settings-not-readable", {"file": str(self._path)}),)
        return _usable(values)

    def _save(self, values: dict[str, Any]) -> OSError | None:
        """Put *values* into the file beside what else is there; return why that did not work."""
        try:
            try:
                whole = read_object(self._path)  # another window may have written since
            except NotReadableError:
                whole = self._options.model_dump(exclude_defaults=True)
            write_object(self._path, whole | values)
        except OSError as error:
            _log.warning("the settings could not be saved: %s", error)
            return error
        return None


def _usable(values: dict[str, Any]) -> tuple[Options, tuple[Finding, ...]]:
    """Return the options of *values*, with the default in place of each value that cannot be used."""
    try:
        return Options.model_validate(values), ()
    except ValidationError as error:
        wrong = dict.fromkeys(str(one["loc"][0]) for one in error.errors())
    options, _ = _usable({name: value for name, value in values.items() if name not in wrong})
    findings = (Finding("setting-not-usable", {"name": name, "value": str(values[name])}) for name in wrong)
    return options, tuple(findings)
