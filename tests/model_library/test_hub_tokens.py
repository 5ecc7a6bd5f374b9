"""The token is asked for only when the hub wants it, shown to the hub only, and told to nobody."""

import logging
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from app.model_library.sources import SourcePassedOver
from tests.model_library.fake_hub import CONTENT
from tests.model_library.hub_server import REPOSITORY, HubServer
from tests.model_library.visitor import TOKEN, Client, Visitor, ask, over, told


@pytest.fixture
def server() -> Iterator[HubServer]:
    with HubServer() as server:
        yield server


@pytest.fixture
def visitor(tmp_path: Path, server: HubServer) -> Visitor:
    return Visitor(tmp_path, server.address)


def tokens_shown(server: HubServer) -> list[str | None]:
    return [request.headers.get("authorization") for request in server.requests]


def test_a_gated_model_names_its_page_without_a_token(server: HubServer, visitor: Visitor) -> None:
    server.publish(CONTENT, gated=True)
    error = visitor.refused()
    page = f"{server.address}/{REPOSITORY}"
    assert (error.code, error.parameters["page"]) == ("model-gated", page)
    assert visitor.codes == ["source-passed-over-gated"]
    for language in ("en", "ja"):
        assert page in told(error, language)
        assert page in told(visitor.words[0], language)
    assert visitor.asked_for_token == ["127.0.0.1"]
    assert len(server.requests) == 1


def test_an_empty_token_is_none(server: HubServer, visitor: Visitor) -> None:
    server.publish(CONTENT, gated=True)
    visitor.token = ""
    assert visitor.refused().code == "model-gated"
    assert tokens_shown(server) == [None]


def test_a_token_that_the_hub_does_not_know_is_told(server: HubServer, visitor: Visitor) -> None:
    server.publish(CONTENT, gated=True)
    visitor.token = "hf_of_last_year"  # noqa: S105 - known to nobody
    error = visitor.refused()
    assert error.code == "token-refused"
    assert visitor.codes == ["source-passed-over-token-refused"]
    for language in ("en", "ja"):
        assert "127.0.0.1" in told(error, language)
        assert f"{server.address}/{REPOSITORY}" in told(visitor.words[0], language)
    assert [request.method for request in server.requests] == ["HEAD", "HEAD"]


@pytest.mark.parametrize("token", ["hf_Kran ich", "hf_Kranich\nX-More: 1", "ｈｆ＿Ｋｒａｎｉｃｈ", "hf_\x7f"])
def test_a_token_that_no_header_can_hold_is_never_sent(
    server: HubServer, visitor: Visitor, token: str
) -> None:
    server.publish(CONTENT, gated=True)
    visitor.token = token
    error = visitor.refused()
    assert error.code == "token-refused"
    assert tokens_shown(server) == [None]
    assert token not in "".join(traceback.format_exception(error))


def test_an_account_that_was_not_let_in_is_told_where_to_ask(server: HubServer, visitor: Visitor) -> None:
    server.publish(CONTENT, gated=True)
    server.admit(TOKEN)
    visitor.token = TOKEN
    error = visitor.refused()
    assert error.code == "model-terms-not-accepted"
    assert visitor.codes == ["source-passed-over-terms-not-accepted"]
    for language in ("en", "ja"):
        assert f"{server.address}/{REPOSITORY}" in told(error, language)
        assert f"{server.address}/{REPOSITORY}" in told(visitor.words[0], language)
    assert server.content.requests == []


