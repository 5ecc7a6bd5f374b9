"""The sentences of both languages: the same codes and placeholders, and one for every code of the program."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
import yaml

from app import errors
from app.records import FieldStatus, Gravity, Language, Length, Method, Tone
from app.resource_files import file_path, names_in, read_text
from app.text.messages import SECTIONS, Section, catalogue
from app.text.values import ValueKind

_APP = Path(errors.__file__).parent
_FILES = [name.removeprefix("messages/en/") for name in names_in("messages/en", ".yaml")]
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_SECTION_BY_CALL: dict[str, Section] = {
    "Failure": "errors",
    "Finding": "findings",
    "Progress": "progress",
    "reason_sentence": "reasons",
    "progress_words": "progress",
    "word": "words",
}
_SECTION_BY_CALL |= {name: "errors" for name in vars(errors) if name.endswith("Error")}
_UNWANTED = re.compile(r"!|！|\b(?:please|error|token|context|gguf|llm|ai)\b", re.IGNORECASE)
_ABOUT_MODELS = {"models.yaml", "engine.yaml", "command_line.yaml"}


class _Use(NamedTuple):
    place: str
    section: Section
    code: str
    given: frozenset[str] | None
    """Names of the parameters, or None where the source does not tell them."""


def _read(language: str, name: str) -> dict[str, Any]:
    content = yaml.safe_load(read_text(f"messages/{language}/{name}"))
    assert isinstance(content, dict)
    return content


def _sentences(content: dict[str, Any]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for section, entries in content.items():
        for code, entry in (entries or {}).items():
            parts = entry if isinstance(entry, dict) else {"": entry}
            found |= {(section, code, part): sentence for part, sentence in parts.items()}
    return found


def _uses() -> Iterator[_Use]:
    for path in sorted(_APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if section := _SECTION_BY_CALL.get(name):
                    place = f"{path.relative_to(_APP)}:{node.lineno}"
                    for code in _codes(node.args[0]):
                        yield _Use(place, section, code, _given(node, section))


def _codes(argument: ast.expr) -> Iterator[str]:
    """Yield the codes that *argument* can be; one that is put together at run time is left out."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _codes(argument.body)
        yield from _codes(argument.orelse)


def _given(call: ast.Call, section: str) -> frozenset[str] | None:
    if section == "errors" and not (isinstance(call.func, ast.Name) and call.func.id == "Failure"):
        names = [keyword.arg for keyword in call.keywords]
        return None if None in names else frozenset(name for name in names if name)
    arguments = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "parameters")]
    if not arguments:
        return frozenset()
    if not isinstance(arguments[0], ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in arguments[0].keys]
    return None if None in keys else frozenset(str(key) for key in keys)


@pytest.mark.parametrize("name", _FILES)
def test_both_languages_have_the_same_codes_and_placeholders(name: str) -> None:
    english, japanese = (_sentences(_read(language, name)) for language in ("en", "ja"))
    assert set(english) == set(japanese)
    for place, sentence in english.items():
        assert set(_PLACEHOLDER.findall(sentence)) == set(_PLACEHOLDER.findall(japanese[place])), place


def test_both_languages_have_the_same_files() -> None:
    japanese = sorted(path.name for path in file_path("messages/ja").glob("*.yaml"))
    assert japanese == _FILES


@pytest.mark.parametrize("name", _FILES)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_file_has_known_sections_and_whole_sentences(language: str, name: str) -> None:
    content = _read(language, name)
    assert set(content) <= set(SECTIONS)
    for code, entry in (content.get("errors") or {}).items():
        assert set(entry) == {"title", "advice"}, code
    for place, sentence in _sentences(content).items():
        assert isinstance(sentence, str), place
        assert sentence.strip() == sentence != "", place
        assert "" not in _PLACEHOLDER.findall(sentence), place


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_code_stands_in_two_files_with_two_meanings(language: str) -> None:
    count = Counter(
        place[:2] for name in _FILES for place in {p[:2] for p in _sentences(_read(language, name))}
    )
    assert [place for place, times in count.items() if times > 1] == []


@pytest.mark.parametrize("name", sorted(set(_FILES) - _ABOUT_MODELS))
def test_sentences_use_the_words_of_an_office(name: str) -> None:
    sentences = _sentences(_read("en", name)).items()
    assert [(*place, text) for place, text in sentences if _UNWANTED.search(text)] == []


def test_every_code_of_the_program_has_its_sentence() -> None:
    missing = sorted(
        f"{use.section}/{use.code} ({use.place})"
        for use in _uses()
        if use.code not in catalogue("en")[use.section]
    )
    assert not missing, "\n".join(missing)


def test_every_placeholder_is_given_where_its_code_is_raised() -> None:
    lacking = []
    for use in _uses():
        entry = catalogue("en")[use.section].get(use.code, "")
        text = " ".join(entry.values()) if isinstance(entry, dict) else entry
        wanted = set(_PLACEHOLDER.findall(text))
        if use.section != "words" and use.given is not None and not wanted <= use.given:
            lacking.append(f"{use.section}/{use.code} ({use.place}): {sorted(wanted - use.given)}")
    assert not lacking, "\n".join(lacking)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_kind_method_status_and_gravity_has_its_word(language: Language) -> None:
    wanted = {f"kind-{kind.value}" for kind in ValueKind}
    wanted |= {f"method-{method}" for method in get_args(Method)}
    wanted |= {f"status-{status.value}" for status in FieldStatus} | {
        f"gravity-{one.value}" for one in Gravity
    }
    wanted |= {f"tone-{tone.value}" for tone in Tone} | {f"length-{length.value}" for length in Length}
    assert wanted <= set(catalogue(language)["words"])
