"""One loaded model, at llama.cpp's low level: reading prompts, writing answers, weighing answers.

Runs in the child process only. The tokens that are already read stay in sequence 0 of the
memory, so that a prompt which begins like the last one is read only from where it differs.
"""

import codecs
import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from app.engine.chat_prompt import ChatTemplate
from app.engine.grammar import grammar_of
from app.engine.messages import Load
from app.errors import Cancelled, EngineError

_BATCH = 256
"""Tokens read between two looks at the wish to stop, where llama.cpp cannot be interrupted."""
_SEQUENCES = 33
"""Sequence 0 holds the prompt; the others one answer each while they are weighed."""


class LoadedModel:
    """A model in memory with its context.

    Attributes:
        context: Tokens that prompt and answer may have together.
        description: Kind and size of the model, as llama.cpp names it.
    """

    def __init__(self, load: Load, should_stop: Callable[[], bool]) -> None:
        """Load the file that *load* names; *should_stop* is asked between and within steps.

        Raises:
            EngineError: The file is no model that llama.cpp can use here.
        """
        self._should_stop = should_stop
        self._name = Path(load.path).name
        self._model = self._load_weights(load)
        self._vocab = llama_cpp.llama_model_get_vocab(self._model)
        self._context = self._make_context(load)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = llama_cpp.llama_batch_init(_BATCH, 0, 1)
        self._read: list[int] = []
        self._template = ChatTemplate(self._template_text(), self._special_text)
        self.context = int(llama_cpp.llama_n_ctx(self._context))
        self.description = self._describe()

    def _load_weights(self, load: Load) -> Any:
        parameters = llama_cpp.llama_model_default_params()
        if load.gpu_layers >= 0:
            parameters.n_gpu_layers = load.gpu_layers
        model = llama_cpp.llama_model_load_from_file(load.path.encode(), parameters)
        if not model:
            raise EngineError("model-not-loadable", file=self._name)
        if not llama_cpp.llama_model_has_decoder(model) or llama_cpp.llama_model_has_encoder(model):
            raise EngineError("model-cannot-write", file=self._name)
        return model

    def _make_context(self, load: Load) -> Any:
        trained = int(llama_cpp.llama_model_n_ctx_train(self._model))
        parameters = llama_cpp.llama_context_default_params()
        parameters.n_ctx = min(load.context, trained) if trained > 0 else load.context
        parameters.n_batch = parameters.n_ubatch = _BATCH
        parameters.n_seq_max = _SEQUENCES
        parameters.kv_unified = True
        parameters.n_threads = parameters.n_threads_batch = load.threads
        # llama.cpp keeps the address only: the object must live as long as the context.
        self._abort = llama_cpp.ggml_abort_callback(lambda _data: self._should_stop())
        parameters.abort_callback = self._abort
        context = llama_cpp.llama_init_from_model(self._model, parameters)
        if not context:
            raise EngineError("not-enough-memory-to-work", file=self._name)
        return context

    def _template_text(self) -> str | None:
        text = llama_cpp.llama_model_chat_template(self._model, None)
        return text.decode("utf-8", "replace") if text else None

    def _special_text(self, which: str) -> str:
        token = {"bos": llama_cpp.llama_vocab_bos, "eos": llama_cpp.llama_vocab_eos}[which](self._vocab)
        text = llama_cpp.llama_vocab_get_text(self._vocab, token) if token >= 0 else b""
        return (text or b"").decode("utf-8", "replace")

    def _describe(self) -> str:
        buffer = ctypes.create_string_buffer(128)
        llama_cpp.llama_model_desc(self._model, buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace")

    # Prompts

    def _tokens(self, text: str, *, special: bool) -> list[int]:
        """Return the tokens of *text*; only our own template text may hold *special* ones."""
        data = text.encode()
        room = len(data) + 8
        buffer = (llama_cpp.llama_token * room)()
        count = llama_cpp.llama_tokenize(self._vocab, data, len(data), buffer, room, False, special)
        if count < 0:
            raise EngineError("text-too-long", limit=self.context)
        return buffer[:count]

    def _prompt(self, messages: Sequence[Mapping[str, str]]) -> list[int]:
        tokens: list[int] = []
        for part in self._template.render(messages):
            tokens += self._tokens(part.text, special=part.ours)
        if llama_cpp.llama_vocab_get_add_bos(self._vocab):
            bos = llama_cpp.llama_vocab_bos(self._vocab)
            if tokens[:1] != [bos]:
                tokens.insert(0, bos)
        return tokens

    def _piece(self, token: int) -> bytes:
        buffer = ctypes.create_string_buffer(128)
        length = llama_cpp.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        if length < 0:
            buffer = ctypes.create_string_buffer(-length)
            length = llama_cpp.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        return buffer.raw[:length]

    def _read_prompt(self, tokens: Sequence[int], room: int) -> None:
        """Bring *tokens* into sequence 0 with the logits of the last one at hand.

        Raises:
            EngineError: The tokens and *room* for the answer do not fit.
            Cancelled: The user asked to stop.
        """
        if len(tokens) + room > self.context:
            raise EngineError("text-too-long", limit=self.context)
        shared = 0
        for ours, theirs in zip(self._read, tokens[:-1], strict=False):
            if ours != theirs:
                break
            shared += 1
        if not llama_cpp.llama_memory_seq_rm(self._memory, 0, shared, -1):
            # Recurrent models keep one state only and cannot go back in it.
            llama_cpp.llama_memory_clear(self._memory, True)
            shared = 0
        self._read = list(tokens[:shared])
        for start in range(shared, len(tokens), _BATCH):
            piece = tokens[start : start + _BATCH]
            last = len(piece) - 1 if start + len(piece) == len(tokens) else -1
            self._decode([(token, start + i, 0, i == last) for i, token in enumerate(piece)])
            self._read += piece

    def _decode(self, entries: Sequence[tuple[int, int, int, bool]]) -> None:
        """Run the network over (token, position, sequence, wants logits); at most one batch.

        Raises:
            EngineError: llama.cpp could not do it; the memory is cleared.
            Cancelled: The user asked to stop; likewise.
        """
        if self._should_stop():
            raise Cancelled
        batch = self._batch
        batch.n_tokens = len(entries)
        for i, (token, position, sequence, wanted) in enumerate(entries):
            batch.token[i] = token
            batch.pos[i] = position
            batch.n_seq_id[i] = 1
            batch.seq_id[i][0] = sequence
            batch.logits[i] = wanted
        outcome = llama_cpp.llama_decode(self._context, batch)
        if outcome:
            llama_cpp.llama_memory_clear(self._memory, True)
            self._read = []
            if self._should_stop():
                raise Cancelled
            raise EngineError("model-step-failed", file=self._name, detail=outcome)

    # Writing

    def complete(
        self,
        messages: Sequence[Mapping[str, str]],
        *,
        answer_start: str,
        max_tokens: int,
        temperature: float,
        schema: Mapping[str, Any] | None,
        stop: Sequence[str],
        on_text: Callable[[str], None],
    ) -> tuple[str, str, int, int]:
        """Write an answer; return it with the reason of its end, prompt and answer lengths."""
        prompt = self._prompt(messages)
        prompt += self._tokens(answer_start, special=False) if answer_start else []
        max_tokens = max(1, min(max_tokens, self.context - len(prompt) - 1))
        self._read_prompt(prompt, max_tokens)
        text = _AnswerText(stop, on_text)
        written = 0
        finish_reason = "length"
        for token in self._sampled(temperature, schema, max_tokens):
            if llama_cpp.llama_vocab_is_eog(self._vocab, token):
                finish_reason = "stop"
                break
            written += 1
            if text.add(self._piece(token)):
                finish_reason = "stop"
                break
        return text.finish(), finish_reason, len(prompt), written

    def _sampled(self, temperature: float, schema: Mapping[str, Any] | None, limit: int) -> Iterator[int]:
        """Yield up to *limit* tokens, each chosen by the logits after the last."""
        sampler = self._make_sampler(temperature, schema)
        try:
            for _ in range(limit):
                token = llama_cpp.llama_sampler_sample(sampler, self._context, -1)
                yield token
                position = len(self._read)
                self._decode([(token, position, 0, True)])
                self._read.append(token)
        finally:
            llama_cpp.llama_sampler_free(sampler)

    def _make_sampler(self, temperature: float, schema: Mapping[str, Any] | None) -> Any:
        chain = llama_cpp.llama_sampler_chain_init(llama_cpp.llama_sampler_chain_default_params())
        steps = []
        if schema is not None:
            grammar = llama_cpp.llama_sampler_init_grammar(self._vocab, grammar_of(schema).encode(), b"root")
            if not grammar:
                raise EngineError("schema-not-usable")
            steps.append(grammar)
        if temperature <= 0:
            steps.append(llama_cpp.llama_sampler_init_greedy())
        else:
            steps += [
                llama_cpp.llama_sampler_init_top_k(40),
                llama_cpp.llama_sampler_init_top_p(0.95, 1),
                llama_cpp.llama_sampler_init_temp(temperature),
                llama_cpp.llama_sampler_init_dist(llama_cpp.LLAMA_DEFAULT_SEED),
            ]
        for step in steps:
            llama_cpp.llama_sampler_chain_add(chain, step)
        return chain

    # Weighing

    def score(
        self, messages: Sequence[Mapping[str, str]], answers: Sequence[str], *, answer_start: str
    ) -> list[float]:
        """Return the log-probability of each answer after the prompt, over all its tokens."""
        tails = [self._tokens(answer_start + answer, special=False) for answer in answers]
        if not all(tails):
            raise EngineError("answer-empty")
        shared = _common_start([self._tokens(answer_start, special=False), *tails])
        prompt = self._prompt(messages) + tails[0][:shared]
        tails = [tail[shared:] for tail in tails]
        self._read_prompt(prompt, max(map(len, tails)))
        first = self._log_probabilities(-1)
        values = [float(first[tail[0]]) for tail in tails]
        for group in self._groups(tails, len(prompt)):
            self._score_group(group, tails, values, len(prompt))
        return values

    def _groups(self, tails: Sequence[Sequence[int]], prompt: int) -> Iterator[list[int]]:
        """Yield indices of answers with more than one token, as many as fit at once."""
        group: list[int] = []
        used = 0
        room = min(_BATCH, self.context - prompt)
        for index, tail in enumerate(tails):
            length = len(tail) - 1
            if length == 0:
                continue
            if group and (used + length > room or len(group) == _SEQUENCES - 1):
                yield group
                group, used = [], 0
            if length > room:
                raise EngineError("text-too-long", limit=self.context)
            group.append(index)
            used += length
        if group:
            yield group

    def _score_group(
        self, group: Sequence[int], tails: Sequence[Sequence[int]], values: list[float], start: int
    ) -> None:
        """Add the later tokens' log-probabilities of the answers in *group* to *values*."""
        entries: list[tuple[int, int, int, bool]] = []
        for sequence, index in enumerate(group, start=1):
            llama_cpp.llama_memory_seq_cp(self._memory, 0, sequence, -1, -1)
            tail = tails[index][:-1]
            entries += [(token, start + i, sequence, True) for i, token in enumerate(tail)]
        self._decode(entries)
        row = 0
        for sequence, index in enumerate(group, start=1):
            for following in tails[index][1:]:
                values[index] += float(self._log_probabilities(row)[following])
                row += 1
            llama_cpp.llama_memory_seq_rm(self._memory, sequence, -1, -1)

    def _log_probabilities(self, row: int) -> NDArray[np.float32]:
        count = llama_cpp.llama_vocab_n_tokens(self._vocab)
        pointer = llama_cpp.llama_get_logits_ith(self._context, row)
        logits = np.ctypeslib.as_array(pointer, shape=(count,))
        top = logits.max()
        result: NDArray[np.float32] = logits - (top + np.log(np.exp(logits - top).sum()))
        return result


class _AnswerText:
    """Text that grows by bytes and ends before a stop text."""

    def __init__(self, stop: Sequence[str], on_text: Callable[[str], None]) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._stop = [text for text in stop if text]
        self._held = max(map(len, self._stop), default=1) - 1
        self._on_text = on_text
        self._text = ""
        self._told = 0

    def add(self, piece: bytes) -> bool:
        """Take another *piece*; return whether a stop text has been met."""
        begin = max(0, len(self._text) - self._held)
        self._text += self._decoder.decode(piece)
        places = [place for text in self._stop if (place := self._text.find(text, begin)) >= 0]
        if places:
            self._text = self._text[: min(places)]
        self._tell(len(self._text) - (0 if places else self._held))
        return bool(places)

    def finish(self) -> str:
        """Return the whole text, telling what was held back."""
        self._text += self._decoder.decode(b"", final=True)
        self._tell(len(self._text))
        return self._text

    def _tell(self, until: int) -> None:
        if until > self._told:
            self._on_text(self._text[self._told : until])
            self._told = until


def _common_start(sequences: Sequence[Sequence[int]]) -> int:
    """Return how many first tokens all share, leaving each but the first one of its own.

    The first holds the tokens of what the answers begin with; a token that joins its end with an
    answer's begin belongs to the answer.
    """
    longest = min(len(sequences[0]), *(len(sequence) - 1 for sequence in sequences[1:]))
    for index in range(longest):
        if len({sequence[index] for sequence in sequences}) > 1:
            return index
    return longest
