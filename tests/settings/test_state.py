"""The program's own memory never disturbs anyone."""

from pathlib import Path

import pytest
from pydantic import JsonValue

from app.settings.state import StateStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "state.json"


def test_what_was_put_is_there_the_next_time(path: Path) -> None:
    StateStore(path).put("window", {"place": [1, 2], "名前": "左"})
    assert StateStore(path).get("window") == {"place": [1, 2], "名前": "左"}


def test_what_was_never_put_is_the_default(path: Path) -> None:
    assert StateStore(path).get("window") is None
    assert StateStore(path).get("window", 7) == 7


def test_none_forgets(path: Path) -> None:
    store = StateStore(path)
    store.put("a", 1)
    store.put("a", None)
    assert StateStore(path).get("a", "gone") == "gone"


def test_changing_what_was_got_changes_nothing(path: Path) -> None:
    store = StateStore(path)
    value: list[JsonValue] = [1]
    store.put("list", value)
    value.append(2)
    got = store.get("list")
    assert isinstance(got, list)
    got.append(3)
    assert store.get("list") == [1]


def test_the_same_again_is_not_written(path: Path) -> None:
    store = StateStore(path)
    store.put("a", 1)
    path.unlink()
    store.put("a", 1)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff"])
def test_a_damaged_memory_is_forgotten(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    store = StateStore(path)
    assert store.get("a") is None
    store.put("a", 1)
    assert StateStore(path).get("a") == 1


def test_a_memory_that_cannot_be_written_holds_until_the_end(path: Path) -> None:
    path.mkdir(parents=True)
    store = StateStore(path)
    store.put("a", 1)
    assert store.get("a") == 1


def test_what_is_no_json_is_a_mistake_of_the_caller(path: Path) -> None:
    with pytest.raises(TypeError):
        StateStore(path).put("a", {1, 2})  # type: ignore[arg-type]
