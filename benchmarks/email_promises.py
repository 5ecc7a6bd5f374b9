"""Promises that nobody gave: a note, the sentence that says it, and one that says something else to the reader."""

from dataclasses import dataclass

from app.records import Language


@dataclass(frozen=True, slots=True)
class Pair:
    """A right sentence and the wrong one that takes its place."""

    note: str
    right: str
    wrong: str


PROMISES: dict[Language, tuple[Pair, ...]] = {
    "en": (
        Pair("free shipping", "Shipping is free of charge.", "You receive a discount."),
        Pair("shipping is free this time", "Shipping is free of charge this time.", "Shipping is free of charge from now on."),
        Pair("we replace the damaged boxes", "We will replace the damaged boxes.", "We will refund the damaged boxes."),
        Pair("samples can be sent for a small fee", "We can send samples for a small fee.", "We can send samples free of charge."),
        Pair("discount for orders above 50 pieces", "There is a discount for orders above 50 pieces.", "There is a discount for every order."),
        Pair("we try to deliver before the holidays", "We will try to deliver before the holidays.", "We guarantee delivery before the holidays."),
        Pair("returns only unopened", "Returns are only possible unopened.", "Returns are possible at any time."),
        Pair("repair costs are to be paid by customer", "The repair costs are to be paid by you.", "We will bear the repair costs."),
        Pair("late fee stays", "The late fee remains.", "The late fee is waived."),
        Pair("warranty covers parts only", "The warranty covers parts only.", "The warranty covers parts and labour."),
        Pair("price holds until year's end", "The price holds until the end of the year.", "The price will never change."),
        Pair("assembly not included", "Assembly is not included.", "Assembly is included."),
        Pair("technician comes if weather allows", "Our technician will come if the weather allows.", "Our technician will certainly come."),
        Pair("no refund after opening", "A refund is not possible after opening.", "We will refund the full price even after opening."),
        Pair("credit note for the broken lamp", "You will receive a credit note for the broken lamp.", "You will receive a voucher for the broken lamp."),
        Pair("express delivery costs extra", "Express delivery costs extra.", "Express delivery comes at no extra cost."),
        Pair("we look into the complaint", "We will look into your complaint.", "We will compensate you for your complaint."),
        Pair("cancellation not possible any more", "A cancellation is no longer possible.", "You can cancel at any time without cost."),
        Pair("storage can be arranged", "Storage can be arranged.", "Storage can be arranged free of charge."),
        Pair("payment in two parts is ok", "Payment in two parts is fine.", "Payment can be made whenever you like."),
    ),
    "ja": (
        Pair("送料は無料", "送料は無料でございます。", "割引をさせていただきます。"),
        Pair("今回のみ送料無料", "今回のみ送料は無料とさせていただきます。", "今後も送料は無料とさせていただきます。"),
        Pair("破損分は交換する", "破損分は交換いたします。", "破損分は返金いたします。"),
        Pair("見本は有料で送れる", "見本は有料でお送りできます。", "見本は無料でお送りできます。"),
        Pair("50個以上の注文は割引", "50個以上のご注文は割引いたします。", "すべてのご注文を割引いたします。"),
        Pair("連休前の納品に努める", "連休前の納品に努めてまいります。", "連休前の納品をお約束いたします。"),
        Pair("返品は未開封のみ", "返品は未開封のもののみお受けいたします。", "返品はいつでもお受けいたします。"),
        Pair("修理代は先方負担", "修理代はご負担いただきますようお願いいたします。", "修理代は弊社にて負担いたします。"),
        Pair("延滞料はそのまま", "延滞料はそのままとなります。", "延滞料は免除いたします。"),
        Pair("保証は部品だけ", "保証の対象は部品だけとなります。", "保証の対象には修理の作業も含まれます。"),
        Pair("価格は年内据え置き", "価格は年内据え置きといたします。", "価格は今後も一切変わりません。"),
        Pair("組み立ては含まない", "組み立ては含まれておりません。", "組み立ても含まれております。"),
        Pair("天候次第で技術者が伺う", "天候次第で技術者が伺います。", "技術者が必ず伺います。"),
        Pair("開封後の返金は不可", "恐れ入りますが、開封後の返金はいたしかねます。", "開封後でも全額返金いたします。"),
        Pair("壊れた照明の分は請求から差し引く", "壊れた照明の分は、ご請求から差し引かせていただきます。", "壊れた照明の分は、商品券をお送りいたします。"),
        Pair("速達は別料金", "速達は別料金となります。", "速達も追加料金なしで承ります。"),
        Pair("苦情の件は調査中", "ご指摘の件は調査しております。", "ご指摘の件は補償いたします。"),
        Pair("注文の取り消しはもうできない", "ご注文の取り消しはお受けいたしかねます。", "ご注文はいつでも無料で取り消せます。"),
        Pair("保管の手配は可能", "保管の手配は可能でございます。", "保管は無償で承ります。"),
        Pair("支払いは二回に分けてもよい", "お支払いは二回に分けていただいて構いません。", "お支払いはいつでも構いません。"),
    ),
}  # fmt: skip

FACTS: dict[Language, dict[str, str]] = {
    "en": {"recipient": "Ms Ellen Brandt", "topic": "our goods", "answer": "thank you for your patience", "sender": "Peter Novak"},
    "ja": {"recipient": "佐伯 直子", "topic": "弊社の商品", "answer": "お待ちいただきありがとうございます", "sender": "早川 誠"},
}  # fmt: skip
"""Facts of the mail around each of them, an answer to an inquiry."""
TEMPLATE = "inquiry-reply"
