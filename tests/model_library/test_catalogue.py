"""The catalogue is checked as a person would: one sentence for each mistake, with its line."""

from pathlib import Path

import pytest
import yaml

from app.model_library.catalogue import ModelEntry, read_catalogue
from app.records import Finding, Gravity, Language
from app.resource_files import catalogue_path
from app.text.messages import catalogue, finding_sentence
from tests.model_library.fake_hub import PACKAGE, catalogue_file, entry

GOOD = """\
models:
  - name: tiny
    title: Tiny
    tier: small
    languages: [en, ja]
    licence: Apache-2.0
    licence_url: https://www.apache.org/licenses/LICENSE-2.0
    repository: office/Tiny-GGUF
    revision: abababababababababababababababababababab
    file: Tiny.gguf
    bytes: 1000
    sha256: 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a
    sources:
      - kind: python-package
        requirement: tiny-model==1.0
        member: tiny_model/Tiny.gguf
    memory_gb: 1
    good_for:
      en: Tests
      ja: 試験
"""


def read(tmp_path: Path, text: str | bytes) -> tuple[tuple[ModelEntry, ...], tuple[Finding, ...]]:
    path = tmp_path / "models.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    result = read_catalogue(path)
    return result.entries, result.findings


def test_the_shipped_catalogue_has_no_mistakes() -> None:
    shipped = read_catalogue(catalogue_path())
    assert shipped.findings == ()
    assert [entry.name for entry in shipped.entries] == [
        "starter",
        "gemma-3-270m",
        "qwen3-1.7b",
        "sarashina-3b",
        "qwen3-4b",
        "qwen3-8b",
    ]
    assert {entry.tier for entry in shipped.entries} == {"starter", "small", "standard"}


def test_the_shipped_catalogue_says_nothing_twice() -> None:
    entries = read_catalogue(catalogue_path()).entries
    for name in ("file", "sha256", "title"):
        assert len({getattr(entry, name) for entry in entries}) == len(entries)


def test_a_good_entry_is_read(tmp_path: Path) -> None:
    (model,), findings = read(tmp_path, GOOD)
    assert findings == ()
    assert model.languages == ("en", "ja")
    assert model.sources[0].member == "tiny_model/Tiny.gguf"
    assert (model.good_for["en"], model.good_for["ja"]) == ("Tests", "試験")


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "field"),
    [
        ("tier: small", "tier: smal", "catalogue-not-one-of", 4, "tier"),
        ("languages: [en, ja]", "languages: [en, fr]", "catalogue-not-one-of", 5, "languages.2"),
        ("languages: [en, ja]", "languages: []", "catalogue-not-a-list", 5, "languages"),
        ("languages: [en, ja]", "languages: en", "catalogue-not-a-list", 5, "languages"),
        ("bytes: 1000", "bytes: 1 GB", "catalogue-not-a-number", 11, "bytes"),
        ("bytes: 1000", "bytes: 0", "catalogue-not-a-number", 11, "bytes"),
        ("bytes: 1000", "bytes: true", "catalogue-not-a-number", 11, "bytes"),
        ("memory_gb: 1", "memory_gb: .inf", "catalogue-not-a-number", 17, "memory_gb"),
        ("    title: Tiny\n", "", "catalogue-field-missing", 2, "title"),
        ("title: Tiny", "title: Tiny\n    colour: red", "catalogue-field-unknown", 4, "colour"),
        ("title: Tiny", 'title: ""', "catalogue-value-not-usable", 3, "title"),
        ("revision: ab", "revision: main", "catalogue-value-not-usable", 9, "revision"),
        ("sha256: 0a", "sha256: zz", "catalogue-value-not-usable", 12, "sha256"),
        ("file: Tiny.gguf", "file: ../Tiny.gguf", "catalogue-value-not-usable", 10, "file"),
        ("file: Tiny.gguf", "file: Tiny.exe", "catalogue-value-not-usable", 10, "file"),
        ("url: https:", "url: http:", "catalogue-value-not-usable", 7, "licence_url"),
        (
            "requirement: tiny-model==1.0",
            "requirement: --index-url=https://evil.example",
            "catalogue-value-not-usable",
            15,
            "sources.1.requirement",
        ),
        (
            "requirement: tiny-model==1.0",
            "requirement: tiny-model",
            "catalogue-value-not-usable",
            15,
            "sources.1.requirement",
        ),
        ("kind: python-package", "kind: torrent", "catalogue-not-one-of", 14, "sources.1.kind"),
        ("      ja: 試験\n", "", "catalogue-field-missing", 18, "good_for.ja"),
    ],
)
def test_each_mistake_has_its_line(
    tmp_path: Path, old: str, new: str, code: str, line: int, field: str
) -> None:
    assert old in GOOD
    entries, (finding,) = read(tmp_path, GOOD.replace(old, new, 1))
    assert entries == ()
    assert (finding.code, finding.parameters["line"], finding.parameters["field"]) == (code, line, field)
    assert finding.gravity is Gravity.WRONG


