"""What was read once is found again, unless it was damaged; trouble with the disk is no trouble."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.prefix_store import PrefixStore


def _store(folder: Path, identity: str = "m.gguf 1", most: int = 10_000) -> PrefixStore:
    return PrefixStore(folder / "prefixes", identity, most)


def test_a_state_is_found_by_its_tokens_and_its_model(tmp_path: Path) -> None:
    _store(tmp_path).keep([1, 2, 3], b"state")
    again = _store(tmp_path)
    assert again.has([1, 2, 3])
    assert again.load([1, 2, 3]) == b"state"
    assert again.load([1, 2]) is None
    assert _store(tmp_path, "other.gguf 1").load([1, 2, 3]) is None


@given(place=st.integers(0, 200), letter=st.integers(0, 255))
def test_a_damaged_state_is_thrown_away(
    tmp_path_factory: pytest.TempPathFactory, place: int, letter: int
) -> None:
    folder = tmp_path_factory.mktemp("store")
    store = _store(folder)
    store.keep([1], b"s" * 100)
    (file,) = (folder / "prefixes").iterdir()
    data = bytearray(file.read_bytes())
    same = place < len(data) and data[place] == letter
    data[place : place + 1] = bytes([letter])  # one letter changed, or one more at the end
    file.write_bytes(data)
    if same:
        assert store.load([1]) == b"s" * 100
    else:
        assert store.load([1]) is None
        assert not store.has([1])


def test_a_torn_state_is_thrown_away(tmp_path: Path) -> None:
    store = _store(tmp_path)
    store.keep([1], b"s" * 100)
    (file,) = (tmp_path / "prefixes").iterdir()
    file.write_bytes(file.read_bytes()[:60])
    assert store.load([1]) is None


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path) -> None:
    store = _store(tmp_path, most=1_000)
    for number in range(3):
        store.keep([number], bytes(250))
        os.utime(store._path([number]), (number, number))
    assert store.load([0]) is not None  # used now
    store.keep([3], bytes(250))
    assert [store.has([number]) for number in range(4)] == [True, False, True, True]
    assert sum(file.stat().st_size for file in (tmp_path / "prefixes").iterdir()) <= 1_200


def test_a_state_larger_than_half_the_room_is_not_kept(tmp_path: Path) -> None:
    store = _store(tmp_path, most=1_000)
    store.keep([1], bytes(600))
    assert not store.has([1])


def test_half_a_file_of_a_killed_process_is_cleared_away(tmp_path: Path) -> None:
    _store(tmp_path).keep([1], b"one")
    (tmp_path / "prefixes" / "torn.part").write_bytes(b"half")
    _store(tmp_path)
    assert [file.suffix for file in (tmp_path / "prefixes").iterdir()] == [".prefix"]


def test_a_folder_that_cannot_be_made_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "prefixes").write_text("a file")
    store = _store(tmp_path)
    store.keep([1], b"state")
    assert store.load([1]) is None
