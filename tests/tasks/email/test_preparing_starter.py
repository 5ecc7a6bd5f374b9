"""With a real model the first word comes much sooner after the mail and the notes were read ahead."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.engine.client import EngineClient
from app.engine.engine import Completion, Message
from app.history.runs import RunStore
from app.records import EmailRequest, SourceText
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary

pytestmark = pytest.mark.starter

_REQUEST = EmailRequest(
    "delay-notice",
    {"recipient": "Ms Ellen Brandt", "item": "tea", "new-date": "2026-03-19", "sender": "Haruka Mori"},
    notes="the boxes are now wrapped in foil",
    reply_to=SourceText("m.eml", "When will the tea arrive? " * 30),
    language="en",
)


class TimedEngine(EngineClient):
    """Takes note of the moment of its first word."""

    first_word: float | None = None

    def complete(self, conversation: Sequence[Message], **options: Any) -> Completion:
        def hear(_text: str) -> None:
            self.first_word = self.first_word or time.monotonic()

        return super().complete(conversation, on_text=hear, **options)


def _seconds_to_first_word(starter: Path, folder: Path, *, prepared: bool) -> float:
    engine = TimedEngine(starter)
    drafting = EmailDrafting(TemplateLibrary(), lambda: engine, RunStore(folder / "records.sqlite3"))
    engine.complete([Message("user", "Hello")], max_tokens=1)
    engine.first_word = None
    if prepared:
        drafting.prepare(replace(_REQUEST, notes="the boxes are now wr"))
    begun = time.monotonic()
    drafting.draft(_REQUEST)
    engine.close()
    assert engine.first_word is not None
    return engine.first_word - begun


def test_what_was_read_ahead_is_not_read_again(starter_model: Path, tmp_path: Path) -> None:
    cold = _seconds_to_first_word(starter_model, tmp_path, prepared=False)
    assert _seconds_to_first_word(starter_model, tmp_path, prepared=True) < cold / 2
