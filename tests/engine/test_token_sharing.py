"""What sequences begin with in common leaves each a token of its own."""

from hypothesis import given
from hypothesis import strategies as st

from app.engine.token_sharing import common_start

_sequences = st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=6), min_size=1, max_size=4)


@given(_sequences)
def test_all_share_it_and_each_has_more(sequences: list[list[int]]) -> None:
    count = common_start(sequences)
    assert all(sequence[:count] == sequences[0][:count] and len(sequence) > count for sequence in sequences)
    longer = [sequence[: count + 1] for sequence in sequences]
    assert any(len(sequence) == count + 1 for sequence in sequences) or any(
        one != longer[0] for one in longer
    )
