"""What stands on the shelf of models: those to fetch and those that are here, as plain records."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.model_library.catalogue import MeasuredJob, ModelEntry
from app.model_library.installed import InstalledModel
from app.records import Language
from app.wiring.advice import Expectation


class ShelfState(StrEnum):
    """How a model stands."""

    TO_FETCH = "to-fetch"
    INSTALLED = "installed"
    IN_USE = "in-use"
    DAMAGED = "damaged"
    GONE = "gone"
    """It was used where another program kept it, and is not there any more."""


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
    expectation: Expectation | None = None
    """How well it will work on this computer."""
    recommended: bool = False
    """Whether it is the one to take on this computer."""
    fetched: int = 0
    """Bytes that an interrupted download has left."""
    used: dt.date | None = None
    """The last day on which it worked."""
    measured: tuple[MeasuredJob, ...] = ()
    """How well it did jobs in a benchmark."""
    program: str | None = None
    """Which other program keeps its file, empty for a place that the user named; None in the folder of models."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What is known of models on this computer, by their names."""

    expectations: Mapping[str, Expectation] = field(default_factory=dict)
    recommended: str | None = None
    unfinished: Mapping[str, int] = field(default_factory=dict)
    """Bytes of interrupted downloads."""


def shelf_items(
    entries: Sequence[ModelEntry],
    installed: Sequence[InstalledModel],
    in_use: Path | None,
    language: Language,
    advice: Advice | None = None,
) -> list[ShelfItem]:
    """Return the catalogue in its order, then the files of the user's own."""
    advice = advice or Advice()
    here = {model.name: model for model in installed}
    listed = [_listed(entry, here.pop(entry.name, None), in_use, language, advice) for entry in entries]
    return [*listed, *(_own(model, in_use, advice) for model in here.values())]


def _listed(
    entry: ModelEntry, model: InstalledModel | None, in_use: Path | None, language: Language, advice: Advice
) -> ShelfItem:
    return ShelfItem(
        entry.name,
        entry.title,
        entry.good_for[language],
        model.size if model else entry.bytes,
        entry.memory_gb,
        entry.languages,
        entry.licence,
        entry.licence_url,
        _state(model, in_use),
        advice.expectations.get(entry.name),
        entry.name == advice.recommended,
        0 if model else advice.unfinished.get(entry.name, 0),
        model.used if model else None,
        entry.measured,
        model.program if model else None,
    )


def _own(model: InstalledModel, in_use: Path | None, advice: Advice) -> ShelfItem:
    return ShelfItem(
        model.name,
        model.name,
        "",
        model.size,
        None,
        (),
        "",
        "",
        _state(model, in_use),
        advice.expectations.get(model.name),
        used=model.used,
        program=model.program,
    )


def _state(model: InstalledModel | None, in_use: Path | None) -> ShelfState:
    if model is None:
        return ShelfState.TO_FETCH
    if model.gone:
        return ShelfState.GONE
    if not model.whole:
        return ShelfState.DAMAGED
    return ShelfState.IN_USE if model.path == in_use else ShelfState.INSTALLED
