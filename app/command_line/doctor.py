"""`deskhand doctor`: what works on this machine, what does not, what to do."""

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from urllib.request import getproxies

import psutil
import typer

from app import __version__
from app.command_line.session import Session, session
from app.command_line.shared_options import takes_shared_options
from app.engine.engine import Message
from app.engine.hardware import usable_cores
from app.errors import DeskhandError
from app.text.messages import word


def register(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("doctor")(takes_shared_options(examine))


def examine(context: typer.Context) -> None:
    """Examine the machine, the model, the storage and the network settings."""
    with session(context) as current:
        healthy = True
        for look in (_machine, _storage, _network, _model):
            healthy = _look(current, look) and healthy
    if not healthy:
        raise typer.Exit(1)


def _look(current: Session, look: Callable[[Session], Iterator[tuple[str, str]]]) -> bool:
    """Show what *look* finds, or what it could not do with the advice; return whether all is well."""
    current.screen.heading(word(f"doctor{look.__name__.replace('_', '-')}", current.screen.language))
    try:
        for name, value in look(current):
            current.screen.result(f"  {word(name, current.screen.language)}: {value}")
    except DeskhandError as error:
        current.screen.failure(error)
        return False
    return True


def _machine(_current: Session) -> Iterator[tuple[str, str]]:
    memory = psutil.virtual_memory()
    yield "doctor-version", f"Deskhand {__version__}, Python {platform.python_version()}"
    yield "doctor-system", f"{platform.system()} {platform.release()} ({platform.machine()})"
    yield "doctor-cores", str(usable_cores())
    yield "doctor-memory", f"{memory.available / 1e9:.1f} / {memory.total / 1e9:.1f} GB"


def _storage(current: Session) -> Iterator[tuple[str, str]]:
    data = current.desk.places.data
    yield "doctor-folder", str(data)
    if not os.access(data, os.W_OK):
        raise DeskhandError("no-permission", file=str(data))
    yield "doctor-free-space", f"{shutil.disk_usage(data).free / 1e9:.1f} GB"
    yield "doctor-records", str(current.desk.runs.count())


def _network(current: Session) -> Iterator[tuple[str, str]]:
    """Only settings are read; nothing is connected to."""
    proxies = {kind: _without_password(address) for kind, address in getproxies().items() if kind != "no"}
    shown = ", ".join(f"{kind}: {address}" for kind, address in sorted(proxies.items()))
    yield "doctor-proxy", shown or "-"
    yield "doctor-endpoint", os.environ.get("HF_ENDPOINT", "-")
    yield "doctor-offline", word("yes" if current.desk.offline else "no", current.screen.language)


def _without_password(address: str) -> str:
    scheme, separator, rest = address.rpartition("://")
    return scheme + separator + rest.rpartition("@")[2]


def _model(current: Session) -> Iterator[tuple[str, str]]:
    engine = current.desk.engine_keeper.find()
    if engine is None:
        yield "doctor-model", word("without-a-model", current.screen.language)
        return
    yield "doctor-model", engine.model_name
    answer = engine.complete([Message("user", "Say hello.")], max_tokens=8)
    rate = answer.written_tokens / answer.seconds if answer.seconds else 0.0
    yield "doctor-speed", f"{rate:.1f} / s"
