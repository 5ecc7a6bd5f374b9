"""Tells whether a sentence says what a note says: no more, no less, and not the contrary."""

import re
from collections.abc import Iterator

from app.records import Finding, Gravity, Language
from app.text.languages import detect_language
from app.text.romanised import with_names_as_in
from app.text.values import ValueKind, find_values, stands_for
from app.verification.drafts import (
    loose_dates,
    loose_numbers,
    meta_talk,
    placeholders,
    unknown_names,
    wrong_language,
)
from app.verification.facts import Sources, invented_values
from app.verification.kept_words import changed_words
from app.verification.promises import GivenPromises, wrong_promises
from app.verification.translated_words import changed_in_translation

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
        r"\b(?:not|no(?!\. ?\w{0,8}[-/]?\d| later than| more than)|never|none|nothing|nobody|without|cannot|unable|unfortunately|impossible|unavailable|\w+n[’']t)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?<!少)(?<!申し訳)(?<!すみ)ませ?ん(?!か|でしょうか)|(?<!しか)(?:[でがしれかわらたみけせえまばなさいきぎちべめねてじ見来]|(?<!少)く)ない"
        r"|不可|無し|なし(?:$|[。、])|できず|せず|不要|未(?![来定]で)|いたしかね|欠品|残念"
    ),
}
_NO_DENIAL = {
    "en": re.compile(
        r"\b(?:(?:do not|don[’']t) hesitate|not only|no (?:problem|doubt|matter)|not later than)\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(
        r"(?:構い|かまい|差し支え(?:あり|ござい)|支障(?:あり|ござい)|問題(?:あり|ござい)|間違い(?:あり|ござい)|相違(?:あり|ござい))ません"
        r"|かもしれ(?:ない|ません)|(?:もったい|間違い|違い|問題|構わ|かまわ|差し支え|いけ)ない|ご?遠慮なく"
    ),
}
"""Words that deny nothing, though they look so."""
_LIMITS = {
    "en": [
        r"\b(?:at least|minimum|min(?<!\d min)(?<!\dmin)\b\.?|or more)(?!\w)(?=.*\d)", r"\bafter\b", r"\bbefore\b|\bby\b(?= (?:\d|[A-Z]))", r"\bsell\w*\b",
        r"\b(?:at most|max(?:imum)?|(?<!go )(?<!goes )(?<!going )(?<!gone )(?<!went )up to|or less|(?:no|not) more than)\b",
        r"\b(?:(?<!no )(?<!not )more than|over|above|exceed\w*)\b",
        r"\b(?:less than|under(?! (?:the |this |your |our )?(?:\w+ ){0,2}(?:number|no\b|reference|ref\b|code|name|address|link|contract|order|phone|telephone|guarantee|warranty))|below|fewer)\b", r"\b(?:only|just)\b",
        r"\b(?:free|no charge|without charge|complimentary)\b", r"\b(?:discount|reduction|rebate)\b",
        r"\b(?:always|guarantee\w*|promise\w*|immediately|at once|right away)\b", r"\b(?:cancel\w*|refus\w*|reject\w*)\b",
        r"\b(?:refund\w*|reimburse\w*)\b", r"\b(?:attach\w*|enclos\w*)\b", r"\b(?:increas\w*|rais\w*|ris(?:es?|ing|en)|rose|higher|(?:go(?:es|ing|ne)?|went) up)\b",
        r"\b(?:decreas\w*|lower\w*|reduc\w*|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|(?:go(?:es|ing|ne)?|went) down)\b",
        r"\bthis time\b", r"\b(?:next time|in future)\b", r"\blast time\b",
    ],
    "ja": [
        r"今回", r"次回|今後", r"前回|先日", r"以上", r"以下|以内", r"超え|を超|より多", r"未満", r"のみ|(?<!いた)だけ|限り", r"無料|無償|サービスで", r"割引|値引|引き(?!続)",
        r"必ず|保証|お約束", r"至急|直ちに|すぐ|早急", r"中止|取り消|取消|キャンセル|お断り", r"返金|返品|払い戻", r"添付|同封",
        r"値上|増額|増え", r"値下|減額|減ら",
    ],
}  # fmt: skip
_OTHERS = {
    "en": re.compile(r"\b(?:he|she|they|them|the customer|the client|customer|client)\b", re.IGNORECASE),
    "ja": re.compile(r"先方|相手方?|客先|(?:お客様|顧客|貴社|御社)(?:の|に)?(?:て|で|ご)?負担"),
}
_OURSELVES = {
    "en": re.compile(
        r"\b(?:we|I) (?:will|can|shall|may|must|are|am|have|pay|send|do)\b|\b(?:we|I)['’](?:ll|re|ve|m)\b"
        r"|\bby us\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"弊社|当社|当方|私ども|こちら"),
}
_READER = {
    "en": re.compile(r"\byou (?!the|a|an|our|for|by|on|with|to|at|in|about|of)\w+|\byour\b", re.IGNORECASE),
    "ja": re.compile(r"貴社|御社|お客様|皆様|くださ|いただ|ご負担"),
}
"""Who does it must not change from another to ourselves."""
_WAS = (
    r"\b(?:was|were|has been|have been|had|already)\b"
    r"|(?<!be )(?<!is )(?<!are )(?<!must )(?<!get )(?<!need )\b(?:sent|shipped|dispatched|received|paid|arrived)\b"
)
_DONE = {"en": re.compile(_WAS, re.IGNORECASE), "ja": re.compile(r"済み?(?!次第)|完了(?!予定|次第)")}
_TO_BE_DONE = {
    "en": re.compile(
        rf"^(?!.*(?:{_WAS}|\b(?:has|have|did)\b)).*\b(?:will|shall|going to|are to|is to)\b", re.IGNORECASE
    ),
    "ja": re.compile(r"^(?!.*(?:済|た(?![しくだめ])|完了|て(?:い|おり)ます)).*(?:ます|です)"),
}
"""What was done must not become what will be done."""
_UNTIL = {
    "en": (
        re.compile(r"\b(?:until|till)\b", re.IGNORECASE),
        re.compile(r"\b(?:until|till|through|by|to)\b", re.IGNORECASE),
    ),
    "ja": (re.compile(r"まで|迄"), re.compile(r"まで|迄|以内|以下|上限|期限")),
}
"""How a note puts an end to something, and how a sentence may."""
_OBLIGES = re.compile(r"\byou (?:must|have to|need to|are (?:required|obliged) to|should)\b", re.IGNORECASE)
_MAY_OBLIGE = re.compile(
    r"\b(?:must|needs?|needed|ha(?:s|ve) to|required?|should|only|please|mandatory|necessary|not|no|ask|remember)\b",
    re.IGNORECASE,
)
"""Notes that may lay something on the reader."""
_NO_VERB_JA = re.compile(r"(?:[うくつぬふむるぐぶ]|(?<!ま)す)ま(?:せん|す)|[一-龠]済みま(?:す|せん)")
"""Endings that no verb has, as small models put them together."""
_ASKS = {
    "en": re.compile(r"\?|^(?:ask|find out|want to know|request)\b|\b(?:whether|asking)\b", re.IGNORECASE),
    "ja": re.compile(
        r"[?？]|(?:か?を?(?:聞|訊|尋)|(?:[かを]|都合|予定|意見|意向)伺)(?:く|き|い|う|きたい)|か(?:$|。|確認|お)|教えて|どう(?:か|でしょう)|いつ|どちら|どれ|何(?:時|個|日)?"
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
        r"|てくれ|こと(?:$|。)|必要|(?:[をにへ]|まで)(?:$|[。（(])|注意|厳禁|禁止|遠慮"
    ),
}
"""Notes that may want something of the reader."""
_WISHED = {
    "en": re.compile(r"\b(?:please|could you|can you|would you|kindly|we ask you)\b", re.IGNORECASE),
    "ja": re.compile(
        r"くださ(?:い|る|いま)|いただけ(?:ま(?:す|せん)(?:でしょう)?か|な(?:い|か)|れば|ます?と|ますよう|ましたら|たら|るよう)|いただきた|お願い(?:いた|申|し)"
    ),
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
    written = detect_language(note)
    known = Sources([note, *sources.texts])
    found = [*_misshapen(note, sentence, language)]
    found += invented_values(sentence, Sources([note]), language)
    found += placeholders(sentence, known)
    found += meta_talk(sentence, Sources([note]), language)
    found += wrong_language(sentence, Sources([]), language)
    found += loose_dates(sentence, Sources([note]), language)
    found += loose_numbers(sentence, Sources([note]), language)
    found += unknown_names(sentence, known, language)
    found += wrong_promises(sentence, GivenPromises([note]), language)
    spoken = with_names_as_in(note, sentence) if (written, language) == ("ja", "en") else note
    found += _lost_values(spoken, written, sentence, language)
    if denies(note, written) != denies(sentence, language) or _turns_round(note, written, sentence, language):
        found.append(_because("contrary", sentence))
    found += _changed_wishes(note, written, sentence, language)
    if written == language:
        found += (
            _because("lost-value", _value(lost)) for lost in loose_dates(note, Sources([sentence]), language)
        )
        found += _changed_sense(note, sentence, language)
        found += changed_words(note, sentence, language, context)
    else:
        found += changed_in_translation(spoken, sentence, language)
    return found


def _misshapen(note: str, sentence: str, language: Language) -> Iterator[Finding]:
    torn = "->" in sentence or (re.search(r"\?\s+\w", sentence) and "?" not in note)
    torn = torn or bool(language == "ja" and _NO_VERB_JA.search(sentence))
    if torn or not _END.search(sentence) or "\n" in sentence or _FRAME[language].search(sentence):
        yield _because("not-a-sentence", sentence)
    room = 3 * len(note) + (80 if language == "en" else 40)
    if len(sentence) > room or _repeats(sentence):
        yield _because("too-long", sentence)


def _repeats(sentence: str) -> bool:
    """Return whether some stretch comes three times, as small models do when they are lost."""
    return bool(re.search(r"(.{4,}?)(?:.{0,6}\1){2,}", sentence))


def _lost_values(note: str, noted_in: Language, sentence: str, language: Language) -> Iterator[Finding]:
    kept = find_values(sentence, language)
    written = Sources([sentence])
    given = find_values(note, noted_in)
    for value in given:
        same = sum(stands_for(other, value) for other in kept)
        if value.kind in {ValueKind.PERSON, ValueKind.ORGANISATION}:
            present = bool(same) or any(part in sentence for part in value.text.split())
        elif value.kind == ValueKind.NUMBER:
            # 2 boxes and 2 weeks are two numbers.
            times = sum(other.kind == value.kind and other.normal == value.normal for other in given)
            present = same >= times or (not same and written.hold(value.text))
        else:
            present = bool(same) or written.hold(value.text)
        if not present:
            yield _because("lost-value", value.text)


def _turns_round(note: str, written: Language, sentence: str, language: Language) -> bool:
    """Return whether *sentence* says of ourselves what *note* says of others, or makes a plan of what was done."""
    others = _OTHERS[written].search(note) and not _OURSELVES[written].search(note)
    ours = _OURSELVES[language].search(sentence) and not _READER[language].search(sentence)
    undone = _DONE[written].search(note) and _TO_BE_DONE[language].search(sentence)
    return bool((others and ours) or undone)


def denies(text: str, language: Language) -> bool:
    """Return whether *text* says of something that it is not, or cannot be."""
    return bool(_NOT[language].search(_NO_DENIAL[language].sub("", text)))


def _changed_sense(note: str, sentence: str, language: Language) -> Iterator[Finding]:
    for limit in _LIMITS[language]:
        said = re.search(limit, sentence, re.IGNORECASE)
        if bool(re.search(limit, note, re.IGNORECASE)) != bool(said):
            yield _because("limit-changed", said.group() if said else note)
    ends, may_end = _UNTIL[language]
    if ends.search(note) and not may_end.search(sentence):
        yield _because("limit-changed", note)


def _changed_wishes(note: str, written: Language, sentence: str, language: Language) -> Iterator[Finding]:
    """Yield where a question or a wish of *note*, in the language *written*, is lost, or one comes up in *sentence*."""
    if _ASKS[written].search(note) and not _ASKED[language].search(sentence):
        yield _because("question-lost", sentence)
    if "?" in note and "?" not in sentence and written == language == "en":
        yield _because("question-lost", sentence)
    if _NEEDS[written].search(note) and not _MET[language].search(sentence):
        yield _because("request-lost", sentence)
    may_oblige = _MAY_OBLIGE if written == "en" else _WISHES["ja"]
    if language == "en" and _OBLIGES.search(sentence) and not may_oblige.search(note):
        yield _because("request-added", sentence)
    if _WISHED[language].search(sentence) and not _WISHES[written].search(note):
        yield _because("request-added", sentence)
    speaks_of_reader = (
        language == "en" and _THIRD_PERSON.search(sentence) and not find_values(note, written, _PEOPLE)
    )
    if speaks_of_reader or _FOR_THE_WRITER[language].search(sentence):
        yield _because("for-the-writer", sentence)


def _value(finding: Finding) -> str:
    return str(finding.parameters["value"])


def _because(code: str, value: str) -> Finding:
    return Finding(code, {"value": value}, gravity=Gravity.WRONG)
