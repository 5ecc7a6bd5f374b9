"""How a conversation comes out in the form of each model of the catalogue."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.engine.chat_prompt import ChatTemplate
from app.engine.llama_context import LlamaContext
from app.engine.messages import Load
from app.engine.stop_flag import StopFlag
from app.model_library.catalogue import read_catalogue
from app.resource_files import catalogue_path

_TALK = [
    {"role": "system", "text": "Be brief."},
    {"role": "user", "text": "Good day"},
    {"role": "assistant", "text": "Good day."},
    {"role": "user", "text": "  Thank Mr Sato.\n"},
]
_QWEN3 = """\
{%- set place = namespace(searching=true, last_query=messages|length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages|length - 1) - loop.index0 %}
    {%- if place.searching and message.role == "user" and not message.content.startswith('<tool_response>') %}
        {%- set place.searching = false %}
        {%- set place.last_query = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.role in ("user", "system") %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set content = message.content.split('</think>')[-1].lstrip('\\n') %}
        {{- '<|im_start|>' + message.role + '\\n' }}
        {%- if loop.index0 > place.last_query %}
            {{- '<think>\\n' + message.reasoning_content.strip('\\n') + '\\n</think>\\n\\n' }}
        {%- endif %}
        {{- content + '<|im_end|>\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}"""
"""What the templates of these models do: look back for the last question, drop thoughts, switch thinking off."""
_GEMMA3 = """\
{{- bos_token }}
{%- set first = messages[0].content + '\\n\\n' if messages[0].role == 'system' else '' %}
{%- set talk = messages[1:] if first else messages %}
{%- for message in talk %}
    {%- if (message.role == 'user') != (loop.index0 % 2 == 0) %}
        {{- raise_exception('questions and answers take turns') }}
    {%- endif %}
    {%- set who = 'model' if message.role == 'assistant' else message.role %}
    {{- '<start_of_turn>' + who + '\\n' + (first if loop.first else '') + message.content | trim + '<end_of_turn>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<start_of_turn>model\\n' }}
{%- endif %}"""
"""What Gemma's template does: it begins by itself, has no word for instructions, and insists on turns."""
_SARASHINA = """\
{%- for message in messages %}
    {{- '<|' + message.role + '|>' + message.content + eos_token }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|assistant|>' }}
{%- endif %}"""
_CHATML_TALK = (
    "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nGood day<|im_end|>\n"
    "<|im_start|>assistant\nGood day.<|im_end|>\n<|im_start|>user\nThank Mr Sato.<|im_end|>\n"
    "<|im_start|>assistant\n"
)
_NOT_THINKING = _CHATML_TALK + "<think>\n\n</think>\n\n"
_GEMMA_TALK = (
    "<bos><start_of_turn>user\nBe brief.\n\nGood day<end_of_turn>\n<start_of_turn>model\nGood day.<end_of_turn>\n"
    "<start_of_turn>user\nThank Mr Sato.<end_of_turn>\n<start_of_turn>model\n"
)
_SARASHINA_TALK = "<|system|>Be brief.</s><|user|>Good day</s><|assistant|>Good day.</s><|user|>Thank Mr Sato.</s><|assistant|>"
_WRITTEN: Mapping[str, tuple[str | None, str]] = {
    "starter": (None, _CHATML_TALK),
    "gemma-3-270m": (_GEMMA3, _GEMMA_TALK),
    "qwen3-1.7b": (_QWEN3, _NOT_THINKING),
    "sarashina-3b": (_SARASHINA, _SARASHINA_TALK),
    "qwen3-4b": (_QWEN3, _NOT_THINKING),
    "qwen3-8b": (_QWEN3, _NOT_THINKING),
}
"""For each model its template (None: the one in the file) and what comes of the talk."""


_SPECIAL = {_QWEN3: ("", "<|im_end|>"), _GEMMA3: ("<bos>", "<end_of_turn>"), _SARASHINA: ("<s>", "</s>")}
"""How a conversation and an answer begin and end, by template."""


def _rendered(template: str) -> str:
    bos, eos = _SPECIAL.get(template, ("", "<|im_end|>"))
    special = {"bos": bos, "eos": eos}
    return "".join(part.text for part in ChatTemplate(template, special.__getitem__).render(_TALK))


def test_every_model_of_the_catalogue_is_known_here() -> None:
    assert {entry.name for entry in read_catalogue(catalogue_path()).entries} == set(_WRITTEN)


@pytest.mark.parametrize("name", [name for name, (template, _) in _WRITTEN.items() if template])
def test_a_conversation_in_the_models_form_without_thoughts(name: str) -> None:
    template, expected = _WRITTEN[name]
    assert template
    assert _rendered(template) == expected


@pytest.mark.starter
def test_a_conversation_in_the_starters_own_form(starter_model: Path) -> None:
    context = LlamaContext(Load(str(starter_model), 256, 1, 0), StopFlag())
    parts = ChatTemplate(context.vocabulary.template(), context.vocabulary.special_text).render(_TALK)
    assert "".join(part.text for part in parts) == _WRITTEN["starter"][1]


def test_odd_white_space_of_a_template_stays_and_that_of_a_text_goes() -> None:
    odd = "{% for m in messages %}\n\n  <{{ m.role }}>  {{ m.content | trim }}\t\n{% endfor %}\n <assistant>"
    assert _rendered(odd).splitlines()[-1] == " <assistant>"
    assert "  <user>  Thank Mr Sato.\t\n" in _rendered(odd)


def test_a_template_that_wants_turns_and_no_system_role_gets_them() -> None:
    strict = (
        "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system role') }}{% endif %}"
        "{% for m in messages %}{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}"
        "{{ raise_exception('roles must take turns') }}{% endif %}"
        "{% set role = 'model' if m['role'] == 'assistant' else m['role'] %}"
        "{{ '<start>' + role + '\n' + m['content'] | trim + '<end>\n' }}{% endfor %}<start>model\n"
    )
    assert _rendered(strict).startswith(
        "<start>user\nBe brief.\n\nGood day<end>\n<start>model\nGood day.<end>\n"
    )
