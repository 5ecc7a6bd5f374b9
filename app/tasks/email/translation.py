"""What of a mail does not come into its other language by itself: values in words, and the user's own sentences."""

import re
from collections.abc import Iterator

from app.records import Finding, Gravity
from app.tasks.email.checking import PreparedMail
from app.tasks.email.template_form import FactType
from app.text.languages import detect_language

_FREE = frozenset({FactType.TEXT, FactType.LINES})
_LATIN_WORDS = re.compile(r"[A-Za-z]{3,}\W+[A-Za-z]{2,}")
"""One Latin word alone in a Japanese mail is a name of goods."""
_LONGEST_QUOTE = 80


def untranslated_facts(draft: PreparedMail, body: str) -> Iterator[Finding]:
    """Yield a finding for each fact in words that stands in *body* in another language than the mail's.

    Values are never translated: only a person knows what else goods or a reason are called.
    """
    for given in draft.facts:
        if given.fact.type not in _FREE or detect_language(given.shown) == draft.language:
            continue
        start = body.find(given.shown)
        if start >= 0 and (draft.language == "en" or _LATIN_WORDS.search(given.shown)):
            yield Finding("fact-not-translated", {"value": given.shown}, start, start + len(given.shown))


def left_out(words: tuple[str, ...], code: str) -> Iterator[Finding]:
    """Yield a finding *code* for each of the user's own *words* that a newer draft does not hold."""
    for each in words:
        quote = " ".join(each.split()).strip("- ")
        value = quote[:_LONGEST_QUOTE] + ("…" if len(quote) > _LONGEST_QUOTE else "")
        yield Finding(code, {"value": value}, gravity=Gravity.DOUBT)
