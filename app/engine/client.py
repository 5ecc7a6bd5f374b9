"""The program's side of the engine: starts the child, asks it, and survives its death."""

import base64
import copy
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from app.engine.back_ends import BackEnds
from app.engine.child_keeper import ChildKeeper
from app.engine.child_process import StartChild, start_child
from app.engine.engine import Completion, Message, Question, TextLayer
from app.engine.hardware import EngineSettings, settings_for
from app.engine.messages import Complete, Completed, Done, Prepare, States, Text, Vectors, Weigh, Weighed
from app.engine.turns import Priority
from app.errors import Cancelled, EngineError
from app.events import Cancellation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_log = logging.getLogger(__name__)

_TOGETHER = 64
"""Questions in one request: others get their turn after it."""


class EngineClient:
    """An `Engine` in a child process, started with the first request.

    When the child dies, the request that it worked on fails with advice and the next one
    starts a new child; weighing, which has shown nothing yet, is tried once more by itself. Requests from
    several threads take turns; see `urgent` and `prepare` for who goes first.

    Attributes:
        model_name: File name of the model.
    """

    def __init__(
        self,
        model: Path,
        *,
        log_file: Path | None = None,
        cache_folder: Path | None = None,
        idle_seconds: Callable[[], float] = lambda: 0.0,
        settings: Callable[[Path], EngineSettings] = settings_for,
        back_ends: BackEnds | None = None,
        start: StartChild = start_child,
    ) -> None:
        """Use *model*.

        Args:
            model: The model file.
            log_file: Where the child's own messages go.
            cache_folder: Where prompts' fixed parts are kept once they are read.
            idle_seconds: Says after how long without a request the child is ended; 0 for never.
            settings: Says how the model is loaded.
            back_ends: Remembers which libraries do not work.
            start: Starts the child.
        """
        self.model_name = model.name
        self._model = model
        self._priority = Priority.NORMAL
        self._keeper = ChildKeeper(
            model,
            log_file=log_file,
            cache_folder=cache_folder,
            idle_seconds=idle_seconds,
            settings=settings,
            back_ends=back_ends,
            start=start,
        )

    @property
    def model_identity(self) -> str:
        """What tells this model from another one that has the same name: size and time of its file too."""
        try:
            info = self._model.stat()
        except OSError:  # it is told when the model is asked
            return self.model_name
        return f"{self.model_name} {info.st_size} {info.st_mtime_ns}"

    @property
    def process_id(self) -> int | None:
        """The child's process id while it runs."""
        return self._keeper.process_id

    @property
    def urgent(self) -> "EngineClient":
        """The same engine for somebody who waits with nothing else to do.

        Its requests do not wait for the end of one in work: that one is set aside between two steps and goes on
        afterwards. Only vectors take turns with the others.
        """
        other = copy.copy(self)
        other._priority = Priority.URGENT  # noqa: SLF001 - our own copy
        return other

    @property
    def _is_urgent(self) -> bool:
        return self._priority is Priority.URGENT

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
        with self._keeper.turn(self._priority, cancellation) as turn:
            request = Complete(
                turn.request_id,
                _as_fields(conversation),
                answer_start,
                max_tokens,
                temperature,
                dict(schema) if schema is not None else None,
                list(stop),
                self._is_urgent,
            )
            for reply in turn.ask(request):
                if isinstance(reply, Text) and on_text:
                    on_text(reply.text)
                if isinstance(reply, Completed):
                    return _completion(reply)
            raise turn.died()

    def prepare(self, conversation: Sequence[Message], *, cancellation: Cancellation | None = None) -> None:
        """Read *conversation* so that its answer begins sooner; see `Engine.prepare`."""
        priority = self._priority if self._is_urgent else Priority.AHEAD
        try:
            with self._keeper.turn(priority, cancellation) as turn:
                request = Prepare(turn.request_id, _as_fields(conversation), self._is_urgent)
                for reply in turn.ask(request):
                    if isinstance(reply, Done):
                        return
                raise turn.died()
        except Cancelled:
            if cancellation and cancellation.requested:
                raise
            _log.debug("reading ahead gave way to another request")

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
        texts: Sequence[str],
        *,
        before: str = "",
        after: str = "",
        layer: TextLayer = "early",
        cancellation: Cancellation | None = None,
    ) -> "NDArray[np.float32]":
        """Return the model's states as vectors; see `Engine.vectors`."""
        import numpy as np  # noqa: PLC0415 - slow to load, seldom needed

        parts: list[NDArray[np.float32]] = []
        for start in range(0, len(texts), _TOGETHER):
            with self._keeper.turn(Priority.NORMAL, cancellation) as turn:
                together = list(texts[start : start + _TOGETHER])
                request = Vectors(turn.request_id, together, before, after, layer)
                for reply in turn.ask(request):
                    if isinstance(reply, States):
                        data = np.frombuffer(base64.b64decode(reply.data), dtype=np.float32)
                        parts.append(data.reshape(-1, reply.width))
                    if isinstance(reply, Done):
                        break
                else:
                    raise turn.died()
        return np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)

    @contextmanager
    def set_aside(
        self, cancellation: Cancellation | None = None, *, gives_way: bool = False
    ) -> Iterator[Cancellation | None]:
        """Give the model's memory back and let requests wait until the end of the block.

        Gives the wish to stop that the block must obey; with *gives_way*, another request asks it to stop.
        An urgent request does not wait: it loads the model all the same.

        Raises:
            Cancelled: The user asked to stop.
        """
        priority = Priority.AHEAD if gives_way else Priority.NORMAL
        with self._keeper.set_aside(priority, cancellation) as wish:
            yield wish

    def restart_idle_clock(self) -> None:
        """Count the time without a request from now on; to be called when its length has changed."""
        self._keeper.restart_idle_clock()

    def close(self) -> None:
        """End the child and give its memory back; the next request starts a new one."""
        self._keeper.close()

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
        priority = Priority.URGENT if self._is_urgent else Priority.NORMAL
        with self._keeper.turn(priority, cancellation) as turn:
            fields = [_question_fields(question) for question in questions]
            request = Weigh(
                turn.request_id, fields, **{"best_only": False, "rest": 0.0, **aim}, urgent=self._is_urgent
            )
            for reply in turn.ask(request):
                if isinstance(reply, Weighed):
                    found.append(reply.values)
                if isinstance(reply, Done):
                    return
            raise turn.died()


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
