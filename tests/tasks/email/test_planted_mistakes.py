"""Drafts with one planted mistake: the check of an edited draft finds each, and only that."""

from dataclasses import replace

import pytest

from app.records import EmailRequest, Gravity, Language, Run, SourceText
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary


class _NoRuns:
    def new_id(self) -> str:
        return "run"

    def keep(self, run: Run) -> None:
        """Forget it."""


_DRAFTING = EmailDrafting(TemplateLibrary(), lambda: None, _NoRuns())  # type: ignore[arg-type] # two methods are enough
_REQUESTS: dict[Language, EmailRequest] = {
    "en": EmailRequest(
        "quotation-cover",
        {
            "recipient": "Ms Ellen Brandt",
            "item": "500 printed tins",
            "quotation": "Q-118",
            "amount": "3,400.00 EUR",
            "valid-until": "2026-04-30",
            "sender": "Haruka Mori",
            "company": "Kawabe Tea Ltd",
            "phone": "+81 75 555 0142",
        },
        notes="Artwork is needed as PDF.",
        reply_to=SourceText("mail.eml", "Could you quote 500 tins for our shop in Hamburg? Ellen Brandt"),
        attachments=("quotation.pdf",),
    ),
    "ja": EmailRequest(
        "meeting-request",
        {
            "recipient": "株式会社みどり園 山田花子",
            "topic": "新パッケージの件",
            "date": "2026-04-14",
            "time": "10:00",
            "place": "弊社大阪営業所",
            "sender": "森 春香",
            "company": "川辺製茶株式会社",
        },
        language="ja",
    ),
}

_MISTAKES: list[tuple[Language, str, str, str]] = [
    # language, what stands in the mail, what takes its place, the code of the finding
    ("en", "30 April 2026", "30 May 2026", "invented-date"),
    ("en", "30 April 2026", "Friday, 30 April 2026", "weekday-does-not-fit"),
    ("en", "3,400.00 EUR", "3,500.00 EUR", "invented-amount"),
    ("en", "3,400.00 EUR", "3,400.00 USD", "invented-amount"),
    ("en", "3,400.00 EUR", "a fair price", "missing-fact"),
    ("en", "Artwork", "We give you a 10% discount. Artwork", "invented-percentage"),
    ("en", "Artwork", "It takes 6 weeks. Artwork", "invented-number"),
    ("en", "Artwork", "It comes next week. Artwork", "invented-date"),
    ("en", "Artwork", "Call us at 9:30. Artwork", "invented-time"),
    ("en", "Artwork", "Mr John Smith will call. Artwork", "invented-person"),
    ("en", "Artwork", "Our partner Nakamura prints it. Artwork", "unknown-name"),
    ("en", "Artwork", "Miller Printing Ltd prints it. Artwork", "invented-organisation"),
    ("en", "Artwork", "Write to sales@other.example. Artwork", "invented-email"),
    ("en", "Artwork", "See https://other.example/tins. Artwork", "invented-url"),
    ("en", "500 printed tins.", "500 printed tins, order KC-99.", "invented-code"),
    ("en", "+81 75 555 0142", "+81 75 555 0199", "invented-phone"),
    ("en", "Ms Ellen Brandt", "[Name]", "placeholder-left"),
    ("en", "Ms Ellen Brandt", "Ms Anna Schmidt", "invented-person"),
    ("en", "Q-118", "Q-181", "invented-code"),
    ("en", "Dear", "Here is the email:\n\nDear", "meta-talk"),
    ("en", "Artwork", "お見積書をお送りいたしますのでご確認ください。\nArtwork", "wrong-language"),
    ("en", "Artwork", "We ship it free of charge. Artwork", "promise-invented"),
    ("en", "Dear Ms Ellen Brandt,", "Dear Haruka Mori,", "addressed-to-sender"),
    ("en", "Dear Ms Ellen Brandt,", "Good news for you:", "greeting-missing"),
    ("en", "\n\nHaruka Mori\n", "\n\nEllen Brandt\n", "signed-by-recipient"),
    ("ja", "ご都合は", "送料は無料でございます。\nご都合は", "promise-invented"),
    ("ja", "山田花子 様", "鈴木一郎 様", "wrong-recipient"),
    ("ja", "ご都合は", "資料を添付いたします。\nご都合は", "attachment-absent"),
    ("ja", "2026年4月14日（火）", "2026年4月15日（水）", "invented-date"),
    ("ja", "2026年4月14日（火）", "2026年4月14日（水）", "weekday-does-not-fit"),
    ("ja", "10:00", "11:00", "missing-fact"),
    ("ja", "ご都合は", "11時に参ります。\nご都合は", "invented-time"),
    ("ja", "ご都合は", "費用は5,000円です。\nご都合は", "invented-amount"),
    ("ja", "ご都合は", "20%割引いたします。\nご都合は", "invented-percentage"),
    ("ja", "ご都合は", "鈴木一郎様も同席します。\nご都合は", "invented-person"),
    ("ja", "ご都合は", "来週でも結構です。\nご都合は", "invented-date"),
    ("ja", "山田花子", "〇〇", "placeholder-left"),
    ("ja", "ご都合は", "Please let us know whether this date suits you.\nご都合は", "wrong-language"),
    ("ja", "■ 場所：弊社大阪営業所\n", "", "missing-fact"),
    ("ja", "川辺製茶株式会社", "川上製茶株式会社", "invented-organisation"),
]


