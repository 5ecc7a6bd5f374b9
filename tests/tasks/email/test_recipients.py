"""What is known of a recipient is filled in: typed facts stay, old days and amounts are only offered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.documents.contacts import Contact
from app.history.recipients import RecipientStore
from app.history.runs import RunStore
from app.records import EmailRequest, Relation, Tone
from app.tasks.email.manners import honoured
from app.tasks.email.office_profile import OfficeProfile
from app.tasks.email.recipients import (
    Remembered,
    facts_of,
    known_facts,
    plain_name,
    recall,
    remember_request,
)
from app.tasks.email.template_form import EmailTemplate
from app.tasks.email.templates import TemplateLibrary

TANAKA = Contact(
    name="田中 太郎",
    company="株式会社 青葉商事",
    department="営業部",
    emails=("tanaka@aoba.example.jp",),
    phones=("03-0000-0002",),
    address="〒100-0005 東京都千代田区丸の内1-2-3",
    language="ja",
)
BRANDT = Contact(name="Ellen Brandt", company="Brandt Foods", title="Buyer", emails=("ellen@brandt.example",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecipientStore]:
    runs = RunStore(tmp_path / "records.sqlite3")
    yield runs.recipients
    runs.close()


def shipped(name: str) -> EmailTemplate:
    return TemplateLibrary().get(name)


def template(*facts: tuple[str, str]) -> EmailTemplate:
    return EmailTemplate.model_validate(
        {
            "id": "own",
            "titles": "Own",
            "facts": [{"name": name, "type": kind, "labels": name} for name, kind in facts],
            "skeletons": {"en": {"subject": "x", "body": "x"}},
        }
    )


def test_a_japanese_recipient_stands_with_company_and_department(store: RecipientStore) -> None:
    facts = facts_of(TANAKA, shipped("apology"), "ja")
    assert facts == {"recipient": "株式会社青葉商事 営業部 田中 太郎"}
    assert honoured(facts["recipient"]) == "株式会社青葉商事\n営業部 田中 太郎 様"


def test_a_colleague_and_an_english_recipient_stand_with_the_name_alone() -> None:
    apology = shipped("apology")
    assert facts_of(TANAKA, apology, "ja", is_colleague=True) == {"recipient": "田中 太郎"}
    assert facts_of(TANAKA, apology, "en") == {"recipient": "田中 太郎"}
    assert facts_of(BRANDT, apology, "en") == {"recipient": "Ellen Brandt"}


def test_a_company_without_a_person_is_written_to() -> None:
    assert facts_of(Contact(company="Ek AB"), shipped("apology"), "en") == {"recipient": "Ek AB"}
    assert facts_of(Contact(emails=("a@b.example",)), shipped("apology"), "en") == {}


def test_facts_about_the_recipient_come_from_the_address_book() -> None:
    own = template(
        ("recipient", "person"), ("recipient-company", "organisation"), ("recipient-email", "email"),
        ("customer-address", "text"), ("delivery-address", "text"), ("phone", "phone"),
    )  # fmt: skip
    assert facts_of(TANAKA, own, "ja") == {
        "recipient": "田中 太郎",
        "recipient-company": "株式会社 青葉商事",
        "recipient-email": "tanaka@aoba.example.jp",
        "customer-address": "〒100-0005 東京都千代田区丸の内1-2-3",
    }


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("田中様", "田中"),
        ("青葉商事 御中", "青葉商事"),
        ("Ms Ellen Brandt", "Ellen Brandt"),
        ("Mrs. Lee", "Lee"),
        ("Msane", "Msane"),
    ],
)
def test_an_honorific_makes_no_other_person(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_lasting_facts_come_back_and_those_of_one_matter_are_only_offered(store: RecipientStore) -> None:
    order = shipped("order-confirmation")
    given = {
        "recipient": "Ms Ellen Brandt",
        "order": "KC-2041",
        "item": "15 kg Hojicha",
        "amount": "1,250.00 EUR",
        "delivery-date": "2026-03-12",
        "delivery_address": "Hafenstr. 4, Hamburg",
        "payment-terms": "30 days",
        "sender": "Haruka Mori",
        "company": "Kawabe Tea",
        "phone": "03-0000-0000",
    }
    request = EmailRequest(
        "order-confirmation", given, language="en", tone=Tone.WARM, relation=Relation.CUSTOMER
    )
    remember_request(store, order, request, "ellen@brandt.example")
    found = recall(store, order, "Ellen Brandt")
    assert found == Remembered(
        facts={"delivery-address": "Hafenstr. 4, Hamburg", "payment-terms": "30 days"},
        offers={
            "order": "KC-2041",
            "item": "15 kg Hojicha",
            "amount": "1,250.00 EUR",
            "delivery-date": "2026-03-12",
        },
        language="en",
        tone=Tone.WARM,
        relation=Relation.CUSTOMER,
    )
    assert recall(store, order, "", "ELLEN@brandt.example") == found


def test_another_template_gets_what_is_about_the_person_alone(store: RecipientStore) -> None:
    one = template(("recipient", "person"), ("recipient-company", "text"), ("place", "text"))
    given = {"recipient": "Bo", "recipient-company": "Ek AB", "place": "Kyoto"}
    remember_request(store, one, EmailRequest("own", given, tone=Tone.FORMAL))
    other = one.model_copy(update={"id": "other"})
    found = recall(store, other, "Bo")
    assert (found.facts, found.offers) == ({"recipient-company": "Ek AB"}, {})
    assert (found.tone, found.language) == (Tone.FORMAL, None)


def test_the_relation_of_the_template_is_remembered_where_none_was_chosen(store: RecipientStore) -> None:
    reminder = shipped("payment-reminder")
    remember_request(store, reminder, EmailRequest(reminder.id, {"recipient": "Bo"}))
    assert recall(store, reminder, "Bo").relation == reminder.relation


def test_nobody_is_recalled_where_nobody_was_written_to(store: RecipientStore) -> None:
    assert recall(store, shipped("apology"), "Nobody") == Remembered()


def test_values_of_a_later_version_are_passed_over(store: RecipientStore) -> None:
    store.remember(
        "Bo", "", person={"tone": "icy", "relation": "rival", "language": "fr"}, template="", matter={}
    )
    assert recall(store, shipped("apology"), "Bo") == Remembered()


def test_what_was_typed_holds_then_the_address_book_then_memory_then_the_office() -> None:
    own = template(
        ("recipient", "person"), ("recipient-company", "text"), ("recipient-title", "text"), ("place", "text"),
        ("sender", "person"), ("company", "text"),
    )  # fmt: skip
    found = known_facts(
        own,
        "en",
        {"Company": "Typed", "place": " "},
        profile=OfficeProfile.model_validate({"sender": "Mori", "company": "Kawabe Tea"}),
        contact=BRANDT,
        remembered=Remembered(facts={"recipient-company": "Old Foods", "place": "Kyoto", "company": "Old"}),
    )
    assert found == {
        "recipient": "Ellen Brandt",
        "recipient-company": "Brandt Foods",
        "recipient-title": "Buyer",
        "place": "Kyoto",
        "sender": "Mori",
    }


@pytest.mark.parametrize(
    ("chosen", "recipient"), [(None, "田中 太郎"), (Relation.CUSTOMER, "株式会社青葉商事 営業部 田中 太郎")]
)
def test_a_colleague_of_before_is_addressed_as_one_unless_it_is_chosen_otherwise(
    chosen: Relation | None, recipient: str
) -> None:
    before = Remembered(relation=Relation.COLLEAGUE)
    found = known_facts(
        shipped("apology"),
        "ja",
        {},
        profile=OfficeProfile(),
        contact=TANAKA,
        remembered=before,
        relation=chosen,
    )
    assert found == {"recipient": recipient}
