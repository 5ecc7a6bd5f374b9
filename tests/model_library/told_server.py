"""A server that answers each question as a test tells it, without a network, and the place that asks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from app.errors import LibraryError
from app.events import Cancellation
from app.model_library.errand import Outside, Pace
from app.model_library.library import ModelLibrary
from app.records import Finding, Language
from app.text.messages import catalogue, describe
from tests.model_library.fake_hub import CONTENT, FILE, PatientClock, catalogue_file, entry, files_in

BLOCK = 10_000
"""Bytes that come at once."""

Answer = Callable[[httpx2.Request], httpx2.Response]


def blocks_of(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), BLOCK):
        yield content[start : start + BLOCK]


def serve(request: httpx2.Request) -> httpx2.Response:
    """Serve what was asked for, as a good server does."""
    asked = request.headers.get("range")
    start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
    told = {"Content-Range": f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}"} if asked else {}
    headers = {"Content-Length": str(len(CONTENT) - start)} | told
    return httpx2.Response(206 if asked else 200, headers=headers, content=blocks_of(CONTENT[start:]))


@dataclass
class Office:
    """A place where models are fetched, from a server that answers as a test tells it.

    Attributes:
        answers: What the server does with the next requests for the file, in order; afterwards it serves.
        head: What it does when it is asked what it has.
        ranges: The ranges that were asked for, in order.
        words: What was told beside the work.
    """

    folder: Path
    answers: list[Answer] = field(default_factory=list)
    head: Answer = lambda _: httpx2.Response(501)
    ranges: list[str | None] = field(default_factory=list)
    words: list[Finding] = field(default_factory=list)
    clock: PatientClock = field(default_factory=PatientClock)

    def fetch(
        self,
        *,
        limit: float = 0.0,
        pause: Callable[[float, Cancellation], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Path:
        library = ModelLibrary(
            self.folder / "models",
            catalogue=catalogue_file(self.folder, entry()),
            outside=Outside(
                endpoint="https://hub.example",
                open_client=lambda: httpx2.Client(
                    transport=httpx2.MockTransport(self._answer), follow_redirects=True
                ),
                pace=Pace(self.clock.now, pause or self.clock.pause),
                limit=lambda: limit,
            ),
        )
        return library.fetch("tiny", on_word=self.words.append, cancellation=cancellation)

    def refused(self) -> LibraryError:
        with pytest.raises(LibraryError) as caught:
            self.fetch()
        return caught.value

    @property
    def codes(self) -> list[str]:
        return [word.code for word in self.words]

    @property
    def part(self) -> Path:
        return self.folder / "models" / f"{FILE}.{str(entry()['sha256'])[:12]}.part"

    def leave(self, content: bytes) -> None:
        """Have *content* left over from an earlier download."""
        self.part.parent.mkdir(exist_ok=True)
        self.part.write_bytes(content)

    def left(self) -> list[str]:
        return files_in(self.folder / "models")

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "HEAD":
            return self.head(request)
        self.ranges.append(request.headers.get("range"))
        return self.answers.pop(0)(request) if self.answers else serve(request)


def told(error: LibraryError, language: Language) -> str:
    assert error.code in catalogue(language)["errors"]
    text = describe(error, language)
    assert text.advice
    assert "…" not in text.title + text.advice
    return f"{text.title} {text.advice}"


def answer_with(status: int, content: bytes = b"", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: httpx2.Response(status, headers=named, content=content)
