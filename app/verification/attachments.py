"""Checks what a mail says about its attachments against those that are there."""

import re
from collections.abc import Iterator, Mapping, Sequence

from app.records import Finding, Gravity, Language

_MENTIONED: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:attached|enclosed|attachments?|(?:i|we)(?: \w+)? (?:attach|enclose)|(?:am|are) (?:attaching|enclosing))\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"添付|同封(?!の(?:返信用)?封筒)"),
}
_OF_THE_READER: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:please|could you|can you|would you|kindly)\b[^.?!]{0,40}\b(?:attach|enclose)\b|\bplease (?:return|reply|send|answer)"
        r"\b[^.?!]*\battached\b|\breply\b[^.?!]*\battached\b"
        r"|\byour (?:\w+ ){0,2}attachments?\b|\b(?:you|your (?:e-?mail|mail|message|letter))\b[^.?!,]{0,40}\b(?:attached|enclosed|attachments?)\b"
        r"|\b(?:attachments?|files?) (?:that )?you\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"添付(?:の(?:うえ|上)|して)[^。\n]{0,20}(?:ください|下さい|お願い|いただ|返信|お送り)"
        r"|添付(?:いただ|頂|くださ|下さ)|(?:お送り|ご送付)(?:いただ|くださ)[^。\n]{0,8}添付|同封(?:して|の(?:うえ|上))[^。\n]{0,20}(?:ください|お願い)"
    ),
}
_NONE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:not|no|without|n['’]t|missing|forgot(?:ten)?|never)\b[^.?!]{0,30}\b(?:attach|enclos)"
        r"|attachments?[^.?!]{0,20}\b(?:missing|not|too large)\b|\bno strings attached\b|\battached to (?:the )?(?!this|my|our)\w+",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"添付[^。\n]{0,12}(?:ませ|なく|漏れ|忘れ|もれ|ない|不要)|同封[^。\n]{0,8}(?:ませ|なく|漏れ|ない)"
    ),
}
_NAMED = re.compile(r"\b(?:attach|enclos)|添付|同封", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.。!?！？\n]*(?:\.(?=\w)[^.。!?！？\n]*)*[.。!?！？\n]?")


def attachment_findings(
    text: str, attachments: Sequence[str], ours: Sequence[str], language: Language
) -> Iterator[Finding]:
    """Yield where *text* speaks of an attachment that is not there, or that one is there unmentioned.

    Args:
        text: The body of the mail.
        attachments: Names of the files that go with it.
        ours: What the user and the template say. Where they speak of an attachment, its absence is a
            reminder; otherwise the words are doubtful.
        language: Language of the mail.
    """
    mentioned = next(_mentions(text, language), None)
    if mentioned and not attachments:
        start, end = mentioned
        known = any(_NAMED.search(source) for source in ours)
        gravity = Gravity.NOTE if known else Gravity.DOUBT
        yield Finding("attachment-absent", {"value": text[start:end]}, start, end, gravity)
    elif attachments and not mentioned:
        yield Finding("attachment-not-mentioned", {"files": ", ".join(attachments)}, gravity=Gravity.NOTE)


def _mentions(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Yield the places of words that speak of an attachment of ours."""
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group()
        found = _MENTIONED[language].search(words)
        if found and not _OF_THE_READER[language].search(words) and not _NONE[language].search(words):
            yield sentence.start() + found.start(), sentence.start() + found.end()
