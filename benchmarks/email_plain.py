"""The peer: the same model behind `llama-server` with a plain prompt, as people ask in a chat window."""

from app.records import Language
from app.tasks.email.templates import TemplateLibrary
from benchmarks.email_cases import Case
from benchmarks.engine_setup import Server

_LONGEST_ANSWER = 600
_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "ask": "Write an e-mail in English: {title}. Write only the e-mail.",
        "facts": "Facts:",
        "notes": "Notes on what else it should say:",
        "mail": "It answers this e-mail:",
    },
    "ja": {
        "ask": "日本語のメールを書いてください：{title}。メールだけを書いてください。",
        "facts": "事実：",
        "notes": "ほかに書くことのメモ：",
        "mail": "次のメールへの返信です：",
    },
}


def prompt(case: Case, templates: TemplateLibrary) -> str:
    """Return what a person would ask for *case*, with everything that the product is given."""
    template, language, request = templates.get(case.request.template), case.language, case.request
    words = _WORDS[language]
    lines = [words["ask"].format(title=template.titles[language]), "", words["facts"]]
    for name, value in request.facts.items():
        fact = template.fact(name)
        label = fact.labels[language] if fact else name
        lines.append(f"- {label}: {value.replace(chr(10), '; ')}")
    if case.notes:
        lines += ["", words["notes"], *(f"- {note}" for note in case.notes)]
    if request.reply_to:
        lines += ["", words["mail"], request.reply_to.text]
    return "\n".join(lines)


def plain_mail(server: Server, text: str) -> str:
    """Return the mail that the model writes for the prompt *text*."""
    body = {
        "messages": [{"role": "user", "content": text}],
        "max_tokens": _LONGEST_ANSWER,
        "temperature": 0,
    }
    answer = server.post("/v1/chat/completions", body)
    return str(answer["choices"][0]["message"]["content"])
