"""Throughput of a download, its checksum included, beside `curl` from the same server, in MB a second.

`python -m benchmarks.download`: a file of 500 MB of random bytes comes from a server on this computer that speaks as the
hub does, in a process of its own, over a line of 100 MB/s; then once more as fast as it goes. Ours asks the hub,
compares the SHA-256 and makes sure that all is on the disk; curl does neither, its result is looked at by size only.
"""

import argparse
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from app.model_library.errand import Outside
from app.model_library.library import ModelLibrary
from benchmarks.engine_setup import in_turn, to_stderr
from benchmarks.report import Row, show
from tests.model_library.content_network import HostedFile
from tests.model_library.fake_hub import FILE, REVISION, catalogue_file, entry
from tests.model_library.hub_server import REPOSITORY, HubServer

_LINE = 100e6
"""Bytes a second."""
_BYTES, _QUICK_BYTES = 500_000_000, 200_000_000
_ROUNDS, _QUICK_ROUNDS = 5, 3
_TARGET = 0.9


def _serve(path: Path, line: float | None, ready: Connection) -> None:
    """Serve the file *path* until the other side of *ready* is told to be done."""
    with HubServer(bytes_per_second=line) as hub:
        hub.publish(path)
        ready.send(hub.address)
        ready.recv()


@contextmanager
def _hub(path: Path, line: float | None) -> Iterator[str]:
    """Run the server in a process of its own and give its address."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(path, line, there))
    process.start()
    try:
        yield here.recv()
    finally:
        here.send("done")
        process.join()


class Ours:
    """The model library, over a catalogue with this one file."""

    def __init__(self, address: str, file: HostedFile, folder: Path) -> None:
        """Download *file* from the hub at *address* into *folder*."""
        folder.mkdir()
        self._library = ModelLibrary(
            folder / "models",
            catalogue=catalogue_file(folder, entry(bytes=file.size, sha256=file.sha256)),
            outside=Outside(endpoint=address),
        )
        self._size = file.size

    def speed(self) -> float:
        """Return MB a second of a download from nothing."""
        begun = time.perf_counter()
        path = self._library.fetch("tiny")
        seconds = time.perf_counter() - begun
        path.unlink()
        return self._size / 1e6 / seconds


class Curl:
    """`curl`, following the hub to its content network."""

    def __init__(self, address: str, file: HostedFile, folder: Path) -> None:
        """Download *file* from the hub at *address* into *folder*."""
        folder.mkdir()
        self._target = folder / FILE
        self._size = file.size
        url = f"{address}/{REPOSITORY}/resolve/{REVISION}/{FILE}"
        self._command = [
            "curl", "--silent", "--show-error", "--fail", "--location", "--output", str(self._target), url,
        ]  # fmt: skip

    def speed(self) -> float:
        """Return MB a second of a download from nothing."""
        begun = time.perf_counter()
        subprocess.run(self._command, check=True)  # noqa: S603 - its arguments are our own
        seconds = time.perf_counter() - begun
        if self._target.stat().st_size != self._size:
            sys.exit("curl has brought another size")
        self._target.unlink()
        return self._size / 1e6 / seconds


def _write_file(path: Path, size: int) -> None:
    """Write *size* random bytes that begin as a model file does."""
    chance = random.Random(9)
    with path.open("wb") as stream:
        stream.write(b"GGUF")
        while (left := size - stream.tell()) > 0:
            stream.write(chance.randbytes(min(left, 1 << 20)))


def _measure(path: Path, line: float | None, rounds: int) -> tuple[float, float]:
    """Return our median and curl's."""
    with tempfile.TemporaryDirectory() as folder, _hub(path, line) as address:
        file = HostedFile(FILE, path)
        ours = Ours(address, file, Path(folder, "ours"))
        curl = Curl(address, file, Path(folder, "curl"))
        our_speed, its_speed = in_turn([ours.speed, curl.speed], rounds, say=to_stderr)
        return our_speed, its_speed


def main() -> int:
    """Measure both sides in turn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a share of the work, within a minute")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    if not shutil.which("curl"):
        sys.exit("there is no curl to compare with")
    os.environ["NO_PROXY"] = "127.0.0.1"
    size, rounds = (_QUICK_BYTES, _QUICK_ROUNDS) if options.quick else (_BYTES, _ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        _write_file(path, size)
        limited = _measure(path, _LINE, rounds)
        free = _measure(path, None, rounds)
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    to_stderr(f"busy threads on this machine in the last minute: {busy:.1f}")
    rows = [
        Row(f"line of {_LINE / 1e6:.0f} MB/s, MB/s (peer: curl)", *limited, target=_TARGET, better="more"),
        Row("as fast as it goes, MB/s (peer: curl)", *free, better="more"),
    ]
    share = f"{size / 1e6:.0f} MB, medians of {rounds}"
    show("download", rows, None, as_json=options.json, share=share)
    return 0


if __name__ == "__main__":
    sys.exit(main())
