"""The prompts of the e-mail job: conversations in `resources/prompts`, with places for texts.

A file is a list of messages, each under a line such as `=== user`. It is cut into messages before
anything is put into it, so that no text can begin a message of its own.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.engine.engine import Message
from app.resource_files import read_text

Role = Literal["system", "user", "assistant"]

_HEAD = re.compile(r"^=== (system|user|assistant)\n", re.MULTILINE)


def conversation(name: str, values: Mapping[str, object]) -> list[Message]:
    """Return the messages of the prompt *name*, such as `email_note_en`, with *values* in their places."""
    return [Message(role, template.render(values).strip()) for role, template in _messages(name)]


@cache
def _messages(name: str) -> tuple[tuple[Role, jinja2.Template], ...]:
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,
    )
    pieces = _HEAD.split(read_text(f"prompts/{name}.j2"))[1:]
    return tuple(
        (cast("Role", role), environment.from_string(text))
        for role, text in zip(pieces[::2], pieces[1::2], strict=True)
    )
