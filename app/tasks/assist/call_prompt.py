"""The conversations in which a tool is chosen and its arguments are written.

What comes before the last message is the same for every text, so that it is read once.
"""

import json
import re
from collections.abc import Sequence
from functools import cache

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.engine.engine import Message, Question
from app.resource_files import read_text
from app.tasks.assist.grounds import Given
from app.tasks.assist.tool import Kind, Parameter, ToolDescription

NONE = "none"
"""What stands for "no tool fits" among the names."""
CALL_START = "Arguments: "
"""What the arguments are written behind."""
_FENCE = re.compile(r"<(?=/?\s*text)", re.IGNORECASE)
_LONGEST_DESCRIPTION = 300
_LONGEST_TEXT = 3_000
"""Characters of a text that the model reads: a page; a call's arguments stand in less."""


def choice(tools: Sequence[ToolDescription], given: Given) -> Question:
    """Return the question which of *tools* does what is wanted; the last answer is that none does."""
    listed = [f"{tool.name}: {_one_line(tool.description)}" for tool in tools]
    system = _template("assist_choose_system.j2").render(tools=listed, none=NONE)
    user = _template("assist_choose_user.j2").render(_fenced(given))
    answers = tuple(f'{name}"' for name in (*(tool.name for tool in tools), NONE))
    return Question(
        (Message("system", system.strip()), Message("user", user.strip())), answers, 'Function: "'
    )


def fit(tool: ToolDescription, given: Given) -> Question:
    """Return the question whether *tool* does what is wanted; the answers are yes and no.

    The model reads the tool's purpose alone: arguments that happen to stand in the text make it say yes.
    """
    purpose = f"{tool.name}: {_one_line(tool.description)}"
    return Question(_about_tool("assist_fit_system.txt", purpose, given), ("yes\n", "no\n"), "Answer: ")


def conversation(tool: ToolDescription, given: Given) -> tuple[Message, ...]:
    """Return the question with which arguments *tool* does what is wanted."""
    return _about_tool("assist_call_system.txt", described(tool), given)


def _about_tool(system: str, words: str, given: Given) -> tuple[Message, ...]:
    user = _template("assist_call_user.j2").render(_fenced(given), tool=words)
    return (Message("system", read_text(f"prompts/{system}").strip()), Message("user", user.strip()))


def described(tool: ToolDescription) -> str:
    """Return *tool* as the model reads it: name and purpose, then a line for each argument."""
    lines = [f"{tool.name}: {_one_line(tool.description)}"]
    lines += [f"  {parameter.name} ({_type(parameter)}){_about(parameter)}" for parameter in tool.parameters]
    return "\n".join(lines)


def _fenced(given: Given) -> dict[str, str]:
    """Return wish and text for their places; neither can end the fence around the text."""
    text = given.text.strip()[:_LONGEST_TEXT]
    return {"wish": _FENCE.sub("< ", given.wish.strip()[:_LONGEST_TEXT]), "text": _FENCE.sub("< ", text)}


def _type(parameter: Parameter) -> str:
    if parameter.options:
        words = " | ".join(json.dumps(option, ensure_ascii=False) for option in parameter.options)
    elif parameter.kind == Kind.LIST and parameter.items:
        words = f"list of {_type(parameter.items)}"
    else:
        words = parameter.kind.value
    return words if parameter.required else f"{words}, optional"


def _about(parameter: Parameter) -> str:
    inner = "".join(f"; {field.name} ({_type(field)}){_about(field)}" for field in parameter.fields)
    return (f": {_one_line(parameter.description)}" if parameter.description else "") + inner


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_DESCRIPTION]


@cache
def _template(name: str) -> jinja2.Template:
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    return environment.from_string(read_text(f"prompts/{name}"))
