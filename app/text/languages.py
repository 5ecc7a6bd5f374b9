"""Which of our languages a text is in."""

import re

from app.records import Language

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9f]")
_KANJI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff々〆]")
_JAPANESE = re.compile(r"[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f〒]")
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}|(?:https?://|www\.)[!-~]{1,2000}", re.ASCII | re.IGNORECASE
)
"""E-mail and web addresses, which are in no language."""
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]+")


def detect_language(text: str) -> Language:
    """Return "ja" when Japanese signs carry the text, else "en".

    A Japanese sentence with a long product name in Latin letters is Japanese still: a Latin word
    counts as much as two Japanese signs. E-mail and web addresses count for nothing.
    """
    text = _ADDRESS.sub(" ", text)
    kana = len(_KANA.findall(text))
    japanese = kana + len(_KANJI.findall(text))
    return "ja" if japanese and japanese >= 2 * len(_LATIN.findall(text)) else "en"


def is_japanese(text: str) -> bool:
    """Tell whether *text* has Japanese letters."""
    return bool(_JAPANESE.search(text))
