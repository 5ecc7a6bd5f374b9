"""Rows on the disk behave like those in the memory."""

import errno
import threading
from collections.abc import Iterator, Sequence
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import kept_rows
from app.documents.kept_rows import Behind, Converted, KeptRows, converted, keep
from app.errors import DocumentError

ROWS: list[tuple[str, ...]] = [(str(number), f"text {number}\nあ\ud800") for number in range(1000)]


def _same(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(texts)


@given(
    st.lists(st.lists(st.text(max_size=5), max_size=3).map(tuple), max_size=30),
    st.slices(30),
    st.integers(1, 60),
)
def test_rows_come_back_as_they_were(rows: list[tuple[str, ...]], part: slice, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_rows, "_BLOCK_BYTES", block)
        kept = KeptRows(rows)
        assert list(kept) == list(kept) == rows
        assert len(kept) == len(rows)
        assert list(kept[part]) == rows[part]
        assert [kept[place] for place in range(-len(rows), len(rows))] == rows + rows


@given(st.integers(0, 5), st.slices(7))
def test_a_sequence_without_its_first_parts_is_like_a_slice(left_out: int, part: slice) -> None:
    rows = tuple(range(7))
    behind = Behind(rows, left_out)
    assert list(behind) == list(rows[left_out:])
    assert list(behind[part]) == list(rows[left_out:][part])
    assert behind[-1] == 6


@pytest.mark.parametrize("place", [3, -4])
def test_a_place_that_is_not_there_is_an_error(place: int) -> None:
    kept = KeptRows([("a",)] * 3)
    for rows in (kept, Behind(kept, 0), Converted(kept, lambda _, row: row)):
        with pytest.raises(IndexError):
            rows[place]


def test_few_rows_stay_in_the_memory_and_many_do_not() -> None:
    assert isinstance(keep(ROWS, _same, _same), tuple)
    long: tuple[str, ...] = ("x" * 1000,)
    many = keep(repeat(long, 2000), _same, _same)
    assert not isinstance(many, tuple)
    assert len(many) == 2000
    assert set(many) == {long}


def test_what_is_converted_knows_its_place_in_both_cases() -> None:
    def numbered(place: int, row: tuple[str, ...]) -> str:
        return f"{place}{row[0]}"

    few, many = converted((("a",), ("b",)), numbered), converted(KeptRows([("a",), ("b",)]), numbered)
    assert isinstance(few, tuple)
    assert list(few) == list(many) == list(many[:]) == ["0a", "1b"]
    assert many[-1] == "1b"


def test_several_threads_read_at_once() -> None:
    kept = KeptRows(ROWS)
    wrong: list[tuple[str, ...]] = []

    def read() -> None:
        wrong.extend(row for row, right in zip(kept, ROWS, strict=True) if row != right)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_a_full_disk_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    class FullFile:
        def write(self, data: bytes) -> int:
            raise OSError(errno.ENOSPC, "full")

        def close(self) -> None:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("tempfile.TemporaryFile", lambda **_: FullFile())
    with pytest.raises(DocumentError, match="no-room-for-rows"):
        KeptRows([("a",)])


def test_an_error_of_the_source_stays_what_it_is() -> None:
    def rows() -> Iterator[tuple[str, ...]]:
        yield ("a",)
        raise DocumentError("no-permission", file="a.csv")

    with pytest.raises(DocumentError, match="no-permission"):
        keep(rows(), _same, _same)
