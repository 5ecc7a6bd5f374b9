"""Mails are read as they really arrive, one by one, from folders and from mailboxes."""

import base64
import datetime as dt
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.internet_mail import parse
from app.documents.mail import Mail, MailFailure, read_mail, read_mails
from app.errors import DocumentError
from tests.documents.outlook_files import text, write_container

_HEAD = "From: Ann Lee <ann@example.com>\nTo: shop@example.com, b@example.com\nCc: c@example.com\nSubject: Order\n"


def _eml(folder: Path, content: str | bytes, name: str = "mail.eml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _multipart(kind: str, *parts: str, head: str = _HEAD) -> str:
    body = "".join(f"--x\n{part}\n" for part in parts)
    return f"{head}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=x\n\n{body}--x--\n"


_PLAIN = "Content-Type: text/plain; charset=utf-8\n\nplain words"
_HTML = "Content-Type: text/html; charset=utf-8\n\n<p>formatted words</p>"
_PDF = 'Content-Type: application/pdf\nContent-Disposition: attachment; filename="plan.pdf"\n\nx'


def test_all_that_matters_is_read(tmp_path: Path) -> None:
    head = (
        _HEAD
        + "Date: Mon, 2 Mar 2026 10:15:00 +0900\nMessage-ID: <1@example.com>\nReply-To: help@example.com\n"
    )
    mail = read_mail(_eml(tmp_path, _multipart("mixed", _PLAIN, _PDF, head=head)))
    assert (mail.source.name, mail.source.path) == ("mail.eml", tmp_path / "mail.eml")
    assert (mail.source.text, mail.subject, mail.message_id) == ("plain words", "Order", "<1@example.com>")
    assert (mail.sender, mail.sender_address, mail.reply_address) == (
        "Ann Lee",
        "ann@example.com",
        "help@example.com",
    )
    assert mail.recipients == ("shop@example.com", "b@example.com", "c@example.com")
    assert mail.sent == dt.datetime(2026, 3, 2, 1, 15, tzinfo=dt.UTC)
    assert mail.attachments == ("plan.pdf",)


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (_multipart("alternative", _PLAIN, _HTML), "plain words"),
        (_multipart("alternative", _HTML, _PLAIN), "plain words"),
        (_multipart("alternative", "Content-Type: text/plain\n\n \n", _HTML), "formatted words"),
        (_multipart("mixed", _PLAIN, _HTML), "plain words\n\nformatted words"),
        (_multipart("related", _HTML, "Content-Type: image/png\nContent-ID: <1>\n\nx"), "formatted words"),
        (_multipart("signed", _PLAIN, "Content-Type: application/pgp-signature\n\nx"), "plain words"),
        (_HEAD + "Content-Type: text/html\n\n<p>only <b>this</b>", "only this"),
        (_HEAD + "\nno type at all\n", "no type at all"),
        (_HEAD + "Content-Type: text/plain; name=a.txt\n\na text with a name\n", "a text with a name"),
        # Text files that hang on are attachments, not words of the mail.
        (_multipart("mixed", _PLAIN, 'Content-Type: text/plain; name="log.txt"\n\nlog'), "plain words"),
        (_multipart("mixed", _PLAIN, "Content-Type: text/calendar\n\nBEGIN:VCALENDAR"), "plain words"),
        # Only when there is nothing else, the mail inside counts.
        (_multipart("mixed", _PLAIN, "Content-Type: message/rfc822\n\nSubject: y\n\ninner"), "plain words"),
        (_multipart("mixed", "Content-Type: message/rfc822\n\nSubject: y\n\ninner"), "inner"),
        (_HEAD + "Content-Type: multipart/mixed; boundary=x\n\nno parts at all\n", "no parts at all"),
        (_HEAD + "Content-Type: multipart/mixed\n\nno boundary\n", "no boundary"),
        (_multipart("mixed", _PLAIN).replace("--x--\n", ""), "plain words"),
        (_HEAD + "Content-Type: text/plain; charset=\n\nwords\n", "words"),
        (_HEAD + "Content-Type: ;;;=\n\nwords\n", "words"),
        (_HEAD + "Content-Transfer-Encoding: base64\n\nbm90IHJlYWxseQ\n", "not really"),
    ],
)
def test_the_body_is_what_a_mail_program_shows(tmp_path: Path, content: str, body: str) -> None:
    assert read_mail(_eml(tmp_path, content)).source.text == body


