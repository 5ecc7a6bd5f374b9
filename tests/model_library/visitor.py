"""Someone who fetches a model from a hub, and all that can be heard and read of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from app.errors import LibraryError
from app.events import Cancellation
from app.model_library.catalogue import ModelEntry
from app.model_library.errand import Outside, Pace
from app.model_library.hub_word import ask_hub, file_on_hub
from app.model_library.library import ModelLibrary
from app.records import Finding, Language, Progress
from app.text.messages import catalogue, describe, finding_sentence
from tests.model_library.fake_hub import PatientClock, catalogue_file, entry, plain_client

TOKEN = "hf_KranichKranich4711"  # noqa: S105 - known to the tests' hub only

Client = Callable[[], httpx2.Client]


@dataclass
class Visitor:
    """Someone who fetches a model, with all that can be heard and read of it."""

    folder: Path
    endpoint: str
    token: str | None = None
    asked_for_token: list[str] = field(default_factory=list)
    words: list[Finding] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)

    def fetch(self, **changes: object) -> Path:
        """Fetch the model whose catalogue entry has *changes*."""
        clock = PatientClock()
        library = ModelLibrary(
            self.folder / "models",
            catalogue=catalogue_file(self.folder, entry(**changes)),
            outside=Outside(
                endpoint=self.endpoint,
                token=self._show_token,
                open_client=plain_client,
                pace=Pace(clock.now, clock.pause),
            ),
        )
        return library.fetch("tiny", on_word=self.words.append, on_progress=self.progress.append)

    def refused(self, **changes: object) -> LibraryError:
        """Return what a fetch that fails is answered with."""
        with pytest.raises(LibraryError) as caught:
            self.fetch(**changes)
        return caught.value

    @property
    def codes(self) -> list[str]:
        return [word.code for word in self.words]

    def _show_token(self, host: str) -> str | None:
        self.asked_for_token.append(host)
        return self.token


def told(word: Finding | LibraryError, language: Language = "en") -> str:
    """Return the words that a person reads; none of them may be missing."""
    if isinstance(word, Finding):
        assert word.code in catalogue(language)["findings"]
        text = finding_sentence(word, language)
    else:
        assert word.code in catalogue(language)["errors"]
        described = describe(word, language)
        text = f"{described.title} {described.advice}"
    assert "…" not in text
    return text


def over(answer: Callable[[httpx2.Request], httpx2.Response]) -> Client:
    """Return what opens clients that *answer* answers."""
    return lambda: httpx2.Client(transport=httpx2.MockTransport(answer))


def ask(open_client: Client, token: str | None = TOKEN) -> str | None:
    """Ask a hub through *open_client*, and return the token that it wants."""
    file = file_on_hub(ModelEntry.model_validate(entry()), "https://hub.example")
    return ask_hub(file, lambda: token, Cancellation(), open_client)
