"""What a person should know about how a mail came is told by codes."""

import time

import pytest

from app.documents.internet_mail import parse
from app.documents.mail_remarks import page_remarks, text_remarks

PICTURE = b'<p>Words</p><img width=1 src="https://example.com/a.gif">'


def _codes(data: bytes) -> list[str]:
    return [
        finding.code for finding in parse(b"From: a@example.com\nMIME-Version: 1.0\n" + data, "a").findings
    ]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"\nWords\n", []),
        (b"Content-Type: text/html\n\n<p>Words</p>", ["mail-formatted-only"]),
        (b"Content-Type: text/html\n\n" + PICTURE, ["mail-formatted-only", "mail-pictures-not-loaded"]),
        (b"Content-Type: text/html\n\n<p>Words</p><img src='cid:1'>", ["mail-formatted-only"]),
        (
            b"Content-Type: multipart/alternative; boundary=x\n\n--x\n\nWords\n--x\n"
            b"Content-Type: text/html\n\n" + PICTURE + b"\n--x--\n",
            [],
        ),
        (b"Content-Type: multipart/signed; boundary=x\n\n--x\n\nWords\n--x--\n", ["mail-signed"]),
        (
            (
                b"\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWords\n-----BEGIN PGP SIGNATURE-----\n"
                b"abc\n-----END PGP SIGNATURE-----\n"
            ),
            ["mail-signed"],
        ),
        (b"Content-Type: text/plain; charset=utf-8\n\nThe caf\xef\xbf\xbd\n", ["mail-signs-lost"]),
    ],
)
def test_a_mail_is_remarked_on(data: bytes, codes: list[str]) -> None:
    assert _codes(data) == codes


def test_encrypted_text_is_told() -> None:
    assert [finding.code for finding in text_remarks("-----BEGIN PGP MESSAGE-----\nabc")] == [
        "text-encrypted"
    ]


def test_blanks_without_end_are_looked_at_once() -> None:
    begun = time.process_time()
    page_remarks(b"url(" + b" " * 80_000)
    assert time.process_time() - begun < 2
    assert any(
        one.code == "mail-pictures-not-loaded"
        for one in page_remarks(b"<p style='x:url( \" http://a.b/c\")'>")
    )
