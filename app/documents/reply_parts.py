"""What is new in a mail, what is quoted, and what is the signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from app.documents.quote_marks import quoted_lines
from app.documents.signatures import signature_begin

Span = tuple[int, int]

_MOST_SIGNATURES = 3
"""A person's own, a company's, and the footer of a list."""


@dataclass(frozen=True, slots=True)
class ReplyParts:
    """Places in the body of a mail."""

    new_text: Span
    """What its sender wrote now, from the first word to the last; answers may have quotes between them."""
    quoted: tuple[Span, ...]
    """What stood in earlier mails, with the lines that introduce it."""
    signature: Span | None
    """The sender's signature, with the mark before it."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a text with their places in it."""

    lines: Sequence[str]
    starts: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "_Lines":
        lines = text.split("\n")
        return cls(lines, list(accumulate((len(line) + 1 for line in lines), initial=0)))

    def span(self, begin: int, end: int) -> Span | None:
        """Return the place of the words in lines *begin* to *end* (half-open), or None without any."""
        filled = [number for number in range(begin, end) if self.lines[number].strip()]
        if not filled:
            return None
        first, last = filled[0], filled[-1]
        indent = len(self.lines[first]) - len(self.lines[first].lstrip())
        return self.starts[first] + indent, self.starts[last] + len(self.lines[last].rstrip())

    def runs(self, flags: Sequence[bool], wanted: bool) -> list[tuple[int, int]]:  # noqa: FBT001 - the flag's value
        """Return the runs of lines that are flagged as *wanted*; empty lines part none."""
        filled = [number for number, line in enumerate(self.lines) if line.strip()]
        runs = []
        for flag, group in groupby(filled, key=flags.__getitem__):
            numbers = list(group)
            if flag == wanted:
                runs.append((numbers[0], numbers[-1] + 1))
        return runs


def split_reply(text: str) -> ReplyParts:
    """Tell the parts of a mail's body apart, in English, Japanese and what else mail programs write.

    A mail that was passed on without a word of its own counts as new, and so does one that only quotes.
    """
    body = _Lines.of(text)
    flags = quoted_lines(body.lines)
    own = body.runs(flags, wanted=False)
    if not own:
        return ReplyParts(body.span(0, len(body.lines)) or (0, 0), (), None)
    signature: Span | None = None
    while own:
        begin, end = own.pop()
        new_end = _end_of_words(body.lines, begin, end, may_be_begin=bool(own))
        if new_end < end:
            signature = body.span(new_end, end)
        if new_end > begin:
            own.append((begin, new_end))
            break
    quoted = [span for run in body.runs(flags, wanted=True) if (span := body.span(*run))]
    return ReplyParts(body.span(own[0][0], own[-1][1]) or (0, 0), tuple(quoted), signature)


def _end_of_words(lines: Sequence[str], begin: int, end: int, *, may_be_begin: bool) -> int:
    """Return where the words of lines *begin* to *end* end; the footer of a list may follow a signature.

    Where nothing else would be left of the mail, the end is never the begin.
    """
    for _ in range(_MOST_SIGNATURES):
        place = signature_begin(lines[begin:end])
        if place is None or not (place or may_be_begin):
            break
        end = begin + place
    return end
