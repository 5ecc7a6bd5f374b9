"""Lines and cells from the clipboard become inquiries."""

import codecs
from pathlib import Path

import pytest

from app.documents.tables import write_with_rows
from app.errors import InputError
from app.tasks.inquiries.pasting import pasted_inquiries


def texts(pasted: str) -> list[str]:
    return [item.text for item in pasted_inquiries(pasted).items]


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("Where is it?\r\n\r\n  I want a refund \r\n", ["Where is it?", "I want a refund"]),
        ("one", ["one"]),
        (
            'He said "late" again\n"Where is it?" she asked\n',
            ['He said "late" again', '"Where is it?" she asked'],
        ),
        ('"two\nlines"\nnext\n', ["two\nlines", "next"]),
        ('a 12" one\n"open\nnext\n', ['a 12" one', '"open', "next"]),
        ("Where is it?\tKyoto\nHello\tOsaka\n", ["Where is it? Kyoto", "Hello Osaka"]),
        ("1\tlate\n2\tflat\n", ["1 late", "2 flat"]),
        ("本文\n届きません\n", ["届きません"]),
        ("late, very\nHello, you\nYes, no\n", ["late, very", "Hello, you", "Yes, no"]),
    ],
)
def test_each_line_is_an_inquiry(pasted: str, found: list[str]) -> None:
    assert texts(pasted) == found


def test_cells_below_names_are_a_table_that_can_be_written(tmp_path: Path) -> None:
    read = pasted_inquiries('id\tmessage\tcity\n1\t"line 1\nline 2, end"\tKyōto\n2\thello\t\n', name="Pasted")
    assert [item.text for item in read.items] == ["line 1\nline 2, end", "hello"]
    assert [item.source for item in read.items] == ["Pasted", "Pasted"]
    assert (read.text_column, read.kind, read.is_pasted) == ("message", "table", True)
    assert read.table is not None
    write_with_rows(read.table, ["category"], [["x"], ["y"]], tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == codecs.BOM_UTF8 + (
        'id,message,city,category\n1,"line 1\nline 2, end",Kyōto,x\n2,hello,,y\n'.encode()
    )


def test_the_column_can_be_chosen() -> None:
    read = pasted_inquiries("id\tmessage\tcity\n1\tlate\tKyoto\n", "City")
    assert [item.text for item in read.items] == ["Kyoto"]


@pytest.mark.parametrize("pasted", ["", " \r\n\t", "\0"])
def test_an_empty_clipboard_is_told(pasted: str) -> None:
    with pytest.raises(InputError, match="nothing-pasted"):
        pasted_inquiries(pasted)


def test_a_cell_beyond_measure_is_told() -> None:
    with pytest.raises(InputError, match="too-much-pasted"):
        pasted_inquiries("x" * 5_000_001)
