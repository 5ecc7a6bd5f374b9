"""A conversation as a prompt, through the template that the model brings.

The texts of the messages are kept apart from the template's own text, so that a mail which
holds `<|im_end|>` cannot end its message: only the template may speak in control tokens.
"""

import contextlib
import datetime as dt
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.errors import EngineError

_CHATML = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}<|im_start|>assistant{{ '\n' }}"
)
"""For models that bring no template; most of those were tuned on this one."""
_MARK = "DESKHANDMESSAGE{}END"
_MARKS = re.compile(r"DESKHANDMESSAGE(\d+)END")
_TRIAL_SECONDS = 5.0
_LONGEST_TEMPLATE = 100_000
_LONGEST_PROMPT_FRAME = 200_000


@dataclass(frozen=True, slots=True)
class PromptPart:
    """A stretch of the prompt."""

    text: str
    ours: bool
    """True for text of the template, which may hold control tokens."""


class ChatTemplate:
    """The chat template of one model."""

    def __init__(self, template: str | None, special_text: Callable[[str], str]) -> None:
        """Compile *template*; *special_text* gives the text of "bos" and "eos".

        Raises:
            EngineError: The template does not parse.
        """
        self._special_text = special_text
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols]
        )
        environment.globals["raise_exception"] = _refuse
        environment.globals["strftime_now"] = _today
        text = template or _CHATML
        try:
            if len(text) > _LONGEST_TEMPLATE:
                raise EngineError("template-not-usable")
            self._template = environment.from_string(text)
        except jinja2.TemplateError as error:
            raise EngineError("template-not-usable") from error
        self._try_out()

    def _try_out(self) -> None:
        """Apply the template once beside the clock: one that never ends is found out before anybody waits for it."""
        trial = threading.Thread(target=self._apply_in_vain, name="template", daemon=True)
        trial.start()
        trial.join(_TRIAL_SECONDS)
        if trial.is_alive():  # the process that has met such a template is ended
            raise EngineError("template-not-usable")

    def _apply_in_vain(self) -> None:
        with contextlib.suppress(EngineError, ArithmeticError, TypeError, ValueError, LookupError):
            self.render([{"role": "user", "text": "Hello"}])

    def render(self, messages: Sequence[Mapping[str, str]]) -> list[PromptPart]:
        """Return the prompt of *messages* (each with role and text), ready for the answer.

        Raises:
            EngineError: The template cannot be applied.
        """
        marked = [
            {"role": message["role"], "content": _MARK.format(index)}
            for index, message in enumerate(messages)
        ]
        try:
            frame = self._apply(marked)
        except jinja2.TemplateError:
            # Some templates know no system message; its text then leads the user's first one.
            frame = self._apply_without_system(marked)
        return list(self._parts(frame, messages))

    def _apply(self, messages: Sequence[Mapping[str, str]]) -> str:
        pieces: list[str] = []
        length = 0
        values: dict[str, Any] = {
            "messages": messages,
            "add_generation_prompt": True,
            "bos_token": self._special_text("bos"),
            "eos_token": self._special_text("eos"),
            "enable_thinking": False,
            "tools": None,
        }
        for piece in self._template.generate(values):
            length += len(piece)
            if length > _LONGEST_PROMPT_FRAME:
                raise EngineError("template-not-usable")
            pieces.append(piece)
        return "".join(pieces)

    def _apply_without_system(self, messages: Sequence[Mapping[str, str]]) -> str:
        system = "".join(m["content"] + "\n\n" for m in messages if m["role"] == "system")
        others = [dict(m) for m in messages if m["role"] != "system"]
        if not others:
            raise EngineError("template-not-usable")
        others[0]["content"] = system + others[0]["content"]
        try:
            return self._apply(others)
        except jinja2.TemplateError as error:
            raise EngineError("template-not-usable") from error

    @staticmethod
    def _parts(frame: str, messages: Sequence[Mapping[str, str]]) -> list[PromptPart]:
        parts: list[PromptPart] = []
        for index, text in enumerate(_MARKS.split(frame)):
            if index % 2:
                parts.append(PromptPart(messages[int(text)]["text"].strip(), ours=False))
            elif text:
                parts.append(PromptPart(text, ours=True))
        return parts


def _refuse(message: str) -> None:
    raise jinja2.TemplateError(message)


def _today(form: str) -> str:
    return dt.datetime.now(tz=dt.UTC).astimezone().strftime(form)
