"""Checks the words of a draft: gaps, the wrong language, talk about the task, loose dates and numbers, new names."""

import re
from collections.abc import Iterator

from app.records import Finding, Gravity, Language, SourceText
from app.text.excerpts import shortened
from app.text.half_width import half_width
from app.text.languages import detect_language
from app.text.loose_days import find_loose_days
from app.text.loose_numbers import find_loose_numbers
from app.text.orders import order_spans
from app.text.sentences import sentence_spans
from app.text.values import ValueKind
from app.text.words import words
from app.verification.facts import Sources, values_in

_LONGEST_QUOTE = 80
_PLACEHOLDER = re.compile(
    r"\{\{.{0,40}?\}\}|\{%.{0,40}?%\}|\{\{|\}\}|\{[A-Za-z_ ]{2,30}\}"
    r"|\[[^\]\n\d]{2,40}\]|【[^】\n]{1,20}】|<[A-Za-z][A-Za-z _'-]{2,30}>|＜[^＞\n]{1,20}＞"
    r"|_{3,}|＿{2,}|\b[Xx]{2,}\b|[○〇◯●△]{2,}|\bT\.?B\.?D\b\.?|(?:XX|ＸＸ)(?=[月日年様])"
)
_META = {
    "en": re.compile(
        r"\b(?:here(?:'s| is| are)|below is)\b.{0,30}\b(?:e-?mail|draft|message|letter|reply|response|version"
        r"|sentences?|paragraph)\b"
        r"|\bas an? (?:ai|language model|assistant)\b|\blanguage model\b|\bI(?:'m| am) an AI\b"
        r"|\bI (?:cannot|can't|can not|am unable to) (?:assist|help|fulfil|write|generate|provide)\b"
        r"|^(?:sure|certainly|of course|absolutely)[,!.]|^(?:subject|note|email|e-mail|draft|paragraph|answer)\s*:"
        r"|\b(?:rewritten|rephrased|polite version|revised version|let me know if you(?:'d| would) like me to)\b"
        r"|\bthe (?:notes?|e-?mail|points?) (?:says?|states?|asks?|mentions?|should|reads?|is)\b|```",
        re.IGNORECASE | re.MULTILINE,
    ),
    "ja": re.compile(
        r"以下(?:は|が|の).{0,20}(?:メール|文面|文章|返信|下書き|ドラフト)|(?:メール|文面)(?:は|の例は)以下|言語モデル|AI(?:です|として|アシスタント)"
        r"|(?:お手伝い|ご支援|提供)(?:する)?ことは?(?:いた|は)?でき(?:ません|かね)|お手伝いいたします|^(?:件名|本文|メモ|要点|注|回答|敬語)[:：]"
        r"|(?:書き|言い)換え|修正版|下書き(?:です|を)|メモ(?:に|の|を|で)(?:は|よる|内容)|```",
        re.MULTILINE,
    ),
}
_LATELY = r"(?:today|yesterday|this (?:morning|afternoon|week)|last week)(?:['’]s)?"
_MAIL = r"(?:e-?mail|mail|message|letter|call|phone call|visit|note|talk|conversation|time)"
_GOOD = r"(?:very )?(?:nice|good|great|lovely|pleasant|wonderful|happy|relaxing|restful|successful)"
_TIME_OFF = r"(?:day|weekend|week|morning|afternoon|evening)"
_THANKS_JA = r"(?:ありがとうござい|御礼申し|お礼申し|感謝)"
_EXCHANGE = {
    "en": re.compile(
        rf"\b(?:thanks?|thank you|grateful|appreciate)\b[^.!?\n]{{0,40}}\b(?:your|the|our) (?:\w+ )?{_MAIL}"
        rf" (?:of |from )?{_LATELY}|\b(?:thanks?|thank you) [^.!?\n]{{0,20}}\bfor {_LATELY} {_MAIL}"
        rf"|\b(?:i am|i['’]m|we are|we['’]re) (?:writing|getting in touch|contacting you)(?: to you)? {_LATELY}"
        rf"|\b(?:have|wish(?:ing)? you) an? {_GOOD} (?:start (?:in|to|into) (?:the|your) )?{_TIME_OFF}\b"
        rf"|\benjoy (?:your|the) (?:rest of the )?{_TIME_OFF}\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?:本日|昨日|先日|先週)[^。\n]{0,16}(?:お越し|ご来|お時間|お電話|ご連絡|メール|お話|打ち?合わ?せ|ご訪問|ご足労|お目|お忙し|面談|会議)"
        rf"[^。\n]{{0,24}}{_THANKS_JA}|(?:本日|昨日|先日|先週)は、?(?:誠に|どうも)?{_THANKS_JA}"
        r"|本日は?、?[^。\n、]{0,16}(?:につきまして|について|の件で)[^。\n]{0,6}ご連絡"
        r"|[春夏秋冬][^。\n]{0,12}(?:季節[とにを]|の候|の折|みぎり)|(?:よい|良い|すてきな|素敵な|楽しい)(?:週末|お?年末|夏|冬)"
    ),
}
"""Where a mail names a day on which people wrote or spoke to each other, or wishes a good one: it tells nothing."""
_NOT_NAMES = frozenset(
    """
    i i'm i'll i'd i've english japanese german french chinese american british european european
    japan germany monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december mr mrs ms miss dr prof dear hello
    hi regards sincerely thanks sir madam re fw fwd pdf ok faq eu us uk vat iban bic ceo e-mail
    email excel word pdfs
    """.split()  # noqa: SIM905 - a list of words reads better
)
_CAPITAL = re.compile(
    r"(?<![\w@./-])[A-ZÀ-Þ][\wß-ÿ&'’-]+(?:[ \t]+(?:of |de |von |van )?[A-ZÀ-Þ][\wß-ÿ&'’-]+)*"
)
_NUMBER_AFTER = re.compile(r" (\d+)\b")
_NAME_KINDS = frozenset({"person", "organisation", "place"})
_NOT_NAMES_JA = frozenset({"日本"})
_FEWEST_LATIN_WORDS = 4
_FEWEST_JAPANESE_SIGNS = 6


