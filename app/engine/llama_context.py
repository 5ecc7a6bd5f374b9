"""One loaded model at llama.cpp's low level: tokens, batches, the memory of what was read, logits.

Runs in the child process only. Whoever reads, writes or weighs does it through this.
"""

import ctypes
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from app.engine.layer_watch import LayerWatch
from app.engine.messages import Load, TextLayer
from app.engine.stop_flag import StopFlag
from app.engine.vocabulary import Vocabulary
from app.errors import Cancelled, EngineError

BATCH = 512
"""Tokens that one step takes; llama.cpp is interrupted within a step on the CPU, between steps elsewhere."""
ROWS = 64
"""Tokens of a step whose probabilities are wanted: each takes 1.2 MB with a vocabulary of 150,000."""
TRIALS = 32
"""Sequences 1 to 32 hold what is tried after what sequence 0 holds, which was read last."""
URGENT = 33
"""The sequence of urgent requests."""
URGENT_TRIALS = 1
"""Sequences behind it hold what is tried after what it holds: one, for somebody who waits asks one question."""
_PARTS_BELOW: Mapping[TextLayer, int] = {"early": 7, "middle": 2}
"""Which part of the network lies below a layer, as its divisor: after a seventh words stand side by side, not yet bent
to what comes next; in the middle they are understood together, which a script needs whose tokens are single signs."""
_NO_ROOM = 1
"""What llama.cpp returns when the memory for what was read is full."""


class Entry(NamedTuple):
    """One token of a batch."""

    token: int
    position: int
    sequence: int
    wanted: bool
    """Whether the probabilities after it are needed."""


def trials_after(sequence: int) -> range:
    """Return the sequences that hold what is tried after what *sequence* holds."""
    count = URGENT_TRIALS if sequence == URGENT else TRIALS
    return range(sequence + 1, sequence + 1 + count)


def in_steps(entries: Sequence[Entry], most: int) -> Iterator[Sequence[Entry]]:
    """Yield *entries* in as many as a step takes: *most*, of which `ROWS` are wanted."""
    begin = wanted = 0
    for i, entry in enumerate(entries):
        if i - begin == most or wanted + entry.wanted > ROWS:
            yield entries[begin:i]
            begin, wanted = i, 0
        wanted += entry.wanted
    if begin < len(entries):
        yield entries[begin:]


