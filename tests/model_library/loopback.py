"""A threaded HTTP server on 127.0.0.1 that keeps what was asked of it, and ends with all its connections."""

import contextlib
import socket
import struct
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_WITHOUT_FAREWELL = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""Do not linger: closing resets the connection."""


@dataclass
class Request:
    """What a client asked for, and how far it got."""

    method: str
    path: str
    """With its query."""
    headers: Mapping[str, str]
    """By lower-case names."""
    port: int
    """The client's port: whose connection it was."""
    status: int = 0
    asked: int = 0
    """Bytes of content that were asked for and promised."""
    sent: int = 0
    """Bytes of content that the system took to send; some may still have been under way when it broke."""


class Exchange(BaseHTTPRequestHandler):
    """One connection of a client, with the request that it is at.

    Attributes:
        request_kept: The request.
    """

    protocol_version = "HTTP/1.1"
    server: "_Server"
    request_kept: Request

    def reply(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        """Answer with *headers* and *body*; only their size is told where the client asked for the headers."""
        self.begin(status, {**headers, "Content-Length": str(len(body))})
        if self.command != "HEAD":
            self.wfile.write(body)

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Send the beginning of an answer."""
        self.request_kept.status = status
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def cut(self) -> None:
        """Cut the connection hard: the client gets a reset, and what was under way is lost."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _WITHOUT_FAREWELL)
        self.server.cut.add(self.connection)

    def do_GET(self) -> None:
        """Keep the request and answer it."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.request_kept = Request(self.command, self.path, headers, self.client_address[1])
        self.server.requests.append(self.request_kept)
        self.server.answer(self)

    def do_HEAD(self) -> None:
        """Do the same; what answers leaves the content out."""
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named by http.server
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for them

    def __init__(self, answer: Callable[[Exchange], None]) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.answer = answer
        self.requests: list[Request] = []
        self.cut: set[Any] = set()
        self.failures: list[BaseException] = []
        self._open: set[socket.socket] = set()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        if request in self.cut:
            self.close_request(request)  # without the usual farewell
        else:
            super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if error and not isinstance(error, OSError):  # of that kind is a client that has left
            self.failures.append(error)

    def hang_up(self) -> None:
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class LoopbackServer:
    """Answers each request with a function, each connection in a thread of its own."""

    def __init__(self, answer: Callable[[Exchange], None]) -> None:
        """Answer with *answer*."""
        self._server = _Server(answer)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def port(self) -> int:
        """Its port on 127.0.0.1."""
        return self._server.server_port

    @property
    def requests(self) -> list[Request]:
        """What was asked, in order."""
        return self._server.requests

    def close(self) -> None:
        """Hang up on everyone; raises what went wrong in an answer."""
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()
        if self._server.failures:
            raise self._server.failures[0]
