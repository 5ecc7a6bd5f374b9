"""Memory of the engine's process at 4,096 tokens, beside the weights that it repacked and the cache.

`python -m benchmarks.memory --model FILE`: reads a prompt that fills the context, weighs answers, and looks at the
anonymous memory (Linux). What llama.cpp reports of repacked weights and of the cache is taken off: those depend on the model.
"""

import re
import sys
import tempfile
from pathlib import Path

from app.engine.client import EngineClient
from app.engine.engine import Message, Question
from app.engine.hardware import EngineSettings
from benchmarks.engine_setup import arguments, to_stderr
from benchmarks.report import Row, show

_CONTEXT = 4096
_TARGET = 250
_REPORTED = re.compile(r"(?:REPACK model|KV) buffer size = +([\d.]+) MiB")
_LABELS = tuple(f'category {number}"' for number in range(21))


def anonymous_mb(process_id: int) -> float:
    """Return the anonymous memory of a process in MB."""
    for line in Path(f"/proc/{process_id}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def measure(model: Path, threads: int, log: Path) -> tuple[float, float]:
    """Return the anonymous memory, and what of it are repacked weights and cache, in MB."""
    engine = EngineClient(
        model, log_file=log, settings=lambda _: EngineSettings(threads=threads, context=_CONTEXT)
    )
    try:
        each = engine.complete([Message("user", "tea cup " * 100)], max_tokens=1).prompt_tokens / 100
        to_stderr("reading")
        engine.complete([Message("user", "tea cup " * int((_CONTEXT - 64) / each))], max_tokens=8)
        to_stderr("weighing")
        system = Message("system", "Sort the inquiries. " * 20)
        texts = [f"Where is parcel {number} that I ordered last week?" for number in range(64)]
        list(engine.weigh([Question((system, Message("user", text)), _LABELS) for text in texts]))
        assert engine.process_id is not None  # noqa: S101 - it has just answered
        used = anonymous_mb(engine.process_id)
    finally:
        engine.close()
    parts = _REPORTED.findall(log.read_text(encoding="utf-8", errors="replace"))
    return used, sum(float(part) * 1.048576 for part in parts)


def main() -> int:
    """Measure."""
    options = arguments(__doc__)
    if not Path("/proc/self/smaps_rollup").exists():
        sys.exit("this system does not tell the anonymous memory of a process")
    with tempfile.TemporaryDirectory() as folder:
        used, known = measure(options.model, options.threads, Path(folder) / "engine.log")
    rows = [
        Row("anonymous memory, MB", used),
        Row("repacked weights and cache of it, MB", known),
        Row("the rest, MB", used - known, target=_TARGET),
    ]
    show("memory", rows, options.model, as_json=options.json, share=f"{_CONTEXT} tokens")
    return 0


if __name__ == "__main__":
    sys.exit(main())