@pytest.mark.parametrize(
    ("charset", "data", "body"),
    [
        ("iso-2022-jp", "返品したい".encode("iso2022_jp"), "返品したい"),
        ("iso-2022-jp", b"\x1b$B-!\x1b(B", "①"),
        ("shift_jis", "①返品".encode("cp932"), "①返品"),
        ("us-ascii", "返品したい".encode(), "返品したい"),
        ("utf-8", "Größe".encode("cp1252"), "Größe"),
        ("x-unknown", "返品したい".encode("cp932"), "返品したい"),
        ("iso-8859-1", b"it\x92s", "it’s"),
    ],
)
def test_the_text_is_in_the_encoding_that_it_is_really_in(
    tmp_path: Path, charset: str, data: bytes, body: str
) -> None:
    head = f"{_HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: "
    assert read_mail(_eml(tmp_path, head.encode() + b"8bit\n\n" + data)).source.text == body
    assert (
        read_mail(_eml(tmp_path, head.encode() + b"base64\n\n" + base64.b64encode(data))).source.text == body
    )


@pytest.mark.parametrize(
    ("body", "delsp", "text"),
    [
        ("one line \nbroken up\n\nnext", "", "one line broken up\n\nnext"),
        ("> quoted \n> more\nown", "", "> quoted more\nown"),
        ("> quoted \nown", "", "> quoted \nown"),
        ("日本 \n語", "; delsp=yes", "日本語"),
        ("words\n-- \nAnn", "", "words\n-- \nAnn"),
        (" >no quote", "", ">no quote"),
    ],
)
def test_lines_that_a_program_broke_become_whole(tmp_path: Path, body: str, delsp: str, text: str) -> None:
    content = f"{_HEAD}Content-Type: text/plain; charset=utf-8; format=flowed{delsp}\n\n{body}"
    assert read_mail(_eml(tmp_path, content)).source.text == text


