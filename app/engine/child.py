"""The process that holds the model: reads requests as JSON lines, writes replies as JSON lines.

Started by `app.engine.client`. Standard output carries the protocol and nothing else; what
llama.cpp has to say goes to standard error, which the client keeps in a log file.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import BinaryIO

from app.engine.inference import LoadedModel
from app.engine.messages import (
    Cancel,
    Complete,
    Completed,
    Failed,
    Load,
    Loaded,
    ProtocolError,
    Reply,
    Score,
    Scored,
    Stopped,
    Text,
    from_line,
    to_line,
)
from app.errors import Cancelled, EngineError


class EngineChild:
    """Answers one request after the other, while a reader thread listens for the wish to stop."""

    def __init__(self, requests: BinaryIO, replies: BinaryIO, leave: Callable[[], None]) -> None:
        """Take the two pipes; *leave* ends the process when the program has gone."""
        self._requests = requests
        self._replies = replies
        self._leave = leave
        self._waiting: SimpleQueue[Load | Complete | Score] = SimpleQueue()
        self._cancelled: set[int] = set()
        self._current = 0
        self._model: LoadedModel | None = None

    def run(self) -> None:
        """Answer requests until the program goes away."""
        threading.Thread(target=self._listen, name="requests", daemon=True).start()
        while True:
            self._answer(self._waiting.get())

    def _listen(self) -> None:
        for line in self._requests:
            try:
                request = from_line(line)
            except ProtocolError:
                continue
            if isinstance(request, Cancel):
                self._cancelled.add(request.id)
            elif isinstance(request, Load | Complete | Score):
                self._waiting.put(request)
        self._leave()

    def _tell(self, reply: Reply) -> None:
        self._replies.write(to_line(reply))
        self._replies.flush()

    def _answer(self, request: Load | Complete | Score) -> None:
        self._current = request.id
        reply: Reply
        try:
            reply = self._reply_to(request)
        except Cancelled:
            reply = Stopped(request.id)
        except EngineError as error:
            reply = Failed(request.id, error.code, dict(error.parameters))
        except MemoryError:
            reply = Failed(request.id, "not-enough-memory-to-work", {})
        self._cancelled.discard(request.id)
        self._tell(reply)

    def _reply_to(self, request: Load | Complete | Score) -> Reply:
        if isinstance(request, Load):
            return self._load(request)
        if isinstance(request, Complete):
            return self._complete(request)
        return self._score(request)

    def _should_stop(self) -> bool:
        return self._current in self._cancelled

    def _load(self, request: Load) -> Reply:
        self._model = LoadedModel(request, self._should_stop)
        return Loaded(self._model.context, self._model.description)

    def _ready_model(self) -> LoadedModel:
        if self._model is None:
            raise EngineError("model-not-loaded")
        return self._model

    def _complete(self, request: Complete) -> Reply:
        begun = time.monotonic()
        text, finish_reason, prompt_tokens, written_tokens = self._ready_model().complete(
            request.messages,
            answer_start=request.answer_start,
            max_tokens=request.max_tokens,
            temperature=request.temperature,
            schema=request.schema,
            stop=request.stop,
            on_text=lambda piece: self._tell(Text(request.id, piece)),
        )
        seconds = time.monotonic() - begun
        return Completed(request.id, text, finish_reason, prompt_tokens, written_tokens, seconds)

    def _score(self, request: Score) -> Reply:
        model = self._ready_model()
        return Scored(
            request.id, model.score(request.messages, request.answers, answer_start=request.answer_start)
        )


def main() -> None:
    """Run the child over standard input and output."""
    # Ctrl-C in a terminal reaches the whole group; the program decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not break the protocol
    EngineChild(sys.stdin.buffer, replies, leave=lambda: os._exit(0)).run()


if __name__ == "__main__":
    main()
