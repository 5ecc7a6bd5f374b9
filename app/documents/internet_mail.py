"""Mails as they travel (.eml, mbox): torn MIME, odd charsets, HTML only, signed, encrypted."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from app.documents.decoding import decode_as
from app.documents.html_text import html_text_of
from app.documents.mail_content import MailContent, plain_lines
from app.documents.mail_headers import addresses, date_of, decoded_words, header_text
from app.documents.mail_remarks import is_encrypted, mail_remarks
from app.errors import DocumentError

_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_NO_WORDS = {"text/calendar", "text/rfc822-headers", "text/x-vcard", "text/vcard", "text/directory"}
_DEEPEST = 30
_NO_SIGNS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
"""What no text holds, and what every twelfth byte of a damaged file or a picture is."""
_MOST_NO_SIGNS = 0.03
_SIGNED_BEGIN = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:\S[^\n]*\n){0,20}\n")
_SIGNATURE_BEGIN, _SIGNATURE_END = "\n-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"
_DASHED = re.compile("^- ", re.MULTILINE)


def parse(data: bytes, name: str, *, needs_text: bool = True) -> MailContent:
    """Return what the mail in *data* says.

    Args:
        data: The mail with its headers.
        name: What to call it when it cannot be read.
        needs_text: Whether it must have a text; False is content with a subject.

    Raises:
        DocumentError: It is encrypted, has no text, or is no mail.
    """
    # The newer policy trips over some torn headers; the older one takes what it gets.
    for rules in (policy.default, policy.compat32):
        try:
            return _content(message_from_bytes(data, policy=rules), name, needs_text=needs_text)
        except DocumentError:
            raise
        except Exception as error:  # noqa: BLE001 - torn mails raise whatever the parser met
            reason = error
    raise DocumentError("mail-unreadable", file=name) from reason


def _content(message: Message, name: str, *, needs_text: bool) -> MailContent:
    body, subject = _body(message, name), header_text(message, "subject")
    if not body.strip() and (needs_text or not subject.strip()):
        raise DocumentError("mail-without-text", file=name)
    senders = addresses(message, "from") or addresses(message, "sender") or [("", "")]
    sender_name, sender_address = senders[0]
    wished = addresses(message, "reply-to") or senders
    recipients = addresses(message, "to") + addresses(message, "cc")
    return MailContent(
        body=body,
        subject=subject,
        sender=sender_name or sender_address or header_text(message, "from"),
        sender_address=sender_address,
        reply_address=wished[0][1],
        recipients=tuple(address for _, address in recipients),
        sent=date_of(message),
        message_id=header_text(message, "message-id"),
        attachments=tuple(_attachments(message)),
        findings=mail_remarks(message, body),
    )


def _body(message: Message, name: str) -> str:
    texts = _texts(message, 0)
    if not any(map(str.strip, texts)):
        # A mail that only carries another one says what that says.
        texts = [text for part in _parts(message, "message/rfc822") for text in _texts(_inside(part), 0)]
    body = "\n\n".join(text.strip("\n") for text in map(plain_lines, texts) if text.strip())
    kinds = {part.get_content_type() for part in message.walk()}
    if is_encrypted(body) or (not body.strip() and "multipart/encrypted" in kinds):
        raise DocumentError("mail-encrypted", file=name)
    if not body.strip() and (kinds & _SEALED or any(map(_is_sealed_file, message.walk()))):
        signed = any(part.get_param("smime-type") == "signed-data" for part in message.walk())
        raise DocumentError("mail-sealed" if signed else "mail-encrypted", file=name)
    if len(_NO_SIGNS.findall(body)) > _MOST_NO_SIGNS * len(body):
        raise DocumentError("mail-unreadable", file=name)
    return _without_pgp_signatures(body)


def _is_sealed_file(part: Message) -> bool:
    """Return whether *part* is encrypted or sealed although its kind does not say so."""
    return decoded_words(str(part.get_filename() or "")).lower().endswith(".p7m")


def _without_pgp_signatures(body: str) -> str:
    """Return *body* with signed passages as they were before they were signed."""
    kept: list[str] = []
    place = 0
    while begin := _SIGNED_BEGIN.search(body, place):
        end = body.find(_SIGNATURE_BEGIN, begin.end() - 1)
        if end < 0:
            break
        kept += [body[place : begin.start()], _DASHED.sub("", body[begin.end() : end])]
        last = body.find(_SIGNATURE_END, end)
        place = last + len(_SIGNATURE_END) if last >= 0 else len(body)
    return "".join([*kept, body[place:]])


def _texts(part: Message, depth: int) -> list[str]:
    """Return the texts that a reader sees one below the other in *part*."""
    kind = part.get_content_type()
    if not part.is_multipart():
        return [] if depth and _is_attached(part) else _leaf_texts(part, kind)
    if kind.startswith("message/") or depth > _DEEPEST:
        return []
    children = _children(part)
    if kind == "multipart/alternative":
        return _best_alternative(children, depth)
    return [text for child in children for text in _texts(child, depth + 1)]


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _best_alternative(children: list[Message], depth: int) -> list[str]:
    """Return the plain text of several versions, or else the first one with words."""
    versions = sorted(children, key=lambda child: child.get_content_type() != "text/plain")
    found = (_texts(child, depth + 1) for child in versions)
    return next((texts for texts in found if any(map(str.strip, texts))), [])


def _leaf_texts(part: Message, kind: str) -> list[str]:
    if kind in _NO_WORDS or not kind.startswith(("text/", "multipart/")):
        return []
    data = part.get_payload(decode=True)
    if kind.startswith("multipart/"):
        # The parts were not found: the text is all there is.
        return [decode_as(data, None)] if isinstance(data, bytes) else []
    if not isinstance(data, bytes):
        return []
    charset = part.get_content_charset()
    if kind == "text/html":
        return [html_text_of(data, charset)]
    text = plain_lines(decode_as(data, charset))
    if str(part.get_param("format") or "").lower() == "flowed":
        return [_unflowed(text, deletes_space=str(part.get_param("delsp") or "").lower() == "yes")]
    return [text]


def _unflowed(text: str, *, deletes_space: bool) -> str:
    """Return *text* with the lines joined that its writer's program has broken."""
    pieces: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        words = line.lstrip(">")
        depth = len(line) - len(words)
        words = words.removeprefix(" ")
        if open_depth != depth or words == "-- ":
            pieces.append("\n" + ">" * depth + (" " if depth else ""))
        flows = words.endswith(" ") and words != "-- "
        open_depth = depth if flows else None
        pieces.append(words[:-1] if flows and deletes_space else words)
    return "".join(pieces)[1:]


def _is_attached(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    return bool(part.get_filename()) and part.get_content_disposition() != "inline"


def _attachments(message: Message) -> Iterator[str]:
    for part in message.walk():
        if part is message or (part.is_multipart() and part.get_content_type() != "message/rfc822"):
            continue
        if part.get_content_disposition() == "attachment" or _is_attached(part):
            inner = header_text(_inside(part), "subject") if part.is_multipart() else ""
            yield decoded_words(str(part.get_filename() or "")) or inner or part.get_content_type()


def _parts(message: Message, kind: str) -> Iterator[Message]:
    return (part for part in message.walk() if part.get_content_type() == kind)


def _inside(part: Message) -> Message:
    """Return the mail that *part* carries."""
    children = _children(part)
    return children[0] if children else part
