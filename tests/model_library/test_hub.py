"""A download goes on where it broke, believes no server, and can be stopped at any moment."""

import hashlib
import socket
import threading
import time
from pathlib import Path

import httpx2
import pytest

from app.errors import Cancelled, LibraryError
from app.events import Cancellation
from app.model_library.answers import open_client
from app.model_library.catalogue import ModelEntry
from app.model_library.errand import Errand, Outside, Pace, wait
from app.model_library.hub import HubDownload
from app.model_library.hub_word import file_on_hub
from app.model_library.library import ModelLibrary
from app.model_library.sources import SourcePassedOver
from app.model_library.storage import PartFile
from app.records import Finding, Gravity, Language, Progress
from app.text.messages import catalogue, finding_sentence, progress_words
from tests.model_library.fake_hub import (
    CONTENT,
    FILE,
    REVISION,
    Answer,
    FakeHub,
    PatientClock,
    break_off_after,
    catalogue_file,
    corrupt,
    entry,
    files_in,
    ignore_the_range,
    library_at,
    lie_about_the_range,
    plain_client,
    refuse,
    serve,
    serve_another_file,
    serve_without_length,
    stall_after,
)


def left_in(tmp_path: Path) -> list[str]:
    return files_in(tmp_path / "models")


def part_of(tmp_path: Path) -> Path:
    (part,) = (tmp_path / "models").glob("*.part")
    return part


def test_a_model_is_fetched_and_checked(tmp_path: Path, hub: FakeHub) -> None:
    library = library_at(tmp_path, hub)
    heard: list[None] = []
    library.changed.subscribe(heard.append)
    path = library.fetch("tiny")
    assert path.read_bytes() == CONTENT
    assert left_in(tmp_path) == [FILE]
    assert hub.paths == [f"/office/Tiny-GGUF/resolve/{REVISION}/{FILE}"]
    assert heard == [None]


def test_a_model_that_is_there_is_not_fetched_again(tmp_path: Path, hub: FakeHub) -> None:
    library = library_at(tmp_path, hub)
    assert library.fetch("tiny") == library.fetch("TINY")
    assert len(hub.paths) == 1


@pytest.mark.parametrize("there", [CONTENT[:-1] + b"?", CONTENT[:1000], b""])
def test_a_file_that_is_not_the_published_one_is_replaced(tmp_path: Path, hub: FakeHub, there: bytes) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / FILE).write_bytes(there)
    assert library_at(tmp_path, hub).fetch("tiny").read_bytes() == CONTENT


def test_progress_grows_to_the_whole_with_a_rate(tmp_path: Path, hub: FakeHub) -> None:
    told: list[Progress] = []
    library_at(tmp_path, hub).fetch("tiny", on_progress=told.append)
    assert list(dict.fromkeys(progress.label for progress in told)) == ["asking-hub", "fetching-model"]
    amounts = [progress.done for progress in told]
    assert amounts == sorted(amounts)
    assert (told[-1].done, told[-1].total) == (len(CONTENT), len(CONTENT))
    assert (told[-1].rate or 0) > 0


def test_a_download_goes_on_where_it_broke_off(tmp_path: Path, hub: FakeHub) -> None:
    clock = PatientClock()
    hub.answers = [break_off_after(100_000), break_off_after(50_000), refuse(503), serve]
    path = library_at(tmp_path, hub, clock=clock).fetch("tiny")
    assert path.read_bytes() == CONTENT
    assert hub.ranges == [None, "bytes=100000-", "bytes=150000-", "bytes=150000-"]
    assert clock.pauses == [1.0, 2.0, 4.0]


def test_a_line_that_breaks_for_ever_is_given_up_and_kept(tmp_path: Path, hub: FakeHub) -> None:
    clock = PatientClock()
    words: list[Finding] = []
    hub.answers = [break_off_after(1000)] * 20
    library = library_at(tmp_path, hub, clock=clock)
    with pytest.raises(LibraryError) as caught:
        library.fetch("tiny", on_word=words.append)
    assert caught.value.code == "model-unreachable"
    assert [word.code for word in words] == ["source-passed-over-broke-off"]
    assert words[0].gravity is Gravity.NOTE
    assert clock.pauses == [1.0, 2.0, 4.0, 8.0, 15.0, 30.0]
    assert part_of(tmp_path).read_bytes() == CONTENT[:7000]

    hub.answers.clear()
    assert library.fetch("tiny").read_bytes() == CONTENT
    assert hub.ranges[-1] == "bytes=7000-"
    assert left_in(tmp_path) == [FILE]


