"""Sound sentences that a person may put into a draft: true to what was given, or courtesies that say nothing new."""

import random
from collections.abc import Iterator

from app.records import Language
from benchmarks.email_cases import Case

COURTESIES: dict[Language, tuple[str, ...]] = {
    "en": (
        "We appreciate your patience.",
        "Thank you for bearing with us.",
        "I hope that this finds you well.",
        "We value our work with you.",
        "Let me know if you would rather talk about it on the phone.",
        "It was a pleasure to hear from you.",
        "I am happy to answer any question that may come up.",
        "We are looking forward to our next meeting.",
        "Have a pleasant day.",
        "Thank you in advance for your help.",
        "Please give my regards to your colleagues.",
        "I am sorry for the trouble that this may cause.",
        "We thank you for your understanding.",
        "If anything is unclear, just write back.",
        "We would be glad to hear what you think.",
        "Thank you for your trust in us.",
        "It is always good to hear from you.",
        "I will be in touch as soon as there is news.",
        "It would help us to hear from you soon.",
        "My apologies for the late reply.",
    ),
    "ja": (
        "お待ちいただき、誠にありがとうございます。",
        "日頃のご愛顧に、心より御礼申し上げます。",
        "ご不便をおかけし、申し訳ございません。",
        "引き続きどうぞよろしくお願いいたします。",
        "ご質問がございましたら、いつでもお知らせください。",
        "お忙しいところ恐縮ですが、よろしくお願いいたします。",
        "またお目にかかれることを楽しみにしております。",
        "皆様にもどうぞよろしくお伝えください。",
        "ご理解とご協力に感謝申し上げます。",
        "お返事が遅くなり、大変失礼いたしました。",
        "ご意見をお聞かせいただければ幸いです。",
        "どうぞご無理のない範囲でお願いいたします。",
        "お手数をおかけいたしますが、何卒よろしくお願い申し上げます。",
        "いつも細やかなお心遣いをいただき、感謝しております。",
        "進展があり次第、改めてご連絡いたします。",
        "お体に気をつけてお過ごしください。",
        "お早めにお返事をいただけますと助かります。",
        "ご丁寧なご連絡をいただき、ありがとうございました。",
        "今後ともお引き立てのほど、お願い申し上げます。",
        "ご確認いただければ幸いに存じます。",
    ),
}
RESTATED: dict[Language, dict[str, tuple[str, ...]]] = {
    "en": {
        "new-date": ("Please keep {} free in your calendar.", "We hope that {} suits you."),
        "due-date": ("Your payment or papers should reach us by {}.", "{} is the last day for this."),
        "delivery-date": (
            "Your goods will be with you on {}.",
            "Please make sure that someone is there on {}.",
        ),
        "shipped-date": ("The goods were handed over on {}.",),
        "arrival-date": ("They should reach you on {}.",),
        "meeting-date": ("Our talk on {} was very helpful.",),
        "date": ("This is about {}.",),
        "order": ("Please name {} whenever you write to us about it.", "Your reference is {}."),
        "invoice": ("Please name {} with your transfer.", "The number to quote is {}."),
        "quotation": ("Please refer to {} when you order.",),
        "amount": ("The sum is {}.", "To be clear, we speak of {}."),
        "recipient": ("{}, may we call you about this?",),
        "deputy": ("Until then, {} will take care of your requests.",),
        "carrier": ("{} will bring the goods to you.",),
        "phone": ("You can also reach me on {}.",),
    },
    "ja": {
        "new-date": ("{}で調整いただけますと幸いです。", "{}でご都合はいかがでしょうか。"),
        "due-date": ("{}までにお手続きいただけますと幸いです。", "期限は{}でございます。"),
        "delivery-date": ("{}にお届けする予定でございます。", "{}のお受け取りをお願いいたします。"),
        "shipped-date": ("商品は{}に出荷済みです。",),
        "arrival-date": ("{}に到着する見込みです。",),
        "meeting-date": ("{}は有意義なお話をありがとうございました。",),
        "date": ("{}の件でございます。",),
        "order": ("お問い合わせの際は{}をお知らせください。", "ご注文番号は{}でございます。"),
        "invoice": ("お振り込みの際は{}をご記入ください。", "請求書番号は{}でございます。"),
        "quotation": ("ご注文の際は{}をお知らせください。",),
        "amount": ("金額は{}でございます。", "合計は{}となります。"),
        "deputy": ("不在の間は{}が対応いたします。",),
        "carrier": ("{}がお届けいたします。",),
        "phone": ("お電話（{}）でも承ります。",),
    },
}
"""Sentences that say a given fact once more."""


def sound_sentences(case: Case) -> Iterator[tuple[str, str]]:
    """Yield sentences that are true in *case*, each with the note whose place it takes; empty: it is added to the draft."""
    rng = random.Random(case.number)
    for note, right in zip(case.notes, case.rights, strict=False):
        if right:
            yield right, note
    yield rng.choice(COURTESIES[case.language]), ""
    restated = [
        pattern.format(value)
        for name, value in case.request.facts.items()
        for pattern in RESTATED[case.language].get(name, ())
    ]
    if restated:
        yield rng.choice(restated), ""
