"""Reading ahead never gets in anybody's way."""

from collections.abc import Sequence

import pytest

from app.engine.engine import Message
from app.errors import Cancelled, EngineError, LibraryError
from app.events import Cancellation
from app.tasks.reading_ahead import read_ahead
from tests.fakes import FakeEngine, NarrowEngine

_LONG, _SHORT = [Message("user", "x" * 100)], [Message("user", "x")]


def test_without_a_model_nothing_happens() -> None:
    def choices(_engine: object) -> Sequence[Sequence[Message]]:
        raise AssertionError

    read_ahead(lambda: None, choices, None)


def test_what_is_too_long_is_followed_by_the_next_choice() -> None:
    engine = NarrowEngine(50)
    read_ahead(lambda: engine, lambda _: [_LONG, _SHORT, _SHORT], None)
    assert engine.prepared == [tuple(_SHORT)]


def test_a_model_that_fails_is_not_asked_again() -> None:
    class Failing(FakeEngine):
        def prepare(self, conversation: Sequence[Message], **_: object) -> None:
            self.prepared.append(tuple(conversation))
            raise EngineError("model-stopped", file="x", status="-")

    engine = Failing()
    read_ahead(lambda: engine, lambda _: [_LONG, _SHORT], None)
    assert engine.prepared == [tuple(_LONG)]


def test_a_model_that_is_gone_is_no_reason_to_tell() -> None:
    def gone() -> None:
        raise LibraryError("model-not-found", model="x")

    read_ahead(gone, lambda _: [_SHORT], None)


def test_the_wish_to_stop_is_told() -> None:
    stop = Cancellation()
    stop.request()
    with pytest.raises(Cancelled):
        read_ahead(FakeEngine, lambda _: [_SHORT], stop)
