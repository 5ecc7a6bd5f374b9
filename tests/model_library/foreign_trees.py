"""Folders of models as other programs keep them, made for a test."""

import hashlib
import json
import os
import struct
import sys
from pathlib import Path

import pytest

from app.model_library.elsewhere import foreign_models

MODEL = "application/vnd.ollama.image.model"
ADAPTER = "application/vnd.ollama.image.adapter"
PROJECTOR = "application/vnd.ollama.image.projector"
LIBRARY = ("registry.ollama.ai", "library")
DEEP = ("registry.ollama.ai", "library", "qwen3", "8b")

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right there that users lack")


def header(**values: str) -> bytes:
    """Return how a model file with these keys under `general` begins."""
    content = b"GGUF" + struct.pack("<IQQ", 3, 1, len(values))
    for key, value in values.items():
        name, text = f"general.{key}".encode(), value.encode()
        content += struct.pack("<Q", len(name)) + name + struct.pack("<IQ", 8, len(text)) + text
    return content


def put(path: Path, content: bytes = b"") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content or header(architecture="qwen3", type="model", name=path.stem))
    return path


def put_ollama(
    models: Path, *name: str, content: bytes = b"", separator: str = "-", others: tuple[str, ...] = ()
) -> Path:
    """Put a model into Ollama's folder *models* under *name*, with layers of the kinds *others*."""
    content = content or header(architecture="qwen3", name="/".join(name))
    digest = hashlib.sha256(content).hexdigest()
    layers = [{"mediaType": MODEL, "digest": f"sha256:{digest}", "size": len(content)}]
    layers += [{"mediaType": kind, "digest": f"sha256:{digest[::-1]}", "size": 9} for kind in others]
    put(models.joinpath("manifests", *name), json.dumps({"schemaVersion": 2, "layers": layers}).encode())
    return put(models / "blobs" / f"sha256{separator}{digest}", content)


def put_cached(hub: Path, repository: str, file: str, revision: str = "f1e2") -> Path:
    """Put a blob into the cache *hub*, and the link that gives it the name *file*."""
    folder = hub / f"models--{repository.replace('/', '--')}"
    blob = put(folder / "blobs" / hashlib.sha256(file.encode()).hexdigest())
    link = folder / "snapshots" / revision / file
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(os.path.relpath(blob, link.parent))
    return blob


def names(home: Path, **environment: str) -> list[str]:
    return [model.name for model in foreign_models(home, environment)]