def test_the_armour_of_a_signature_is_taken_off(tmp_path: Path) -> None:
    body = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nwords\n- - point\n"
        "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    )
    assert read_mail(_eml(tmp_path, f"{_HEAD}\n{body}")).source.text == "words\n- point"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (_HEAD + "\n", "mail-without-text"),
        (_multipart("mixed", _PDF), "mail-without-text"),
        (_HEAD + "Content-Type: text/html\n\n<img src='https://example.com/offer.png'>", "mail-without-text"),
        (_multipart("encrypted", "Content-Type: application/pgp-encrypted\n\nVersion: 1"), "mail-encrypted"),
        (_HEAD + "\n-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n", "mail-encrypted"),
        (_HEAD + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nabc", "mail-encrypted"),
        (_HEAD + "Content-Type: application/x-pkcs7-mime; smime-type=signed-data\n\nabc", "mail-sealed"),
        (_HEAD + "Content-Type: application/octet-stream; name=smime.p7m\n\nabc", "mail-encrypted"),
    ],
)
def test_a_mail_without_readable_text_says_why(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_mail(_eml(tmp_path, content))
    assert (caught.value.code, caught.value.parameters["file"]) == (code, "mail.eml")


@pytest.mark.parametrize(
    "body",
    [
        "Can you send it again?\n\n> -----BEGIN PGP MESSAGE-----\n> abc\n> -----END PGP MESSAGE-----\n",
        "All I see is “-----BEGIN PGP MESSAGE-----”. Can you send it again?\n",
    ],
)
def test_a_mail_that_only_speaks_of_an_encrypted_one_is_read(tmp_path: Path, body: str) -> None:
    mail = read_mail(_eml(tmp_path, f"{_HEAD}\n{body}"))
    assert "send it again?" in mail.new_text
    assert mail.findings == ()


@pytest.mark.parametrize(
    "body",
    [
        "-----BEGIN PGP SIGNED MESSAGE-----\n" + "Hash: SHA256\n" * 2_000,
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nwords\n" * 2_000,
    ],
)
def test_a_signed_mail_that_was_cut_off_is_read_as_it_stands(tmp_path: Path, body: str) -> None:
    begun = time.thread_time()
    assert read_mail(_eml(tmp_path, f"{_HEAD}\n{body}")).source.text == body.strip("\n")
    assert time.thread_time() - begun < 2


def test_a_long_text_of_one_broken_line_is_read_in_time(tmp_path: Path) -> None:
    content = f"{_HEAD}Content-Type: text/plain; format=flowed\n\n" + "> flowed line of a text \n" * 60_000
    begun = time.thread_time()
    assert read_mail(_eml(tmp_path, content)).source.text.count("flowed") == 60_000
    assert time.thread_time() - begun < 2


def test_names_of_attachments_are_read_however_they_are_written(tmp_path: Path) -> None:
    names = [
        'filename="=?utf-8?B?5Zuz6Z2iLnBkZg==?="',
        "filename*=utf-8''%E5%9B%B3%E9%9D%A2.pdf",
        "filename=plan.pdf",
    ]
    parts = [f"Content-Type: application/pdf\nContent-Disposition: attachment; {name}\n\nx" for name in names]
    nameless = "Content-Type: application/zip\nContent-Disposition: attachment\n\nx"
    mail = read_mail(_eml(tmp_path, _multipart("mixed", _PLAIN, *parts, nameless)))
    assert mail.attachments == ("図面.pdf", "図面.pdf", "plan.pdf", "application/zip")


def test_a_text_file_is_a_mail_without_headers(tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_bytes("納期はいつですか。\r\n\r\n> 前のメール\r\n".encode("cp932"))
    mail = read_mail(path)
    assert mail.source.text == "納期はいつですか。\n\n> 前のメール\n"
    assert (mail.subject, mail.sender, mail.new_text) == ("", "", "納期はいつですか。")


def test_the_new_text_leaves_out_quotes_and_signature(tmp_path: Path) -> None:
    body = "Yes.\n\n> Second question?\nNo.\n\n-- \nAnn Lee\n"
    assert read_mail(_eml(tmp_path, f"{_HEAD}\n{body}")).new_text == "Yes.\n\nNo."


_NOISE = random.Random(4).randbytes(3000)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.eml", b" \n", "empty-file"),
        ("a.eml", b"\0" * 3000, "empty-file"),
        ("a.eml", _NOISE, "mail-unreadable"),
        ("a.eml", f"{_HEAD}\n".encode() + _NOISE, "mail-unreadable"),
        ("a.msg", b" \n", "not-what-its-name-says"),
    ],
)
def test_a_file_that_is_no_mail_says_so(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    with pytest.raises(DocumentError, match=code):
        read_mail(_eml(tmp_path, data, name))


def test_a_folder_gives_its_mails_by_name_and_goes_on_after_a_bad_one(tmp_path: Path) -> None:
    _eml(tmp_path, f"{_HEAD}\nsecond", "b.eml")
    _eml(tmp_path, f"{_HEAD}\nfirst", "a.EML")
    _eml(tmp_path, b"", "c.eml")
    write_container(tmp_path / "d.msg", dict([text(0x1000, "fourth")]))
    _eml(tmp_path, "no mail", "notes.txt")
    _eml(tmp_path, "shadow of another system", "._a.eml")
    (tmp_path / "folder.eml").mkdir()
    found = list(read_mails(tmp_path))
    assert [mail.source.text for mail in found if isinstance(mail, Mail)] == ["first", "second", "fourth"]
    failures = [(mail.path.name, mail.error.code) for mail in found if isinstance(mail, MailFailure)]
    assert failures == [("c.eml", "empty-file"), ("folder.eml", "is-a-folder")]


def test_a_mailbox_gives_its_mails_in_order(tmp_path: Path) -> None:
    mails = [f"From x Mon Mar  2 10:00:00 2026\n{_HEAD}\n{body}\n\n" for body in ("first", "", "third")]
    found = list(read_mails(_eml(tmp_path, "".join(mails), "in.mbox")))
    assert [mail.source.text for mail in found if isinstance(mail, Mail)] == ["first", "third"]
    assert [mail.source.name for mail in found if isinstance(mail, Mail)] == ["in.mbox#1", "in.mbox#3"]
    assert isinstance(found[1], MailFailure)
    assert (found[1].path.name, found[1].error.code) == ("in.mbox#2", "mail-without-text")


def test_a_place_without_mails_is_said_to_have_none(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path, "folder-without-mails"),
        (tmp_path / "gone", "file-not-found"),
        (_eml(tmp_path, "hello", "a.mbox"), "not-a-mailbox"),
        (_eml(tmp_path, b"", "b.mbox"), "empty-file"),
    ):
        with pytest.raises(DocumentError, match=code):
            list(read_mails(path))


_LINES = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=x", b"Content-Type: text/html; charset=", b"--x", b"--x--", b"",
        b"Content-Transfer-Encoding: base64", b"From: =?utf-8?B?", b"To: <<a@b>,;", b"Date: x", b"\xff\xfe words",
        b"Content-Type: message/rfc822", b"Content-Disposition: attachment; filename*=x''%ZZ", b" folded", b"<p>",
        b"Content-Type: text/plain; format=flowed", b'Content-Type: multipart/alternative; boundary="', b"=?=?=",
    ]
)  # fmt: skip


@given(st.lists(_LINES, max_size=14))
def test_torn_mails_are_read_or_refused_in_words(lines: list[bytes]) -> None:
    try:
        content = parse(b"\n".join(lines), "torn")
    except DocumentError:
        return
    assert content.body.strip()
    content.subject.encode()
    content.body.encode()
