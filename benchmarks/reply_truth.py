"""What a person reads as new text and as signature in public mails; numbers of lines, so that no word of them stands here."""

import email
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.documents.html_text import html_text_of
from app.documents.mail import read_mail

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "email"

_OWN_MARK, _QUOTE_MARK = "#sig#", "#reply#"
_LINES: Mapping[str, tuple[str, str]] = {
    "correct_sig": ("1", "3-4"),
    "email_1_1": ("1-5", "7-13"),
    "email_1_2": ("1 9-34", "48-51"),
    "email_1_3": ("1-3", "5"),
    "email_1_4": ("1", ""),
    "email_1_5": ("1-15", ""),
    "email_1_6": ("1", "3"),
    "email_1_7": ("1", ""),
    "email_1_8": ("13 19", "36-37"),
    "email_2_1": ("1", ""),
    "email_2_2": ("1", ""),
    "email_2_3": ("1", ""),
    "email_BlackBerry": ("1", "3"),
    "email_bullets": ("1-9", "20-22"),
    "email_gmail": ("1", ""),
    "email_headers_no_delimiter": ("1", ""),
    "email_iPhone": ("1", "3"),
    "email_multi_word_sent_from_my_mobile_device": ("1", "3"),
    "email_one_is_not_on": ("1-5", ""),
    "email_partial_quote_header": ("1-6", ""),
    "email_sent_from_my_not_signature": ("1-3", ""),
    "email_sig_delimiter_in_middle_of_line": ("1-7", ""),
    "greedy_on": ("1-6", ""),
    "pathological": ("1-2", ""),
}
"""Lines of the new text and of the signature in the mails of `reply-parser`, as its own tests have them."""
_STRIPPED_WORDS = "Hi. I am fine.", "Thanks,\nAlex"


@dataclass(frozen=True, slots=True)
class TrueParts:
    """One mail's body and how it is to be split."""

    name: str
    """The file's."""
    text: str
    new: str
    """What was written now, without the signature."""
    signature: str


def true_parts() -> Iterator[TrueParts]:
    """Yield the mails of both public collections, in order."""
    parser, separation = DATA / "reply-parser" / "emails", DATA / "reply-separation" / "fixtures"
    for file in sorted(parser.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        new, signature = (_lines(text, numbers) for numbers in _LINES[file.stem])
        yield TrueParts(file.name, text, new, signature)
    for file in sorted((separation / "standard_replies").glob("*.eml")):
        with_signature = file.with_name(f"{file.stem}_reply_text")
        reply = with_signature.read_text(encoding="utf-8") if with_signature.exists() else "Hello"
        new, _, signature = reply.partition("\n\n")
        yield TrueParts(file.name, read_mail(file).source.text, new, signature)
    for file in sorted((separation / "html_replies").glob("*.html")):
        yield TrueParts(file.name, html_text_of(file.read_bytes()), *_STRIPPED_WORDS)
    yield from _single_mails(separation)
    yield from _signed_mails(separation / "signature" / "emails")


def _single_mails(folder: Path) -> Iterator[TrueParts]:
    """Yield the mails whose parts are told apart by how they are built."""
    file = folder / "reply-quotations-share-block.eml"
    text = read_mail(file).source.text
    own = text.partition("--- On")[0].strip()
    yield TrueParts(file.name, text, *_last_line_apart(own))
    for name, new in (
        ("reply-separated-by-hr.html", "Hi\nthere\nBob"),
        ("OLK_SRC_BODY_SECTION.html", "Reply"),
    ):
        yield TrueParts(name, html_text_of((folder / name).read_bytes()), new, "")


def _last_line_apart(text: str) -> tuple[str, str]:
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n".join(lines[:-1]), lines[-1]


def _signed_mails(folder: Path) -> Iterator[TrueParts]:
    """Yield the mails whose signature is marked in them, or stands in a file beside them."""
    for file in sorted((folder / "P").iterdir()):
        if file.name.endswith("_sender"):
            continue
        marked = _body(file.read_text(encoding="utf-8"))
        signature = "\n".join(
            line.removeprefix(_OWN_MARK) for line in marked.splitlines() if line.startswith(_OWN_MARK)
        )
        own = [line for line in marked.splitlines() if not line.startswith((_OWN_MARK, _QUOTE_MARK))]
        text = marked.replace(_OWN_MARK, "").replace(_QUOTE_MARK, "")
        new = "\n".join(own)
        if not signature:
            # The one mail without marks ends with its closing and a name.
            closing = own[-2:]
            new, signature = "\n".join(own[:-2]), "\n".join(closing)
        yield TrueParts(file.name, text, new, signature)
    for file in sorted((folder / "stripped").glob("*_body")):
        text = file.read_text(encoding="utf-8").replace(_OWN_MARK, "")
        beside = file.with_name(file.name.replace("_body", "_signature"))
        signature = beside.read_text(encoding="utf-8").replace(_OWN_MARK, "").strip()
        yield TrueParts(f"stripped {file.name}", text, text.strip().removesuffix(signature), signature)


def _body(text: str) -> str:
    """Return *text* without the headers of a mail; one that has lost the line below them keeps none either."""
    if not text.startswith("From:"):
        return text
    payload = email.message_from_string(text).get_payload()
    return payload if isinstance(payload, str) else text


def _lines(text: str, numbers: str) -> str:
    """Return the lines of *text* that *numbers* such as "1-3 5" name, counted from 1."""
    lines = text.splitlines()
    chosen = []
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", numbers):
        chosen += lines[int(first) - 1 : int(last or first)]
    return "\n".join(chosen)
