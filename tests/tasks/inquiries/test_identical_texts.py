"""Of identical texts only the first is decided; the others get a copy that fits their own text."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import Evidence, Failure, Finding, SortedRow
from app.tasks.inquiries import identical_texts
from app.tasks.inquiries.identical_texts import copy_of, digest_of, windows_once
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.journal import Entry, Journal
from app.tasks.inquiries.open_rows import Said


def entry_of(text: str, start: int, end: int, row: int = 1, **changes: object) -> Entry:
    values: dict[str, object] = {
        "run": "r1",
        "row": row,
        "text": text,
        "category": "delivery",
        "confidence": 0.9,
        "needs_person": False,
        "evidence": (Evidence("a.eml", text[start:end], start, end),),
        "reason": "rule-matched",
        "method": "rule",
    }
    return Entry(SortedRow(**(values | changes)), Said({0: 0.5}))  # type: ignore[arg-type]


class Sorter:
    """Decides each text by its first word, and takes down what it was asked."""

    def __init__(self, together: int = 3) -> None:
        self.asked: list[int] = []
        self.remembered: list[int] = []
        self.together = together

    def windows(self, inquiries: Sequence[Inquiry], stored: Mapping[int, Entry]) -> Iterator[list[Entry]]:
        for first in range(0, len(inquiries), self.together):
            window = []
            for inquiry in inquiries[first : first + self.together]:
                if inquiry.row in stored:
                    self.remembered.append(inquiry.row)
                else:
                    self.asked.append(inquiry.row)
                category = inquiry.text.split()[0] if inquiry.text.split() else None
                window.append(
                    entry_of(inquiry.text, 0, 1, inquiry.row, category=category, error=inquiry.error)
                )
            yield window


def sort(
    sorter: Sorter, texts: Sequence[str | Failure], cache: Path, *, resume: bool = False
) -> list[SortedRow]:
    items = [
        Inquiry(
            row,
            "" if isinstance(text, Failure) else text,
            f"{row}.eml",
            text if isinstance(text, Failure) else None,
        )
        for row, text in enumerate(texts, start=1)
    ]
    with Journal(cache, "key", resume=resume) as journal:
        windows = list(windows_once(iter(items), journal, "r1", sorter.windows))
    rows = [row for window in windows for row in window.rows]
    assert [source for window in windows for source in window.sources] == [item.source for item in items]
    return rows


def test_only_the_first_of_identical_texts_is_decided(tmp_path: Path) -> None:
    sorter = Sorter()
    rows = sort(sorter, ["late parcel", "refund", "late  parcel\n", "late parcel", "refund"], tmp_path)
    assert sorter.asked == [1, 2]
    assert [row.row for row in rows] == [1, 2, 3, 4, 5]
    assert [row.category for row in rows] == ["late", "refund", "late", "late", "refund"]
    assert rows[2].text == "late  parcel\n"


def test_rows_that_could_not_be_read_are_never_copies(tmp_path: Path) -> None:
    sorter = Sorter()
    first, second = Failure("empty-file", {"file": "1.eml"}), Failure("empty-file", {"file": "2.eml"})
    rows = sort(sorter, [first, second, "", ""], tmp_path)
    assert [row.error for row in rows] == [first, second, None, None]
    assert sorter.asked == [1, 2, 3]


@pytest.mark.parametrize("together", [1, 2, 7])
@pytest.mark.parametrize("size", [1, 3, 512])
def test_rows_come_in_their_order_however_they_are_cut_into_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, together: int
) -> None:
    monkeypatch.setattr(identical_texts, "_BLOCK_ROWS", size)
    texts = [f"text {number * number % 7}" for number in range(40)]
    sorter = Sorter(together)
    rows = sort(sorter, texts, tmp_path)
    assert [(row.row, row.text) for row in rows] == list(enumerate(texts, start=1))
    assert len(sorter.asked) == len(set(texts))


def test_texts_are_decided_once_across_an_interruption_too(tmp_path: Path) -> None:
    texts = ["a", "b", "a", "c", "b", "d"]
    sort(Sorter(), texts[:3], tmp_path)
    sorter = Sorter()
    rows = sort(sorter, texts, tmp_path, resume=True)
    assert (sorter.remembered, sorter.asked) == ([1, 2], [4, 6])
    assert [row.category for row in rows] == texts


def test_a_long_row_ends_a_block(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(identical_texts, "_BLOCK_CHARACTERS", 100)
    read: list[int] = []

    def items() -> Iterator[Inquiry]:
        for row in range(1, 6):
            read.append(row)
            yield Inquiry(row, f"{row}" * 60, "a.csv")

    with Journal(tmp_path, "key", resume=False) as journal:
        next(windows_once(items(), journal, "r1", Sorter().windows))
    assert read == [1, 2]


def test_a_copy_quotes_its_own_text_and_file() -> None:
    first = entry_of(
        "my  cafe\u0301 is late", 4, 9, findings=(Finding("x", {"source": "a.eml", "quote": "late"}, 13, 17),)
    )
    assert first.row.evidence[0].quote == "cafe\u0301"
    copy = copy_of(first, Inquiry(7, " my caf\u00e9\nis late", "b.eml"), "r1")
    assert copy.said == Said()
    assert copy.row.evidence == (Evidence("b.eml", "caf\u00e9", 4, 8),)
    (finding,) = copy.row.findings
    assert (finding.parameters, finding.start, finding.end) == ({"source": "b.eml", "quote": "late"}, 12, 16)


@given(
    text=st.text(alphabet="ae\u0301\u0308\u00e4が\u3099か \n\u3000", min_size=1).filter(str.strip),
    spaces=st.sampled_from([" ", "\n\n", "\u3000 "]),
    data=st.data(),
)
def test_a_copy_always_quotes_what_stands_there(text: str, spaces: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    other = spaces + spaces.join(unicodedata.normalize("NFC", text).split()) + spaces
    assert digest_of(text) == digest_of(other)
    (evidence,) = copy_of(entry_of(text, start, end), Inquiry(2, other, "b.eml"), "r1").row.evidence
    assert other[evidence.start : evidence.end] == evidence.quote != ""


@given(first=st.text(alphabet="aかe\u0301 "), second=st.text(alphabet="aかe\u0301 "))
def test_texts_with_different_words_are_not_identical(first: str, second: str) -> None:
    same = unicodedata.normalize("NFC", first).split() == unicodedata.normalize("NFC", second).split()
    assert (digest_of(first) == digest_of(second)) == same
