"""A promise that nobody made is found; what was given may be said in other words."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from app.records import Finding, Language
from app.verification.promises import GivenPromises, Stance, find_promises, wrong_promises

_CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "promise_cases.yaml").read_text(encoding="utf-8")
)


def _findings(case: dict[str, Any]) -> list[Finding]:
    language: Language = "en" if "en" in case else "ja"
    given = GivenPromises([case["given"]], theirs=case.get("mail", ""))
    return list(wrong_promises(case[language], given, language))


def _ids(case: dict[str, Any]) -> str:
    return str(case.get("en") or case.get("ja"))


def _wrong(text: str, given: str, mail: str = "", language: Language = "en") -> list[tuple[str, str]]:
    found = wrong_promises(text, GivenPromises([given], theirs=mail), language)
    return [(finding.code, text[finding.start : finding.end]) for finding in found]


@pytest.mark.parametrize("case", _CASES["planted"], ids=_ids)
def test_a_promise_that_was_not_given_is_marked(case: dict[str, Any]) -> None:
    findings = _findings(case)
    assert findings
    assert all(finding.parameters["value"] for finding in findings)


@pytest.mark.parametrize("case", _CASES["sound"], ids=_ids)
def test_a_sentence_that_says_no_more_than_was_given_is_not_marked(case: dict[str, Any]) -> None:
    assert _findings(case) == []


def test_there_are_enough_cases_to_mean_something() -> None:
    assert len(_CASES["planted"]) >= 60
    assert len(_CASES["sound"]) >= 100


def test_a_promise_turned_into_another_names_the_one_that_was_given() -> None:
    text = "We give you a discount."
    (finding,) = wrong_promises(text, GivenPromises(["Free shipping this time."]), "en")
    assert finding.code == "promise-changed"
    assert finding.parameters == {"value": "discount", "given": "Free shipping this time."}
    assert text[finding.start : finding.end] == "discount"


def test_a_promise_out_of_nothing_is_invented() -> None:
    assert _wrong("We refund it.", "the parcel is late") == [("promise-invented", "refund")]


def test_a_refusal_may_not_become_a_promise_nor_the_other_way_round() -> None:
    assert _wrong("We can give you a discount.", "We cannot give a discount.") == [
        ("promise-contrary", "discount")
    ]
    assert _wrong("We cannot give you a discount.", "We give a discount.") == [
        ("promise-contrary", "discount")
    ]


def test_what_the_other_side_asks_for_is_no_promise_of_ours() -> None:
    assert _wrong("We deliver free of charge.", "ok", "We want free delivery!")
    assert _wrong("We deliver free of charge.", "", "You wrote that delivery is free of charge.") == []
    assert _wrong("We deliver free of charge.", "", "> Delivery is free of charge.\nThank you!") == []


def test_several_words_of_one_promise_are_one_mark() -> None:
    assert len(_wrong("You get a full refund.", "sorry")) == 1


@pytest.mark.parametrize(
    ("text", "language", "stance"),
    [
        ("We offer a discount.", "en", Stance.GIVEN),
        ("Would you like a discount?", "en", Stance.GIVEN),
        ("We cannot offer a discount.", "en", Stance.REFUSED),
        ("A discount is not possible.", "en", Stance.REFUSED),
        ("Could you give us a discount?", "en", Stance.WANTED),
        ("We are discussing a discount.", "en", Stance.OPEN),
        ("割引いたします。", "ja", Stance.GIVEN),
        ("割引はいたしかねます。", "ja", Stance.REFUSED),
        ("割引をお願いいたします。", "ja", Stance.WANTED),
        ("割引を検討いたします。", "ja", Stance.OPEN),
    ],
)
def test_the_words_around_it_tell_how_a_promise_is_meant(
    text: str, language: Language, stance: Stance
) -> None:
    assert [promise.stance for promise in find_promises(text, language)] == [stance]
