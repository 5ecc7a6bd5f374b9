"""What the window's first picture depends on is what the store finds in the same file."""

import json
from pathlib import Path

import pytest

from app.settings.first_choices import FirstChoices, read_first_choices
from app.settings.store import SettingsStore


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"language": "ja", "theme": "dark"}),
        "\ufeff" + json.dumps({"theme": "light", "keep_records": False}),
        json.dumps({"language": "de", "theme": 3}),
        json.dumps({"language": ["ja"], "theme": {}}),
        json.dumps(["ja", "dark"]),
        "{ not json",
        "[" * 100_000,
        "",
    ],
)
def test_the_first_choices_are_those_of_the_store(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(content, encoding="utf-8")
    first = read_first_choices(path)
    assert path.read_text(encoding="utf-8") == content
    options = SettingsStore(path).options
    assert (first.language, first.theme) == (options.language, options.theme)


def test_without_a_file_the_system_decides(tmp_path: Path) -> None:
    assert read_first_choices(tmp_path / "settings.json") == FirstChoices("system", "system")
