"""The client against recorded transcripts of the child: no model, no process."""

import io
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.engine.back_ends import BackEnds
from app.engine.client import EngineClient
from app.engine.engine import Message, Question
from app.engine.hardware import EngineSettings
from app.engine.messages import Cancel, Complete, Load, Weigh, from_line
from app.engine.turns import Priority
from app.errors import Cancelled, EngineError
from app.events import Cancellation

_TRANSCRIPTS = Path(__file__).parent / "transcripts"
_ASK = [Message("user", "Thank Mr Sato.")]


class ReplayedChild:
    """A child that says what a transcript holds, whatever it is asked, and then is gone."""

    def __init__(self, lines: bytes, *, silent_after: bool = False) -> None:
        self.stdin = _Kept()
        self._gone = threading.Event()
        self.stdout = _Lines(lines, self._gone if silent_after else None)
        self._status: int | None = None

    pid = 4321

    def poll(self) -> int | None:
        return self._status

    def wait(self, timeout: float | None = None) -> int:
        self._status = -9 if self._status is None else self._status
        return self._status

    def kill(self) -> None:
        self._status = -9
        self._gone.set()


class _Kept(io.BytesIO):
    """A pipe whose content stays readable after it was closed."""

    def close(self) -> None:
        self.kept = self.getvalue()


class _Lines(io.BytesIO):
    """Lines of a transcript; afterwards the end of the pipe, or silence until the child is killed."""

    def __init__(self, lines: bytes, until: threading.Event | None) -> None:
        super().__init__(lines)
        self._until = until

    def __next__(self) -> bytes:
        line = self.readline()
        if line:
            return line
        if self._until:
            self._until.wait(timeout=10)
        raise StopIteration

    def close(self) -> None:
        """Stay open: the reader thread may still be in it."""


def _client(*transcripts: str, silent_after: bool = False) -> tuple[EngineClient, list[ReplayedChild]]:
    waiting = [(_TRANSCRIPTS / f"{name}.jsonl").read_bytes() for name in transcripts]
    started: list[ReplayedChild] = []

    def start(_log: Path | None, _libraries: Path | None) -> ReplayedChild:
        started.append(ReplayedChild(waiting.pop(0), silent_after=silent_after))
        return started[-1]

    client = EngineClient(Path("m.gguf"), settings=lambda _: EngineSettings(threads=2), start=start)
    return client, started


def _client_with_back_ends(
    transcripts: dict[str, str], back_ends: BackEnds, log_file: Path | None = None
) -> tuple[EngineClient, list[tuple[Path | None, Path | None]]]:
    """Return a client over back ends that say what the transcripts of their names hold, and who was started."""
    folders = tuple(Path("/b") / name for name in transcripts if name != "built-in")
    started: list[tuple[Path | None, Path | None]] = []

    def start(log: Path | None, libraries: Path | None) -> ReplayedChild:
        started.append((log, libraries))
        name = transcripts[libraries.name if libraries else "built-in"]
        return ReplayedChild((_TRANSCRIPTS / f"{name}.jsonl").read_bytes() if name else b"")

    settings = EngineSettings(threads=2, library_folders=folders)
    client = EngineClient(
        Path("m.gguf"), log_file=log_file, settings=lambda _: settings, back_ends=back_ends, start=start
    )
    return client, started


def _said_to(child: ReplayedChild) -> list[object]:
    return [from_line(line) for line in child.stdin.getvalue().splitlines()]


def test_an_answer_streams_and_is_complete() -> None:
    client, _ = _client("draft")
    pieces: list[str] = []
    answer = client.complete(_ASK, on_text=pieces.append)
    assert pieces == ["Thank you", " for the meeting."]
    assert answer.text == "Thank you for the meeting."
    assert (answer.finish_reason, answer.prompt_tokens, answer.written_tokens) == ("stop", 41, 6)


def test_the_model_is_loaded_once_for_two_requests() -> None:
    client, started = _client("draft")
    client.complete(_ASK)
    assert client.score(_ASK, ["a", "b"]) == [-4.7, -7.2]
    assert [type(message) for message in _said_to(started[0])] == [Load, Complete, Weigh]


