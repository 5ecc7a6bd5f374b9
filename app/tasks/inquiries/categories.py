"""The categories of a customer's office, as a person wrote them in a YAML file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from app.documents.decoding import decode
from app.documents.saving import reading, writing
from app.errors import InputError
from app.tasks.inquiries.long_texts import LONGEST_EXAMPLE
from app.tasks.inquiries.rules import RuleError, compile_rule
from app.tasks.yaml_file import refuse_tricks
from app.text.comparing import comparable

_LARGEST_FILE_BYTES = 2_500_000
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes nothing but texts, lists and mappings; fast where PyYAML was built with its C part."""

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _nothing_is_empty(value: object) -> object:
    """An entry without a value, such as `rules:`, means an empty list."""
    return () if value is None or value == "" else value


def _nothing_is_none(value: object) -> object:
    return _stripped(value) or None


Line = Annotated[str, BeforeValidator(_stripped)]
OptionalLine = Annotated[str | None, BeforeValidator(_nothing_is_none)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_nothing_is_empty)]


class Category(BaseModel):
    """One category of inquiries.

    Attributes:
        name: What it is called, in the results too.
        description: What belongs there, in the office's words.
        rules: Words, or /regular expressions/; case does not matter.
        examples: Inquiries that belong there.
        reply_template: Id of the mail template that answers such inquiries, or None.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line = Field(min_length=1, max_length=200)
    description: Line = ""
    rules: Lines = ()
    examples: Lines = ()
    reply_template: OptionalLine = None

    @field_validator("rules")
    @classmethod
    def _rules_can_be_used(cls, rules: tuple[str, ...]) -> tuple[str, ...]:
        for index, rule in enumerate(rules):
            try:
                compile_rule(rule)
            except RuleError as error:
                raise PydanticCustomError("rule", "{code}", _rule_context(error.code, rule, index)) from error
        return rules

    @field_validator("examples")
    @classmethod
    def _without_empty_examples(cls, examples: tuple[str, ...]) -> tuple[str, ...]:
        return _without_empty(examples)


def _without_empty(examples: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, examples))


def _rule_context(code: str, rule: str, index: int) -> dict[str, Any]:
    return {"code": code, "index": index, "rule": rule}


class CategorySet(BaseModel):
    """All categories of one file.

    Attributes:
        categories: At least one, each name once; case, width and white space make no difference.
        text_column: Column that holds the text to be sorted, or None.
        none_name: What a row that fits nothing is called in exports, or None.
        none_examples: Inquiries that fit nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    categories: tuple[Category, ...]
    text_column: OptionalLine = None
    none_name: OptionalLine = None
    none_examples: Lines = ()

    @field_validator("none_examples")
    @classmethod
    def _without_empty_examples(cls, examples: tuple[str, ...]) -> tuple[str, ...]:
        return _without_empty(examples)

    @model_validator(mode="after")
    def _names_differ(self) -> "CategorySet":
        if not self.categories:
            raise PydanticCustomError("none", "{code}", {"code": "categories-missing"})
        none_key = comparable(self.none_name or "")
        seen: dict[str, str] = {}
        for index, category in enumerate(self.categories):
            key = comparable(category.name)
            if key in seen or key == none_key:
                code = "category-twice" if key in seen else "category-is-none-name"
                other = seen.get(key, self.none_name)
                context = {"code": code, "index": index, "name": category.name, "other": other}
                raise PydanticCustomError("name", "{code}", context)
            seen[key] = category.name
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the categories, in the order of the file."""
        return tuple(category.name for category in self.categories)


def load_categories(path: Path) -> CategorySet:
    """Read the categories in the YAML file *path*.

    Raises:
        DocumentError: The file cannot be read.
        InputError: It holds a mistake, which the code names and `line` places.
    """
    with reading(path):
        data = path.read_bytes()
    if len(data) > _LARGEST_FILE_BYTES:
        raise InputError("categories-too-large", file=path.name)
    text = decode(data).text
    values, node = _parsed(text, path.name)
    if not isinstance(values, Mapping):
        raise InputError("categories-missing", file=path.name, line=1)
    _refuse_repeated_keys(node, path.name)
    try:
        return CategorySet.model_validate(values)
    except ValidationError as error:
        raise _first_mistake(error, node, path.name) from error


def write_categories(categories: CategorySet, path: Path) -> None:
    """Write *categories* to the YAML file *path*, for this program and for its command line.

    Of an example as long as a book only its begin is kept, which is what tells it from others.

    Raises:
        DocumentError: The file cannot be written.
        InputError: It would be too large to be opened again (`categories-too-many-examples`).
    """
    values = categories.model_dump(mode="json", exclude_none=True)
    for entries in (values, *values["categories"]):
        for key in ("examples", "none_examples"):
            entries[key] = [text[:LONGEST_EXAMPLE].rstrip() for text in entries.get(key, ())]
        for empty in [key for key, value in entries.items() if not value]:
            del entries[empty]
    data = yaml.dump(values, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=100).encode("utf-8")
    if len(data) > _LARGEST_FILE_BYTES:
        raise InputError("categories-too-many-examples", file=path.name)
    with writing(path) as temporary:
        temporary.write_bytes(data)


def _parsed(text: str, file: str) -> tuple[object, yaml.Node | None]:
    """Return the values, each as it is written (`100` and `no` are names like others), and their places."""
    try:
        refuse_tricks(text)
        node = yaml.compose(text, _LOADER)
        return yaml.load(text, _LOADER), node  # noqa: S506 - this loader makes no objects
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputError("categories-not-readable", file=file, line=mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, RecursionError) as error:
        # A sign that no text holds; the reader counts characters, not lines.
        position = getattr(error, "position", 0)
        raise InputError(
            "categories-not-readable", file=file, line=text.count("\n", 0, position) + 1
        ) from error


def _refuse_repeated_keys(node: yaml.Node | None, file: str) -> None:
    for mapping in _mappings(node):
        seen: set[str] = set()
        for key, _ in mapping.value:
            if key.value in seen:
                raise InputError(
                    "categories-entry-twice", file=file, line=key.start_mark.line + 1, entry=key.value
                )
            seen.add(str(key.value))


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _mappings(value)


_CODES = {
    "missing": "categories-entry-missing",
    "extra_forbidden": "categories-entry-unknown",
    "string_too_short": "category-without-name",
    "tuple_type": "categories-not-a-list",
    "string_type": "categories-not-text",
    "model_type": "category-without-name",
}


def _first_mistake(error: ValidationError, node: yaml.Node | None, file: str) -> InputError:
    details = min(error.errors(), key=lambda one: _line(node, one["loc"]))
    place: tuple[int | str, ...] = details["loc"]
    parameters: dict[str, object] = {"file": file}
    context = details.get("ctx") or {}
    code = _code(details)
    if details["type"] == "rule":
        place = (*place, context["index"])
        parameters["rule"] = context["rule"]
    elif details["type"] == "name":
        place = ("categories", context["index"], "name")
        parameters["name"] = context["name"]
        parameters["other"] = context["other"]
    else:
        parameters["entry"] = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    return InputError(code, **parameters, line=_line(node, place))


def _code(details: ErrorDetails) -> str:
    if details["type"] in {"rule", "name", "none"}:
        return str(details["ctx"]["code"])
    if details["type"] == "missing" and details["loc"][-1] == "name":
        return "category-without-name"
    if details["type"] == "missing" and details["loc"] == ("categories",):
        return "categories-missing"
    return _CODES.get(details["type"], "categories-entry-wrong")


def _line(node: yaml.Node | None, place: Sequence[int | str]) -> int:
    """Return the line of the entry at *place*, or of the nearest one around it."""
    line = node.start_mark.line + 1 if node else 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            entry = next((pair for pair in node.value if pair[0].value == part), None)
            if entry is None:
                return line
            line, node = entry[0].start_mark.line + 1, entry[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            return line
    return line
