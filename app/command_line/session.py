"""One command's session: the built desk, the screen, and the shared options."""

import locale
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer

from app import wiring
from app.command_line.console import Screen
from app.command_line.window_options import SharedOptions
from app.records import Finding, Language
from app.text.messages import word


@dataclass(frozen=True, slots=True)
class Session:
    """What a command works with."""

    desk: wiring.Desk
    screen: Screen


def system_language() -> Language:
    """Return the language of the user's environment, English where it is neither of ours."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "ja" if value.lower().startswith("ja") else "en"
    name = locale.getlocale()[0] or ""
    return "ja" if name.lower().startswith(("ja", "japanese")) else "en"


@contextmanager
def session(context: typer.Context) -> Iterator[Session]:
    """Build everything for one command and close it afterwards, also after Ctrl-C."""
    options = context.obj or SharedOptions()
    desk = wiring.build(
        options.data_dir, model=options.model, offline=options.offline, verbose=options.verbose
    )
    try:
        chosen = desk.settings.options.language
        screen = Screen(system_language() if chosen == "system" else chosen)
        for finding in (*desk.settings.findings, *desk.library.findings):
            screen.finding(finding)
        desk.runs.trouble.subscribe(_once(screen.finding))
        yield Session(desk, screen)
    finally:
        desk.close()


def _once(tell: Callable[[Finding], None]) -> Callable[[Finding], None]:
    """Return what tells each finding the first time only."""
    told: list[Finding] = []

    def tell_new(finding: Finding) -> None:
        if finding not in told:
            told.append(finding)
            tell(finding)

    return tell_new


def say_what_a_model_adds(current: Session) -> None:
    """Tell on standard error that a command works without a model, and what one would add."""
    if current.desk.engine_keeper.find() is None:
        current.screen.word(word("without-a-model", current.screen.language))
