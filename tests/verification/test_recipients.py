"""A mail greets the one that it is for, and is signed by the one who writes it."""

import pytest

from app.records import Language
from app.verification.recipients import recipient_findings

_EN = "Dear Ms Ellen Brandt,\n\nThank you.\n\nKind regards,\n\nHaruka Mori\nKawabe Tea"
_JA = (
    "株式会社みどり園\n山田花子 様\n\nいつもお世話になっております。\n川辺製茶株式会社の森 春香です。\n\n"
    "承知いたしました。\n\n--------------------\n川辺製茶株式会社\n森 春香\n--------------------"
)


def _found(body: str, language: Language = "en", recipient: str | None = None) -> list[tuple[str, str]]:
    given = recipient or ("Ms Ellen Brandt" if language == "en" else "株式会社みどり園 山田花子")
    sender = "Haruka Mori" if language == "en" else "森 春香"
    plain = _EN if language == "en" else _JA
    findings = recipient_findings(body, plain, given, sender, language)
    return [(one.code, body[one.start : one.end] if one.end else "") for one in findings]


def test_the_right_names_are_no_finding() -> None:
    assert _found(_EN) == []
    assert _found(_JA, "ja") == []


@pytest.mark.parametrize(
    ("greeting", "code", "value"),
    [
        ("Dear Ms Anna Schmidt,", "wrong-recipient", "Ms Anna Schmidt"),
        ("Hello Tom,", "wrong-recipient", "Tom"),
        ("Dear Mr Brandt,", "wrong-recipient", "Mr Brandt"),
        ("Dear Haruka Mori,", "addressed-to-sender", "Haruka Mori"),
        ("Thank you for your mail.", "greeting-missing", ""),
    ],
)
def test_another_greeting_is_pointed_out(greeting: str, code: str, value: str) -> None:
    assert _found(_EN.replace("Dear Ms Ellen Brandt,", greeting)) == [(code, value)]


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Ellen,",
        "Hi Ellen,",
        "Dear Ms Brandt,",
        "Hello Ellen Brandt",
        "Dear Sir or Madam,",
        "Dear all,",
        "Good morning,",
    ],
)
def test_the_same_person_may_be_greeted_in_other_words(greeting: str) -> None:
    assert _found(_EN.replace("Dear Ms Ellen Brandt,", greeting)) == []


@pytest.mark.parametrize(
    ("right", "other", "code"),
    [
        ("山田花子 様", "鈴木一郎 様", "wrong-recipient"),
        ("山田花子 様", "森 春香 様", "addressed-to-sender"),
        ("株式会社みどり園\n山田花子 様\n\nいつもお世話になっております。\n", "", "greeting-missing"),
    ],
)
def test_another_addressee_is_pointed_out_in_japanese(right: str, other: str, code: str) -> None:
    assert [found for found, _ in _found(_JA.replace(right, other), "ja")] == [code]


@pytest.mark.parametrize(
    "name", ["山田 様", "山田花子様", "ご担当者 様", "株式会社みどり園 御中", "山田さん", "お客様"]
)
def test_the_same_addressee_may_be_written_otherwise(name: str) -> None:
    assert _found(_JA.replace("山田花子 様", name), "ja") == []


def test_a_mail_signed_by_its_reader_is_pointed_out() -> None:
    assert _found(_EN.replace("Haruka Mori", "Ellen Brandt")) == [("signed-by-recipient", "Ellen Brandt")]
    swapped = _JA.replace("森 春香\n---", "山田花子\n---")
    assert _found(swapped, "ja") == [("signed-by-recipient", "山田花子")]


def test_an_organisation_may_be_greeted_by_its_name_or_its_team() -> None:
    body = _EN.replace("Ms Ellen Brandt", "Nordlicht team")
    assert _found(body, recipient="Nordlicht GmbH") == []


def test_without_a_known_recipient_only_the_greeting_counts() -> None:
    assert list(recipient_findings(_EN, _EN, "", "", "en")) == []


def test_a_name_of_one_sign_is_not_found_in_a_word_of_the_signature() -> None:
    body = "Dear º,\n\nBest regards,\n\nPhone: +49 40 5550123"
    assert not list(recipient_findings(body, body, "º", "0", "en"))
