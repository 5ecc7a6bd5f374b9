"""What is read ahead is the beginning of what a draft asks, and no text of the user's stands before its last message."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.engine.engine import Message
from app.errors import Cancelled, EngineError, LibraryError
from app.events import Cancellation
from app.history.runs import RunStore
from app.records import EmailRequest, SourceText, Tone
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary
from tests.fakes import FakeEngine

_REQUEST = EmailRequest(
    "delay-notice",
    {"recipient": "Ms Ellen Brandt", "item": "tea", "new-date": "2026-03-19", "sender": "Haruka Mori"},
    tone=Tone.WARM,
)
_MAIL = SourceText("question.eml", "Dear Ms Mori,\nwhen will order KC-2041 arrive?\nEllen Brandt")


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine(["No express is possible."])


@pytest.fixture
def drafting(engine: FakeEngine, tmp_path: Path) -> EmailDrafting:
    return EmailDrafting(TemplateLibrary(), lambda: engine, RunStore(tmp_path / "records.sqlite3"))


def _begins_like(asked: Sequence[Message], prepared: Sequence[Message]) -> bool:
    """Whether what was read of *prepared*, up to the end of its last text, begins *asked*."""
    same = list(asked[: len(prepared) - 1]) == list(prepared[:-1])
    return same and asked[len(prepared) - 1].text.startswith(prepared[-1].text)


@pytest.mark.parametrize("mail", [None, _MAIL])
@pytest.mark.parametrize("notes", ["", "no expr", "no express", "no express\nlunch is on us"])
def test_a_draft_begins_with_what_was_read_while_the_notes_were_written(
    drafting: EmailDrafting, engine: FakeEngine, notes: str, mail: SourceText | None
) -> None:
    drafting.prepare(replace(_REQUEST, notes=notes, reply_to=mail, language="en"))
    (prepared,) = engine.prepared
    drafting.draft(replace(_REQUEST, notes="no express\nlunch is on us", reply_to=mail))
    assert _begins_like(engine.conversations[0], prepared)
    assert "no expr" not in notes or "no expr" in prepared[-1].text


def test_a_draft_reads_nothing_ahead_that_makes_the_model_forget(
    drafting: EmailDrafting, engine: FakeEngine
) -> None:
    drafting.draft(replace(_REQUEST, notes="no express"))
    assert engine.prepared == engine.conversations[:1]


def test_nothing_of_the_users_stands_where_it_would_be_kept(
    drafting: EmailDrafting, engine: FakeEngine
) -> None:
    drafting.prepare(replace(_REQUEST, notes="secret note", reply_to=_MAIL))
    kept = "".join(message.text for message in engine.prepared[0][:-1])
    assert "secret" not in kept
    assert "KC-2041" not in kept


def test_a_mail_without_its_facts_is_read_ahead_in_its_language(
    drafting: EmailDrafting, engine: FakeEngine
) -> None:
    drafting.prepare(EmailRequest("delay-notice", {}, language="ja"))
    assert "取引先へのメール" in engine.prepared[0][0].text


def test_a_model_that_fails_or_is_missing_is_no_reason_to_tell(tmp_path: Path) -> None:
    class Failing(FakeEngine):
        def prepare(self, *_: object, **__: object) -> None:
            raise EngineError("text-too-long", limit=1)

    def missing() -> None:
        raise LibraryError("model-not-found", model="x")

    for find in (lambda: None, Failing, missing):
        EmailDrafting(TemplateLibrary(), find, RunStore(tmp_path / "r.sqlite3")).prepare(_REQUEST)


def test_the_wish_to_stop_is_told(drafting: EmailDrafting) -> None:
    stop = Cancellation()
    stop.request()
    with pytest.raises(Cancelled):
        drafting.prepare(_REQUEST, cancellation=stop)