def test_a_line_that_moves_on_is_never_given_up(tmp_path: Path) -> None:
    content = CONTENT * 40
    big = FakeHub(content)
    try:
        big.answers = [break_off_after(1_200_000)] * 9
        clock = PatientClock()
        values = entry(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        path = library_at(tmp_path, big, values, clock=clock).fetch("tiny")
        assert path.stat().st_size == len(content)
        assert set(clock.pauses) == {1.0}
    finally:
        big.close()


def test_a_server_that_asks_for_patience_gets_it_within_limits(tmp_path: Path, hub: FakeHub) -> None:
    clock = PatientClock()
    hub.answers = [refuse(429, Retry_After="20"), refuse(503, Retry_After="86400")]
    library_at(tmp_path, hub, clock=clock).fetch("tiny")
    assert clock.pauses == [20.0, 60.0]


def test_a_server_that_never_begins_is_passed_over_sooner(tmp_path: Path, hub: FakeHub) -> None:
    clock = PatientClock()
    hub.answers = [refuse(500)] * 10
    with pytest.raises(LibraryError):
        library_at(tmp_path, hub, clock=clock).fetch("tiny")
    assert clock.pauses == [1.0, 2.0]
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("status", [401, 403, 404, 407, 451])
def test_a_refusal_is_final_at_once(tmp_path: Path, hub: FakeHub, status: int) -> None:
    clock = PatientClock()
    words: list[Finding] = []
    hub.answers = [refuse(status)]
    with pytest.raises(LibraryError):
        library_at(tmp_path, hub, clock=clock).fetch("tiny", on_word=words.append)
    assert [(word.code, word.parameters["status"]) for word in words] == [
        ("source-passed-over-refused", status)
    ]
    assert clock.pauses == []
    assert len(hub.paths) == 1


@pytest.mark.parametrize(
    "answer",
    [serve_another_file, corrupt, serve_without_length(more=b"!")],
    ids=["page", "corrupt", "longer"],
)
def test_another_file_than_the_published_one_is_thrown_away(
    tmp_path: Path, hub: FakeHub, answer: Answer
) -> None:
    words: list[Finding] = []
    hub.answers = [answer]
    with pytest.raises(LibraryError):
        library_at(tmp_path, hub).fetch("tiny", on_word=words.append)
    assert [word.code for word in words] == ["source-passed-over-wrong-file"]
    assert left_in(tmp_path) == []


def test_a_server_that_does_not_tell_the_length_is_fine(tmp_path: Path, hub: FakeHub) -> None:
    hub.answers = [serve_without_length()]
    assert library_at(tmp_path, hub).fetch("tiny").read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("answers", "ranges"),
    [
        ([ignore_the_range], ["bytes=5000-"]),
        ([lie_about_the_range, serve], ["bytes=5000-", None]),
        ([refuse(416), serve], ["bytes=5000-", None]),
        ([lie_about_the_range, break_off_after(9), serve], ["bytes=5000-", None, None]),
    ],
    ids=["ignores", "lies", "knows no ranges", "lies and breaks"],
)
def test_what_a_server_does_with_ranges_never_costs_the_file(
    tmp_path: Path, hub: FakeHub, answers: list[Answer], ranges: list[str | None]
) -> None:
    hub.answers = [break_off_after(5000), *answers]
    assert library_at(tmp_path, hub).fetch("tiny").read_bytes() == CONTENT
    assert hub.ranges == [None, *ranges]


def test_a_range_that_nobody_asked_for_is_another_file(tmp_path: Path, hub: FakeHub) -> None:
    hub.answers = [lie_about_the_range]
    with pytest.raises(LibraryError):
        library_at(tmp_path, hub).fetch("tiny")


@pytest.mark.parametrize(
    ("left", "ranges"),
    [
        (CONTENT[:4000], ["bytes=4000-"]),
        (b"?" * 4000, ["bytes=4000-", None]),
        (CONTENT, []),
        (CONTENT + b"?", [None]),
        (b"?" * len(CONTENT), [None]),
    ],
    ids=["good", "wrong", "complete", "too long", "complete but wrong"],
)
def test_what_an_earlier_download_left_is_used_if_it_is_right(
    tmp_path: Path, hub: FakeHub, left: bytes, ranges: list[str | None]
) -> None:
    library = library_at(tmp_path, hub)
    (tmp_path / "models").mkdir()
    checksum = str(entry()["sha256"])
    (tmp_path / "models" / f"{FILE}.{checksum[:12]}.part").write_bytes(left)
    (tmp_path / "models" / f"{FILE}.0123456789ab.part").write_bytes(b"of another revision")
    assert library.fetch("tiny").read_bytes() == CONTENT
    assert hub.ranges == ranges
    assert left_in(tmp_path) == [FILE]


def test_stopping_takes_effect_within_a_second_although_the_server_is_silent(
    tmp_path: Path, hub: FakeHub
) -> None:
    silence = threading.Event()
    cancellation = Cancellation()
    asked_at: list[float] = []

    def ask_to_stop() -> None:
        asked_at.append(time.monotonic())
        cancellation.request()

    hub.answers = [stall_after(50_000, silence, lambda: threading.Timer(0.2, ask_to_stop).start())]
    try:
        with pytest.raises(Cancelled):
            library_at(tmp_path, hub).fetch("tiny", cancellation=cancellation)
        assert time.monotonic() - asked_at[0] < 1.0
    finally:
        silence.set()
    left = part_of(tmp_path).read_bytes()
    assert CONTENT.startswith(left)
    assert library_at(tmp_path, hub).fetch("tiny").read_bytes() == CONTENT
    assert hub.ranges == [None, f"bytes={len(left)}-"]


