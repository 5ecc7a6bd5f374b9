"""`deskhand history`: search, show and erase what was kept."""

import datetime as dt
from typing import Annotated, Any

import typer

from app.command_line import json_lines
from app.command_line.session import Session, session
from app.command_line.shared_options import takes_shared_options
from app.errors import InputError
from app.records import Run
from app.text.messages import word


def register(commands: typer.Typer) -> None:
    """Add the commands over the records."""
    group = typer.Typer(help="Search, show and erase the records of earlier runs.", rich_markup_mode=None)
    group.command("search")(takes_shared_options(search))
    group.command("show")(takes_shared_options(show))
    group.command("erase")(takes_shared_options(erase))
    commands.add_typer(group, name="history")


def search(
    context: typer.Context,
    *,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help="None lists the latest.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line a run.")] = False,
) -> None:
    """List the runs that hold all the words, the latest first."""
    with session(context) as current:
        text = " ".join(words or [])
        runs = (
            current.desk.runs.search(text, whole=False)
            if text.strip()
            else current.desk.runs.recent(whole=False)
        )
        if as_json:
            for run in runs:
                current.screen.line(json_lines.to_line(_summary(run)))
        elif runs:
            columns = ["column-run", "column-when", "column-job", "column-title"]
            current.screen.table(
                [word(column, current.screen.language) for column in columns],
                [
                    [
                        run.id,
                        f"{run.started.astimezone():%Y-%m-%d %H:%M}",
                        word(f"job-{run.job}", current.screen.language),
                        run.title,
                    ]
                    for run in runs
                ],
            )
        else:
            current.screen.word(word("no-runs", current.screen.language))


def show(
    context: typer.Context,
    *,
    run_id: Annotated[str, typer.Argument(metavar="ID", help="Id of the run.")],
    row: Annotated[
        int | None, typer.Option(metavar="N", help="Only the decisions on this row, one JSON line each.")
    ] = None,
) -> None:
    """Print one run whole, as JSON; or who decided about one of its rows, when, and from what."""
    with session(context) as current:
        run = current.desk.runs.get(run_id)
        if row is not None:
            _show_decisions(current, run_id, row)
            return
        whole = {
            **_summary(run),
            "input": dict(run.input),
            "output": dict(run.output),
            "evidence": [
                {"source": e.source, "quote": e.quote, "start": e.start, "end": e.end} for e in run.evidence
            ],
        }
        current.screen.line(json_lines.to_line(whole))


def _show_decisions(current: Session, run_id: str, row: int) -> None:
    decisions = current.desk.runs.decisions.of_row(run_id, row)
    if not decisions:
        raise InputError("no-decisions", run=run_id, row=row)
    for decision in decisions:
        line = json_lines.decision_object(decision, current.screen.language)
        current.screen.line(json_lines.to_line(line))


def erase(
    context: typer.Context,
    *,
    run_ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Runs to erase.")] = None,
    before: Annotated[
        dt.datetime | None,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Erase what is older than this day."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Erase all records.")] = False,
) -> None:
    """Erase records for good: by id, by age, or all."""
    ways = [bool(run_ids), before is not None, everything]
    if sum(ways) != 1:
        raise typer.BadParameter("give either run ids, or --before DATE, or --all")
    with session(context) as current:
        runs = current.desk.runs
        if run_ids:
            for run_id in run_ids:
                runs.get(run_id)
            count = runs.erase(run_ids)
        elif before:
            count = runs.erase_before(before.date())
        else:
            count = runs.erase_all()
        current.screen.word(word("erased", current.screen.language).format(count=count))


def _summary(run: Run) -> dict[str, Any]:
    return {
        "run": run.id,
        "job": run.job,
        "started": run.started.isoformat(),
        "title": run.title,
        "method": run.method,
        "model": run.model,
        "seconds": round(run.seconds, 3),
    }
