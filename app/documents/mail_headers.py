"""Headers of mails as they really arrive: in odd encodings, folded, torn, with raw bytes."""

import binascii
import quopri
import re
from datetime import datetime
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from app.documents.decoding import decode, decode_as

_ENCODED_WORD = re.compile(r"=\?([^?*]*)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?)")
_FOLD = re.compile(r"\r?\n[ \t]*")
_ADDRESS = re.compile(r"""(?<![^\s<>"',;:()])[^\s<>"',;:()@]+@[^\s<>"',;:()]+""")
"""Looked for at the begin of a word only: from each sign of a long one it would take for ever."""


def raw_header(message: Message, name: str) -> str:
    """Return the first header *name* as it stands, unfolded; empty without one."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return _readable(_FOLD.sub(" ", str(value)))
    return ""


def header_text(message: Message, name: str) -> str:
    """Return the first header *name* as a person reads it."""
    return decoded_words(raw_header(message, name))


def decoded_words(raw: str) -> str:
    """Return *raw* with its encoded words decoded and single spaces."""
    pieces: list[str] = []
    place = 0
    waiting = b""
    charset = ""
    joined = _BETWEEN_WORDS.sub("", raw)
    for word in _ENCODED_WORD.finditer(joined):
        # A sign may be split between two words, so that their bytes belong together.
        if waiting and (word.start() > place or word[1].lower() != charset):
            pieces.append(decode_as(waiting, charset))
            waiting = b""
        pieces.append(joined[place : word.start()])
        charset = word[1].lower()
        waiting += _word_bytes(word[2].lower(), word[3])
        place = word.end()
    if waiting:
        pieces.append(decode_as(waiting, charset))
    pieces.append(joined[place:])
    return " ".join("".join(pieces).split())


def addresses(message: Message, name: str) -> list[tuple[str, str]]:
    """Return names and addresses in all headers *name*; a name may be empty."""
    raw = [_readable(_FOLD.sub(" ", str(value))) for key, value in message.raw_items() if key.lower() == name]
    try:
        parsed = getaddresses(raw)
    except RecursionError:  # of Python's parser, over thousands of brackets
        parsed = []
    found = [(decoded_words(words).strip("\"' "), address) for words, address in parsed if "@" in address]
    # Newer versions of Python give nothing where a name is not quoted as it should be.
    return found or [
        (decoded_words(text[: match.start()]).strip("\"'<( "), match.group())
        for text in raw
        for match in _ADDRESS.finditer(text)
    ]


def date_of(message: Message) -> datetime | None:
    """Return when the mail was sent, or None when it does not say."""
    try:
        return parsedate_to_datetime(raw_header(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _readable(raw: str) -> str:
    """Return *raw* with the bytes that stand in it against the rules decoded."""
    try:
        data = raw.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return raw
    return raw if data.isascii() else decode(data).text


def _word_bytes(kind: str, payload: str) -> bytes:
    data = payload.encode("utf-8", "replace")
    if kind == "q":
        return quopri.decodestring(data, header=True)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data
