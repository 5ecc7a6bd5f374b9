"""Reads the header of a model file, and nothing of its weights: what it is, and whether it is all there.

The layout (versions 2 and 3, little endian): "GGUF", version, how many tensors, how many keys;
then the keys with their values, then name, shape, type and place of each tensor, then the tensors.
"""

import stat
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import BinaryIO

from app.errors import EngineError

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_MOST_ENTRIES = 65_536
"""Keys, and tensors: the largest models have some hundred keys and some thousand tensors."""
_MOST_BYTES = 100_000_000
"""Length of a header: the largest vocabularies take some 20 MB."""
_MOST_TAKEN = 24_000_000
"""Bytes that are looked at; of a word in a list, the eight that give its length."""
_MOST_KEPT = 256
"""Values that are kept; one model has a dozen."""
_MOST_LAYERS = 1024
"""Numbers of a list that are kept: one for each layer."""
_MOST_NAME = 65_535
"""Bytes of a key, a tensor's name, or a value that is kept."""
_MOST_DIMENSIONS = 4

_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
"""Code of a value's type -> its letter in `struct`."""
_TEXT = 8
_LIST = 9
_KEPT = (
    "general.architecture", "general.alignment", "general.file_type", "tokenizer.ggml.tokens",
    ".block_count", ".embedding_length", ".feed_forward_length", ".context_length", ".vocab_size",
    ".attention.head_count", ".attention.head_count_kv", ".attention.key_length",
    ".attention.value_length", ".attention.causal", ".pooling_type",
)  # fmt: skip
"""Ends of the keys whose values are kept."""

_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110),
    22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8),
    29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
"""Code of a tensor's type in ggml -> numbers in a block, bytes of a block."""

Number = int | float | bool


@dataclass(frozen=True, slots=True)
class ListValue:
    """A list in the metadata, of which only what is needed is kept."""

    length: int
    numbers: tuple[Number, ...] = ()
    """The numbers of a short list; nothing of a long one, or one of texts."""


Value = Number | str | ListValue


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a model file says about itself; 0 where it does not say."""

    architecture: str
    layers: int = 0
    embedding: int = 0
    """Numbers in the state of a token."""
    heads: int = 0
    """Attention heads of a layer; the most where layers differ."""
    kv_heads: tuple[int, ...] = ()
    """Heads whose keys and values are remembered, for each layer; 0 for one without attention."""
    key_length: int = 0
    """Numbers in a key of one head."""
    value_length: int = 0
    """Numbers in a value of one head."""
    context: int = 0
    """Tokens that the model was trained on."""
    feed_forward: int = 0
    """Width of the inner layer; the widest where layers differ."""
    vocabulary: int = 0
    """Tokens that the model knows."""
    file_type: int = 0
    """How the weights are quantized, as llama.cpp numbers it."""
    pooling: int | None = None
    """How a model for comparing texts makes one vector of many; None where nothing is said."""
    causal: bool | None = None
    """Whether a token sees only those before it, as writing needs; None where nothing is said."""
    tensors: int = 0
    extent: int = 0
    """Bytes that the file must have at least."""
    file_size: int = 0
    """Bytes that it has."""


def read_header(path: Path) -> GgufHeader:
    """Return what the model file *path* says about itself.

    Only the header is read, and lists in it are passed over. A file made to do harm costs no more
    than an ordinary one of the largest kind.

    Raises:
        EngineError: The file is gone, is no model file, is of an unknown kind, is damaged, or ends
            too early.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for
            raise EngineError("not-a-model-file", file=path.name)
        with path.open("rb") as stream:
            return _read(_Reader(stream, found.st_size, path.name))
    except OSError as error:
        raise EngineError("model-file-gone", file=path.name) from error


class _Reader:
    """Reads values one after the other and never more than the file has."""

    def __init__(self, stream: BinaryIO, size: int, name: str) -> None:
        self._stream = stream
        self._taken = 0
        self.size = size
        self.name = name
        self.position = 0

    def fail(self, code: str) -> EngineError:
        """Return what is wrong with the file, called *code*."""
        return EngineError(code, file=self.name)

    def take(self, count: int) -> bytes:
        """Return the next *count* bytes, a number that the caller has bounded."""
        data = self._stream.read(count)
        self._taken += count
        self.position += count
        if len(data) < count:
            raise self.fail("model-file-cut-short")
        if self._taken > _MOST_TAKEN or self.position > _MOST_BYTES:
            raise self.fail("model-file-damaged")
        return data

    def skip(self, count: int) -> None:
        """Pass over *count* bytes."""
        if count > self.size - self.position:
            raise self.fail("model-file-cut-short")
        self._stream.seek(count, 1)
        self.position += count

    def number(self, letter: str) -> Number:
        """Return the next number, of the type that `struct` calls *letter*."""
        layout = struct.Struct("<" + letter)
        value: Number = layout.unpack(self.take(layout.size))[0]
        return value

    def count(self, most: int | None = None) -> int:
        """Return the next number of things, at most *most*."""
        value = int.from_bytes(self.take(8), "little")
        if most is not None and value > most:
            raise self.fail("model-file-damaged")
        return value

    def text(self) -> str:
        """Return the next text."""
        return self.take(self.count(_MOST_NAME)).decode("utf-8", "replace")

    def value(self, kind: int) -> Value:
        """Return the next value, of the type *kind*; a long text is passed over."""
        if kind == _TEXT:
            length = self.count()
            if length <= _MOST_NAME:
                return self.take(length).decode("utf-8", "replace")
            self.skip(length)
            return ""
        if kind == _LIST:
            return self._list()
        if kind not in _NUMBERS:
            raise self.fail("model-file-damaged")
        return self.number(_NUMBERS[kind])

    def _list(self) -> ListValue:
        kind = int(self.number("I"))
        length = self.count()
        if kind == _TEXT:
            for _ in range(length):
                self.skip(self.count())
            return ListValue(length)
        if kind not in _NUMBERS:  # also a list of lists, which llama.cpp does not read either
            raise self.fail("model-file-damaged")
        layout = struct.Struct("<" + _NUMBERS[kind])
        if length > _MOST_LAYERS:
            self.skip(length * layout.size)
            return ListValue(length)
        data = self.take(length * layout.size)
        return ListValue(length, tuple(each[0] for each in layout.iter_unpack(data)))


