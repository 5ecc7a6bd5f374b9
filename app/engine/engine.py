"""What the jobs ask of a language model, whoever provides it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from app.engine.messages import TextLayer as TextLayer  # noqa: PLC0414 - part of the protocol
from app.events import Cancellation

if TYPE_CHECKING:  # it takes 0.1 s and 20 MB, and most jobs have no use for it
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, before the model's own chat template is applied."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A conversation and the answers to weigh after it."""

    conversation: tuple[Message, ...]
    answers: tuple[str, ...]
    answer_start: str = ""
    """Text that each answer comes behind."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What the model wrote."""

    text: str
    finish_reason: Literal["stop", "length"]
    prompt_tokens: int
    """Length of the prompt."""
    written_tokens: int
    """Length of the text."""
    seconds: float
    """From the request to the last token."""


class Engine(Protocol):
    """A language model that is ready to be asked; one request at a time, others wait.

    All methods block until the answer is complete and may be called from any thread. They
    raise `EngineError` when the model cannot be loaded or died, `Cancelled` within a second
    after the cancellation was requested.
    """

    @property
    def model_name(self) -> str:
        """File name of the model."""
        ...

    @property
    def model_identity(self) -> str:
        """What tells this model from another one that has the same name."""
        ...

    def complete(  # noqa: PLR0913 - each setting is independent and has a default
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
        """Write the answer to *conversation*.

        Args:
            conversation: Messages, oldest first, the last one from the user.
            answer_start: Text that the answer is made to begin with; not part of the result.
            max_tokens: Upper bound of the answer's length.
            temperature: 0 takes the most probable token each time.
            schema: JSON schema that the answer follows.
            stop: Texts at which the answer ends; they are not part of the result.
            on_text: Receives each piece of text as it is written, in the calling thread.
            cancellation: The user's wish to stop.
        """
        ...

    def score(
        self,
        conversation: Sequence[Message],
        answers: Sequence[str],
        *,
        answer_start: str = "",
        cancellation: Cancellation | None = None,
    ) -> list[float]:
        """Return log P(answer | conversation + answer_start) for each answer, natural logarithm.

        All tokens of an answer count; nothing is generated. The part of the prompt that equals
        the last request's is not read again.
        """
        ...

    def weigh(
        self,
        questions: Sequence[Question],
        *,
        best_only: bool = False,
        rest: float = 0.0,
        cancellation: Cancellation | None = None,
    ) -> Iterator[list[float]]:
        """Yield for each question the natural logarithm of each answer's share among its answers.

        The shares are those of writing that is held to the answers: at each fork of their tokens the
        model's probabilities are set to a sum of 1. Many questions are in work together; what all prompts
        begin with is read once; memory does not grow with their number. Answers should end alike
        (a quotation mark, a line's end), which tells a name from a longer one that begins so.

        Args:
            questions: The questions.
            best_only: Look only for the best answer: its value is exact, and each other one is what
                that answer's is at most. Several times faster with many answers.
            rest: Leave answers that have no more than this share together; likewise.
            cancellation: The user's wish to stop.
        """
        ...

    def prepare(self, conversation: Sequence[Message], *, cancellation: Cancellation | None = None) -> None:
        """Read *conversation* now, so that the answer to it, or to one that begins alike, begins sooner.

        What stands before the last message is kept on the disk, for the next start of the program
        too: it must hold nothing that the user wants to see erased. `complete`, `score` and `weigh` use
        what is kept, and keep nothing.
        """
        ...

    def vectors(
        self,
        texts: Sequence[str],
        *,
        before: str = "",
        after: str = "",
        layer: TextLayer = "early",
        cancellation: Cancellation | None = None,
    ) -> "NDArray[np.float32]":
        """Return what the model makes of each text behind *before*.

        The first half of a row is a late layer's state behind *after*; the second is another layer's mean over the
        text itself. All is read as plain text, without the model's form of a conversation: that is less to read.

        Args:
            texts: The texts.
            before: What stands before each; it is read once.
            after: What stands behind each; a question about the text makes the state an answer to it.
            layer: Where the mean is taken: where words still stand side by side, or where they are understood together.
            cancellation: The user's wish to stop.

        Returns:
            Shape (texts, twice the width of the model).
        """
        ...
