"""Reads a YAML file that a person wrote and finds the line of a mistake in it."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes nothing but texts, so that `no` is a word like any other; the C form is ten times as fast."""


LARGEST_FILE_BYTES = 200_000
"""Of a template; the longest of ours has 6,000, an action of one's own has 300."""
_DEEPEST = 30
"""Lists and mappings in each other; ours have five. The C form of the parser ends the program over thousands."""


class Mistake(Exception):  # noqa: N818 - what a person wrote, told to that person by its place
    """A mistake in a file.

    Attributes:
        line: 1 for the first.
        detail: What stands there, as it is written.
    """

    def __init__(self, line: int, detail: str) -> None:
        super().__init__(line, detail)
        self.line = line
        self.detail = detail


def refuse_tricks(text: str) -> None:
    """Look that *text* can be walked: lists and mappings are no more than 30 deep, and no part stands for another one.

    Twenty lines that each name the one before twenty times would take for ever.

    Raises:
        yaml.YAMLError: It cannot, or is no YAML; the mark says where.
    """
    depth = 0
    event: Any  # the two forms of the parser have marks of their own
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark)


class YamlFile:
    """The values in a file and the lines that they stand in.

    Attributes:
        values: Texts, lists and mappings, as they stand in the file.
    """

    def __init__(self, data: bytes) -> None:
        """Read *data*.

        Raises:
            Mistake: It is too large, is not YAML in UTF-8, or an entry stands in it twice.
        """
        if len(data) > LARGEST_FILE_BYTES:
            raise Mistake(1, f"> {LARGEST_FILE_BYTES} B")
        try:
            self._lines = data.decode("utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise Mistake(data.count(b"\n", 0, error.start) + 1, "UTF-8") from error
        loader = None
        try:
            text = "\n".join(self._lines)
            refuse_tricks(text)
            loader = _Loader(text)
            self._node: yaml.Node | None = loader.get_single_node()
            self.values: object = loader.construct_document(self._node) if self._node else None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            # What is not closed is noticed behind the last line only.
            raise self._mistake(min(mark.line + 1, len(self._lines)) if mark else 1) from error
        except (yaml.YAMLError, RecursionError) as error:
            raise self._mistake(1) from error
        finally:
            if loader:
                loader.dispose()
        for key in _repeated_keys(self._node):
            raise self._mistake(key.start_mark.line + 1)

    def validated(self, model: type[Model]) -> Model:
        """Return the values as a *model*.

        Raises:
            Mistake: They do not fit it; the first line that does not is told.
        """
        try:
            return model.model_validate(self.values)
        except ValidationError as error:
            line = min(self.place(*details["loc"]) for details in error.errors())
            raise self._mistake(line) from error

    def misfits(self, model: type[BaseModel]) -> Iterator[tuple[int, ErrorDetails]]:
        """Yield the line of each value that does not fit *model*, and pydantic's word on it.

        Where there are no entries at all, those that must be there are missing.
        """
        try:
            model.model_validate(self.values if isinstance(self.values, dict) else {})
        except ValidationError as error:
            for details in error.errors():
                yield self.place(*details["loc"]), details

    def place(self, *path: int | str) -> int:
        """Return the line of the entry at *path*, or of the nearest around it."""
        node, line = self._node, 1
        for part in path:
            found = _child(node, part)
            if found is None:
                break
            line, node = found
        return line

    def text_line(self, path: Sequence[int | str], line: int) -> int:
        """Return the file's line of line *line* (from 1) of the text at *path*."""
        start = self.place(*path)
        block = self.written(start).rstrip().endswith(("|", ">", "|-", ">-", "|+", ">+"))
        return min(start + line - (0 if block else 1), max(len(self._lines), 1))

    def _mistake(self, line: int) -> Mistake:
        return Mistake(line, self.written(line))

    def written(self, line: int) -> str:
        """Return what stands in line *line* (from 1), shortened, without blanks around it."""
        return self._lines[line - 1].strip()[:120] if 0 < line <= len(self._lines) else ""


def _child(node: yaml.Node | None, part: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 1, node.value[part]
    return None


def _repeated_keys(node: yaml.Node | None, depth: int = 0) -> Iterator[yaml.Node]:
    if depth > 8:
        return
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield key
            seen.add(str(key.value))
            yield from _repeated_keys(value, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated_keys(value, depth + 1)
