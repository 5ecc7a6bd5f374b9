"""`deskhand models`: list, fetch, add, check and remove."""

from pathlib import Path
from typing import Annotated

import typer

from app.command_line.session import Session, session
from app.command_line.shared_options import takes_shared_options
from app.text.messages import word


def register(commands: typer.Typer) -> None:
    """Add the commands over the model library."""
    group = typer.Typer(help="List, fetch, add, check and remove models.", rich_markup_mode=None)
    for name, command in (
        ("list", list_models),
        ("get", get_model),
        ("add", add_model),
        ("check", check_models),
        ("remove", remove_model),
    ):
        group.command(name)(takes_shared_options(command))
    commands.add_typer(group, name="models")


def list_models(context: typer.Context) -> None:
    """List the catalogue and what is installed."""
    with session(context) as current:
        language = current.screen.language
        installed = {model.name: model for model in current.desk.library.installed()}
        rows = [
            [
                entry.name,
                f"{entry.bytes / 1e6:,.0f} MB",
                word("installed" if installed.pop(entry.name, None) else "not-installed", language),
                entry.licence,
                entry.good_for[language],
            ]
            for entry in current.desk.library.entries()
        ]
        rows += [
            [model.name, f"{model.size / 1e6:,.0f} MB", word("installed", language), "", ""]
            for model in installed.values()
        ]
        columns = ["column-name", "column-size", "column-status", "column-licence", "column-good-for"]
        current.screen.table([word(column, language) for column in columns], rows)


def get_model(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name in the catalogue.")],
) -> None:
    """Fetch a model of the catalogue and check it."""
    with session(context) as current:
        current.screen.result(str(fetch(current, name)))


def fetch(current: Session, name: str) -> Path:
    """Fetch the model *name* with progress and words on standard error."""
    with current.screen.progress() as on_progress:
        return current.desk.library.fetch(name, on_progress=on_progress, on_word=current.screen.finding)


def add_model(
    context: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Any GGUF file.")],
) -> None:
    """Take a model file of your own into the library."""
    with session(context) as current:
        with current.screen.progress() as on_progress:
            model = current.desk.library.add(file, on_progress=on_progress)
        current.screen.result(f"{model.name}  {model.path}")


def check_models(context: typer.Context) -> None:
    """Compare the installed models with the catalogue's checksums."""
    with session(context) as current:
        wrong = False
        with current.screen.progress() as on_progress:
            for model, finding in current.desk.library.check(on_progress=on_progress):
                current.screen.result(f"{model.name}  {model.path.name}")
                current.screen.findings((finding,))
                wrong = wrong or finding.gravity == "wrong"
    if wrong:
        raise typer.Exit(1)


def remove_model(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of an installed model.")],
) -> None:
    """Remove an installed model."""
    with session(context) as current:
        current.desk.library.remove(name)
        current.screen.word(word("removed", current.screen.language))
