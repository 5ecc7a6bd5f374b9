"""Whatever a public collection of good, odd and broken files holds, only errors in words come out."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from app.documents.mail import read_mail
from app.documents.reading import READABLE_ENDINGS, read_source
from app.documents.tables import read_table, write_with_columns
from app.errors import DocumentError

pytestmark = pytest.mark.shared_data


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and "LICENSES" not in file.parts]


@pytest.mark.parametrize(
    "kind", ["files/office", "files/pdf", "files/csv", "files/email", "files/msg", "email"]
)
def test_every_file_is_read_or_refused_in_words(shared_data: Path, kind: str) -> None:
    outcomes: Counter[str] = Counter()
    for file in _files(shared_data / kind):
        try:
            source = read_source(file)
        except DocumentError as error:
            outcomes[error.code] += 1
        else:
            assert source.text.strip()
            source.text.encode()
            outcomes["read"] += 1
    assert outcomes["read"] >= 10


def test_nearly_all_sound_files_are_read(shared_data: Path) -> None:
    sound = [
        file
        for file in _files(shared_data / "files")
        if file.suffix in READABLE_ENDINGS and "broken" not in str(file)
    ]
    reasons = {"no-text-inside", "mail-without-text", "office-encrypted", "pdf-without-text"}
    failed = []
    for file in sound:
        try:
            read_source(file)
        except DocumentError as error:
            if error.code not in reasons:
                failed.append(file.name)
    assert len(failed) <= len(sound) * 0.03, failed


def test_mails_under_other_names_are_read_or_refused_in_words(shared_data: Path, tmp_path: Path) -> None:
    for file in _files(shared_data / "files" / "email"):
        mail = tmp_path / "mail.eml"
        shutil.copyfile(file, mail)
        try:
            found = read_mail(mail)
        except DocumentError:
            continue
        assert found.source.text.strip()
        assert " ".join((found.subject, found.sender, *found.recipients, *found.attachments)).encode()


def test_tables_are_written_back_as_they_were_or_refused_in_words(shared_data: Path, tmp_path: Path) -> None:
    files = [
        *_files(shared_data / "files" / "csv"),
        *_files(shared_data / "files" / "office" / "normal")[::4],
    ]
    written = 0
    for file in files:
        out = tmp_path / f"out{'.xlsx' if file.suffix == '.xlsm' else file.suffix}"
        try:
            table = read_table(file)
            write_with_columns(table, {"category": ["=x"] * len(table.rows)}, out)
        except DocumentError:
            continue
        again = read_table(out)
        assert len(again.rows) == len(table.rows), file.name
        assert all(row[-1].lstrip("'") == "=x" for row in again.rows), file.name
        if file.suffix == ".csv":
            assert again.columns[: len(table.columns)] == table.columns, file.name
            assert [row[: len(table.columns)] for row in again.rows] == list(table.rows), file.name
        written += 1
    assert written >= 25


def test_files_that_name_their_encoding_are_read_in_it(shared_data: Path) -> None:
    folder = shared_data / "files" / "csv" / "cpython-cjkencodings"
    for name in ("shift_jis", "euc_jp", "iso2022_jp", "gb18030", "gbk", "big5"):
        expected = (folder / f"{name}-utf8.txt").read_text(encoding="utf-8")
        assert read_source(folder / f"{name}.txt").text == expected, name
