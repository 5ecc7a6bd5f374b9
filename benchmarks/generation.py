"""Reading and writing speed of the engine beside llama.cpp's own `llama-bench`, in tokens a second.

`python -m benchmarks.generation --model FILE`: prompt of 512 tokens, then 128 written ones, as the peer's
pp512 and tg128. Ours goes through the whole program: client, pipes, child, sampling, text. Two more rows: an answer that
repeats its source (the same text with two mistakes mended), and one by a JSON schema.
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.engine.client import EngineClient
from app.engine.engine import Message
from app.engine.hardware import EngineSettings
from benchmarks.build_peer import peer
from benchmarks.engine_setup import arguments, in_turn, to_stderr
from benchmarks.report import Row, show

_READ, _WRITTEN = 512, 128
_MAIL = (
    "Dear Ms Mori,\nour order 4471 for forty chairs, model Lund 200 in oak, has not arived yet. It was promised for "
    "wensday, 12 March, to our warehouse at Hafenstrasse 12, 20457 Hamburg. Could you tell us when it will be delivered, "
    "and whether the two seats of invoice 2026-0815 over 1,250.00 EUR are included?\nKind regards,\nPeter Lange"
)
_FIELDS = (
    "order_number",
    "product_name",
    "delivery_date",
    "delivery_address",
    "invoice_number",
    "amount",
    "sender",
)
_SCHEMA = {
    "type": "object",
    "properties": {field: {"type": "string", "maxLength": 60} for field in _FIELDS},
    "required": list(_FIELDS),
}


class Ours:
    """The engine; every prompt is another one, so that nothing is remembered."""

    def __init__(self, model: Path, threads: int) -> None:
        """Load *model*."""
        self.engine = EngineClient(model, settings=lambda _: EngineSettings(threads=threads, context=2048))
        self.engine.complete([Message("user", "Hello")], max_tokens=1)
        self._number = 0
        self._words = self._words_for(_READ)

    def read(self) -> float:
        """Return the tokens a second of reading a new prompt of about 512 tokens."""
        self._number += 1
        begun = time.perf_counter()
        done = self.engine.complete([Message("user", self._text(self._words))], max_tokens=1)
        return done.prompt_tokens / (time.perf_counter() - begun)

    def write(self) -> float:
        """Return the tokens a second of writing 128 tokens, without the first one's prompt."""
        self._number += 1
        times: list[float] = []
        message = Message("user", f"Note {self._number}: tell a very long story about a tea house.")
        done = self.engine.complete(
            [message], max_tokens=_WRITTEN + 1, on_text=lambda _: times.append(time.perf_counter())
        )
        return (done.written_tokens - 1) / (times[-1] - times[0])

    def repeat(self) -> float:
        """Return the tokens a second of an answer that repeats its source."""
        return self._answering(f"Write this text again with its spelling mistakes corrected:\n\n{_MAIL}")

    def by_schema(self) -> float:
        """Return the tokens a second of an answer in JSON."""
        return self._answering(f"{_MAIL}\n\nAnswer in JSON: {', '.join(_FIELDS)}.", _SCHEMA)

    def _answering(self, text: str, schema: Mapping[str, Any] | None = None) -> float:
        """Return the tokens a second of the answer to *text*, which was read before."""
        self.engine.prepare([Message("user", text)])
        done = self.engine.complete([Message("user", text)], max_tokens=_WRITTEN, schema=schema)
        return done.written_tokens / done.seconds

    def _text(self, words: int) -> str:
        return f"{self._number} " + " ".join(f"word{i % 10}" for i in range(words))

    def _words_for(self, tokens: int) -> int:
        done = self.engine.complete([Message("user", self._text(100))], max_tokens=1)
        self._number += 1
        more = self.engine.complete([Message("user", self._text(200))], max_tokens=1)
        each = (more.prompt_tokens - done.prompt_tokens) / 100
        return round((tokens - done.prompt_tokens) / each) + 100


class Peer:
    """`llama-bench` on the same model."""

    def __init__(self, model: Path, threads: int) -> None:
        """Measure *model*."""
        self._command = [
            str(peer("llama-bench")), "-m", str(model), "-t", str(threads), "-r", "1", "-o", "json",
        ]  # fmt: skip

    def read(self) -> float:
        """Return pp512."""
        return self._measure("-p", str(_READ), "-n", "0")

    def write(self) -> float:
        """Return tg128."""
        return self._measure("-p", "0", "-n", str(_WRITTEN))

    def _measure(self, *what: str) -> float:
        done = subprocess.run([*self._command, *what], capture_output=True, check=True)  # noqa: S603 - our own build
        speed: float = json.loads(done.stdout)[0]["avg_ts"]
        return speed


def main() -> int:
    """Measure both sides in turn."""
    options = arguments(__doc__)
    rounds = 3 if options.quick else 5
    ours, theirs = Ours(options.model, options.threads), Peer(options.model, options.threads)
    read = in_turn([ours.read, theirs.read], rounds, say=to_stderr)
    writing = [ours.write, ours.repeat, ours.by_schema, theirs.write]
    written = in_turn(writing, rounds, say=to_stderr)
    ours.engine.close()
    rows = [
        Row(f"reading, tokens/s (pp{_READ})", ours=read[0], peer=read[1], target=0.97, better="more"),
        Row(f"writing, tokens/s (tg{_WRITTEN})", written[0], written[3], target=0.97, better="more"),
        Row("repeating a source, tokens/s", written[1], written[3], better="more"),
        Row("JSON by a schema, tokens/s", written[2], written[3], better="more"),
    ]
    show(
        "generation",
        rows,
        options.model,
        as_json=options.json,
        share=f"medians of {rounds}, {options.threads} threads",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
