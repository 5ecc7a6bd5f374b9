"""What a person should know about how a mail came: signed, formatted only, with signs that were lost."""

import re
from email.message import Message

from app.records import Finding, Gravity

_LOST = "\ufffd"
_ENCRYPTED = re.compile(r"^[ \t]*-----BEGIN (?:PGP MESSAGE|PKCS7|CMS)-----", re.MULTILINE)
"""Quoted, or named within a sentence, it takes nothing from the words around it."""
_SIGNED_TEXT = "-----BEGIN PGP SIGNED MESSAGE-----"
_REMOTE_PICTURE = re.compile(
    rb"<(?:img|input|source|video)\b[^>]{0,2000}?\b(?:src|srcset|poster)\s*=\s*(?:[\"']\s*)?(?:https?:|//)"
    rb"|\bbackground\s*=\s*(?:[\"']\s*)?(?:https?:|//)|\burl\(\s*(?:[\"']\s*)?(?:https?:|//)",
    re.IGNORECASE,
)
_PIECE, _LONGEST_TAG = 100_000, 3_000
"""Bytes that are searched in one step, so that the window's thread gets its turn, and what the next step repeats."""


def mail_remarks(message: Message, body: str) -> tuple[Finding, ...]:
    """Return what to know about *message*, whose text is *body*."""
    parts = list(message.walk())
    kinds = {part.get_content_type() for part in parts}
    found = [_note("mail-signed")] if "multipart/signed" in kinds or _has(parts, _SIGNED_TEXT) else []
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    has_plain = any(_payload(part).strip() for part in parts if part.get_content_type() == "text/plain")
    if pages and not has_plain:
        found += page_remarks(b"".join(map(_payload, pages)))
    return (*found, *text_remarks(body))


def page_remarks(page: bytes) -> list[Finding]:
    """Return what to know about a mail that came as the formatted *page* only."""
    pieces = (page[begin : begin + _PIECE + _LONGEST_TAG] for begin in range(0, len(page), _PIECE))
    pictures = [_note("mail-pictures-not-loaded")] if any(map(_REMOTE_PICTURE.search, pieces)) else []
    return [_note("mail-formatted-only"), *pictures]


def text_remarks(text: str) -> tuple[Finding, ...]:
    """Return what to know about the *text* of a mail, however it came."""
    found = []
    if is_encrypted(text):
        found.append(Finding("text-encrypted", gravity=Gravity.WRONG))
    if lost := text.count(_LOST):
        found.append(Finding("mail-signs-lost", {"count": lost}))
    return tuple(found)


def is_encrypted(text: str) -> bool:
    """Return whether *text* holds an encrypted passage of its own."""
    return bool(_ENCRYPTED.search(text))


def signed_remark() -> Finding:
    """Return what to know about a mail that is signed."""
    return _note("mail-signed")


def _note(code: str) -> Finding:
    return Finding(code, gravity=Gravity.NOTE)


def _has(parts: list[Message], words: str) -> bool:
    sought = words.encode()
    return any(sought in _payload(part) for part in parts if part.get_content_type() == "text/plain")


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
