"""Every mail template can be sent as it stands, in each language, tone and length."""

import itertools
import re
from typing import get_args

import pytest

from app.records import EmailRequest, Language, Length, Relation, Tone
from app.resource_files import file_path, names_in
from app.tasks.email.filling import filled
from app.tasks.email.given_facts import given_facts
from app.tasks.email.sample_facts import sample_facts
from app.tasks.email.template_checking import check
from app.tasks.email.templates import EmailTemplate, TemplateLibrary
from app.text.messages import catalogue
from app.verification.facts import check_facts

_LIBRARY = TemplateLibrary()
_TEMPLATES = {template.id: template for template in _LIBRARY.all()}
_WAYS = list(itertools.product(get_args(Language), Tone, Length, (True, False)))

_PLACEHOLDER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\[[^\]]*\]|<[^>]*>|XX|○○|〇〇|●●|TODO|\bNone\b|\bTrue\b|\bFalse\b"
)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|（\s*）|「\s*」|“\s*”")
_LABEL_ALONE = re.compile(r"^[-■][^\n]*[:：]\s*$", re.MULTILINE)
_HEADING_ALONE = re.compile(r"^■[^：\n]*$\n(?!・)", re.MULTILINE)
_INTRODUCTION_ALONE = re.compile(r"[^\n]:\n\n(?!- )")
_BAD_MARKS = re.compile(r"\.\.|。。|、。|,\.|\s[.,:;?!](?:\s|$)|:\.|\?\.|：。|[^\S\n]{2,}")
_PROMISES = re.compile(
    r"free of charge|at no cost|discount|guarantee|refund|compensat|voucher|within \d|\d+ (?:hours|days)"
    r"|無料|無償|割引|値引|保証いたし|返金いたし|以内に",
    re.IGNORECASE,
)


def _mail(
    template: EmailTemplate,
    language: Language,
    tone: Tone = Tone.PLAIN,
    length: Length = Length.NORMAL,
    *,
    optional: bool = True,
    relation: Relation | None = None,
) -> tuple[str, str]:
    facts = sample_facts(template, language, optional=optional)
    request = EmailRequest(template.id, facts, language=language, tone=tone, length=length, relation=relation)
    mail = filled(template, given_facts(template, request, language), request, language, with_notes=False)
    return mail.subject, mail.body()


def test_there_are_more_than_thirty() -> None:
    assert len(_TEMPLATES) >= 40


@pytest.mark.parametrize("template_id", _TEMPLATES)
def test_a_mail_has_no_gap_in_any_language_tone_or_length(template_id: str) -> None:
    template = _TEMPLATES[template_id]
    for language, tone, length, optional in _WAYS:
        subject, body = _mail(template, language, tone, length, optional=optional)
        way = f"{language} {tone} {length} {optional}\n{subject}\n{body}"
        assert subject, way
        assert "\n" not in subject, way
        for text in (subject, body):
            assert not _PLACEHOLDER.search(text), way
            assert not _EMPTY_BRACKETS.search(text), way
            assert not _BAD_MARKS.search(text.replace("--------------------", "")), way
        assert "\n\n\n" not in body.replace("\n\n\nHaruka", "\n\nHaruka"), way
        assert not _LABEL_ALONE.search(body), way
        assert not _HEADING_ALONE.search(body), way
        if language == "en" and template_id != "inquiry-reply":  # there, the answer follows
            assert not _INTRODUCTION_ALONE.search(body), way


@pytest.mark.parametrize("template_id", _TEMPLATES)
def test_each_given_fact_stands_in_the_mail(template_id: str) -> None:
    template = _TEMPLATES[template_id]
    for language, tone, length, _ in _WAYS:
        subject, body = _mail(template, language, tone, length)
        request = EmailRequest(template.id, sample_facts(template, language))
        expected = [each.expected(language) for each in given_facts(template, request, language)]
        checks = check_facts(expected, subject, body, language)
        assert [each.key for each in checks if not each.found] == [], f"{language} {tone} {length}\n{body}"


