"""The tokens of one loaded model."""

import ctypes
from functools import lru_cache
from typing import Any

import llama_cpp

from app.errors import EngineError

_LONGEST_TOKEN = 128
"""Bytes of the longest tokens that models have, of blanks for instance."""


class Vocabulary:
    """Turns text into tokens and back.

    Attributes:
        handle: The vocabulary as llama.cpp knows it.
        words: How many tokens there are.
        bos: The token that every prompt of this model begins with, or None.
        tokens: `tokens(text, special)` gives the tokens of *text*; only our own template's may hold *special* ones.
    """

    def __init__(self, model: Any, most: int) -> None:
        """Take that of *model*, for texts of at most *most* tokens."""
        self._model = model
        self._most = most
        self.handle = llama_cpp.llama_model_get_vocab(model)
        self.words = int(llama_cpp.llama_vocab_n_tokens(self.handle))
        starts = llama_cpp.llama_vocab_get_add_bos(self.handle)
        self.bos = int(llama_cpp.llama_vocab_bos(self.handle)) if starts else None
        self.tokens = lru_cache(maxsize=64)(self._tokens)

    def template(self) -> str | None:
        """Return the chat template that the model brings."""
        text = llama_cpp.llama_model_chat_template(self._model, None)
        return text.decode("utf-8", "replace") if text else None

    def special_text(self, which: str) -> str:
        """Return the text of the "bos" or the "eos" token."""
        token = {"bos": llama_cpp.llama_vocab_bos, "eos": llama_cpp.llama_vocab_eos}[which](self.handle)
        text = llama_cpp.llama_vocab_get_text(self.handle, token) if token >= 0 else b""
        return (text or b"").decode("utf-8", "replace")

    def piece(self, token: int) -> bytes:
        """Return the text of *token*, which may be a part of a letter only."""
        buffer = ctypes.create_string_buffer(_LONGEST_TOKEN)
        length = llama_cpp.llama_token_to_piece(self.handle, token, buffer, len(buffer), 0, False)
        if length < 0:
            buffer = ctypes.create_string_buffer(-length)
            length = llama_cpp.llama_token_to_piece(self.handle, token, buffer, len(buffer), 0, False)
        return buffer.raw[:length]

    def is_end(self, token: int) -> bool:
        """Return whether *token* ends an answer."""
        return bool(llama_cpp.llama_vocab_is_eog(self.handle, token))

    def _tokens(self, text: str, special: bool) -> tuple[int, ...]:  # noqa: FBT001 - `lru_cache` hides names
        data = text.encode()
        if len(data) > _LONGEST_TOKEN * self._most:
            # Told at once, not after minutes; four bytes are a usual token.
            raise EngineError("text-too-long", limit=self._most, length=len(data) // 4)
        room = len(data) + 8
        buffer = (llama_cpp.llama_token * room)()
        count = llama_cpp.llama_tokenize(self.handle, data, len(data), buffer, room, False, special)
        if count < 0:
            raise EngineError("text-too-long", limit=self._most, length=-count)
        return tuple(buffer[:count])
