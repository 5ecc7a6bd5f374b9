"""Longest stalls of the window in milliseconds, the time to its first picture, and its memory.

`python -m benchmarks.window --model FILE`, without a screen. Each round starts the program anew over an
empty data folder, and then once more to work through all pages with the sample office; the
download is of 60 MB from a server of this computer. The figures are medians of the rounds.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

from app.model_library.library import ModelLibrary
from app.paths import Places
from benchmarks.report import Row, show

_TARGETS = {"longest stall": 50, "first picture": 1000, "idle window": 150}
"""What is wanted of the figures whose names begin so."""
_ROUNDS, _QUICK_ROUNDS = 5, 1
_PATIENCE_S = 600
_SERVED = b"GGUF" + bytes(range(256)) * 240_000
_ENTRY = {
    "name": "served",
    "title": "Served",
    "tier": "small",
    "languages": ["en"],
    "licence": "Apache-2.0",
    "licence_url": "https://www.apache.org/licenses/LICENSE-2.0",
    "repository": "office/served",
    "revision": "ab" * 20,
    "file": "Served.gguf",
    "bytes": len(_SERVED),
    "sha256": hashlib.sha256(_SERVED).hexdigest(),
    "memory_gb": 0.1,
    "good_for": {"en": "Measuring", "ja": "測定"},
}


class _Handler(BaseHTTPRequestHandler):
    """Serves the file from the byte on that was asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer, in part where a range was asked for."""
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").partition("-")[0]) if asked else 0
        self.send_response(206 if asked else 200)
        if asked:
            self.send_header("Content-Range", f"bytes {start}-{len(_SERVED) - 1}/{len(_SERVED)}")
        self.send_header("Content-Length", str(len(_SERVED) - start))
        self.end_headers()
        self.wfile.write(memoryview(_SERVED)[start:])

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named by http.server
        """Say nothing."""


@contextmanager
def _server() -> Iterator[str]:
    """Serve the file from this process, beside the window's, and give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _figures_of(*arguments: str) -> dict[str, float]:
    """Return what a session with *arguments* has measured.

    Raises:
        SystemExit: It failed.
    """
    command = [sys.executable, "-m", "benchmarks.window_session", *arguments]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "NO_PROXY": "127.0.0.1"}
    done = subprocess.run(  # noqa: S603 - the program itself
        command, env=environment, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
    )
    if done.returncode:
        raise SystemExit(f"the window could not be measured:\n{done.stderr}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure(model: Path | None, rounds: int) -> dict[str, float]:
    """Return the medians of *rounds* rounds; without a model nothing that needs one."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    with _server() as address, tempfile.TemporaryDirectory() as folder:
        catalogue = Path(folder) / "catalogue.yaml"
        catalogue.write_text(yaml.safe_dump({"models": [_ENTRY]}, allow_unicode=True), encoding="utf-8")
        _figures_of("start", str(Path(folder) / "first"), str(time.time()))  # the disk is warm from here on
        for number in range(rounds):
            data = Path(folder) / str(number)
            started = _figures_of("start", str(data / "start"), str(time.time()))
            worked = _figures_of("work", str(data / "work"), str(catalogue), address, str(model or ""))
            for metric, value in (started | worked).items():
                found[metric].append(value)
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
    return {metric: round(statistics.median(values), 1) for metric, values in found.items()}


def _target(metric: str) -> float | None:
    return next((target for start, target in _TARGETS.items() if metric.startswith(start)), None)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="model file; without one the best that is installed")
    parser.add_argument("--quick", action="store_true", help="one round")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    model = arguments.model or ModelLibrary(Places.of_this_user().models).default()
    if model is None:
        print("No model is installed, and none was named: the jobs work by rules.", file=sys.stderr)
    rounds = _QUICK_ROUNDS if arguments.quick else _ROUNDS
    rows = [Row(metric, value, target=_target(metric)) for metric, value in measure(model, rounds).items()]
    show("window", rows, model, as_json=arguments.json, share=f"{rounds} of {_ROUNDS} rounds")


if __name__ == "__main__":
    main()
