"""Which encoding the bytes of a text are in; made for the short files of an office."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from charset_normalizer import from_bytes

_MARKS = (
    # The mark of UTF-32 begins like that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 100_000
"""Bytes that a guess looks at."""
_SHORT = 24
"""Bytes beyond ASCII; with fewer, the statistics of charset-normalizer are worth nothing."""
_OTHER_SCRIPTS = (
    "cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "gb18030", "cp950", "cp949", "euc_jp",
)  # fmt: skip
_RUN = re.compile(rb"[\x80-\xff]{3,}")
"""In Latin letters, signs beyond ASCII stand alone or in pairs, elsewhere they make up the words."""
_TELLING = ("utf-8", "cp932", "euc_jp")
"""Encodings whose signs take several bytes in a pattern, so that a torn sign does not hide them."""
_RARE_KANJI = 0x9873
"""From here on the first standard of Japanese signs, as Windows numbers it, has the rare kanji."""
_VENDOR_SIGNS = 0xED00
"""From here on Windows has signs of its own, such as 髙 and ㈱, common in names."""
_WIDER = {
    "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "euc_kr": "cp949",
    "iso8859-1": "cp1252", "iso8859-9": "cp1254", "ascii": "",
}  # fmt: skip
"""Encodings that are named where a larger one is meant; an empty one says nothing."""
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\([BJI]")
_ESCAPE = re.compile(rb"\x1b(\$[@B]|\([BJI]|\$\(D)")
_HALF_WIDTH_RUN = re.compile("[\uff61-\uff9f]{3,}")
_NAMED_TORN = 4
"""So many signs to a broken one are enough where the mail names the encoding."""
_CHUNK = 1_000_000
"""Bytes of a file that are looked at together."""
_LOOSE_VOICE_MARK = re.compile("(?<![\uff73\uff76-\uff84\uff8a-\uff8e])\uff9e|(?<![\uff8a-\uff8e])\uff9f")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding that it was in."""

    text: str
    encoding: str
    """Python's name, to write it back."""
    mark: bytes = b""
    """The byte-order mark that stood before it."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the text of a file is written."""

    name: str
    """Python's name."""
    mark: bytes = b""
    """The byte-order mark before the text."""
    is_odd: bool = False
    """Whether it is a Japanese mail's encoding with signs that Python's own codec lacks."""


def find_encoding(stream: BinaryIO) -> Encoding:
    """Return what `decode` would take for the bytes of *stream*, without holding them all; read from its begin."""
    stream.seek(0)
    head = stream.read(_SAMPLE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, mark)
    if _is_iso_2022_jp(stream):
        return Encoding("iso2022_jp_ext", is_odd=not _explains(stream, "iso2022_jp_ext"))
    for name in _candidates(head):
        if _explains(stream, name) or (name in _TELLING and _is_hardly_torn(head.decode(name, "replace"))):
            return Encoding(name)
    return Encoding("latin-1")


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        yield chunk


def _is_iso_2022_jp(stream: BinaryIO) -> bool:
    has_escape = False
    for chunk in _chunks(stream):
        if not chunk.isascii():
            return False
        has_escape = has_escape or bool(_ISO_2022_JP.search(chunk))
    return has_escape


def _explains(stream: BinaryIO, name: str) -> bool:
    """Return whether all bytes of *stream* are signs of the encoding *name*."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for chunk in _chunks(stream):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def decode(data: bytes) -> Decoded:
    """Return the text of *data*; bytes that its encoding does not explain become U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, mark)
    if data.isascii() and _ISO_2022_JP.search(data):
        return Decoded(_from_iso_2022_jp(data), "iso2022_jp_ext")
    for encoding in _candidates(data):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            if encoding in _TELLING and _is_hardly_torn(data[:_SAMPLE].decode(encoding, "replace")):
                return Decoded(data.decode(encoding, "replace"), encoding)
    return Decoded(data.decode("latin-1"), "latin-1")


def decode_as(data: bytes, named: str | None) -> str:
    """Return the text of *data*, believing the encoding that a mail or page *named* when it fits."""
    try:
        name = codecs.lookup((named or "").strip("\"' ")).name
    except (LookupError, ValueError):
        return decode(data).text
    name = _WIDER.get(name, name)
    if name.startswith("iso2022_jp"):
        return _from_iso_2022_jp(data) if data.isascii() else decode(data).text
    if name.startswith(("utf-16", "utf-32")) and b"\0" not in data:
        return decode(data).text  # which nearly any bytes are signs of
    try:
        return data.decode(name).removeprefix("\ufeff")
    except (LookupError, ValueError, TypeError):  # no charset, broken bytes, or a codec such as base64
        torn = data.decode("utf-8", "replace") if name == "utf-8" else ""
        return torn if _is_hardly_torn(torn, _NAMED_TORN) else decode(data).text


