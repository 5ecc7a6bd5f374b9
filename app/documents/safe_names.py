"""Names that every system takes for a file or a folder, as close to what was wanted as can be."""

import unicodedata
from pathlib import PurePath

_FULL_WIDTH = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
"""Signs that Windows refuses, by wider ones that read alike."""
_RESERVED = {"con", "prn", "aux", "nul", "clock$", "conin$", "conout$"} | {
    f"{port}{figure}" for port in ("com", "lpt") for figure in "0123456789¹²³"
}
"""Names of devices, which Windows opens instead of a file whatever their ending."""
_LONGEST_BYTES = 180
"""In UTF-8; the limit of most disks is 255, and a number or a temporary ending may follow."""


def safe_name(wanted: str) -> str:
    """Return *wanted*, without an ending, as a name that every system takes; `_` where nothing is left."""
    text = " ".join(unicodedata.normalize("NFC", wanted).translate(_FULL_WIDTH).split())
    text = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")
    text = _shortened(text).strip(" .")
    return f"{text}_" if text.partition(".")[0].strip().casefold() in _RESERVED else text or "_"


class FreeNames:
    """Hands out each name once, whether capitals count on the disk or not."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return *wanted*, with a number before its ending when it is taken, and keep it."""
        path = PurePath(wanted)
        candidate, number = wanted, 1
        while candidate.casefold() in self._taken:
            number += 1
            candidate = f"{path.stem} {number}{path.suffix}"
        self._taken.add(candidate.casefold())
        return candidate


def _shortened(text: str) -> str:
    return text.encode("utf-8")[:_LONGEST_BYTES].decode("utf-8", "ignore")
