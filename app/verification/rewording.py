"""Tells whether a sentence says what a note says: no more, no less, and not the contrary."""

import re
from collections.abc import Iterator, Sequence

from app.records import Finding, Gravity, Language
from app.text.languages import detect_language
from app.text.values import ValueKind, find_values, same_value
from app.text.words import content_words
from app.verification.drafts import loose_dates, meta_talk, placeholders, unknown_names, wrong_language
from app.verification.facts import Sources, invented_values

_END = re.compile(r"[.!?。！？][\"'”’」』)）]?$")
_FRAME = {
    "en": re.compile(
        r"^(?:dear|hello|hi)\b|\b(?:best|kind|warm) regards\b|\bsincerely\b|\bbest wishes\b|\byours\b.{0,10}$",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"お世話になっております|^拝啓|敬具|様[、。\s]|署名|よろしくお願い(?:いた|申し上げ)?します。.+"
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
        r"\b(?:at least|minimum|or more|from)\b(?=.*\d)", r"\b(?:at most|maximum|up to|or less|no more than)\b",
        r"\b(?:more than|over|above|exceed\w*)\b", r"\b(?:less than|under|below|fewer)\b", r"\b(?:only|just)\b",
        r"\b(?:free|no charge|without charge|complimentary)\b", r"\b(?:discount|reduction|rebate)\b",
        r"\b(?:always|guarantee\w*|promise\w*|immediately|at once|right away)\b", r"\b(?:cancel\w*|refus\w*|reject\w*)\b",
        r"\b(?:refund\w*|reimburse\w*)\b", r"\b(?:attach\w*|enclos\w*)\b", r"\b(?:increas\w*|rais\w*|higher)\b",
        r"\b(?:decreas\w*|lower\w*|reduc\w*)\b",
    ],
    "ja": [
        r"以上", r"以下|以内", r"超え|を超|より多", r"未満", r"のみ|だけ|限り", r"無料|無償|サービスで", r"割引|値引|引き(?!続)",
        r"必ず|保証|お約束", r"至急|直ちに|すぐ|早急", r"中止|取り消|取消|キャンセル|お断り", r"返金|返品|払い戻", r"添付|同封",
        r"値上|増額|増え", r"値下|減額|減ら",
    ],
}  # fmt: skip
_ASKS = {
    "en": re.compile(
        r"\?|^(?:ask|check|find out|want to know|request)\b|\b(?:whether|asking)\b", re.IGNORECASE
    ),
    "ja": re.compile(
        r"[?？]|(?:か)?(?:聞|訊|尋|伺)(?:く|き|い|う)|確認(?:したい|を?お願い|して(?:ほし|もら|くだ)|$)|教えて|か(?:$|。)|どう(?:か|でしょう)"
    ),
}
_REQUEST = {
    "en": re.compile(
        r"\?|\b(?:please|would be grateful|let (?:us|me) know|we ask|appreciate)\b", re.IGNORECASE
    ),
    "ja": re.compile(r"[?？]|か。|ください|くださ|いただけ|お願い|幸い|お知らせ|伺"),
}
_QUESTION = {"en": re.compile(r"\?\s*$"), "ja": re.compile(r"(?:[?？]|か。)\s*$")}
_COURTESY = frozenset(
    """
    please kindly thank thanks sorry apologise apologize regret like would could grateful appreciate
    know reach will send receive inform confirm note available glad happy able need ask let give
    take make include provide offer we our you your us contact get may if any case further also
    however regarding understand additionally いたす 致す する ます です ございます ござる いただく 頂く くださる 下さる お願い 願う
    申し上げる 存じる 幸い 場合 つきましては なる ある おる 弊社 当社 貴社 お客様 様 誠に 恐れ入る 恐縮 手数 お手数 ご連絡 連絡 知らせる お知らせ できる 可能 予定 際 点
    件 方 旨 都合 よろしい 宜しい 送る 行う 入れる 承知
    """.split()  # noqa: SIM905 - a list of words reads better
)
_LEAST_KEPT = 0.6
_MOST_ADDED = 0.5
_ADDED_ALWAYS = 2


def unfaithful(note: str, sentence: str, sources: Sources, language: Language) -> list[Finding]:
    """Return why *sentence* may not stand for *note*; nothing means that it may.

    Args:
        note: The user's words, in either language.
        sentence: The words that were made of them, in *language*.
        sources: Texts whose values and names may be used besides those of the note.
        language: Language of the mail.
    """
    known = Sources([note, *sources.texts])
    found = [*_misshapen(note, sentence, language)]
    found += invented_values(sentence, Sources([note]), language)
    found += placeholders(sentence, known)
    found += meta_talk(sentence, Sources([note]), language)
    found += wrong_language(sentence, Sources([]), language)
    found += loose_dates(sentence, Sources([note]), language)
    found += unknown_names(sentence, known, language)
    found += _lost_values(note, sentence, language)
    if detect_language(note) == language:
        found += _changed_sense(note, sentence, language)
        found += _changed_words(note, sentence, language)
    return found


def _misshapen(note: str, sentence: str, language: Language) -> Iterator[Finding]:
    if not _END.search(sentence) or "\n" in sentence or _FRAME[language].search(sentence):
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
    if _ASKS[language].search(note) and not _REQUEST[language].search(sentence):
        yield _because("question-lost", sentence)


def _changed_words(note: str, sentence: str, language: Language) -> Iterator[Finding]:
    given = content_words(note, language)
    said = content_words(sentence, language)
    kept = sum(1 for word in given if word in _COURTESY or _any_alike(word, said))
    if given and kept / len(given) < _LEAST_KEPT:
        yield _because("words-lost", sentence)
    added = [word for word in said if word not in _COURTESY and not _any_alike(word, given)]
    if len(added) > max(_ADDED_ALWAYS, _MOST_ADDED * len(said)):
        yield _because("words-added", " ".join(added))


def _any_alike(word: str, others: Sequence[str]) -> bool:
    return any(_alike(word, other) for other in others)


def _alike(one: str, other: str) -> bool:
    """Return whether two words share their stem, as far as their first letters tell."""
    if one == other:
        return True
    if not (one.isascii() and other.isascii()):
        return one in other or other in one
    shared = min(len(one), len(other), 5)
    return shared >= 3 and one[:shared] == other[:shared]


def _because(code: str, value: str) -> Finding:
    return Finding(code, {"value": value}, gravity=Gravity.WRONG)
