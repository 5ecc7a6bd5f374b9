"""What models are in the folder, and which of them is the best.

models/Qwen3-8B-Q4_K_M.gguf                       an installed model
models/Qwen3-8B-Q4_K_M.gguf.d98cdcbd03e1.part     the same while it arrives; its checksum is in the name
models/Qwen3-8B-Q4_K_M.gguf.lock                  held by the program that brings it
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.model_library.catalogue import ModelEntry, Tier

ENDING = ".gguf"

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

    @property
    def whole(self) -> bool:
        """Whether the size is that of the published file; of others nothing is known."""
        return self.entry is None or self.entry.bytes == self.size


def installed_in(folder: Path, entries: Sequence[ModelEntry]) -> list[InstalledModel]:
    """Return the models in *folder*: those of the catalogue in its order, then the others by name.

    Raises:
        OSError: The folder cannot be read.
    """
    if not folder.is_dir():
        return []
    files = {path.name.casefold(): path for path in folder.iterdir() if _is_model(path)}
    found = [
        InstalledModel(entry.name, path, path.stat().st_size, entry)
        for entry in entries
        if (path := files.pop(entry.file.casefold(), None))
    ]
    names = {entry.name for entry in entries}
    others = [
        InstalledModel(path.name if path.stem in names else path.stem, path, path.stat().st_size, None)
        for path in files.values()
    ]
    return found + sorted(others, key=lambda model: model.name.casefold())


def best_of(models: Collection[InstalledModel]) -> InstalledModel | None:
    """Return the model for daily work: of the highest tier, and of several there the largest."""
    return max(
        (model for model in models if model.whole), key=lambda model: (_rank(model), model.size), default=None
    )


def part_path(folder: Path, entry: ModelEntry) -> Path:
    """Return where the file of *entry* arrives; another revision arrives somewhere else."""
    return folder / f"{entry.file}.{entry.sha256[:12]}.part"


def parts_of(folder: Path, file: str) -> list[Path]:
    """Return what downloads of *file* left in *folder*, of any revision."""
    return [path for path in folder.iterdir() if path.name.startswith(f"{file}.") and path.suffix == ".part"]


def _is_model(path: Path) -> bool:
    return path.suffix.casefold() == ENDING and not path.name.startswith(".") and path.is_file()


def _rank(model: InstalledModel) -> int:
    if model.entry:
        return _RANKS[model.entry.tier]
    if model.size >= _OWN_STANDARD_BYTES:
        return _RANKS["standard"]
    return _RANKS["small"] if model.size >= _OWN_SMALL_BYTES else _RANKS["starter"]
