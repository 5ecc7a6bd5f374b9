"""The program's side of the engine: starts the child, asks it, and survives its death."""

import base64
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from app.engine.child_process import RunningChild, StartChild, Watch, start_child
from app.engine.engine import Completion, Message, Question
from app.engine.hardware import EngineSettings, settings_for
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
    Reply,
    States,
    Stopped,
    Text,
    Vectors,
    Weigh,
    Weighed,
    Work,
)
from app.errors import Cancelled, EngineError
from app.events import Cancellation

_log = logging.getLogger(__name__)

_GRACE_SECONDS = 0.7
"""How long the child may take to obey a cancellation before it is ended."""
_LOOK_SECONDS = 0.2
"""Pause between two looks at the queue, so that Ctrl-C is heard on every system."""
_TOGETHER = 64
"""Questions in one request: others get their turn after it."""
_CACHE_BYTES = 512 << 20
"""Room on the disk for prompts' fixed parts: some twenty of a 1.5B model, four or five of an 8B."""
_MOST_DEATHS = 3
"""After so many deaths in a row the model, not chance, is the reason."""


class EngineClient:
    """An `Engine` in a child process, started with the first request.

    When the child dies, the request that it worked on fails with advice and the next one
    starts a new child; weighing, which has shown nothing yet, is tried once more by itself. Requests
    from several threads take turns.

    Attributes:
        model_name: File name of the model.
    """

    def __init__(
        self,
        model: Path,
        *,
        log_file: Path | None = None,
        cache_folder: Path | None = None,
        idle_seconds: float = 0.0,
        settings: Callable[[Path], EngineSettings] = settings_for,
        start: StartChild = start_child,
    ) -> None:
        """Use *model*.

        Args:
            model: The model file.
            log_file: Where the child's own messages go.
            cache_folder: Where prompts' fixed parts are kept once they are read.
            idle_seconds: After how long without a request the child is ended; 0 for never.
            settings: Says how the model is loaded.
            start: Starts the child.
        """
        self.model_name = model.name
        self._model = model
        self._log_file = log_file
        self._cache_folder = cache_folder
        self._settings = settings
        self._start = start
        self._turn = threading.Lock()
        self._child: RunningChild | None = None
        self._last_id = 0
        self._deaths = 0
        self._at_work = False
        self._idle_seconds = idle_seconds
        self._idle_timer: threading.Timer | None = None

    @property
    def process_id(self) -> int | None:
        """The child's process id while it runs."""
        return self._child.process_id if self._child else None

    def complete(  # noqa: PLR0913 - the settings of `Engine.complete`
        self,
        conversation: Sequence[Message],
        *,
        answer_start: str = "",
        max_tokens: int = 512,
        temperature: float = 0.0,
        schema: Mapping[str, Any] | None = None,
        stop: Sequence[str] = (),
        on_text: Callable[[str], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Completion:
        """Write the answer to *conversation*; see `Engine.complete`."""
        with self._our_turn(cancellation) as request_id:
            request = Complete(
                request_id,
                _as_fields(conversation),
                answer_start,
                max_tokens,
                temperature,
                dict(schema) if schema is not None else None,
                list(stop),
            )
            for reply in self._ask(request, cancellation):
                if isinstance(reply, Text) and on_text:
                    on_text(reply.text)
                if isinstance(reply, Completed):
                    return _completion(reply)
        raise self._died()

    def prepare(self, conversation: Sequence[Message], *, cancellation: Cancellation | None = None) -> None:
        """Read *conversation* so that its answer begins sooner; see `Engine.prepare`."""
        with self._our_turn(cancellation) as request_id:
            for reply in self._ask(Prepare(request_id, _as_fields(conversation)), cancellation):
                if isinstance(reply, Done):
                    return
        raise self._died()

    def score(
        self,
        conversation: Sequence[Message],
        answers: Sequence[str],
        *,
        answer_start: str = "",
        cancellation: Cancellation | None = None,
    ) -> list[float]:
        """Weigh *answers*; see `Engine.score`."""
        if not answers:
            return []
        question = Question(tuple(conversation), tuple(answers), answer_start)
        (values,) = self._weighed([question], cancellation, among=False)
        return values

    def weigh(
        self,
        questions: Sequence[Question],
        *,
        best_only: bool = False,
        rest: float = 0.0,
        cancellation: Cancellation | None = None,
    ) -> Iterator[list[float]]:
        """Weigh the answers of many questions against each other; see `Engine.weigh`."""
        for start in range(0, len(questions), _TOGETHER):
            yield from self._weighed(
                questions[start : start + _TOGETHER],
                cancellation,
                among=True,
                best_only=best_only,
                rest=rest,
            )

    def vectors(
        self,
        conversations: Sequence[Sequence[Message]],
        *,
        answer_start: str = "",
        mean: bool = False,
        cancellation: Cancellation | None = None,
    ) -> NDArray[np.float32]:
        """Return the model's states as vectors; see `Engine.vectors`."""
        parts: list[NDArray[np.float32]] = []
        for start in range(0, len(conversations), _TOGETHER):
            with self._our_turn(cancellation) as request_id:
                fields = [_as_fields(each) for each in conversations[start : start + _TOGETHER]]
                request = Vectors(request_id, fields, answer_start, mean)
                for reply in self._ask(request, cancellation):
                    if isinstance(reply, States):
                        data = np.frombuffer(base64.b64decode(reply.data), dtype=np.float32)
                        parts.append(data.reshape(-1, reply.width))
                    if isinstance(reply, Done):
                        break
                else:
                    raise self._died()
        return np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)

    def close(self) -> None:
        """End the child and give its memory back; the next request starts a new one."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _weighed(
        self, questions: Sequence[Question], cancellation: Cancellation | None, **aim: Any
    ) -> list[list[float]]:
        """Return the values of *questions*; when the child dies, a new one takes up what is left, once."""
        found: list[list[float]] = []
        try:
            self._weigh_into(found, questions, cancellation, aim)
        except EngineError as error:
            if error.code != "model-stopped":
                raise
            self._weigh_into(found, questions[len(found) :], cancellation, aim)
        return found

    def _weigh_into(
        self,
        found: list[list[float]],
        questions: Sequence[Question],
        cancellation: Cancellation | None,
        aim: Mapping[str, Any],
    ) -> None:
        with self._our_turn(cancellation) as request_id:
            fields = [_question_fields(question) for question in questions]
            request = Weigh(request_id, fields, **{"best_only": False, "rest": 0.0, **aim})
            for reply in self._ask(request, cancellation):
                if isinstance(reply, Weighed):
                    found.append(reply.values)
                if isinstance(reply, Done):
                    return
        raise self._died()

    @contextmanager
    def _our_turn(self, cancellation: Cancellation | None) -> Iterator[int]:
        """Wait for the other requests, make sure that the model is loaded, give a new id."""
        while not self._turn.acquire(timeout=_LOOK_SECONDS):
            if cancellation:
                cancellation.raise_if_requested()
        try:
            if self._idle_timer:
                self._idle_timer.cancel()
            if cancellation:
                cancellation.raise_if_requested()
            if self._child is None or not self._child.runs:
                self._load(cancellation)
            self._last_id += 1
            yield self._last_id
        except EngineError:
            raise
        except BaseException:
            # Ctrl-C or a receiver's own mistake: the child would go on working for nobody.
            if self._at_work:
                self.close()
                self._at_work = False
            raise
        finally:
            self._turn.release()
            self._unload_later()

    def _unload_later(self) -> None:
        if self._idle_seconds > 0 and self._child:
            self._idle_timer = threading.Timer(self._idle_seconds, self._unload)
            self._idle_timer.daemon = True
            self._idle_timer.start()

    def _unload(self) -> None:
        """End the child unless it is being asked again."""
        if self._turn.acquire(blocking=False):
            try:
                _log.info("%s: not used for a while, memory given back", self.model_name)
                self.close()
            finally:
                self._turn.release()

    def _load(self, cancellation: Cancellation | None) -> None:
        self.close()
        settings = self._settings(self._model)
        self._child = RunningChild(self._start(self._log_file))
        request = Load(
            str(self._model),
            settings.context,
            settings.threads,
            settings.gpu_layers,
            str(self._cache_folder or ""),
            _CACHE_BYTES,
        )
        try:
            for reply in self._ask(request, cancellation):
                if isinstance(reply, Loaded):
                    _log.info("%s: %s, %d tokens", self.model_name, reply.description, reply.context)
                    return
        except EngineError:
            self.close()  # a child without a model is of no use
            raise
        raise self._died()

    def _ask(self, request: Work, cancellation: Cancellation | None) -> Iterator[Reply]:
        """Send *request* and yield its replies; end without a word when the child dies.

        Raises:
            EngineError: The child cannot do it, or hangs and was ended.
            Cancelled: The user asked to stop; the child obeyed or was ended.
        """
        assert self._child is not None  # noqa: S101 - loaded by `_our_turn`
        self._at_work = True
        self._child.send(request)
        watch = Watch()
        deadline: float | None = None
        while True:
            if deadline is None and cancellation and cancellation.requested:
                self._child.send(Cancel(request.id))
                deadline = time.monotonic() + _GRACE_SECONDS
            if deadline is not None and time.monotonic() > deadline:
                self._give_up()
                raise Cancelled
            if watch.hangs():
                self._give_up()
                raise EngineError("model-hangs", file=self.model_name)
            try:
                reply = self._child.reply(_LOOK_SECONDS if deadline is None else 0.05)
            except Empty:
                continue
            if reply is None:
                return
            watch.heard(reply)
            if isinstance(reply, Beat):
                continue
            if isinstance(reply, Loaded) or reply.id == request.id:
                self._at_work = isinstance(reply, Text | Weighed | States)
                _raise_if_failed(reply)
                if not self._at_work:
                    self._deaths = self._deaths if isinstance(reply, Loaded) else 0
                yield reply

    def _give_up(self) -> None:
        self.close()
        self._at_work = False

    def _died(self) -> EngineError:
        """Return what the death of the child is called."""
        status = self._child.status() if self._child else "-"
        self._give_up()
        self._deaths += 1
        code = "model-keeps-stopping" if self._deaths >= _MOST_DEATHS else "model-stopped"
        return EngineError(code, file=self.model_name, status=status)


def _raise_if_failed(reply: Reply) -> None:
    if isinstance(reply, Failed):
        raise EngineError(reply.code, **reply.parameters)
    if isinstance(reply, Stopped):
        raise Cancelled


def _completion(reply: Completed) -> Completion:
    return Completion(
        text=reply.text,
        finish_reason=cast('Literal["stop", "length"]', reply.finish_reason),
        prompt_tokens=reply.prompt_tokens,
        written_tokens=reply.written_tokens,
        seconds=reply.seconds,
    )


def _as_fields(conversation: Sequence[Message]) -> list[dict[str, str]]:
    return [{"role": message.role, "text": message.text} for message in conversation]


def _question_fields(question: Question) -> dict[str, Any]:
    return {
        "messages": _as_fields(question.conversation),
        "answers": list(question.answers),
        "answer_start": question.answer_start,
    }
