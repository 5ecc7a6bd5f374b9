"""`deskhand doctor`: what works on this machine, what does not, what to do."""

import os
import platform
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated
from urllib.request import getproxies

import psutil
import typer

from app import __version__
from app.command_line.session import Session, session
from app.command_line.shared_options import takes_shared_options
from app.engine.engine import Message
from app.engine.hardware import usable_cores
from app.errors import Cancelled, DeskhandError
from app.model_library.reachability import proxy_for, try_hub
from app.model_library.sources import endpoint_of, without_password
from app.records import Gravity
from app.text.messages import word


def register(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("doctor")(takes_shared_options(examine))


def examine(
    context: typer.Context,
    *,
    measure: Annotated[
        bool,
        typer.Option("--measure", help="Find out with which settings the model is fastest, and keep them."),
    ] = False,
    network: Annotated[
        bool, typer.Option("--network", help="Also try whether models can be fetched; nothing else connects.")
    ] = False,
) -> None:
    """Examine the machine, the model, the storage and the network settings."""
    with session(context) as current:
        healthy = _measure(current) if measure else True
        for look in (_machine, _graphics, _storage, _network, _model):
            healthy = _look(current, look) and healthy
            if network and look is _network:
                healthy = _try_network(current) and healthy
    if not healthy:
        raise typer.Exit(1)


def _measure(current: Session) -> bool:
    """Run the self-test; return whether it could be done."""
    try:
        with current.screen.progress() as on_progress:
            current.desk.self_tests.run(on_progress=on_progress)
    except Cancelled:
        raise
    except DeskhandError as error:
        current.screen.failure(error)
        return False
    return True


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


def _graphics(current: Session) -> Iterator[tuple[str, str]]:
    """Yield what each back end of llama.cpp sees."""
    for folder, devices in current.desk.self_tests.devices().items():
        seen = ", ".join(f"{device.description} ({device.memory / 1e9:.1f} GB)" for device in devices)
        yield "doctor-back-end", f"{_name_of(folder, current)}: {seen or '-'}"


def _name_of(folder: Path | None, current: Session) -> str:
    return folder.name if folder else word("doctor-built-in", current.screen.language)


def _storage(current: Session) -> Iterator[tuple[str, str]]:
    data = current.desk.places.data
    yield "doctor-folder", str(data)
    if not os.access(data, os.W_OK):
        raise DeskhandError("no-permission", file=str(data))
    yield "doctor-free-space", f"{shutil.disk_usage(data).free / 1e9:.1f} GB"
    library = current.desk.library
    models = library.installed()
    yield "doctor-models-folder", str(library.folder)
    yield "doctor-models-size", f"{len(models)}, {sum(model.size for model in models) / 1e9:.1f} GB"
    yield "doctor-records", str(current.desk.runs.count())


def _network(current: Session) -> Iterator[tuple[str, str]]:
    """Only settings are read; nothing is connected to."""
    language = current.screen.language
    endpoint = current.desk.settings.options.hub_endpoint
    proxies = {kind: without_password(address) for kind, address in getproxies().items() if kind != "no"}
    shown = ", ".join(f"{kind}: {address}" for kind, address in sorted(proxies.items()))
    yield "doctor-hub", without_password(endpoint_of(endpoint))
    yield "doctor-endpoint", without_password(os.environ.get("HF_ENDPOINT", "-"))
    yield "doctor-proxy", shown or "-"
    yield "doctor-proxy-used", proxy_for(endpoint) or word("doctor-direct", language)
    yield "doctor-certificates", word("doctor-system-certificates", language)
    yield "doctor-key-store", word(f"key-store-{current.desk.secrets.state()}", language)
    yield "doctor-offline", word("yes" if current.desk.offline else "no", language)


def _try_network(current: Session) -> bool:
    """Connect to the download address; return whether that works."""
    if current.desk.offline:
        return True
    found = tuple(try_hub(current.desk.settings.options.hub_endpoint))
    current.screen.findings(found)
    return not any(finding.gravity is Gravity.WRONG for finding in found)


def _model(current: Session) -> Iterator[tuple[str, str]]:
    engine = current.desk.engine_keeper.find()
    if engine is None:
        yield "doctor-model", word("without-a-model", current.screen.language)
        return
    yield "doctor-model", engine.model_name
    answer = engine.complete([Message("user", "Say hello.")], max_tokens=8)
    rate = answer.written_tokens / answer.seconds if answer.seconds else 0.0
    yield "doctor-speed", f"{rate:.1f} / s"
    yield "doctor-back-end", _name_of(current.desk.self_tests.library, current)
    yield from _best_settings(current)


def _best_settings(current: Session) -> Iterator[tuple[str, str]]:
    """Yield what the self-test found for the model."""
    language = current.screen.language
    found = current.desk.self_tests.result()
    if found is None:
        yield "doctor-best-settings", word("doctor-not-measured", language)
    else:
        yield "doctor-measured", f"{datetime.fromisoformat(found.measured):%Y-%m-%d %H:%M}"
        yield "doctor-threads", str(found.threads)
        yield "doctor-uses-graphics", word("yes" if found.gpu_layers else "no", language)
        yield "doctor-speeds", f"{found.reading:.0f} / s, {found.writing:.1f} / s"
        yield "doctor-short-reply", f"{found.job_seconds:.1f} s"
    current.screen.findings(current.desk.self_tests.findings)
