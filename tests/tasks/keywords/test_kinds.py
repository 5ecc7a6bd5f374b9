"""A kind that the model names counts only where the report is the reason for it."""

import pytest

from app.tasks.keywords.candidates import Candidate
from app.tasks.keywords.kinds import ModelJudge
from tests.fakes import FakeEngine

_NAMES = {kind: kind for kind in ("product", "problem", "task", "place", "person", "organisation", "topic")}


def _kind(with_report: dict[str, float], without: dict[str, float]) -> str:
    def score(text: str, answer: str) -> float:
        return (with_report if "Osaka" in text else without).get(answer, -5.0)

    judge = ModelJudge(FakeEngine(scores=score), "The store in Osaka is cold.", "en", None)
    (kind,) = judge.kinds([Candidate("store", "store", None, [(4, 9)])], _NAMES)
    return kind


@pytest.mark.parametrize(
    ("with_report", "without", "kind"),
    [
        ({"place": -1.0}, {}, "place"),
        ({"place": -1.0, "product": -1.3}, {}, "topic"),
        ({"place": -1.0}, {"place": -1.0}, "topic"),
        ({"place": -1.0, "product": -2.0}, {"place": -1.0, "product": -4.0}, "topic"),
    ],
    ids=["clear", "too near", "the same without the report", "another one gains more"],
)
def test_a_kind_counts_when_it_is_clearly_best_and_the_report_is_why(
    with_report: dict[str, float], without: dict[str, float], kind: str
) -> None:
    assert _kind(with_report, without) == kind
