"""Looks for what makes categories hard to sort into, before anything is sorted."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

from app.records import Finding
from app.tasks.inquiries.categories import Category, CategorySet
from app.tasks.inquiries.rules import RuleBook, RuleError
from app.text.comparing import comparable

_FEW = 5
_MANY = 10
"""Few examples are pointed out where half of the other categories have this many."""
_FEWEST_FOR_RULES = 5
"""With fewer texts that belong elsewhere, nothing is said about a rule."""
_MOST = 0.5
"""Share of the texts from which on a rule applies to most of them."""
_TEXTS_FOR_RULES = 20
"""Texts of each category that rules are tried on."""
_RULES_SECONDS = 3.0
_MOST_NAMED = 3
"""Examples that stand in two categories are named so often for one pair, and a category in so many pairs."""

Texts = Mapping[str, Sequence[str]]
"""Examples by the category's name."""


def check_categories(
    categories: CategorySet, examples: Sequence[tuple[str, str]] = ()
) -> tuple[Finding, ...]:
    """Return what is doubtful about *categories*: one finding a pair, a rule or a category.

    Codes: `categories-overlap` (first, second), `example-in-two` (example, first, second), `rule-fits-all` (category,
    rule), `rule-fits-other` (category, rule, other), `example-also-fits-nothing` (example, category), `few-examples` (category, count) and `category-unexplained`
    (category). Each has the name of its category under `category` or `first`.

    Args:
        categories: What is looked at.
        examples: Texts that are sorted already, with the category's name; others than *categories* have
            are left out.
    """
    texts = _all_texts(categories, examples)
    findings = [
        *_unexplained(categories.categories, texts),
        *_in_two(categories, texts),
        *_overlaps(categories.categories, texts),
        *_wide_rules(categories.categories, texts),
        *_few(categories.categories, texts),
    ]
    return tuple(findings)


def _all_texts(categories: CategorySet, examples: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the examples of each category, each once."""
    texts: dict[str, dict[str, str]] = {category.name: {} for category in categories.categories}
    own = [(text, category.name) for category in categories.categories for text in category.examples]
    for text, name in (*own, *examples):
        if name in texts:
            texts[name].setdefault(comparable(text), text)
    return {name: list(found.values()) for name, found in texts.items()}


def _unexplained(categories: Sequence[Category], texts: Texts) -> list[Finding]:
    return [
        Finding("category-unexplained", {"category": category.name})
        for category in categories
        if not category.description and not texts[category.name]
    ]


def _in_two(categories: CategorySet, texts: Texts) -> list[Finding]:
    """Return the examples that more than one category claims, or a category and what fits nothing."""
    owners: dict[str, str] = {}
    named: dict[tuple[str, str], int] = {}
    findings = []
    for name, own in texts.items():
        for text in own:
            first = owners.setdefault(comparable(text), name)
            named[first, name] = named.get((first, name), 0) + 1
            if first != name and named[first, name] <= _MOST_NAMED:
                parameters = {"example": _short(text), "first": first, "second": name}
                findings.append(Finding("example-in-two", parameters))
    for text in categories.none_examples:
        if comparable(text) in owners:
            parameters = {"example": _short(text), "category": owners[comparable(text)]}
            findings.append(Finding("example-also-fits-nothing", parameters))
    return findings


def _overlaps(categories: Sequence[Category], texts: Texts) -> list[Finding]:
    from app.tasks.inquiries.category_likeness import confused_pairs  # noqa: PLC0415 - slow to load

    described = [f"{category.name}\n{category.description}" for category in categories]
    examples = [texts[category.name] for category in categories]
    findings: list[Finding] = []
    named: Counter[int] = Counter()
    for pair in confused_pairs(described, examples):
        if all(named[one] < _MOST_NAMED for one in pair):
            named.update(pair)
            first, second = (categories[one].name for one in pair)
            findings.append(Finding("categories-overlap", {"first": first, "second": second}))
    return findings


def _few(categories: Sequence[Category], texts: Texts) -> list[Finding]:
    counts = {category.name: len(texts[category.name]) for category in categories}
    findings = []
    for name, count in counts.items():
        others = [other for other_name, other in counts.items() if other_name != name]
        if count < _FEW and others and median(others) >= _MANY:
            findings.append(Finding("few-examples", {"category": name, "count": count}))
    return findings


def _wide_rules(categories: Sequence[Category], texts: Texts) -> list[Finding]:
    """Return the rules that apply to most of what belongs elsewhere; as many as there is time for."""
    tried = {category.name: _tried_on(category, texts[category.name]) for category in categories}
    deadline = time.monotonic() + _RULES_SECONDS
    findings: list[Finding] = []
    for category in categories:
        for rule in category.rules:
            others = {name: own for name, own in tried.items() if name != category.name}
            found = _wide_rule(category.name, rule, others, deadline)
            if time.monotonic() > deadline:
                return findings
            findings.extend(found)
    return findings


def _tried_on(category: Category, examples: Sequence[str]) -> list[str]:
    return list(examples[:_TEXTS_FOR_RULES]) or list(filter(None, [category.description]))


def _wide_rule(category: str, rule: str, others: Texts, deadline: float) -> list[Finding]:
    try:
        book = RuleBook([(category, [rule])])
    except RuleError:
        return []
    shares: dict[str, float] = {}
    hits = total = 0
    for name, own in others.items():
        found = sum(bool(book.matches(text).found) for text in own)
        hits, total = hits + found, total + len(own)
        if len(own) >= _FEWEST_FOR_RULES:
            shares[name] = found / len(own)
        if time.monotonic() > deadline:
            return []
    if total >= _FEWEST_FOR_RULES and hits > _MOST * total:
        return [Finding("rule-fits-all", {"category": category, "rule": rule})]
    other = max(shares, key=lambda name: shares[name], default=None)
    if other is None or shares[other] <= _MOST:
        return []
    return [Finding("rule-fits-other", {"category": category, "rule": rule, "other": other})]


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else plain[:79] + "…"
