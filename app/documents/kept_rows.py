"""Long tables beside the memory: rows in a temporary file, read again whenever they are wanted."""

import json
import tempfile
import threading
import weakref
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import IO, Any, Generic, TypeVar, overload

from app.errors import DocumentError

S = TypeVar("S")
T = TypeVar("T")

_KEPT_IN_MEMORY = 1_000_000
"""Signs; more of them, each row counted with what it weighs, go to the disk."""
_WEIGHT_OF_ROW = 200
_BLOCK_BYTES = 500_000
"""Read at once, or a single row where that is longer."""


class KeptRows(Sequence[tuple[str, ...]]):
    """Rows of texts in a file of its own, which is gone with the object; any thread may read them."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        """Take all *rows*.

        Raises:
            DocumentError: The disk has no room for them (`no-room-for-rows`).
        """
        self._lock = threading.Lock()
        self._begins = array("Q", [0])
        with _room():
            # It lives as long as the object, not as a block of code.
            self._file = tempfile.TemporaryFile(prefix="deskhand-")  # noqa: SIM115
        weakref.finalize(self, _close, self._file)
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
            data = line.encode("utf-8", "surrogatepass")
            with _room():
                self._file.write(data)
            self._begins.append(self._begins[-1] + len(data))
        with _room():
            self._file.flush()

    def __len__(self) -> int:
        return len(self._begins) - 1

    @overload
    def __getitem__(self, place: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[tuple[str, ...], ...]: ...
    def __getitem__(self, place: int | slice) -> tuple[str, ...] | tuple[tuple[str, ...], ...]:
        if isinstance(place, slice):
            begin, end, step = place.indices(len(self))
            if step == 1:
                return tuple(self._between(begin, end))
            return tuple(self[number] for number in range(begin, end, step))
        number = range(len(self))[place]
        return next(self._between(number, number + 1))

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return self._between(0, len(self))

    def _between(self, begin: int, end: int) -> Iterator[tuple[str, ...]]:
        while begin < end:
            far = bisect_right(self._begins, self._begins[begin] + _BLOCK_BYTES) - 1
            until = min(end, max(far, begin + 1))
            with self._lock:
                self._file.seek(self._begins[begin])
                block = self._file.read(self._begins[until] - self._begins[begin])
            for line in block.split(b"\n")[:-1]:
                yield tuple(json.loads(line.decode("utf-8", "surrogatepass")))
            begin = until


class Converted(Sequence[T], Generic[S, T]):
    """A sequence whose parts are made from those of another one each time they are wanted."""

    def __init__(self, source: Sequence[S], convert: Callable[[int, S], T]) -> None:
        """Make each part from its place, counted from 0, and the part of *source* that stands there."""
        self._source = source
        self._convert = convert

    def __len__(self) -> int:
        return len(self._source)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            numbers = range(*place.indices(len(self)))
            return tuple(map(self._convert, numbers, self._source[place]))
        number = range(len(self))[place]
        return self._convert(number, self._source[number])

    def __iter__(self) -> Iterator[T]:
        return (self._convert(number, item) for number, item in enumerate(self._source))


class Behind(Sequence[T]):
    """A sequence without its first parts, of which no copy is made."""

    def __init__(self, source: Sequence[T], left_out: int) -> None:
        """Leave the first *left_out* parts of *source* out, which has as many."""
        self._source = source
        self._left_out = left_out

    def __len__(self) -> int:
        return len(self._source) - self._left_out

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            begin, end, step = place.indices(len(self))
            if step == 1:
                return self._source[begin + self._left_out : max(begin, end) + self._left_out]
            return tuple(self[number] for number in range(begin, end, step))
        return self._source[range(len(self))[place] + self._left_out]

    def __iter__(self) -> Iterator[T]:
        return islice(self._source, self._left_out, None)


def converted(source: Sequence[S], convert: Callable[[int, S], T]) -> Sequence[T]:
    """Return *source* with each part converted: at once when it is in the memory anyway, else when wanted."""
    if isinstance(source, tuple):
        return tuple(convert(number, item) for number, item in enumerate(source))
    return Converted(source, convert)


def keep(
    items: Iterable[T], pack: Callable[[T], Sequence[str]], unpack: Callable[[Sequence[str]], T]
) -> Sequence[T]:
    """Return *items* as a sequence: a few as a tuple, many from a temporary file.

    Args:
        items: Read once, one after the other.
        pack: Gives the texts that an item is kept as.
        unpack: Makes an equal item of them.

    Raises:
        DocumentError: The disk has no room for them (`no-room-for-rows`).
    """
    source = iter(items)
    first: list[T] = []
    weight = 0
    for item in source:
        first.append(item)
        weight += _WEIGHT_OF_ROW + sum(map(len, pack(item)))
        if weight > _KEPT_IN_MEMORY:
            break
    else:
        return tuple(first)
    kept = KeptRows(_packed(first, source, pack))
    return Converted(kept, lambda _, texts: unpack(texts))


def _packed(first: list[T], rest: Iterator[T], pack: Callable[[T], Sequence[str]]) -> Iterator[Sequence[str]]:
    """Yield all items packed; the *first* ones leave the memory as they go."""
    first.reverse()
    popped: Iterator[Any] = (first.pop() for _ in range(len(first)))
    return map(pack, chain(popped, rest))


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DocumentError("no-room-for-rows") from error


def _close(file: IO[bytes]) -> None:
    # On a full disk what is still to be written fails once more.
    with suppress(OSError):
        file.close()
