"""Recipient, office and earlier mails are known together, and trouble with one of them stops none."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.history.runs import RunStore
from app.records import EmailRequest, Relation, Tone
from app.tasks.email.address_book import ChosenAddressBook
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.mail_knowledge import KnownFact, MailBegun, MailKnowledge, Person
from app.tasks.email.office_profile import ProfileFile
from app.tasks.email.template_groups import template_groups
from app.tasks.email.templates import TemplateLibrary

_SIGNATURE = "Haruka Mori\nKawabe Tea Co., Ltd.\n1 Tea Lane, Leeds."
_GIVEN = {"recipient": "Ms Ellen Brandt", "item": "20 kg Sencha", "new-date": "2026-03-19"}


@dataclass(frozen=True, slots=True)
class _Office:
    runs: RunStore
    folder: Path
    knowledge: MailKnowledge


@pytest.fixture
def office(tmp_path: Path) -> Iterator[_Office]:
    (tmp_path / "people.csv").write_text(
        "Name,Company,E-mail Address\nEllen Brandt,Brandt Foods,ellen@brandt.example\n", encoding="utf-8"
    )
    (tmp_path / "office.yaml").write_text("sender: Haruka Mori\nphone: 555-0100\n", encoding="utf-8")
    runs = RunStore(tmp_path / "records.sqlite3")
    book = ChosenAddressBook(lambda: str(tmp_path / "people.csv"))
    yield _Office(runs, tmp_path, MailKnowledge(book, ProfileFile(tmp_path / "office.yaml"), runs.recipients))
    runs.close()


def _begun(given: dict[str, str], **more: object) -> MailBegun:
    return MailBegun(TemplateLibrary().get("delay-notice"), "en", given, **more)  # type: ignore[arg-type]


def test_people_of_the_address_book_and_of_earlier_mails_are_found_each_once(office: _Office) -> None:
    for name in ("Ellen Brandt", "Ellen Ito"):
        office.runs.recipients.remember(name, "", person={"tone": "warm"}, template="x", matter={})
    found = office.knowledge.people("ellen").found
    assert [(person.name, person.contact is not None) for person in found] == [
        ("Ellen Brandt", True),
        ("Ellen Ito", False),
    ]
    assert office.knowledge.people(" ").found == ()


def test_each_fact_knows_where_it_comes_from(office: _Office) -> None:
    person = office.knowledge.with_address("ELLEN@brandt.example")
    known = office.knowledge.about(_begun({"item": "tea"}, person=person))
    assert known.facts["recipient"] == KnownFact("Ellen Brandt", "address-book")
    assert known.facts["sender"] == KnownFact("Haruka Mori", "office")
    assert "item" not in known.facts
    assert known.address == "ellen@brandt.example"


def test_who_wrote_the_mail_is_the_recipient_unless_another_is_typed(office: _Office) -> None:
    sender = Person("Paul Meyer", "paul@example.com")
    assert office.knowledge.about(_begun({}, sender=sender)).facts["recipient"] == KnownFact(
        "Paul Meyer", "mail"
    )
    assert "recipient" not in office.knowledge.about(_begun({"recipient": "Ms Ito"}, sender=sender)).facts


def test_a_drafted_mail_is_remembered_for_its_recipient(office: _Office) -> None:
    drafting = EmailDrafting(TemplateLibrary(), lambda: None, office.runs, office.runs.recipients)
    facts = {**_GIVEN, "sender": "Haruka Mori", "order": "KC-2041"}
    request = EmailRequest("delay-notice", facts, tone=Tone.WARM, relation=Relation.CUSTOMER)
    result = drafting.draft(request)
    known = office.knowledge.about(_begun({"recipient": "Ms Ellen Brandt"}))
    assert known.offers["order"] == "KC-2041"
    assert (known.tone, known.relation) == (Tone.WARM, Relation.CUSTOMER)
    office.runs.erase([result.run])
    assert office.knowledge.about(_begun({"recipient": "Ms Ellen Brandt"})).offers == {}


def test_a_broken_profile_is_told_with_its_line_and_the_rest_is_filled(office: _Office) -> None:
    (office.folder / "office.yaml").write_text("sender: A\ncolour: red\n", encoding="utf-8")
    person = office.knowledge.with_address("ellen@brandt.example")
    known = office.knowledge.about(_begun({}, person=person))
    assert [(error.code, error.parameters["line"]) for error in known.troubles] == [
        ("profile-entry-unknown", 2)
    ]
    assert "recipient" in known.facts


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_offices_signature_stands_below_a_mail_as_it_is_written(tmp_path: Path, language: str) -> None:
    drafting = EmailDrafting(TemplateLibrary(), lambda: None, RunStore(tmp_path / "r.sqlite3"))
    facts = {**_GIVEN, "sender": "Haruka Mori"}
    request = EmailRequest("delay-notice", facts, language=language, signature=_SIGNATURE)  # type: ignore[arg-type]
    result = drafting.draft(request)
    assert _SIGNATURE in result.body
    assert result.body.splitlines().count("Haruka Mori") == 1
    assert [finding for finding in result.findings if finding.gravity != "note"] == []


def test_who_signs_stands_above_a_signature_that_does_not_name_them(tmp_path: Path) -> None:
    drafting = EmailDrafting(TemplateLibrary(), lambda: None, RunStore(tmp_path / "r.sqlite3"))
    facts = {**_GIVEN, "sender": "Ken Ito"}
    body = drafting.draft(EmailRequest("delay-notice", facts, signature=_SIGNATURE)).body
    assert body.endswith(f"\n\nKen Ito\n{_SIGNATURE}")


def test_each_template_that_comes_with_deskhand_stands_under_one_heading() -> None:
    grouped = [name for group in template_groups() for name in group.templates]
    assert sorted(grouped) == [template.id for template in TemplateLibrary().all()]


def test_a_field_that_names_goods_can_choose_from_the_offices_products(office: _Office) -> None:
    (office.folder / "office.yaml").write_text(
        "products:\n- name: Sencha 1 kg\n  price: 2,400円\n", encoding="utf-8"
    )
    assert office.knowledge.about(_begun({})).choices == {"item": (("Sencha 1 kg", "2,400円"),)}


@pytest.mark.parametrize(
    ("wrote_from", "goes_to"),
    [("Ellen@home.example", "Ellen@home.example"), ("other@x.example", "ellen@brandt.example")],
)
def test_an_answer_goes_where_it_is_waited_for_and_not_to_the_usual_address(
    office: _Office, wrote_from: str, goes_to: str
) -> None:
    (office.folder / "people.csv").write_text(
        "Name,E-mail Address,E-mail 2 Address\nEllen Brandt,ellen@brandt.example,ellen@home.example\n",
        encoding="utf-8",
    )
    ellen = office.knowledge.with_address("ellen@home.example")
    assert ellen is not None
    begun = _begun({}, person=ellen, sender=Person("E", wrote_from))
    assert office.knowledge.about(begun).address == goes_to
