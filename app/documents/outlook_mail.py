"""Mails that Outlook saved as .msg."""

import codecs
import datetime as dt
import re
import struct
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from pathlib import Path
from typing import Any

from app.documents.decoding import decode_as
from app.documents.html_text import html_text, html_text_of
from app.documents.internet_mail import parse
from app.documents.mail_content import MailContent, plain_lines
from app.documents.mail_headers import addresses, date_of, header_text
from app.documents.mail_remarks import page_remarks, signed_remark, text_remarks
from app.documents.saving import shown_name
from app.errors import DocumentError
from app.records import Finding

# Numbers of properties, as Microsoft publishes them.
_CLASS = 0x001A
_SUBJECT = 0x0037
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_SENDER_NAME = 0x0C1A
_SENDER_ADDRESSES = (0x5D01, 0x5D02, 0x0C1F, 0x0065)
_RECIPIENT_KIND = 0x0C15
_RECIPIENT_ADDRESSES = (0x39FE, 0x3003)
_HEADERS = 0x007D
_MESSAGE_ID = 0x1035
_BODY, _HTML = 0x1000, 0x1013
_BODY_CODE_PAGE, _CODE_PAGE = 0x3FDE, 0x3FFD
_FILE_NAMES = (0x3707, 0x3704, 0x3001)
_FILE_DATA = 0x3701

_TEXT, _TEXT_8_BIT, _BINARY = 0x001F, 0x001E, 0x0102
_BLIND_COPY = 3
_ANYTHING = re.compile(".+")
_ADDRESS = re.compile(r"[^\s/@][^\s@]*@[^\s@]+")
"""An address of the internet; inside a company Outlook has another kind, with slashes."""
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def parse_outlook(path: Path, *, needs_text: bool = True) -> MailContent:
    """Return what the mail in *path* says.

    Args:
        path: The file.
        needs_text: Whether it must have a text; False is content with a subject.

    Raises:
        DocumentError: It is encrypted, has no text, or is no mail.
    """
    try:
        return _content(_opened(path), shown_name(path), needs_text=needs_text)
    except DocumentError:
        raise
    except Exception as error:  # the libraries let errors of the container through
        raise DocumentError("mail-unreadable", file=shown_name(path)) from error


def _opened(path: Path) -> "_Properties":
    from oxmsg import Message as OutlookMessage  # noqa: PLC0415 - takes a moment to load

    # Its own readers give up when one property is in another encoding than it says.
    return _Properties(OutlookMessage.load(str(path))._storage, 32)  # noqa: SLF001


def _content(mail: "_Properties", name: str, *, needs_text: bool) -> MailContent:
    kind = mail.text(_CLASS).upper()
    signed = next(iter(mail.children("__attach")), None) if kind.endswith("SMIME.MULTIPARTSIGNED") else None
    body = mail.body()
    if signed and not body.strip():
        body = parse(signed.binary(_FILE_DATA), name).body
    headers = message_from_string(mail.text(_HEADERS))
    subject = mail.first_text((_SUBJECT,)) or header_text(headers, "subject")
    if not body.strip() and "SMIME" in kind:
        raise DocumentError("mail-encrypted", file=name)
    if not body.strip() and (needs_text or not subject.strip()):
        raise DocumentError("mail-without-text", file=name)
    sender_name, sender_address = _sender(mail, headers)
    wished = addresses(headers, "reply-to")
    files = (file.first_text(_FILE_NAMES) for file in mail.children("__attach"))
    return MailContent(
        body=body,
        subject=subject,
        sender=sender_name or sender_address,
        sender_address=sender_address,
        reply_address=wished[0][1] if wished else sender_address,
        recipients=tuple(_recipients(mail)),
        sent=mail.time(_SUBMITTED) or mail.time(_DELIVERED) or date_of(headers),
        message_id=mail.first_text((_MESSAGE_ID,)) or header_text(headers, "message-id"),
        attachments=tuple(filter(None, files)),
        findings=_remarks(mail, body, is_signed=signed is not None),
    )


