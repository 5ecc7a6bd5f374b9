"""Mails written again: copied into folders, or into one mailbox with headers of ours."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime, formataddr, quote
from pathlib import Path

from app.documents.mail import Mail, MailFailure, read_mail
from app.documents.mail_copies import MailCopy
from app.documents.safe_names import FreeNames, safe_name
from app.documents.saving import reading, shown_name, writing
from app.documents.unfinished import unfinished_beside
from app.errors import DocumentError

_LIKE_A_NEW_MAIL = re.compile(rb"^(>*From )", re.MULTILINE)
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_SENDER_UNKNOWN = b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970"


@dataclass(frozen=True, slots=True)
class MailboxTale:
    """What became of mails that a mailbox cannot hold as they are."""

    converted: int = 0
    """Mails of Outlook's own kind, written as simple text without what was attached."""
    left_out: tuple[str, ...] = ()
    """Names of those that could not be read."""


def write_mail_folders(
    mails: Iterable[tuple[MailCopy | MailFailure, tuple[str, ...]]], source: Path, out: Path
) -> tuple[str, ...]:
    """Copy *mails* into the new folder *out*, all of them or none.

    Args:
        mails: Each with the names of the folders that it goes into, from the outer one on.
        source: Where they come from; it stays as it is.
        out: A folder that is not there yet, or is empty.

    Returns:
        Names of the files that the system does not give, of which there is no copy.

    Raises:
        DocumentError: *out* holds something already (`folder-not-empty`), lies in the folder that was
            read (`folder-in-source`), or the system refuses; nothing is left behind.
    """
    _refuse_source(source, out)
    left_out: list[str] = []
    with _new_folder(out) as root:
        folders: dict[tuple[str, ...], tuple[Path, FreeNames]] = {}
        for mail, names in mails:
            if isinstance(mail, MailFailure):
                left_out.append(shown_name(mail.path))
                continue
            if names not in folders:
                folder = root.joinpath(*names)
                folder.mkdir(parents=True, exist_ok=True)
                folders[names] = folder, FreeNames()
            folder, taken = folders[names]
            target = folder / taken.take(_file_name(mail))
            target.write_bytes(mail.alone())
            if not mail.boxed:
                _keep_time(mail.path, target)
    return tuple(left_out)


def write_mailbox(
    mails: Iterable[tuple[MailCopy | MailFailure, Mapping[str, str]]], source: Path, out: Path
) -> MailboxTale:
    """Write *mails* into the mailbox *out*, each with headers of its own before those that it has.

    The bytes of a mail stay as they are, but for `>` before lines that would begin a new mail (as in
    the kind of mailbox that is called mboxrd) and for older headers of the same names.

    Args:
        mails: Each with the headers to add.
        source: Where they come from.
        out: File to make.

    Raises:
        DocumentError: *out* is the mailbox that was read, or cannot be written; nothing is left behind.
    """
    converted = 0
    left_out: list[str] = []
    with writing(out, [source]) as temporary, temporary.open("wb") as stream:
        for mail, headers in mails:
            if isinstance(mail, MailFailure):
                left_out.append(shown_name(mail.path))
                continue
            try:
                body = _as_mail(mail)
            except DocumentError:
                left_out.append(mail.name)
                continue
            converted += mail.is_outlook
            # In a mailbox, lines are escaped already.
            escaped = body if mail.boxed else _LIKE_A_NEW_MAIL.sub(rb">\1", body)
            stream.write(_boxed(mail.from_line, escaped, headers))
    return MailboxTale(converted, tuple(left_out))


