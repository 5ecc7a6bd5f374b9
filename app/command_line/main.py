"""The command line: one sub-command a job, and one place where errors are shown."""

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import Annotated, Any

import typer

from app import __version__
from app.command_line import demo, doctor, email, fill, history, keywords, models, popup, sort
from app.command_line.console import Screen
from app.command_line.session import system_language
from app.command_line.shared_options import (
    DataDirOption,
    ModelOption,
    OfflineOption,
    VerboseOption,
)
from app.command_line.window_options import SharedOptions
from app.errors import Cancelled, DeskhandError

_log = logging.getLogger("app")

commands = typer.Typer(
    name="deskhand",
    help="Office paperwork help that never leaves the laptop. Without a command, the window opens.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for _module in (demo, email, keywords, sort, fill, models, history, doctor, popup):
    _module.register(commands)


def _tell_version(wanted: bool) -> None:  # noqa: FBT001 - Typer hands it over so
    if wanted:
        typer.echo(f"deskhand {__version__}")
        raise typer.Exit


@commands.callback(invoke_without_command=True)
def _shared(
    context: typer.Context,
    *,
    model: ModelOption = None,
    data_dir: DataDirOption = None,
    offline: OfflineOption = False,
    verbose: VerboseOption = False,
    background: Annotated[
        bool, typer.Option("--background", help="Without a command: start without showing the window.")
    ] = False,
    version: Annotated[  # noqa: ARG001 - Typer calls its callback
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> SharedOptions | None:
    """Keep the shared options; without a command they are the window's."""
    context.obj = SharedOptions(model, data_dir, offline, verbose, background)
    return context.obj if context.invoked_subcommand is None else None


def run(arguments: Sequence[str]) -> int | SharedOptions:
    """Run the command that *arguments* name and return its exit code.

    Returns:
        0 done, 1 an error that was shown with advice, 2 a malformed command line, 130
        interrupted; or, without a command, the options that the window starts with.
    """
    # What libraries remark on a file is no word for the user: without a handler it would be printed.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        with _interrupted_by_sigterm():
            outcome = typer.main.get_command(commands).main(
                list(arguments), "deskhand", standalone_mode=False
            )
    except typer.TyperException as error:
        show = getattr(error, "show", None)  # those of a malformed line can show how it is meant
        if show:
            show()
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort, Cancelled):
        return 130
    except BrokenPipeError:
        # The reader of a pipe had enough; Python would complain again while it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last border: the user gets words, the log the traceback
        return _tell(error)
    return outcome if isinstance(outcome, SharedOptions | int) else 0


def _tell(error: Exception) -> int:
    """Show *error* with its advice; what nobody foresaw also goes into the log."""
    if not isinstance(error, DeskhandError):
        _log.error("unexpected", exc_info=error)
        error = DeskhandError("unexpected", detail=f"{type(error).__name__}: {error}")
    Screen(system_language()).failure(error)
    return 1


@contextlib.contextmanager
def _interrupted_by_sigterm() -> Iterator[None]:
    """Let a polite request to end the program clean up as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> Any:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
