"""A hub on this computer that speaks the protocol of the Hugging Face hub, over two origins as the real one.

The hub itself answers `/OWNER/NAME/resolve/REVISION/FILE` with a redirect to a signed address of the content
network, or with one of the refusals that tell by `X-Error-Code` what is wrong. `content_network.py` sends the bytes.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from tests.model_library.content_network import ContentNetwork, HostedFile
from tests.model_library.fake_hub import FILE, REVISION
from tests.model_library.loopback import Exchange, LoopbackServer, Request

REPOSITORY = "office/Tiny-GGUF"

_INVALID_TOKEN = "Invalid credentials in Authorization header"  # noqa: S105 - a sentence of the hub


@dataclass
class _Repository:
    """A repository with one revision."""

    name: str
    revision: str
    gated: bool
    files: dict[str, HostedFile] = field(default_factory=dict)


class _Refusal(Exception):  # noqa: N818 - an answer, not an error
    """What the hub says instead of a file."""

    def __init__(self, status: HTTPStatus, code: str | None, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.headers = {"X-Error-Message": message} | ({"X-Error-Code": code} if code else {})


class HubServer:
    """A hub and its content network on 127.0.0.1; a context that closes both at its end.

    Attributes:
        content: The content network.
    """

    def __init__(self, *, content_address: str | None = None, bytes_per_second: float | None = None) -> None:
        """Begin with nothing published.

        Args:
            content_address: Origin of the content network where somebody else leads it here.
            bytes_per_second: How fast the content network is.
        """
        self._repositories: dict[str, _Repository] = {}
        self._accepted: dict[str, tuple[str, ...]] = {}
        self.content = ContentNetwork(content_address, bytes_per_second)
        self._server = LoopbackServer(self._answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def port(self) -> int:
        """The hub's port on 127.0.0.1."""
        return self._server.port

    @property
    def address(self) -> str:
        """The hub's origin, for HF_ENDPOINT."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def requests(self) -> list[Request]:
        """What the hub itself was asked, in order."""
        return self._server.requests

    @property
    def bytes_sent(self) -> int:
        """Bytes of files that were sent so far."""
        return self.content.bytes_sent

    def close(self) -> None:
        """Hang up on everyone."""
        try:
            self.content.close()
        finally:
            self._server.close()

    def publish(
        self,
        content: bytes | Path,
        *,
        repository: str = REPOSITORY,
        revision: str = REVISION,
        file: str = FILE,
        gated: bool = False,
    ) -> HostedFile:
        """Offer *content* as a file of a repository, and return what is known of it."""
        hosted = HostedFile(file, content)
        shelf = self._repositories.setdefault(repository, _Repository(repository, revision, gated))
        shelf.files[file] = hosted
        return hosted

    def admit(self, token: str, *repositories: str) -> None:
        """Know *token*, whose owner was let in to the gated *repositories*."""
        self._accepted[token] = repositories

    def cut_after(self, count: int) -> None:
        """Cut the connection when *count* more bytes of files were sent, once."""
        self.content.cut_after(count)

    def at_byte(self, count: int, action: Callable[[], None]) -> None:
        """Do *action* when *count* more bytes of files were sent, before the next one is; one download at a time."""
        self.content.at_byte(count, action)

    def _answer(self, exchange: Exchange) -> None:
        try:
            self._answer_or_refuse(exchange, unquote(urlsplit(exchange.path).path))
        except _Refusal as refusal:
            exchange.reply(refusal.status, refusal.headers, str(refusal).encode())

    def _answer_or_refuse(self, exchange: Exchange, path: str) -> None:
        if found := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path):
            self._resolve(exchange, found[1], found[2], found[3])
        elif found := re.fullmatch(r"/api/models/([^/]+/[^/]+?)(?:/revision/([^/]+))?", path):
            self._describe(exchange, found[1], found[2])
        else:
            raise _Refusal(HTTPStatus.NOT_FOUND, None, "Sorry, we can't find the page you are looking for.")

    def _resolve(self, exchange: Exchange, name: str, revision: str, file: str) -> None:
        """Lead to the content network."""
        repository = self._repository(exchange, name, revision)
        self._let_in(exchange, repository)
        headers = {"X-Repo-Commit": repository.revision}
        hosted = repository.files.get(file)
        if hosted is None:
            refusal = _Refusal(HTTPStatus.NOT_FOUND, "EntryNotFound", "Entry not found")
            refusal.headers |= headers
            raise refusal
        location = self.content.signed_address(hosted)
        headers |= {
            "Accept-Ranges": "bytes",
            "ETag": f'"{hosted.sha256[:40]}"',  # of the pointer, on the real one: not the file's checksum
            "X-Linked-Etag": f'"{hosted.sha256}"',
            "X-Linked-Size": str(hosted.size),
            "Content-Type": "text/plain; charset=utf-8",
            "Location": location,
        }
        exchange.reply(HTTPStatus.FOUND, headers, f"Found. Redirecting to {location}".encode())

    def _describe(self, exchange: Exchange, name: str, revision: str | None) -> None:
        """Tell what a repository holds; that of gated ones is no secret."""
        repository = self._repository(exchange, name, revision or "main")
        told: dict[str, Any] = {
            "id": name,
            "modelId": name,
            "sha": repository.revision,
            "private": False,
            "gated": "manual" if repository.gated else False,
            "tags": [],
            "siblings": [
                {
                    "rfilename": file.name,
                    "size": file.size,
                    "lfs": {"sha256": file.sha256, "size": file.size, "pointerSize": 134},
                }
                for file in repository.files.values()
            ],
        }
        exchange.reply(HTTPStatus.OK, {"Content-Type": "application/json"}, json.dumps(told).encode())

    def _repository(self, exchange: Exchange, name: str, revision: str) -> _Repository:
        token = _token(exchange)
        if token and token not in self._accepted:
            raise _Refusal(HTTPStatus.UNAUTHORIZED, None, _INVALID_TOKEN)
        repository = self._repositories.get(name)
        if repository is None and token:
            raise _Refusal(HTTPStatus.NOT_FOUND, "RepoNotFound", "Repository not found")
        if repository is None:  # the hub does not tell strangers whether there is one
            raise _Refusal(HTTPStatus.UNAUTHORIZED, "RepoNotFound", "Invalid username or password.")
        if revision not in {repository.revision, "main"}:
            raise _Refusal(HTTPStatus.NOT_FOUND, "RevisionNotFound", f"Invalid rev id: {revision}")
        return repository

    def _let_in(self, exchange: Exchange, repository: _Repository) -> None:
        if not repository.gated:
            return
        token, name = _token(exchange), repository.name
        if token is None:
            why = "You must have access to it and be authenticated to access it. Please log in."
            raise _Refusal(
                HTTPStatus.UNAUTHORIZED, "GatedRepo", f"Access to model {name} is restricted. {why}"
            )
        if name not in self._accepted[token]:
            why = f"you are not in the authorized list. Visit {self.address}/{name} to ask for access."
            raise _Refusal(
                HTTPStatus.FORBIDDEN, "GatedRepo", f"Access to model {name} is restricted and {why}"
            )


def _token(exchange: Exchange) -> str | None:
    """Return the token that the client shows."""
    kind, _, token = exchange.request_kept.headers.get("authorization", "").partition(" ")
    return token if kind.lower() == "bearer" and token else None
