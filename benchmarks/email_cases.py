"""Generated cases for drafting: a request and everything that was given in it, as its maker knows it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from app.records import EmailRequest, Language, Length, SourceText, Tone
from benchmarks.email_facts import Filler, amount, clock_time, code, full_date, person, phone
from benchmarks.email_judge import Given, Judge
from benchmarks.email_notes import MAILS, NOTES, NOTES_TO_TRANSLATE
from benchmarks.email_values import Kind, read_values

_SEED = 20261121
_WITH_NOTES = 0.9
_WITH_MAIL = 0.25
_TRANSLATED = 0.05
_OPTIONAL = 0.65
_MOST_NOTES = 4

_Texts = dict[Language, tuple[str, ...]]

_ITEM: _Texts = {
    "en": ("{number} {product}", "{number} kg of {product}", "{few} pallets of {product}", "{product} and {number} spare parts", "the {product}"),
    "ja": ("{product} {number}個", "{product} {number}kg", "{product}を{few}箱", "{product}と交換部品{number}点", "{product}一式"),
}  # fmt: skip
_REASON: _Texts = {
    "en": ("the ship was held up in {city}", "a machine had to be repaired", "{few} colleagues are ill", "a business trip to {city}", "stocktaking"),
    "ja": ("{city}での船便の遅れ", "機械の修理のため", "担当者{few}名の病欠", "{city}への出張", "棚卸しのため"),
}  # fmt: skip
_TOPIC: _Texts = {
    "en": ("the new packaging", "prices of {product}", "delivery to {city}", "contract {code}", "the plans for {few} new shops"),
    "ja": ("新しい包装の件", "{product}の価格について", "{city}への納品について", "契約{code}の更新", "{few}店舗の出店計画"),
}  # fmt: skip
_PLACE: _Texts = {
    "en": ("{address}", "our office in {city}", "meeting room {few}", "online"),
    "ja": ("{address}", "弊社{city}営業所", "第2会議室", "オンライン"),
}
_PAY_TO: _Texts = {
    "en": ("{company}, DE89 3704 0044 0532 0130 00", "{company}, GB29 NWBK 6016 1331 9268 19", "account {code}, {company}"),
    "ja": ("みらい銀行 {city}支店 普通 1234567", "あさひ信用金庫 本店 当座 0076543", "{company} 普通 2233445"),
}  # fmt: skip
_TERMS: _Texts = {
    "en": ("30 days net", "in advance", "{percent} discount within 10 days"),
    "ja": ("月末締め翌月末払い", "前払い", "納品後30日以内"),
}
_WORDS: dict[str, _Texts] = {
    "item": _ITEM,
    "reason": _REASON,
    "cause": _REASON,
    "topic": _TOPIC,
    "purpose": _TOPIC,
    "place": _PLACE,
    "pay-to": _PAY_TO,
    "payment-terms": _TERMS,
    "delivery-address": {"en": ("{address}",), "ja": ("{address}",)},
    "delivery-time": {"en": ("{few} weeks", "{number} days after your order"), "ja": ("ご発注から{few}週間", "約{number}日")},
    "matter": {
        "en": ("{few} boxes of your order arrived damaged", "your parcel went to {city} by mistake", "invoice {code} was wrong"),
        "ja": ("納品した箱のうち{few}箱の破損", "{city}への誤配送", "請求書{code}の金額の誤り"),
    },
    "measure": {
        "en": ("replacements leave our warehouse on {date}", "{surname} checks every parcel from now on", "you receive a credit note over {amount}"),
        "ja": ("{date}に代替品を発送", "今後は{surname}が全件を確認", "{amount}を返金"),
    },
    "documents": {
        "en": ("certificate of origin\npacking list for order {code}", "signed contract\ncopy of {few} invoices\nproof of address"),
        "ja": ("原産地証明書\n注文{code}の梱包明細書", "署名済みの契約書\n請求書の写し{few}通\n住所の確認書類"),
    },
    "agreed": {
        "en": ("{number} samples by {date}\nprice stays at {amount}", "{surname} sends the drawings\ntrial of {few} weeks"),
        "ja": ("{date}までに見本{number}個\n価格は{amount}のまま", "図面は{surname}より送付\n試用期間は{few}週間"),
    },
    "next-step": {
        "en": ("we send the revised quotation {code}", "{surname} visits you in {city}"),
        "ja": ("改訂版の見積書{code}を弊社より送付", "{surname}が{city}に伺う"),
    },
    "answer": {
        "en": ("yes, we deliver to {city} within {few} days", "the {product} cost {amount} a piece", "delivery to {address} is possible from {date}"),
        "ja": ("{city}へは{few}日以内にお届けできます", "{product}の価格は1個{amount}です", "{address}への納品は{date}から可能です"),
    },
    "attachment": {"en": ("price list", "drawing {code}"), "ja": ("価格表", "図面{code}")},
}  # fmt: skip
_FACTS: dict[str, tuple[str, ...]] = {
    "absence-notice": ("from-date*", "to-date*", "reason", "deputy", "deputy-email", "deputy-phone"),
    "apology": ("matter*", "date", "order", "cause", "measure"),
    "delay-notice": ("item*", "order", "old-date", "new-date*", "reason"),
    "document-request": ("documents*", "purpose", "due-date*", "send-to"),
    "inquiry-reply": ("topic*", "answer*", "inquiry-date", "attachment"),
    "invoice-cover": ("invoice*", "amount*", "due-date*", "item", "pay-to"),
    "meeting-change": ("topic", "old-date*", "new-date*", "new-time", "place", "reason"),
    "meeting-request": ("topic*", "date*", "time", "place", "alternative-date", "answer-by"),
    "order-confirmation": (
        "order*", "item*", "quantity", "amount", "delivery-date*", "delivery-address", "payment-terms",
    ),
    "payment-reminder": ("invoice*", "amount*", "invoice-date", "due-date*", "new-deadline", "pay-to"),
    "quotation-cover": ("item*", "quotation", "amount*", "delivery-time", "valid-until"),
    "shipping-notice": ("item*", "order", "shipped-date*", "carrier", "tracking", "arrival-date"),
    "thanks-after-meeting": ("meeting-date*", "topic", "agreed", "next-step", "next-date"),
}  # fmt: skip
"""The templates that are drawn from, a fixed list so that figures stay comparable; * must be given."""
_CODES = frozenset({"order", "invoice", "quotation", "tracking"})
_OTHER_SLOTS = {
    "deputy": "person", "deputy-email": "email", "deputy-phone": "phone", "send-to": "email", "carrier": "company",
    "quantity": "number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """One mail to write."""

    number: int
    request: EmailRequest
    language: Language
    givens: tuple[Given, ...]
    rights: tuple[str, ...]
    """For each note a sentence that says it to the reader; empty where the note is in the other language."""

    @property
    def notes(self) -> tuple[str, ...]:
        """The single notes."""
        return tuple(self.request.notes.splitlines())

    @property
    def judge(self) -> Judge:
        """What knows everything that was given."""
        mail = self.request.reply_to
        return Judge(
            self.givens, [*self.request.facts.values(), self.request.notes, mail.text if mail else ""]
        )


def cases(count: int) -> list[Case]:
    """Return the first *count* cases, the same ones each time: every template in turn, both languages half and half."""
    return [_case(number) for number in range(count)]


def _case(number: int) -> Case:
    rng = random.Random(_SEED + number)
    language: Language = "en" if number % 2 == 0 else "ja"
    template = sorted(_FACTS)[number // 2 % len(_FACTS)]
    filler = Filler(rng, language)
    facts, givens = _facts(template, filler)
    notes: list[str] = []
    rights: list[str] = []
    if rng.random() < _WITH_NOTES:
        for note, right in _chosen_notes(rng, language):
            filler.forget()
            text, given = filler.loose(note) if right else _in_other_language(rng, language, note)
            notes.append(text)
            rights.append(filler.neat(right))
            givens += given
    givens += _others_in([*facts.values(), *notes], givens)
    filler.forget()
    reply_to = None
    if rng.random() < _WITH_MAIL:
        text, given = filler.loose(rng.choice(MAILS[language]))
        reply_to = SourceText("mail.eml", text)
        givens += [Given(one.kind, one.forms, one.written, required=False) for one in given]
    request = EmailRequest(
        template=template,
        facts=facts,
        notes="\n".join(notes),
        reply_to=reply_to,
        language=language,
        tone=rng.choice(list(Tone)),
        length=rng.choice(list(Length)),
    )
    return Case(number, request, language, tuple(givens), tuple(rights))


def _others_in(texts: Sequence[str], givens: Sequence[Given]) -> list[Given]:
    """Return the values that stand in the patterns themselves, as an account's number."""
    known = {(given.kind, form) for given in givens for form in given.forms}
    return [
        Given(value.kind, value.forms, text[value.start : value.end])
        for text in texts
        for value in read_values(text)
        if value.sure
        and value.kind in {Kind.NUMBER, Kind.CODE}
        and not any((value.kind, form) in known for form in value.forms)
    ]


