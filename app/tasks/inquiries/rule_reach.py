"""Looks whether a rule applies to nearly every inquiry of an input: then it sorts nothing."""

import time
from collections.abc import Sequence

from app.records import Finding
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.inquiries import Inquiry
from app.tasks.inquiries.rules import RuleBook
from app.tasks.inquiries.sample import sample_of

_FEWEST = 20
"""Fewer inquiries may well be all of one kind."""
_SINGLE_SIGNS = tuple("az7éあ漢字のё한") * 2
"""Few inquiries alone do not tell; what also applies to each of these says nothing."""
_LOOKED_AT = 200
_NEARLY_ALL = 0.9
_SECONDS = 2.0


def check_rules(categories: CategorySet, inquiries: Sequence[Inquiry]) -> tuple[Finding, ...]:
    """Return a finding `rule-fits-inquiries` (category, rule) for each rule that applies to nearly all *inquiries*.

    Some of them are looked at, and as many rules as there is time for; with a single category nothing is said.
    """
    if len(categories.categories) < 2:
        return ()
    texts = [inquiry.text for inquiry in sample_of(inquiries, _LOOKED_AT) if inquiry.text]
    if len(texts) < _FEWEST:
        texts = [*_SINGLE_SIGNS, *texts]
    deadline = time.monotonic() + _SECONDS
    findings: list[Finding] = []
    for category in categories.categories:
        for rule in category.rules:
            applies = _applies(RuleBook([(category.name, [rule])]), texts, deadline)
            if time.monotonic() > deadline:
                return tuple(findings)
            if applies:
                findings.append(Finding("rule-fits-inquiries", {"category": category.name, "rule": rule}))
    return tuple(findings)


def _applies(book: RuleBook, texts: Sequence[str], deadline: float) -> bool:
    """Return whether the rule in *book* applies to nearly all *texts*."""
    misses = 0
    for text in texts:
        misses += not book.matches(text).found
        if misses > (1 - _NEARLY_ALL) * len(texts) or time.monotonic() > deadline:
            return False
    return True
