"""Passages that read like orders to the program; they are pointed out and never obeyed."""

import re

from app.text.sentences import sentence_spans

_ENGLISH = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override|bypass)\b .{0,40}
      \b(?:instructions?|prompts?|rules?|guidelines?|directives?|system\s+message
      |everything\s+above|all\s+of\s+the\s+above)\b
    | \byou\s+are\s+(?:now|no\s+longer)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,3}
      (?:assistant|bot|ai|model|system|dan)\b
    | \b(?:system|developer)\s+prompt\b
    | \b(?:new|updated)\s+(?:system\s+)?instructions?\s*:
    | \b(?:reveal|print|repeat|show)\b .{0,20} \byour\s+(?:prompt|instructions)\b
    | \bas\s+an?\s+(?:ai|language)\s+(?:model|assistant)\b
    | <\|[a-z_]+\|> | \[/?INST\] | ^\s*\#{2,}\s*(?:system|instruction)
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_OWN = re.compile(r"\b(?:ignore|disregard|forget)\b.{0,20}\b(?:my|our)\b", re.IGNORECASE)
_JAPANESE = re.compile(
    r"(?:これまで|以前|上記|今まで|前|すべて|全て|あなた)の?(?:全ての|すべての)?(?:指示|命令|ルール|プロンプト|設定)を?.{0,6}(?:無視|忘れ|破棄|取り消)"
    r"|(?:指示|命令|プロンプト)を(?:すべて|全て)?(?:無視|忘れ)"
    r"|あなたは(?:今から|これから).{0,20}(?:AI|アシスタント|ボット|モデル)"
    r"|システムプロンプト"
)


def order_spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of *text* that read like orders to the program, not to a person."""
    return [(start, end) for start, end in sentence_spans(text) if _is_order(text[start:end])]


def _is_order(sentence: str) -> bool:
    found = _ENGLISH.search(sentence)
    if found and not _OWN.search(sentence):
        return True
    return bool(_JAPANESE.search(sentence))
