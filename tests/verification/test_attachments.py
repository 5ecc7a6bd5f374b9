"""An attachment that is spoken of must be there, and one that is there should be spoken of."""

import pytest

from app.records import Gravity, Language
from app.verification.attachments import attachment_findings


def _codes(text: str, language: Language = "en", attachments: tuple[str, ...] = ()) -> list[str]:
    return [finding.code for finding in attachment_findings(text, attachments, [], language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please find attached our quotation.", "en"),
        ("Attached you will find the list.", "en"),
        ("Our invoice is enclosed.", "en"),
        ("I attach the photos.", "en"),
        ("See the attachment for the details.", "en"),
        ("添付ファイルをご確認ください。", "ja"),
        ("お見積書を添付いたします。", "ja"),
        ("資料を同封いたします。", "ja"),
    ],
)
def test_an_attachment_that_is_not_there_is_pointed_out(text: str, language: Language) -> None:
    (finding,) = attachment_findings(text, (), [], language)
    assert finding.code == "attachment-absent"
    assert text[finding.start : finding.end] == finding.parameters["value"]
    assert finding.gravity == Gravity.DOUBT
    assert _codes(text, language, ("quotation.pdf",)) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Could you send the files as an attachment, please attach them.", "en"),
        ("Thank you for the list that you attached.", "en"),
        ("The file was not attached to your mail.", "en"),
        ("A reply to this mail with the files attached is all we need.", "en"),
        ("Your attachment could not be opened.", "en"),
        ("The label is attached to the lid.", "en"),
        ("写真を添付してご返信ください。", "ja"),
        ("添付いただいた資料を拝見しました。", "ja"),
        ("添付ファイルがございませんでした。", "ja"),
        ("We look forward to your order.", "en"),
    ],
)
def test_attachments_of_the_reader_are_not_ours(text: str, language: Language) -> None:
    assert _codes(text, language) == []


def test_an_attachment_that_nobody_mentions_is_noted() -> None:
    (finding,) = attachment_findings("Thank you.", ("list.pdf", "map.png"), [], "en")
    assert (finding.code, finding.parameters["files"]) == ("attachment-not-mentioned", "list.pdf, map.png")
    assert finding.gravity == Gravity.NOTE


def test_what_the_user_said_about_an_attachment_makes_it_a_reminder() -> None:
    (finding,) = attachment_findings("The list is attached.", (), ["attach the list"], "en")
    assert finding.gravity == Gravity.NOTE
