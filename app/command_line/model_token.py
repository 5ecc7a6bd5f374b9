"""`deskhand models token|address`: where models are fetched from, and who asks for them."""

import getpass
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from app.command_line.session import session
from app.model_library.sources import endpoint_of, host_of, without_password
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


def choose_address(
    context: typer.Context,
    *,
    address: Annotated[
        str | None, typer.Argument(metavar="[ADDRESS]", help="Such as a mirror of your company.")
    ] = None,
    usual: Annotated[bool, typer.Option("--usual", help="Go back to the usual one.")] = False,
) -> None:
    """Tell from where models are fetched, or choose another download address."""
    with session(context) as current:
        if address or usual:
            current.desk.settings.change(hub_endpoint=address or None)
        current.screen.result(without_password(endpoint_of(current.desk.settings.options.hub_endpoint)))


COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (("token", keep_token), ("address", choose_address))
"""The commands of this file by their names."""
