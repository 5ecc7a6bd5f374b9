"""Rules: what they match, and that none can stall the program."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tasks.inquiries import rules
from app.tasks.inquiries.rules import RuleBook, RuleError, compile_rule, fold


def spans(rule: str, text: str) -> list[tuple[int, int]]:
    return [(match.start, match.end) for match in RuleBook([("any", [rule])]).matches(text).found]


def quotes(rule: str, text: str) -> list[str]:
    return [text[start:end] for start, end in spans(rule, text)]


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        ("tracking number", "My Tracking\n Number is 5", ["Tracking\n Number"]),
        ("refund", "two REFUNDS, please", ["REFUNDS"]),
        ("box", "three boxes", ["boxes"]),
        ("rent", "my current address", []),
        ("EMI", "EMIの支払い", ["EMI"]),
        ("ＥＭＩ", "is emi possible", ["emi"]),
        ("emi", "ＥＭＩは使えますか", ["ＥＭＩ"]),
        ("届いていません", "まだ届いていません。", ["届いていません"]),
        ("C++", "I use C++ daily", ["C++"]),
        ("/not (yet )?arrived/", "It has NOT arrived", ["NOT arrived"]),
        ("/order\\s+\\d+/", "where is Order 5541?", ["Order 5541"]),
        ("/late$/", "it is late", ["late"]),
    ],
)
def test_a_rule_finds_its_words_whatever_their_case_and_width(rule: str, text: str, found: list[str]) -> None:
    assert quotes(rule, text) == found


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("", "rule-empty"),
        ("//", "rule-empty"),
        ("/x*/", "rule-empty"),
        ("/[/", "rule-not-readable"),
        ("/(a/", "rule-not-readable"),
        ("/(a+)+b/", "rule-too-slow"),
        ("/((a+)?b)*c/", "rule-too-slow"),
        ("/(a|b)+/", "rule-too-slow"),
        ("/(a?){25}x/", "rule-too-slow"),
        ("/" + "a?" * 30 + "a/", "rule-too-slow"),
        ("/.*.*.*.*x/", "rule-too-slow"),
        ("/(\\w)\\1/", "rule-too-slow"),
        ("/(?P<a>\\w)(?P=a)/", "rule-too-slow"),
        ("/" + "a" * 400 + "/", "rule-too-slow"),
        ("/(?x)(a+) +b/", "rule-too-slow"),
        ("/(?ix:(a+) +b)/", "rule-too-slow"),
        ("/(a+)(?#remark)+b/", "rule-too-slow"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused(rule: str, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        compile_rule(rule)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "rule",
    [
        "/colou?r/",
        "/[(]+x[)]*/",
        "/\\(a+\\)+/",
        "/not\\s+(yet\\s+)?arrived/",
        "/(?:late|delay(ed)?)\\b/",
        "/[[a]x/",
    ],
)
def test_an_ordinary_expression_is_accepted(rule: str) -> None:
    assert compile_rule(rule).pattern


@pytest.mark.parametrize(
    ("rule", "text"),
    [("/order.*late.*refund/", "order " * 3000 + "late " * 3000), ("/a*a*a*b/", "a" * 50_000)],
)
def test_an_unlucky_text_costs_little_time(rule: str, text: str) -> None:
    started = time.monotonic()
    assert spans(rule, text) == []
    assert time.monotonic() - started < 3


def test_an_end_of_text_is_not_found_where_a_piece_of_it_ends() -> None:
    assert spans("/x$/", "x" * 1000 + "y") == []


def test_a_match_across_two_pieces_is_found() -> None:
    text = "-" * 295 + "tracking number" + "-" * 300
    assert quotes("/tracking number/", text) == ["tracking number"]


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=60))
def test_any_rule_is_compiled_or_refused(rule: str) -> None:
    with contextlib.suppress(RuleError):
        assert compile_rule(rule).pattern


@given(st.text(alphabet="ab(|)*+?{2,}[]^\\.", max_size=12))
def test_no_accepted_expression_stalls(expression: str) -> None:
    try:
        book = RuleBook([("any", [f"/{expression}/"])])
    except RuleError:
        return
    started = time.monotonic()
    book.matches("ab" * 300 + "c")
    assert time.monotonic() - started < 2


def test_a_rule_applies_on_every_page() -> None:
    text = "nothing to see on this page. " * 1000 + "the order 12-34 is late"
    for rule in ("order", "/\\d+-\\d+/"):
        assert spans(rule, text)


def test_a_search_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    book = RuleBook([("any", ["late", "/parcel/"])])
    assert book.matches("a late parcel").complete
    monkeypatch.setattr(rules, "_BUDGET_SECONDS", -1.0)
    found = book.matches("a late parcel")
    assert not found.complete
    assert [(match.start, match.end) for match in found.found] == [(2, 6)]


@given(st.text(), st.text(max_size=8))
def test_a_match_lies_within_the_text(text: str, rule: str) -> None:
    try:
        book = RuleBook([("any", [rule])])
    except RuleError:
        return
    for match in book.matches(text).found:
        assert 0 <= match.start < match.end <= len(text)
