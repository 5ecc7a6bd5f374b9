"""Stand-ins with a will of their own: a model that answers as a test tells it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.engine import Completion, Message, Question, TextLayer
from app.errors import EngineError
from app.events import Cancellation


class FakeEngine:
    """An engine whose answers are written by the test.

    Attributes:
        replies: Answers of `complete`, used in order; the last one is repeated.
        scores: Log-probability of an answer given the last message's text; 0 for all by default.
        conversations: What was asked, in order.
        prepared: What was to be read ahead, in order.
        together: How many questions were to be weighed together, in order.
    """

    model_name = "fake.gguf"
    model_identity = "fake.gguf of today"

    def __init__(
        self,
        replies: Sequence[str | Exception] = ("",),
        scores: Callable[[str, str], float] = lambda _text, _answer: 0.0,
    ) -> None:
        self.replies = list(replies)
        self.scores = scores
        self.conversations: list[tuple[Message, ...]] = []
        self.prepared: list[tuple[Message, ...]] = []
        self.read_as_vectors: list[str] = []
        self.together: list[int] = []

    def complete(
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
        if cancellation:
            cancellation.raise_if_requested()
        self.conversations.append(tuple(conversation))
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        for line in reply.splitlines(keepends=True):
            if on_text:
                on_text(line)
        return Completion(reply, "stop", 10, len(reply), 0.01)

    def score(
        self,
        conversation: Sequence[Message],
        answers: Sequence[str],
        *,
        answer_start: str = "",
        cancellation: Cancellation | None = None,
    ) -> list[float]:
        if cancellation:
            cancellation.raise_if_requested()
        self.conversations.append(tuple(conversation))
        return [self.scores(conversation[-1].text, answer) for answer in answers]

    def weigh(
        self,
        questions: Sequence[Question],
        *,
        best_only: bool = False,
        rest: float = 0.0,
        cancellation: Cancellation | None = None,
    ) -> Iterator[list[float]]:
        self.together.append(len(questions))
        for question in questions:
            scores = self.score(question.conversation, question.answers, cancellation=cancellation)
            yield [score - float(np.logaddexp.reduce(scores)) for score in scores]

    def prepare(self, conversation: Sequence[Message], *, cancellation: Cancellation | None = None) -> None:
        if cancellation:
            cancellation.raise_if_requested()
        self.prepared.append(tuple(conversation))

    def vectors(
        self,
        texts: Sequence[str],
        *,
        before: str = "",
        after: str = "",
        layer: TextLayer = "early",
        cancellation: Cancellation | None = None,
    ) -> NDArray[np.float32]:
        """Return how often each of sixteen letters stands in a text."""
        if cancellation:
            cancellation.raise_if_requested()
        self.read_as_vectors += list(texts)
        letters = "abcdefghilmnorst"
        rows = [[text.casefold().count(letter) for letter in letters] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), len(letters))


class NarrowEngine(FakeEngine):
    """An engine that takes no more than so many characters of a conversation's last message.

    A token has four characters. Of several questions none is read when one is too long, as with the real one.
    """

    def __init__(
        self,
        longest: int,
        replies: Sequence[str | Exception] = ("",),
        scores: Callable[[str, str], float] = lambda _text, _answer: 0.0,
    ) -> None:
        super().__init__(replies, scores)
        self.longest = longest

    def complete(self, conversation: Sequence[Message], **options: Any) -> Completion:
        self._check(conversation)
        return super().complete(conversation, **options)

    def score(self, conversation: Sequence[Message], answers: Sequence[str], **options: Any) -> list[float]:
        self._check(conversation)
        return super().score(conversation, answers, **options)

    def weigh(self, questions: Sequence[Question], **options: Any) -> Iterator[list[float]]:
        for question in questions:
            self._check(question.conversation)
        yield from super().weigh(questions, **options)

    def prepare(self, conversation: Sequence[Message], **options: Any) -> None:
        self._check(conversation)
        super().prepare(conversation, **options)

    def _check(self, conversation: Sequence[Message]) -> None:
        length = len(conversation[-1].text)
        if length > self.longest:
            raise EngineError("text-too-long", limit=self.longest // 4, length=length // 4)
