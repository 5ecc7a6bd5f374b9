"""Finds the models that other programs keep on this computer, to be used in place, without a copy.

~/.lmstudio/models/PUBLISHER/REPOSITORY/NAME.gguf               LM Studio; or where its settings say
~/.ollama/models/manifests/REGISTRY/NAMESPACE/MODEL/TAG         Ollama: JSON that names the model's blob
~/.ollama/models/blobs/sha256-HEX                               Ollama: the model itself
~/.cache/huggingface/hub/models--OWNER--NAME/snapshots/REVISION/NAME.gguf     mostly a link to a blob

These folders belong to others: they are read and never written to. What is damaged, half there or not
for us to read is passed over, and a slow disk ends the search early: a window waits for it.
"""

import json
import logging
import os
import re
import stat
import struct
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Literal

from app.model_library.storage import is_model_file

_log = logging.getLogger(__name__)

Program = Literal["lm-studio", "ollama", "hugging-face"]

_MOST_ENTRIES = 10_000
"""Names in folders that are looked at, for each program."""
_MOST_SECONDS = 2.0
"""How long the search takes for each program; a local disk needs a tenth of it at most."""
_MOST_DEPTH = 3
"""Folders below one that holds models; PUBLISHER/REPOSITORY takes two."""
_MOST_BYTES = 1 << 20
"""Length of a manifest or of settings; real ones have some thousand."""
_HEAD_BYTES = 16_384
"""Beginning of a model file, where it says what kind it is."""

_UNREADABLE = (OSError, RuntimeError, ValueError)
"""What reading ends with: RuntimeError comes of links in a circle and of brackets a thousand deep."""

_HELPER = re.compile(r"mmproj|(?<![a-z])adapter(?![a-z])", re.IGNORECASE)
"""Names of files that go with a model: what reads pictures for it, what changes its style."""
_PART = re.compile(r"-\d{5}-of-(?!00001\.)\d{5}\.gguf\Z", re.IGNORECASE)
"""Names of models in several files; one that was split into one file is whole."""

