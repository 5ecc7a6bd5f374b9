"""`deskhand sort`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from app.command_line import json_lines
from app.command_line.console import Screen
from app.command_line.session import Session, say_what_a_model_adds, session
from app.command_line.shared_options import takes_shared_options
from app.records import Finding, SortedRow
from app.tasks.inquiries.categories import CategorySet, load_categories
from app.tasks.inquiries.export import read_examples, write_sorted
from app.tasks.inquiries.inquiries import Inquiries, read_inquiries
from app.text.messages import reason_sentence, word

_SHOWN_TEXT = 48
_SHOWN_ROWS = 200
"""More than these nobody reads on a screen; a file or `--json` holds all."""


def register(commands: typer.Typer) -> None:
    """Add the command of the inquiry job."""
    commands.command("sort")(takes_shared_options(sort_inquiries))


def sort_inquiries(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    *,
    table: Annotated[Path, typer.Argument(metavar="TABLE|FOLDER|MBOX", help="The inquiries.")],
    categories: Annotated[Path, typer.Option(metavar="FILE", help="The categories, a YAML file.")],
    text_column: Annotated[str | None, typer.Option(metavar="NAME", help="Column with the text.")] = None,
    examples: Annotated[
        Path | None, typer.Option(metavar="TABLE", help="Rows with a column `category` to learn from.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the table with added columns.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where the last run stopped.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line a row.")] = False,
) -> None:
    """Sort customer inquiries into your categories."""
    with session(context) as current:
        chosen = load_categories(categories)
        inquiries = read_inquiries(table, text_column or chosen.text_column)
        learned = read_examples(examples, text_column or chosen.text_column, chosen) if examples else []
        say_what_a_model_adds(current)
        shown = ShownRows(current.screen, None if as_json else _SHOWN_ROWS)
        with current.screen.progress() as on_progress:
            rows = current.desk.inquiries.sort(
                inquiries, chosen, examples=learned, resume=resume, on_progress=on_progress
            )
            findings = _sort(shown.each(rows), inquiries, chosen, out)
        if not as_json:
            shown.show()
            _tell_where(current, out)
        for finding in findings:
            current.screen.finding(finding)


def _sort(
    rows: Iterable[SortedRow], inquiries: Inquiries, categories: CategorySet, out: Path | None
) -> tuple[Finding, ...]:
    """Let the *rows* come, into *out* if there is one; no more than a few are ever held."""
    if out:
        return write_sorted(inquiries, rows, categories, out)
    for _ in rows:
        pass
    return ()


def _tell_where(current: Session, out: Path | None) -> None:
    if out:
        current.screen.word(f"→ {out}")


class ShownRows:
    """Sorted rows for a person or a script, of which no more are held than are shown."""

    def __init__(self, screen: Screen, limit: int | None) -> None:
        """Show the first *limit* rows in a table; None writes each as a line for scripts at once."""
        self._screen = screen
        self._limit = limit
        self._first: list[SortedRow] = []
        self._counts: Counter[str | None] = Counter()
        self._waiting = 0

    def each(self, rows: Iterable[SortedRow]) -> Iterator[SortedRow]:
        """Hand on the *rows* and take down what is to be shown."""
        for row in rows:
            if self._limit is None:
                self._screen.line(json_lines.to_line(json_lines.row_object(row, self._screen.language)))
            elif len(self._first) < self._limit:
                self._first.append(row)
            self._counts[row.category] += 1
            self._waiting += row.needs_person
            yield row

    def show(self) -> None:
        """Write the table of the first rows, then how many went where."""
        language, total = self._screen.language, self._counts.total()
        columns = [
            "column-row",
            "column-text",
            "column-category",
            "column-sure",
            "column-status",
            "column-basis",
        ]
        self._screen.table(
            [word(column, language) for column in columns], [_cells(self._screen, row) for row in self._first]
        )
        if total > len(self._first):
            self._screen.result(f"  … {total - len(self._first)}")
        self._screen.result()
        counts = [
            f"{name or word('none-fits', language)}: {count}" for name, count in self._counts.most_common()
        ]
        self._screen.result("  ".join(counts))
        self._screen.result(f"{word('needs-person', language)}: {self._waiting} / {total}")


def _cells(screen: Screen, row: SortedRow) -> list[str]:
    text = " ".join(row.text.split())
    shown = text if len(text) <= _SHOWN_TEXT else text[: _SHOWN_TEXT - 1] + "…"
    basis = ", ".join(dict.fromkeys(evidence.quote for evidence in row.evidence))
    return [
        str(row.row),
        shown,
        row.category or word("none-fits", screen.language),
        f"{row.confidence:.0%}",
        word("needs-person" if row.needs_person else "decided", screen.language),
        basis or reason_sentence(row.reason, row.parameters, screen.language),
    ]
