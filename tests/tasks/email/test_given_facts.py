"""Facts are told apart by their type: what can be one is taken as it is, what cannot is refused."""

import pytest

from app.errors import InputError
from app.records import EmailRequest
from app.tasks.email.given_facts import facts_text, given_facts
from app.tasks.email.templates import EmailTemplate


def _template(kind: str) -> EmailTemplate:
    return EmailTemplate.model_validate(
        {
            "id": "one",
            "titles": "One",
            "facts": [{"name": "my-fact", "type": kind, "labels": "My fact"}],
            "skeletons": {"en": {"subject": "x", "body": "{{ my_fact }}{{ notes }}"}},
        }
    )


def _shown(kind: str, value: str) -> str:
    (fact,) = given_facts(_template(kind), EmailRequest("one", {"my-fact": value}), "en")
    return fact.shown


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("text", " the ship\nwas  held up. ", "the ship was held up"),
        ("text", "wait...", "wait..."),
        ("text", "a\x00b\ue001c", "a b c"),
        ("lines", "contract\n certificate ", "contract\ncertificate"),
        ("date", "2026-03-19", "19 March 2026"),
        ("date", "19–23 March 2026", "19–23 March 2026"),
        ("date", "3/19", "3/19"),
        ("time", "14:30", "14:30"),
        ("time", "2 pm", "2 pm"),
        ("time", "10-12", "10-12"),
        ("time", "noon", "noon"),
        ("time", "午後2時", "午後2時"),
        ("amount", "1,250.00 EUR", "1,250.00 EUR"),
        ("amount", "五万円", "五万円"),
        ("number", "two boxes", "two boxes"),
        ("number", "１５箱", "１５箱"),
        ("person", "Ms Brandt", "Ms Brandt"),
        ("email", "office@kawabe-tea.example", "office@kawabe-tea.example"),
        ("phone", "（075）555-0142", "（075）555-0142"),
        ("code", "KC-2041", "KC-2041"),
    ],
)
def test_a_value_that_can_be_one_is_taken(kind: str, value: str, shown: str) -> None:
    assert _shown(kind, value) == shown


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "---"),
        ("date", "soon"),
        ("date", "32/13"),
        ("date", "2026-02-30"),
        ("date", "2/30"),
        ("time", "in the morning"),
        ("time", "31:00"),
        ("time", "9:75"),
        ("amount", "a lot"),
        ("number", "many"),
        ("person", "?"),
        ("email", "office at kawabe-tea"),
        ("phone", "none"),
        ("phone", "office@kawabe-tea.example"),
        ("code", "-"),
    ],
)
def test_a_value_that_cannot_be_one_is_refused(kind: str, value: str) -> None:
    with pytest.raises(InputError) as caught:
        _shown(kind, value)
    assert caught.value.code == "fact-not-understood"
    assert caught.value.parameters["value"] == value


def test_the_facts_text_has_a_line_for_each_fact_in_the_order_of_the_request() -> None:
    assert facts_text(EmailRequest("one", {"b": " 2 ", "a": "1"})) == "b:  2 \na: 1"
