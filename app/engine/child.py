"""The process that holds the model: reads requests as JSON lines, writes replies as JSON lines.

Started by `app.engine.client`. Standard output carries the protocol and nothing else; what
llama.cpp has to say goes to standard error, which the client keeps in a log file.
"""

import base64
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO

from app.engine.answer_tree import Aim
from app.engine.child_process import DEVICES_FLAG
from app.engine.device_list import devices_as_json, load_parts
from app.engine.hardware import lower_priority
from app.engine.inference import LoadedModel
from app.engine.messages import (
    Beat,
    Cancel,
    Complete,
    Completed,
    Done,
    Failed,
    Load,
    Loaded,
    Prepare,
    ProtocolError,
    Reply,
    States,
    Stopped,
    Text,
    Weigh,
    Weighed,
    Work,
    from_line,
    to_line,
)
from app.engine.prompt_reading import NoRoomBeside
from app.engine.request_queue import RequestQueue, is_urgent
from app.engine.stop_flag import StopFlag
from app.errors import Cancelled, EngineError

_BEAT_SECONDS = 1.0


class EngineChild:
    """Answers one request after the other, while other threads listen for the wish to stop and give signs of life."""

    def __init__(self, requests: BinaryIO, replies: BinaryIO, leave: Callable[[], None]) -> None:
        """Take the two pipes; *leave* ends the process when the program has gone."""
        self._requests = requests
        self._replies = replies
        self._leave = leave
        self._waiting = RequestQueue()
        self._cancelled: set[int] = set()
        self._in_work: list[Work] = []
        """The request in work is the last one; others were set aside for it."""
        self._state = threading.Lock()
        self._stop = StopFlag()
        self._writing = threading.Lock()
        self._model: LoadedModel | None = None

    def run(self) -> None:
        """Answer requests until the program goes away."""
        threading.Thread(target=self._listen, name="requests", daemon=True).start()
        threading.Thread(target=self._beat, name="signs of life", daemon=True).start()
        while True:
            self._answer(self._waiting.next())

    def _listen(self) -> None:
        for line in self._requests:
            try:
                request = from_line(line)
            except ProtocolError:
                continue
            if isinstance(request, Cancel):
                self._cancel(request.id)
            elif isinstance(request, Work):
                self._waiting.put(request)
                if is_urgent(request):
                    self._interrupt()
        self._leave()

    def _cancel(self, request_id: int) -> None:
        """Stop a request, in work, set aside or waiting."""
        if self._waiting.remove(request_id):
            self._tell(Stopped(request_id))
            return
        with self._state:
            ids = [request.id for request in self._in_work]
            self._cancelled.add(request_id)
            if ids[-1:] == [request_id]:
                self._stop.set_raised(raised=True)
        if request_id in ids[:-1]:  # it cannot obey before the urgent one is done
            self._tell(Stopped(request_id))

    def _interrupt(self) -> None:
        """Let the step in work, which may take long, give way to an urgent request."""
        with self._state:
            if self._may_be_set_aside() and self._model and self._model.gives_way:
                self._stop.ask_to_give_way()

    def _may_be_set_aside(self) -> bool:
        return len(self._in_work) == 1 and not is_urgent(self._in_work[0])

    def _beat(self) -> None:
        while True:
            time.sleep(_BEAT_SECONDS)
            in_work = self._in_work[-1:]
            if in_work:
                self._tell(Beat(in_work[0].id, time.process_time()))

    def _tell(self, reply: Reply) -> None:
        with self._writing:
            self._replies.write(to_line(reply))
            self._replies.flush()

    def _answer(self, request: Work) -> None:
        """Answer *request*; one that finds no room beside another waits for its end."""
        with self._state:
            self._in_work.append(request)
            self._stop.set_raised(raised=request.id in self._cancelled)
        reply: Reply | None = None
        try:
            reply = self._reply_to(request)
        except NoRoomBeside:
            self._waiting.put_back(request)
        except Cancelled:
            reply = Stopped(request.id)
        except EngineError as error:
            reply = Failed(request.id, error.code, dict(error.parameters))
        except MemoryError:
            reply = Failed(request.id, "not-enough-memory-to-work", {})
        with self._state:
            self._in_work.pop()
            set_aside = self._in_work[-1:]
            self._stop.set_raised(raised=bool(set_aside) and set_aside[0].id in self._cancelled)
            self._cancelled.discard(request.id)
        if reply:
            self._tell(reply)

    def _answer_urgent_ones(self) -> None:
        """Set what is in work aside as long as something urgent waits."""
        while self._may_be_set_aside():
            request = self._waiting.next_urgent()
            if request is None:
                return
            self._answer(request)

    def _reply_to(self, request: Work) -> Reply:
        if isinstance(request, Load):
            return self._load(request)
        model = self._ready_model()
        if isinstance(request, Complete):
            return self._complete(model, request)
        if isinstance(request, Prepare):
            model.prepare(request.messages, urgent=request.urgent)
        elif isinstance(request, Weigh):
            questions = [
                (each["messages"], each["answers"], each["answer_start"]) for each in request.questions
            ]
            aim = Aim(request.among, request.best_only, request.rest)
            for values in model.weigh(questions, aim, urgent=request.urgent):
                self._tell(Weighed(request.id, values))
        else:
            rows = model.vectors(
                request.texts, before=request.before, after=request.after, layer=request.layer
            )
            data = base64.b64encode(rows.tobytes()).decode()
            self._tell(States(request.id, rows.shape[1], data))
        return Done(request.id)

    def _load(self, request: Load) -> Reply:
        load_parts()
        self._model = LoadedModel(request, self._stop, self._answer_urgent_ones)
        return Loaded(self._model.size, self._model.description)

    def _ready_model(self) -> LoadedModel:
        if self._model is None:
            raise EngineError("model-not-loaded")
        return self._model

    def _complete(self, model: LoadedModel, request: Complete) -> Reply:
        begun = time.monotonic()
        written = model.complete(request, lambda piece: self._tell(Text(request.id, piece)))
        return Completed(
            request.id,
            written.text,
            written.finish_reason,
            written.prompt_tokens,
            written.written_tokens,
            time.monotonic() - begun,
        )


def main() -> None:
    """Run the child over standard input and output."""
    # Ctrl-C in a terminal reaches the whole group; the program decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lower_priority()  # the person's own programs go first
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print must not break the protocol
    if DEVICES_FLAG in sys.argv[1:]:
        replies.write(devices_as_json().encode() + b"\n")
        return
    EngineChild(sys.stdin.buffer, replies, leave=lambda: os._exit(0)).run()


if __name__ == "__main__":
    main()
