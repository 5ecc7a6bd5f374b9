"""A translation stands for a note only where it speaks of the same things."""

import itertools

import pytest

from app.records import Language
from app.verification.facts import Sources
from app.verification.rewording import unfaithful
from app.verification.translated_words import changed_in_translation

_JAPANESE = (
    ("we pay the express delivery", "速達料金は弊社にて負担いたします。"),
    ("no returns by post", "恐れ入りますが、郵送での返品はお受けできません。"),
    ("the ship was held up in Busan", "船がBusanで遅延いたしました。"),
    ("ask for VAT number", "VAT番号を教えていただけますでしょうか。"),
    ("samples follow next week by post", "見本は来週郵送いたします。"),
    ("invoice will be sent after delivery", "請求書は納品後にお送りいたします。"),
    (
        "please sign the contract and return it by Friday",
        "契約書に署名の上、金曜日までにご返送ください。",
    ),
    ("parking behind the building", "駐車場は建物の裏にございます。"),
    ("new contact is Ms Lang from our office", "新しい担当は弊社のLangでございます。"),
    ("the price includes installation", "価格には設置費が含まれております。"),
    ("catalogue attached", "カタログを添付いたします。"),
    ("minimum order is 40 pieces", "最低ご注文数は40個でございます。"),
    ("price per unit is 975 EUR", "単価は975 EURでございます。"),
    ("please ignore the reminder", "督促状は無視してください。"),
    ("ignore the first mail", "最初のメールは無視してください。"),
)
_ENGLISH = (
    ("速達費用は当社負担", "We will pay for the express delivery."),
    ("次回ご注文は5%引き", "You receive a 5% discount on your next order."),
    ("署名した書類を金曜までに返送してほしい", "Please return the signed documents by Friday."),
    ("組み立ては含まない", "Assembly is not included."),
    ("湿気に弱いので保管に注意", "Please store it with care, as it is sensitive to moisture."),
    ("昼食は当社で用意", "We will provide lunch."),
    ("エレベーターは使えない", "The elevator cannot be used."),
    ("台風で船が遅れた", "The ship was delayed by a typhoon."),
    ("ケーキのお礼", "Thank you for the cake."),
    ("鈴木さんに書類を送った", "We have sent the documents to Mr Suzuki."),
    ("佐藤部長が出席する", "Manager Sato will attend."),
    ("新しい担当は田中花子", "The new contact is Hanako Tanaka."),
    ("大阪で会議", "The meeting is in Osaka."),
    ("高橋が明日伺う", "Takahashi will visit you tomorrow."),
)


def _is_kept(note: str, sentence: str, language: Language) -> bool:
    return not unfaithful(note, sentence, Sources([]), language)


@pytest.mark.parametrize(("note", "sentence"), _JAPANESE)
def test_a_japanese_translation_that_says_the_same_is_kept(note: str, sentence: str) -> None:
    assert _is_kept(note, sentence, "ja")


@pytest.mark.parametrize(("note", "sentence"), _ENGLISH)
def test_an_english_translation_that_says_the_same_is_kept(note: str, sentence: str) -> None:
    assert _is_kept(note, sentence, "en")


@pytest.mark.parametrize(("pairs", "language"), [(_JAPANESE, "ja"), (_ENGLISH, "en")])
def test_the_translation_of_another_note_is_never_kept(
    pairs: tuple[tuple[str, str], ...], language: Language
) -> None:
    kept = [
        (note, other)
        for (note, _), (_, other) in itertools.permutations(pairs, 2)
        if _is_kept(note, other, language)
    ]
    assert kept == []


@pytest.mark.parametrize(
    ("note", "sentence", "language", "problem"),
    [
        (
            "invoice will be sent after delivery",
            "アプリエアでは、メールゴールをアプリエアにはどちらを発行します。",
            "ja",
            "words-lost",
        ),
        ("5% off the next order", "5%の下で次回のオーダーを購入します。", "ja", "limit-changed"),
        ("the ship was held up in Busan", "船はBusanに持続しています。", "ja", "words-lost"),
        ("parking behind the building", "車が建物の後方に停車しています。", "ja", "words-lost"),
        (
            "new contact is Ms Lang from our office",
            "新しい連絡はMs Langが our officeのオフィスに届きました。",
            "ja",
            "wrong-language",
        ),
        ("samples follow by post", "Samplesは郵送いたします。", "ja", "wrong-language"),
        ("minimum order is 40 pieces", "ご注文数は40個まででございます。", "ja", "limit-changed"),
        ("we keep the goods", "はい。", "ja", "too-long"),
        (
            "倉庫は休み",
            "The warehouse is closed, so the bank and the hotel are closed too.",
            "en",
            "words-added",
        ),
        ("倉庫に電話", "Telephone the warehouse, telephone.", "en", "words-repeated"),
    ],
)
def test_a_translation_that_loses_or_adds_something_is_refused(
    note: str, sentence: str, language: Language, problem: str
) -> None:
    assert problem in {finding.code for finding in changed_in_translation(note, sentence, language)}


@pytest.mark.parametrize(
    ("note", "sentence", "language", "problem"),
    [
        ("ask for VAT number", "VAT番号はこちらでございます。", "ja", "question-lost"),
        ("please return the old labels", "古いラベルは返送いたします。", "ja", "request-lost"),
        ("カタログを送った", "Could you send the catalogue?", "en", "request-added"),
        ("見本は発送済み", "The samples will be sent.", "en", "contrary"),
        ("修理代は先方負担", "We will pay for the repair.", "en", "contrary"),
    ],
)
def test_a_wish_stays_a_wish_and_the_sides_stay_in_the_other_language(
    note: str, sentence: str, language: Language, problem: str
) -> None:
    assert problem in {finding.code for finding in unfaithful(note, sentence, Sources([]), language)}


@pytest.mark.parametrize(
    ("note", "sentence", "language"),
    [
        ("担当は田中", "Mr Nakata is in charge.", "en"),
        ("大阪で会議", "The meeting is in Osaki.", "en"),
        ("new contact is Ms Tanaka", "新しい担当は田中でございます。", "ja"),
    ],
)
def test_a_name_that_the_note_does_not_say_is_refused(note: str, sentence: str, language: Language) -> None:
    assert not _is_kept(note, sentence, language)