def _read(reader: _Reader) -> GgufHeader:
    if reader.size < len(_MAGIC) or reader.take(4) != _MAGIC:
        raise reader.fail("not-a-model-file")
    if int(reader.number("I")) not in _VERSIONS:
        # A version that is read the wrong way round (big endian) is a very large number.
        raise reader.fail("model-file-unknown-version")
    tensors = reader.count(_MOST_ENTRIES)
    entries = reader.count(_MOST_ENTRIES)
    found: dict[str, Value] = {}
    for _ in range(entries):
        key = reader.text()
        value = reader.value(int(reader.number("I")))
        if key.endswith(_KEPT):
            found[key] = value
        if len(found) > _MOST_KEPT:
            raise reader.fail("model-file-damaged")
    end = max((_tensor_end(reader) for _ in range(tensors)), default=0)
    alignment = _whole(found, "general.alignment") or 32
    start = -(-reader.position // alignment) * alignment
    extent = start + end if tensors else reader.position
    if extent > reader.size:
        raise reader.fail("model-file-cut-short")
    return _header(found, tensors, extent, reader.size)


def _tensor_end(reader: _Reader) -> int:
    """Read the entry of one tensor; return where it ends, counted from the first one's beginning."""
    reader.text()
    dimensions = int(reader.number("I"))
    if dimensions > _MOST_DIMENSIONS:
        raise reader.fail("model-file-damaged")
    shape = [reader.count() for _ in range(dimensions)]
    kind = int(reader.number("I"))
    offset = reader.count()
    # A type that came later than this program: its place is known, its size is not.
    numbers, size = _BLOCKS.get(kind, (1, 0))
    return offset + prod(shape) // numbers * size


def _header(found: Mapping[str, Value], tensors: int, extent: int, file_size: int) -> GgufHeader:
    architecture = _text(found, "general.architecture")
    start = f"{architecture}."
    layers = _whole(found, start + "block_count")
    heads = _most(found, start + "attention.head_count")
    embedding = _whole(found, start + "embedding_length")
    head_length = embedding // heads if heads else 0
    tokens = found.get("tokenizer.ggml.tokens")
    pooling = found.get(start + "pooling_type")
    causal = found.get(start + "attention.causal")
    return GgufHeader(
        architecture=architecture,
        layers=layers,
        embedding=embedding,
        heads=heads,
        kv_heads=_kv_heads(found, start, min(layers, _MOST_LAYERS), heads),
        key_length=_whole(found, start + "attention.key_length") or head_length,
        value_length=_whole(found, start + "attention.value_length") or head_length,
        context=_whole(found, start + "context_length"),
        feed_forward=_most(found, start + "feed_forward_length"),
        vocabulary=tokens.length if isinstance(tokens, ListValue) else _whole(found, start + "vocab_size"),
        file_type=_whole(found, "general.file_type"),
        pooling=pooling if isinstance(pooling, int) else None,
        causal=causal if isinstance(causal, bool) else None,
        tensors=tensors,
        extent=extent,
        file_size=file_size,
    )


def _kv_heads(found: Mapping[str, Value], start: str, layers: int, heads: int) -> tuple[int, ...]:
    """Return the remembered heads of each layer; as many as heads where nothing is said of them."""
    value = found.get(start + "attention.head_count_kv", found.get(start + "attention.head_count"))
    if isinstance(value, ListValue):
        listed = tuple(max(0, int(each)) for each in value.numbers[:layers] if isinstance(each, int))
        return listed + (heads,) * (layers - len(listed))
    return (max(0, value) if isinstance(value, int) else heads,) * layers


def _text(found: Mapping[str, Value], key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""


def _whole(found: Mapping[str, Value], key: str) -> int:
    """Return a number that is not below 0; 0 where it is missing or no whole number."""
    value = found.get(key)
    return max(0, int(value)) if isinstance(value, int) else 0


def _most(found: Mapping[str, Value], key: str) -> int:
    """Return a number, or the largest of a list of them."""
    value = found.get(key)
    if isinstance(value, ListValue):
        return max((int(each) for each in value.numbers if isinstance(each, int) and each > 0), default=0)
    return _whole(found, key)
