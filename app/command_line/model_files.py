"""`deskhand models`: files that come from elsewhere, and folders that models go to."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from app.command_line.session import session
from app.errors import LibraryError
from app.model_library.elsewhere import ForeignModel, foreign_models
from app.model_library.storage import expanded
from app.records import Finding, Gravity
from app.text.messages import word


def add_models(
    context: typer.Context,
    *,
    path: Annotated[
        str,
        typer.Argument(metavar="FILE|DIR", help="Any GGUF file; or a kit, or a folder with such files."),
    ],
    in_place: Annotated[
        bool,
        typer.Option(
            "--in-place",
            help="Use the file where it is, without a copy; a name that `elsewhere` shows will do.",
        ),
    ] = False,
) -> None:
    """Take model files of your own, or an offline kit, into the library."""
    with session(context) as current, current.screen.progress() as on_progress:
        library = current.desk.library
        if in_place:
            found = _found_elsewhere(path)
            models = (
                [library.add_in_place(found.path, name=found.name, program=found.program)]
                if found
                else [library.add_in_place(Path(path))]
            )
        elif expanded(Path(path)).is_dir():
            models = library.add_folder(expanded(Path(path)), on_progress=on_progress)
        else:
            models = [library.add(Path(path), on_progress=on_progress)]
        for model in models:
            current.screen.result(f"{model.name}  {model.path}")


def _found_elsewhere(name: str) -> ForeignModel | None:
    """Return the model that another program calls *name*; None for a path to a file.

    Raises:
        LibraryError: `no-such-model-elsewhere`.
    """
    found = next((model for model in foreign_models() if model.name.casefold() == name.casefold()), None)
    if found is None and not expanded(Path(name)).exists():
        raise LibraryError("no-such-model-elsewhere", name=name)
    return found


def list_elsewhere(context: typer.Context) -> None:
    """List the model files of LM Studio, Ollama and the Hugging Face cache on this computer."""
    with session(context) as current:
        language = current.screen.language
        rows = [
            [
                model.name,
                f"{model.size / 1e6:,.0f} MB",
                word(f"program-{model.program}", language),
                str(model.path),
            ]
            for model in foreign_models()
        ]
        if not rows:
            current.screen.word(word("nothing-elsewhere", language))
            return
        columns = ["column-name", "column-size", "column-program", "column-file"]
        current.screen.table([word(column, language) for column in columns], rows)


def export_models(
    context: typer.Context,
    *,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of the kit, on a stick for instance.")
    ],
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="Only this model; give it once for each."),
    ] = None,
) -> None:
    """Write the installed models as a kit for a computer without a network."""
    with session(context) as current:
        with current.screen.progress() as on_progress:
            models = current.desk.library.export(expanded(folder), names or (), on_progress=on_progress)
        for model in models:
            current.screen.result(model.name)
        current.screen.word(word("kit-written", current.screen.language, folder=folder))


def move_models(
    context: typer.Context,
    *,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the models shall be kept.")],
) -> None:
    """Keep the models in another folder, also on another drive; what else lies there stays."""
    with session(context) as current:
        with current.screen.progress() as on_progress:
            left = current.desk.storage.move_to(folder, on_progress=on_progress)
        for path in left:
            current.screen.finding(Finding("old-model-file-left", {"file": str(path)}, gravity=Gravity.NOTE))
        place = current.desk.library.folder
        current.screen.word(word("models-moved", current.screen.language, folder=place))


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("add", add_models),
    ("elsewhere", list_elsewhere),
    ("export", export_models),
    ("move", move_models),
)
"""The commands of this file by their names."""
