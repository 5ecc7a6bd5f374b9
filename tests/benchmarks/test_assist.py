"""The cases of the quick assist's benchmark are whole, apart from each other, and judged by what is wanted."""

from collections import Counter

from app.tasks.assist.actions import ActionKey
from app.tasks.assist.suggesting import Suggestion
from benchmarks.assist import Case, cases, suggested


def test_a_hundred_cases_are_reported_and_others_tuned_on() -> None:
    reported, tuned = cases("assist_cases"), cases("assist_tuning_cases")
    assert (len(reported), len(tuned)) == (100, 60)
    assert not {case.text for case in reported} & {case.text for case in tuned}
    for given in (reported, tuned):
        assert {case.wanted for case in given} == {key.value for key in ActionKey}
        windows = Counter(case.window for case in given)
        assert min(windows.values()) > 0.4 * len(given)


def test_only_the_first_counts() -> None:
    def suggest(case: Case) -> Suggestion:
        return Suggestion(("polite", "form"), {"polite": 1.0, "form": 0.0})

    missed: list[str] = []
    given = [Case("a", "en", "polite"), Case("b", "en", "form")]
    figures = suggested(given, suggest, tell=missed.append)
    assert (figures.right, figures.share(2), len(figures.seconds)) == (1, 0.5, 2)
    assert len(missed) == 1
    assert missed[0].split()[0] == "form"
