"""Texts are compared word by word, and any of the changes can be taken over by itself."""

from hypothesis import given
from hypothesis import strategies as st

from app.text.comparison import compare, differences


def _only(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_changed_words_are_told_not_whole_lines() -> None:
    one, other = "Dear Ana,\n\nwe come on Monday.\n", "Dear Ana,\n\nwe come on Tuesday at noon.\n"
    first, second = differences(one, other)
    assert _only(one, first) == ["Monday"]
    assert _only(other, second) == ["Tuesday at noon"]


def test_japanese_signs_are_compared_one_by_one() -> None:
    one, other = "納期は3月12日です。", "納期は3月19日です。"
    first, second = differences(one, other)
    assert (_only(one, first), _only(other, second)) == (["12"], ["19"])


def test_equal_texts_have_no_differences_and_a_new_line_has_one() -> None:
    assert differences("a\nb", "a\nb") == ((), ())
    assert differences("a\n", "a\nPS b\n") == ((), ((2, 6),))


def test_very_long_changes_are_told_as_a_whole() -> None:
    one, other = "a " * 2_000, "b " * 2_000
    assert differences(one, other) == (((0, 3_999),), ((0, 3_999),))


def test_many_lines_are_told_as_a_whole_between_the_first_and_the_last_that_changed() -> None:
    one = "\n".join(["begin", *"abcabd" * 500, "end"])
    other = "\n".join(["begin", *"xyxyz" * 500, "end"])
    first, second = differences(one, other)
    assert first == ((6, len(one) - 4),)
    assert second == ((6, len(other) - 4),)


def test_a_line_that_is_taken_away_among_equal_ones_is_told_once() -> None:
    first, second = differences("a\na\na\nb\n", "a\na\nb\n")
    assert (first, second) == (((4, 5),), ())


_PIECES = st.sampled_from(
    [
        "please",
        "send",
        "us",
        "the",
        "report",
        "by",
        "Friday",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        ",",
        ".",
        "12",
        "3月",
        "納期",
        "は",
        "です",
        "。",
        "ください",
        "\r\n",
        "\u2028",
    ]
)
_TEXTS = st.one_of(st.lists(_PIECES, max_size=40).map("".join), st.text(max_size=40))


@given(_TEXTS, _TEXTS)
def test_all_changes_make_the_new_text_and_none_the_old_one(old: str, new: str) -> None:
    made = compare(old, new)
    assert made.accepted(range(len(made.changes))) == new
    assert made.accepted(()) == old
    for change in made.changes:
        assert old[slice(*change.old)] != new[slice(*change.new)]


@given(_TEXTS, _TEXTS, st.data())
def test_what_is_taken_over_is_the_new_text_once_the_rest_is_taken_over_too(
    old: str, new: str, data: st.DataObject
) -> None:
    made = compare(old, new)
    places = range(len(made.changes))
    some = data.draw(st.sets(st.sampled_from(places))) if places else set()
    half = made.accepted(some)
    for place in some:
        assert new[slice(*made.changes[place].new)] in half
    assert len(half) == len(old) + sum(
        (change.new[1] - change.new[0]) - (change.old[1] - change.old[0])
        for place, change in enumerate(made.changes)
        if place in some
    )


def test_changes_are_whole_words_and_can_be_taken_over_one_by_one() -> None:
    old = "Send me the report today. We need it."
    new = "Could you send me the report by Friday? We need it."
    made = compare(old, new)
    pairs = [(old[slice(*change.old)], new[slice(*change.new)]) for change in made.changes]
    assert pairs == [("Send", "Could you send"), ("today.", "by Friday?")]
    assert made.accepted({1}) == "Send me the report by Friday? We need it."


def test_changes_with_a_little_word_between_them_are_one() -> None:
    made = compare("This is of bad quality.", "This was of poor quality.")
    assert len(made.changes) == 1
    assert made.accepted({0}) == "This was of poor quality."


def test_japanese_is_compared_by_words() -> None:
    old, new = "資料を送ってください。", "資料をお送りいただけますか。"
    made = compare(old, new)
    assert old[: made.changes[0].old[0]] == "資料を"
    assert made.accepted(range(len(made.changes))) == new


def test_lines_that_all_changed_are_compared_one_with_the_other() -> None:
    old = "Bring the list\nCall the client\n" * 150
    new = "Please bring the list\nPlease call the client\n" * 150
    made = compare(old, new)
    assert len(made.changes) == 300
    assert made.accepted({0}).startswith("Please bring the list\nCall the client\n")
