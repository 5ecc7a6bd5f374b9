"""`deskhand email` and `deskhand templates`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.command_line import json_lines
from app.command_line.console import Screen
from app.command_line.session import Session, say_what_a_model_adds, session
from app.command_line.shared_options import takes_shared_options
from app.documents.drafts import save_draft
from app.documents.mail import read_mail
from app.errors import DeskhandError
from app.records import EmailRequest, EmailResult, Length, Relation, SourceText, Tone
from app.text.languages import detect_language
from app.text.messages import word


def register(commands: typer.Typer) -> None:
    """Add the commands of the e-mail job."""
    commands.command("email")(takes_shared_options(draft_email))
    commands.command("templates")(takes_shared_options(list_templates))


def draft_email(  # noqa: PLR0913 - one parameter an option
    context: typer.Context,
    *,
    template: Annotated[str, typer.Option(metavar="ID", help="Template; see `deskhand templates`.")],
    fact: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="A fact of the template.")
    ] = None,
    notes: Annotated[str, typer.Option(metavar="TEXT", help="What else the mail should say.")] = "",
    reply_to: Annotated[Path | None, typer.Option(metavar="FILE", help="Mail to answer.")] = None,
    language: Annotated[Literal["en", "ja"] | None, typer.Option(help="Language of the draft.")] = None,
    tone: Annotated[Tone, typer.Option(help="How it sounds.")] = Tone.PLAIN,
    length: Annotated[Length, typer.Option(help="How long it is.")] = Length.NORMAL,
    relation: Annotated[
        Relation | None, typer.Option(help="Who reads it; the template's usual reader without it.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.eml|FILE.docx|FILE.txt", help="Write the draft.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Draft a standard e-mail from a template, facts and notes."""
    facts = _facts(fact or [])
    with session(context) as current:
        mail = read_mail(reply_to) if reply_to else None
        request = EmailRequest(
            template=template,
            facts=facts,
            notes=notes,
            reply_to=SourceText(mail.source.name, mail.new_text, mail.source.path) if mail else None,
            language=language,
            tone=tone,
            length=length,
            relation=relation,
        )
        request = _with_office(current, request)
        say_what_a_model_adds(current)
        result = _draft(current, request)
        if out:
            save_draft(out, result.subject, result.body, mail)
        if as_json:
            current.screen.line(json_lines.to_line(json_lines.email_object(result, current.screen.language)))
        else:
            show_draft(current.screen, result)


def _with_office(current: Session, request: EmailRequest) -> EmailRequest:
    """Return *request* with what the office's profile knows; a profile with a mistake is told and left out.

    Raises:
        InputError: There is no such template.
    """
    template = current.desk.templates.get(request.template)
    try:
        profile = current.desk.profile.read()
    except DeskhandError as error:
        current.screen.failure(error)
        return request
    told = request.reply_to.text if request.reply_to else request.notes
    language = request.language or (detect_language(told) if told.strip() else "en")
    facts = {**request.facts, **profile.facts_for(template, language, request.facts)}
    return replace(request, facts=facts, signature=profile.signature[language])


def _draft(current: Session, request: EmailRequest) -> EmailResult:
    with current.screen.progress() as on_progress:
        return current.desk.email.draft(request, on_progress=on_progress)


def _facts(given: list[str]) -> dict[str, str]:
    """Return the facts by their keys.

    Raises:
        typer.BadParameter: One is not of the form KEY=VALUE, or a key comes twice.
    """
    facts: dict[str, str] = {}
    for text in given:
        key, separator, value = text.partition("=")
        key = key.strip()
        if not separator or not key:
            raise typer.BadParameter(f"{text!r} is not of the form KEY=VALUE", param_hint="--fact")
        if key in facts:
            raise typer.BadParameter(f"{key!r} is given twice", param_hint="--fact")
        facts[key] = value.strip()
    return facts


def show_draft(screen: Screen, result: EmailResult) -> None:
    """Write a draft for a person: the mail, then what it rests on."""
    screen.heading(result.subject)
    screen.result()
    screen.result(result.body)
    screen.result()
    for fact in result.facts:
        mark = "✓" if fact.found else "×"
        screen.result(f"  {mark} {fact.key}: {fact.value}")
    screen.findings(result.findings)
    screen.result(f"  · {word(f'method-{result.method}', screen.language)}, {result.seconds:.1f} s")


def list_templates(context: typer.Context) -> None:
    """List the mail templates with their facts; * marks the ones that are needed."""
    with session(context) as current:
        language = current.screen.language
        for template in current.desk.templates.all():
            current.screen.result(f"{template.id}  {template.titles[language]}")
            for fact in template.facts:
                needed = "*" if fact.required else " "
                current.screen.result(f"  {needed} {fact.name} ({fact.type}): {fact.labels[language]}")
