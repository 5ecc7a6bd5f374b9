"""`deskhand keywords`."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_line import json_lines
from app.command_line.console import Screen
from app.command_line.session import say_what_a_model_adds, session
from app.command_line.shared_options import takes_shared_options
from app.errors import DeskhandError
from app.records import KeywordsResult
from app.tasks.keywords.export import write_keywords
from app.text.messages import word

_PASSAGE = 30
"""Characters shown on each side of a keyword."""


def register(commands: typer.Typer) -> None:
    """Add the command of the keyword job."""
    commands.command("keywords")(takes_shared_options(pick_keywords))


def pick_keywords(
    context: typer.Context,
    *,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Reports: text, Word, PDF or CSV.")],
    top: Annotated[int, typer.Option(metavar="N", min=1, help="Keywords a report.")] = 10,
    out: Annotated[Path | None, typer.Option(metavar="FILE.csv|FILE.xlsx", help="Write a table.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line a file.")] = False,
) -> None:
    """Pick the keywords out of reports, each with its places."""
    with session(context) as current:
        screen = current.screen
        say_what_a_model_adds(current)
        results: list[KeywordsResult] = []
        with screen.progress() as on_progress:
            for result in current.desk.keywords.pick(files, top=top, on_progress=on_progress):
                results.append(result)
                if as_json:
                    screen.line(json_lines.to_line(json_lines.keywords_object(result, screen.language)))
        if not as_json:
            for result in results if any(each.error is None for each in results) else []:
                show_keywords(screen, result)
        if out and any(result.error is None for result in results):
            write_keywords(results, out)
    _end_with_error_if_nothing_was_read(results)


def _end_with_error_if_nothing_was_read(results: list[KeywordsResult]) -> None:
    failures = [result.error for result in results if result.error]
    if failures and len(failures) == len(results):
        raise DeskhandError(failures[0].code, **failures[0].parameters)


def show_keywords(screen: Screen, result: KeywordsResult) -> None:
    """Write the keywords of one report for a person, each with a passage."""
    if result.error:
        screen.failure(result.error)
        return
    screen.heading(result.file)
    rows = [
        [
            keyword.text,
            f"{keyword.score:.2f}",
            word(f"kind-{keyword.kind}", screen.language),
            str(len(keyword.spans)),
            _passage(result.text, *keyword.spans[0]) if keyword.spans else "",
        ]
        for keyword in result.keywords
    ]
    columns = ["column-keyword", "column-score", "column-kind", "column-times", "column-passage"]
    screen.table([word(column, screen.language) for column in columns], rows)
    screen.findings(result.findings)
    screen.result(f"  · {word(f'method-{result.method}', screen.language)}, {result.seconds:.1f} s")


def _passage(text: str, start: int, end: int) -> str:
    before = text[max(0, start - _PASSAGE) : start]
    after = text[end : end + _PASSAGE]
    return " ".join(f"…{before}[{text[start:end]}]{after}…".split())
