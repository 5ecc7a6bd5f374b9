"""What the hub says of a file before any of it is downloaded: its size, its checksum, and whether it is given out."""

import contextlib
import os
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

import httpx2
import truststore

from app import __version__
from app.events import Cancellation
from app.model_library.catalogue import ModelEntry
from app.model_library.sources import SourcePassedOver, endpoint_of, host_of, without_password

if TYPE_CHECKING:
    from huggingface_hub import HfFileMetadata
    from huggingface_hub.errors import HfHubHTTPError

_Result = TypeVar("_Result")

_SECONDS = 15.0
"""After so long without a byte the hub counts as silent."""

_LONGEST_SECONDS = 45.0
"""How long one answer may take, however it is dripped."""

_LOOK_SECONDS = 0.1
_CHECKSUM = re.compile(r"[0-9a-f]{64}")
_SENDABLE = re.compile(r"[!-~]+")
"""What a header can hold; of anything else the client's error would show the token."""


class _WantsToKnow(SourcePassedOver):
    """The hub may give the file to somebody who shows a token."""


class _Lines(httpx2.HTTPTransport):
    """Leads each request over the client of the thread that makes it.

    The library has one client for the whole program; a question that was given up would else hold it.
    """

    def __init__(self) -> None:
        """Lead requests of other threads as usual."""
        super().__init__(verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        self._here = threading.local()

    @contextlib.contextmanager
    def over(self, client: httpx2.Client, hub: str) -> Iterator[None]:
        """Lead this thread's requests over *client*, and its token to nobody but *hub*."""
        self._here.line = (client, httpx2.URL(hub).origin)
        try:
            yield
        finally:
            del self._here.line

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask, and leave out what is of no use or of harm to the library."""
        line = getattr(self._here, "line", None)
        if line is None:
            return super().handle_request(request)
        client, hub = line
        if request.url.origin != hub:
            request.headers.pop("Authorization", None)
        answer: httpx2.Response = client.send(request, stream=True, follow_redirects=False)
        answer.headers.pop("ETag", None)  # may look like a checksum, and is none: that is the linked one
        answer.headers.pop("Set-Cookie", None)  # would be shown with the next question, also without a token
        return answer


_lines: list[_Lines] = []
"""The one that the library was given."""

_first = threading.Lock()


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file on the hub."""

    entry: ModelEntry
    address: str
    page: str
    """Where a person reads of it, and accepts its terms."""
    source: str
    """Name of the hub's machine."""


def file_on_hub(entry: ModelEntry, endpoint: str | None = None) -> HubFile:
    """Return where the file of *entry* is on the hub, or on *endpoint* in its place."""
    library = _library()
    hub = endpoint_of(endpoint)
    address = library.hf_hub_url(entry.repository, entry.file, revision=entry.revision, endpoint=hub)
    return HubFile(entry, address, f"{without_password(hub)}/{entry.repository}", host_of(hub))


def ask_hub(
    file: HubFile,
    token: Callable[[], str | None],
    cancellation: Cancellation,
    open_client: Callable[[], httpx2.Client],
) -> str | None:
    """Ask the hub for *file*, and return the token that it wants, None when it wants none.

    The token is sent only when the hub does not give the file to everybody.

    Raises:
        SourcePassedOver: The hub does not give it out, or has another file than the catalogue says.
        Cancelled: The user has asked to stop.
        httpx2.HTTPError: The hub could not be asked.
        ImportError, ValueError, OSError: The network's settings cannot be used.
    """
    try:
        _judge(file, _beside(lambda: _metadata(file, None, open_client), cancellation))
    except _WantsToKnow:
        given = token()
        if not given:
            raise
        if not _SENDABLE.fullmatch(given):
            raise SourcePassedOver("token-refused", source=file.source, page=file.page) from None
        with contextlib.suppress(httpx2.TransportError):  # the download will tell, and try again
            _judge(file, _beside(lambda: _metadata(file, given, open_client), cancellation))
        return given
    return None


def _library() -> Any:
    # No transfer by other ways, no reports.
    os.environ.setdefault("HF_HUB_DISABLE_XET", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import huggingface_hub  # noqa: PLC0415 - takes a quarter of a second, only downloads need it

    return huggingface_hub


def _the_lines() -> _Lines:
    """Return what leads the library's requests, given to it at the first call."""
    with _first:
        if not _lines:
            lines = _Lines()
            _library().set_client_factory(lambda: httpx2.Client(transport=lines, follow_redirects=True))
            _lines.append(lines)
        return _lines[0]


def _metadata(
    file: HubFile, token: str | None, open_client: Callable[[], httpx2.Client]
) -> "HfFileMetadata | None":
    """Return what the hub says; None when it has no word on it, and only asking for the file will tell."""
    library = _library()
    lines = _the_lines()
    try:
        with open_client() as client, lines.over(client, file.address):
            found: HfFileMetadata = library.get_hf_file_metadata(
                file.address,
                token=token or False,
                timeout=_SECONDS,
                library_name="deskhand",
                library_version=__version__,
            )
    except library.errors.HfHubHTTPError as error:
        if refusal := _refusal(file, error, token):
            raise refusal from None
        return None  # a mirror may know files only
    return found


def _refusal(file: HubFile, error: "HfHubHTTPError", token: str | None) -> SourcePassedOver | None:
    """Return why the hub does not give *file* to whom shows *token*; None when it has no reason of its own."""
    errors = _library().errors
    passed_over = _WantsToKnow if token is None else SourcePassedOver
    status = error.response.status_code
    if token and status == HTTPStatus.UNAUTHORIZED:
        return SourcePassedOver("token-refused", source=file.source, page=file.page)
    if isinstance(error, errors.GatedRepoError):
        why = "gated" if token is None else "terms-not-accepted"
        return passed_over(why, source=file.source, page=file.page)
    if token and status == HTTPStatus.FORBIDDEN:  # one that may not be used for what is gated
        return SourcePassedOver("token-refused", source=file.source, page=file.page)
    if isinstance(error, errors.RepositoryNotFoundError):  # strangers are not told whether there is one
        return passed_over("not-there", source=file.source, file=file.entry.file)
    if isinstance(error, errors.RevisionNotFoundError | errors.EntryNotFoundError):
        return SourcePassedOver("not-there", source=file.source, file=file.entry.file)
    return None


def _judge(file: HubFile, told: "HfFileMetadata | None") -> None:
    """Go on when what the hub says fits the catalogue."""
    if told is None:
        return
    other_size = told.size and told.size != file.entry.bytes  # 0 tells nothing: the answer has no content
    checksum = _CHECKSUM.fullmatch(told.etag or "")
    if other_size or (checksum and checksum[0] != file.entry.sha256):
        raise SourcePassedOver("wrong-file", source=file.source)


def _beside(work: Callable[[], _Result], cancellation: Cancellation) -> _Result:
    """Return what *work* gives, done in another thread so that the caller can leave at any moment."""
    results: list[_Result] = []
    failures: list[Exception] = []
    done = threading.Event()

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            failures.append(error)
        finally:
            done.set()

    cancellation.raise_if_requested()
    threading.Thread(target=run, name="hub", daemon=True).start()
    patience_ends = time.monotonic() + _LONGEST_SECONDS
    while not done.wait(_LOOK_SECONDS):
        cancellation.raise_if_requested()
        if time.monotonic() > patience_ends:
            raise httpx2.ReadTimeout("the hub does not end its answer")
    cancellation.raise_if_requested()
    if failures:
        raise failures[0]
    return results[0]
