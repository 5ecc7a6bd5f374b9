"""`deskhand sort`."""

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from app.command_line import json_lines
from app.command_line.console import Screen
from app.command_line.session import Session, say_what_a_model_adds, session
from app.command_line.shared_options import takes_shared_options
from app.errors import Cancelled, DocumentError
from app.records import Finding, SortedRow
from app.tasks.inquiries.categories import CategorySet, load_categories
from app.tasks.inquiries.doubts import doubts_before_sorting
from app.tasks.inquiries.export import read_examples, write_sorted
from app.tasks.inquiries.inquiries import Inquiries, read_inquiries
from app.text.messages import reason_sentence, word

_SHOWN_TEXT = 48
_SHOWN_ROWS = 200
"""More than these nobody reads on a screen; a file or `--json` holds all."""

_SHOWN_DOUBTS = 8


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
        _tell_doubts(current.screen, doubts_before_sorting(chosen, learned, inquiries.items))
        shown = ShownRows(current.screen, None if as_json else _SHOWN_ROWS)
        with shown.told_when_stopped(), current.screen.progress() as on_progress:
            rows = shown.each(
                current.desk.inquiries.sort(
                    inquiries, chosen, examples=learned, resume=resume, on_progress=on_progress
                )
            )
            with closing(rows):
                sources = (categories, examples) if examples else (categories,)
                findings = _sort(rows, inquiries, chosen, out, sources)
        if not as_json:
            shown.show()
            _tell_where(current, out)
        for finding in findings:
            current.screen.finding(finding)


def _tell_doubts(screen: Screen, doubts: Sequence[Finding]) -> None:
    for finding in doubts[:_SHOWN_DOUBTS]:
        screen.finding(finding)
    if len(doubts) > _SHOWN_DOUBTS:
        screen.word(f"  … {len(doubts) - _SHOWN_DOUBTS}")


def _sort(
    rows: Iterator[SortedRow],
    inquiries: Inquiries,
    categories: CategorySet,
    out: Path | None,
    sources: tuple[Path, ...],
) -> tuple[Finding, ...]:
    """Let the *rows* come, into *out* if there is one; no more than a few are ever held."""
    findings: tuple[Finding, ...] = ()
    if out:
        # Not asked for more than there are, the sorting is not over yet: while its result is not safe, `--resume`
        # can take it over.
        all_rows = islice(rows, len(inquiries.items))
        findings = write_sorted(inquiries, all_rows, categories, out, sources)
    for _ in rows:
        pass
    return findings


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
        self._total = 0
        self._waiting = 0

    @contextmanager
    def told_when_stopped(self) -> Iterator[None]:
        """Tell how to go on when sorting stops before its result is written."""
        try:
            yield
        except (KeyboardInterrupt, Cancelled, DocumentError):
            if self._total:
                self._screen.word(word("sorting-stopped", self._screen.language, count=self._total))
            raise

    def each(self, rows: Iterator[SortedRow]) -> Generator[SortedRow, None, None]:
        """Hand on the *rows* and take down what is to be shown."""
        for row in rows:
            if self._limit is None:
                self._screen.line(json_lines.to_line(json_lines.row_object(row, self._screen.language)))
            elif len(self._first) < self._limit:
                self._first.append(row)
            self._total += 1
            if row.text.strip() and row.error is None:
                self._counts[row.category] += 1
            self._waiting += row.needs_person
            yield row

    def show(self) -> None:
        """Write the table of the first rows, then how many went where."""
        language, total = self._screen.language, self._total
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
