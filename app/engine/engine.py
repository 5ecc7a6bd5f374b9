"""What the jobs ask of a language model, whoever provides it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from app.events import Cancellation


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, before the model's own chat template is applied."""

    role: Literal["system", "user", "assistant"]
    text: str


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
