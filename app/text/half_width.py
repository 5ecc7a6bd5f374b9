"""Full-width signs as their half-width ones, so that one pattern finds both; every place stays."""

_PAIRS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""The full-width copies of the ASCII signs, from ！ to ～."""
_OTHERS = {
    "\u3000": " ",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2212": "-",
    "\u301c": "~",
    "￥": "¥",
    "’": "'",
}
_TABLE = _PAIRS | {ord(sign): plain for sign, plain in _OTHERS.items()}


def half_width(text: str) -> str:
    """Return *text* with half-width digits, letters and signs; it is as long as *text*."""
    return text if text.isascii() else text.translate(_TABLE)
