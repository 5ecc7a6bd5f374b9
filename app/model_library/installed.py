"""What models are in the folder, and which of them is the best.

models/Qwen3-8B-Q4_K_M.gguf                       an installed model
models/Qwen3-8B-Q4_K_M.gguf.d98cdcbd03e1.part     the same while it arrives; its checksum is in the name
models/.Qwen3-8B-Q4_K_M.gguf.lock                 held by the program that brings it
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.model_library.catalogue import ModelEntry, Tier
from app.model_library.manifest import Manifest, Reference

ENDING = ".gguf"

_PART = re.compile(r".+\.gguf\.(?:[0-9a-f]{12}(?:\.package)?|added|moved)\.part", re.IGNORECASE)
_DAY_SECONDS = 86_400

_RANKS: dict[Tier, int] = {"starter": 0, "small": 1, "standard": 2}

_OWN_STANDARD_BYTES = 3_500_000_000
_OWN_SMALL_BYTES = 1_000_000_000
"""From which sizes on a model that is not in the catalogue counts as standard, and as small."""


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model file on this computer."""

    name: str
    """Name in the catalogue, or the file's name without its ending where no entry is called so."""
    path: Path
    size: int
    """Bytes."""
    entry: ModelEntry | None
    """Entry of the catalogue that has this file's name."""
    sha256: str | None = None
    """The checksum that it had when it came, where that is known."""
    used: dt.date | None = None
    """The last day on which it worked."""
    ours: bool = False
    """Whether Deskhand put the file there; only such files are moved."""
    program: str | None = None
    """Which other program keeps the file, empty for a place that the user named; None in the folder of models."""
    gone: bool = False
    """Whether a file that is kept elsewhere is not there any more."""

    @property
    def whole(self) -> bool:
        """Whether the size is that of the published file, or the one that it came with."""
        return not self.gone and (self.entry is None or self.entry.bytes == self.size)

    @property
    def in_place(self) -> bool:
        """Whether the file stays in another program's folder."""
        return self.program is not None


def installed_in(folder: Path, entries: Sequence[ModelEntry], manifest: Manifest) -> list[InstalledModel]:
    """Return the models in *folder*: those of the catalogue in its order, then the others by name.

    Raises:
        OSError: The folder cannot be read.
    """
    if not folder.is_dir():
        return []
    files = sorted(path for path in folder.iterdir() if _is_model(path))
    names = {entry.name for entry in entries}

    def model(path: Path, entry: ModelEntry | None) -> InstalledModel:
        line = manifest.own_file(path.name)
        name = entry.name if entry else path.name if path.stem in names else path.stem
        return InstalledModel(
            name,
            path,
            path.stat().st_size,
            entry,
            sha256=line.sha256 if line else None,
            used=line.used if line else None,
            ours=line is not None,
        )

    listed = {path: entry for entry in entries if (path := _file_of(entry, files))}
    found = [model(path, entry) for path, entry in listed.items()]
    others = [model(path, None) for path in files if path not in listed]
    return found + sorted(others, key=lambda each: each.name.casefold())


def _file_of(entry: ModelEntry, files: Sequence[Path]) -> Path | None:
    """Return the file of *entry*: by its very name, else by one that differs in the case of letters."""
    alike = [path for path in files if path.name.casefold() == entry.file.casefold()]
    return next((path for path in alike if path.name == entry.file), alike[0] if alike else None)


def referenced(manifest: Manifest, entries: Sequence[ModelEntry]) -> list[InstalledModel]:
    """Return the models that are used where another program keeps them, by name."""
    models = (_referenced(line, entries) for line in manifest.references)
    return sorted(models, key=lambda each: each.name.casefold())


def _referenced(line: Reference, entries: Iterable[ModelEntry]) -> InstalledModel:
    try:
        size: int | None = line.path.stat().st_size
    except OSError:
        size = None
    entry = next((one for one in entries if line.sha256 == one.sha256), None)
    return InstalledModel(
        line.name,
        line.path,
        line.bytes if size is None else size,
        entry,
        sha256=line.sha256,
        used=line.used,
        program=line.program,
        gone=size != line.bytes,
    )


def best_of(models: Collection[InstalledModel]) -> InstalledModel | None:
    """Return the model for daily work: of the highest tier, and of several there the largest."""
    return max(
        (model for model in models if model.whole), key=lambda model: (_rank(model), model.size), default=None
    )


def part_path(folder: Path, entry: ModelEntry) -> Path:
    """Return where the file of *entry* arrives; another revision arrives somewhere else."""
    return folder / f"{entry.file}.{entry.sha256[:12]}.part"


def unfinished(folder: Path, entry: ModelEntry) -> int:
    """Return how many bytes of *entry* an interrupted download has left in *folder*."""
    try:
        return part_path(folder, entry).stat().st_size
    except OSError:
        return 0


def stray_parts(folder: Path, entries: Collection[ModelEntry], now: float) -> list[Path]:
    """Return what is left of downloads and copies that nobody goes on with: of models that the catalogue has no more.

    Args:
        folder: The folder of models.
        entries: The catalogue.
        now: Seconds since 1970; what changed within a day before may still be arriving.
    """
    current = {part_path(folder, entry) for entry in entries}
    return [
        path
        for path in folder.iterdir()
        if _PART.fullmatch(path.name)
        and path not in current
        and path.is_file()
        and now - path.stat().st_mtime > _DAY_SECONDS
    ]


def parts_of(folder: Path, file: str) -> list[Path]:
    """Return what downloads of *file* left in *folder*, of any revision."""
    return [path for path in folder.iterdir() if path.name.startswith(f"{file}.") and path.suffix == ".part"]


def _is_model(path: Path) -> bool:
    return path.suffix.casefold() == ENDING and not path.name.startswith(".") and path.is_file()


def rank_of(tier: Tier) -> int:
    """Return the place of *tier* among the tiers; 0 is for trying out."""
    return _RANKS[tier]


def _rank(model: InstalledModel) -> int:
    if model.entry:
        return rank_of(model.entry.tier)
    if model.size >= _OWN_STANDARD_BYTES:
        return _RANKS["standard"]
    return _RANKS["small"] if model.size >= _OWN_SMALL_BYTES else _RANKS["starter"]
