"""Writes small .msg files for tests: a container of streams as Microsoft's compound files are."""

import struct
from collections.abc import Mapping
from pathlib import Path

_SECTOR = 512
_END, _FREE, _FAT_SECTOR, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_HEADER_BYTES = {"": 32, "__recip": 8, "__attach": 8}

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
    """Write *streams*, and storages of streams, as a compound file."""
    entries: list[tuple[str, int, bytes, int, int]] = [("Root Entry", 5, b"", _NONE, _NONE)]
    first = _add(entries, streams)
    entries[0] = ("Root Entry", 5, b"", _NONE, first)
    places, sectors = _laid_out(entries)
    directory = b"".join(_entry(*entry, place) for entry, place in zip(entries, places, strict=True))
    directory += b"\0" * (-len(directory) % _SECTOR)
    directory_begin = len(sectors)
    sectors += [directory[place : place + _SECTOR] for place in range(0, len(directory), _SECTOR)]
    fat = _chains(places, entries, directory_begin, len(sectors))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, directory_begin, 0,
        0, _END, 0, _END, 0, 0,
    )[:76] + struct.pack("<I", len(sectors)) + struct.pack("<I", _FREE) * 108  # fmt: skip
    path.write_bytes(header + b"".join(sectors) + fat)
    return path


def _add(entries: list[tuple[str, int, bytes, int, int]], streams: Streams) -> int:
    """Append the entries of *streams* as a chain to the right; return the number of the first one."""
    first = before = _NONE
    for name, value in streams.items():
        number = len(entries)
        entries.append(
            (
                name,
                2 if isinstance(value, bytes) else 1,
                value if isinstance(value, bytes) else b"",
                _NONE,
                _NONE,
            )
        )
        if not isinstance(value, bytes):
            kept = entries[number]
            entries[number] = (*kept[:4], _add(entries, value))
        if before == _NONE:
            first = number
        else:
            kept = entries[before]
            entries[before] = (*kept[:3], number, kept[4])
        before = number
    return first


def _laid_out(entries: list[tuple[str, int, bytes, int, int]]) -> tuple[list[int], list[bytes]]:
    places: list[int] = []
    sectors: list[bytes] = []
    for _, _, data, _, _ in entries:
        places.append(len(sectors) if data else _END)
        padded = data + b"\0" * (-len(data) % _SECTOR)
        sectors += [padded[place : place + _SECTOR] for place in range(0, len(padded), _SECTOR)]
    return places, sectors


def _chains(
    places: list[int], entries: list[tuple[str, int, bytes, int, int]], directory: int, count: int
) -> bytes:
    table = [_FREE] * 128
    runs = [
        (place, -(-len(entry[2]) // _SECTOR))
        for place, entry in zip(places, entries, strict=True)
        if entry[2]
    ]
    for begin, length in [*runs, (directory, count - directory)]:
        for number in range(begin, begin + length):
            table[number] = number + 1 if number + 1 < begin + length else _END
    table[count] = _FAT_SECTOR
    return struct.pack("<128I", *table)


def _entry(name: str, kind: int, data: bytes, right: int, child: int, place: int) -> bytes:
    wide = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        wide,
        len(wide) + 2,
        kind,
        1,
        _NONE,
        right,
        child,
        b"",
        0,
        0,
        0,
        place,
        len(data),
    )
