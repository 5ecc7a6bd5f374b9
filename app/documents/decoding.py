"""Which encoding the bytes of a text are in."""

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ISO_2022_JP = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
_SAMPLE = 200_000
"""Bytes that the guess looks at."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding that it was in."""

    text: str
    encoding: str
    """Python's name, to write it back."""


def decode(data: bytes) -> Decoded:
    """Return the text of *data*; signs that no encoding explains become U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace").removeprefix("\ufeff"), encoding)
    for encoding in _candidates(data):
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return Decoded(data.decode("cp1252", "replace"), "cp1252")


def _candidates(data: bytes) -> list[str]:
    """Return encodings to try strictly, the likeliest first."""
    if any(escape in data for escape in _ISO_2022_JP):
        return ["iso2022_jp_ext", "iso2022_jp"]
    wide = _utf_16_without_mark(data[:2000])
    names = [wide] if wide else []
    names.append("utf-8")
    japanese = _japanese(data[:_SAMPLE])
    if japanese:
        names.append(japanese)
    else:
        best = from_bytes(data[:_SAMPLE]).best()
        # The guess is made for long texts; a short one in Western letters is cp1252 nearly always.
        if best and len(data) > 300 and not best.encoding.startswith(("mac", "cp", "latin", "iso8859")):
            names.append(best.encoding)
    return [*names, "cp1252", "latin-1"]


def _utf_16_without_mark(sample: bytes) -> str | None:
    if len(sample) < 4 or not sample.count(0):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 6 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 6 and not odd else None


def _japanese(sample: bytes) -> str | None:
    """Return the Japanese encoding in which *sample* makes the most Japanese signs, if it makes any."""
    best, most = None, 0.0
    for encoding in ("cp932", "euc_jp"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(sample)
        except UnicodeDecodeError:
            continue
        beyond = [sign for sign in text if ord(sign) > 127]
        common = sum(map(_is_japanese, beyond))
        half_width = sum("\uff61" <= sign <= "\uff9f" for sign in beyond)
        rare = sum("\u7e00" <= sign <= "\u9fff" for sign in beyond)
        share = (common - 2 * half_width - 0.5 * rare) / len(beyond) if beyond else 0.0
        if share > most:
            best, most = encoding, share
    return best if most > 0.6 else None


def _is_japanese(sign: str) -> bool:
    return "\u3040" <= sign <= "\u30ff" or "\u4e00" <= sign <= "\u9fff" or sign in "、。「」ー・（）："
