"""What the engine's benchmarks share: the model, a server to compare with, and medians."""

import argparse
import json
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.engine.hardware import usable_cores
from app.model_library.library import ModelLibrary
from app.paths import Places
from benchmarks.build_peer import peer

_PATIENCE_SECONDS = 120


def option_parser(description: str | None) -> argparse.ArgumentParser:
    """Return what reads the options that every benchmark takes: model, quick, json, threads."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, help="model file; else the best one installed")
    parser.add_argument("--threads", type=int, default=min(2, usable_cores()), help="threads of both sides")
    parser.add_argument("--quick", action="store_true", help="a share of the work, within five minutes")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def arguments(description: str | None) -> argparse.Namespace:
    """Return the options that every benchmark takes, as they were given."""
    parsed = option_parser(description).parse_args()
    parsed.model = model_file(parsed.model)
    return parsed


def model_file(given: Path | None) -> Path:
    """Return the model file that was *given*, or the best one installed.

    Raises:
        SystemExit: There is none.
    """
    model = given or ModelLibrary(Places.of_this_user().models).default()
    if model is None or not model.is_file():
        sys.exit("there is no model: give one with --model FILE")
    return model


def in_turn(sides: Sequence[Callable[[], float]], rounds: int, *, say: Callable[[str], None]) -> list[float]:
    """Measure *sides* in turn, *rounds* times, and return their medians.

    Every other round goes backwards (A B B A), so that neither what a machine does over minutes nor what a side leaves
    behind for the next counts for one side only.
    """
    found: list[list[float]] = [[] for _ in sides]
    for number in range(rounds):
        for which in range(len(sides)) if number % 2 == 0 else reversed(range(len(sides))):
            found[which].append(sides[which]())
        say(f"round {number + 1} of {rounds}: " + "  ".join(f"{values[-1]:.4g}" for values in found))
    return [statistics.median(values) for values in found]


def to_stderr(words: str) -> None:
    """Tell how far it is, apart from the result."""
    print(words, file=sys.stderr, flush=True)


class Server:
    """A running `llama-server`."""

    def __init__(self, address: str) -> None:
        """Talk to the server at *address*."""
        self._address = address

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Return the answer to *body*."""
        request = urllib.request.Request(  # noqa: S310 - our own server on this machine
            self._address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=600) as answer:  # noqa: S310 - likewise
            return json.load(answer)


@contextmanager
def llama_server(model: Path, *, threads: int, slots: int, context: int) -> Iterator[Server]:
    """Run the peer's server, with its prompt cache, on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        str(peer("llama-server")), "--model", str(model), "--threads", str(threads), "--parallel", str(slots),
        "--ctx-size", str(context), "--host", "127.0.0.1", "--port", str(port), "--offline",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own build
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address + "/health", process)
        yield Server(address)
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.2)
    sys.exit("llama-server did not start")
