"""Reading prompts: from where they differ from what was read before, here or in an earlier run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.engine.chat_prompt import ChatTemplate
from app.engine.llama_context import BATCH, Entry, LlamaContext
from app.engine.prefix_store import PrefixStore
from app.errors import EngineError

_WORTH_KEEPING = 64
"""Tokens that a fixed part must have at least to be kept on the disk."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A conversation in the model's tokens."""

    tokens: tuple[int, ...]
    fixed: int
    """How many of them stand before the last message's text: the same for every input of a job."""
    told: int
    """How many stand before what the template puts behind the last message's text."""


class NoRoomBeside(Exception):  # noqa: N818 - a reason to wait, not an error
    """The request must wait until the one that was set aside for it is done."""


class PromptReader:
    """Brings prompts into one sequence of the memory and knows what is there.

    Attributes:
        sequence: The sequence.
    """

    def __init__(
        self, context: LlamaContext, template: ChatTemplate, store: PrefixStore | None, sequence: int = 0
    ) -> None:
        """Read into *sequence* of *context*; fixed parts are kept in *store*."""
        self.sequence = sequence
        self._context = context
        self._store = store
        self._template = template
        self._read: list[int] = []

    def prompt(self, messages: Sequence[Mapping[str, str]], answer_start: str = "") -> Prompt:
        """Return the tokens of *messages*, ready for an answer that begins with *answer_start*."""
        tokens: list[int] = []
        fixed = told = 0
        parts = self._template.render(messages)
        for part in parts:
            if not part.ours:
                fixed = len(tokens)
            tokens += self._context.vocabulary.tokens(part.text, part.ours)
            if not part.ours:
                told = len(tokens)
        shift = 0
        if self._context.vocabulary.bos is not None and tokens[:1] != [self._context.vocabulary.bos]:
            tokens.insert(0, self._context.vocabulary.bos)
            shift = 1
        if answer_start:
            tokens += self._context.vocabulary.tokens(answer_start, False)
        return Prompt(tuple(tokens), fixed + shift, told + shift)

    def read(
        self, tokens: Sequence[int], *, fixed: int = 0, room: int = 0, keep: bool = False, step: int = BATCH
    ) -> None:
        """Bring *tokens* into the sequence with the probabilities after the last one at hand.

        Args:
            tokens: The prompt, at least one token.
            fixed: How many of the first may be on the disk, from an earlier time.
            room: Tokens to be left for what follows.
            keep: Whether the fixed ones are kept for another time; they hold nothing of the user's then.
            step: Tokens that are read at a time; when reading is stopped, only those before stay read.

        Raises:
            EngineError: The tokens and the room do not fit.
            NoRoomBeside: They only do not fit beside another request, which was set aside.
            Cancelled: The user asked to stop.
        """
        need = len(tokens) + room
        if need > self._context.size:
            raise EngineError("text-too-long", limit=self._context.size, length=need)
        if need > self._context.room(self.sequence):
            raise NoRoomBeside
        if self._context.length(self.sequence) != len(self._read):  # somebody needed the room
            self._read = []
            self._context.cut(self.sequence, 0)
        fixed = fixed if _WORTH_KEEPING <= fixed < len(tokens) else 0
        shared = self._go_back(self._shared(tokens[:-1]))
        if self._store and fixed > shared and self._restore(self._store, tokens[:fixed]):
            shared = fixed
        if self._store and keep and fixed >= shared and not self._store.has(tokens[:fixed]):
            self._decode(tokens[shared:fixed], step, wanted=False)
            self._store.keep(tokens[:fixed], self._context.state(self.sequence))
            shared = fixed
        self._decode(tokens[shared:], step, wanted=True)

    def go_on(self, tokens: Sequence[int]) -> None:
        """Read *tokens* behind what was read, with the probabilities after the last one at hand."""
        self._decode(tokens, BATCH, wanted=True)

    def try_out(self, tokens: Sequence[int]) -> None:
        """Read *tokens*, a step at most, behind what was read, with the probabilities after each at hand."""
        begin = len(self._read)
        self._context.decode(
            [Entry(token, begin + i, self.sequence, wanted=True) for i, token in enumerate(tokens)]
        )
        self._read += tokens

    def forget(self) -> None:
        """Forget all."""
        self._context.cut(self.sequence, 0)
        self._read = []

    def keep_only(self, count: int) -> bool:
        """Forget all but the first *count* tokens; False where all had to be forgotten."""
        return self._go_back(count) == count

    @property
    def length(self) -> int:
        """How many tokens are in the sequence."""
        return len(self._read)

    def _shared(self, tokens: Sequence[int]) -> int:
        shared = 0
        for ours, theirs in zip(self._read, tokens, strict=False):
            if ours != theirs:
                break
            shared += 1
        return shared

    def _go_back(self, count: int) -> int:
        """Keep the first *count* tokens; return how many could be kept."""
        if count == len(self._read):
            return count
        if not self._context.cut(self.sequence, count):
            # Recurrent models keep one state only and cannot go back in it.
            self._context.cut(self.sequence, 0)
            count = 0
        del self._read[count:]
        return count

    def _restore(self, store: PrefixStore, tokens: Sequence[int]) -> bool:
        state = store.load(tokens)
        if state is None:
            return False
        if not self._context.restore(self.sequence, state):
            self._context.cut(self.sequence, 0)
            self._read = []
            return False
        self._read = list(tokens)
        return True

    def _decode(self, tokens: Sequence[int], step: int, *, wanted: bool) -> None:
        first = len(self._read)
        step = min(step, self._context.most)
        for start in range(0, len(tokens), step):
            piece = tokens[start : start + step]
            last = len(piece) - 1 if wanted and start + len(piece) == len(tokens) else -1
            position = first + start
            self._context.decode(
                [Entry(token, position + i, self.sequence, i == last) for i, token in enumerate(piece)]
            )
            self._read += piece
