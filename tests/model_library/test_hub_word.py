"""What the hub says beforehand is believed where it can be, and nobody waits for it for ever."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import httpx2
import pytest

from app import __version__
from app.errors import Cancelled
from app.events import Cancellation
from app.model_library import hub_word
from app.model_library.catalogue import ModelEntry
from app.model_library.hub_word import ask_hub, file_on_hub
from app.records import Language
from app.text.messages import catalogue, progress_words
from tests.model_library.fake_hub import CONTENT, FILE, REVISION, entry, files_in
from tests.model_library.hub_server import HubServer
from tests.model_library.loopback import Exchange, LoopbackServer
from tests.model_library.visitor import Visitor, ask, over, told


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


@pytest.fixture
def visitor(tmp_path: Path, server: HubServer) -> Visitor:
    return Visitor(tmp_path, server.address)


def test_what_is_published_is_asked_for_first_and_then_fetched(server: HubServer, visitor: Visitor) -> None:
    server.publish(CONTENT)
    assert visitor.fetch().read_bytes() == CONTENT
    assert [request.method for request in server.requests] == ["HEAD", "GET"]
    assert [request.method for request in server.content.requests] == ["GET"]
    assert visitor.codes == []


@pytest.mark.parametrize(
    ("published", "changes"),
    [
        (CONTENT[:-1] + b"?", {}),
        (CONTENT, {"bytes": len(CONTENT) + 1}),
        (CONTENT, {"bytes": 10 * 10**6}),
    ],
    ids=["checksum", "size", "much larger"],
)
def test_another_file_is_told_before_a_byte_of_it_is_asked_for(
    server: HubServer, visitor: Visitor, published: bytes, changes: dict[str, object]
) -> None:
    server.publish(published)
    error = visitor.refused(**changes)
    assert visitor.codes == ["source-passed-over-wrong-file"]
    assert "127.0.0.1" in told(visitor.words[0])
    assert error.code == "model-unreachable"
    assert "Tiny" in told(error)
    assert [request.method for request in server.requests] == ["HEAD"]
    assert server.content.requests == []
    assert files_in(visitor.folder / "models") == []


def test_what_an_earlier_download_left_outlives_a_hub_with_another_file(
    server: HubServer, visitor: Visitor
) -> None:
    server.publish(CONTENT + b"!")
    part = visitor.folder / "models" / f"{FILE}.{str(entry()['sha256'])[:12]}.part"
    part.parent.mkdir()
    part.write_bytes(CONTENT[:1000])
    visitor.refused()
    assert part.read_bytes() == CONTENT[:1000]


def answering(**headers: str) -> Callable[[Exchange], None]:
    """Answer with these headers, and with the content to who asks for it."""

    def answer(exchange: Exchange) -> None:
        exchange.begin(
            200,
            {name.replace("_", "-"): value for name, value in headers.items()}
            | ({"Content-Length": str(len(CONTENT))} if exchange.command == "GET" else {}),
        )
        if exchange.command == "GET":
            exchange.wfile.write(CONTENT)
        else:
            exchange.close_connection = True

    return answer


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Linked_Etag": '"0123456789abcdef0123456789abcdef01234567"'},
        {"X_Linked_Etag": 'W/"Kranich"'},
        {"X_Linked_Etag": '"' + "AB" * 32 + '"'},
        {"X_Linked_Etag": "", "X_Linked_Size": "many"},
        {"Content_Length": "0"},
        {"ETag": '"' + "ab" * 32 + '"'},
        {},
    ],
    ids=["of git", "weak", "upper case", "no number", "of the answer", "of the server's own making", "none"],
)
def test_what_is_no_checksum_is_no_reason_to_pass_over(tmp_path: Path, headers: dict[str, str]) -> None:
    mirror = LoopbackServer(answering(**headers))
    try:
        visitor = Visitor(tmp_path, f"http://127.0.0.1:{mirror.port}")
        assert visitor.fetch().read_bytes() == CONTENT
    finally:
        mirror.close()
    assert visitor.codes == []


@pytest.mark.parametrize(
    "changes",
    [{"repository": "office/None"}, {"revision": "cd" * 20}, {"file": "None.gguf"}],
    ids=["repository", "revision", "file"],
)
def test_what_the_hub_does_not_know_is_told(
    server: HubServer, visitor: Visitor, changes: dict[str, object]
) -> None:
    server.publish(CONTENT)
    assert visitor.refused(**changes).code == "model-unreachable"
    assert visitor.codes == ["source-passed-over-not-there"]
    assert str(changes.get("file", FILE)) in told(visitor.words[0])
    assert [request.method for request in server.requests] == ["HEAD"]


def test_the_hub_is_told_which_program_asks() -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.headers["user-agent"])
        return httpx2.Response(404)

    ask(over(answer))
    assert asked[0].startswith(f"deskhand/{__version__};")


def test_a_redirect_in_a_circle_is_told() -> None:
    with pytest.raises(httpx2.TooManyRedirects):
        ask(over(lambda request: httpx2.Response(302, headers={"Location": str(request.url)})))


def test_a_hub_with_a_password_in_its_address_is_named_without_it() -> None:
    file = file_on_hub(ModelEntry.model_validate(entry()), "https://clerk:Kranich@hub.example/hf")
    assert file.page == "https://hub.example/hf/office/Tiny-GGUF"
    assert file.source == "hub.example"
    assert REVISION in file.address


class Silence:
    """A hub that does not answer until it is ended."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.ended = threading.Event()

    def __call__(self, _request: httpx2.Request) -> httpx2.Response:
        self.asked.set()
        self.ended.wait(20)
        return httpx2.Response(404)


@pytest.fixture
def silence() -> Iterator[Silence]:
    silence = Silence()
    yield silence
    silence.ended.set()
    for thread in threading.enumerate():
        if thread.name == "hub":
            thread.join()


def test_a_question_that_was_given_up_stands_in_nobodys_way(silence: Silence) -> None:
    cancellation = Cancellation()
    file = file_on_hub(ModelEntry.model_validate(entry()), "https://hub.example")

    def stop_when_asked() -> None:
        silence.asked.wait(20)
        cancellation.request()

    stopping = threading.Thread(target=stop_when_asked)
    stopping.start()
    with pytest.raises(Cancelled):
        ask_hub(file, lambda: None, cancellation, over(silence))
    stopping.join()

    published = {"X-Linked-Etag": f'"{entry()["sha256"]}"', "X-Linked-Size": str(len(CONTENT))}
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask, over(lambda _: httpx2.Response(200, headers=published)))
        heard = wait([asking], 3).done
        silence.ended.set()
    assert heard == {asking}
    assert asking.result() is None


def test_a_hub_that_never_ends_its_answer_is_not_waited_for(
    silence: Silence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_word, "_LONGEST_SECONDS", 0.05)
    with pytest.raises(httpx2.TimeoutException):
        ask(over(silence))


def test_who_has_asked_to_stop_asks_nobody(silence: Silence) -> None:
    cancellation = Cancellation()
    cancellation.request()
    file = file_on_hub(ModelEntry.model_validate(entry()), "https://hub.example")
    with pytest.raises(Cancelled):
        ask_hub(file, lambda: None, cancellation, over(silence))
    assert not silence.asked.is_set()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_asking_has_its_words(language: Language) -> None:
    assert progress_words("asking-hub", language) == catalogue(language)["progress"]["asking-hub"]
