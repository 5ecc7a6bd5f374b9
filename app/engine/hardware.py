"""What this machine can carry: threads, memory, and how a model is loaded on it."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil

from app.engine.gguf_header import GgufHeader, read_header
from app.errors import EngineError

_CONTEXT_TOKENS = 4096
"""Enough for a long mail with its prompt; the memory for it grows with each token."""
_LEAST_CONTEXT = 1024
"""With less, not even a short mail fits beside its prompt."""
_CONTEXT_STEP = 256
"""llama.cpp rounds up to a multiple of it."""
_BATCH = 512
"""Tokens of a step, as `app.engine.llama_context` sets it."""
_ROWS = 64
"""Tokens of a step that give their probabilities, likewise."""
_WATCHED = 2048
"""Tokens that are remembered where the states of layers are read, as `app.engine.inference` sets it."""
_PROCESS_BYTES = 100_000_000
"""Python, numpy and llama.cpp without a model's words: 50 MB once it is loaded, the rest at work."""
_WORD_BYTES = 250
"""What llama.cpp keeps in memory of each word of the vocabulary and its merges."""
_SMALLEST_MODEL = 100_000_000
"""Bytes of the smallest model that can be of use; advice names no smaller size."""
_LOW_PRIORITY = 10
_SEARCHING = {"clip", "gemma-embedding", "t5encoder"}
"""Architectures without "bert" in their names that make vectors only."""
_GROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """How a model is loaded."""

    threads: int
    """Threads that compute: one for each core that may be used, fewer on battery."""
    context: int = _CONTEXT_TOKENS
    """Tokens that prompt and answer may have together; a model trained on fewer gets fewer."""
    gpu_layers: int = -1
    """Layers kept on a graphics processor where llama.cpp was built for one; -1 for all."""
    library_folders: tuple[Path, ...] = ()
    """Folders with llama.cpp's libraries, the first that works is used; after them the one that came with Deskhand."""


@dataclass(frozen=True, slots=True)
class MemoryNeed:
    """What a loaded model takes, in bytes."""

    weights: int
    cache: int
    """Keys and values of all tokens that are remembered."""
    working: int
    """Buffers to compute in, results, and the process itself."""
    watching: int
    """Cache and buffers of the second context, which the states of layers are read in."""

    @property
    def beside_weights(self) -> int:
        """All but the weights."""
        return self.cache + self.working + self.watching

    @property
    def total(self) -> int:
        """All together."""
        return self.weights + self.beside_weights


def memory_need(header: GgufHeader, file_size: int, context: int) -> MemoryNeed:
    """Return what a model takes at work, at most; *file_size* in bytes, *context* in tokens.

    - Weights: the file, once. It is mapped; what llama.cpp repacks for the processor is in memory a second
      time, but the system takes the mapped pages of that part back when it needs them.
    - Cache: 2 bytes (16-bit floats) * context * sum over layers of kv heads * (key length + value length).
    - Working: a step of 512 tokens holds 4 bytes * (3 * inner width + 4 * embedding + 2 * context) for each;
      64 rows of probabilities, twice; 250 bytes for each word; 100 MB for the process.
    - Watching: cache and step once more, of 2048 tokens at most.
    """
    context = _rounded_up(context)
    watched = min(context, _WATCHED)
    working = _step(header, context)
    working += 2 * 4 * _ROWS * header.vocabulary + _WORD_BYTES * header.vocabulary + _PROCESS_BYTES
    watching = _cache(header, watched) + _step(header, watched)
    return MemoryNeed(file_size, _cache(header, context), working, watching)


def _cache(header: GgufHeader, context: int) -> int:
    return 2 * context * sum(header.kv_heads) * (header.key_length + header.value_length)


def _step(header: GgufHeader, context: int) -> int:
    within_a_layer = 3 * header.feed_forward + 4 * header.embedding + 2 * context
    return 4 * _BATCH * within_a_layer


def largest_context(header: GgufHeader, file_size: int, most: int, free: int) -> int:
    """Return the largest context up to *most* tokens that fits into *free* bytes; 0 for none."""
    most = min(most, header.context or most)
    if memory_need(header, file_size, most).total <= free:
        return most
    # Whole steps from here on; the need grows with each.
    fitting, failing = 0, _rounded_up(most) // _CONTEXT_STEP
    while failing - fitting > 1:
        middle = (fitting + failing) // 2
        if memory_need(header, file_size, middle * _CONTEXT_STEP).total <= free:
            fitting = middle
        else:
            failing = middle
    return fitting * _CONTEXT_STEP


