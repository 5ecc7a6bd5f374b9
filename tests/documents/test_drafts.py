"""A draft opens in the mail program as one that is not sent yet."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document

from app.documents.drafts import rich_text, save_draft
from app.documents.mail import Mail, read_mail
from app.errors import DocumentError


def _answered(folder: Path, headers: str = "") -> Mail:
    path = folder / "in.eml"
    path.write_text(
        f"From: =?utf-8?B?5bGx55Sw?= <yamada@example.jp>\nMessage-ID: <1@example.jp>\n{headers}\nいつですか。\n",
        encoding="utf-8",
    )
    return read_mail(path)


def _saved(path: Path, subject: str, body: str, mail: Mail | None = None) -> EmailMessage:
    save_draft(path, subject, body, mail)
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def test_a_draft_is_not_sent_and_holds_what_was_written(tmp_path: Path) -> None:
    draft = _saved(tmp_path / "out.eml", "納期のご連絡", "山田様\n\n3月10日です。")
    assert (draft["X-Unsent"], draft["Subject"]) == ("1", "納期のご連絡")
    assert draft.get_content().splitlines() == ["山田様", "", "3月10日です。"]
    assert draft.get_content_charset() == "utf-8"
    assert "To" not in draft


def test_a_draft_travels_safely(tmp_path: Path) -> None:
    save_draft(tmp_path / "out.eml", "Größe", "x" * 5_000 + "\nÄ\n.\nFrom here")
    data = (tmp_path / "out.eml").read_bytes()
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.count(b"\n") == data.count(b"\r\n")


def test_an_answer_goes_to_the_sender_and_joins_the_conversation(tmp_path: Path) -> None:
    draft = _saved(tmp_path / "out.eml", "Re: 納期", "3月10日です。", _answered(tmp_path))
    assert draft["To"].addresses[0].addr_spec == "yamada@example.jp"
    assert draft["To"].addresses[0].display_name == "山田"
    assert (draft["In-Reply-To"], draft["References"]) == ("<1@example.jp>", "<1@example.jp>")


def test_an_answer_goes_where_the_sender_wishes(tmp_path: Path) -> None:
    draft = _saved(tmp_path / "out.eml", "Re", "x", _answered(tmp_path, "Reply-To: desk@example.jp\n"))
    assert str(draft["To"]) == "desk@example.jp"


@pytest.mark.parametrize("sender", ["", "nobody", "x@", "/O=COMPANY/CN=YAMADA"])
def test_an_address_that_is_none_is_left_to_the_user(tmp_path: Path, sender: str) -> None:
    path = tmp_path / "in.eml"
    path.write_text(f"From: {sender}\nMessage-ID: two words\n\nbody\n", encoding="utf-8")
    draft = _saved(tmp_path / "out.eml", "Re", "x", read_mail(path))
    assert "In-Reply-To" not in draft
    assert "To" not in draft


def test_a_mail_that_answers_nothing_goes_to_the_address_that_is_known(tmp_path: Path) -> None:
    save_draft(tmp_path / "out.eml", "Hello", "x", None, "ana@example.com")
    assert read_mail(tmp_path / "out.eml").subject == "Hello"
    assert b"To: ana@example.com\r\n" in (tmp_path / "out.eml").read_bytes()
    save_draft(tmp_path / "none.eml", "Hello", "x", None, "ana at home")
    assert b"To:" not in (tmp_path / "none.eml").read_bytes()


def test_a_subject_cannot_bring_headers_of_its_own(tmp_path: Path) -> None:
    draft = _saved(tmp_path / "out.eml", "Hello\r\nBcc: spy@example.com", "x")
    assert "Bcc" not in draft
    assert draft["Subject"] == "Hello Bcc: spy@example.com"


def test_halves_of_signs_do_not_stop_a_draft(tmp_path: Path) -> None:
    assert _saved(tmp_path / "out.eml", "a\ud83d", "b\udc00").get_content().strip() == "b?"


def test_a_text_holds_subject_and_body(tmp_path: Path) -> None:
    save_draft(tmp_path / "out.txt", "納期", "3月10日です。")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "納期\n\n3月10日です。\n"


def test_the_answered_mail_is_never_overwritten(tmp_path: Path) -> None:
    mail = _answered(tmp_path)
    before = (tmp_path / "in.eml").read_bytes()
    with pytest.raises(DocumentError, match="would-overwrite-source"):
        save_draft(tmp_path / "in.eml", "Re", "x", mail)
    assert (tmp_path / "in.eml").read_bytes() == before


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="draft-kind-unknown"):
        save_draft(tmp_path / "out.pdf", "a", "b")
    assert not list(tmp_path.iterdir())


def test_a_word_document_holds_the_subject_and_the_paragraphs(tmp_path: Path) -> None:
    save_draft(tmp_path / "out.docx", "納期\x00のご連絡", "山田様\n\n3月10日です。\n■ 品名：茶\n\n\nEnd")
    document = Document(str(tmp_path / "out.docx"))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == ["納期 のご連絡", "山田様", "3月10日です。\n■ 品名：茶", "End"]
    assert document.paragraphs[0].runs[0].bold
    assert not list(tmp_path.glob(".deskhand-*"))


def test_rich_text_has_paragraphs_and_lines_and_no_markup_of_the_writers() -> None:
    assert (
        rich_text("Dear <Ana>,\n\n- a\n- b & c\n") == "<p>Dear &lt;Ana&gt;,</p>\n<p>- a<br>\n- b &amp; c</p>"
    )


@pytest.mark.parametrize(
    ("address", "answers"), [("", True), ("YAMADA@example.jp", True), ("ana@example.com", False)]
)
def test_an_answer_goes_to_whom_the_user_has_chosen(tmp_path: Path, address: str, answers: bool) -> None:  # noqa: FBT001 - a parameter
    path = tmp_path / "in.eml"
    path.write_text("From: Yamada <yamada@example.jp>\nMessage-ID: <1@example.jp>\n\nbody\n")
    save_draft(tmp_path / "out.eml", "Re", "x", read_mail(path), address)
    file = (tmp_path / "out.eml").read_text()
    assert ("In-Reply-To" in file, "yamada@example.jp" in file) == (answers, answers)
    assert answers or "To: ana@example.com" in file


def test_line_ends_of_other_programs_end_a_line_in_a_word_document(tmp_path: Path) -> None:
    save_draft(tmp_path / "out.docx", "s\x1c", "first\vsecond\fthird\x1f")
    (paragraph,) = [each for each in Document(str(tmp_path / "out.docx")).paragraphs if "first" in each.text]
    assert paragraph.text.split("\n") == ["first", "second", "third "]


@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("yamada..hanako.@docomo.ne.jp", "To: yamada..hanako.@docomo.ne.jp"),
        ("info@例え.jp", "To: info@xn--r8jz45g.jp"),
    ],
)
def test_unusual_addresses_are_written_as_mail_programs_take_them(
    tmp_path: Path, address: str, header: str
) -> None:
    save_draft(tmp_path / "out.eml", "s", "x", None, address)
    assert header in (tmp_path / "out.eml").read_text().splitlines()


@pytest.mark.parametrize(
    "address", ["a..b@x y.jp", "a..b@", "@x.jp", "a..b@x.jp, c@y.jp", "a..b@x.jp\nBcc: c@y.jp"]
)
def test_what_is_no_address_brings_no_header(tmp_path: Path, address: str) -> None:
    save_draft(tmp_path / "out.eml", "s", "x", None, address)
    assert not {"To", "Bcc"} & set(message_from_bytes((tmp_path / "out.eml").read_bytes()).keys())
