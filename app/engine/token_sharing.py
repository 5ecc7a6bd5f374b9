"""What sequences of tokens begin with in common."""

from collections.abc import Sequence


def common_start(sequences: Sequence[Sequence[int]]) -> int:
    """Return how many first tokens all *sequences* share, leaving each at least one of its own."""
    first = sequences[0]
    longest = min(map(len, sequences)) - 1
    for index in range(longest):
        if any(sequence[index] != first[index] for sequence in sequences):
            return index
    return max(0, longest)
