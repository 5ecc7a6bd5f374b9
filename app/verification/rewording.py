"""Tells whether a sentence says what a note says: no more, no less, and not the contrary."""

import re
from collections.abc import Iterator, Sequence

from app.records import Finding, Gravity, Language
from app.text.languages import detect_language
from app.text.sentences import sentence_spans
from app.text.values import ValueKind, find_values, same_value
from app.text.words import content_words
from app.verification.drafts import loose_dates, meta_talk, placeholders, unknown_names, wrong_language
from app.verification.facts import Sources, invented_values
from app.verification.promises import GivenPromises, wrong_promises

_END = re.compile(r"[.!?。！？][\"'”’」』)）]?$")
_FRAME = {
    "en": re.compile(
        r"^(?:dear|hello|hi)\b|\b(?:best|kind|warm) regards\b|\bsincerely\b|\bbest wishes\b|\byours\b.{0,10}$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"お世話になっております|^拝啓|敬具|様[、。\s]|よろしくお願い(?:いた|申し上げ)?します。.+"
    ),
}
_NOT = {
    "en": re.compile(
        r"\b(?:not|no|never|none|nothing|nobody|without|cannot|unable|unfortunately|impossible|unavailable|\w+n[’']t)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<!少)(?<!申し訳)(?<!すみ)ませ?ん(?!か|でしょうか)|(?<!しか)(?:で|は|が|し|れ|か|わ|ら|た|み|け|せ|え)ない"
        r"|不可|無し|なし(?:$|[。、])|できず|せず|不要|未(?![来定]で)|いたしかね|欠品|残念"
    ),
}
_LIMITS = {
    "en": [
        r"\b(?:at least|minimum|or more)\b(?=.*\d)", r"\bafter\b", r"\bbefore\b|\bby\b(?= (?:\d|[A-Z]))", r"\bsell\w*\b",
        r"\b(?:at most|maximum|up to|or less|no more than)\b",
        r"\b(?:more than|over|above|exceed\w*)\b", r"\b(?:less than|under|below|fewer)\b", r"\b(?:only|just)\b",
        r"\b(?:free|no charge|without charge|complimentary)\b", r"\b(?:discount|reduction|rebate)\b",
        r"\b(?:always|guarantee\w*|promise\w*|immediately|at once|right away)\b", r"\b(?:cancel\w*|refus\w*|reject\w*)\b",
        r"\b(?:refund\w*|reimburse\w*)\b", r"\b(?:attach\w*|enclos\w*)\b", r"\b(?:increas\w*|rais\w*|higher)\b",
        r"\b(?:decreas\w*|lower\w*|reduc\w*)\b",
        r"\bthis time\b", r"\b(?:next time|in future)\b", r"\blast time\b",
    ],
    "ja": [
        r"今回", r"次回|今後", r"前回|先日", r"以上", r"以下|以内", r"超え|を超|より多", r"未満", r"のみ|(?<!いた)だけ|限り", r"無料|無償|サービスで", r"割引|値引|引き(?!続)",
        r"必ず|保証|お約束", r"至急|直ちに|すぐ|早急", r"中止|取り消|取消|キャンセル|お断り", r"返金|返品|払い戻", r"添付|同封",
        r"値上|増額|増え", r"値下|減額|減ら",
    ],
}  # fmt: skip
_OTHERS = re.compile(r"\b(?:he|she|they|the customer|the client)\b", re.IGNORECASE)
_OURSELVES = re.compile(
    r"\b(?:we|I) (?:will|can|shall|may|must|are|am|have|pay|send|do)\b|\b(?:we|I)['’](?:ll|re|ve|m)\b"
)
"""Who does it must not change from another to ourselves."""
_ASKS = {
    "en": re.compile(r"\?|^(?:ask|find out|want to know|request)\b|\b(?:whether|asking)\b", re.IGNORECASE),
    "ja": re.compile(
        r"[?？]|か?を?(?:聞|訊|尋|伺)(?:く|き|い|う|きたい)|か(?:$|。|確認|お)|教えて|どう(?:か|でしょう)|いつ|どちら|どれ|何(?:時|個|日)?"
    ),
}
"""Notes that ask the reader something."""
_ASKED = {
    "en": re.compile(r"\?|\b(?:please|let (?:us|me) know|would be grateful)\b", re.IGNORECASE),
    "ja": re.compile(
        r"[?？]|(?:でしょう|ます|ません|です)か|か(?:どうか)?、?(?:お|ご|教え|確認)|(?:教え|お知らせ|お聞かせ|ご教示|ご連絡)"
        r".{0,6}(?:くだ|いただ|願|ほし)"
    ),
}
"""Sentences that do so."""
_WISHES = {
    "en": re.compile(
        r"\?|\b(?:please|ask|asks|need|needs|want|wants|should|must|could|would|wish|confirm|check|tell|call|contact"
        r"|let|send|bring|ignore|use|return|sign|give|wait|keep|write|reply|answer|find|see|note|do not|don[’']t|visit"
        r"|come|fill|choose|pay|order|remember|make sure)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"[?？]|ほし|欲し|ください|下さい|お願|願い|依頼|頼|教えて|か$|か。|[かを](?:聞|訊|尋|伺|確認)|もら|いただ|頂|希望|要(?:$|。|返|連)"
        r"|てくれ|こと(?:$|。)|必要|[をに](?:$|。)|まで(?:$|。)"
    ),
}
"""Notes that may want something of the reader."""
_WISHED = {
    "en": re.compile(r"\b(?:please|could you|can you|would you|kindly|we ask you)\b", re.IGNORECASE),
    "ja": re.compile(r"くださ(?:い|る|いま)|いただけ(?!ません(?:[。が]|$))|いただきた|お願い(?:いた|申|し)"),
}
"""Sentences that do so."""
_NEEDS = {
    "en": re.compile(r"\b(?:please|need|needs|should|must)\b", re.IGNORECASE),
    "ja": re.compile(r"ほしい|欲しい|ください|下さい|お願い|依頼|教えて|頼む"),
}
"""Notes that surely want something of the reader."""
_MET = {
    "en": re.compile(
        r"\?|\b(?:please|need|needs|require\w*|should|must|ask|grateful|kindly|have to)\b", re.IGNORECASE
    ),
    "ja": re.compile(r"くださ|いただけ|いただき|願|幸い|か。|[?？]|ほしいです|依頼"),
}
"""Sentences that do so."""
_FOR_THE_WRITER = {
    "en": re.compile(
        r"\b(?:tell|inform|remind|ask)\s+(?:her|him|them|if|whether|for|about)\b", re.IGNORECASE
    ),
    "ja": re.compile(r"(?:聞く|訊く|尋ねる|伝える)(?!よう|ため|際)|ほしい(?!です。)|欲しい(?!です。)"),
}
"""Words that told the writer what to do and must not reach the reader."""
_THIRD_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_PEOPLE = frozenset({ValueKind.PERSON})
_COURTESY = frozenset(
    """
    please kindly thank thanks sorry apologise apologize regret like would could grateful appreciate
    know reach will send receive inform confirm note available glad happy able need ask let give
    take make include provide offer we our you your us contact get may if any case further also
    however regarding possible follow unfortunately afraid suit unclear clear arrive welcome happen once more again
    いたす 致す する ます です ございます ござる いただく 頂く くださる 下さる お願い 願う 申し上げる 存じる 幸い 場合
    つきましては なる ある おる 居る 弊社 当社 貴社 お客様 様 誠に 恐れ入る 恐縮 手数 お手数 ご連絡 連絡 知らせる
    お知らせ できる 可能 予定 際 点 件 方 旨 都合 よろしい 宜しい 送る 行う 入れる 承知 申し訳 恐れる 不可 利用 下記 次第 問題 ほしい 欲しい 聞く 尋ねる 伺う 教える 確認 もらう 思う
    """.split()  # noqa: SIM905 - a list of words reads better
)
_LEAST_KEPT = 0.7
_LEAST_IN_ORDER = 0.7
_WORDS_FOR_A_SECOND_ADDITION = 6
_MOST_EXPLAINED = 4
"""Words of the mail to answer that may come in: "yes, we do" becomes "yes, we deliver to Norway"."""


