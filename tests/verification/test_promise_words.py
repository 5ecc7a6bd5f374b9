"""What the program knows about promises is complete in both languages."""

import pytest

from app.verification.promise_words import PromiseKind, promise_words

_KINDS = promise_words().kinds


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.id)
def test_a_kind_of_promise_has_words_in_both_languages_and_none_that_say_nothing(kind: PromiseKind) -> None:
    assert set(kind.words) == set(kind.known_by) == {"en", "ja"}
    for patterns in (kind.words, kind.known_by, kind.against, kind.unless):
        assert not any(pattern.search("") for pattern in patterns.values())


def test_kinds_are_named_once_and_imply_kinds_that_exist() -> None:
    ids = [kind.id for kind in _KINDS]
    assert len(set(ids)) == len(ids)
    assert {other for kind in _KINDS for other in kind.implied_by} <= set(ids)