def test_a_gated_model_comes_with_the_token_that_only_the_hub_is_shown(
    server: HubServer, visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("app", "httpx2", "httpcore2", "huggingface_hub"):
        caplog.set_level(logging.DEBUG, logger=name)
    server.publish(CONTENT, gated=True)
    server.admit(TOKEN, REPOSITORY)
    server.cut_after(100_000)
    visitor.token = TOKEN
    assert visitor.fetch().read_bytes() == CONTENT
    shown = f"Bearer {TOKEN}"
    assert tokens_shown(server) == [None, shown, shown, shown]
    assert [request.status for request in server.content.requests] == [200, 206]
    assert not any("authorization" in request.headers for request in server.content.requests)
    loggers = {record.name.partition(".")[0] for record in caplog.records}
    assert loggers >= {"httpx2", "httpcore2"}
    assert TOKEN not in caplog.text
    assert TOKEN not in f"{visitor.words}{visitor.progress}"


@pytest.mark.parametrize("admitted", [None, ()], ids=["not known", "not let in"])
def test_no_refusal_shows_the_token(
    server: HubServer, visitor: Visitor, caplog: pytest.LogCaptureFixture, admitted: tuple[str, ...] | None
) -> None:
    caplog.set_level(logging.DEBUG)
    server.publish(CONTENT, gated=True)
    if admitted is not None:
        server.admit(TOKEN, *admitted)
    visitor.token = TOKEN
    error = visitor.refused()
    assert TOKEN not in "".join(traceback.format_exception(error))
    assert TOKEN not in repr(error)
    assert TOKEN not in told(error)
    assert TOKEN not in f"{visitor.words}{visitor.progress}{caplog.text}"


def test_a_public_model_never_gets_the_token(server: HubServer, visitor: Visitor) -> None:
    server.publish(CONTENT)
    server.admit(TOKEN, REPOSITORY)
    visitor.token = TOKEN
    visitor.fetch()
    assert visitor.asked_for_token == []
    assert tokens_shown(server) == [None, None]


@pytest.mark.parametrize("changes", [{"revision": "cd" * 20}, {"file": "None.gguf"}])
def test_a_file_that_a_public_repository_lacks_never_gets_the_token(
    server: HubServer, visitor: Visitor, changes: dict[str, object]
) -> None:
    server.publish(CONTENT)
    visitor.token = "hf_of_last_year"  # noqa: S105 - known to nobody
    visitor.refused(**changes)
    assert visitor.codes == ["source-passed-over-not-there"]
    assert tokens_shown(server) == [None]


def test_a_repository_that_strangers_are_not_told_of_is_asked_for_with_the_token(
    server: HubServer, visitor: Visitor
) -> None:
    server.admit(TOKEN)
    visitor.token = TOKEN
    visitor.refused()
    assert visitor.codes == ["source-passed-over-not-there"]
    assert tokens_shown(server) == [None, f"Bearer {TOKEN}"]
    visitor.words.clear()
    visitor.token = "hf_of_last_year"  # noqa: S105 - known to nobody
    assert visitor.refused().code == "token-refused"
    assert visitor.codes == ["source-passed-over-token-refused"]


def gated_until(with_token: Callable[[httpx2.Request], httpx2.Response]) -> Client:
    """Answer strangers that the file is gated, others *with_token*."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        if "authorization" in request.headers:
            return with_token(request)
        return httpx2.Response(401, headers={"X-Error-Code": "GatedRepo"})

    return over(answer)


@pytest.mark.parametrize(
    ("status", "headers", "why"),
    [
        (401, {}, "token-refused"),
        (401, {"X-Error-Code": "RepoNotFound"}, "token-refused"),
        (401, {"X-Error-Message": "Invalid credentials in Authorization header"}, "token-refused"),
        (403, {"X-Error-Message": "Please enable access to public gated repositories"}, "token-refused"),
        (403, {"X-Error-Code": "GatedRepo"}, "terms-not-accepted"),
        (404, {"X-Error-Code": "RepoNotFound"}, "not-there"),
        (404, {"X-Error-Code": "EntryNotFound"}, "not-there"),
    ],
)
def test_each_answer_to_a_token_has_its_reason(status: int, headers: dict[str, str], why: str) -> None:
    with pytest.raises(SourcePassedOver) as caught:
        ask(gated_until(lambda _: httpx2.Response(status, headers=headers)))
    assert caught.value.why == why


def test_a_line_that_breaks_between_the_two_questions_costs_no_token() -> None:
    def break_off(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ReadError("reset", request=request)

    assert ask(gated_until(break_off)) == TOKEN
    assert ask(gated_until(lambda _: httpx2.Response(503))) == TOKEN


def test_the_token_never_follows_a_redirect_to_another_hub() -> None:
    asked: list[tuple[str, str | None]] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        token = request.headers.get("authorization")
        asked.append((request.url.host, token))
        if request.url.host == "hub.example" and token:
            return httpx2.Response(307, headers={"Location": f"https://huggingface.co{request.url.path}"})
        return httpx2.Response(401, headers={"X-Error-Code": "GatedRepo"})

    with pytest.raises(SourcePassedOver):
        ask(over(answer))
    assert asked == [("hub.example", None), ("hub.example", f"Bearer {TOKEN}"), ("huggingface.co", None)]


def test_the_hub_s_cookies_are_not_kept_for_the_next_question() -> None:
    asked: list[str | None] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.headers.get("cookie"))
        return httpx2.Response(404, headers={"Set-Cookie": "who=clerk; Path=/"})

    for _ in range(2):
        ask(over(answer))
    assert asked == [None, None]
