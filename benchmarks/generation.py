"""Reading and writing speed of the engine beside llama.cpp's own `llama-bench`, in tokens a second.

`python -m benchmarks.generation --model FILE`: prompt of 512 tokens, then 128 written ones, as the peer's
pp512 and tg128. Ours goes through the whole program: client, pipes, child, sampling, text.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from app.engine.client import EngineClient
from app.engine.engine import Message
from app.engine.hardware import EngineSettings
from benchmarks.build_peer import peer
from benchmarks.engine_setup import arguments, in_turn, to_stderr
from benchmarks.report import Row, show

_READ, _WRITTEN = 512, 128


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
    written = in_turn([ours.write, theirs.write], rounds, say=to_stderr)
    ours.engine.close()
    rows = [
        Row(f"reading, tokens/s (pp{_READ})", ours=read[0], peer=read[1], target=0.97, better="more"),
        Row(
            f"writing, tokens/s (tg{_WRITTEN})", ours=written[0], peer=written[1], target=0.97, better="more"
        ),
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