_OLLAMA_SERVICES = (Path("/usr/share/ollama/.ollama/models"), Path("/var/snap/ollama/common/models"))
"""Where Ollama keeps models on Linux when the system runs it."""
_REGISTRY = "registry.ollama.ai"
_LIBRARY = "library"
_LAYER = "application/vnd.ollama.image."
_DIGEST = re.compile(r"sha256[:-][0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class ForeignModel:
    """A model file that another program keeps."""

    name: str
    """What a person knows it by: `qwen3:8b` with Ollama, else the file's name without its ending."""
    program: Program
    path: Path
    """The file itself, behind all links; one of Ollama's has no ending."""
    size: int
    """Bytes."""


def foreign_models(
    home: Path | None = None, environment: Mapping[str, str] | None = None
) -> list[ForeignModel]:
    """Return the models that other programs keep, sorted by program and name, each file once.

    Nothing is raised. It may take some seconds on a slow disk.

    Args:
        home: The user's home folder; that of this user if it is left out.
        environment: Variables that say where the programs keep their models; ours if they are left out.
    """
    variables = os.environ if environment is None else environment
    try:
        home = (home or Path.home()).resolve()
    except _UNREADABLE:
        return []
    found: dict[Path, ForeignModel] = {}
    # Programs link to each other's files: one that really holds a file is asked before those that link to it.
    for models_of in (_of_hugging_face, _of_ollama, _of_lm_studio):
        for model in models_of(home, variables):
            found.setdefault(model.path, model)
    return sorted(
        found.values(), key=lambda model: (model.program, model.name.casefold(), model.name, model.path)
    )


class _Search:
    """Looks into folders: no deeper, no longer and no further than a window can wait for."""

    def __init__(self, home: Path) -> None:
        self._refused = {home, *home.parents}  # a link to the home, or settings that name it, lead too far
        self._seen: set[Path] = set()
        self._left = _MOST_ENTRIES
        self._end = monotonic() + _MOST_SECONDS

    def entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """Return what is in *folder*, by name; nothing where it was before, or cannot be read."""
        if self._late() or not self._left:
            return []
        with suppress(*_UNREADABLE):
            real = folder.resolve(strict=True)
            if real in self._refused or real in self._seen:
                return []
            self._seen.add(real)
            with os.scandir(folder) as listing:
                found = list(islice(listing, self._left))
            self._left -= len(found)
            named = (entry for entry in found if not entry.name.startswith("."))
            return sorted(named, key=lambda entry: entry.name)
        return []

    def files(self, folder: Path, depth: int) -> Iterator[Path]:
        """Yield the files in *folder*, and then those in folders up to *depth* below it."""
        waiting = deque([(folder, depth)])
        while waiting:
            folder, depth = waiting.popleft()
            for entry in self.entries(folder):
                if self._late():
                    return
                if not _is_folder(entry):
                    yield Path(entry.path)
                elif depth:
                    waiting.append((Path(entry.path), depth - 1))

    def _late(self) -> bool:
        if monotonic() < self._end:
            return False
        if self._left:
            _log.info("looking for models of other programs took too long and ended early")
            self._left = 0
        return True


def _of_hugging_face(home: Path, variables: Mapping[str, str]) -> Iterator[ForeignModel]:
    """Yield what is in the cache of huggingface_hub, which llama.cpp and many other programs use too."""
    caches = _named("XDG_CACHE_HOME", variables, home) or home / ".cache"
    own = _named("HF_HOME", variables, home) or caches / "huggingface"
    named = (_named(name, variables, home) for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"))
    search = _Search(home)
    for repository in search.entries(next(filter(None, named), own / "hub")):
        if repository.name.startswith("models--"):
            for revision in search.entries(Path(repository.path, "snapshots")):
                yield from _with_names("hugging-face", Path(revision.path), search)


def _of_lm_studio(home: Path, variables: Mapping[str, str]) -> Iterator[ForeignModel]:
    """Yield the models of LM Studio, which keeps them by their publishers."""
    homes = [home / ".lmstudio", home / ".cache" / "lm-studio"]
    with suppress(*_UNREADABLE):
        pointer = _text(home / ".lmstudio-home-pointer").strip()
        homes[:0] = filter(None, [_absolute(pointer, home)])
    older = [
        _named("APPDATA", variables, home) or home / "AppData" / "Roaming",
        _named("XDG_CONFIG_HOME", variables, home) or home / ".config",
        home / "Library" / "Application Support",
    ]
    settings = [*homes, *(folder / "LM Studio" for folder in older)]
    moved = filter(None, (_moved_models(folder / "settings.json", home) for folder in settings))
    search = _Search(home)
    for folder in (*moved, *(folder / "models" for folder in homes)):
        yield from _with_names("lm-studio", folder, search)


def _moved_models(settings: Path, home: Path) -> Path | None:
    """Return where models are by LM Studio's *settings*."""
    try:
        content = json.loads(_text(settings))
    except _UNREADABLE:
        return None
    folder = content.get("downloadsFolder") if isinstance(content, dict) else None
    return _absolute(folder, home) if isinstance(folder, str) else None


def _with_names(program: Program, folder: Path, search: _Search) -> Iterator[ForeignModel]:
    """Yield the models of *program* whose files have names of their own in *folder* and below it."""
    for path in search.files(folder, _MOST_DEPTH):
        name = path.name
        if path.suffix.casefold() == ".gguf" and not _HELPER.search(name) and not _PART.search(name):
            model = _model(path.stem, program, path)
            if model:
                yield model


def _of_ollama(home: Path, variables: Mapping[str, str]) -> Iterator[ForeignModel]:
    """Yield the models of Ollama, which keeps them as blobs; a manifest for each name says which."""
    own = _named("OLLAMA_MODELS", variables, home) or home / ".ollama" / "models"
    search = _Search(home)
    for folder in (own, *_OLLAMA_SERVICES):
        manifests = folder / "manifests"
        for manifest in search.files(manifests, 3):
            parts = manifest.relative_to(manifests).parts
            if len(parts) == 4:
                model = _model_of_manifest(manifest, _ollama_name(*parts), folder / "blobs")
                if model:
                    yield model


def _ollama_name(registry: str, namespace: str, model: str, tag: str) -> str:
    """Return the shortest name by which Ollama knows a model."""
    if registry.casefold() != _REGISTRY:
        return f"{registry}/{namespace}/{model}:{tag}"
    return f"{model}:{tag}" if namespace.casefold() == _LIBRARY else f"{namespace}/{model}:{tag}"


def _model_of_manifest(manifest: Path, name: str, blobs: Path) -> ForeignModel | None:
    """Return the model that *manifest* is about, called *name*, if it is whole and needs nothing else."""
    try:
        content = json.loads(_text(manifest))
    except _UNREADABLE:
        return None
    layers = content.get("layers") if isinstance(content, dict) else None
    known = [layer for layer in layers if isinstance(layer, dict)] if isinstance(layers, list) else []
    weights = [layer for layer in known if layer.get("mediaType") == f"{_LAYER}model"]
    adapted = any(layer.get("mediaType") == f"{_LAYER}adapter" for layer in known)
    if len(weights) != 1 or adapted:  # the blob alone would not be what the name says
        return None
    digest, size = weights[0].get("digest"), weights[0].get("size")
    if not isinstance(digest, str) or not _DIGEST.match(digest):
        return None
    number = digest[-64:]
    files = (blobs / f"sha256-{number}", blobs / f"sha256:{number}")  # the second from old versions
    model = next(filter(None, (_model(name, "ollama", file) for file in files)), None)
    if model and isinstance(size, int) and size not in {0, model.size}:
        return None
    return model


def _model(name: str, program: Program, path: Path) -> ForeignModel | None:
    """Return the model in the file *path*, or None if it is gone, half there or no model by itself."""
    try:
        real = path.resolve(strict=True)
        found = real.stat()
        if not stat.S_ISREG(found.st_mode) or real.suffix == ".incomplete":  # a pipe would be waited for
            return None
        if not is_model_file(real) or _goes_with_a_model(real):
            return None
    except _UNREADABLE:
        return None
    shown = name.encode("utf-8", "replace").decode()  # names on the disk may be no text at all
    return ForeignModel(shown, program, real, found.st_size)


def _goes_with_a_model(path: Path) -> bool:
    """Return whether the file *path* says that it is no model but a projector, an adapter or a statistic."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    projector = _said(head, b"general.architecture") == b"clip"
    return projector or _said(head, b"general.type") not in {None, b"model"}


def _said(head: bytes, key: bytes) -> bytes | None:
    """Return the text that stands under *key* in the beginning *head* of a model file.

    A key is its length and its bytes; 8 marks a text, which is written the same way.
    """
    _, mark, rest = head.partition(struct.pack("<Q", len(key)) + key + struct.pack("<I", 8))
    if not mark or len(rest) < 8:
        return None
    (length,) = struct.unpack_from("<Q", rest)
    return rest[8 : 8 + min(length, _HEAD_BYTES)]


def _named(variable: str, variables: Mapping[str, str], home: Path) -> Path | None:
    """Return the folder that *variable* names."""
    return _absolute(variables.get(variable, "").strip().strip("\"'"), home)


def _absolute(text: str, home: Path) -> Path | None:
    """Return the folder called *text*; a relative one is meant from a place that nobody tells us."""
    path = Path(text)
    if path.parts[:1] == ("~",):
        path = home.joinpath(*path.parts[1:])
    return path if path.is_absolute() else None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _text(path: Path) -> str:
    """Return the text of the small file *path*.

    Raises:
        OSError: It cannot be read, or is no ordinary file.
        ValueError: It is too long, or no text.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(f"{path} is no ordinary file")
    with path.open("rb") as stream:
        content = stream.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError(f"{path} is too long")
    return content.decode("utf-8-sig")
