"""Chooses the window or the command line; imports Qt only when a window is wanted."""

import sys


def main() -> int:
    """Run Deskhand with the arguments of the command line and return the exit code."""
    if "--engine-child" in sys.argv[1:2]:
        from app.engine import child  # noqa: PLC0415 - only the child may load llama.cpp

        child.main()
        return 0
    from app.command_line import main as command_line  # noqa: PLC0415 - the child needs none of it

    outcome = command_line.run(sys.argv[1:])
    if isinstance(outcome, int):
        return outcome
    from app.ui import application  # noqa: PLC0415 - Qt only when a window is wanted

    return application.open_window(outcome.data_dir, model=outcome.model, offline=outcome.offline)


if __name__ == "__main__":
    sys.exit(main())