def _chosen_notes(rng: random.Random, language: Language) -> list[tuple[str, str]]:
    chosen = rng.sample(NOTES[language], rng.randint(2, _MOST_NOTES))
    if rng.random() < _TRANSLATED * _MOST_NOTES:
        chosen[-1] = (rng.choice(NOTES_TO_TRANSLATE[language]), "")
    return chosen


def _in_other_language(rng: random.Random, language: Language, note: str) -> tuple[str, list[Given]]:
    return Filler(rng, "ja" if language == "en" else "en").loose(note)


def _facts(template: str, filler: Filler) -> tuple[dict[str, str], list[Given]]:
    """Return the facts of a mail and the values that are in them."""
    rng, language = filler.rng, filler.language
    facts: dict[str, str] = {}
    givens: list[Given] = []
    for name in ("recipient*", *_FACTS[template], "sender*", "company", "phone"):
        if not name.endswith("*") and rng.random() > _OPTIONAL:
            continue
        bare = name.removesuffix("*")
        filler.forget()
        facts[bare], given = _fact(bare, filler)
        givens += given
    if language == "ja" and rng.random() < 0.5:
        company = filler.known("{company}", "company")
        facts["recipient"] = f"{company.given.written} {facts['recipient']}"
        givens.append(company.given)
    return facts, givens


def _fact(name: str, filler: Filler) -> tuple[str, list[Given]]:
    rng, language = filler.rng, filler.language
    if words := _WORDS.get(name):
        return filler.loose(rng.choice(words[language]))
    if slot := _OTHER_SLOTS.get(name):
        return filler.loose(f"{{{slot}}}")
    if name in _CODES:
        known = code(rng, language)
    elif name == "phone":
        known = phone(rng, language)
    elif name == "company":
        known = filler.known("{company}", "company")
    elif name in {"recipient", "sender"}:
        known = person(rng, language)
    elif "time" in name:
        known = clock_time(rng, language)
    elif name == "amount":
        known = amount(rng, language)
    else:
        known = full_date(rng, language)
    return known.given.written, [known.given]
