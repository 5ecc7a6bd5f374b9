"""A few words may name what a mail is about only when the mail has them."""

import pytest

from app.records import Language
from app.verification.topics import unsupported

_MAIL = (
    "Dear Ms Mori,\nour order KC-2041 (20 kg Sencha) was promised for 12 March.\n"
    "Who pays for express delivery?\nEllen Brandt"
)
_MAIL_JA = "お世話になっております。印刷缶500個のお見積りをお願いいたします。1000個の場合の単価も教えてください。みどり園 山田"


@pytest.mark.parametrize(
    ("phrase", "mail", "language"),
    [
        ("order KC-2041 and the express delivery", _MAIL, "en"),
        ("the delivery of order KC-2041", _MAIL, "en"),
        ("印刷缶500個のお見積り", _MAIL_JA, "ja"),
    ],
)
def test_words_of_the_mail_are_kept(phrase: str, mail: str, language: Language) -> None:
    assert unsupported(phrase, mail, language) == []


@pytest.mark.parametrize(
    ("phrase", "mail", "language"),
    [
        ("", _MAIL, "en"),
        ("our order KC-2041", _MAIL, "en"),
        ("order KC-2042", _MAIL, "en"),
        ("the invoice for order KC-2041", _MAIL, "en"),
        ("order KC-2041. We will deliver", _MAIL, "en"),
        ("Thank you for order KC-2041", _MAIL, "en"),
        ("a 50% discount", _MAIL, "en"),
        ("[topic]", _MAIL, "en"),
        ("order " * 20, _MAIL, "en"),
        ("印刷缶の納期", _MAIL_JA, "ja"),
        ("印刷缶のお見積りです。", _MAIL_JA, "ja"),
        ("quotation for tins", _MAIL_JA, "ja"),
    ],
)
def test_other_words_are_refused(phrase: str, mail: str, language: Language) -> None:
    assert unsupported(phrase, mail, language) != []
