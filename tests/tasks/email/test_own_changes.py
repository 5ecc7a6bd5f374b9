"""What the user changed goes into a newer draft, or is told."""

import pytest

from app.tasks.email.own_changes import merged, own_words

_BASE = "Dear Ana,\n\nWe are sorry. It comes on 3 May.\n\nThank you.\n\nKind regards,\nAiko"
_NEWER = "Dear Ana,\n\nWe regret this. It comes on 3 May.\n\nThank you so much.\n\nKind regards,\nAiko"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It comes on 3 May.", "It comes on 3 May. Call me.", "It comes on 3 May. Call me.\n\nThank you so"),
        (" It comes on 3 May.", "", "We regret this.\n\nThank you so much."),
        ("regards,\nAiko", "regards,\nAiko\n\nPS See you.", "regards,\nAiko\n\nPS See you."),
        ("Dear Ana,", "Hello Ana,", "Hello Ana,\n\nWe regret this."),
    ],
)
def test_changes_elsewhere_go_along(before: str, after: str, expected: str) -> None:
    merge = merged(_BASE, _BASE.replace(before, after), _NEWER)
    assert expected in merge.text
    assert merge.lost == ()


def test_where_both_changed_a_sentence_the_newer_one_stands_and_the_users_is_told() -> None:
    merge = merged(_BASE, _BASE.replace("We are sorry.", "We are very, very sorry."), _NEWER)
    assert merge.text == _NEWER
    assert merge.lost == ("We are very, very sorry.",)


def test_what_both_changed_alike_is_not_told() -> None:
    merge = merged(_BASE, _BASE.replace("We are sorry.", "We regret this."), _NEWER)
    assert (merge.text, merge.lost) == (_NEWER, ())


def test_own_words_are_those_written_and_those_taken_out() -> None:
    mine = _BASE.replace(" It comes on 3 May.", "").replace("Aiko", "Aiko\n\nPS See you.")
    assert own_words(_BASE, mine) == ("It comes on 3 May.", "PS See you.")
    assert own_words(_BASE, _BASE) == ()
