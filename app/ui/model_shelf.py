"""What stands on the shelf of models: those to fetch and those that are here, as plain records."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.model_library.catalogue import ModelEntry
from app.model_library.installed import InstalledModel
from app.records import Language


class ShelfState(StrEnum):
    """How a model stands."""

    TO_FETCH = "to-fetch"
    INSTALLED = "installed"
    IN_USE = "in-use"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """One model on the shelf."""

    name: str
    title: str
    good_for: str
    """One line, empty for a file of the user's own."""
    size: int
    """Bytes."""
    memory_gb: float | None
    """Memory that it takes at work."""
    languages: tuple[Language, ...]
    licence: str
    licence_url: str
    state: ShelfState


def shelf_items(
    entries: Sequence[ModelEntry],
    installed: Sequence[InstalledModel],
    in_use: Path | None,
    language: Language,
) -> list[ShelfItem]:
    """Return the catalogue in its order, then the files of the user's own."""
    here = {model.name: model for model in installed}
    items = []
    for entry in entries:
        model = here.pop(entry.name, None)
        items.append(
            ShelfItem(
                entry.name,
                entry.title,
                entry.good_for[language],
                model.size if model else entry.bytes,
                entry.memory_gb,
                entry.languages,
                entry.licence,
                entry.licence_url,
                _state(model, in_use),
            )
        )
    own = (
        ShelfItem(model.name, model.name, "", model.size, None, (), "", "", _state(model, in_use))
        for model in here.values()
    )
    return [*items, *own]


def _state(model: InstalledModel | None, in_use: Path | None) -> ShelfState:
    if model is None:
        return ShelfState.TO_FETCH
    if not model.whole:
        return ShelfState.DAMAGED
    return ShelfState.IN_USE if model.path == in_use else ShelfState.INSTALLED