@pytest.mark.parametrize(("language", "right", "wrong", "code"), _MISTAKES)
def test_a_planted_mistake_is_found_where_it_stands(
    language: Language, right: str, wrong: str, code: str
) -> None:
    request = _REQUESTS[language]
    draft = _DRAFTING.draft(request)
    assert draft.findings == ()
    assert right in draft.body
    body = draft.body.replace(right, wrong)
    _, findings = _DRAFTING.check(request, draft.subject, body)
    assert code in {finding.code for finding in findings}
    finding = next(finding for finding in findings if finding.code == code)
    if code not in {"missing-fact", "greeting-missing"}:
        assert finding.start is not None
        assert finding.end is not None
        assert body[finding.start : finding.end].strip() in wrong
    doubts = {"unknown-name", "missing-fact", "greeting-missing", "attachment-absent"}
    if code not in doubts and "week" not in wrong and "来週" not in wrong:
        assert finding.gravity == Gravity.WRONG


def test_a_mistake_in_the_subject_is_found_without_a_place() -> None:
    request = _REQUESTS["en"]
    draft = _DRAFTING.draft(request)
    _, findings = _DRAFTING.check(request, "Quotation Q-999", draft.body)
    assert [(finding.code, finding.start) for finding in findings] == [("invented-code", None)]


@pytest.mark.parametrize(
    ("right", "other"),
    [
        ("30 April 2026", "April 30"),
        ("30 April 2026", "Thursday, 30 April 2026"),
        ("3,400.00 EUR", "€3,400"),
        ("Ms Ellen Brandt", "Ms Brandt"),
        ("We look forward to hearing from you.", "We hope to hear from you."),
        ("Artwork is needed as PDF.", "For Hamburg we need the artwork as PDF."),
        ("Kind regards", "Best regards"),
    ],
)
def test_an_edit_that_keeps_to_what_was_given_is_no_finding(right: str, other: str) -> None:
    request = _REQUESTS["en"]
    draft = _DRAFTING.draft(request)
    facts, findings = _DRAFTING.check(request, draft.subject, draft.body.replace(right, other))
    assert findings == ()
    assert all(check.found for check in facts)


def test_a_request_that_nothing_answers_is_told_unless_it_is_left_out() -> None:
    question = "Do you also repair old kettles?"
    mail = SourceText("mail.eml", f"Could you quote 500 tins? {question} Ellen Brandt")
    request = replace(_REQUESTS["en"], reply_to=mail)
    draft = _DRAFTING.draft(request)
    assert [(one.code, one.parameters["value"]) for one in draft.findings] == [
        ("request-unanswered", question)
    ]
    assert _DRAFTING.draft(replace(request, left_out=(question,))).findings == ()
    answered = draft.body.replace("Artwork", "Old kettles are outside our field. Artwork")
    assert _DRAFTING.check(request, draft.subject, answered)[1] == ()


def test_an_attachment_that_is_still_to_be_added_is_a_reminder() -> None:
    draft = _DRAFTING.draft(replace(_REQUESTS["en"], attachments=()))
    (finding,) = draft.findings
    assert (finding.code, finding.gravity) == ("attachment-absent", Gravity.NOTE)


def test_a_long_mail_to_answer_does_not_keep_the_check_waiting() -> None:
    long = SourceText("long.eml", "Order KC-2041 has 5 boxes, to be here on 3 May 2026.\n" * 20_000)
    request = replace(_REQUESTS["en"], reply_to=long)
    draft = _DRAFTING.draft(request)
    (finding,) = _DRAFTING.check(request, draft.subject, draft.body)[1]
    assert (finding.code, finding.parameters["limit"]) == ("read-in-part", "11")
