"""What the hub says of a file before any of it is downloaded: its size, its checksum, and whether it is given out."""

import os
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

import httpx2

from app.events import Cancellation
from app.model_library.catalogue import ModelEntry
from app.model_library.sources import SourcePassedOver, endpoint_of, host_of

if TYPE_CHECKING:
    from huggingface_hub import HfFileMetadata

_Result = TypeVar("_Result")

_SECONDS = 15.0
_LOOK_SECONDS = 0.1
_CHECKSUM = re.compile(r"[0-9a-f]{64}")

_turn = threading.Lock()
"""The library keeps one client for the whole program."""


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
    return HubFile(entry, address, f"{hub}/{entry.repository}", host_of(hub))


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
    except SourcePassedOver as refusal:
        given = token() if refusal.why in {"gated", "not-there"} else None
        if given is None:
            raise
        _judge(file, _beside(lambda: _metadata(file, given, open_client), cancellation))
        return given
    return None


def _library() -> Any:
    # No transfer by other ways, no reports.
    os.environ.setdefault("HF_HUB_DISABLE_XET", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    import huggingface_hub  # noqa: PLC0415 - takes a quarter of a second, only downloads need it

    return huggingface_hub


def _metadata(
    file: HubFile, token: str | None, open_client: Callable[[], httpx2.Client]
) -> "HfFileMetadata | None":
    """Return what the hub says; None when it has no word on it, and only asking for the file will tell."""
    library = _library()
    errors = library.errors
    with _turn:
        library.set_client_factory(open_client)
        try:
            found: HfFileMetadata = library.get_hf_file_metadata(
                file.address, token=token or False, timeout=_SECONDS, library_name="deskhand"
            )
        except errors.GatedRepoError as error:
            raise _refusal(file, error.response.status_code, token) from None
        except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError, errors.EntryNotFoundError):
            raise SourcePassedOver("not-there", source=file.source, file=file.entry.file) from None
        except errors.HfHubHTTPError:
            return None  # a mirror may know files only
        finally:
            library.close_session()
    return found


def _refusal(file: HubFile, status: int, token: str | None) -> SourcePassedOver:
    """Return why the hub wants to know who asks."""
    if token is None:
        return SourcePassedOver("gated", source=file.source, page=file.page)
    if status == HTTPStatus.UNAUTHORIZED:
        return SourcePassedOver("token-refused", source=file.source, page=file.page)
    return SourcePassedOver("terms-not-accepted", source=file.source, page=file.page)


def _judge(file: HubFile, told: "HfFileMetadata | None") -> None:
    """Go on when what the hub says fits the catalogue."""
    if told is None:
        return
    other_size = told.size is not None and told.size != file.entry.bytes
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

    threading.Thread(target=run, name="hub", daemon=True).start()
    while not done.wait(_LOOK_SECONDS):
        cancellation.raise_if_requested()
    cancellation.raise_if_requested()
    if failures:
        raise failures[0]
    return results[0]
