"""What the model is asked about a text: the text stands fenced in the last message, and is never obeyed."""

import re
from collections.abc import Sequence

from app.engine.engine import Message
from app.records import Finding, Language
from app.tasks.assist.actions import Action, ActionKey
from app.tasks.prompt_files import conversation
from app.text.languages import detect_language

_FENCE = re.compile(r"<\s*/?\s*text\s*>", re.IGNORECASE)


def conversation_about(action: Action, text: str, language: Language) -> list[Message]:
    """Return the conversation about *text*, whose result is to be in *language*; only its last message holds it."""
    written = detect_language(text)
    if action.instruction:
        values = {
            "instruction": without_fence(action.instruction),
            "text": without_fence(text),
            "language": language,
        }
        return conversation(f"assist_own_{detect_language(action.instruction)}", values)
    if action.key == ActionKey.TRANSLATE:
        # A line in the target language within a text in the other one is asked about all the same.
        other = "ja" if language == "en" else "en"
        return conversation(f"assist_translate_{other}_to_{language}", {"text": without_fence(text)})
    return conversation(f"assist_{action.key}_{written}", {"text": without_fence(text)})


def asked_again(text: str, problems: Sequence[Finding], language: Language) -> list[Message]:
    """Return the request to try once more, with the reasons."""
    values = {
        "text": without_fence(text),
        "language": language,
        "reasons": {"contrary" if one.code == "sense-doubtful" else one.code for one in problems},
        "lost": [str(one.parameters["value"]) for one in problems if one.code == "value-lost"],
        "added": [
            str(one.parameters["value"]) for one in problems if one.code in {"value-new", "placeholder-left"}
        ],
    }
    return conversation(f"assist_again_{detect_language(text)}", values)


def without_fence(text: str) -> str:
    """Return *text* without what could end or begin a fence, and without blanks around it."""
    return _FENCE.sub(" ", text).strip()
