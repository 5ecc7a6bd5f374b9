"""`deskhand popup`: the quick assist of the running program, for a desktop's own shortcut settings."""

import typer

from app.command_line.shared_options import takes_shared_options
from app.command_line.window_options import SharedOptions
from app.desktop.single_instance import ask_running
from app.errors import DeskhandError
from app.paths import Places


def register(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("popup")(takes_shared_options(_open_popup))


def _open_popup(context: typer.Context) -> None:
    """Open the quick assist of the running program."""
    ask_for_popup(context.obj or SharedOptions())


def ask_for_popup(options: SharedOptions) -> None:
    """Have the program that runs over the folder of *options* open its quick assist.

    Raises:
        DeskhandError: `nothing-runs`, `running-one-silent`.
    """
    if not ask_running(Places.over(options.data_dir).data, "popup"):
        raise DeskhandError("nothing-runs")
