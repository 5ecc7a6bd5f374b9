"""Texts are read piece by piece as they would be in one, and written in the encoding they had."""

import codecs
from pathlib import Path

import pytest

from app.documents.decoding import Encoding, decode
from app.documents.text_files import text_file, write_text
from app.errors import DocumentError


@pytest.mark.parametrize(
    "data",
    [
        "a\r\nb\rc\n\nあ".encode("utf-16"),
        "番号,本文\r\n1,届きません\r\n".encode("cp932"),
        "番号,本文\n1,届きません\n".encode("iso2022_jp"),
        b"\x1b$B-!!!-j\x1b(B OK\nnext\n",
        codecs.BOM_UTF8 + b"a,b\n",
        "明日発送します。\n".encode("cp932") * 20 + b"\xff\n",
        b"one\0 line",
    ],
)
def test_lines_are_those_of_the_whole_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    text = text_file(path)
    assert "".join(text.lines()) == decode(data).text.replace("\0", "")
    assert text.begin(1000) == decode(data).text.replace("\0", "")


def test_the_begin_leaves_white_space_before_it_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n" * 50 + "text behind")
    assert text_file(path).begin(40).strip() == "text behind"
    path.write_text("\n" * 50)
    assert text_file(path).begin(40) == ""


@pytest.mark.parametrize("encoding", [Encoding("cp932"), Encoding("utf-16-le", codecs.BOM_UTF16_LE)])
def test_the_encoding_is_kept_where_it_has_all_signs(tmp_path: Path, encoding: Encoding) -> None:
    write_text(["山田\r\n", "", "a"], encoding, tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == encoding.mark + "山田\r\na".encode(encoding.name)


def test_a_sign_that_the_encoding_lacks_turns_the_whole_text_into_utf_8(tmp_path: Path) -> None:
    write_text(["山田\r\n", "😀"], Encoding("cp932"), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == codecs.BOM_UTF8 + "山田\r\n😀".encode()


def test_half_a_sign_is_written_as_a_question_mark(tmp_path: Path) -> None:
    write_text(["a\ud800"], Encoding("utf-8"), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"a?"


def test_a_file_that_went_away_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a\n")
    text = text_file(path)
    path.unlink()
    with pytest.raises(DocumentError, match="file-not-found"):
        list(text.lines())
