"""Values and promises that nobody gave are marked in whatever words they come; sound sentences are not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.records import Finding, Language
from app.verification.drafts import (
    loose_dates,
    loose_numbers,
    meta_talk,
    placeholders,
    unknown_names,
    wrong_language,
)
from app.verification.facts import Sources, invented_values
from app.verification.promises import GivenPromises, wrong_promises

_CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "draft_cases.yaml").read_text(encoding="utf-8")
)
_PIECES = st.sampled_from(
    [
        "３０", "三十", "箱", "one", "half", "a week", " ", "\n", "円", "on the 13th", "quarter to five", "正午", "twenty-five", "hundred",
        "dozen", "%", "割", "KC", "-", "2041", "/", "12.5", "，", "①", "²", "٣", "五日", "十時十分", "令和元年", "Q2", "月", "24:00",
        "25時", "o'clock", "cents", "{{", "ß", "İ", "\ud800", "free", "refund", "。", "か", "請求は", "hours", "0.5", "日", "株式会社",
    ]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=8).map("".join)


def _findings(text: str, source: str, language: Language) -> Iterator[Finding]:
    sources = Sources([source])
    yield from wrong_promises(text, GivenPromises([source]), language)
    yield from invented_values(text, sources, language)
    yield from placeholders(text, sources)
    yield from meta_talk(text, sources, language)
    yield from wrong_language(text, sources, language)
    yield from loose_dates(text, sources, language)
    yield from loose_numbers(text, sources, language)
    yield from unknown_names(text, sources, language)


def _marks(case: dict[str, Any]) -> list[str]:
    language: Language = "en" if "en" in case else "ja"
    text = case[language]
    return [text[finding.start : finding.end] for finding in _findings(text, case["given"], language)]


def _ids(case: dict[str, Any]) -> str:
    return str(case.get("en") or case.get("ja"))


@pytest.mark.parametrize("case", _CASES["planted"], ids=_ids)
def test_what_nobody_gave_is_marked_in_whatever_words(case: dict[str, Any]) -> None:
    assert _marks(case)


@pytest.mark.parametrize("case", _CASES["sound"], ids=_ids)
def test_a_sound_sentence_is_not_marked(case: dict[str, Any]) -> None:
    assert _marks(case) == []


@given(_TEXTS, _TEXTS, st.sampled_from(["en", "ja"]))
def test_any_text_can_be_checked_and_each_mark_has_its_place(
    text: str, source: str, language: Language
) -> None:
    for finding in _findings(text, source, language):
        assert finding.start is not None
        assert finding.end is not None
        assert 0 <= finding.start < finding.end <= len(text)
