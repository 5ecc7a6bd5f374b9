"""`deskhand sort`."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from app.command_line import json_lines
from app.command_line.console import Screen
from app.command_line.session import Session, say_what_a_model_adds, session
from app.command_line.shared_options import takes_shared_options
from app.records import SortedRow
from app.tasks.inquiries.categories import load_categories
from app.tasks.inquiries.export import read_examples, write_sorted
from app.tasks.inquiries.inquiries import read_inquiries
from app.text.messages import reason_sentence, word

_SHOWN_TEXT = 48


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
        rows: list[SortedRow] = []
        with current.screen.progress() as on_progress:
            for row in current.desk.inquiries.sort(
                inquiries, chosen, examples=learned, resume=resume, on_progress=on_progress
            ):
                rows.append(row)
                if as_json:
                    line = json_lines.row_object(row, current.screen.language)
                    current.screen.line(json_lines.to_line(line))
        if out:
            write_sorted(inquiries, rows, chosen, out)
        if not as_json:
            show_rows(current.screen, rows)
            _tell_where(current, out)


def _tell_where(current: Session, out: Path | None) -> None:
    if out:
        current.screen.word(f"→ {out}")


def show_rows(screen: Screen, rows: list[SortedRow], limit: int | None = None) -> None:
    """Write sorted rows for a person: the table, then how many went where."""
    columns = ["column-row", "column-text", "column-category", "column-sure", "column-status", "column-basis"]
    screen.table(
        [word(column, screen.language) for column in columns],
        [_cells(screen, row) for row in rows[:limit]],
    )
    if limit is not None and len(rows) > limit:
        screen.result(f"  … {len(rows) - limit}")
    counts = Counter(row.category or word("none-fits", screen.language) for row in rows)
    waiting = sum(row.needs_person for row in rows)
    screen.result()
    screen.result("  ".join(f"{name}: {count}" for name, count in counts.most_common()))
    screen.result(f"{word('needs-person', screen.language)}: {waiting} / {len(rows)}")


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
