"""Chooses the window or the command line; imports Qt only when a window is wanted."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.command_line.window_options import SharedOptions


def main() -> int:
    """Run Deskhand with the arguments of the command line and return the exit code."""
    if "--engine-child" in sys.argv[1:2]:
        from app.engine import child  # noqa: PLC0415 - only the child may load llama.cpp

        child.main()
        return 0
    from app.command_line.window_options import window_options  # noqa: PLC0415 - the child needs none of it

    outcome = window_options(sys.argv[1:]) or _run_command()
    if isinstance(outcome, int):
        return outcome
    from app.ui import application  # noqa: PLC0415 - Qt only when a window is wanted

    return application.open_window(outcome.data_dir, model=outcome.model, offline=outcome.offline)


def _run_command() -> "int | SharedOptions":
    from app.command_line import main as command_line  # noqa: PLC0415 - the window does not wait for the jobs

    return command_line.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