def settings_for(
    model: Path,
    *,
    context: int = _CONTEXT_TOKENS,
    least: int = _LEAST_CONTEXT,
    spare_battery: bool = True,
) -> EngineSettings:
    """Return how *model* is loaded on this machine.

    Args:
        model: The model file; its header is read.
        context: Tokens that the job wants at most, prompt and answer together.
        least: Tokens that the job cannot do without; between both, what fits into memory is taken.
        spare_battery: Whether fewer threads compute on battery.

    Raises:
        EngineError: The file is gone, damaged or no model that writes, or the memory that is free
            now does not carry it. `not-enough-memory-for-length` names the length that would fit,
            `not-enough-memory` the size of a model that would.
    """
    header = read_header(model)
    if not can_write(header):
        raise EngineError("model-cannot-write", file=model.name)
    size = header.file_size
    if 0 < header.context < least:
        if least > _LEAST_CONTEXT:
            raise EngineError("text-too-long", limit=header.context)
        least = header.context
    free = free_memory()
    fitting = largest_context(header, size, max(context, least), free)
    if fitting < least:
        raise _refusal(model.name, header, size, (least, fitting), free)
    threads = threads_for(usable_cores(), on_battery=spare_battery and on_battery())
    return EngineSettings(threads, context=fitting)


def _refusal(name: str, header: GgufHeader, size: int, tokens: tuple[int, int], free: int) -> EngineError:
    """Return why a model is not loaded; *tokens* are those wanted and those that would fit."""
    least, fitting = tokens
    needed, free_words = _gigabytes(memory_need(header, size, least).total), _gigabytes(free)
    if fitting >= _LEAST_CONTEXT:
        return EngineError(
            "not-enough-memory-for-length", file=name, needed=needed, free=free_words, limit=fitting
        )
    smallest = memory_need(header, size, min(least, _LEAST_CONTEXT))
    # A smaller model needs less beside its weights too: this one's figures are on the safe side.
    fits = free - smallest.beside_weights
    fits -= fits % _SMALLEST_MODEL  # what is advised must fit: rounded down to what is shown
    if fits < _SMALLEST_MODEL:
        return EngineError("not-enough-memory-for-any", file=name, needed=needed, free=free_words)
    return EngineError("not-enough-memory", file=name, needed=needed, free=free_words, fits=_gigabytes(fits))


def can_write(header: GgufHeader) -> bool:
    """Return whether a model writes text, as far as its header tells; others make vectors for searching."""
    if "bert" in header.architecture or header.architecture in _SEARCHING:
        return False
    return header.causal or (header.causal is None and not header.pooling)


def free_memory(groups: Path = _GROUPS) -> int:
    """Return how many bytes this process may still take without making the system swap.

    On Linux the limits of its control groups (version 2, under *groups*) count too: a container's, or a user's.
    """
    free = psutil.virtual_memory().available
    if sys.platform == "linux":
        for folder in _own_groups(groups):
            with suppress(OSError, ValueError):  # no such file, or "max"
                most = int((folder / "memory.max").read_text())
                used = int((folder / "memory.current").read_text())
                free = min(free, max(0, most - used + _reclaimable(folder)))
    return free


def _own_groups(groups: Path) -> list[Path]:
    """Return the control group of this process and those around it."""
    own = "/"
    with suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            if line.startswith("0::"):
                own = line.removeprefix("0::")
    # In a container the path may be the host's, which is not there; the container's own limit stands on top.
    folder = groups / own.lstrip("/")
    return [each for each in (folder, *folder.parents) if each.is_relative_to(groups)]


def _reclaimable(folder: Path) -> int:
    """Return the bytes of files that a control group keeps in memory and would give up."""
    fields = dict(line.split(maxsplit=1) for line in (folder / "memory.stat").read_text().splitlines())
    return int(fields.get("inactive_file", 0)) + int(fields.get("active_file", 0))


def usable_cores() -> int:
    """Return how many cores this process may use; two threads of one core count once."""
    # Where the system restricts a process to some cores (containers), only Linux tells which.
    limited = getattr(os, "sched_getaffinity", None)
    allowed = len(limited(0)) if limited else os.cpu_count() or 1
    return max(1, min(_built_in_cores() or allowed, allowed))


@cache
def _built_in_cores() -> int | None:
    """Return how many cores the machine has; asked once, for the system tells it in many small files."""
    return psutil.cpu_count(logical=False)


def on_battery() -> bool | None:
    """Return whether the machine runs on its battery; None where it has none, or does not tell."""
    look = getattr(psutil, "sensors_battery", None)  # some systems have no such function
    with suppress(OSError, RuntimeError, ValueError):  # drivers tell odd things
        battery = look() if look else None
        if battery is not None and battery.power_plugged is not None:
            return not battery.power_plugged
    return None


def threads_for(most: int, *, on_battery: bool | None) -> int:
    """Return how many threads compute: *most*, half of them on battery."""
    return max(1, most // 2) if on_battery else most


def lower_priority() -> None:
    """Let other programs go before this process; one that is lower already, or may not, stays as it is."""
    process = psutil.Process()
    with suppress(psutil.Error, OSError, ValueError):
        if sys.platform == "win32":
            if process.nice() != psutil.IDLE_PRIORITY_CLASS:
                process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        elif process.nice() < _LOW_PRIORITY:
            process.nice(_LOW_PRIORITY)


def _rounded_up(context: int) -> int:
    return -(-context // _CONTEXT_STEP) * _CONTEXT_STEP


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"
