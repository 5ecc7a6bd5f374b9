"""CSV files of every make are read, and written back as they stood with new columns behind."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import csv_records, csv_tables, kept_rows
from app.documents.cells import Cell
from app.documents.csv_records import NO_SEPARATOR, find_separator, split_records
from app.errors import DocumentError


def _read(
    folder: Path, text: str | bytes, name: str = "a.csv"
) -> tuple[tuple[str, ...], Sequence[tuple[str, ...]]]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    columns, rows, _ = csv_tables.read(path)
    return columns, rows


def _with_columns(
    folder: Path, text: str | bytes, added: dict[str, Sequence[Cell]], name: str = "a.csv"
) -> bytes:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    _, rows, layout = csv_tables.read(path)
    cells = list(zip(*added.values(), strict=True)) or [()] * len(rows)
    csv_tables.write_back(layout, list(added), cells, folder / "out")
    return (folder / "out").read_bytes()


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1;2\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("id;text\n1;Hello, where is it, please, now\n2;No, not yet\n", ";"),
        ("id\ttext\n1\tHello, where; is it\n", "\t"),
        ("name;amount\nx;1,50\ny;2,75\n", ";"),
        ("id,text\n1,a;b;c\n2,d;e\n", ","),
        ('id,text\n1,"one, two, three"\n2,"four; five"\n', ","),
        ("message\nHello, where is my parcel?\nHi, it is, well, late\nThanks\n", NO_SEPARATOR),
        ("message\nHello\n", NO_SEPARATOR),
        ("本文\n届きません、至急\n", NO_SEPARATOR),
        ('"Last, first";age\n"Lee, Ann";33\n', ";"),
        ("Report 2026\nid,name\n1,Ann\n2,Bob\n3,Eve\n4,Joe\n5,Kim\n", ","),
    ],
)
def test_the_separator_is_the_one_that_makes_a_table(text: str, separator: str) -> None:
    assert find_separator(text) == separator


def test_cells_with_line_breaks_quotes_and_separators_stay_whole(tmp_path: Path) -> None:
    columns, rows = _read(tmp_path, 'id,text,x\r\n1,"line 1\nline ""2"", end",a\r\n2,plain,\r\n')
    assert columns == ("id", "text", "x")
    assert rows == (("1", 'line 1\nline "2", end', "a"), ("2", "plain", ""))


def test_empty_rows_stay_so_that_numbers_agree(tmp_path: Path) -> None:
    _, rows = _read(tmp_path, "id,text\n1,a\n\n,\n4,b\n\n\n")
    assert rows == (("1", "a"), ("", ""), ("", ""), ("4", "b"))


def test_rows_of_other_lengths_are_filled_up(tmp_path: Path) -> None:
    columns, rows = _read(tmp_path, "a,b,c\n1\n1,2,3,4\n5,6,7,8\n")
    assert columns == ("a", "b", "c", "")
    assert rows == (("1", "", "", ""), ("1", "2", "3", "4"), ("5", "6", "7", "8"))


def test_texts_with_commas_that_nobody_quoted_are_put_together(tmp_path: Path) -> None:
    columns, rows = _read(tmp_path, "id,text\n1,Hello, where is it\n2,No\n3,Yes, yes, yes\n")
    assert columns == ("id", "text")
    assert rows == (("1", "Hello, where is it"), ("2", "No"), ("3", "Yes, yes, yes"))
    data = _with_columns(
        tmp_path, "id,text\n1,Hello, where is it\n2,No\n3,Yes, yes, yes\n", {"c": ["x", "y", "z"]}
    )
    assert data.decode().split("\n")[1] == '1,"Hello, where is it",x'


def test_titles_above_a_table_are_no_names(tmp_path: Path) -> None:
    text = "Inquiries of March,,\n,,\nid,text,date\n1,a,b\n2,c,d\n"
    columns, rows = _read(tmp_path, text)
    assert columns == ("id", "text", "date")
    assert len(rows) == 2
    assert _with_columns(tmp_path, text, {"new": ["x", "y"]}).decode() == (
        "Inquiries of March,,\n,,\nid,text,date,new\n1,a,b,x\n2,c,d,y\n"
    )


def test_excels_own_hint_about_the_separator_is_followed(tmp_path: Path) -> None:
    columns, _ = _read(tmp_path, "sep=;\r\na,b;c\r\n1;2\r\n")
    assert columns == ("a,b", "c")
    assert _with_columns(tmp_path, "sep=;\r\na;b\r\n1;2\r\n", {"n": ["x"]}) == b"sep=;\r\na;b;n\r\n1;2;x\r\n"


def test_spaces_behind_separators_do_not_hide_quotes(tmp_path: Path) -> None:
    _, rows = _read(tmp_path, 'date, value, place\n2011, "6,000", Galway\n')
    assert rows == (("2011", "6,000", "Galway"),)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_quote_that_is_never_closed_costs_one_row_only(tmp_path: Path, line_end: str) -> None:
    text = line_end.join(["id,text", '1,"the 12 inch one', "2,fine", '3,"quoted, too"', ""])
    _, rows = _read(tmp_path, text)
    assert rows[0][0] == "1"
    assert "12 inch one" in rows[0][1]
    assert rows[1:] == (("2", "fine"), ("3", "quoted, too"))


def test_a_stray_quote_before_very_long_rows_costs_one_row_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_records, "_LONGEST_CELL", 5_000)
    rows = [f"{number},{'long ' * 200}" for number in range(8)]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["id,text", '0,"not closed', *rows, ""]), encoding="utf-8")
    _, cells, _ = csv_tables.read(path)
    assert [len(row[1]) for row in cells] == [len('"not closed')] + [1_000] * 8


def test_many_stray_quotes_make_quotes_ordinary(tmp_path: Path) -> None:
    text = "id,text\n" + "".join(f'{n},"{n} inch\n' for n in range(101))
    _, rows = _read(tmp_path, text)
    assert len(rows) == 101


def test_other_programs_understand_what_a_stray_quote_became(tmp_path: Path) -> None:
    data = _with_columns(tmp_path, 'id,text\n1,"open\n2,b\n', {"new": ["x", "y"]})
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert [len(row) for row in rows] == [3, 3, 3]
    assert [row[2] for row in rows] == ["new", "x", "y"]


@pytest.mark.parametrize(
    ("encoding", "separator", "line_end"),
    [
        ("utf-8", ",", "\n"),
        ("utf-8-sig", ";", "\r\n"),
        ("cp932", ",", "\r\n"),
        ("euc_jp", "\t", "\n"),
        ("utf-16", "\t", "\r\n"),
    ],
)
def test_encoding_separator_and_line_ends_are_kept(
    tmp_path: Path, encoding: str, separator: str, line_end: str
) -> None:
    lines = [["番号", "本文"], ["1", "荷物が届きません"], ["2", '"返品したい"']]
    text = line_end.join(separator.join(line) for line in lines) + line_end
    data = _with_columns(tmp_path, text.encode(encoding), {"分類": ["配送", "返品"]})
    expected = [[*line, new] for line, new in zip(lines, ["分類", "配送", "返品"], strict=True)]
    assert data == (line_end.join(separator.join(line) for line in expected) + line_end).encode(encoding)


def test_other_columns_keep_their_quotes_and_even_mixed_line_ends(tmp_path: Path) -> None:
    text = '"id",text\r\n"1",\'a\'\n2,"b"\r\n3,c'
    assert _with_columns(tmp_path, text, {"new": ["x", "y, z", 'say "hi"']}).decode() == (
        '"id",text,new\r\n"1",\'a\',x\n2,"b","y, z"\r\n3,c,"say ""hi"""'
    )


