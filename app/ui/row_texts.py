"""Numbers and texts of a table's rows as they were given: read when they are wanted, never changed."""

from collections.abc import Iterable, Iterator, Sequence


class RowTexts:
    """Number and text of each row, by its place, which counts from 0."""

    def __init__(self, texts: Iterable[tuple[int, str]] = ()) -> None:
        """Hold *texts*, number and text each in the order of their numbers.

        Args:
            texts: A sequence is not copied, so that it can read its texts when they are wanted.
        """
        self._texts = texts if isinstance(texts, Sequence) else tuple(texts)
        count = len(self._texts)
        gapless = not count or self._texts[-1][0] == count
        self._places = None if gapless else {row: place for place, (row, _) in enumerate(self._texts)}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._texts)

    def __iter__(self) -> Iterator[str]:
        """Return all texts; they are read block by block where they come from a file."""
        return (text for _, text in self._texts)

    def __getitem__(self, place: int) -> str:
        """Return the text of the row at *place*."""
        return self._texts[place][1]

    def number(self, place: int) -> int:
        """Return the number of the row at *place*."""
        return place + 1 if self._places is None else self._texts[place][0]

    def place_of(self, row: int) -> int | None:
        """Return the place of the row numbered *row*, or None when there is none."""
        if self._places is not None:
            return self._places.get(row)
        return row - 1 if 1 <= row <= len(self._texts) else None
