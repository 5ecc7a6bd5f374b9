"""Some rows of many, by which the others are known."""

import itertools
import random
from collections.abc import Sequence

from app.tasks.inquiries.inquiries import Inquiry

MOST_SAMPLED = 2000
"""Rows that tell the whole input's habits; more change little and take time."""


def sample_of(inquiries: Sequence[Inquiry], most: int = MOST_SAMPLED) -> list[Inquiry]:
    """Return up to *most* of the *inquiries*, spread over all of them, in their order; the same each time."""
    count = len(inquiries)
    if count <= most:
        return list(inquiries)
    chance = random.Random(0)
    edges = [part * count // most for part in range(most + 1)]
    return [inquiries[chance.randrange(start, end)] for start, end in itertools.pairwise(edges)]