def test_a_file_that_quotes_every_cell_gets_quoted_cells(tmp_path: Path) -> None:
    assert _with_columns(tmp_path, '"a","b"\n"1","2"\n', {"c": [0.5]}) == b'"a","b","c"\n"1","2","0.5"\n'


def test_short_rows_and_empty_lines_are_lined_up(tmp_path: Path) -> None:
    assert _with_columns(tmp_path, "a,b\n1\n\n2,3\n\n", {"c": ["x", "", "z"]}).decode() == (
        "a,b,c\n1,,x\n\n2,3,z\n\n"
    )
    assert _with_columns(tmp_path, "a,b\n1,2\n\n3,4\n", {"c": ["x", "y", "z"]}).decode() == (
        "a,b,c\n1,2,x\n,,y\n3,4,z\n"
    )


def test_a_single_column_of_texts_becomes_a_real_table(tmp_path: Path) -> None:
    text = 'message\nHello, where is it?\n"quoted, one"\nplain\n'
    assert _with_columns(tmp_path, text, {"c": ["x", "y", "z"]}).decode() == (
        'message,c\n"Hello, where is it?",x\n"quoted, one",y\nplain,z\n'
    )


@pytest.mark.parametrize("text", ["=1+1", "+49", "-x", "@home", "\tx", "＝1"])
def test_added_cells_are_never_formulas(tmp_path: Path, text: str) -> None:
    data = _with_columns(tmp_path, "a\n1\n", {"=b": [text]})
    head, row = csv.reader(io.StringIO(data.decode(), newline=""))
    assert head[1] == "'=b"
    assert row[1] == "'" + text