def test_weighing_for_somebody_who_waits_has_a_lane_of_its_own() -> None:
    client, started = _client("draft")
    client.complete(_ASK)
    with client._keeper._turns.turn(Priority.NORMAL, None):  # a long request is in work
        assert client.urgent.score(_ASK, ["a", "b"]) == [-4.7, -7.2]
    asked = _said_to(started[0])[-1]
    assert isinstance(asked, Weigh)
    assert asked.urgent


def test_no_answers_to_weigh_ask_nothing() -> None:
    client, started = _client("draft")
    assert client.score(_ASK, []) == []
    assert started == []


def test_the_childs_death_is_an_error_with_its_signal_and_the_next_request_starts_anew() -> None:
    client, started = _client("dies_while_writing", "draft")
    with pytest.raises(EngineError) as caught:
        client.complete(_ASK)
    assert caught.value.code == "model-stopped"
    assert caught.value.parameters["status"] == "signal 9"
    assert len(started) == 1
    assert client.complete(_ASK).text == "Thank you for the meeting."
    assert len(started) == 2


def test_a_model_that_cannot_be_loaded_says_why() -> None:
    client, _ = _client("cannot_load")
    with pytest.raises(EngineError) as caught:
        client.complete(_ASK)
    assert (caught.value.code, caught.value.parameters["file"]) == ("model-not-loadable", "m.gguf")


def test_a_model_that_could_not_be_loaded_is_tried_anew_the_next_time() -> None:
    client, started = _client("cannot_load", "draft")
    with pytest.raises(EngineError):
        client.complete(_ASK)
    assert started[0].poll() == -9
    assert client.complete(_ASK).text == "Thank you for the meeting."


def test_three_deaths_in_a_row_advise_another_model() -> None:
    client, _ = _client(*["dies_while_writing"] * 3, "draft")
    codes = []
    for _ in range(3):
        with pytest.raises(EngineError) as caught:
            client.complete(_ASK)
        codes.append(caught.value.code)
    assert codes == ["model-stopped", "model-stopped", "model-keeps-stopping"]


def test_a_back_end_that_dies_or_fails_while_loading_falls_back_to_the_next(tmp_path: Path) -> None:
    back_ends = BackEnds()
    transcripts = {"cuda": "", "vulkan": "cannot_load", "sycl": "draft", "built-in": "draft"}
    client, started = _client_with_back_ends(transcripts, back_ends, tmp_path / "engine.log")
    assert client.complete(_ASK).text == "Thank you for the meeting."
    assert [libraries.name for _, libraries in started if libraries] == ["cuda", "vulkan", "sycl"]
    assert [log.name for log, _ in started if log] == [f"engine-{n}.log" for n in ("cuda", "vulkan", "sycl")]
    assert back_ends.in_use == Path("/b/sycl")
    why = [(finding.parameters["name"], finding.parameters["detail"]) for finding in back_ends.findings]
    assert why == [("cuda", "signal 9"), ("vulkan", "model-not-loadable")]


def test_the_built_in_library_is_the_last_and_no_other_is_tried_again() -> None:
    client, started = _client_with_back_ends({"cuda": "", "built-in": "draft"}, BackEnds())
    for _ in range(2):
        client.complete(_ASK)
        client.close()
    assert started == [(None, Path("/b/cuda")), (None, None), (None, None)]


def test_deaths_of_back_ends_are_not_the_model_s() -> None:
    transcripts = {"a": "", "b": "", "c": "", "built-in": "dies_while_writing"}
    client, _ = _client_with_back_ends(transcripts, BackEnds())
    with pytest.raises(EngineError) as caught:
        client.complete(_ASK)
    assert caught.value.code == "model-stopped"


def test_another_idle_time_counts_at_once() -> None:
    idle = [3600.0]
    started: list[ReplayedChild] = []

    def start(_log: Path | None, _libraries: Path | None) -> ReplayedChild:
        started.append(ReplayedChild((_TRANSCRIPTS / "draft.jsonl").read_bytes(), silent_after=True))
        return started[-1]

    client = EngineClient(
        Path("m.gguf"),
        idle_seconds=lambda: idle[0],
        settings=lambda _: EngineSettings(threads=2),
        start=start,
    )
    client.complete(_ASK)
    idle[0] = 0.01
    client.restart_idle_clock()
    assert started[0]._gone.wait(timeout=5)
    assert client.process_id is None


