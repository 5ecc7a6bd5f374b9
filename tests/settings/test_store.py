"""The user's choices survive everything: damage, newer versions, full disks, other windows."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import DeskhandError, InputError
from app.records import Language
from app.settings.options import Options
from app.settings.store import SettingsStore
from app.text.messages import describe, finding_sentence


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.json"


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_without_a_file_all_is_as_declared_and_nothing_is_written(path: Path) -> None:
    assert SettingsStore(path).options == Options()
    assert not path.parent.exists()


def test_choices_are_there_the_next_time(path: Path) -> None:
    store = SettingsStore(path)
    store.change(theme="dark", sure_enough=0.75)
    store.change(model="東京.gguf")
    assert SettingsStore(path).options == store.options
    assert store.options.model_dump() == Options().model_dump() | {
        "theme": "dark",
        "sure_enough": 0.75,
        "model": "東京.gguf",
    }
    assert [one.name for one in path.parent.iterdir()] == ["settings.json"]


def test_only_what_was_changed_is_written(path: Path) -> None:
    SettingsStore(path).change(theme="dark")
    assert read(path) == {"theme": "dark"}


def test_going_back_to_the_default_is_a_choice_too(path: Path) -> None:
    store = SettingsStore(path)
    store.change(theme="dark")
    store.change(theme="system")
    assert SettingsStore(path).options.theme == "system"


def test_what_a_newer_version_wrote_stays(path: Path) -> None:
    written(path, '{"theme": "dark", "signature": {"lines": 3}, "language": "tlh"}')
    store = SettingsStore(path)
    assert store.options == Options(theme="dark")
    assert [dict(finding.parameters) for finding in store.findings] == [{"name": "language", "value": "tlh"}]
    store.change(keep_records=False)
    assert read(path) == {
        "theme": "dark",
        "signature": {"lines": 3},
        "language": "tlh",
        "keep_records": False,
    }


def test_two_windows_do_not_undo_each_others_choices(path: Path) -> None:
    one, other = SettingsStore(path), SettingsStore(path)
    one.change(theme="dark")
    other.change(language="ja")
    assert SettingsStore(path).options == Options(theme="dark", language="ja")


@pytest.mark.parametrize("content", ["{", "[]", "null", "", b"\xff\xfe\x00", "[" * 100_000])
def test_a_damaged_file_is_set_aside_and_told(path: Path, content: str | bytes) -> None:
    written(path, content)
    whole = path.read_bytes()
    store = SettingsStore(path)
    assert store.options == Options()
    (finding,) = store.findings
    assert finding.code == "settings-damaged"
    assert path.with_name(str(finding.parameters["kept"])).read_bytes() == whole
    store.change(theme="light")
    assert SettingsStore(path).options.theme == "light"
    assert len(list(path.parent.glob("settings.damaged-*.json"))) == 1


def test_damage_while_the_program_runs_loses_no_choice(path: Path) -> None:
    store = SettingsStore(path)
    store.change(theme="dark")
    written(path, "damage")
    store.change(language="en")
    assert SettingsStore(path).options == Options(theme="dark", language="en")


def test_a_byte_order_mark_is_no_damage(path: Path) -> None:
    written(path, b'\xef\xbb\xbf{"theme": "dark"}')
    assert SettingsStore(path).options.theme == "dark"


def test_a_folder_in_the_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    store = SettingsStore(path)
    assert [finding.code for finding in store.findings] == ["settings-not-readable"]
    with pytest.raises(DeskhandError) as caught:
        store.change(theme="dark")
    assert caught.value.code == "settings-not-saved"
    assert store.options.theme == "dark"
    assert [one.name for one in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("values", "code"),
    [({"colour": "red"}, "setting-unknown"), ({"sure_enough": 2}, "setting-not-usable")],
)
def test_what_cannot_be_chosen_changes_nothing(path: Path, values: dict[str, object], code: str) -> None:
    store = SettingsStore(path)
    with pytest.raises(InputError) as caught:
        store.change(**({"theme": "dark"} | values))
    assert caught.value.code == code
    assert store.options == Options()
    assert not path.exists()


def test_others_hear_of_new_choices_only(path: Path) -> None:
    store = SettingsStore(path)
    heard: list[Options] = []
    store.changed.subscribe(heard.append)
    store.change(theme="dark")
    store.change(theme="dark")
    assert heard == [Options(theme="dark")]


@settings(max_examples=50)
@given(
    values=st.dictionaries(
        st.sampled_from([*Options.model_fields, "other"]),
        st.none() | st.booleans() | st.floats() | st.text() | st.lists(st.integers()),
    )
)
def test_whatever_stands_in_the_file_the_options_are_usable(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    path = written(tmp_path_factory.mktemp("any") / "settings.json", json.dumps(values))
    store = SettingsStore(path)
    assert Options.model_validate(store.options.model_dump()) == store.options
    assert all(finding.code == "setting-not-usable" for finding in store.findings)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_told_has_its_sentences(path: Path, language: Language) -> None:
    store = SettingsStore(written(path, "damage"))
    assert str(store.findings[0].parameters["kept"]) in finding_sentence(store.findings[0], language)
    with pytest.raises(InputError) as caught:
        store.change(theme="sepia")
    text = describe(caught.value, language)
    assert "sepia" in text.title
    assert text.advice
