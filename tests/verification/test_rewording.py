"""A sentence stands for a note only when it says the same."""

import pytest

from app.records import Language
from app.verification.facts import Sources
from app.verification.rewording import unfaithful


def _problems(note: str, sentence: str, language: Language) -> set[str]:
    return {finding.code for finding in unfaithful(note, sentence, Sources([]), language)}


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("We bear the cost of express delivery.", "We bear the cost of express delivery."),
        ("bring samples of the new pouches", "Please bring samples of the new pouches."),
        ("Mr Ito joins for the first half hour", "Mr Ito will join for the first half hour."),
        ("if already paid, ignore", "If you have already paid, please ignore this."),
        ("no express possible", "Unfortunately, express delivery is not possible."),
        ("price valid only if ordered before 1 May", "The price is valid only if ordered before 1 May."),
        ("ask for VAT number", "Could you please provide us with your VAT number?"),
        ("we keep 2 pallets until end of month", "We keep two pallets until the end of the month."),
        ("we pay shipping", "We will pay for the shipping."),
    ],
)
def test_a_polite_form_of_a_note_is_kept(note: str, sentence: str) -> None:
    assert _problems(note, sentence, "en") == set()


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("速達費用は当社負担", "速達費用は当社負担となります。"),
        ("駐車場は建物裏", "駐車場は建物裏にございます。"),
        ("今回は速達不可", "恐れ入りますが、今回は速達をご利用いただけません。"),
        ("1000個なら5%引き", "1000個の場合は5%引きとなります。"),
        ("参加人数を教えてほしい", "参加人数を教えていただけますでしょうか。"),
        (
            "署名した書類を金曜までに返送してほしい",
            "署名した書類は金曜までに返送していただけますようお願いいたします。",
        ),
        ("請求書は同じ箱に同封", "請求書は同じ箱に同封いたします。"),
    ],
)
def test_a_polite_form_of_a_japanese_note_is_kept(note: str, sentence: str) -> None:
    assert _problems(note, sentence, "ja") == set()


@pytest.mark.parametrize(
    ("note", "sentence", "problem"),
    [
        (
            "We bear the cost of express delivery.",
            "We will deliver your package free of charge.",
            "limit-changed",
        ),
        ("parking behind the building", "Parking behind the building is not possible.", "contrary"),
        ("samples free, but we need them back", "Samples are free.", "request-lost"),
        ("price valid before 1 May", "The price is valid after 1 May.", "limit-changed"),
        ("can deliver 4 weeks after approval", "We can deliver 3 weeks after approval.", "invented-number"),
        ("can deliver 4 weeks after approval", "We can deliver soon after approval.", "lost-value"),
        ("part delivery next week ok?", "Part delivery is next week.", "question-lost"),
        ("new details on the invoice", "Please provide the new details on the invoice.", "request-added"),
        (
            "tell her the samples are in the box",
            "Please tell her that the samples are in the box.",
            "for-the-writer",
        ),
        ("no extra cost for her", "There is no extra cost for her.", "for-the-writer"),
        ("credit note follows", "If you need a credit note, please contact Ms Lang.", "invented-person"),
        (
            "thanks for the cake",
            "Thank you for the cake. We look forward to your visit in our shop.",
            "sentence-added",
        ),
        (
            "new forklift driver, loading takes longer",
            "The new forklift driver loads the load longer.",
            "words-repeated",
        ),
        ("lunch is on us", "Lunch is on us", "not-a-sentence"),
        ("lunch is on us", "Dear Ms Brandt, lunch is on us.", "not-a-sentence"),
        ("lunch is on us", "Lunch is on us, [Name].", "placeholder-left"),
        ("lunch is on us", "昼食は弊社でご用意いたします。", "wrong-language"),
        ("lunch is on us", "Here is the sentence: Lunch is on us.", "meta-talk"),
        ("lunch is on us", "Lunch tomorrow is on us.", "invented-date"),
        ("urgent -> call warehouse", "Urgent -> call the warehouse.", "not-a-sentence"),
        ("urgent -> call warehouse", "Urgent? Please call the warehouse.", "not-a-sentence"),
        ("warehouse closed Friday", "The warehouse is closed.", "lost-value"),
    ],
)
def test_a_sentence_that_says_something_else_is_refused(note: str, sentence: str, problem: str) -> None:
    assert problem in _problems(note, sentence, "en")


@pytest.mark.parametrize(
    ("note", "sentence", "problem"),
    [
        ("分納も可能か聞く", "分納も可能です。", "question-lost"),
        ("分納も可能か聞く", "分納も可能か聞くことができませんでしょうか。", "for-the-writer"),
        ("1000個なら5%引き", "1000個以上の場合、5%引きとなります。", "limit-changed"),
        ("通関書類を添付", "通関書類を添付いただけますようお願いいたします。", "request-added"),
        ("署名した書類を返送してほしい", "署名した書類は返送いたします。", "request-lost"),
        ("今回は速達不可", "次回は速達不可です。", "limit-changed"),
        ("来週5kgだけ先に送れる", "来週5kgだけ先に送れるようにお願いします。", "request-added"),
        ("参加人数を教えてほしい", "参加人数は2人です。", "invented-number"),
        ("駐車場は建物裏", "駐車場は建物裏ではないので、ご利用いただけません。", "contrary"),
        ("雨天の場合は延期", "雨天の場合は延期では延期では延期では延期では延期では延期", "not-a-sentence"),
        ("昼食は当社で用意", "昼食は当社で用意いたします。件名：昼食", "words-repeated"),
    ],
)
def test_a_japanese_sentence_that_says_something_else_is_refused(
    note: str, sentence: str, problem: str
) -> None:
    assert problem in _problems(note, sentence, "ja")


def test_a_translated_note_keeps_its_values() -> None:
    assert (
        _problems("we pay 5% of order KC-2041", "ご注文KC-2041の5%を弊社にて負担いたします。", "ja") == set()
    )
    assert "lost-value" in _problems(
        "we pay 5% of order KC-2041", "ご注文の5%を弊社にて負担いたします。", "ja"
    )
    assert "wrong-language" in _problems(
        "送料は当社負担", "送料は弊社にて負担いたしますので、ご安心ください。", "en"
    )


@pytest.mark.parametrize(
    ("note", "sentence", "language"),
    [
        ("free shipping", "We offer you a discount.", "en"),
        ("送料は無料", "Shipping comes with a discount.", "en"),
        ("refund next month", "来月、商品券をお送りいたします。", "ja"),
    ],
)
def test_a_promise_turned_into_another_is_not_kept(note: str, sentence: str, language: Language) -> None:
    codes = {finding.code for finding in unfaithful(note, sentence, Sources([]), language)}
    assert "promise-changed" in codes
