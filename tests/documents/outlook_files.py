"""Writes small .msg files for tests: a container of streams as Microsoft's compound files are."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR, _SMALL_SECTOR = 512, 64
_END, _FREE, _FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5

Streams = Mapping[str, "bytes | Streams"]


def text(number: int, value: str) -> tuple[str, bytes]:
    """Return the stream of a text property."""
    return f"__substg1.0_{number:04X}001F", value.encode("utf-16-le")


def narrow_text(number: int, value: bytes) -> tuple[str, bytes]:
    """Return the stream of a text property in an old encoding."""
    return f"__substg1.0_{number:04X}001E", value


def binary(number: int, value: bytes) -> tuple[str, bytes]:
    """Return the stream of a property of bytes."""
    return f"__substg1.0_{number:04X}0102", value


def fixed(values: Mapping[tuple[int, int], int], header_bytes: int = 32) -> tuple[str, bytes]:
    """Return the stream of numbers and times by number and kind of the property."""
    entries = b"".join(
        struct.pack("<HHIQ", kind, number, 6, value) for (number, kind), value in values.items()
    )
    return "__properties_version1.0", b"\0" * header_bytes + entries


def write_container(path: Path, streams: Streams) -> Path:
    """Write *streams*, each below 4,096 bytes, and storages of streams as a compound file."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _add(entries, streams)
    small, chains = _small_streams(entries)
    entries[0].begin, entries[0].size = 0, len(small)
    directory = b"".join(entry.packed() for entry in entries)
    parts = [_padded(part, _SECTOR) for part in (small, struct.pack(f"<{len(chains)}I", *chains), directory)]
    begins = [0]
    for part in parts:
        begins.append(begins[-1] + len(part) // _SECTOR)
    tables = -(-begins[-1] // (_SECTOR // 4 - 1))
    table = [number + 1 for number in range(begins[-1])] + [_FAT_SECTOR] * tables
    for begin, end in pairwise(begins):
        if end > begin:
            table[end - 1] = _END
    fat = _padded(struct.pack(f"<{len(table)}I", *table), _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", _MAGIC, b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, tables, begins[2], 0, 4096, begins[1], begins[2] - begins[1], _END, 0,
    )  # fmt: skip
    places = struct.pack("<109I", *range(begins[-1], begins[-1] + tables), *[_FREE] * (109 - tables))
    path.write_bytes(header + places + b"".join(parts) + fat)
    return path


@dataclass
class _Entry:
    """One name in the directory of the container."""

    name: str
    kind: int
    data: bytes = b""
    right: int = _FREE
    child: int = _FREE
    begin: int = _END
    size: int = 0

    def packed(self) -> bytes:
        wide = self.name.encode("utf-16-le")
        return struct.pack(
            "<64sHBBIII16sIQQIQ", wide, len(wide) + 2, self.kind, 1, _FREE, self.right, self.child, b"", 0, 0, 0,
            self.begin, self.size,
        )  # fmt: skip


def _add(entries: list[_Entry], streams: Streams) -> int:
    """Append the entries of *streams* as a chain to the right; return the number of the first one."""
    numbers = []
    for name, value in streams.items():
        numbers.append(len(entries))
        if isinstance(value, bytes):
            entries.append(_Entry(name, _STREAM, value, size=len(value)))
        else:
            storage = _Entry(name, _STORAGE)
            entries.append(storage)
            storage.child = _add(entries, value)
    for before, number in pairwise(numbers):
        entries[before].right = number
    return numbers[0] if numbers else _FREE


def _small_streams(entries: list[_Entry]) -> tuple[bytes, list[int]]:
    data = b""
    chains: list[int] = []
    for entry in entries:
        if entry.data:
            entry.begin = len(chains)
            piece = _padded(entry.data, _SMALL_SECTOR)
            data += piece
            chains += range(len(chains) + 1, len(chains) + len(piece) // _SMALL_SECTOR)
            chains.append(_END)
    return data, chains


def _padded(data: bytes, size: int, fill: bytes = b"\0") -> bytes:
    return data + fill * (-len(data) % size)
