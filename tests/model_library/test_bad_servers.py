"""Servers that lie, drip, fall silent or go in circles are told, and cost neither the file nor what was there."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import trustme

from app.errors import Cancelled, LibraryError
from app.events import Cancellation
from app.model_library import answers
from app.model_library.errand import Outside
from app.model_library.library import ModelLibrary
from app.records import Finding
from app.text.messages import finding_sentence
from tests.model_library.fake_hub import CONTENT, catalogue_file, entry
from tests.model_library.tls_server import tls_server
from tests.model_library.told_server import BLOCK, Answer, Office, answer_with, told

_TEN_TERABYTES = 10 * 10**12


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (answer_with(200, b"<html>Sign in</html>", Content_Type="text/html"), "wrong-file"),
        (answer_with(200, b"GGUF", Content_Length=str(_TEN_TERABYTES)), "wrong-file"),
        (answer_with(206, b"GGUF", Content_Range=f"bytes 0-3/{_TEN_TERABYTES}"), "wrong-file"),
        (answer_with(206, b"GGUF"), "wrong-file"),
        (answer_with(416), "refused"),
        (answer_with(204), "refused"),
        (answer_with(304), "refused"),
    ],
    ids=["page", "length", "range", "no range", "416", "204", "304"],
)
def test_a_first_answer_that_cannot_be_right_is_final(office: Office, answer: Answer, code: str) -> None:
    office.answers = [answer]
    error = office.refused()
    assert error.code == "model-unreachable"
    assert office.codes == [f"source-passed-over-{code}"]
    assert office.clock.pauses == []
    assert office.left() == []
    for language in ("en", "ja"):
        assert "Tiny" in told(error, language)
        assert "hub.example" in finding_sentence(office.words[0], language)


def test_a_size_of_ten_terabytes_is_told_before_the_file_is_asked_for(office: Office) -> None:
    office.head = answer_with(302, X_Linked_Size=str(_TEN_TERABYTES), Location="https://content.example/x")
    office.refused()
    assert office.codes == ["source-passed-over-wrong-file"]
    assert office.ranges == []


def test_a_range_of_ten_terabytes_costs_one_more_question(office: Office) -> None:
    office.leave(CONTENT[:5000])
    office.answers = [
        answer_with(206, b"x", Content_Range=f"bytes 5000-{_TEN_TERABYTES - 1}/{_TEN_TERABYTES}")
    ]
    assert office.fetch().read_bytes() == CONTENT
    assert office.ranges == ["bytes=5000-", None]


def test_more_than_was_promised_is_another_file(office: Office) -> None:
    def endless(_request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=iter(lambda: b"GGUF" * 10_000, b""))

    office.answers = [endless]
    office.refused()
    assert office.codes == ["source-passed-over-wrong-file"]
    assert office.left() == []


@pytest.mark.parametrize("code", [408, 425, 429, 500, 502, 503, 504])
def test_a_server_that_is_busy_is_asked_again(office: Office, code: int) -> None:
    office.head = answer_with(code)
    office.answers = [answer_with(code)]
    assert office.fetch().read_bytes() == CONTENT
    assert office.clock.pauses == [1.0]


@pytest.mark.parametrize(
    ("asked", "pause"),
    [
        ("7", 7.0),
        ("0", 1.0),
        ("", 1.0),
        ("-5", 1.0),
        ("9" * 400, 60.0),
        ("Wed, 21 Oct 2099 07:28:00 GMT", 1.0),
    ],
)
def test_how_long_a_server_asks_to_wait_is_heard_where_it_makes_sense(
    office: Office, asked: str, pause: float
) -> None:
    office.answers = [answer_with(429, Retry_After=asked)]
    office.fetch()
    assert office.clock.pauses == [pause]


def test_a_server_that_hangs_up_without_a_word_is_asked_again(office: Office) -> None:
    def hang_up(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.RemoteProtocolError("Server disconnected without sending a response.", request=request)

    office.head = hang_up
    office.answers = [hang_up]
    assert office.fetch().read_bytes() == CONTENT


@pytest.mark.parametrize("asked_first", [True, False], ids=["asked first", "asked for the file"])
def test_a_server_that_leads_in_a_circle_is_passed_over(office: Office, *, asked_first: bool) -> None:
    def circle(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(302, headers={"Location": str(request.url)})

    if asked_first:
        office.head = circle
    office.answers = [circle] * 40
    assert office.refused().code == "model-unreachable"
    assert [(word.code, word.parameters["status"]) for word in office.words] == [
        ("source-passed-over-refused", "3xx")
    ]
    assert office.clock.pauses == []


def test_a_byte_a_second_is_left_for_another_connection_and_kept(office: Office) -> None:
    def drip(request: httpx2.Request) -> httpx2.Response:
        start = int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))

        def bytes_one_by_one() -> Iterator[bytes]:
            for at in range(start, len(CONTENT)):
                sent[0] += 1
                office.clock.pause(1.0, Cancellation())
                yield CONTENT[at : at + 1]

        headers = {"Content-Range": f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}"} if start else {}
        return httpx2.Response(206 if start else 200, headers=headers, content=bytes_one_by_one())

    sent = [0]
    office.answers = [drip] * 7
    assert office.refused().code == "model-unreachable"
    assert office.codes == ["source-passed-over-broke-off"]
    assert len(office.ranges) == 7
    assert sent[0] < 7 * 200
    kept = office.part.read_bytes()
    assert kept
    assert CONTENT.startswith(kept)
    assert office.fetch().read_bytes() == CONTENT
    assert office.ranges[-1] == f"bytes={len(kept)}-"


def test_an_answer_that_never_begins_is_not_waited_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def say_nothing(_request: httpx2.Request) -> httpx2.Response:
        ended.wait(20)
        return httpx2.Response(500)

    monkeypatch.setattr(answers, "_LONGEST_HEAD_SECONDS", 0.05)
    office.answers = [say_nothing] * 3
    try:
        office.refused()
    finally:
        ended.set()
        for thread in threading.enumerate():
            if thread.name == "download":
                thread.join()
    assert office.codes == ["source-passed-over-broke-off"]
    assert len(office.ranges) == 3


def test_stopping_ends_the_pause_that_a_limit_makes(office: Office) -> None:
    cancellation = Cancellation()
    paused: list[float] = []

    def pause(seconds: float, wish: Cancellation) -> None:
        paused.append(seconds)
        cancellation.request()
        wish.raise_if_requested()

    with pytest.raises(Cancelled):
        office.fetch(limit=1000.0, pause=pause, cancellation=cancellation)
    assert paused == [pytest.approx(BLOCK / 1000, abs=1.0)]
    assert CONTENT.startswith(office.part.read_bytes())


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere only the system's own store says which authorities are trusted"
)
@pytest.mark.parametrize("days", [(-9, -1), (1, 9)], ids=["expired", "not valid yet"])
def test_a_certificate_out_of_date_makes_look_at_the_clock(
    tmp_path: Path, days: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    words: list[Finding] = []
    with tls_server(authority, valid_from_day=days[0], valid_to_day=days[1]) as address:
        library = ModelLibrary(
            tmp_path / "models",
            catalogue=catalogue_file(tmp_path, entry()),
            outside=Outside(endpoint=address),
        )
        with pytest.raises(LibraryError) as caught:
            library.fetch("tiny", on_word=words.append)
    assert caught.value.code == "model-unreachable"
    (word,) = words
    assert word.code == "source-passed-over-certificate-date"
    assert "date and time" in finding_sentence(word, "en")
    assert "日付と時刻" in finding_sentence(word, "ja")
