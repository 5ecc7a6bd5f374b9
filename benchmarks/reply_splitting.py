"""How often the new text of a mail is told from its quotes and its signature.

`python -m benchmarks.reply_splitting` splits the mails of two public collections (`reply-parser` and `reply-separation`) and
counts the files where every line of the new text is found and no other, and where the signature is right as well. The
peer takes all lines without `>` above the first `-- ` or "On ... wrote:", as simple scripts do. `--verbose` names the files that are wrong.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence

from app.documents.mail import new_text_of
from app.documents.reply_parts import split_reply
from benchmarks.reply_truth import DATA, TrueParts, true_parts
from benchmarks.report import Row, show

_TARGET = 0.95
_INTRODUCTION = re.compile(r"On\b.*\bwrote:|-{2,} ?Original Message ?-{2,}|From: .*|(?:-- ?|_{5,})")


def words_of(text: str) -> list[str]:
    """Return the filled lines of *text* without blanks around and within them being told apart."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def simple_parts(text: str) -> tuple[str, str]:
    """Return the new text as a short script finds it, and no signature."""
    own = []
    for line in text.splitlines():
        if _INTRODUCTION.fullmatch(line):
            break
        if not line.startswith(">"):
            own.append(line)
    return "\n".join(own), ""


def our_parts(text: str) -> tuple[str, str]:
    """Return the new text and the signature as the product finds them."""
    parts = split_reply(text)
    return new_text_of(text, parts), text[slice(*parts.signature)] if parts.signature else ""


def wrong_files(
    mails: Sequence[TrueParts], split: Callable[[str], tuple[str, str]]
) -> tuple[list[str], list[str]]:
    """Return the names of the mails whose new text is wrong, and of those whose signature is."""
    new, signed = [], []
    for mail in mails:
        found, signature = split(mail.text)
        if words_of(found) != words_of(mail.new):
            new.append(mail.name)
        if words_of(signature) != words_of(mail.signature):
            signed.append(mail.name)
    return new, signed


def _figures(mails: Sequence[TrueParts]) -> tuple[list[Row], list[str]]:
    begin = time.perf_counter()
    ours, ours_signed = wrong_files(mails, our_parts)
    milliseconds = 1000 * (time.perf_counter() - begin) / len(mails)
    theirs, _ = wrong_files(mails, simple_parts)

    def right(wrong: Sequence[str]) -> float:
        return 1 - len(wrong) / len(mails)

    rows = [
        Row("files with the new text right", right(ours), right(theirs), _TARGET, "more", absolute=True),
        Row("files with the signature right", right(ours_signed)),
        Row("files with both right", right(list({*ours, *ours_signed}))),
        Row("milliseconds a mail", milliseconds),
    ]
    return rows, [*(f"new text: {name}" for name in ours), *(f"signature: {name}" for name in ours_signed)]


def main() -> int:
    """Split every mail and print how many are right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="the same: it takes a second")
    parser.add_argument("--verbose", action="store_true", help="name the files that are wrong")
    options = parser.parse_args()
    if not DATA.is_dir():
        sys.exit(f"the mails are not there: {DATA}")
    mails = list(true_parts())
    rows, wrong = _figures(mails)
    show("reply_splitting", rows, None, as_json=options.json, share=f"{len(mails)} mails")
    if options.verbose:
        print("\n".join(wrong), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