def test_while_it_is_set_aside_requests_wait_and_no_child_runs() -> None:
    client, started = _client("draft", "draft")
    client.complete(_ASK)
    answers: list[str] = []
    asking = threading.Thread(target=lambda: answers.append(client.complete(_ASK).text))
    with client.set_aside() as wish:
        assert wish is None
        assert client.process_id is None
        asking.start()
        asking.join(timeout=0.3)
        assert len(started) == 1
    asking.join(timeout=5)
    assert answers == ["Thank you for the meeting."]
    assert len(started) == 2


def test_what_gives_way_is_asked_to_stop_by_the_next_request() -> None:
    client, _ = _client("draft")
    asking = threading.Thread(target=lambda: client.complete(_ASK))
    asked = threading.Event()
    with client.set_aside(gives_way=True) as wish:
        assert wish
        wish.on_request(asked.set)
        asking.start()
        assert asked.wait(timeout=5)
    asking.join(timeout=5)
    assert not asking.is_alive()


def test_weighing_goes_on_with_a_new_child_once() -> None:
    client, started = _client("dies_while_weighing", "goes_on_weighing")
    questions = [Question(tuple(_ASK), ("a", "b"))] * 3
    assert list(client.weigh(questions)) == [[-1.0, -2.0], [-3.0, -4.0], [-5.0, -6.0]]
    asked = [message for message in _said_to(started[1]) if isinstance(message, Weigh)]
    assert [len(message.questions) for message in asked] == [2]


def test_a_child_that_gives_no_sign_of_life_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engine.child_process._SILENCE_SECONDS", 0.3)
    client, started = _client("dies_while_writing", silent_after=True)
    with pytest.raises(EngineError) as caught:
        client.complete(_ASK)
    assert caught.value.code == "model-hangs"
    assert started[0].poll() == -9


def test_a_child_that_lives_but_does_not_work_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engine.child_process._STANDSTILL_SECONDS", 0.0)
    client, _ = _client("stands_still", silent_after=True)
    with pytest.raises(EngineError) as caught:
        client.complete(_ASK)
    assert caught.value.code == "model-hangs"


def test_lines_that_are_no_messages_are_passed_over() -> None:
    client, _ = _client("stray_lines")
    assert client.score(_ASK, ["a"]) == [-1.0]


def test_a_child_that_does_not_obey_a_cancellation_is_ended_within_a_second() -> None:
    client, started = _client("dies_while_writing", silent_after=True)
    cancellation = Cancellation()
    with pytest.raises(Cancelled):
        client.complete(_ASK, on_text=lambda _: cancellation.request(), cancellation=cancellation)
    assert started[0].poll() == -9
    assert Cancel(1) in _said_to(started[0])


def test_a_cancelled_request_never_starts_a_child() -> None:
    client, started = _client("draft")
    cancellation = Cancellation()
    cancellation.request()
    with pytest.raises(Cancelled):
        client.complete(_ASK, cancellation=cancellation)
    assert started == []


def test_a_receiver_that_fails_stops_the_child_that_would_write_for_nobody() -> None:
    client, started = _client("draft")

    def stumble(_text: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        client.complete(_ASK, on_text=stumble)
    assert _said_to(started[0])[-1] == Cancel(1)


@pytest.mark.parametrize("missing", ["no-such-model.gguf"])
def test_a_model_file_that_vanished_is_told_before_a_child_is_started(missing: str, tmp_path: Path) -> None:
    never: Callable[[object, object], ReplayedChild] = lambda *_: pytest.fail("a child was started")  # noqa: E731 - one line
    client = EngineClient(tmp_path / missing, start=never)
    with pytest.raises(EngineError) as caught:
        client.complete(_ASK)
    assert caught.value.code == "model-file-gone"
