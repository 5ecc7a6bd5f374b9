"""The options of a start without a command, told apart without loading what the commands are made of."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SharedOptions:
    """What was given beside a command's own options."""

    model: str | None = None
    data_dir: Path | None = None
    offline: bool = False
    verbose: bool = False
    background: bool = False
    """Whether a start shows no window, as at login."""

    def merged(self, later: "SharedOptions") -> "SharedOptions":
        """Return these options with those of *later* winning where they were given."""
        return SharedOptions(
            model=later.model or self.model,
            data_dir=later.data_dir or self.data_dir,
            offline=later.offline or self.offline,
            verbose=later.verbose or self.verbose,
            background=later.background or self.background,
        )


def window_options(arguments: Sequence[str]) -> SharedOptions | None:
    """Return the options that *arguments* start the window with.

    Returns:
        None when there is a command among them, or anything else that the command line has to answer:
        a wish for help, a mistake.
    """
    return _options_beside([], arguments)


def popup_options(arguments: Sequence[str]) -> SharedOptions | None:
    """Return the options of a wish for the quick assist of the running program; None where *arguments* are another."""
    return _options_beside(["popup"], arguments)


def _options_beside(command: list[str], arguments: Sequence[str]) -> SharedOptions | None:
    """Return the options among *arguments* where nothing but *command* stands beside them."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--model")
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--offline", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--background", action="store_true")
    try:
        given, others = parser.parse_known_args(list(arguments))
    except argparse.ArgumentError:
        return None
    return SharedOptions(**vars(given)) if others == command else None
