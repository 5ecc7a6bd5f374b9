"""Sentences are found by their code, and nothing that is missing stops the program."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Cancelled, DeskhandError
from app.records import Failure, Finding, Language
from app.text.messages import describe, finding_sentence, progress_words, reason_sentence, word

_LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["en", "ja"])


def test_an_error_has_a_title_and_an_advice() -> None:
    text = describe(Cancelled(), "en")
    assert text.title == "Stopped"
    assert "Start again" in text.advice


def test_parameters_fill_their_places() -> None:
    assert "disk 7" in describe(DeskhandError("unexpected", detail="disk 7"), "en").advice


def test_a_failure_reads_like_its_error() -> None:
    for language in ("en", "ja"):
        failure, error = Failure("unexpected", {"detail": "x"}), DeskhandError("unexpected", detail="x")
        assert describe(failure, language) == describe(error, language)


def test_a_missing_parameter_leaves_an_ellipsis() -> None:
    assert "…" in describe(DeskhandError("unexpected"), "en").advice
    assert "{" not in describe(DeskhandError("unexpected"), "ja").advice


def test_several_values_are_listed_in_the_custom_of_the_language() -> None:
    error = DeskhandError("unexpected", detail=("a", "b"))
    assert "(a, b)" in describe(error, "en").advice
    assert "a、b" in describe(error, "ja").advice


def test_a_value_is_never_read_as_a_placeholder() -> None:
    error = DeskhandError("unexpected", detail="{detail} {0} {x!r}")
    assert "{detail} {0} {x!r}" in describe(error, "en").advice


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_code_without_a_sentence_is_still_readable(language: Language) -> None:
    assert describe(DeskhandError("some-new-code"), language).title == "Some new code"
    assert finding_sentence(Finding("some-new-code"), language) == "Some new code"
    assert reason_sentence("some-new-code", {}, language) == "Some new code"
    assert progress_words("some-new-code", language) == "Some new code"
    assert word("some-new-code", language) == "Some new code"


def test_words_differ_by_language() -> None:
    assert word("kind-person", "en") == "person"
    assert word("kind-person", "ja") == "人名"


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=5), st.text(max_size=5)), _LANGUAGES)
def test_no_code_and_no_parameters_raise(
    code: str, parameters: Mapping[str, object], language: Language
) -> None:
    describe(Failure(code, parameters), language)
    finding_sentence(Finding(code, parameters), language)
    reason_sentence(code, parameters, language)
