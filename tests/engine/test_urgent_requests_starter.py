"""A short request in the middle of a long one, with the real child and the starter model."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.engine.client import EngineClient
from app.engine.engine import Message, Question
from app.engine.hardware import EngineSettings
from app.errors import Cancelled
from app.events import Cancellation

pytestmark = pytest.mark.starter

_SHORT = [Message("user", "Write one sentence that thanks Mr Sato for the meeting.")]
_LONG = [Message("user", "Tell a long story about tea. " * 60)]
_VERY_LONG = [Message("user", "Tell a long story about tea. " * 400)]


@pytest.fixture(scope="module")
def engine(starter_model: Path) -> Iterator[EngineClient]:
    client = EngineClient(starter_model, settings=lambda _: EngineSettings(threads=2, context=4096))
    client.complete(_SHORT, max_tokens=1)
    yield client
    client.close()


class _InThread:
    """Work in another thread, and what came of it."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self.result: object = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.result = self._work()
        except Cancelled as stopped:
            self.result = stopped

    def ended(self) -> object:
        self._thread.join(120)
        assert not self._thread.is_alive()
        return self.result


def _flat(rows: list[list[float]]) -> list[float]:
    return [value for row in rows for value in row]


def test_a_short_request_is_answered_in_the_middle_of_a_long_one_which_goes_on(engine: EngineClient) -> None:
    alone = engine.complete(_LONG, max_tokens=120).text
    short_alone = engine.complete(_SHORT, max_tokens=12).text
    pieces: list[str] = []
    begun = threading.Event()

    def take(piece: str) -> None:
        pieces.append(piece)
        begun.set()

    long = _InThread(lambda: engine.complete(_LONG, max_tokens=120, on_text=take).text)
    assert begun.wait(60)
    short = engine.urgent.complete(_SHORT, max_tokens=12).text
    written_before = len(pieces)
    text = str(long.ended())
    assert short == short_alone
    assert 0 < written_before < len(pieces)
    # Where the tokens lie in memory changes roundings, and a near-tie may fall the other way; the text is as likely.
    assert text[:40] == alone[:40]
    likely, as_likely = engine.score(_LONG, [alone, text])
    assert as_likely == pytest.approx(likely, rel=0.3)


def test_a_short_request_does_not_wait_until_a_long_prompt_is_read(engine: EngineClient) -> None:
    begun = time.monotonic()
    cancellation = Cancellation()
    long = _InThread(lambda: engine.complete(_VERY_LONG, max_tokens=1, cancellation=cancellation).text)
    first = engine.urgent.complete(_SHORT, max_tokens=1)
    assert first.seconds < time.monotonic() - begun
    assert long.result is None
    cancellation.request()
    assert isinstance(long.ended(), Cancelled)


def test_weighing_is_set_aside_too(engine: EngineClient) -> None:
    system = Message("system", "Sort the inquiry: delivery or price. " * 10)
    questions = [
        Question((system, Message("user", f"Where is parcel {number} that I ordered?")), ('a"', 'b"'))
        for number in range(40)
    ]
    alone = list(engine.weigh(questions))
    weighed: list[list[float]] = []
    long = _InThread(lambda: weighed.extend(engine.weigh(questions)))
    answer = engine.urgent.complete(_SHORT, max_tokens=4)
    assert answer.text
    long.ended()
    assert [max(values) for values in weighed] == pytest.approx([max(values) for values in alone], abs=0.3)


def test_weighing_that_is_waited_for_goes_before_a_long_weighing(engine: EngineClient) -> None:
    system = Message("system", "Sort the inquiry: delivery or price. " * 10)
    questions = [
        Question((system, Message("user", f"Where is parcel {number} that I ordered?")), ('a"', 'b"'))
        for number in range(60)
    ]
    short = [
        Question((Message("user", f"Is tea number {number} green?"),), ("yes\n", "no\n", "not sure\n"))
        for number in range(3)
    ]
    alone, short_alone = list(engine.weigh(questions)), list(engine.weigh(short))
    long = _InThread(lambda: list(engine.weigh(questions)))
    urgent = [values for one in short for values in engine.urgent.weigh([one])]
    assert long.result is None
    together = list(engine.urgent.weigh(short))
    weighed = long.ended()
    assert isinstance(weighed, list)
    for values in (urgent, together):
        assert _flat(values) == pytest.approx(_flat(short_alone), abs=0.3)
    assert _flat(weighed) == pytest.approx(_flat(alone), abs=0.5)


def test_a_request_that_was_set_aside_can_be_stopped_and_the_urgent_one_goes_on(engine: EngineClient) -> None:
    cancellation = Cancellation()
    begun, told = threading.Event(), threading.Event()
    long = _InThread(
        lambda: engine.complete(
            _LONG, max_tokens=900, on_text=lambda _: begun.set(), cancellation=cancellation
        )
    )
    assert begun.wait(60)
    child = engine.process_id
    urgent = _InThread(
        lambda: engine.urgent.complete(_SHORT, max_tokens=80, on_text=lambda _: told.set()).text
    )
    assert told.wait(60)
    asked = time.monotonic()
    cancellation.request()
    assert isinstance(long.ended(), Cancelled)
    assert time.monotonic() - asked < 1
    assert urgent.ended()
    assert engine.process_id == child


def test_an_urgent_request_without_room_beside_the_long_one_waits_for_its_end(starter_model: Path) -> None:
    client = EngineClient(starter_model, settings=lambda _: EngineSettings(threads=2, context=1024))
    begun = threading.Event()
    long = _InThread(lambda: client.complete(_LONG, max_tokens=60, on_text=lambda _: begun.set()).text)
    assert begun.wait(60)
    answer = client.urgent.complete([Message("user", "Thank Mr Sato. " * 120)], max_tokens=60)
    assert answer.text
    assert long.ended()
    assert client.complete(_LONG, max_tokens=60).text  # what the urgent one left gives way
    client.close()


def test_reading_ahead_gives_way_at_once_and_what_it_read_stays(engine: EngineClient) -> None:
    begun = time.monotonic()
    engine.complete([Message("user", "Say: " + _VERY_LONG[0].text[:200])], max_tokens=1)
    ahead = _InThread(lambda: engine.prepare(_VERY_LONG))
    answer = engine.complete(_SHORT, max_tokens=1)
    assert answer.text
    assert ahead.ended() is None
    assert time.monotonic() - begun < 30


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no such signals")
def test_a_machine_that_sleeps_in_the_middle_of_a_request_goes_on_afterwards(engine: EngineClient) -> None:
    engine.complete(_LONG, max_tokens=1)  # read in the same steps from here on
    alone = engine.complete(_LONG, max_tokens=40).text
    slept: list[int] = []

    def sleep(_text: str) -> None:
        if not slept:
            child = engine.process_id
            assert child is not None
            slept.append(child)
            os.kill(child, signal.SIGSTOP)
            threading.Timer(0.5, os.kill, (child, signal.SIGCONT)).start()

    assert engine.complete(_LONG, max_tokens=40, on_text=sleep).text == alone
    assert engine.process_id == slept[0]