def test_all_mistakes_are_told_and_the_other_entries_stay(tmp_path: Path) -> None:
    broken = GOOD.replace("tier: small", "tier: big").replace("bytes: 1000", "bytes: many")
    other = (
        GOOD.replace("models:\n", "").replace("name: tiny", "name: other").replace("Tiny.gguf", "Other.gguf")
    )
    entries, findings = read(tmp_path, broken + other)
    assert [entry.name for entry in entries] == ["other"]
    assert [finding.parameters["line"] for finding in findings] == [4, 11]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("models:\n  - name: [", "catalogue-not-yaml", 2),
        ("models:\n\t- name: tiny", "catalogue-not-yaml", 2),
        ("models: 7", "catalogue-without-list", None),
        ("- name: tiny", "catalogue-without-list", None),
        ("hello", "catalogue-without-list", None),
        ("models:\n  - 7", "catalogue-not-fields", 2),
        ("models:\n  - a: 2026-99-99", "catalogue-not-yaml", 1),
        (b"\xff\xfe\xff", "catalogue-not-readable", None),
        ("[" * 600, "catalogue-not-yaml", None),
    ],
)
def test_a_file_that_is_no_catalogue_is_told(
    tmp_path: Path, text: str | bytes, code: str, line: int | None
) -> None:
    entries, findings = read(tmp_path, text)
    assert entries == ()
    assert findings[0].code == code
    if line is not None:
        assert findings[0].parameters["line"] == line


def test_an_empty_file_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert read(tmp_path, "# nothing yet\n") == ((), ())


@pytest.mark.parametrize("change", [("name: tiny", "name: other"), ("Tiny.gguf", "Other.gguf")])
def test_a_name_and_a_file_stand_once(tmp_path: Path, change: tuple[str, str]) -> None:
    again = GOOD.replace("models:\n", "").replace(*change)
    entries, (finding,) = read(tmp_path, GOOD + again)
    assert len(entries) == 1
    assert (finding.code, finding.parameters["line"]) == ("catalogue-twice", 21)


def test_the_user_s_own_catalogue_adds_and_replaces(tmp_path: Path) -> None:
    shipped = catalogue_file(tmp_path, entry(), entry(name="second", file="Second.gguf"))
    own = tmp_path / "own.yaml"
    mine = [entry(title="My tiny", sources=[PACKAGE]), entry(name="third", file="Third.gguf")]
    own.write_text(yaml.safe_dump({"models": mine}), encoding="utf-8")
    result = read_catalogue(shipped, own)
    assert [(model.name, model.title) for model in result.entries] == [
        ("tiny", "My tiny"),
        ("second", "Tiny"),
        ("third", "Tiny"),
    ]
    assert read_catalogue(shipped, tmp_path / "none.yaml").findings == ()


def test_mistakes_of_the_user_s_catalogue_leave_the_shipped_one_alone(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("models: [", encoding="utf-8")
    result = read_catalogue(catalogue_file(tmp_path, entry()), own)
    assert [model.name for model in result.entries] == ["tiny"]
    assert [finding.parameters["file"] for finding in result.findings] == ["own.yaml"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_mistake_has_its_sentence(language: Language) -> None:
    codes = [code for code in catalogue("en")["findings"] if code.startswith("catalogue-")]
    parameters = {"file": "F", "line": 7, "field": "FIELD", "value": "V", "allowed": "A", "name": "N"}
    for code in codes:
        sentence = finding_sentence(Finding(code, parameters), language)
        assert code in catalogue(language)["findings"]
        assert "…" not in sentence
        assert "F" in sentence
