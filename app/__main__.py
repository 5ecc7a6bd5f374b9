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
    if "--clipboard-holder" in sys.argv[1:2]:
        from app.desktop import x11_clipboard_holder  # noqa: PLC0415 - needs a library that is there on Linux only

        x11_clipboard_holder.main()
        return 0
    from app.command_line.window_options import (  # noqa: PLC0415 - the child needs none of it
        popup_options,
        window_options,
    )

    wish = popup_options(sys.argv[1:])
    if wish is not None and _popup_opens(wish):
        return 0
    outcome = window_options(sys.argv[1:]) or _run_command()
    if isinstance(outcome, int):
        return outcome
    from app.ui import application  # noqa: PLC0415 - Qt only when a window is wanted

    return application.open_window(
        outcome.data_dir, model=outcome.model, offline=outcome.offline, background=outcome.background
    )


def _popup_opens(wish: "SharedOptions") -> bool:
    """Ask the running program for its quick assist at once: loading all commands takes longer than the popup itself.

    Returns:
        False where that did not work; the command tells why.
    """
    from app.desktop.single_instance import ask_running  # noqa: PLC0415 - only for this wish
    from app.errors import DeskhandError  # noqa: PLC0415 - likewise
    from app.paths import Places  # noqa: PLC0415 - likewise

    try:
        return ask_running(Places.over(wish.data_dir).data, "popup")
    except DeskhandError:
        return False


def _run_command() -> "int | SharedOptions":
    from app.command_line import main as command_line  # noqa: PLC0415 - the window does not wait for the jobs

    return command_line.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
