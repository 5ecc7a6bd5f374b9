"""The other half of the hub: signed addresses on another origin, ranges, a slow line, and a line that is cut."""

import hashlib
import io
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qs, urlsplit

from tests.model_library.loopback import Exchange, LoopbackServer, Request

_BLOCK = 1 << 16
_READ = 1 << 20


@dataclass(frozen=True)
class HostedFile:
    """A file of the hub, in the memory or on the disk."""

    name: str
    content: bytes | Path
    size: int = field(init=False)
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256()
        size = 0
        with self.open() as stream:
            while block := stream.read(_READ):
                digest.update(block)
                size += len(block)
        object.__setattr__(self, "sha256", digest.hexdigest())
        object.__setattr__(self, "size", size)

    def open(self) -> BinaryIO:
        """Return its bytes as a stream."""
        return io.BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")


@dataclass
class _Grant:
    """What a signed address gives."""

    file: HostedFile
    uses: float
    until: float
    """By the clock that only goes forward."""


@dataclass
class _Mark:
    """A byte at which something happens, once."""

    left: int
    """Bytes until then."""
    action: Callable[[Exchange], None]


class ContentNetwork:
    """Serves the bytes of files to those who come with a signed address.

    Attributes:
        address: Its origin, as it stands in the addresses that it signs.
        address_uses: For how many downloads an address signed from now on is good.
        address_seconds: For how long.
        bytes_per_second: How fast the line is, for all together; None is as fast as it goes.
    """

    def __init__(self, address: str | None, bytes_per_second: float | None) -> None:
        """Serve under *address*, which somebody else has to lead here, or under its own on 127.0.0.1."""
        self.address_uses = float("inf")
        self.address_seconds = 3600.0
        self.bytes_per_second = bytes_per_second
        self._grants: dict[str, _Grant] = {}
        self._mark: _Mark | None = None
        self._due = 0.0
        self._closing = threading.Event()
        self._server = LoopbackServer(self._answer)
        self.address = address or f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        """Its port on 127.0.0.1."""
        return self._server.port

    @property
    def requests(self) -> list[Request]:
        """What was asked, in order."""
        return self._server.requests

    @property
    def bytes_sent(self) -> int:
        """Bytes of files that were sent so far."""
        return sum(request.sent for request in self.requests)

    def close(self) -> None:
        """Hang up on everyone."""
        self._closing.set()
        self._server.close()

    def signed_address(self, file: HostedFile) -> str:
        """Return an address that gives out *file* for some time."""
        signature = hashlib.sha256(f"{len(self._grants)} {file.sha256}".encode()).hexdigest()
        self._grants[signature] = _Grant(file, self.address_uses, time.monotonic() + self.address_seconds)
        expires = int(time.time() + self.address_seconds)
        return f"{self.address}{_path(file)}?Expires={expires}&Signature={signature}&Key-Pair-Id=OFFICE"

    def at_byte(self, count: int, action: Callable[[], None]) -> None:
        """Do *action* when *count* more bytes of files were sent, before the next one is; one download at a time."""
        self._mark = _Mark(count, lambda _: action())

    def cut_after(self, count: int) -> None:
        """Cut the connection when *count* more bytes of files were sent, once."""
        self._mark = _Mark(count, Exchange.cut)

    def _answer(self, exchange: Exchange) -> None:
        file = self._granted(exchange)
        if file is None:
            body = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
            exchange.reply(HTTPStatus.FORBIDDEN, {"Content-Type": "application/xml"}, body)
            return
        headers = {
            # Of the network's own making: 64 digits too, and not the file's checksum.
            "ETag": f'"{hashlib.sha256(file.sha256.encode()).hexdigest()}"',
            "Accept-Ranges": "bytes",
            "Content-Type": "application/octet-stream",
            "Content-Disposition": f'inline; filename="{file.name}"',
        }
        part = _part_of(file, exchange.request_kept, headers["ETag"])
        if part is not None and part.start >= file.size:
            headers["Content-Range"] = f"bytes */{file.size}"
            exchange.reply(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers)
            return
        status = HTTPStatus.OK
        if part:
            status = HTTPStatus.PARTIAL_CONTENT
            headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{file.size}"
        part = part or range(file.size)
        exchange.begin(status, headers | {"Content-Length": str(len(part))})
        if exchange.command == "GET":
            exchange.request_kept.asked = len(part)
            self._send(exchange, file, part.start)

    def _granted(self, exchange: Exchange) -> HostedFile | None:
        parts = urlsplit(exchange.path)
        grant = self._grants.get(parse_qs(parts.query).get("Signature", [""])[0])
        if not grant or parts.path != _path(grant.file) or not grant.uses or time.monotonic() >= grant.until:
            return None
        if exchange.command == "GET":
            grant.uses -= 1
        return grant.file

    def _send(self, exchange: Exchange, file: HostedFile, start: int) -> None:
        """Send what was promised, block by block, and count what the system takes."""
        request = exchange.request_kept
        with file.open() as stream:
            stream.seek(start)
            while request.sent < request.asked and not exchange.close_connection:
                mark = self._mark
                most = min(_BLOCK, request.asked - request.sent, mark.left if mark else _BLOCK)
                block = memoryview(stream.read(most))
                self._keep_pace(len(block))
                # Counted before, so that a client which has it all never finds less.
                request.sent += most
                try:
                    while block:
                        block = block[exchange.connection.send(block) :]
                finally:
                    request.sent -= len(block)
                if mark:
                    self._count(mark, most, exchange)

    def _count(self, mark: _Mark, sent: int, exchange: Exchange) -> None:
        mark.left -= sent
        if mark.left <= 0:
            self._mark = None
            mark.action(exchange)

    def _keep_pace(self, count: int) -> None:
        """Wait until *count* more bytes are due; of what was late a hundredth of a second is made up for."""
        if self.bytes_per_second:
            now = time.monotonic()
            self._due = max(self._due, now - 0.01) + count / self.bytes_per_second
            if self._due > now:
                self._closing.wait(self._due - now)


def _path(file: HostedFile) -> str:
    return f"/repos/{file.sha256[:2]}/{file.sha256}"


def _part_of(file: HostedFile, request: Request, etag: str) -> range | None:
    """Return the bytes that are asked for, None for all of them."""
    asked = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("range", ""))
    if not asked or asked[0] == "bytes=-" or request.headers.get("if-range", etag) != etag:
        return None
    if not asked[1]:
        return range(max(file.size - int(asked[2]), 0), file.size)
    return range(int(asked[1]), min(int(asked[2]) + 1 if asked[2] else file.size, file.size))
