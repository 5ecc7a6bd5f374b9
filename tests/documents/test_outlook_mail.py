"""Mails that Outlook saved are read, whatever encoding their properties are in."""

import datetime as dt
from pathlib import Path

import pytest

from app.documents.outlook_mail import parse_outlook
from app.errors import DocumentError
from tests.documents.outlook_files import Streams, binary, fixed, narrow_text, text, write_container

_SUBJECT, _BODY, _HTML, _CLASS, _HEADERS = 0x0037, 0x1000, 0x1013, 0x001A, 0x007D
_SENDER, _SENDER_MAIL, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_BODY_PAGE, _PAGE = (0x3FDE, 3), (0x3FFD, 3)


def _mail(folder: Path, streams: Streams) -> Path:
    return write_container(folder / "mail.msg", streams)


def test_all_that_matters_is_read(tmp_path: Path) -> None:
    sent = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
    ticks = int((sent - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)).total_seconds()) * 10_000_000
    path = _mail(
        tmp_path,
        dict(
            [
                text(_CLASS, "IPM.Note"),
                text(_SUBJECT, "見積書の件"),
                text(_BODY, "見積書を\r\nお送りください。"),
                text(_SENDER, "山田 花子"),
                text(_SENDER_MAIL, "/O=COMPANY/CN=YAMADA"),
                text(_SENDER_SMTP, "yamada@example.jp"),
                text(0x1035, "<1@example.jp>"),
                fixed({(0x0039, 0x40): ticks}),
                (
                    "__recip_version1.0_#00000000",
                    dict([text(0x39FE, "a@example.jp"), fixed({(0x0C15, 3): 1}, 8)]),
                ),
                (
                    "__recip_version1.0_#00000001",
                    dict([text(0x39FE, "blind@example.jp"), fixed({(0x0C15, 3): 3}, 8)]),
                ),
                ("__attach_version1.0_#00000000", dict([text(0x3707, "図面.pdf"), fixed({}, 8)])),
            ]
        ),
    )
    mail = parse_outlook(path)
    assert (mail.subject, mail.body) == ("見積書の件", "見積書を\nお送りください。")
    assert (mail.sender, mail.sender_address, mail.reply_address) == (
        "山田 花子",
        "yamada@example.jp",
        "yamada@example.jp",
    )
    assert mail.recipients == ("a@example.jp",)
    assert (mail.sent, mail.message_id, mail.attachments) == (sent, "<1@example.jp>", ("図面.pdf",))


@pytest.mark.parametrize(
    ("page", "data", "words"),
    [
        (932, "返品したい".encode("cp932"), "返品したい"),
        (50220, "返品したい".encode("iso2022_jp"), "返品したい"),
        (65001, "Größe".encode(), "Größe"),
        (65001, "Größe".encode("cp1252"), "Größe"),
        (1251, "Где заказ".encode("cp1251"), "Где заказ"),
        (950, "中文測試".encode("big5"), "中文測試"),
        (99999, "Größe".encode("cp1252"), "Größe"),
    ],
)
def test_old_encodings_are_read_even_where_the_page_is_wrong(
    tmp_path: Path, page: int, data: bytes, words: str
) -> None:
    path = _mail(
        tmp_path, dict([narrow_text(_BODY, data), narrow_text(_SUBJECT, data), fixed({_BODY_PAGE: page})])
    )
    mail = parse_outlook(path)
    assert (mail.body, mail.subject) == (words, words)


def test_a_formatted_mail_is_read_as_text(tmp_path: Path) -> None:
    path = _mail(
        tmp_path, dict([binary(_HTML, "<p>Größe <b>5</b></p>".encode("cp1252")), fixed({_BODY_PAGE: 1252})])
    )
    assert parse_outlook(path).body == "Größe 5"


def test_headers_that_came_with_it_count_first(tmp_path: Path) -> None:
    headers = "From: =?utf-8?B?QW5uIEzDqWU=?= <ann@example.com>\nReply-To: shop@example.com\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n"
    path = _mail(tmp_path, dict([text(_BODY, "Hello"), text(_HEADERS, headers), text(_SENDER, "x")]))
    mail = parse_outlook(path)
    assert (mail.sender, mail.sender_address, mail.reply_address) == (
        "Ann Lée",
        "ann@example.com",
        "shop@example.com",
    )
    assert mail.sent is not None


def test_a_signed_mail_is_read_through_its_attachment(tmp_path: Path) -> None:
    signed = b"Content-Type: text/plain\n\nsigned words\n"
    path = _mail(
        tmp_path,
        dict(
            [
                text(_CLASS, "IPM.Note.SMIME.MultipartSigned"),
                ("__attach_version1.0_#00000000", dict([binary(0x3701, signed)])),
            ]
        ),
    )
    assert parse_outlook(path).body == "signed words"


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        (dict([text(_CLASS, "IPM.Note.SMIME")]), "mail-encrypted"),
        (dict([text(_CLASS, "IPM.Note"), text(_SUBJECT, "only a subject")]), "mail-without-text"),
        (dict([text(_BODY, " \r\n ")]), "mail-without-text"),
    ],
)
def test_a_mail_without_readable_text_says_why(tmp_path: Path, streams: Streams, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_outlook(_mail(tmp_path, streams))
    assert (caught.value.code, caught.value.parameters["file"]) == (code, "mail.msg")


def test_a_mail_with_a_subject_alone_is_read_where_that_is_enough(tmp_path: Path) -> None:
    path = _mail(tmp_path, dict([text(_CLASS, "IPM.Note"), text(_SUBJECT, "only a subject")]))
    read = parse_outlook(path, needs_text=False)
    assert (read.subject, read.body.strip()) == ("only a subject", "")


@pytest.mark.parametrize("length", [600, 1_100, 1_700])
def test_a_damaged_file_is_said_to_be_so(tmp_path: Path, length: int) -> None:
    path = _mail(tmp_path, dict([text(_BODY, "words " * 100), fixed({})]))
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(DocumentError):
        parse_outlook(path)


def test_a_mail_with_500_attachments_is_read(tmp_path: Path) -> None:
    attached = {
        f"__attach_version1.0_#{number:08X}": dict(
            [text(0x3707, f"{number}.png"), binary(0x3701, b"x" * 3000), fixed({}, 8)]
        )
        for number in range(500)
    }
    path = write_container(tmp_path / "a.msg", dict([text(0x1000, "See below."), fixed({})], **attached))
    mail = parse_outlook(path)
    assert mail.body == "See below."
    assert mail.attachments[-1] == "499.png"
    assert len(mail.attachments) == 500
