"""A server on 127.0.0.1 that answers encrypted, with a certificate of a test's making."""

import contextlib
import datetime as dt
import ssl
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx2
import trustme

_DAY = dt.timedelta(days=1)
_HOST = "127.0.0.1"


class _Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named by http.server
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        assert isinstance(sys.exception(), OSError)  # of that kind is a client without trust


@contextlib.contextmanager
def tls_server(authority: trustme.CA, *, valid_from_day: int = -1, valid_to_day: int = 1) -> Iterator[str]:
    """Answer with a certificate by *authority*, valid between two days from today, and yield the address."""
    now = dt.datetime.now(dt.UTC)
    certificate = authority.issue_cert(
        _HOST, not_before=now + valid_from_day * _DAY, not_after=now + valid_to_day * _DAY
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    server = _Server((_HOST, 0), _Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"https://{_HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def client_that_trusts(authority: trustme.CA) -> httpx2.Client:
    """Return a client that trusts *authority*, and takes no proxy of the machine that tests."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return httpx2.Client(verify=context, trust_env=False, timeout=20, follow_redirects=True)