def _boxed(from_line: bytes, body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return the mail *body* with *headers* as a mailbox holds it."""
    end = b"\r\n" if b"\r\n" in body[: body.find(b"\n") + 1] else b"\n"
    added = b"".join(_header(name, value, end) for name, value in headers.items())
    rest = _without(headers, body)
    gap = b"" if _HEADER.match(rest) or rest.startswith((b"\n", b"\r\n")) else end
    whole = (from_line or _SENDER_UNKNOWN + end) + added + gap + rest
    if not whole.endswith(b"\n"):
        whole += end
    # Readers take an empty line of this kind for the border, and leave it out of the mail.
    return whole + b"\n"


def _header(name: str, value: str, end: bytes) -> bytes:
    plain = " ".join(value.split())
    charset = "ascii" if plain.isascii() and "=?" not in plain else "utf-8"
    folded = Header(plain, charset, header_name=name).encode(linesep=end.decode())
    return f"{name}: {folded}".encode("ascii") + end


def _without(headers: Mapping[str, str], body: bytes) -> bytes:
    """Return the mail *body* without headers that it has from an earlier time."""
    names = {name.lower().encode() for name in headers}
    kept: list[bytes] = []
    lines = body.splitlines(keepends=True) if _has_any(names, body) else []
    ours = False
    for place, line in enumerate(lines):
        if not line.strip(b"\r\n"):
            return b"".join(kept + lines[place:])
        ours = ours if line[:1] in b" \t" else line.partition(b":")[0].strip().lower() in names
        if not ours:
            kept.append(line)
    return b"".join(kept) if lines else body


def _has_any(names: set[bytes], body: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", body, maxsplit=1)[0].lower()
    return any(name + b":" in head for name in names)


def _as_mail(mail: MailCopy) -> bytes:
    """Return *mail* as it travels, without its `From ` line; one of Outlook's own kind as a simple text.

    Raises:
        DocumentError: It is of Outlook's own kind and cannot be read, or not be written otherwise.
    """
    if not mail.is_outlook:
        return mail.data[len(mail.from_line) :]
    read = read_mail(mail.path, needs_text=False)
    try:
        return _simple(read)
    except Exception as error:  # the library's parts for headers and texts let any error of their own through
        raise DocumentError("mail-unreadable", file=mail.name) from error


def _simple(mail: Mail) -> bytes:
    # Words of headers can be written in ASCII, addresses beyond it cannot.
    is_plain = "".join((mail.sender_address, *mail.recipients, mail.message_id)).isascii()
    made = EmailMessage(policy=SMTPUTF8.clone(linesep="\n", cte_type="7bit", utf8=not is_plain))
    for name, value in (
        ("From", _address(mail.sender, mail.sender_address)),
        ("To", ", ".join(mail.recipients)),
        ("Subject", mail.subject),
        ("Message-ID", mail.message_id),
        ("Date", format_datetime(mail.sent) if mail.sent else ""),
    ):
        if value.strip() and _is_sound(name, value):
            made[name] = " ".join(value.split())
    made.set_content(mail.source.text)
    return bytes(made)


def _is_sound(name: str, value: str) -> bool:
    """Return whether *value* can be a header *name* at all: the library trips over some torn ones."""
    try:
        SMTPUTF8.header_factory(name, " ".join(value.split()))
    except (IndexError, ValueError, AttributeError):
        return False
    return True


def _address(name: str, address: str) -> str:
    """Return the sender as a header has it; either part may be empty."""
    if not address or name in {"", address}:
        return address or name
    return formataddr((name, address)) if address.isascii() else f'"{quote(name)}" <{address}>'


def _file_name(mail: MailCopy) -> str:
    """Return what the file of *mail* is called: as it was, or by its number and subject."""
    if not mail.boxed:
        return mail.path.name
    number = mail.name.rpartition("#")[2]
    return safe_name(f"{number:0>4} {mail.subject()}") + ".eml"


def _keep_time(source: Path, target: Path) -> None:
    """Let the copy keep the time by which folders are sorted."""
    times = source.stat()
    os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))


def _refuse_source(source: Path, out: Path) -> None:
    within, folder = out.resolve(), source.resolve()
    if within == folder:
        raise DocumentError("would-overwrite-source", file=shown_name(out))
    if source.is_dir() and folder in within.parents:
        raise DocumentError("folder-in-source", folder=shown_name(source))


@contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """Give a temporary folder beside *out* that takes its name when the block ends well."""
    with reading(out):
        if out.is_dir() and any(out.iterdir()):
            raise DocumentError("folder-not-empty", folder=shown_name(out))
        if not out.parent.is_dir():
            raise DocumentError("folder-not-found", folder=shown_name(out.parent))
        if out.exists() and not out.is_dir():
            raise DocumentError("not-a-folder", file=shown_name(out))
        with unfinished_beside(out) as temporary:
            temporary.mkdir()
            try:
                yield temporary
                if out.is_dir():
                    out.rmdir()  # a folder takes no other's place on Windows
                temporary.rename(out)
            finally:
                shutil.rmtree(temporary, ignore_errors=True)