class LlamaContext:
    """A model in memory with its context.

    Attributes:
        size: Tokens that prompt and answer may have together.
        most: Tokens that a step takes, `BATCH` or as many as a small context has.
        description: Kind and size of the model, as llama.cpp names it.
        vocabulary: The model's tokens.
        goes_back: Whether a part of what was read can be forgotten; a recurrent model has one state only.
        before_step: Called before each step, and may itself take steps with other sequences; None for nothing.
        handle: The context as llama.cpp knows it, for `Sampler`.
        in_use: Sequences, 0 or `URGENT`, that hold what a request in work needs.
    """

    def __init__(
        self, load: Load, stop: StopFlag, *, beside: "LlamaContext | None" = None, watched: bool = False
    ) -> None:
        """Load the file that *load* names; *stop* is looked at between and within steps.

        Args:
            load: What to load, and how.
            stop: The wish to stop.
            beside: A context of the same file, whose weights this one shares.
            watched: Whether an early and a late layer are watched instead of making probabilities; see `states`.

        Raises:
            EngineError: The file is no model that llama.cpp can use here.
        """
        self._stop = stop
        self._name = Path(load.path).name
        self._model: Any = beside._model if beside else self._load_weights(load)  # noqa: SLF001 - of the same class
        self._watch = self._make_watch() if watched else None
        self.handle = self._make_context(load)
        self._memory = llama_cpp.llama_get_memory(self.handle)
        self._batch = llama_cpp.llama_batch_init(BATCH, 0, 1)
        self.goes_back = not (
            llama_cpp.llama_model_is_recurrent(self._model) or llama_cpp.llama_model_is_hybrid(self._model)
        )
        self.before_step: Callable[[], None] | None = None
        self.in_use: set[int] = set()
        self.size = int(llama_cpp.llama_n_ctx(self.handle))
        self.most = min(BATCH, int(llama_cpp.llama_n_batch(self.handle)))
        self.description = self._describe()
        self.vocabulary = Vocabulary(self._model, self.size)

    def _load_weights(self, load: Load) -> Any:
        parameters = llama_cpp.llama_model_default_params()
        if load.gpu_layers >= 0:
            parameters.n_gpu_layers = load.gpu_layers
        # Called for each part that is read: a sign of life, and the place where loading can be stopped.
        self._progress = llama_cpp.llama_progress_callback(lambda _share, _data: not self._stop.raised)
        parameters.progress_callback = self._progress
        model = llama_cpp.llama_model_load_from_file(load.path.encode(), parameters)
        if not model and self._stop.raised:
            raise Cancelled
        if not model:
            raise EngineError("model-not-loadable", file=self._name)
        if not llama_cpp.llama_model_has_decoder(model) or llama_cpp.llama_model_has_encoder(model):
            raise EngineError("model-cannot-write", file=self._name)
        return model

    def _make_context(self, load: Load) -> Any:
        trained = int(llama_cpp.llama_model_n_ctx_train(self._model))
        parameters = llama_cpp.llama_context_default_params()
        parameters.n_ctx = min(load.context, trained) if trained > 0 else load.context
        parameters.n_batch = parameters.n_ubatch = BATCH
        parameters.n_seq_max = URGENT + URGENT_TRIALS + 1
        parameters.kv_unified = True
        parameters.n_threads = parameters.n_threads_batch = load.threads
        parameters.abort_callback = ctypes.cast(self._stop.callback, llama_cpp.ggml_abort_callback)
        parameters.abort_callback_data = self._stop.data
        if self._watch:
            parameters.cb_eval = self._watch.callback
        context = llama_cpp.llama_init_from_model(self._model, parameters)
        if not context:
            raise EngineError("not-enough-memory-to-work", file=self._name)
        return context

    def _make_watch(self) -> LayerWatch:
        count = int(llama_cpp.llama_model_n_layer(self._model))
        self._layers = {name: count // parts for name, parts in _PARTS_BELOW.items()}
        self._late = max(count - 2, *self._layers.values())
        return LayerWatch(
            [*self._layers.values(), self._late], int(llama_cpp.llama_model_n_embd(self._model))
        )

    def _describe(self) -> str:
        buffer = ctypes.create_string_buffer(128)
        llama_cpp.llama_model_desc(self._model, buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace")

    # Steps

    def decode(self, entries: Sequence[Entry]) -> None:
        """Run the network over *entries*, at most `most`, of which at most `ROWS` are wanted.

        A step that is asked to give way is forgotten, and taken again after what it gave way to.

        Raises:
            EngineError: llama.cpp could not do it; nothing of *entries* is remembered.
            Cancelled: The user asked to stop; likewise.
        """
        while True:
            if self.before_step:
                self.before_step()
            if self._stop.raised:
                raise Cancelled
            outcome = self._step(entries)
            if outcome == 0:
                return
            self._take_back(entries)
            if not self._stop.take_request_to_give_way():
                break
        if self._stop.raised:
            raise Cancelled
        raise EngineError("model-step-failed", file=self._name, detail=outcome)

    def _step(self, entries: Sequence[Entry]) -> int:
        """Run the network over *entries*; return llama.cpp's outcome, 0 when it was done."""
        batch = self._batch
        batch.n_tokens = len(entries)
        for i, (token, position, sequence, wanted) in enumerate(entries):
            batch.token[i] = token
            batch.pos[i] = position
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = sequence
            batch.logits[i] = wanted
        outcome = llama_cpp.llama_decode(self.handle, batch)
        if outcome == _NO_ROOM and self._forget_leftovers(entries):
            outcome = llama_cpp.llama_decode(self.handle, batch)
        return int(outcome)

    def _forget_leftovers(self, entries: Sequence[Entry]) -> bool:
        """Forget what no request in work needs; False when there was nothing."""
        needed = self.in_use | {entry.sequence for entry in entries}
        leftover = [one for one in (0, URGENT) if one not in needed and self.length(one)]
        for one in leftover:
            self.cut(one, 0)
        return bool(leftover)

    def _take_back(self, entries: Sequence[Entry]) -> None:
        """Forget the part of a step that was done, or all where that is not possible."""
        begins: dict[int, int] = {}
        for entry in entries:
            begins.setdefault(entry.sequence, entry.position)
        if not all(self.cut(sequence, begin) for sequence, begin in begins.items()):
            llama_cpp.llama_memory_clear(self._memory, True)

    def logits(self, row: int) -> NDArray[np.float32]:
        """Return the logits after entry *row* of the last step (-1 for the last), valid until the next."""
        pointer = llama_cpp.llama_get_logits_ith(self.handle, row)
        return np.ctypeslib.as_array(pointer, shape=(self.vocabulary.words,))

    def log_probabilities(self, row: int) -> NDArray[np.float32]:
        """Return the natural logarithms of the probabilities after entry *row* of the last step."""
        logits = self.logits(row)
        top = logits.max()
        result: NDArray[np.float32] = logits - (top + np.log(np.exp(logits - top).sum()))
        return result

    # Vectors

    def states(self, tokens: int, layer: TextLayer) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the states of *layer* and of the last layer but one of the last step's *tokens*: shape (tokens, width).

        Raises:
            EngineError: The network has no such layers; llama.cpp names them otherwise, or has divided the step.
        """
        assert self._watch is not None  # noqa: S101 - asked for only of a watched context
        found = self._watch.states.get(self._layers[layer]), self._watch.states.get(self._late)
        self._watch.states.clear()
        middle, late = found
        if middle is None or late is None or not len(middle) == len(late) == tokens:
            raise EngineError("model-step-failed", file=self._name, detail="layers")
        return middle, late

    # Memory

    def length(self, sequence: int) -> int:
        """Return how many tokens *sequence* remembers."""
        return int(llama_cpp.llama_memory_seq_pos_max(self._memory, sequence)) + 1

    def room(self, sequence: int) -> int:
        """Return how many tokens *sequence* may have beside what requests in work hold."""
        taken = 0
        for other in self.in_use - {sequence}:
            length = self.length(other)
            # What is tried after it shares its tokens.
            taken += length + sum(max(0, self.length(one) - length) for one in trials_after(other))
        return self.size - taken

    def cut(self, sequence: int, begin: int) -> bool:
        """Forget *sequence* from position *begin*; False where the model keeps one state and cannot go back."""
        return bool(llama_cpp.llama_memory_seq_rm(self._memory, sequence, begin, -1))

    def copy(self, source: int, target: int) -> None:
        """Let *target* remember what *source* does; what they share takes its room once."""
        llama_cpp.llama_memory_seq_cp(self._memory, source, target, -1, -1)

    def state(self, sequence: int) -> bytes:
        """Return what *sequence* remembers, for `restore`."""
        size = llama_cpp.llama_state_seq_get_size(self.handle, sequence)
        buffer = (ctypes.c_uint8 * size)()
        written = llama_cpp.llama_state_seq_get_data(self.handle, buffer, size, sequence)
        return bytes(memoryview(buffer)[:written])

    def restore(self, sequence: int, state: bytes) -> bool:
        """Put *state* into *sequence*; False when it does not fit this context."""
        buffer = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        taken: int = llama_cpp.llama_state_seq_set_data(self.handle, buffer, len(state), sequence)
        return taken > 0

    # Sampling

    def sampler(self, temperature: float, grammar: str | None, seed: int) -> "Sampler":
        """Return a way of choosing tokens.

        Raises:
            EngineError: The grammar is none.
        """
        return Sampler(self, temperature, grammar, seed)


class Sampler:
    """Chooses the next token; used as a context, since llama.cpp holds memory for it."""

    def __init__(self, context: LlamaContext, temperature: float, grammar: str | None, seed: int) -> None:
        """Choose by *temperature* within *grammar*.

        Raises:
            EngineError: The grammar is none.
        """
        self._context = context
        self._grammar = self._made_grammar(grammar) if grammar is not None else None
        self._first_try = temperature <= 0
        steps = [self._grammar] if self._grammar else []
        if temperature <= 0:
            steps.append(llama_cpp.llama_sampler_init_greedy())
        else:
            steps += [
                llama_cpp.llama_sampler_init_top_k(40),
                llama_cpp.llama_sampler_init_top_p(0.95, 1),
                llama_cpp.llama_sampler_init_temp(temperature),
                llama_cpp.llama_sampler_init_dist(seed),
            ]
        self._chain = llama_cpp.llama_sampler_chain_init(llama_cpp.llama_sampler_chain_default_params())
        for step in steps:
            llama_cpp.llama_sampler_chain_add(self._chain, step)

    def choose(self, row: int) -> int:
        """Return the token after entry *row* of the last step."""
        if self._first_try:
            # A grammar over the whole vocabulary takes longer than the model: mostly its first choice fits.
            likeliest = int(self._context.logits(row).argmax())
            if self._is_allowed(likeliest):
                llama_cpp.llama_sampler_accept(self._chain, likeliest)
                return likeliest
        return int(llama_cpp.llama_sampler_sample(self._chain, self._context.handle, row))

    def close(self) -> None:
        """Give its memory back."""
        llama_cpp.llama_sampler_free(self._chain)

    def _made_grammar(self, grammar: str) -> Any:
        made = llama_cpp.llama_sampler_init_grammar(
            self._context.vocabulary.handle, grammar.encode(), b"root"
        )
        if not made:
            raise EngineError("schema-not-usable")
        return made

    def _is_allowed(self, token: int) -> bool:
        if not self._grammar:
            return True
        data = (llama_cpp.llama_token_data * 1)(llama_cpp.llama_token_data(token, 1.0, 0.0))
        array = llama_cpp.llama_token_data_array(data, 1, -1, False)
        llama_cpp.llama_sampler_apply(self._grammar, ctypes.byref(array))
        return not math.isinf(data[0].logit)
