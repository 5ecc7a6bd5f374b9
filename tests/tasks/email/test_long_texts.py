"""What the model cannot take is told with its length in pages, and the draft is there all the same."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.engine.engine import Message
from app.errors import EngineError
from app.history.runs import RunStore
from app.records import EmailRequest, EmailResult, Gravity, Language, SourceText
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary
from app.text.messages import finding_sentence
from tests.fakes import FakeEngine, NarrowEngine

_REQUEST = EmailRequest(
    "delay-notice",
    {"recipient": "Ms Ellen Brandt", "item": "tea", "new-date": "2026-03-19", "sender": "Haruka Mori"},
    notes="no express",
)
_TALK = " ".join(f"We had cup number {number} of your tea." for number in range(200))
"""Three and a half pages."""


class Narrow(NarrowEngine):
    """A model that takes so many characters of a whole conversation."""

    def _check(self, conversation: Sequence[Message]) -> None:
        length = sum(len(message.text) for message in conversation)
        if length > self.longest:
            raise EngineError("text-too-long", limit=self.longest // 4, length=length // 4)


@pytest.fixture
def runs(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "records.sqlite3")


def _draft(runs: RunStore, engine: FakeEngine, request: EmailRequest) -> EmailResult:
    return EmailDrafting(TemplateLibrary(), lambda: engine, runs).draft(request)


def test_the_whole_mail_to_answer_is_read(runs: RunStore) -> None:
    engine = FakeEngine(["No express is possible."])
    result = _draft(runs, engine, replace(_REQUEST, reply_to=SourceText("m.eml", _TALK)))
    assert "cup number 199" in engine.conversations[0][-1].text
    assert (result.method, result.findings) == ("model", ())


def test_a_mail_that_is_too_long_is_told_in_pages_and_the_notes_are_worded_without_it(runs: RunStore) -> None:
    engine = Narrow(5_000, ["No express is possible.", "Lunch is on us."])
    request = replace(_REQUEST, notes="no express\nlunch on us", reply_to=SourceText("m.eml", _TALK))
    result = _draft(runs, engine, request)
    assert result.method == "model"
    assert "No express is possible. Lunch is on us." in result.body
    (finding,) = result.findings
    assert (finding.code, finding.gravity) == ("mail-too-long", Gravity.NOTE)
    assert finding.parameters == {"source": "m.eml", "pages": "4", "limit": "2"}
    assert all("cup number" not in message.text for asked in engine.conversations for message in asked)


def test_a_mail_of_the_length_that_was_told_fits(runs: RunStore) -> None:
    engine = Narrow(5_000, ["No express is possible."])
    fitting = replace(_REQUEST, reply_to=SourceText("m.eml", _TALK[: 2 * 1_800]))
    assert _draft(runs, engine, fitting).findings == ()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_note_that_is_too_long_for_the_model_stands_as_it_is_and_is_told(
    runs: RunStore, language: Language
) -> None:
    note = "we talked " * 90 + "about tea"
    result = _draft(runs, Narrow(2_000, ["?"]), replace(_REQUEST, notes=note, language="en"))
    assert result.method == "template"
    (finding,) = result.findings
    assert (finding.code, finding.parameters["pages"]) == ("note-too-long", "0.5")
    assert "talked about tea." in result.body[finding.start : finding.end]
    sentence = finding_sentence(finding, language)
    assert "…" in sentence
    assert "0.5" in sentence


def test_a_note_of_more_than_a_page_is_not_asked_about(runs: RunStore) -> None:
    engine = FakeEngine(["No express is possible."])
    long = "we talked " * 300 + "about tea"
    result = _draft(runs, engine, replace(_REQUEST, notes=f"no express\n{long}"))
    assert len(engine.conversations) == 1
    (finding,) = result.findings
    assert (finding.code, finding.parameters["pages"], finding.parameters["limit"]) == (
        "note-too-long",
        "1.5",
        "1",
    )


def test_very_many_notes_are_told_once(runs: RunStore) -> None:
    notes = "\n".join(f"cup {number} is broken" for number in range(23))
    replies = [f"Cup {number} is broken." for number in range(23)]
    result = _draft(runs, FakeEngine(replies), replace(_REQUEST, notes=notes))
    (finding,) = result.findings
    assert (finding.code, finding.parameters) == ("too-many-notes", {"count": 23, "limit": 20})
    assert "Cup 22 is broken." in result.body


def test_what_is_read_ahead_of_a_mail_that_is_too_long_leaves_it_out(runs: RunStore) -> None:
    engine = Narrow(5_000, ["No express is possible."])
    drafting = EmailDrafting(TemplateLibrary(), lambda: engine, runs)
    request = replace(_REQUEST, reply_to=SourceText("m.eml", _TALK))
    drafting.prepare(request)
    (prepared,) = engine.prepared
    drafting.draft(request)
    assert engine.conversations[0] == prepared
