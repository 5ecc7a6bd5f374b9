"""One answer of a server, read by a thread of its own, so that the caller can leave at any moment."""

import contextlib
import queue
import ssl
import threading
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass

import httpx2
import truststore

from app import __version__
from app.events import Cancellation

_CONNECT_SECONDS = 15.0
_SILENCE_SECONDS = 30.0
"""After so long without a byte the connection counts as broken."""

_LONGEST_HEAD_SECONDS = 90.0
"""How long an answer may take to begin, redirects included, however it is dripped."""

_LOOK_SECONDS = 0.1
"""How often to look whether the user wants to stop."""

_BLOCKS_AHEAD = 64


@dataclass(frozen=True, slots=True)
class Head:
    """How an answer begins."""

    status: int
    headers: Mapping[str, str]
    """By lower-case names."""


def open_client() -> httpx2.Client:
    """Return a client that trusts what the system trusts and takes the system's proxy."""
    return httpx2.Client(
        verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        timeout=httpx2.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS),
        follow_redirects=True,
        headers={"User-Agent": f"deskhand/{__version__}", "Accept-Encoding": "identity"},
    )


def answer_of(
    address: str,
    headers: Mapping[str, str],
    cancellation: Cancellation,
    open_client: Callable[[], httpx2.Client] = open_client,
) -> Generator[Head | bytes]:
    """Ask for *address*; yield how the answer begins, then its bytes as they arrive.

    Raises:
        Cancelled: The user has asked to stop; what the server still sends goes nowhere.
        httpx2.HTTPError: The connection could not be made, or broke.
        ImportError, ValueError: The proxy settings name a kind of proxy that is not supported.
    """
    reader = _Reader(address, headers, open_client)
    threading.Thread(target=reader.read, name="download", daemon=True).start()
    patience_ends = time.monotonic() + _LONGEST_HEAD_SECONDS
    begun = False
    try:
        while True:
            cancellation.raise_if_requested()
            try:
                item = reader.items.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                if not begun and time.monotonic() > patience_ends:
                    raise httpx2.ReadTimeout("the answer does not begin") from None
                continue
            if item is None:
                return
            if isinstance(item, Exception):
                raise item
            begun = True
            yield item
    finally:
        reader.left.set()


class _Reader:
    """Reads an answer into a queue until nobody takes from it any more.

    Attributes:
        items: How it begins, its bytes, then None, or why it broke off.
        left: Set when nobody takes items any more.
    """

    def __init__(
        self, address: str, headers: Mapping[str, str], open_client: Callable[[], httpx2.Client]
    ) -> None:
        self.items: queue.Queue[Head | bytes | Exception | None] = queue.Queue(_BLOCKS_AHEAD)
        self.left = threading.Event()
        self._address = address
        self._headers = dict(headers)
        self._open_client = open_client

    def read(self) -> None:
        try:
            with (
                self._open_client() as client,
                client.stream("GET", self._address, headers=self._headers) as answer,
            ):
                self._put(Head(answer.status_code, dict(answer.headers)))
                for block in answer.iter_raw():
                    self._put(block)
                    if self.left.is_set():
                        return
        except OSError as error:  # certificates that cannot be read: nothing that the disk for models did
            failure = httpx2.ConnectError(str(error))
            failure.__cause__ = error
            self._put(failure)
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits for the answer
            self._put(error)
        else:
            self._put(None)

    def _put(self, item: Head | bytes | Exception | None) -> None:
        while not self.left.is_set():
            with contextlib.suppress(queue.Full):
                self.items.put(item, timeout=_LOOK_SECONDS)
                return
