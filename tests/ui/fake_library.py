"""A library of models without files: a starter and a better one."""

import threading
from collections.abc import Callable
from pathlib import Path

from app.errors import LibraryError
from app.events import Cancellation, Event
from app.model_library.catalogue import GoodFor, ModelEntry
from app.model_library.installed import InstalledModel
from app.records import Finding, Progress
from tests.ui.fakes import wait_at


def entry(name: str, *, tier: str = "small") -> ModelEntry:
    """An entry of the catalogue."""
    return ModelEntry.model_validate(
        {
            "name": name,
            "title": name.title(),
            "tier": tier,
            "languages": ("en", "ja"),
            "licence": "Apache-2.0",
            "licence_url": "https://example.com/licence",
            "repository": "owner/name",
            "revision": "0" * 40,
            "file": f"{name}.gguf",
            "bytes": 1000,
            "sha256": "0" * 64,
            "memory_gb": 0.5,
            "good_for": GoodFor(en=f"{name} in English", ja=f"{name}の日本語"),
        }
    )


class FakeLibrary:
    """A library with a starter and a better model; fetching waits at its gate."""

    def __init__(self, folder: Path) -> None:
        self.changed: Event[None] = Event()
        self.folder = folder
        self.shelf = (entry("starter", tier="starter"), entry("better"))
        self.here: list[InstalledModel] = []
        self.failure: LibraryError | None = None
        self.fetched: list[str] = []
        self.gate = threading.Event()

    def entries(self) -> tuple[ModelEntry, ...]:
        return self.shelf

    def installed(self) -> list[InstalledModel]:
        return list(self.here)

    def default(self) -> Path | None:
        return self.here[-1].path if self.here else None

    def put(self, name: str, size: int = 1000) -> None:
        known = next((one for one in self.shelf if one.name == name), None)
        self.here.append(InstalledModel(name, self.folder / f"{name}.gguf", size, known))

    def fetch(
        self,
        name: str,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        on_word: Callable[[Finding], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Path:
        self.fetched.append(name)
        if self.failure:
            raise self.failure
        if on_progress:
            on_progress(Progress("fetching-model", 250, 1000, 100))
        wait_at(self.gate, cancellation)
        self.put(name)
        self.changed.emit(None)
        return self.folder / f"{name}.gguf"

    def add(
        self,
        path: Path,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> InstalledModel:
        self.put(path.stem, 77)
        self.changed.emit(None)
        return self.here[-1]

    def remove(self, name: str) -> None:
        self.here = [model for model in self.here if model.name != name]
        self.changed.emit(None)
