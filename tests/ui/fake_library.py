"""A library of models without files: a starter and a better one."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.errors import LibraryError
from app.events import Cancellation, Event
from app.model_library.catalogue import GoodFor, ModelEntry
from app.model_library.installed import InstalledModel
from app.records import Finding, Gravity, Progress
from tests.ui.fakes import wait_at


def entry(name: str, *, tier: str = "small", accept_licence: bool = False) -> ModelEntry:
    """An entry of the catalogue."""
    return ModelEntry.model_validate(
        {
            "name": name,
            "title": name.title(),
            "tier": tier,
            "languages": ("en", "ja"),
            "licence": "Apache-2.0",
            "licence_url": "https://example.com/licence",
            "accept_licence": accept_licence,
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
    """A library with a starter and a better model; fetching waits at its gate.

    Attributes:
        parts: Bytes that interrupted downloads have left, by name.
        wrong: Names of the models whose files a check finds damaged.
        kits: Folders that were written as kits, or taken in.
        findings: What is wrong with it.
    """

    def __init__(self, folder: Path) -> None:
        self.changed: Event[None] = Event()
        self.folder = folder
        self.shelf: tuple[ModelEntry, ...] = (entry("starter", tier="starter"), entry("better"))
        self.here: list[InstalledModel] = []
        self.failure: LibraryError | None = None
        self.fetched: list[str] = []
        self.gate = threading.Event()
        self.parts: dict[str, int] = {}
        self.wrong: set[str] = set()
        self.kits: list[Path] = []
        self.findings: tuple[Finding, ...] = ()

    def entries(self) -> tuple[ModelEntry, ...]:
        return self.shelf

    def unfinished(self) -> dict[str, int]:
        return dict(self.parts)

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
            if on_progress:
                on_progress(Progress("asking-hub", 0))
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

    def add_folder(
        self,
        folder: Path,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> list[InstalledModel]:
        if self.failure:
            raise self.failure
        self.kits.append(folder)
        self.put("better")
        self.changed.emit(None)
        return self.here[-1:]

    def add_in_place(
        self, path: Path, *, name: str = "", program: str = "", sha256: str | None = None
    ) -> InstalledModel:
        if self.failure:
            raise self.failure
        self.here.append(InstalledModel(name or path.stem, path, 500, None, program=program))
        self.changed.emit(None)
        return self.here[-1]

    def export(
        self,
        folder: Path,
        names: Sequence[str] = (),
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> list[InstalledModel]:
        if self.failure:
            raise self.failure
        self.kits.append(folder)
        return self.installed()

    def check(
        self,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Iterator[tuple[InstalledModel, Finding]]:
        for model in self.here:
            wrong = model.name in self.wrong
            code = "model-differs" if wrong else "model-as-published"
            gravity = Gravity.WRONG if wrong else Gravity.NOTE
            yield model, Finding(code, {"name": model.name}, gravity=gravity)

    def remove(self, name: str) -> None:
        self.here = [model for model in self.here if model.name != name]
        self.changed.emit(None)
