"""Turns technical field names into words a person can read."""

import re
import unicodedata

_INDEX = re.compile(r"\[\d+\]")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])|(?<=[^\W\d_])(?=\d)")
_SEPARATORS = re.compile(r"[_\-.\s]+")
_KIND_WORDS = re.compile(
    r"\b(text ?(box|field)|check ?box|combo ?box|list ?box|drop ?down|formatted field|radio ?button|text ?feld)$",
    re.IGNORECASE,
)
_KIND_PREFIX = re.compile(r"^(copy of )?(chk|txt|cbo?|fld|rb|tf|dd)[ _](?=\w)", re.IGNORECASE)
_ACROBAT_SUFFIX = re.compile(r"_af_(date|time|number|image|percent|special)$", re.IGNORECASE)
_MEANINGLESS = re.compile(
    r"^(text|field|text ?(field|box|feld)|check ?box|box|group|radio ?(button)?( ?group)?|button|list ?box|combo ?box"
    r"|drop ?down( ?list)?|choice|option|opt|date|undefined|untitled|sub ?form|page|form|fill|tekstveld|feld|c|f|t|x|y|n"
    r"|topmost ?subform|kontrollkästchen|选项|フィールド|テキスト)?[ _]*\d*([ _.\-]\d+)*$",
    re.IGNORECASE,
)


def readable_name(name: str) -> str:
    """Return the last part of a qualified field *name* in separate words.

    `topmostSubform[0].Page1[0].Room_2[0]` becomes `Room 2`, `firstName` becomes `first Name`.
    """
    parts = [part for part in _INDEX.sub("", name).split(".") if part.strip(" #")]
    if not parts:
        return name
    words = _words(parts[-1])
    if words.isdigit() and len(parts) > 1:
        words = f"{_words(parts[-2])} {words}"
    return words or parts[-1]


def readable_path(name: str) -> str:
    """Return all parts of a qualified field *name* in separate words."""
    return " ".join(
        _words(part) for part in _INDEX.sub("", name.rpartition("!")[2]).split(".") if part.strip(" #")
    )


def _words(part: str) -> str:
    part = _KIND_PREFIX.sub("", _ACROBAT_SUFFIX.sub("", part))
    part = _SEPARATORS.sub(" ", _CAMEL.sub(" ", part.replace("#", " "))).strip()
    return _KIND_WORDS.sub("", part).strip() or part


def says_something(text: str) -> bool:
    """Tell whether *text* means something to a person, unlike `Text12`, `f1_02` or `undefined`."""
    plain = unicodedata.normalize("NFKC", text).strip(" .:*_-#[]()")
    return any(sign.isalpha() for sign in plain) and not _MEANINGLESS.match(_SEPARATORS.sub(" ", plain))
