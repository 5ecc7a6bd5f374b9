"""What is new in a mail, what is quoted, and what is the signature."""

import re
from dataclasses import dataclass

_INTRODUCTIONS = re.compile(
    r"""
    ^[ \t>]*(?:
      On\b.{4,200}?\bwrote:                                   # On Mon, 2 Mar 2026, A <a@b> wrote:
    | (?:Am|Le|El|Il|Op|På|Den)\b.{4,200}?\b(?:schrieb|écrit|escribió|scritto|schreef|skrev|wrote)\b.{0,80}?:
    | .{0,120}<[^<>\s]+@[^<>\s]+>\s*(?:wrote|のメール)?:
    | \d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?.{0,100}(?:wrote|書きました|のメール)\s*[:：]
    | -{2,}\s*(?:Original\s+Message|Forwarded\s+message|Reply\s+Message|Ursprüngliche\s+Nachricht
        |Message\s+d'origine        |元のメッセージ|転送メッセージ|Original\s+Appointment)\s*-{2,}.*
    | (?:From|Von|De|差出人|送信者)\s*[:：].*\n(?:[ \t>]*(?:\S.*)?\n){0,3}?[ \t>]*
        (?:Sent|Date|To|Gesendet|Datum|An|Envoyé|送信日時|日時|宛先|Subject|件名)\s*[:：].*
    | _{10,}\s*$
    )""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE | re.DOTALL,
)
_ON_LINE = re.compile(r"^[ \t>]*On\b[^\n]{4,200}\n?[^\n]{0,120}\bwrote:[ \t]*$", re.MULTILINE)
_QUOTED_LINE = re.compile(r"^[ \t]*[>＞|]", re.MULTILINE)
_SIGN_OFF = re.compile(
    r"^[ \t]*(?:--[ \t]*|__+|-{4,}|─{4,}|━{4,}|={6,}|\*{6,}|Sent\s+from\s+(?:my|Mail|Samsung|Yahoo|AOL)\b.*"
    r"|Get\s+Outlook\s+for\b.*|(?:iPhone|iPad|スマートフォン)から送信.*|Von\s+meinem\s+.{2,30}gesendet.*"
    r"|Envoyé\s+de\s+mon\b.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_LONGEST_SIGNATURE = 12
"""Lines; a mark that stands earlier parts something else."""


@dataclass(frozen=True, slots=True)
class ReplyParts:
    """Places in the body of a mail."""

    new_text: tuple[int, int]
    """What its sender wrote now."""
    quoted: tuple[tuple[int, int], ...]
    """What stood in earlier mails, with the line that introduces it."""
    signature: tuple[int, int] | None
    """The sender's signature, with the mark before it."""


def split_reply(text: str) -> ReplyParts:
    """Tell the parts of a mail's body apart; answers between quotes count as new text."""
    quoted_from = _quote_start(text)
    own = text[:quoted_from]
    signature = _signature(own)
    end = signature[0] if signature else quoted_from
    start = len(text[:end]) - len(text[:end].lstrip())
    end = len(text[:end].rstrip())
    quoted = ((quoted_from, len(text)),) if text[quoted_from:].strip() else ()
    return ReplyParts((min(start, end), end), quoted, signature)


def _quote_start(text: str) -> int:
    """Return where the last block of quotes begins, with its introduction; the text's end without one."""
    starts = [match.start() for match in _introductions(text) if _is_quote_after(text, match.end())]
    if starts and text[: starts[0]].strip():
        return starts[0]
    lines = text.splitlines(keepends=True)
    place = len(text)
    start = place
    for line in reversed(lines):
        place -= len(line)
        if _QUOTED_LINE.match(line):
            start = place
        elif line.strip():
            break
    return start


def _introductions(text: str) -> list[re.Match[str]]:
    matches: list[re.Match[str]] = []
    for pattern in (_ON_LINE, _LINE_INTRODUCTIONS):
        matches += pattern.finditer(text)
    return sorted(matches, key=lambda match: match.start())


_LINE_INTRODUCTIONS = re.compile(_INTRODUCTIONS.pattern, (_INTRODUCTIONS.flags & ~re.DOTALL))


def _is_quote_after(text: str, place: int) -> bool:
    """Return whether nothing but quotes follows the introduction, or it introduces a whole mail."""
    rest = [line for line in text[place:].splitlines() if line.strip()]
    if not any(_QUOTED_LINE.match(line) for line in rest):
        return True
    own = sum(not _QUOTED_LINE.match(line) for line in rest)
    return own <= max(6, len(rest) // 3)


def _signature(own: str) -> tuple[int, int] | None:
    for match in _SIGN_OFF.finditer(own):
        rest = own[match.end() :]
        lines = [line for line in rest.splitlines() if line.strip()]
        mobile = any(sign.isalpha() for sign in match.group())
        if own[: match.start()].strip() and len(lines) <= (3 if mobile else _LONGEST_SIGNATURE):
            return match.start(), len(own.rstrip())
    return None
