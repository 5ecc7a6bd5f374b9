"""`deskhand fill`."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_line import json_lines
from app.command_line.console import Screen
from app.command_line.session import say_what_a_model_adds, session
from app.command_line.shared_options import takes_shared_options
from app.documents.reading import read_source
from app.records import FilledField, FillResult
from app.text.messages import reason_sentence, word


def register(commands: typer.Typer) -> None:
    """Add the command of the form job."""
    commands.command("fill")(takes_shared_options(fill_form))


def fill_form(
    context: typer.Context,
    *,
    form: Annotated[Path, typer.Argument(metavar="FORM", help="A PDF or Excel form.")],
    sources: Annotated[
        list[Path], typer.Option("--from", metavar="FILE", help="Text, mail or document with the values.")
    ],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the filled copy.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Fill a form from texts, mails or documents; what is not there stays empty."""
    with session(context) as current:
        texts = [read_source(path) for path in sources]
        say_what_a_model_adds(current)
        with current.screen.progress() as on_progress:
            result = current.desk.forms.fill(form, texts, out=out, on_progress=on_progress)
        if as_json:
            current.screen.line(json_lines.to_line(json_lines.fill_object(result, current.screen.language)))
        else:
            show_form(current.screen, result)


def show_form(screen: Screen, result: FillResult) -> None:
    """Write the fields of a form for a person, each with where its value came from."""
    columns = ["column-field", "column-value", "column-status", "column-basis"]
    screen.table(
        [word(column, screen.language) for column in columns],
        [_cells(screen, field) for field in result.fields],
    )
    screen.findings(result.findings)
    if result.out:
        screen.result(f"→ {result.out}")
    else:
        screen.word(word("no-copy-written", screen.language))


def _cells(screen: Screen, field: FilledField) -> list[str]:
    value = "" if field.value is None else field.value
    if isinstance(value, bool):
        value = "☑" if value else "☐"
    basis = "; ".join(f"{evidence.source}: “{evidence.quote}”" for evidence in field.evidence)
    return [
        field.label or field.name,
        value,
        word(f"status-{field.status.value}", screen.language),
        basis or reason_sentence(field.reason, field.parameters, screen.language),
    ]