def unfaithful(
    note: str, sentence: str, sources: Sources, language: Language, context: str = ""
) -> list[Finding]:
    """Return why *sentence* may not stand for *note*; nothing means that it may.

    Args:
        note: The user's words, in either language.
        sentence: The words that were made of them, in *language*.
        sources: Texts whose values and names may be used besides those of the note.
        language: Language of the mail.
        context: The mail to answer, whose words may explain a short note.
    """
    known = Sources([note, *sources.texts])
    found = [*_misshapen(note, sentence, language)]
    found += invented_values(sentence, Sources([note]), language)
    found += placeholders(sentence, known)
    found += meta_talk(sentence, Sources([note]), language)
    found += wrong_language(sentence, Sources([]), language)
    found += loose_dates(sentence, Sources([note]), language)
    found += unknown_names(sentence, known, language)
    found += wrong_promises(sentence, GivenPromises([note]), language)
    found += _lost_values(note, sentence, language)
    if detect_language(note) == language:
        found += (
            _because("lost-value", _value(lost)) for lost in loose_dates(note, Sources([sentence]), language)
        )
        found += _changed_sense(note, sentence, language)
        found += _changed_words(note, sentence, language, context)
    return found


def _misshapen(note: str, sentence: str, language: Language) -> Iterator[Finding]:
    torn = "->" in sentence or (re.search(r"\?\s+\w", sentence) and "?" not in note)
    if torn or not _END.search(sentence) or "\n" in sentence or _FRAME[language].search(sentence):
        yield _because("not-a-sentence", sentence)
    room = 3 * len(note) + (80 if language == "en" else 40)
    if len(sentence) > room or _repeats(sentence):
        yield _because("too-long", sentence)


