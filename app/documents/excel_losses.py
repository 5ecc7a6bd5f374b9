"""What of a workbook is not there any more after it was written anew."""

import zipfile
from pathlib import Path

_PARTS = {
    "workbook-lost-drawings": (
        "xl/charts/chart", "xl/media/", "xl/drawings/drawing", "xl/ctrlProps/", "xl/activeX/",
    ),
    "workbook-lost-overviews": ("xl/pivotTables/", "xl/slicers/", "xl/timelines/"),
    "workbook-lost-comments": ("xl/threadedComments/",),
    "workbook-lost-macros": ("xl/vbaProject.bin",),
}  # fmt: skip
_IN_SHEETS = {"workbook-lost-overviews": (b":sparklineGroup ", b"x14:conditionalFormatting ")}
_CHUNK = 1 << 20


def lost_parts(source: Path, out: Path) -> tuple[str, ...]:
    """Return codes of findings for the kinds of things that the workbook *source* has more of than *out*.

    They are `workbook-lost-drawings` (charts, pictures, shapes, buttons), `workbook-lost-overviews` (pivot
    tables, slicers, sparklines, conditional formats of newer kinds), `workbook-lost-comments` (those with
    answers) and `workbook-lost-macros`; none where *source* is no workbook.
    """
    if not zipfile.is_zipfile(source):
        return ()
    before, after = _counts(source), _counts(out)
    return tuple(dict.fromkeys(code for (code, sign), count in before.items() if count > after[code, sign]))


def _counts(path: Path) -> dict[tuple[str, object], int]:
    counts: dict[tuple[str, object], int] = {}
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        for code, begins in _PARTS.items():
            for begin in begins:
                counts[code, begin] = sum(name.startswith(begin) for name in names)
        sheets = [name for name in names if name.startswith("xl/worksheets/sheet")]
        for code, signs in _IN_SHEETS.items():
            for sign in signs:
                counts[code, sign] = sum(_holds(archive, name, sign) for name in sheets)
    return counts


def _holds(archive: zipfile.ZipFile, name: str, sign: bytes) -> bool:
    rest = b""
    with archive.open(name) as stream:
        while piece := stream.read(_CHUNK):
            if sign in rest + piece:
                return True
            rest = piece[-len(sign) :]
    return False