@pytest.mark.parametrize(
    ("cell", "written"),
    [(True, "true"), (False, "false"), (0.85, "0.85"), (3, "3"), (1234567.0, "1234567"), (-2, "-2")],
)
def test_numbers_and_yes_or_no_are_written_plainly(tmp_path: Path, cell: Cell, written: str) -> None:
    assert _with_columns(tmp_path, "a\n1\n", {"b": [cell]}).decode() == f"a,b\n1,{written}\n"


def test_a_sign_that_the_encoding_lacks_turns_the_file_into_utf_8(tmp_path: Path) -> None:
    data = _with_columns(tmp_path, "番号,本文\n1,届きません\n".encode("cp932"), {"c": ["😀"]})
    assert data.decode("utf-8-sig") == "番号,本文,c\n1,届きません,😀\n"


def test_a_new_table_has_the_mark_that_excel_needs_only_when_it_matters(tmp_path: Path) -> None:
    csv_tables.write_new(["a"], [["plain"]], tmp_path / "plain.csv")
    csv_tables.write_new(["名"], [["値"]], tmp_path / "ja.csv")
    csv_tables.write_new(["a", "b"], [["x", "y"]], tmp_path / "tabs.tsv")
    assert (tmp_path / "plain.csv").read_bytes() == b"a\nplain\n"
    assert (tmp_path / "ja.csv").read_bytes() == "名\n値\n".encode("utf-8-sig")
    assert (tmp_path / "tabs.tsv").read_bytes() == b"a\tb\nx\ty\n"


@pytest.mark.parametrize("text", ["\n\n", "  ", "\ufeff\n"])
def test_a_file_without_a_sign_is_empty(tmp_path: Path, text: str) -> None:
    with pytest.raises(DocumentError, match="empty-file"):
        _read(tmp_path, text)


def test_a_cell_beyond_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="table-unreadable"):
        _read(tmp_path, "a,b\n1," + "x" * 5_000_001)


_CELLS = st.text(alphabet=st.sampled_from("ab 1,;\t|\"'\n\r=あ"), max_size=8)
_TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(_CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(table=_TABLES, separator=st.sampled_from(",;\t|"))
def test_what_a_spreadsheet_writes_is_read_cell_by_cell(table: list[list[str]], separator: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows(table)
    assert [list(record.cells) for record in split_records(buffer.getvalue(), separator)] == table


@given(st.text(alphabet=st.sampled_from('ab,;"\n\r \t'), max_size=60))
def test_any_text_is_split_without_losing_a_sign(text: str) -> None:
    records = split_records(text, ",")
    if '"' not in text:
        assert "".join(record.text + record.line_end for record in records) == text


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_a_table_or_an_error_in_words(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        columns, rows = _read(folder, data)
    except DocumentError:
        return
    assert all(len(row) == len(columns) for row in rows)
    _with_columns(folder, data, {"new": ["x"] * len(rows)})


@given(st.text(alphabet=st.sampled_from('ab,;"\n\r \tあ'), min_size=1, max_size=80))
def test_a_table_on_the_disk_is_like_one_in_the_memory(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        columns, rows = _read(folder, text)
    except DocumentError:
        return
    added: dict[str, Sequence[Cell]] = {"new": ["x"] * len(rows)}
    written = _with_columns(folder, text, added)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_rows, "_KEPT_IN_MEMORY", -1)
        again_columns, again_rows = _read(folder, text)
        assert not isinstance(again_rows, tuple)
        assert again_columns == columns
        assert tuple(again_rows) == tuple(again_rows[:]) == rows
        assert _with_columns(folder, text, added) == written


def test_rows_beyond_the_sample_count_too(tmp_path: Path) -> None:
    text = "id,text\n" + "1,a\n" * 1_000 + "2,b,c,d\n" + "\n" * 300 + '"3","x\ny"\n' + "\n" * 300
    columns, rows = _read(tmp_path, text)
    assert columns == ("id", "text", "", "")
    assert len(rows) == 1_302
    assert rows[-1] == ("3", "x\ny", "", "")


def test_titles_may_stand_above_many_empty_lines(tmp_path: Path) -> None:
    columns, rows = _read(tmp_path, "\n" * 500 + "id,text\n1,a\n")
    assert columns == ("id", "text")
    assert rows == (("1", "a"),)


def test_more_or_fewer_cells_than_rows_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n2\n")
    layout = csv_tables.read(tmp_path / "a.csv")[2]
    for cells in ([("x",)], [("x",)] * 3):
        with pytest.raises(ValueError, match="zip"):
            csv_tables.write_back(layout, ["c"], iter(cells), tmp_path / "out")
