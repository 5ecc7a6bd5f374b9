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
        (
            "8 % discount if they order before 28 March",
            "If you order before 28 March, you receive a discount of 8%.",
        ),
        (
            "new opening hours from 12 Dec: 09:15 to 15:00",
            "From 12 December, our opening hours are 09:15 to 15:00.",
        ),
        (
            "price per unit goes up to 975.37 EUR from November 5",
            "From 5 November, the price per unit rises to EUR 975.37.",
        ),
        (
            "quantity was changed from 2 to 17 as they wished",
            "As you wished, the quantity was changed from 2 to 17.",
        ),
        ("deposit of EUR 57 was received on 26 Nov", "We received your deposit of EUR 57 on 26 November."),
        ("late fee of 815,87 € is waived", "The late fee of EUR 815.87 is waived."),
        ("delivery only between 08:30 and 4:30 pm", "Delivery is only possible between 08:30 and 16:30."),
        ("bring ID to the reception", "Please bring an identity card to the reception."),
        ("max weight per pallet 2 kg", "The maximum weight per pallet is 2 kg."),
        ("parcel no. 2026-7146 is on its way", "The parcel is on its way under the number 2026-7146."),
        ("open Mon to Fri, mornings", "We are open from Monday to Friday in the mornings."),
        ("out of stock, back mid May", "It is out of stock and will be back in mid-May."),
        (
            "5 boxes arrived damaged, replace free of charge",
            "5 boxes arrived damaged, and we will replace them free of charge.",
        ),
        ("no problem with 5 pcs", "Five pieces are no problem."),
        (
            "2% discount if paid within 10, net within 30 days",
            "You receive a 2% discount if you pay within 10 days; net within 30 days.",
        ),
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
        ("組み立ては含まない", "組み立ては含まれておりません。"),
        ("オンラインでも参加可", "オンラインでもご参加いただけます。"),
        ("湿気に弱いので保管に注意", "湿気に弱いため、保管にはご注意ください。"),
        ("確認のメールはclaims@hokuto.exampleへ", "ご確認のメールはclaims@hokuto.exampleへお送りください。"),
        (
            "技術的な質問は岡部まで（06-6550-0883）",
            "技術的なご質問は、岡部（06-6550-0883）までお願いいたします。",
        ),
        ("早い返事へのお礼", "早速のお返事をいただき、ありがとうございます。"),
        ("営業時間が08:30～16時に変更", "営業時間を8時半～16時に変更いたします。"),
        ("エレベーターは2/16まで使えない", "エレベーターは2月16日までご利用いただけません。"),
        ("支払いは二回に分けてもよい", "お支払いは二回に分けていただいて構いません。"),
        ("担当が岡部から高梨に交代", "担当が岡部から高梨に交代いたします。"),
        ("見本は本日発送済み", "見本は本日発送いたしました。"),
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
        ("deposit of EUR 57 was received", "We received your deposit of 57.", "lost-value"),
        ("8 % discount on this order", "You receive a discount of 8 on this order.", "lost-value"),
        ("closed on 22 May", "We are closed on Friday, 22 May.", "invented-weekday"),
        ("collect on Fri", "You can collect it on Thursday.", "invented-date"),
        ("mornings only", "It is only possible in the afternoon.", "invented-date"),
        (
            "new contact: Marsh instead of Brandt",
            "Your new contact is Brandt instead of Marsh.",
            "order-changed",
        ),
        ("quantity changed from 20 to 40", "The quantity was changed from 40 to 20.", "order-changed"),
        ("5 cups of tea, 8 pots of coffee", "There are 5 pots of coffee and 8 cups of tea.", "order-changed"),
        ("lunch before the meeting", "Before lunch, there is the meeting.", "order-changed"),
        ("tea instead of coffee", "You will receive coffee instead of tea.", "order-changed"),
        ("cable is 5 m long", "The cable is 5 km long.", "invented-number"),
        ("price goes up to EUR 975", "The price falls to EUR 975.", "limit-changed"),
        ("max weight per pallet 2 kg", "The minimum weight per pallet is 2 kg.", "limit-changed"),
        ("parcel no. 2026-7146", "The parcel has the number 2026-7147.", "invented-code"),
        ("they may return it within 14 days", "We may return it within 14 days.", "contrary"),
        ("repair is paid by them", "The repair is paid by us.", "contrary"),
        ("sent on 3 May", "It will be sent on 3 May.", "contrary"),
        ("we keep 18 sets until 9 Dec", "We keep 18 sets on 9 December.", "limit-changed"),
        ("8% discount before 28 March", "Before 28 March, you must pay the 8% discount.", "request-added"),
        ("new contact is Marsh from our office", "Your new contact is from our office.", "lost-value"),
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
        ("10月17日(土)に届く", "10月17日（金）に届きます。", "weekday-does-not-fit"),
        ("数量は27個から47個に変更済み", "数量は47個から27個に変更いたしました。", "order-changed"),
        ("担当が岡部から高梨に交代", "担当が高梨から岡部に交代いたします。", "order-changed"),
        ("お茶5箱、コーヒー8箱", "コーヒー5箱、お茶8箱でございます。", "order-changed"),
        ("長さは5m", "長さは5kmでございます。", "invented-number"),
        ("午前は不在", "午後は不在でございます。", "invented-date"),
        (
            "返金額は149,000円、9営業日以内に振込",
            "返金額は149,000円で、営業日以内にお振り込みいたします。",
            "lost-value",
        ),
        ("パレット1枚の重さは21kgまで", "パレット1枚の重さは21kgです。", "limit-changed"),
        ("数量は21個に変更済み", "数量は21個に変更済みます。", "not-a-sentence"),
        ("写真を送ってほしい", "写真を送るませんでしょうか。", "not-a-sentence"),
        ("担当が石黒から大谷に交代", "担当が大谷に交代いたします。", "lost-value"),
        ("2箱を2週間取り置き", "2箱をお取り置きいたします。", "lost-value"),
        ("前金33,500 円は入金確認済み", "前金33,500は入金確認済みです。", "lost-value"),
        ("組み立ては含まない", "組み立ては含まれております。", "contrary"),
        ("カード払い不可", "カード払いでも構いません。", "contrary"),
        ("修理代は先方負担", "修理代は弊社の負担となります。", "contrary"),
        ("見本は発送済み", "見本を発送いたします。", "contrary"),
        ("オンラインでも参加可", "オンラインでもご参加いただけますようお願いいたします。", "request-added"),
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


def test_a_translated_note_does_not_come_to_deny_what_it_says() -> None:
    assert "contrary" in _problems("price holds for KC-2041", "KC-2041の価格は維持できません。", "ja")
    assert _problems("no returns by post", "郵送での返品はお受けできません。", "ja") == set()


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
