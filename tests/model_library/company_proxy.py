"""A company's proxy that opens what is encrypted, with certificates of the company's own authority."""

import base64
import contextlib
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Self

import trustme

_BLOCK = 1 << 16
_MOST_HEAD = 1 << 16


@dataclass(frozen=True)
class Tunnel:
    """What a client asked the proxy for."""

    target: str
    """Host and port."""
    status: int
    """What the proxy answered."""


class CompanyProxy:
    """A proxy on 127.0.0.1 for HTTPS; a context that ends it with all its connections.

    Attributes:
        tunnels: What clients asked for, in order.
        ports: The ports of its own connections to the servers behind it.
    """

    def __init__(
        self, authority: trustme.CA, servers: Mapping[str, int], *, user_and_password: str | None = None
    ) -> None:
        """Lead to some servers.

        Args:
            authority: Who signs the certificates that the proxy shows for the servers.
            servers: The port on 127.0.0.1 of each host that the proxy knows; no one else knows these names.
            user_and_password: What clients have to show, `user:password`; None lets everyone through.
        """
        self.tunnels: list[Tunnel] = []
        self.ports: set[int] = set()
        self._servers = dict(servers)
        self._key = user_and_password and "Basic " + base64.b64encode(user_and_password.encode()).decode()
        self._contexts = {host: _context_for(authority, host) for host in servers}
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._closing = False
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._start(self._listen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._guard:
            self._closing = True
            for connection in (self._listener, *self._open):
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:  # the first one, which adds to them, ends first
            thread.join()
        self._listener.close()

    def _start(self, work: Callable[..., None], *arguments: socket.socket) -> None:
        thread = threading.Thread(target=work, args=arguments)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._start(self._serve, self._listener.accept()[0])

    @contextlib.contextmanager
    def _kept(self, connection: socket.socket) -> Iterator[socket.socket]:
        """Close *connection* at the end, and break it off when the proxy ends before."""
        with connection:
            with self._guard:
                if self._closing:
                    raise ConnectionAbortedError
                self._open.add(connection)
            try:
                yield connection
            finally:
                with self._guard:
                    self._open.discard(connection)

    def _serve(self, raw: socket.socket) -> None:
        with contextlib.suppress(OSError), self._kept(raw) as client:
            target, asked_with = _head_of(client)
            host = target.partition(":")[0]
            if self._key and asked_with.get("proxy-authorization") != self._key:
                status = HTTPStatus.PROXY_AUTHENTICATION_REQUIRED
                headers = 'Proxy-Authenticate: Basic realm="office"\r\nContent-Length: 0\r\n'
            elif host not in self._servers:
                status, headers = HTTPStatus.BAD_GATEWAY, "Content-Length: 0\r\n"
            else:
                status, headers = HTTPStatus.OK, ""
            self.tunnels.append(Tunnel(target, status))
            client.sendall(f"HTTP/1.1 {status} {status.phrase}\r\n{headers}\r\n".encode())
            if status is HTTPStatus.OK:
                self._look_inside(client, host)

    def _look_inside(self, client: socket.socket, host: str) -> None:
        """Decrypt what the client says to *host* and pass it on, in both directions."""
        wrapped = self._contexts[host].wrap_socket(client, server_side=True, do_handshake_on_connect=False)
        with self._kept(wrapped):
            wrapped.do_handshake()  # fails where the client does not trust the company
            with self._kept(socket.create_connection(("127.0.0.1", self._servers[host]))) as server:
                self.ports.add(server.getsockname()[1])
                _pass_on(wrapped, server)


def _context_for(authority: trustme.CA, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


def _head_of(client: socket.socket) -> tuple[str, dict[str, str]]:
    """Return where the client wants to be led, and its headers by lower-case names."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        block = client.recv(_BLOCK)
        if not block or len(head) > _MOST_HEAD:
            raise ConnectionAbortedError
        head += block
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    method, target, _ = first.split(" ")
    if method != "CONNECT":
        raise ConnectionAbortedError
    pairs = (line.partition(":") for line in lines)
    return target, {name.lower(): value.strip() for name, _, value in pairs}


def _pass_on(client: ssl.SSLSocket, server: socket.socket) -> None:
    """Pass on what both say until one has left; by one thread, since encryption stands no two."""
    while True:
        ready = [client] if client.pending() else select.select([client, server], [], [])[0]
        for source in ready:
            block = source.recv(_BLOCK)
            if not block:
                return
            (server if source is client else client).sendall(block)
