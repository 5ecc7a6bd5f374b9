"""The options that every command takes, before and after its name."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from app.command_line.window_options import SharedOptions

ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME|PATH", help="Use this model for this run.")
]
DataDirOption = Annotated[
    Path | None, typer.Option("--data-dir", metavar="DIR", help="Keep everything in this folder.")
]
OfflineOption = Annotated[bool, typer.Option("--offline", help="Fetch nothing.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Say more in the log file.")]


_SHARED = {
    "model": (ModelOption, None),
    "data_dir": (DataDirOption, None),
    "offline": (OfflineOption, False),
    "verbose": (VerboseOption, False),
}


def takes_shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let *command*, whose first parameter is the context, take the shared options too.

    They are merged with those before the command's name and found in `context.obj`.
    """
    signature = inspect.signature(command, eval_str=True)

    @functools.wraps(command)
    def with_shared_options(context: typer.Context, **values: Any) -> None:
        given = {name: values.pop(name) for name in _SHARED}
        context.obj = replace(context.obj or SharedOptions()).merged(SharedOptions(**given))
        command(context, **values)

    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in _SHARED.items()
    ]
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in signature.parameters.values()
    ]
    own[0] = own[0].replace(kind=inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = [*own, *added]
    with_shared_options.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_shared_options.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_shared_options
