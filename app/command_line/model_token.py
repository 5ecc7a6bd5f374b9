"""`deskhand models token`: the access token for models that are given to registered people only."""

import getpass
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from app.command_line.session import session
from app.model_library.sources import host_of
from app.text.messages import word


def keep_token(
    context: typer.Context,
    *,
    forget: Annotated[bool, typer.Option("--forget", help="Remove the token from the key store.")] = False,
) -> None:
    """Keep an access token in the system's key store; it is asked for, or read from standard input."""
    with session(context) as current:
        host = host_of(current.desk.settings.options.hub_endpoint)
        language = current.screen.language
        if forget:
            current.desk.secrets.forget(host)
            current.screen.word(word("token-forgotten", language, host=host))
            return
        question = word("token-ask", language, host=host)
        # Never an argument: those stand in the list of processes and in the shell's history.
        token = getpass.getpass(f"{question}: ") if sys.stdin.isatty() else sys.stdin.readline()
        current.desk.secrets.keep(host, token.strip())
        current.screen.word(word("token-kept", language, host=host))


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("token", keep_token),)
"""The commands of this file by their names."""