def test_stopping_while_waiting_for_the_line_takes_effect_too(tmp_path: Path, hub: FakeHub) -> None:
    cancellation = Cancellation()
    library = ModelLibrary(
        tmp_path / "models",
        catalogue=catalogue_file(tmp_path, entry()),
        outside=Outside(endpoint=hub.address, open_client=plain_client, pace=Pace(pause=wait)),
    )
    hub.answers = [refuse(503, Retry_After="60")]

    def stop(progress: Progress) -> None:
        if progress.label == "waiting-to-go-on":
            threading.Timer(0.05, cancellation.request).start()

    began = time.monotonic()
    with pytest.raises(Cancelled):
        library.fetch("tiny", on_progress=stop, cancellation=cancellation)
    assert time.monotonic() - began < 5.0


def test_a_stop_before_the_beginning_asks_nobody(tmp_path: Path, hub: FakeHub) -> None:
    cancellation = Cancellation()
    cancellation.request()
    with pytest.raises(Cancelled):
        library_at(tmp_path, hub).fetch("tiny", cancellation=cancellation)
    assert left_in(tmp_path) == []


def word_after(error: Exception, tmp_path: Path) -> SourcePassedOver:
    """What a download makes of a connection that fails with *error*."""

    def fail(_request: httpx2.Request) -> httpx2.Response:
        raise error

    clock = PatientClock()
    download = HubDownload(
        file_on_hub(ModelEntry.model_validate(entry()), "https://hub.example"),
        Errand(pace=Pace(clock.now, clock.pause)),
        open_client=lambda: httpx2.Client(transport=httpx2.MockTransport(fail)),
    )
    with PartFile(tmp_path / "part") as part, pytest.raises(SourcePassedOver) as caught:
        download.bring(part)
    return caught.value


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (httpx2.ConnectError("name not known"), "source-passed-over-unreachable"),
        (httpx2.ConnectTimeout("no answer"), "source-passed-over-unreachable"),
        (httpx2.UnsupportedProtocol("ftp"), "source-passed-over-unreachable"),
        (httpx2.ProxyError("407 Authentication Required"), "source-passed-over-proxy"),
        (ImportError("socksio is not installed"), "source-passed-over-proxy"),
        (httpx2.TooManyRedirects("round and round"), "source-passed-over-refused"),
        (FileNotFoundError("no certificates"), "source-passed-over-unreachable"),
        (httpx2.ReadError("reset"), "source-passed-over-broke-off"),
        (httpx2.ReadTimeout("silence"), "source-passed-over-broke-off"),
    ],
)
def test_a_connection_that_fails_is_told_by_its_cause(error: Exception, code: str, tmp_path: Path) -> None:
    word = word_after(error, tmp_path)
    assert word.code == code
    assert word.parameters["source"] == "hub.example"


def test_nobody_listening_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        words: list[Finding] = []
        library = ModelLibrary(
            tmp_path / "models",
            catalogue=catalogue_file(tmp_path, entry()),
            outside=Outside(endpoint=f"http://127.0.0.1:{taken.getsockname()[1]}", open_client=plain_client),
        )
        with pytest.raises(LibraryError):
            library.fetch("tiny", on_word=words.append)
    assert [word.code for word in words] == ["source-passed-over-unreachable"]


def test_a_server_without_trust_is_told(
    tmp_path: Path, hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    words: list[Finding] = []
    library = ModelLibrary(
        tmp_path / "models",
        catalogue=catalogue_file(tmp_path, entry()),
        outside=Outside(endpoint=hub.address.replace("http:", "https:"), open_client=open_client),
    )
    with pytest.raises(LibraryError):
        library.fetch("tiny", on_word=words.append)
    assert [word.code for word in words] == ["source-passed-over-certificate"]


def test_the_address_follows_the_wish_for_another_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    model = ModelEntry.model_validate(entry())
    end = f"/office/Tiny-GGUF/resolve/{REVISION}/{FILE}"
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example")
    assert file_on_hub(model).address == f"https://mirror.example{end}"
    assert file_on_hub(model, "https://other.example").address == f"https://other.example{end}"
    monkeypatch.delenv("HF_ENDPOINT")
    assert file_on_hub(model).address.endswith(end)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_word_and_each_progress_has_its_sentence(language: Language) -> None:
    for why in ("refused", "unreachable", "proxy", "certificate", "broke-off", "wrong-file", "no-pip", "pip"):
        code = SourcePassedOver(why).code
        parameters = {"source": "SOURCE", "status": "STATUS", "detail": "DETAIL"}
        assert code in catalogue(language)["findings"]
        sentence = finding_sentence(Finding(code, parameters), language)
        assert "SOURCE" in sentence
        assert "…" not in sentence
    for label in (
        "fetching-model",
        "unpacking-model",
        "checking-model",
        "copying-model",
        "waiting-to-go-on",
        "waiting-for-other-fetch",
    ):
        assert progress_words(label, language) == catalogue(language)["progress"][label]