def _remarks(mail: "_Properties", body: str, *, is_signed: bool) -> tuple[Finding, ...]:
    """Return what to know about a mail whose text is *body*."""
    found = [signed_remark()] if is_signed else []
    if not is_signed and not mail.text(_BODY).strip():
        found += page_remarks(mail.binary(_HTML) or mail.text(_HTML).encode())
    return (*found, *text_remarks(body))


def _sender(mail: "_Properties", headers: Message) -> tuple[str, str]:
    names = addresses(headers, "from")
    if names:
        return names[0]
    return mail.first_text((_SENDER_NAME,)), mail.first_text(_SENDER_ADDRESSES, like=_ADDRESS)


def _recipients(mail: "_Properties") -> Iterator[str]:
    for recipient in mail.children("__recip"):
        address = recipient.first_text(_RECIPIENT_ADDRESSES, like=_ADDRESS)
        if address and recipient.number(_RECIPIENT_KIND) != _BLIND_COPY:
            yield address


class _Properties:
    """Properties of a mail, a recipient or an attachment, read as far as they can be."""

    def __init__(self, storage: Any, begin: int) -> None:
        self._storage = storage
        self._fixed = _fixed_properties(storage, begin)

    def children(self, kind: str) -> list["_Properties"]:
        """Return the recipients (`__recip`) or attachments (`__attach`)."""
        return [_Properties(each, 8) for each in self._storage.storages if each.name.startswith(kind)]

    def binary(self, number: int, kind: int = _BINARY) -> bytes:
        """Return the bytes of a property, empty without it."""
        try:
            data: bytes = self._storage.property_stream_bytes(number, kind)
        except KeyError:
            return b""
        return data

    def text(self, number: int) -> str:
        """Return a text, in whichever encoding it is stored; empty without it."""
        wide = self.binary(number, _TEXT)
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.binary(number, _TEXT_8_BIT)
        return decode_as(narrow, self._encoding(_BODY_CODE_PAGE if number == _BODY else _CODE_PAGE)).rstrip(
            "\0"
        )

    def first_text(self, numbers: tuple[int, ...], like: re.Pattern[str] = _ANYTHING) -> str:
        """Return the first text among *numbers* that is there and looks *like* what is wanted, on one line."""
        texts = (" ".join(self.text(number).split()) for number in numbers)
        return next(filter(like.fullmatch, texts), "")

    def body(self) -> str:
        """Return the plain text, or else the words of the formatted one."""
        plain = plain_lines(self.text(_BODY))
        if plain.strip():
            return plain
        data = self.binary(_HTML)
        return html_text_of(data, self._encoding(_BODY_CODE_PAGE)) if data else html_text(self.text(_HTML))

    def number(self, number: int) -> int | None:
        """Return a whole number, or None without it."""
        value = self._fixed.get(number)
        return int.from_bytes(value[:4], "little") if value else None

    def time(self, number: int) -> dt.datetime | None:
        """Return a time in UTC, or None without it."""
        value = self._fixed.get(number)
        ticks = int.from_bytes(value, "little") if value else 0
        try:
            return _EPOCH + dt.timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def _encoding(self, number: int) -> str | None:
        page = self.number(number) or self.number(_BODY_CODE_PAGE) or self.number(_CODE_PAGE)
        return _encoding_of(page) if page else None


def _fixed_properties(storage: Any, begin: int) -> dict[int, bytes]:
    """Return the eight bytes of each property by its number, as far as the list of them is whole."""
    try:
        data = storage.properties_stream_bytes[begin:]
    except KeyError:
        return {}
    entries = (data[place : place + 16] for place in range(0, len(data) - 15, 16))
    return {struct.unpack("<H", entry[2:4])[0]: entry[8:] for entry in entries}


def _encoding_of(code_page: int) -> str | None:
    from oxmsg.domain.encodings import encoding_from_codepage  # noqa: PLC0415 - takes a moment to load

    for name in (f"cp{code_page}", None):
        try:
            return codecs.lookup(name or encoding_from_codepage(code_page)).name
        except Exception:  # noqa: BLE001, S112 - the library has its own error for each way not to know
            continue
    return None
