"""Writes small model files for the tests: a true header, and nothing or a hole where the weights stand."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Plain = int | float | bool | str


@dataclass(frozen=True, slots=True)
class Wide:
    """A whole number of 64 bits; a plain one is written with 32."""

    number: int


Entry = Plain | Wide | Sequence[str] | Sequence[int]

QWEN3_8B: Mapping[str, Entry] = {
    "general.architecture": "qwen3",
    "general.file_type": 15,
    "qwen3.block_count": 36,
    "qwen3.context_length": 40960,
    "qwen3.embedding_length": 4096,
    "qwen3.feed_forward_length": 12288,
    "qwen3.attention.head_count": 32,
    "qwen3.attention.head_count_kv": 8,
    "qwen3.attention.key_length": 128,
    "qwen3.attention.value_length": 128,
    "qwen3.vocab_size": 151936,
}
"""What the file of Qwen3 8B says of itself; its list of words is left out."""
QWEN3_8B_BYTES = 5_027_783_488


def header_bytes(
    entries: Mapping[str, Entry],
    tensors: Sequence[tuple[str, Sequence[int], int, int]] = (),
    *,
    version: int = 3,
    magic: bytes = b"GGUF",
) -> bytes:
    """Return the header of a model file; a tensor is its name, its shape, its type and its place."""
    data = magic + struct.pack("<IQQ", version, len(tensors), len(entries))
    for key, value in entries.items():
        data += _text(key) + _value(value)
    for name, shape, kind, place in tensors:
        data += _text(name) + struct.pack("<I", len(shape))
        data += b"".join(struct.pack("<Q", each) for each in shape) + struct.pack("<IQ", kind, place)
    return data


def write_model(path: Path, entries: Mapping[str, Entry], size: int) -> Path:
    """Write a model file of *size* bytes, all but its header a hole that takes no room on the disk."""
    with path.open("wb") as stream:
        stream.write(header_bytes(entries))
        stream.truncate(size)
    return path


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value: Entry) -> bytes:  # noqa: PLR0911 - a case for each type
    if isinstance(value, bool):
        return struct.pack("<I?", 7, value)
    if isinstance(value, int):
        return struct.pack("<II", 4, value)
    if isinstance(value, Wide):
        return struct.pack("<IQ", 10, value.number)
    if isinstance(value, float):
        return struct.pack("<If", 6, value)
    if isinstance(value, str):
        return struct.pack("<I", 8) + _text(value)
    numbers = [each for each in value if isinstance(each, int)]
    if numbers:
        return struct.pack("<IIQ", 9, 5, len(numbers)) + struct.pack(f"<{len(numbers)}i", *numbers)
    texts = [_text(each) for each in value if isinstance(each, str)]
    return struct.pack("<IIQ", 9, 8, len(texts)) + b"".join(texts)
