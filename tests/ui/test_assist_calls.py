"""Calls of small tools are offered in people's words, and what a person typed becomes the tool's arguments again."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import get_args

import pytest

from app.errors import DeskhandError
from app.events import Cancellation
from app.records import Finding, Language
from app.tasks.assist.actions import OpenPanel
from app.tasks.assist.grounds import Given
from app.tasks.assist.look_up_tools import Records
from app.tasks.assist.office_tools import Surroundings, office_tools
from app.tasks.assist.tool import ProposedCall, ToolBox
from app.tasks.assist.tool_calling import ToolCalling
from app.text.messages import catalogue
from app.ui.assist_calls import LONGEST, AssistCalls
from app.ui.assist_services import OfferedCall
from app.ui.sentences import Sentences

_CONTACT = {"title": "Ellen Brandt", "company": "Brandt GmbH", "email": "ellen@brandt.example", "phone": ""}
_RUN = {"title": "Delay", "id": "r1", "job": "email", "started": "2026-03-10T09:30:00+00:00"}


def _box(language: Language = "en") -> ToolBox:
    """Return the tools as on Thursday, 12 March 2026, in Japan."""
    records = Records(
        contacts=lambda words, most: [_CONTACT] if "brandt" in words.lower() else [],
        templates=lambda words, most: [{"title": "Delay notice", "id": "delay-notice"}],
        history=lambda words, most: [_RUN],
    )
    return office_tools(Surroundings(lambda: dt.date(2026, 3, 12), lambda: "JP", lambda: language, records))


class Proposing:
    """Proposes what the test says.

    Attributes:
        asked: The texts that it was asked about.
        prepared: How often it was to read ahead.
    """

    def __init__(self, call: ProposedCall | None) -> None:
        self.call = call
        self.asked: list[Given] = []
        self.prepared = 0

    def prepare(self, cancellation: Cancellation | None = None) -> None:
        self.prepared += 1

    def propose(self, given: Given, cancellation: Cancellation | None = None) -> ProposedCall | None:
        self.asked.append(given)
        return self.call


def _by_words(language: Language = "en") -> AssistCalls:
    """Return what offers calls that words alone make clear."""
    box = _box(language)
    return AssistCalls(ToolCalling(box.descriptions, lambda: None), box, Sentences(language))


def _offered(call: ProposedCall, language: Language = "en") -> tuple[AssistCalls, OfferedCall]:
    calls = AssistCalls(Proposing(call), _box(language), Sentences(language))
    offered = calls.offer("a text")
    assert offered is not None
    return calls, offered


def _arguments(call: OfferedCall, **changed: str) -> Mapping[str, str]:
    return {argument.name: argument.value for argument in call.arguments} | changed


@pytest.mark.parametrize("language", get_args(Language))
def test_every_tool_argument_and_option_has_words_in_both_languages(language: Language) -> None:
    words = catalogue(language)["words"]
    for about in _box().descriptions:
        assert words[f"tool-name-{about.name}"]
        for parameter in about.parameters:
            assert words[f"tool-argument-{parameter.name}"]
            for option in parameter.options:
                assert words[f"tool-option-{option}"]


def test_a_call_is_offered_with_the_passages_that_its_arguments_come_from() -> None:
    call = _by_words().offer("Which day is 10 working days after 3 March 2026?")
    assert call is not None
    assert (call.title, call.kind) == ("Count working days from a day", "compute")
    told = [(one.name, one.label, one.value, one.origin) for one in call.arguments]
    assert told == [
        ("count", "How many", "10", "10"),
        ("day", "Day", "3 March 2026", "3 March 2026"),
        ("country", "Holidays of", "", ""),
    ]


def test_it_is_offered_in_japanese() -> None:
    call = _by_words("ja").offer("2026年3月3日の10営業日後はいつですか")
    assert call is not None
    assert call.title == "営業日を数えて日付を調べる"
    assert [one.label for one in call.arguments] == ["数", "日付", "祝日の国"]


def test_what_the_person_changed_is_what_counts() -> None:
    calls = _by_words()
    call = calls.offer("Which day is 10 working days after 3 March 2026?")
    assert call is not None
    assert calls.run(call, _arguments(call)).text == "2026-03-17"
    changed = calls.run(call, _arguments(call, count=" ３ ", country="DE"))
    assert changed.text == "2026-03-06"
    assert "Friday" in changed.lines
    assert "Without weekends and the national holidays of DE" in changed.lines


@pytest.mark.parametrize(
    ("changed", "code", "named"),
    [
        ({"day": "30 February"}, "tool-no-such-day", None),
        ({"day": "soon"}, "tool-day-unclear", None),
        ({"count": "many"}, "tool-number-unclear", None),
        ({"count": "2.5"}, "tool-whole-number", None),
        ({"count": ""}, "tool-argument-missing", "How many"),
        ({"country": "Atlantis"}, "tool-country-unknown", None),
    ],
)
def test_an_argument_that_makes_no_sense_is_told_in_the_windows_words(
    changed: dict[str, str], code: str, named: str | None
) -> None:
    calls = _by_words()
    call = calls.offer("Which day is 10 working days after 3 March 2026?")
    assert call is not None
    with pytest.raises(DeskhandError) as caught:
        calls.run(call, _arguments(call, **changed))
    assert (caught.value.code, caught.value.parameters.get("argument")) == (code, named)


def test_what_can_only_be_chosen_is_offered_as_a_choice() -> None:
    calls, call = _offered(
        ProposedCall("add_tax", {"amount": 1980, "rate": 10, "currency": "円"}), language="ja"
    )
    rounding = call.arguments[3]
    assert (rounding.label, rounding.value) == ("端数処理", "nearest")
    assert rounding.options == (("nearest", "四捨五入"), ("down", "切り捨て"), ("up", "切り上げ"))
    answer = calls.run(call, _arguments(call, amount="1,985", rounding="down"))
    assert (answer.text, answer.lines) == (
        "2,183 JPY",
        ("税抜 1,985 JPY、税額 198 JPY、税込 2,183 JPY",),
    )


def test_a_look_up_lists_what_was_found() -> None:
    calls, call = _offered(ProposedCall("find_contact", {"words": "Brandt"}))
    assert call.kind == "look-up"
    answer = calls.run(call, _arguments(call))
    assert answer.text == "ellen@brandt.example"
    assert answer.lines == (
        "1 found for “Brandt”",
        "Ellen Brandt  ·  Brandt GmbH  ·  ellen@brandt.example",
    )
    nobody = calls.run(call, {"words": "Sato"})
    assert (nobody.text, nobody.lines) == ("", ("Nothing found for “Sato”",))
    calls, call = _offered(ProposedCall("search_history", {"words": "delay"}))
    entry = calls.run(call, _arguments(call)).lines[1]
    assert entry.startswith("Delay  ·  E-mail  ·  2026-03-10 ")


def test_a_page_is_opened_with_its_fields_else_with_the_text() -> None:
    given = {"panel": "email", "template": "delay", "recipient": "Ms Brandt"}
    calls, call = _offered(ProposedCall("open_panel", given))
    assert call.kind == "open"
    assert calls.run(call, _arguments(call)).panel == OpenPanel(
        "email", fields={"recipient": "Ms Brandt", "template": "delay-notice"}
    )
    assert calls.run(call, {"panel": "keywords"}).panel == OpenPanel("keywords", "a text")


def test_findings_name_arguments_as_people_do() -> None:
    proposed = ProposedCall("weekday", {}, findings=(Finding("call-argument-missing", {"argument": "day"}),))
    _, offered = _offered(proposed)
    sentence = Sentences("en").finding(offered.findings[0])
    assert sentence == "“Day” is not in the text. Fill it in."


@pytest.mark.parametrize(
    "make", [lambda: "a" * (LONGEST + 1), lambda: "one\ntwo\nthree\nfour\nfive", lambda: "  \n "]
)
def test_nothing_is_asked_about_long_texts(make: Callable[[], str]) -> None:
    proposing = Proposing(ProposedCall("weekday", {"day": "today"}))
    assert AssistCalls(proposing, _box(), Sentences("en")).offer(make()) is None
    assert proposing.asked == []


def test_no_tool_and_a_tool_that_is_not_sure_offer_nothing() -> None:
    unsure = ProposedCall("weekday", {"day": "today"}, findings=(Finding("call-unsure"),))
    for proposed in (None, unsure):
        assert AssistCalls(Proposing(proposed), _box(), Sentences("en")).offer("See you.") is None


def test_a_text_that_was_read_is_data_and_no_wish() -> None:
    proposing = Proposing(None)
    AssistCalls(proposing, _box(), Sentences("en")).offer("  See you. ")
    assert proposing.asked == [Given(text="See you.")]


def test_what_all_questions_begin_with_is_read_once() -> None:
    proposing = Proposing(None)
    calls = AssistCalls(proposing, _box(), Sentences("en"))
    calls.prepare()
    calls.prepare()
    assert proposing.prepared == 1
