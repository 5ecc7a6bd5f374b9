"""Actions of the user's own: a YAML file each, with a name and what is to be done; shared as files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from app.documents.own_files import OwnFiles, imported
from app.errors import DeskhandError, InputError
from app.records import Language
from app.tasks.assist.actions import OWN, Action
from app.tasks.yaml_file import Mistake, YamlFile
from app.text.comparing import comparable

LONGEST_NAME = 60
LONGEST_INSTRUCTION = 2_000
MOST_ACTIONS = 50
"""Later files of the folder are left alone."""


class _Form(BaseModel):
    """What stands in a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    instruction: str = Field(min_length=1, max_length=LONGEST_INSTRUCTION)
    language: Literal["same", "en", "ja"] = "same"
    replaces: bool = True


class OwnActions(OwnFiles):
    """The folder of the user's own actions."""

    def all(self) -> tuple[Action, ...]:
        """Return the actions, in the order of their files' names; a file with a mistake is left out.

        Raises:
            DocumentError: The folder cannot be read.
        """
        return tuple(found for _, found in self._read() if isinstance(found, Action))

    def mistakes(self) -> tuple[DeskhandError, ...]:
        """Return why files are left out.

        Raises:
            DocumentError: The folder cannot be read.
        """
        return tuple(found for _, found in self._read() if isinstance(found, DeskhandError))

    def file_of(self, name: str) -> str:
        """Return the name of the file that holds the action *name*, or nothing where there is none.

        Raises:
            DocumentError: The folder cannot be read.
        """
        wanted = comparable(name)
        actions = ((file, found) for file, found in self._read() if isinstance(found, Action))
        return next((file for file, found in actions if comparable(found.name) == wanted), "")

    def save(self, text: str, *, replace: bool = False) -> Path:
        """Keep the action that *text*, the content of a file, describes, and return its file.

        Args:
            text: What the file is to hold; see `written`.
            replace: Whether one of the same name may be replaced.

        Raises:
            InputError: It holds a mistake, or there is one of that name (`action-exists`).
            DocumentError: It cannot be written; what was there before stays.
        """
        return self._keep(text.encode("utf-8", "replace"), "", replace=replace)

    def import_file(self, source: Path, *, replace: bool = False) -> Path:
        """Take over the action in the file *source* and return the new file.

        Args:
            source: A file of somebody else's.
            replace: Whether one of the same name may be replaced.

        Raises:
            InputError: It holds a mistake, or there is one of that name (`action-exists`).
            DocumentError: It cannot be read or written.
        """
        return self._keep(imported(source), source.name, replace=replace)

    def _keep(self, data: bytes, source: str, *, replace: bool) -> Path:
        action = action_in(data, source)
        found = self.file_of(action.name)
        if found and not replace:
            raise InputError("action-exists", action=action.name, file=found)
        return self._write(found or self._free_name(action.name), data)

    def _read(self) -> Iterator[tuple[str, Action | DeskhandError]]:
        for name in self.names()[:MOST_ACTIONS]:
            try:
                yield name, action_in(imported(self._path(name)), name)
            except DeskhandError as mistake:
                yield name, mistake


def action_in(data: bytes, file: str = "") -> Action:
    """Return the action that the content *data* of *file* describes.

    Raises:
        InputError: It holds a mistake; the code names it, `line` places it and `entry` tells what stands there.
    """
    try:
        read = YamlFile(data)
    except Mistake as mistake:
        raise InputError(
            "action-not-readable", file=file, line=mistake.line, entry=mistake.detail
        ) from mistake
    wrong = sorted(read.misfits(_Form), key=lambda found: found[0])
    if wrong:
        line, details = wrong[0]
        entry = next((str(part) for part in reversed(details["loc"])), "")
        code = _CODES.get(details["type"], "action-entry-wrong")
        raise InputError(code, file=file, line=line, entry=entry)
    form = _Form.model_validate(read.values)
    language: Language | None = None if form.language == "same" else form.language
    return Action(
        key=f"{OWN}{form.name}",
        replaces=form.replaces,
        name=form.name,
        instruction=form.instruction,
        language=language,
    )


def written(action: Action) -> str:
    """Return the content of a file that describes *action*."""
    values = {
        "name": action.name,
        "instruction": action.instruction,
        "language": action.language or "same",
        "replaces": "yes" if action.replaces else "no",
    }
    return "".join(
        yaml.safe_dump({key: value}, allow_unicode=True, width=100, default_style=None)
        for key, value in values.items()
    )


_CODES = {
    "extra_forbidden": "action-entry-unknown",
    "missing": "action-entry-missing",
    "string_too_short": "action-entry-missing",
    "string_too_long": "action-entry-too-long",
}
