"""Mails of every make stand in a mailbox as they were, with headers of ours."""

import mailbox
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from pathlib import Path

import pytest

from app.documents.mail_copies import mail_copies
from app.documents.mail_headers import addresses
from app.documents.mailbox_writing import MailboxTale, write_mailbox
from tests.documents.outlook_files import text, write_container


def written(folder: Path, data: bytes, headers: dict[str, str] | None = None) -> list[bytes]:
    """Write the mail *data* twice and return both as the standard library finds them."""
    source = folder / "a.eml"
    source.write_bytes(data)
    copies = [*mail_copies(source), *mail_copies(source)]
    labels = {"X-Label": "new"} if headers is None else headers
    write_mailbox([(copy, labels) for copy in copies], source, folder / "out.mbox")
    box = mailbox.mbox(folder / "out.mbox")
    found = [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118 - a mailbox yields its mails
    box.close()
    return found


@pytest.mark.parametrize(
    ("data", "as_found"),
    [
        (b"Subject: a\n\nhi\n", b"X-Label: new\nSubject: a\n\nhi\n"),
        (b"Subject: a\n\nhi", b"X-Label: new\nSubject: a\n\nhi\n"),
        (b"Subject: a\r\n\r\nhi\r\n", b"X-Label: new\r\nSubject: a\r\n\r\nhi\r\n"),
        (b"no header at all\n", b"X-Label: new\n\nno header at all\n"),
        (b"\nonly a text\n", b"X-Label: new\n\nonly a text\n"),
        (b"Subject: a\n\nFrom x\n>From y\n", b"X-Label: new\nSubject: a\n\n>From x\n>>From y\n"),
        (b"Subject: a\nx-label: old\n more\nTo: b\n\nX-Label: told\n", b"X-Label: new\nSubject: a\nTo: b\n\nX-Label: told\n"),
        (b"Subject: \xff\xfe\n\n\x00\x80\n", b"X-Label: new\nSubject: \xff\xfe\n\n\x00\x80\n"),
    ],
)  # fmt: skip
def test_only_what_must_be_is_changed(tmp_path: Path, data: bytes, as_found: bytes) -> None:
    assert written(tmp_path, data) == [as_found, as_found]


def test_the_line_that_begins_a_saved_mail_is_kept_as_such(tmp_path: Path) -> None:
    found = written(tmp_path, b"From ken@example.org Mon Mar  9 12:00:00 2026\nSubject: a\n\nhi\n")
    assert found[0] == b"X-Label: new\nSubject: a\n\nhi\n"
    assert (tmp_path / "out.mbox").read_bytes().startswith(b"From ken@example.org Mon")


@pytest.mark.parametrize(
    "label", ["配送と返品について" * 8, "plain", "=?utf-8?q?not_coded?=", "a\nX-Other: b"]
)
def test_labels_of_every_kind_are_read_back(tmp_path: Path, label: str) -> None:
    data = written(tmp_path, b"Subject: a\n\nhi\n", {"X-Label": label})[0]
    mail = message_from_bytes(data, policy=policy.default)
    assert mail["X-Label"] == " ".join(label.split())
    assert mail["X-Other"] is None
    assert max(map(len, data.splitlines())) < 100


def outlook_mail(path: Path, *streams: tuple[str, bytes]) -> Path:
    return write_container(path, dict((text(0x001A, "IPM.Note"), text(0x1000, "Hello"), *streams)))


def boxed_outlook(folder: Path) -> tuple[list[Message], MailboxTale]:
    """Write the mails in *folder* into a mailbox and return how they are read there."""
    out = folder.parent / "out.mbox"
    tale = write_mailbox([(copy, {"X-Label": "new"}) for copy in mail_copies(folder)], folder, out)
    box = mailbox.mbox(out)
    mails: list[Message] = [
        message_from_bytes(box.get_bytes(key), policy=policy.default) for key in sorted(box.keys())
    ]
    box.close()
    return mails, tale


def test_addresses_beyond_ascii_and_torn_headers_stop_no_mailbox(tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    sender = (text(0x0C1A, 'Jo "M" Müller, Lager'), text(0x5D01, "müller@firma.de"))
    outlook_mail(folder / "a.msg", text(0x0037, "one"), *sender)
    outlook_mail(folder / "b.msg", text(0x0037, "two"), text(0x1035, "<["))
    outlook_mail(folder / "c.msg", text(0x0037, "three"), text(0x1035, "<1@example.org>"))
    mails, tale = boxed_outlook(folder)
    assert tale == MailboxTale(converted=3)
    assert [mail["Subject"] for mail in mails] == ["one", "two", "three"]
    assert addresses(mails[0], "from") == [('Jo "M" Müller, Lager', "müller@firma.de")]
    assert mails[1]["Message-ID"] is None
    assert mails[2]["Message-ID"] == "<1@example.org>"


def test_a_mail_that_cannot_be_written_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    outlook_mail(folder / "a.msg", text(0x0037, "one"))
    outlook_mail(folder / "b.msg", text(0x0037, "two"))
    whole = EmailMessage.set_content

    def trip(mail: EmailMessage, words: str) -> None:
        if mail["Subject"] == "one":
            raise UnicodeEncodeError("ascii", words, 0, 1, "no such sign")
        whole(mail, words)

    monkeypatch.setattr(EmailMessage, "set_content", trip)
    mails, tale = boxed_outlook(folder)
    assert tale == MailboxTale(converted=1, left_out=("a.msg",))
    assert [mail["Subject"] for mail in mails] == ["two"]
