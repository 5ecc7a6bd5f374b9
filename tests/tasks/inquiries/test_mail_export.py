"""Sorted mails are copied into folders or a mailbox, whole or not at all."""

import mailbox
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from app.documents.mail import Mail, read_mails
from app.errors import DocumentError, InputError
from app.records import Failure, Finding, SortedRow
from app.tasks.inquiries.arrivals import dates_of
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.export import write_sorted
from app.tasks.inquiries.inquiries import Inquiries, read_inquiries
from tests.documents.outlook_files import text, write_container

CATEGORIES = CategorySet(categories=(Category(name="配送"), Category(name="A/B: 返品?")), none_name="その他")
LATE = b"Subject: late\r\nFrom: a@example.org\r\n\r\nWhere is it?\r\nFrom me\r\n>From you\r\n"
PLAIN = "Subject: =?utf-8?b?44GK56S8?=\nX-Deskhand-Category: older\n one\n\nありがとう\n".encode()


def decision(number: int, category: str | None, **more: object) -> SortedRow:
    fields = {"needs_person": False, "method": "rule", "evidence": (), "reason": "none-fits"} | more
    return SortedRow(run="r", row=number, text="", category=category, confidence=0.876, **fields)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two mails and one that cannot be read."""
    made = tmp_path / "mails"
    made.mkdir()
    (made / "a.eml").write_bytes(LATE)
    (made / "b 返信.eml").write_bytes(PLAIN)
    (made / "c.eml").write_bytes(b"")
    return made


@pytest.fixture
def rows() -> list[SortedRow]:
    """A sure one, an unsure one, and one that failed."""
    error = Failure("empty-file", {"file": "c.eml"})
    return [
        decision(1, "配送"),
        decision(2, "A/B: 返品?", needs_person=True),
        decision(3, None, needs_person=True, error=error),
    ]


@pytest.fixture
def boxed(tmp_path: Path) -> Path:
    """A mailbox of two mails, written by the standard library."""
    path = tmp_path / "in.mbox"
    box = mailbox.mbox(path)
    box.add(b"Subject: one\nDate: Thu, 12 Mar 2026 12:00:00 +0000\n\nFrom here on\n")
    box.add("Subject: 二つ目\n\ntwo\n".encode())
    box.close()
    return path


def write(
    inquiries: Inquiries, rows: list[SortedRow], categories: CategorySet, out: Path
) -> tuple[Finding, ...]:
    """Write *rows* as decisions on what stands in *inquiries*."""
    texts = {item.row: item.text for item in inquiries.items}
    return write_sorted(inquiries, [replace(row, text=texts[row.row]) for row in rows], categories, out)


def files_in(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_mails_are_copied_into_a_folder_for_each_category_and_unsure_ones_apart(
    folder: Path, rows: list[SortedRow], tmp_path: Path
) -> None:
    write(read_inquiries(folder), rows, CATEGORIES, tmp_path / "out")
    assert files_in(tmp_path / "out") == sorted(
        ["要確認/A／B： 返品？/b 返信.eml", "要確認/c.eml", "配送/a.eml"]
    )
    assert (tmp_path / "out/配送/a.eml").read_bytes() == LATE
    assert files_in(folder) == ["a.eml", "b 返信.eml", "c.eml"]


def test_what_fits_nothing_and_what_was_not_reached_have_folders_too(folder: Path, tmp_path: Path) -> None:
    write(read_inquiries(folder), [decision(1, None)], CATEGORIES, tmp_path / "out")
    assert files_in(tmp_path / "out") == sorted(["その他/a.eml", "要確認/b 返信.eml", "要確認/c.eml"])


def test_a_category_called_like_the_folder_of_unsure_ones_stays_apart(folder: Path, tmp_path: Path) -> None:
    named = CategorySet(categories=(Category(name="needs a look"), Category(name="con")))
    write(read_inquiries(folder), [decision(1, "needs a look"), decision(2, "con")], named, tmp_path / "out")
    assert files_in(tmp_path / "out") == ["con_/b 返信.eml", "needs a look 2/c.eml", "needs a look/a.eml"]


def test_a_mailbox_has_each_mail_with_its_label_and_otherwise_unchanged(
    folder: Path, rows: list[SortedRow], tmp_path: Path
) -> None:
    out = tmp_path / "out.mbox"
    assert write(read_inquiries(folder), rows, CATEGORIES, out) == ()
    box = mailbox.mbox(out)
    raw = [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118 - a mailbox yields its mails
    box.close()
    mails = [message_from_bytes(data, policy=policy.default) for data in raw]
    assert [mail["X-Deskhand-Category"] for mail in mails] == ["配送", "A/B: 返品?", None]
    assert [mail["X-Deskhand-Confidence"] for mail in mails] == ["0.88", "0.88", None]
    assert [mail["X-Deskhand-Needs-Person"] for mail in mails] == ["false", "true", "true"]
    assert raw[0].endswith(LATE.replace(b"\nFrom me", b"\n>From me").replace(b"\n>From you", b"\n>>From you"))
    assert raw[1].endswith(PLAIN.replace(b"X-Deskhand-Category: older\n one\n", b""))
    assert b"older" not in raw[1]


def test_the_mailbox_is_read_again_by_this_program(
    folder: Path, rows: list[SortedRow], tmp_path: Path
) -> None:
    out = tmp_path / "out.mbox"
    write(read_inquiries(folder), rows, CATEGORIES, out)
    mails = [mail for mail in read_mails(out) if isinstance(mail, Mail)]
    assert [mail.subject for mail in mails] == ["late", "お礼"]
    assert "ありがとう" in mails[1].source.text


def test_mails_of_a_mailbox_become_files_without_its_escapes(boxed: Path, tmp_path: Path) -> None:
    write(read_inquiries(boxed), [decision(1, "配送"), decision(2, "配送")], CATEGORIES, tmp_path / "out")
    assert files_in(tmp_path / "out") == ["配送/0001 one.eml", "配送/0002 二つ目.eml"]
    assert (tmp_path / "out/配送/0001 one.eml").read_bytes().endswith(b"\n\nFrom here on\n")


def test_a_mailbox_from_a_mailbox_escapes_nothing_twice(boxed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.mbox"
    write(read_inquiries(boxed), [decision(1, "配送"), decision(2, None)], CATEGORIES, out)
    data = out.read_bytes()
    assert data.count(b"\n>From here on\n") == 1
    assert data.count(b"From MAILER-DAEMON") == 2
    again = tmp_path / "again.mbox"
    write(read_inquiries(out), [decision(1, "配送"), decision(2, None)], CATEGORIES, again)
    assert again.read_bytes() == data


def test_outlook_mails_stay_in_folders_and_become_text_in_a_mailbox(tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    streams = dict([text(0x0037, "請求書"), text(0x1000, "Where is\r\nFrom Kyoto"), text(0x0C1A, "A, B")])
    write_container(folder / "a.msg", streams)
    (folder / "broken.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no")
    rows = [decision(1, "配送")]
    findings = write(read_inquiries(folder), rows, CATEGORIES, tmp_path / "out.mbox")
    assert [(finding.code, dict(finding.parameters)) for finding in findings] == [
        ("mails-converted", {"count": 1}),
        ("mails-left-out", {"files": "broken.msg"}),
    ]
    (mail,) = read_mails(tmp_path / "out.mbox")
    assert isinstance(mail, Mail)
    assert mail.subject == "請求書"
    write(read_inquiries(folder), rows, CATEGORIES, tmp_path / "out")
    assert (tmp_path / "out/配送/a.msg").read_bytes() == (folder / "a.msg").read_bytes()


def test_a_folder_with_something_in_it_is_refused(
    folder: Path, rows: list[SortedRow], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        write(read_inquiries(folder), rows, CATEGORIES, out)
    assert caught.value.code == "folder-not-empty"
    assert files_in(out) == ["mine.txt"]


def test_an_empty_folder_is_filled(folder: Path, rows: list[SortedRow], tmp_path: Path) -> None:
    (tmp_path / "v1.2").mkdir()
    write(read_inquiries(folder), rows, CATEGORIES, tmp_path / "v1.2")
    assert len(files_in(tmp_path / "v1.2")) == 3


@pytest.mark.parametrize(
    ("name", "code"), [("mails", "would-overwrite-source"), ("mails/in", "folder-in-source")]
)
def test_what_was_read_is_never_written_into(
    folder: Path, rows: list[SortedRow], tmp_path: Path, name: str, code: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        write(read_inquiries(folder), rows, CATEGORIES, tmp_path / name)
    assert caught.value.code == code
    assert len(files_in(folder)) == 3


def test_the_mailbox_that_was_read_is_never_written_over(boxed: Path) -> None:
    before = boxed.read_bytes()
    with pytest.raises(DocumentError) as caught:
        write(read_inquiries(boxed), [], CATEGORIES, boxed)
    assert caught.value.code == "would-overwrite-source"
    assert boxed.read_bytes() == before


@pytest.mark.parametrize("name", ["out", "out.mbox"])
def test_mails_that_have_changed_since_leave_nothing_half_written(
    folder: Path, rows: list[SortedRow], tmp_path: Path, name: str
) -> None:
    inquiries = read_inquiries(folder)
    (folder / "b 返信.eml").unlink()
    with pytest.raises(InputError) as caught:
        write(inquiries, rows, CATEGORIES, tmp_path / name)
    assert caught.value.code == "mails-changed"
    assert [path.name for path in tmp_path.iterdir()] == ["mails"]


def test_another_mail_under_the_same_name_is_not_taken_for_the_sorted_one(
    folder: Path, rows: list[SortedRow], tmp_path: Path
) -> None:
    texts = {item.row: item.text for item in read_inquiries(folder).items}
    (folder / "a.eml").write_bytes(b"Subject: other\n\nSomething else\n")
    decided = [replace(row, text=texts[row.row]) for row in rows]
    with pytest.raises(InputError) as caught:
        write_sorted(read_inquiries(folder), decided, CATEGORIES, tmp_path / "out")
    assert caught.value.code == "mails-changed"


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    folder: Path, rows: list[SortedRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inquiries = read_inquiries(folder)
    write_bytes = Path.write_bytes

    def refuse(path: Path, data: bytes) -> int:
        if path.name.startswith("b"):
            raise OSError(28, "no space left")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(DocumentError) as caught:
        write(inquiries, rows, CATEGORIES, tmp_path / "out")
    assert caught.value.code == "disk-full"
    assert [path.name for path in tmp_path.iterdir()] == ["mails"]


def test_a_folder_may_have_a_dot_in_its_name(folder: Path, rows: list[SortedRow], tmp_path: Path) -> None:
    write(read_inquiries(folder), rows, CATEGORIES, tmp_path / "mails.2026")
    assert (tmp_path / "mails.2026" / "配送" / "a.eml").exists()
    with pytest.raises(DocumentError, match="table-kind-unknown"):
        write(read_inquiries(folder), rows, CATEGORIES, tmp_path / "mails.ods")


def test_a_table_is_not_written_as_mails(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("text\nlate\n", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        write(read_inquiries(source), [], CATEGORIES, tmp_path / "out")
    assert caught.value.code == "table-kind-unknown"


def test_rows_in_another_order_are_a_mistake_of_the_program(folder: Path, tmp_path: Path) -> None:
    inquiries: Inquiries = read_inquiries(folder)
    with pytest.raises(ValueError, match="row 1 "):
        write(inquiries, [decision(2, None), decision(1, None)], CATEGORIES, tmp_path / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["mails"]


@pytest.mark.parametrize("name", ["out", "out.mbox"])
def test_a_mail_that_the_system_does_not_give_costs_no_other(
    folder: Path, rows: list[SortedRow], tmp_path: Path, name: str
) -> None:
    (folder / "d.eml").mkdir()
    lost = decision(4, None, needs_person=True, error=Failure("is-a-folder", {"file": "d.eml"}))
    found = write(read_inquiries(folder), [*rows, lost], CATEGORIES, tmp_path / name)
    assert found == (Finding("mails-left-out", {"files": "d.eml"}),)
    out = tmp_path / name
    count = len(files_in(out)) if out.is_dir() else out.read_bytes().count(b"\nX-Deskhand-Needs-Person")
    assert count == 3
    assert dates_of(read_inquiries(folder)) == {}
