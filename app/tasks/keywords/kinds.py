"""What a keyword is: by the value finder and the dictionary, by telling words, or by the model."""

import re
from collections.abc import Mapping, Sequence

from app.engine.engine import Engine, Message
from app.events import Cancellation
from app.records import Language
from app.resource_files import read_text
from app.tasks.keywords.candidates import Candidate

_PROBLEM = re.compile(
    r"damag|broke|fail|fault|leak|complain|defect|delay|missing|stopp|error"
    r"|accident|dust|dent|mould|moth|shortage|out of"
    r"|事故|故障|不良|破損|停止|遅|苦情|クレーム|欠品|返品|異常|漏れ|不足|トラブル|湿気",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"\border(?:ing)?\b|quotation|training|meeting|inspection|repair|delivery|shipment"
    r"|replacement|credit note|recall"
    r"|発注|出荷|納品|修理|点検|見積|会議|打ち合わせ|研修|交換|手続き|包装",
    re.IGNORECASE,
)
_ASKED = ("product", "problem", "task", "place", "person", "organisation", "topic")
_SHOWN_REPORT = 2_400
_MARGIN = 0.6
"""How far the best kind must be ahead of the next, in natural logarithms, to be believed."""


def kind_by_code(candidate: Candidate) -> str | None:
    """Return the kind that needs no model, or None."""
    if candidate.kind:
        return candidate.kind
    if _PROBLEM.search(candidate.text):
        return "problem"
    if _TASK.search(candidate.text):
        return "task"
    return None


class ModelJudge:
    """Asks the model about the keywords of one report."""

    def __init__(
        self, engine: Engine, report: str, language: Language, cancellation: Cancellation | None
    ) -> None:
        """Prepare questions about *report*."""
        self._engine = engine
        self._language = language
        self._report = report[:_SHOWN_REPORT]
        self._cancellation = cancellation
        self._neutral: list[float] | None = None

    def importance(self, keywords: Sequence[str]) -> list[float]:
        """Return how much likelier each keyword is with the report than without it, a token's mean.

        The difference takes away what the words alone have: a rare word is unlikely anywhere.
        """
        question = read_text(f"prompts/keywords_order_{self._language}.txt")
        with_report = self._scores(self._report, question, keywords)
        without = self._scores("", question, keywords)
        return [
            (one - other) / max(1, len(keyword) // 4)
            for one, other, keyword in zip(with_report, without, keywords, strict=True)
        ]

    def kind(self, keyword: str, names: Mapping[str, str]) -> str:
        """Return the likeliest kind of *keyword*; `topic` where the model is not sure.

        Args:
            keyword: The keyword.
            names: The words for the kinds in the report's language.
        """
        question = read_text(f"prompts/keywords_kind_{self._language}.txt")
        answers = [names[kind] for kind in _ASKED]
        scores = self._scores(self._report, question.format(keyword=keyword), answers)
        if self._neutral is None:
            self._neutral = self._scores("", question.format(keyword="…"), answers)
        gains = [one - other for one, other in zip(scores, self._neutral, strict=True)]
        # A small model has a favourite word, and another one without it: only what is best by both counts.
        best = _clear_best(scores)
        return _ASKED[best] if best is not None and best == _clear_best(gains) else "topic"

    def _scores(self, report: str, question: str, answers: Sequence[str]) -> list[float]:
        fenced = f"<data>\n{report.replace('<data>', '').replace('</data>', '')}\n</data>\n\n{question}"
        return self._engine.score(
            [Message("user", fenced)], answers, answer_start="", cancellation=self._cancellation
        )


def _clear_best(values: Sequence[float]) -> int | None:
    """Return the index of the highest value, or None when another one is too near."""
    first, second = sorted(values, reverse=True)[:2]
    return values.index(first) if first - second > _MARGIN else None