def _candidates(data: bytes) -> Iterator[str]:
    """Yield encodings to try strictly, the likeliest first."""
    wide = _utf_16_without_mark(data[:2000])
    if wide:
        yield wide
    yield "utf-8"
    sample = data[:_SAMPLE]
    japanese = _japanese(sample)
    if japanese:
        yield japanese
    elif _is_other_script(sample):
        best = from_bytes(_whole_lines(sample, _SAMPLE // 5), cp_isolation=list(_OTHER_SCRIPTS)).best()
        if best:
            yield best.encoding
    yield "cp1252"


def _whole_lines(sample: bytes, limit: int) -> bytes:
    """Return about *limit* bytes of *sample* without a torn sign at the end, if it has lines."""
    end = sample.rfind(b"\n", 0, limit) + 1
    return sample[: end or limit] if len(sample) > limit else sample


def _is_other_script(sample: bytes) -> bool:
    beyond = sum(byte > 127 for byte in sample)
    return beyond >= _SHORT and sum(map(len, _RUN.findall(sample))) * 3 >= beyond


def _utf_16_without_mark(sample: bytes) -> str | None:
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if bool(even) == bool(odd):
        return None
    encoding = "utf-16-be" if even else "utf-16-le"
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    # A zero that strayed into another text makes rare kanji of it.
    worth = sum(1.0 if "\t" <= sign <= "\x7f" else _worth_of(sign) for sign in text)
    return encoding if worth > 0.7 * len(text) else None


def _is_hardly_torn(text: str, most: int = 20) -> bool:
    """Return whether but one in *most* signs beyond ASCII was explained; chance does not do that."""
    broken = text.count("\ufffd")
    return sum(sign > "\x7f" for sign in text) > most * broken


def _japanese(sample: bytes) -> str | None:
    """Return the Japanese encoding in which *sample* reads like Japanese, if there is one."""
    best, most = None, 0.5
    for encoding in ("cp932", "euc_jp"):
        # The sample may end within a sign.
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
        if "\ufffd" in text and not _is_hardly_torn(text):
            continue
        share = _japanese_share(text, kanji_suffice=encoding == "cp932")
        if share > most:
            best, most = encoding, share
    return best


def _japanese_share(text: str, *, kanji_suffice: bool) -> float:
    """Return how much of *text* beyond ASCII is what Japanese is written with, at most 1.

    Chinese and Korean bytes read as EUC-JP give kanji, so that these do not suffice there.
    """
    beyond = [sign for sign in text if sign > "\x7f"]
    if not beyond:
        return 0.0
    half_width = sum("\uff61" <= sign <= "\uff9f" for sign in beyond)
    if half_width == len(beyond):
        runs = sum(map(len, _HALF_WIDTH_RUN.findall(text)))
        # Names of accounts are written so; kanji of another encoding fall into these bytes at random.
        return 0.9 * runs / half_width if not _LOOSE_VOICE_MARK.search(text) else 0.0
    kana = sum("\u3041" <= sign <= "\u30ff" for sign in beyond)
    if not kanji_suffice and kana * 20 < len(beyond) > _SHORT // 2:
        return 0.0
    return sum(map(_worth_of, beyond)) / len(beyond)


def _worth_of(sign: str) -> float:
    """Return 1 for a sign that is common in Japanese, less for a rare one, -1 for one that is a mistake."""
    if "\u3041" <= sign <= "\u30ff":
        return 1.0
    if "\uff61" <= sign <= "\uff9f" or "\ue000" <= sign <= "\uf8ff" or sign < "\xa0":
        return -1.0
    try:
        number = int.from_bytes(sign.encode("cp932"), "big")
    except UnicodeEncodeError:
        return -1.0
    return 1.0 if number < _RARE_KANJI or number >= _VENDOR_SIGNS else -0.2


def _from_iso_2022_jp(data: bytes) -> str:
    """Return the text of a Japanese mail, with the signs of Windows that Python's own codec lacks."""
    with suppress(UnicodeDecodeError):
        return data.decode("iso2022_jp_ext")
    pieces = _ESCAPE.split(data)
    found = [pieces[0].decode("ascii", "replace")]
    for escape, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if escape in {b"$B", b"$@"}:
            found.append(_from_jis(piece))
        elif escape == b"$(D":
            found.append(_from_supplement(piece))
        elif escape == b"(I":
            found.append(bytes(byte | 0x80 if 0x20 < byte < 0x60 else byte for byte in piece).decode("cp932"))
        else:
            found.append(piece.decode("ascii", "replace"))
    return "".join(found)


def _from_jis(piece: bytes) -> str:
    shifted = bytearray()
    place = 0
    while place < len(piece):
        row, cell = piece[place], piece[place + 1] if place + 1 < len(piece) else 0
        if 0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E:
            lead = ((row - 0x21) >> 1) + 0x81
            trail = cell + 0x1F + (cell >= 0x60) if row & 1 else cell + 0x7E
            shifted += bytes((lead + 0x40 if lead > 0x9F else lead, trail))
            place += 2
        else:
            # A line may end without the way back to ASCII.
            shifted.append(row)
            place += 1
    return shifted.decode("cp932", "replace")


def _from_supplement(piece: bytes) -> str:
    marked = re.sub(rb"[\x21-\x7e]{2}", lambda pair: b"\x8f" + bytes(b | 0x80 for b in pair.group()), piece)
    return marked.decode("euc_jp", "replace")
