"""Seconds until the first word of an answer, with a fixed part of 500 tokens and an input of 200.

`python -m benchmarks.first_token --model FILE`: Deskhand with the fixed part on the disk, and with the input
read while it was typed; beside a warm `llama-server`, whose prompt cache holds the fixed part, and
beside plain llama-cpp-python, which reads everything.
"""

import sys
import tempfile
import time
from itertools import count
from pathlib import Path

import llama_cpp

from app.engine.client import EngineClient
from app.engine.engine import Message
from app.engine.hardware import EngineSettings
from benchmarks.engine_setup import Server, arguments, in_turn, llama_server, to_stderr
from benchmarks.report import Row, show

_CONTEXT = 2048
_FIXED = "You draft short office mails for a tea wholesaler. Keep to the facts that are given. " * 28
"""About 500 tokens in all three models of the project."""
_WORDS = [
    "the",
    "order",
    "of",
    "green",
    "tea",
    "has",
    "not",
    "come",
    "and",
    "the",
    "box",
    "was",
    "open",
    "so",
    "please",
    "tell",
    "us",
    "when",
    "it",
    "will",
    "be",
    "here",
]
_INPUT_WORDS, _LAST_WORDS = 195, 17
_numbers = count(1)


def _input() -> str:
    """Return a text of about 200 tokens that was never asked before."""
    number = next(_numbers)
    return f"Case {number}: " + " ".join(
        _WORDS[(i * 7 + number * (i % 5)) % len(_WORDS)] for i in range(_INPUT_WORDS)
    )


def _conversation(text: str) -> list[Message]:
    return [Message("system", _FIXED), Message("user", text)]


class Ours:
    """The engine with its prefix store."""

    def __init__(self, model: Path, threads: int, folder: Path) -> None:
        """Load *model* and let the fixed part be kept in *folder*."""
        self.engine = EngineClient(
            model, cache_folder=folder, settings=lambda _: EngineSettings(threads=threads, context=_CONTEXT)
        )
        self.engine.prepare(_conversation(""))
        done = self.engine.complete(_conversation(_input()), max_tokens=1)
        to_stderr(f"prompt: {done.prompt_tokens} tokens, {done.prompt_tokens - 200} or so of them fixed")

    def from_disk(self) -> float:
        """Return the seconds when something else was asked before."""
        self.engine.complete([Message("user", "Hello.")], max_tokens=1)
        return self._seconds(_input())

    def typed(self) -> float:
        """Return the seconds when all but the last 20 tokens or so were read while they were typed."""
        text = _input()
        self.engine.prepare(_conversation(" ".join(text.split()[:-_LAST_WORDS])))
        return self._seconds(text)

    def _seconds(self, text: str) -> float:
        begun = time.perf_counter()
        self.engine.complete(_conversation(text), max_tokens=1)
        return time.perf_counter() - begun


class WarmServer:
    """`llama-server` with the fixed part in its cache."""

    def __init__(self, server: Server) -> None:
        """Warm *server* up."""
        self._server = server
        self.seconds()

    def seconds(self) -> float:
        """Return the seconds of a request with a new input."""
        messages = [{"role": each.role, "content": each.text} for each in _conversation(_input())]
        begun = time.perf_counter()
        self._server.post("/v1/chat/completions", {"messages": messages, "max_tokens": 1, "temperature": 0})
        return time.perf_counter() - begun


class Plain:
    """llama-cpp-python as its front page shows it."""

    def __init__(self, model: Path, threads: int) -> None:
        """Load *model*."""
        self._llama = llama_cpp.Llama(
            str(model), n_ctx=_CONTEXT, n_threads=threads, n_threads_batch=threads, verbose=False
        )

    def seconds(self) -> float:
        """Return the seconds of a request that begins from nothing."""
        self._llama.reset()  # type: ignore[no-untyped-call]
        self._llama._ctx.kv_cache_clear()  # type: ignore[no-untyped-call]  # noqa: SLF001 - as after a start
        messages = [{"role": each.role, "content": each.text} for each in _conversation(_input())]
        begun = time.perf_counter()
        self._llama.create_chat_completion(messages, max_tokens=1, temperature=0)  # type: ignore[arg-type]
        return time.perf_counter() - begun


def main() -> int:
    """Measure all sides in turn."""
    options = arguments(__doc__)
    rounds = 3 if options.quick else 7
    with (
        tempfile.TemporaryDirectory() as folder,
        llama_server(options.model, threads=options.threads, slots=1, context=_CONTEXT) as server,
    ):
        ours = Ours(options.model, options.threads, Path(folder))
        sides = [
            ours.from_disk,
            WarmServer(server).seconds,
            ours.typed,
            Plain(options.model, options.threads).seconds,
        ]
        disk, warm, typed, plain = in_turn(sides, rounds, say=to_stderr)
        ours.engine.close()
    rows = [
        Row("fixed part on disk, s (peer: llama-server, warm)", disk, warm, 1.05),
        Row("fixed part on disk, s (peer: llama-cpp-python)", disk, plain, 0.35),
        Row("read while typed, s (peer: llama-cpp-python)", typed, plain, 0.1),
    ]
    show(
        "first_token",
        rows,
        options.model,
        as_json=options.json,
        share=f"medians of {rounds}, {options.threads} threads",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