def placeholders(text: str, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each gap that was left to be filled in."""
    for match in _PLACEHOLDER.finditer(text):
        if not any(match.group() in source for source in sources.texts):
            yield _finding("placeholder-left", match.group(), match.start(), Gravity.WRONG)


def loose_dates(text: str, sources: Sources, language: Language) -> Iterator[Finding]:
    """Yield a finding for each weekday, month or day such as “tomorrow” that nobody gave."""
    taken = [(v.start, v.end) for v in values_in(text, language) if v.kind != ValueKind.NUMBER]
    taken += (match.span() for match in _EXCHANGE[language].finditer(text))
    for start, end, normal in find_loose_days(half_width(text), language):
        in_a_value = any(a <= start < b for a, b in taken)
        if not in_a_value and normal not in sources.loose_days and not sources.hold(text[start:end]):
            yield _finding("invented-date", text[start:end], start, Gravity.DOUBT)


def loose_numbers(text: str, sources: Sources, language: Language) -> Iterator[Finding]:
    """Yield a finding for each number without a figure, such as “a couple of weeks” or “doubled”, that nobody gave."""
    taken = [(value.start, value.end) for value in values_in(text, language)]
    for start, end, normal in find_loose_numbers(half_width(text), language):
        in_a_value = any(a < end and start < b for a, b in taken)
        if not in_a_value and normal not in sources.loose_numbers and not sources.hold(text[start:end]):
            yield _finding("invented-number", text[start:end], start, Gravity.DOUBT)


def unknown_names(text: str, sources: Sources, language: Language) -> Iterator[Finding]:
    """Yield a finding for each word that looks like a name and stands in no source."""
    found = _latin_names(text) if language == "en" else _japanese_names(text)
    taken = [(v.start, v.end) for v in values_in(text, language)]
    plain = half_width(text)
    for start, end in found:
        known = sources.hold(text[start:end]) or all(sources.hold(part) for part in text[start:end].split())
        number = _NUMBER_AFTER.match(plain, end)
        known = known or sources.hold_romanised(text[start:end])
        known = known or (number is not None and sources.hold_code(text[start:end], number[1]))
        if not known and not any(a < end and start < b for a, b in taken):
            yield _finding("unknown-name", text[start:end], start, Gravity.DOUBT)


def _latin_names(text: str) -> Iterator[tuple[int, int]]:
    begins = {start for start, _ in sentence_spans(text)}
    for match in _CAPITAL.finditer(text):
        start, end = match.span()
        if start in begins or text[:start].rstrip(" \t\"“'‘(").endswith((":", ".", "?", "!", "\n")):
            # The first word has its capital from its place; what follows it may still be a name.
            first = match.group().split()[0]
            start += len(first)
            start += len(text[start:end]) - len(text[start:end].lstrip())
        if start < end and not all(_is_no_name(word.lower()) for word in text[start:end].split()):
            yield start, end


def _is_no_name(word: str) -> bool:
    return word in _NOT_NAMES or word.removesuffix("s") in _NOT_NAMES


def _japanese_names(text: str) -> Iterator[tuple[int, int]]:
    # The finders of values have asked for the words of the same half-width text.
    for word in words(half_width(text), "ja"):
        if word.kind in _NAME_KINDS and len(word.text) > 1 and word.text not in _NOT_NAMES_JA:
            yield word.start, word.end


def wrong_language(text: str, sources: Sources, language: Language) -> Iterator[Finding]:
    """Yield a finding where a sentence that stands in no source is in another language."""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if (
            detect_language(sentence) != language
            and _is_long(sentence, language)
            and not sources.hold(sentence)
        ):
            yield _finding("wrong-language", shortened(sentence, _LONGEST_QUOTE), start, Gravity.WRONG, end)
            return


def _is_long(sentence: str, language: Language) -> bool:
    """Return whether *sentence* is more than a name or an expression taken from the other language."""
    if language == "ja":
        return len(re.findall(r"[A-Za-z]{2,}", sentence)) >= _FEWEST_LATIN_WORDS
    return len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", sentence)) >= _FEWEST_JAPANESE_SIGNS


def meta_talk(text: str, sources: Sources, language: Language) -> Iterator[Finding]:
    """Yield a finding for each passage that speaks of the task in place of doing it."""
    for match in _META[language].finditer(text):
        if not sources.hold(match.group()):
            yield _finding(
                "meta-talk",
                shortened(match.group(), _LONGEST_QUOTE),
                match.start(),
                Gravity.WRONG,
                match.end(),
            )


def orders_in(source: SourceText) -> list[Finding]:
    """Return a finding for each passage of *source* that reads like an order to the program."""
    return [
        Finding(
            "reads-like-an-order",
            {"quote": shortened(source.text[start:end], _LONGEST_QUOTE), "source": source.name},
        )
        for start, end in order_spans(source.text)
    ]


def without_orders(text: str) -> str:
    """Return *text* without the passages that read like orders to the program."""
    for start, end in reversed(order_spans(text)):
        text = text[:start] + text[end:]
    return text


def _finding(code: str, value: str, start: int, gravity: Gravity, end: int | None = None) -> Finding:
    return Finding(code, {"value": value}, start, start + len(value) if end is None else end, gravity)