def _repeats(sentence: str) -> bool:
    """Return whether some stretch comes three times, as small models do when they are lost."""
    return bool(re.search(r"(.{4,}?)(?:.{0,6}\1){2,}", sentence))


def _lost_values(note: str, sentence: str, language: Language) -> Iterator[Finding]:
    kept = find_values(sentence, language)
    for value in find_values(note, detect_language(note)):
        if value.kind in {ValueKind.PERSON, ValueKind.ORGANISATION}:
            present = any(part in sentence for part in value.text.split()) or any(
                same_value(value, v) for v in kept
            )
        else:
            present = value.text in sentence or any(same_value(value, v) for v in kept)
        if not present:
            yield _because("lost-value", value.text)


def _changed_sense(note: str, sentence: str, language: Language) -> Iterator[Finding]:
    if bool(_NOT[language].search(note)) != bool(_NOT[language].search(sentence)):
        yield _because("contrary", sentence)
    for limit in _LIMITS[language]:
        said = re.search(limit, sentence, re.IGNORECASE)
        if bool(re.search(limit, note, re.IGNORECASE)) != bool(said):
            yield _because("limit-changed", said.group() if said else note)
    if (
        language == "en"
        and _OTHERS.search(note)
        and _OURSELVES.search(sentence)
        and not _OURSELVES.search(note)
    ):
        yield _because("contrary", sentence)
    if _ASKS[language].search(note) and not _ASKED[language].search(sentence):
        yield _because("question-lost", sentence)
    if _NEEDS[language].search(note) and not _MET[language].search(sentence):
        yield _because("request-lost", sentence)
    if "?" in note and "?" not in sentence and language == "en":
        yield _because("question-lost", sentence)
    if _WISHED[language].search(sentence) and not _WISHES[language].search(note):
        yield _because("request-added", sentence)
    speaks_of_reader = (
        language == "en" and _THIRD_PERSON.search(sentence) and not find_values(note, language, _PEOPLE)
    )
    if speaks_of_reader or _FOR_THE_WRITER[language].search(sentence):
        yield _because("for-the-writer", sentence)


def _changed_words(note: str, sentence: str, language: Language, context: str) -> Iterator[Finding]:
    given = content_words(note, language)
    said = [content_words(sentence[start:end], language) for start, end in sentence_spans(sentence)]
    all_said = [word for words in said for word in words]
    kept = [word for word in given if word in _COURTESY or _any_alike(word, all_said)]
    if given and len(kept) < _LEAST_KEPT * len(given):
        yield _because("words-lost", sentence)
    added = [word for word in all_said if word not in _COURTESY and not _any_alike(word, given)]
    in_context = content_words(context, language) if added and context else []
    explained = [word for word in added if _any_alike(word, in_context)]
    if len(explained) <= _MOST_EXPLAINED:
        added = [word for word in added if word not in explained]
    if len(added) > (2 if len(given) >= _WORDS_FOR_A_SECOND_ADDITION else 1):
        yield _because("words-added", " ".join(added))
    if len(said) > 1 and any(not any(_any_alike(word, given) for word in words) for words in said):
        yield _because("sentence-added", sentence)
    if _said_more_often(given, all_said):
        yield _because("words-repeated", sentence)
    if language == "en" and not _in_order(given, all_said):
        yield _because("order-changed", sentence)


def _said_more_often(given: Sequence[str], said: Sequence[str]) -> bool:
    """Return whether a word of the note comes back, as it does where a small model loses its way."""
    for word in said:
        if word not in _COURTESY and not word[0].isdigit():
            before = sum(is_alike(word, other) for other in given)
            if 0 < before < sum(is_alike(word, other) for other in said):
                return True
    return False


def _in_order(given: Sequence[str], said: Sequence[str]) -> bool:
    """Return whether the words that were kept come mostly in the order of the note."""
    places = [
        next(i for i, other in enumerate(said) if is_alike(word, other))
        for word in given
        if _any_alike(word, said)
    ]
    longest: list[int] = []
    for index, place in enumerate(places):
        before = (longest[i] for i in range(index) if places[i] <= place)
        longest.append(1 + max(before, default=0))
    return max(longest, default=0) >= _LEAST_IN_ORDER * len(places)


def _any_alike(word: str, others: Sequence[str]) -> bool:
    return any(is_alike(word, other) for other in others)


def is_alike(one: str, other: str) -> bool:
    """Return whether two words share their stem, as far as their first letters tell."""
    if one == other:
        return True
    if not (one.isascii() and other.isascii()):
        return one in other or other in one
    shared = min(len(one), len(other), 5)
    return shared >= 3 and one[:shared] == other[:shared]


def _value(finding: Finding) -> str:
    return str(finding.parameters["value"])


def _because(code: str, value: str) -> Finding:
    return Finding(code, {"value": value}, gravity=Gravity.WRONG)