@pytest.mark.parametrize("template_id", _TEMPLATES)
def test_a_longer_mail_is_longer_and_a_tone_can_be_heard(template_id: str) -> None:
    template = _TEMPLATES[template_id]
    for language in get_args(Language):
        sizes = [len(_mail(template, language, length=length)[1]) for length in Length]
        assert sizes[0] <= sizes[1] < sizes[2]
        assert sizes[0] < sizes[2]
        assert len({_mail(template, language, tone)[1] for tone in Tone}) == 3


@pytest.mark.parametrize("template_id", _TEMPLATES)
def test_nothing_is_promised_that_is_not_a_fact(template_id: str) -> None:
    template = _TEMPLATES[template_id]
    for language, tone, length, _ in _WAYS:
        _, body = _mail(template, language, tone, length, optional=False)
        promised = {match[0].lower() for match in _PROMISES.finditer(body)}
        # The kind of mail itself tells of these.
        promised -= {"refund"} if template_id == "refund-notice" else set()
        assert promised == set(), body


@pytest.mark.parametrize("name", names_in("templates", ".yaml"))
def test_nothing_is_wrong_with_our_own(name: str) -> None:
    assert check(file_path(name).read_text(encoding="utf-8")) == ()


@pytest.mark.parametrize(
    ("relation", "tone", "opening"),
    [
        (Relation.PARTNER, Tone.PLAIN, "いつもお世話になっております。\n川辺製茶株式会社の森 春香です。"),
        (Relation.PARTNER, Tone.FORMAL, "平素より格別のご高配を賜り、"),
        (Relation.CUSTOMER, Tone.FORMAL, "平素より格別のお引き立てを賜り、"),
        (
            Relation.FIRST_CONTACT,
            Tone.PLAIN,
            "初めてご連絡差し上げます。\n川辺製茶株式会社の森 春香と申します。",
        ),
        (Relation.COLLEAGUE, Tone.PLAIN, "お疲れさまです。森 春香です。"),
    ],
)
def test_a_japanese_mail_opens_as_the_relation_asks(relation: Relation, tone: Tone, opening: str) -> None:
    _, body = _mail(_TEMPLATES["visit-request"], "ja", tone, relation=relation)
    assert f"\n\n{opening}" in body


def test_who_writes_for_the_first_time_says_who_it_is() -> None:
    _, body = _mail(_TEMPLATES["visit-request"], "en", relation=Relation.FIRST_CONTACT)
    assert "My name is Haruka Mori, and I am writing to you on behalf of Kawabe Tea." in body
    _, body = _mail(_TEMPLATES["visit-request"], "en")
    assert "My name is" not in body


def test_each_relation_has_its_word() -> None:
    wanted = {f"relation-{relation.value}" for relation in Relation}
    for language in get_args(Language):
        assert wanted <= set(catalogue(language)["words"])


def test_a_formal_letter_stands_between_its_two_words() -> None:
    template = _TEMPLATES["price-change-notice"]
    _, body = _mail(template, "ja", Tone.FORMAL)
    assert "\n\n拝啓　時下" in body
    assert "\n\n敬具\n\n----" in body
    for other in (_mail(template, "ja")[1], _mail(_TEMPLATES["receipt-cover"], "ja", Tone.FORMAL)[1]):
        assert "拝啓" not in other
        assert "敬具" not in other


@pytest.mark.parametrize("template_id", sorted(_TEMPLATES))
def test_no_letter_begins_without_its_end(template_id: str) -> None:
    for tone, length, relation in itertools.product(Tone, Length, Relation):
        _, body = _mail(_TEMPLATES[template_id], "ja", tone, length, relation=relation)
        assert body.count("拝啓") == body.count("敬具"), (tone, length, relation)


def test_a_letter_to_somebody_new_says_who_writes() -> None:
    _, body = _mail(_TEMPLATES["price-change-notice"], "ja", Tone.FORMAL, relation=Relation.FIRST_CONTACT)
    assert "お許しください。\n川辺製茶株式会社の森 春香と申します。\n" in body


def test_a_colleague_is_addressed_as_one() -> None:
    template = _TEMPLATES["absence-notice"]
    facts = sample_facts(template, "ja") | {"recipient": "田中"}
    request = EmailRequest(template.id, facts, relation=Relation.COLLEAGUE)
    body = filled(template, given_facts(template, request, "ja"), request, "ja", with_notes=False).body()
    assert body.startswith("田中さん\n\nお疲れさまです。")
