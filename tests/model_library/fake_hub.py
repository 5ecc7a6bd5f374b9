"""A hub on this computer that serves, breaks off, refuses, lies and corrupts, as a test tells it."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx2
import yaml

from app.events import Cancellation
from app.model_library.errand import Ended, Outside, Pace
from app.model_library.library import ModelLibrary
from app.model_library.manifest import FILE_NAME

CONTENT = b"GGUF" + bytes((number * number + number // 251) % 256 for number in range(300_000))
REVISION = "ab" * 20
FILE = "Tiny-Q4_1.gguf"

Answer = Callable[[BaseHTTPRequestHandler, bytes, int], None]
"""Answers a request for the content from a byte on."""


def serve(handler: BaseHTTPRequestHandler, content: bytes, start: int) -> None:
    """Serve what was asked for."""
    _begin(handler, content, start, len(content) - start)
    handler.wfile.write(content[start:])


def break_off_after(count: int) -> Answer:
    """Serve *count* bytes of what was promised."""

    def answer(handler: BaseHTTPRequestHandler, content: bytes, start: int) -> None:
        _begin(handler, content, start, len(content) - start)
        handler.wfile.write(content[start : start + count])
        handler.close_connection = True

    return answer


def refuse(status: int, **headers: str) -> Answer:
    """Answer with *status*."""

    def answer(handler: BaseHTTPRequestHandler, _content: bytes, _start: int) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def ignore_the_range(handler: BaseHTTPRequestHandler, content: bytes, _start: int) -> None:
    """Serve everything, whatever was asked for."""
    serve(handler, content, 0)


def lie_about_the_range(handler: BaseHTTPRequestHandler, content: bytes, start: int) -> None:
    """Serve another part than was asked for, and say so."""
    serve(handler, content, max(start - 7, 0)) if start else serve(handler, content, 7)


def corrupt(handler: BaseHTTPRequestHandler, content: bytes, start: int) -> None:
    """Serve other bytes."""
    serve(handler, bytes(content[:-1]) + bytes([content[-1] ^ 1]), start)


def serve_another_file(handler: BaseHTTPRequestHandler, _content: bytes, _start: int) -> None:
    """Serve a page, as the sign-in pages of hotels do."""
    serve(handler, b"<html>Sign in</html>", 0)


def serve_without_length(*, more: bytes = b"") -> Answer:
    """Serve without telling how much, and *more* than there is."""

    def answer(handler: BaseHTTPRequestHandler, content: bytes, _start: int) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(content + more)
        handler.close_connection = True

    return answer


def stall_after(count: int, go_on: threading.Event, then: Callable[[], None]) -> Answer:
    """Serve *count* bytes, do *then*, and serve nothing until *go_on*."""

    def answer(handler: BaseHTTPRequestHandler, content: bytes, start: int) -> None:
        _begin(handler, content, start, len(content) - start)
        handler.wfile.write(content[start : start + count])
        handler.wfile.flush()
        then()
        go_on.wait(20)
        handler.close_connection = True

    return answer


def _begin(handler: BaseHTTPRequestHandler, content: bytes, start: int, length: int) -> None:
    handler.send_response(206 if start else 200)
    if start:
        handler.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
    handler.send_header("Content-Length", str(length))
    handler.end_headers()


class FakeHub:
    """A server on 127.0.0.1.

    Attributes:
        answers: What it does with the next requests, in order; afterwards it serves.
        ranges: The Range header of each request, in order.
        paths: The path of each request, in order.
    """

    def __init__(self, content: bytes = CONTENT) -> None:
        self.answers: list[Answer] = []
        self.ranges: list[str | None] = []
        self.paths: list[str] = []
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked = self.headers.get("Range")
                hub.ranges.append(asked)
                hub.paths.append(self.path)
                start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
                answer = hub.answers.pop(0) if hub.answers else serve
                try:
                    answer(self, content, start)
                except OSError:
                    self.close_connection = True  # the other side has left

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named by http.server
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def plain_client() -> httpx2.Client:
    """A client that takes no proxy of the machine that tests."""
    return httpx2.Client(trust_env=False, timeout=20, follow_redirects=True)


@dataclass
class FakePip:
    """A pip that brings a wheel which the test made, and tells what it was asked.

    Attributes:
        wheel: The wheel, or None for one that finds nothing.
        commands: What was run.
        while_running: Done between two looks at how far it is.
    """

    wheel: bytes | None = None
    commands: list[Sequence[str]] = field(default_factory=list)
    while_running: Callable[[], None] = lambda: None

    def run(self, command: Sequence[str], folder: Path, tick: Callable[[], None]) -> Ended:
        self.commands.append(command)
        tick()
        self.while_running()
        if self.wheel is None:
            return Ended(1, "no matching distribution")
        wheel = Path(command[command.index("--dest") + 1]) / "tiny_model-1.0-py3-none-any.whl"
        wheel.write_bytes(self.wheel[: len(self.wheel) // 2])
        tick()
        wheel.write_bytes(self.wheel)
        tick()
        return Ended(0, "")


class PatientClock:
    """A clock that goes by itself, and pauses that take no time.

    Attributes:
        pauses: The pauses that were asked for, in seconds.
    """

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self._now = 0.0

    def now(self) -> float:
        self._now += 0.05
        return self._now

    def pause(self, seconds: float, cancellation: Cancellation) -> None:
        cancellation.raise_if_requested()
        self.pauses.append(seconds)
        self._now += seconds


def entry(**changes: object) -> dict[str, object]:
    """An entry of a catalogue, as it stands in YAML."""
    values: dict[str, object] = {
        "name": "tiny",
        "title": "Tiny",
        "tier": "small",
        "languages": ["en"],
        "licence": "Apache-2.0",
        "licence_url": "https://www.apache.org/licenses/LICENSE-2.0",
        "repository": "office/Tiny-GGUF",
        "revision": REVISION,
        "file": FILE,
        "bytes": len(CONTENT),
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "memory_gb": 0.1,
        "good_for": {"en": "Tests", "ja": "試験"},
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


PACKAGE = {"kind": "python-package", "requirement": "tiny-model==1.0", "member": "tiny_model/Tiny-Q4_1.gguf"}


def catalogue_file(folder: Path, *entries: dict[str, object]) -> Path:
    """A catalogue with *entries*."""
    path = folder / "catalogue.yaml"
    path.write_text(yaml.safe_dump({"models": list(entries)}, allow_unicode=True), encoding="utf-8")
    return path


def files_in(folder: Path) -> list[str]:
    """The names of the files in *folder*, without the library's own notes."""
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith(".") and p.name != FILE_NAME)


def library_at(
    tmp_path: Path,
    hub: FakeHub | None = None,
    *entries: dict[str, object],
    pip: FakePip | None = None,
    clock: PatientClock | None = None,
    offline: bool = False,
) -> ModelLibrary:
    """A library over a catalogue of *entries*, the tiny one by default, and over the given world."""
    clock = clock or PatientClock()
    return ModelLibrary(
        tmp_path / "models",
        catalogue=catalogue_file(tmp_path, *(entries or (entry(),))),
        offline=offline,
        outside=Outside(
            endpoint=hub.address if hub else "http://127.0.0.1:9",
            open_client=plain_client,
            run_command=(pip or FakePip()).run,
            pace=Pace(clock.now, clock.pause),
        ),
    )
