"""Keywords as a table."""

from collections.abc import Sequence
from pathlib import Path

from app.documents.cells import Cell
from app.documents.tables import write_new_table
from app.records import KeywordsResult

_AROUND = 40
"""Characters of the passage on each side of the keyword."""


def write_keywords(results: Sequence[KeywordsResult], out: Path) -> None:
    """Write a row for each keyword to *out*, .csv or .xlsx.

    Raises:
        DocumentError: *out* is of another kind or cannot be written.
    """
    rows: list[list[Cell]] = [
        [
            result.file,
            keyword.text,
            keyword.score,
            keyword.kind,
            float(len(keyword.spans)),
            _passage(result.text, keyword.spans),
        ]
        for result in results
        for keyword in result.keywords
    ]
    write_new_table(["file", "keyword", "score", "kind", "count", "passage"], rows, out)


def _passage(text: str, spans: Sequence[tuple[int, int]]) -> str:
    if not spans:
        return ""
    start, end = spans[0]
    return " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
