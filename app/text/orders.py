"""Passages that read like orders to the program; they are pointed out and never obeyed.

Office mail is full of orders to people ("please ignore my last mail"). A passage counts only when it
speaks of what a program was told (its instructions, its prompt), speaks to a program, or says how the
text itself is to be sorted.
"""

import re

from app.text.half_width import half_width
from app.text.sentences import sentence_spans

_IGNORE = (
    r"(?<!n't )(?<!not )"
    r"\b(?:ignore|disregard|forget|override|bypass|discard|do(?:\s+not|n't)\s+follow|stop\s+following)"
)
_TOLD = r"(?:instructions?|prompts?|rules?|guidelines?|directions?|directives?|commands?|programming)\b"
_EARLIER = (
    r"(?:previous|prior|above|earlier|preceding|existing|original|initial|system|given|safety|current)(?:ly)?"
)
_FILLER = r"(?:all|any|every|each|the|of|these|those|your|other|and|both)"
_PROGRAM = (
    r"(?:a\.?i|llm|gpt|chatgpt|assistant|chat\s?bot|bot|(?:(?:ai|large|language)\s+){1,2}model"
    r"|artificial\s+intelligence|automated\s+system|(?:ai|virtual)\s+(?:assistant|system|agent))"
)
_DOES = r"(?:ignore|skip|mark|classify|sort|set|write|answer|reply|respond|output|fill|return|say|treat|put)"
_TEXT = r"(?:message|e-?mail|mail|inquiry|enquiry|ticket|text|row|report|document|form|request|complaint)"
_ENGLISH = [
    # what it was told before
    rf"{_IGNORE}\s+(?:{_FILLER}\s+){{0,5}}(?:{_EARLIER}\s+){{1,3}}{_TOLD}",
    rf"{_IGNORE}\s+(?:{_FILLER}\s+){{0,3}}your\s+(?:\w+\s+){{0,2}}{_TOLD}",
    rf"{_IGNORE}\s+(?:all|any)\s+(?:of\s+)?(?:the\s+)?{_TOLD}(?!\s+(?:in|from|on|of|for|about))",
    (
        rf"{_IGNORE}\s+(?:everything|all|anything)\s+(?:of\s+the\s+|that\s+(?:was|is|came)\s+|said\s+|written\s+)?"
        r"(?:above|before\s+this|so\s+far|you\s+(?:were|have\s+been)\s+told)\b"
    ),
    r"\b(?:system|developer|hidden)\s+prompt\b",
    r"\b(?:new|updated|system|developer)\s+instructions?\s*:",
    r"\b(?:reveal|print|repeat|show|output|disclose)\b[^.]{0,20}\byour\s+(?:system\s+)?(?:prompt|instructions)\b",
    # who it is
    rf"\byou\s+are\s+(?:now|no\s+longer)\s+(?:an?\s+|the\s+)?(?:\w+\s+){{0,3}}{_PROGRAM}\b",
    r"^you\s+are\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,3}(?:ai|language\s+model|chat\s?bot)\b",
    rf"\b(?:act|behave|respond|answer|reply)\s+as\s+(?:an?\s+|the\s+)(?:\w+\s+){{0,2}}{_PROGRAM}\b(?!\s+\w+er\b)",
    r"\bas\s+an?\s+(?:ai|(?:ai\s+|large\s+)?language\s+model)\b",
    # spoken to it
    rf"\b(?:note|message|attention|instructions?)\s*[:,]?\s*(?:to|for)\s+(?:the\s+|any\s+|all\s+)?{_PROGRAM}s?\b",
    rf"^(?:dear\s+|hey\s+)?{_PROGRAM}s?\s*[:,]\s*(?:you\s+(?:must|should|will|are)\s+)?(?:please\s+)?{_DOES}\b",
    rf"\b(?:the|this|any)\s+(?:{_PROGRAM}|program|software)\s+(?:must|shall|should|has\s+to|is\s+to)\s+{_DOES}\b",
    r"^(?:system|assistant)\s*:\s*(?:you|ignore|always|never)\b",
    r"<\|[a-z_]{1,30}\|>|\[/?INST\]|<</?SYS>>|^#{2,6}\s*(?:system|instructions?)\b",
    # what to do with the text itself
    rf"\b(?:classify|categori[sz]e|label|tag|treat)\s+(?:this|the\s+(?:above|following))\s+{_TEXT}\s+(?:as|into|under)\b",
    rf"\b(?:set|put|assign|mark|sort)\s+this\s+{_TEXT}\s+(?:\w+\s+){{0,3}}(?:category|confidence)\b",
    r"\bset\s+(?:the\s+)?(?:category|confidence)\s+(?:to|as)\b",
    r"\b(?:respond|answer|reply|output|print)\s+(?:only|nothing\s+but|exactly)\s+(?:with\s+|the\s+word\s+)?[\"'`{\[]",
    r"\b(?:respond|answer|reply|output)\s+(?:only\s+)?(?:in|with|as)\s+(?:valid\s+)?json\b",
]
_TOLD_JA = r"(?:指示|命令|ルール|規則|プロンプト|指令|制約)"
_EARLIER_JA = (
    r"(?:これまで|それまで|今まで|以前|上記|上述|前述|先ほど|ここまで|最初|すべて|全て|あらゆる|あなた|既存"
    r"|(?<![一-龥])[前元])"
)
_PROGRAM_JA = r"(?:AI|人工知能|アシスタント|チャットボット|ボット|言語モデル|LLM|ChatGPT)"
_DO_JA = r"(?:してください|すること|しなさい|せよ|しろ|して下さい)"
_JAPANESE = [
    (
        rf"{_EARLIER_JA}(?:まで)?の?(?:全ての|すべての)?{_TOLD_JA}(?:内容)?(?:は|を)?[^。\n]{{0,10}}"
        r"(?:無視|忘れ(?!な)|破棄|従わ(?:ない|ず)|上書き)"
    ),
    rf"{_TOLD_JA}(?:は|を)?(?:すべて|全て|一切)(?:無視|忘れ(?!な)|破棄)",
    rf"あなたは[^。\n]{{0,20}}{_PROGRAM_JA}",
    rf"{_PROGRAM_JA}(?:さん)?(?:へ|に対する|への)の?(?:指示|命令|お願い|メッセージ)|^{_PROGRAM_JA}(?:へ|は|に)?[:、]",
    rf"{_PROGRAM_JA}(?:は|が)[^。\n]{{0,30}}{_DO_JA}",
    r"(?:システム|隠し)プロンプト|システム(?:への)?(?:指示|命令):",
    (
        r"(?:この|本|当)(?:メール|メッセージ|問い?合わ?せ|文書?|文章|テキスト|件|行)(?:は|を)[^。\n]{0,25}"
        rf"(?:[にと]分類|として分類|カテゴリ)[^。\n]{{0,10}}{_DO_JA}"
    ),
    rf"(?:とだけ|のみを?|だけを?)(?:出力|回答|返答|返信){_DO_JA}",
    r"(?:確信度|信頼度|分類結果|カテゴリー?)(?:は|を)[^。\n]{0,20}[にと](?:して|しろ|せよ|設定)",
]
_ANY = re.compile("|".join(_ENGLISH + _JAPANESE), re.IGNORECASE | re.MULTILINE)


def order_spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of *text* that read like orders to the program, not to a person."""
    plain = half_width(text)
    if not _ANY.search(plain):
        return []
    return [(start, end) for start, end in sentence_spans(text) if _ANY.search(plain[start:end])]
