"""Redrafts: another style around the same facts, one paragraph in other words, a translation."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import Cancelled, EngineError, InputError
from app.events import Cancellation
from app.history.runs import RunStore
from app.records import EmailRequest, EmailResult, Length, Tone
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.redrafting import Redrafted, Reworded, Standing, paragraph_span
from app.tasks.email.templates import TemplateLibrary
from tests.fakes import FakeEngine

_NOTE = "we pay the express delivery"
_SENTENCE = "We will pay the express delivery."
_REQUEST = EmailRequest(
    "delay-notice",
    {
        "recipient": "Ms Ellen Brandt",
        "item": "two office chairs",
        "order": "KC-2041",
        "new-date": "2026-03-19",
        "reason": "the ship was held up in Busan",
        "sender": "Haruka Mori",
    },
    notes=_NOTE,
    language="en",
)
_ORDERED = "We regret to inform you that the delivery of two office chairs (order KC-2041) will be later than planned."


class Desk:
    """A drafting job with a model whose answers a test gives."""

    def __init__(self, folder: Path, *replies: str | Exception) -> None:
        self.engine = FakeEngine(replies) if replies else None
        self.runs = RunStore(folder / "records.sqlite3")
        self.drafting = EmailDrafting(TemplateLibrary(), lambda: self.engine, self.runs)

    def answer(self, *replies: str | Exception) -> None:
        self.engine = FakeEngine(replies) if replies else None

    def draft(self, request: EmailRequest = _REQUEST) -> Standing:
        result = self.drafting.draft(request)
        return Standing(request, result.subject, result.body, result.body)

    def redraft(self, standing: Standing, **style: object) -> Redrafted:
        return self.drafting.redraft(standing, replace(standing.request, **style))  # type: ignore[arg-type]

    def reword(self, standing: Standing, words: str) -> Reworded:
        return self.drafting.reword(standing, standing.body.index(words))


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Desk]:
    return lambda *replies: Desk(tmp_path, *replies)


def _told(result: EmailResult) -> dict[str, object]:
    return {finding.code: finding.parameters.get("value") for finding in result.findings}


def test_another_tone_changes_the_prose_and_keeps_every_fact(desk: Callable[..., Desk]) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    work.answer("We will gladly pay the express delivery.")
    redrafted = work.redraft(standing, tone=Tone.FORMAL)
    assert _ORDERED in redrafted.result.body
    assert "We will gladly pay the express delivery." in redrafted.result.body
    assert all(fact.found for fact in redrafted.result.facts)
    assert redrafted.request.tone == Tone.FORMAL
    assert redrafted.drafted == redrafted.result.body


def test_another_length_keeps_the_sentences_of_the_notes_without_asking(desk: Callable[..., Desk]) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    work.answer("Never asked.")
    redrafted = work.redraft(standing, length=Length.LONG)
    assert _SENTENCE in redrafted.result.body
    assert "look for a way together" in redrafted.result.body
    assert work.engine is not None
    assert work.engine.conversations == []
    assert redrafted.result.method == "model"


@pytest.mark.parametrize("replies", [(), ("We pay 40 euros for the express delivery.",)])
def test_where_no_wording_in_the_new_tone_says_the_same_the_earlier_one_stands(
    desk: Callable[..., Desk], replies: tuple[str, ...]
) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    work.answer(*replies)
    result = work.redraft(standing, tone=Tone.WARM).result
    assert _SENTENCE in result.body
    assert "40" not in result.body


def test_what_the_user_changed_goes_along_into_the_new_style(desk: Callable[..., Desk]) -> None:
    work = desk()
    standing = work.draft()
    mine = replace(standing, subject="Late again", body=standing.body + "\n\nPS See you at the fair.")
    redrafted = work.redraft(mine, tone=Tone.FORMAL)
    assert redrafted.result.body.endswith("Haruka Mori\n\nPS See you at the fair.")
    assert redrafted.result.subject == "Late again"
    assert "PS" not in redrafted.drafted
    assert "own-words-left-out" not in _told(redrafted.result)


def test_a_change_without_a_place_in_the_new_style_is_told(desk: Callable[..., Desk]) -> None:
    work = desk()
    standing = work.draft()
    changed = standing.body.replace("We apologise for the inconvenience.", "My heart bleeds.")
    result = work.redraft(replace(standing, body=changed), tone=Tone.FORMAL).result
    assert "My heart bleeds." not in result.body
    assert _told(result)["own-words-left-out"] == "My heart bleeds."


def test_a_translation_is_the_template_in_the_other_language_with_the_same_values(
    desk: Callable[..., Desk],
) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    work.answer("速達料金は弊社にて負担いたします。")
    result = work.redraft(standing, language="ja").result
    assert "■ ご注文番号：KC-2041\n" in result.body
    assert "■ 新しい納期：2026年3月19日（木）\n" in result.body
    assert "速達料金は弊社にて負担いたします。" in result.body
    assert all(fact.found for fact in result.facts)
    assert result.language == "ja"
    told = _told(result)
    assert told["note-translated"] == _NOTE
    assert told["fact-not-translated"] == "the ship was held up in Busan"


def test_a_translation_with_another_value_in_it_is_not_kept(desk: Callable[..., Desk]) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    work.answer("速達料金3000円は弊社にて負担いたします。")
    result = work.redraft(standing, language="ja").result
    assert "3000" not in result.body
    assert _told(result)["notes-in-other-language"] == _NOTE


def test_without_a_model_a_translation_tells_which_words_were_not_translated(
    desk: Callable[..., Desk],
) -> None:
    work = desk()
    standing = work.draft()
    mine = replace(standing, body=standing.body + "\n\nPS See you at the fair.")
    told = _told(work.redraft(mine, language="ja").result)
    assert told["notes-in-other-language"] == _NOTE
    assert told["own-words-not-translated"] == "PS See you at the fair."


def test_a_japanese_mail_is_translated_back_with_the_same_values(desk: Callable[..., Desk]) -> None:
    work = desk()
    there = work.redraft(work.draft(), language="ja")
    standing = Standing(there.request, there.result.subject, there.result.body, there.drafted)
    assert work.redraft(standing, language="en").result.body == work.draft().body


def test_each_redraft_is_kept_in_the_records(desk: Callable[..., Desk]) -> None:
    work = desk()
    redrafted = work.redraft(work.draft(), tone=Tone.WARM)
    assert work.runs.get(redrafted.result.run).input["tone"] == "warm"


def test_a_redraft_can_be_stopped(desk: Callable[..., Desk]) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    stop = Cancellation()
    stop.request()
    with pytest.raises(Cancelled):
        work.drafting.redraft(standing, replace(_REQUEST, tone=Tone.WARM), cancellation=stop)


def test_a_template_without_the_language_is_an_error_in_words(
    desk: Callable[..., Desk], tmp_path: Path
) -> None:
    (tmp_path / "mine.yaml").write_text(
        "id: mine\ntitles: {en: Mine, ja: 自分}\ndescriptions: {en: A, ja: B}\nfacts: []\n"
        'skeletons:\n  en:\n    subject: S\n    body: "{{ notes }}"\n',
        encoding="utf-8",
    )
    drafting = EmailDrafting(TemplateLibrary(tmp_path), lambda: None, desk().runs)
    with pytest.raises(InputError, match="template-not-in-language"):
        drafting.redraft(
            Standing(EmailRequest("mine", {}, "x"), "S", "X.", "X."), EmailRequest("mine", {}, language="ja")
        )


_OLD = "We apologise for the inconvenience. If you have any questions, please let us know."


def test_a_paragraph_comes_in_other_words_where_they_say_the_same(desk: Callable[..., Desk]) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    work.answer("We are sorry for the inconvenience.", "Should you have any questions, please let us know.")
    reworded = work.reword(standing, "If you have")
    new = "We are sorry for the inconvenience. Should you have any questions, please let us know."
    assert reworded.body == standing.body.replace(_OLD, new)
    assert reworded.drafted == reworded.body
    assert reworded.kept is None
    assert standing.body[reworded.start :].startswith(_OLD)


@pytest.mark.parametrize(
    "reply",
    ["We apologise for the inconvenience of 12 March.", "We offer a discount.", "", "I cannot do that."],
)
def test_a_paragraph_stays_where_other_words_do_not_say_the_same(
    desk: Callable[..., Desk], reply: str
) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    work.answer(reply)
    reworded = work.reword(standing, "We apologise")
    assert reworded.body == standing.body
    assert reworded.kept is not None
    assert reworded.kept.code == "paragraph-kept"


def test_the_likeliest_wording_may_be_the_old_one_and_another_is_asked_for(desk: Callable[..., Desk]) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    work.answer(_SENTENCE, "The express delivery is paid by us.", "We shall pay the express delivery.")
    assert "We shall pay the express delivery." in work.reword(standing, "We will pay").body


def test_without_a_model_the_paragraph_stays_and_the_reason_is_told(desk: Callable[..., Desk]) -> None:
    work = desk()
    reworded = work.reword(work.draft(), "We apologise")
    assert reworded.kept is not None
    assert reworded.kept.code == "paragraph-needs-model"


def test_a_paragraph_of_the_users_own_stays_the_users(desk: Callable[..., Desk]) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    mine = replace(standing, body=standing.body + "\n\nThe gate is closed on Monday.")
    work.answer("The gate will be closed on Monday.")
    reworded = work.reword(mine, "The gate")
    assert reworded.body.endswith("The gate will be closed on Monday.")
    assert reworded.drafted == standing.drafted


def test_a_dead_model_is_told(desk: Callable[..., Desk]) -> None:
    work = desk(_SENTENCE)
    standing = work.draft()
    work.answer(EngineError("model-stopped", file="m", status="9"))
    with pytest.raises(EngineError, match="model-stopped"):
        work.reword(standing, "We apologise")


@pytest.mark.parametrize(("place", "expected"), [(0, "a\nb"), (4, "a\nb"), (5, "c"), (8, "d"), (9, "d")])
def test_a_paragraph_reaches_from_blank_line_to_blank_line(place: int, expected: str) -> None:
    start, end = paragraph_span("a\nb\n\nc\n\nd", place)
    assert "a\nb\n\nc\n\nd"[start:end] == expected
