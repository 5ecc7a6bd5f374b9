"""What this machine can carry: threads, memory, and how a model is loaded on it."""

import os
from dataclasses import dataclass
from pathlib import Path

import psutil

from app.errors import EngineError

_CONTEXT_TOKENS = 4096
"""Enough for a long mail with its prompt; the memory for it grows with each token."""
_WORKING_BYTES = 400_000_000
"""What llama.cpp needs beside the weights at that length, for models up to 8B."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How a model is loaded."""

    threads: int
    """Threads that compute: one for each core that may be used."""
    context: int = _CONTEXT_TOKENS
    """Tokens that prompt and answer may have together; a model trained on fewer gets fewer."""
    gpu_layers: int = -1
    """Layers kept on a graphics processor where llama.cpp was built for one; -1 for all."""


def usable_cores() -> int:
    """Return how many cores this process may use; two threads of one core count once."""
    # Where the system restricts a process to some cores (containers), only Linux tells which.
    limited = getattr(os, "sched_getaffinity", None)
    allowed = len(limited(0)) if limited else os.cpu_count() or 1
    return max(1, min(psutil.cpu_count(logical=False) or allowed, allowed))


def settings_for(model: Path) -> EngineSettings:
    """Return how *model* is loaded on this machine.

    Raises:
        EngineError: The file is gone, or the memory that is free now does not carry it.
    """
    try:
        size = model.stat().st_size
    except OSError as error:
        raise EngineError("model-file-gone", file=model.name) from error
    free = psutil.virtual_memory().available
    needed = size + _WORKING_BYTES
    if needed > free:
        raise EngineError(
            "not-enough-memory",
            file=model.name,
            needed=f"{needed / 1e9:.1f} GB",
            free=f"{free / 1e9:.1f} GB",
        )
    return EngineSettings(threads=usable_cores())
