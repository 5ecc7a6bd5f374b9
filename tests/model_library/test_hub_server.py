"""The tests' own hub says what the real one says, judged by the client library of the real one."""

import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.model_library.fake_hub import CONTENT, FILE, REVISION, plain_client
from tests.model_library.hub_server import REPOSITORY, HubServer

# The names are read when the library is imported, as the program does before it imports it.
os.environ.setdefault("HF_HUB_DISABLE_XET", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

from huggingface_hub import HfApi, get_hf_file_metadata, hf_hub_url
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)

_TOKEN = "hf_office"  # noqa: S105 - known to the tests' hub only
_UNKNOWN = "hf_unknown"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with HubServer() as server:
        yield server


def address(
    server: HubServer, repository: str = REPOSITORY, file: str = FILE, revision: str = REVISION
) -> str:
    return hf_hub_url(repository, file, revision=revision, endpoint=server.address)


def part(server: HubServer, asked: str) -> httpx2.Response:
    with plain_client() as client:
        return client.get(address(server), headers={"Range": asked})


def test_metadata_stand_in_the_redirect(server: HubServer) -> None:
    file = server.publish(CONTENT)
    told = get_hf_file_metadata(address(server), token=False)
    assert (told.commit_hash, told.etag, told.size) == (REVISION, file.sha256, len(CONTENT))
    assert told.location.startswith(f"{server.content.address}/repos/")
    assert server.content.requests == []


def test_the_repository_tells_its_files(server: HubServer) -> None:
    file = server.publish(CONTENT)
    told = HfApi(endpoint=server.address, token=False).model_info(REPOSITORY, files_metadata=True)
    (sibling,) = told.siblings or []
    assert sibling.lfs
    assert (told.sha, sibling.rfilename, sibling.size) == (REVISION, FILE, len(CONTENT))
    assert sibling.lfs.sha256 == file.sha256


def test_what_is_not_there_is_refused_by_name(server: HubServer) -> None:
    server.publish(CONTENT)
    with pytest.raises(RepositoryNotFoundError) as caught:
        get_hf_file_metadata(address(server, repository="office/None"), token=False)
    assert caught.value.response.status_code == 401
    with pytest.raises(RevisionNotFoundError):
        get_hf_file_metadata(address(server, revision="cd" * 20), token=False)
    with pytest.raises(RemoteEntryNotFoundError):
        get_hf_file_metadata(address(server, file="None.gguf"), token=False)


def test_a_gated_repository_opens_for_the_right_token_only(server: HubServer) -> None:
    server.publish(CONTENT, gated=True)
    server.admit("hf_stranger")
    server.admit(_TOKEN, REPOSITORY)
    for token, status in ((False, 401), ("hf_stranger", 403)):
        with pytest.raises(GatedRepoError) as caught:
            get_hf_file_metadata(address(server), token=token)
        assert caught.value.response.status_code == status
    with pytest.raises(HfHubHTTPError, match="Invalid credentials") as unknown:
        get_hf_file_metadata(address(server), token=_UNKNOWN)
    assert not isinstance(unknown.value, RepositoryNotFoundError)
    assert get_hf_file_metadata(address(server), token=_TOKEN).size == len(CONTENT)


def test_the_servers_show_to_whom_a_token_was_sent(server: HubServer) -> None:
    server.publish(CONTENT, gated=True)
    server.admit(_TOKEN, REPOSITORY)
    with plain_client() as client:
        client.headers["Authorization"] = f"Bearer {_TOKEN}"
        answer = client.get(address(server))
        client.get(str(answer.url))
    assert answer.content == CONTENT
    assert [request.headers.get("authorization") for request in server.requests] == [f"Bearer {_TOKEN}"]
    assert [request.headers.get("authorization") for request in server.content.requests] == [
        None,
        f"Bearer {_TOKEN}",
    ]


@pytest.mark.parametrize(
    ("asked", "status", "content", "told"),
    [
        ("bytes=100-", 206, CONTENT[100:], f"bytes 100-{len(CONTENT) - 1}/{len(CONTENT)}"),
        ("bytes=100-199", 206, CONTENT[100:200], f"bytes 100-199/{len(CONTENT)}"),
        ("bytes=-10", 206, CONTENT[-10:], f"bytes {len(CONTENT) - 10}-{len(CONTENT) - 1}/{len(CONTENT)}"),
        (f"bytes={len(CONTENT)}-", 416, b"", f"bytes */{len(CONTENT)}"),
        ("lines=1-2", 200, CONTENT, None),
    ],
)
def test_ranges_are_served_and_counted(
    server: HubServer, asked: str, status: int, content: bytes, told: str | None
) -> None:
    server.publish(CONTENT)
    answer = part(server, asked)
    assert (answer.status_code, answer.content) == (status, content)
    assert answer.headers.get("content-range") == told
    (request,) = server.content.requests
    assert (request.status, request.asked, request.sent) == (status, len(content), len(content))


def test_a_signed_address_ends(server: HubServer) -> None:
    server.publish(CONTENT)
    with plain_client() as client:
        server.content.address_uses = 1
        once = str(client.get(address(server)).url)
        server.content.address_uses, server.content.address_seconds = 5, 0
        late = client.get(address(server))
        forged = once.replace("Signature=", "Signature=0")
        answers = [late, *map(client.get, (once, forged))]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "Request has expired" in late.text


def test_a_cut_comes_at_its_byte_and_once(server: HubServer) -> None:
    server.publish(CONTENT)
    heard: list[int] = []
    server.cut_after(100_000)
    with pytest.raises(httpx2.HTTPError):
        part(server, "bytes=5-")
    server.at_byte(7, lambda: heard.append(server.bytes_sent))
    assert part(server, "bytes=0-").content == CONTENT
    assert [request.sent for request in server.content.requests] == [100_000, len(CONTENT)]
    assert heard == [100_007]


def test_a_file_on_the_disk_is_served_too(server: HubServer, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(CONTENT)
    server.publish(path)
    server.content.bytes_per_second = 100e6
    assert part(server, "bytes=3-").content == CONTENT[3:]


def test_asking_for_the_headers_sends_no_content(server: HubServer) -> None:
    server.publish(CONTENT)
    with plain_client() as client:
        client.head(address(server), follow_redirects=False)
        client.head(address(server))
    asked = [(request.method, request.status) for request in server.requests]
    assert asked == [("HEAD", 302), ("HEAD", 302)]
    (request,) = server.content.requests
    assert (request.method, request.status, request.sent) == ("HEAD", 200, 0)
