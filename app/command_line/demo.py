"""`deskhand demo`: the four jobs on the sample office, on real files through a real model."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from app.command_line.email import show_draft
from app.command_line.fill import show_form
from app.command_line.keywords import show_keywords
from app.command_line.models import fetch
from app.command_line.session import Session, session
from app.command_line.shared_options import takes_shared_options
from app.command_line.sort import ShownRows
from app.documents.drafts import save_draft
from app.documents.mail import read_mail
from app.documents.reading import read_source
from app.errors import DeskhandError
from app.records import EmailRequest, SourceText
from app.resource_files import file_path, names_in
from app.tasks.inquiries.categories import load_categories
from app.tasks.inquiries.export import write_sorted
from app.tasks.inquiries.inquiries import read_inquiries
from app.tasks.keywords.export import write_keywords
from app.text.messages import word

_SHOWN_ROWS = 12


def register(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("demo")(takes_shared_options(run_demo))


def run_demo(
    context: typer.Context,
    *,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder for the files it writes.")] = None,
) -> None:
    """Run the four jobs on the sample office, a small tea wholesaler."""
    with session(context) as current:
        folder = _folder(out)
        _make_sure_of_a_model(current)
        steps: list[tuple[str, Callable[[Session, Path], None]]] = [
            ("job-email", _email),
            ("job-keywords", _keywords),
            ("job-inquiries", _inquiries),
            ("job-forms", _forms),
        ]
        for name, step in steps:
            title = word(name, current.screen.language)
            current.screen.heading(f"━━ {title} ━━")
            begun = time.monotonic()
            step(current, folder)
            current.screen.result(f"  [{title}: {time.monotonic() - begun:.1f} s]")
        _tell_what_is_there(current, folder)


def _folder(out: Path | None) -> Path:
    """Make the folder before anything takes time; without a wish, a new temporary one."""
    if out is None:
        return Path(tempfile.mkdtemp(prefix="deskhand-demo-"))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise DeskhandError("not-a-folder", file=str(out)) from error
    except OSError as error:
        raise DeskhandError("no-permission", file=str(out)) from error
    return out


def _make_sure_of_a_model(current: Session) -> None:
    """Fetch the starter when there is no model, after saying so; go on without where it cannot be had."""
    if current.desk.engine_keeper.find() is not None:
        return
    current.screen.word(word("fetching-the-starter", current.screen.language))
    try:
        fetch(current, "starter")
    except DeskhandError as error:
        if error.code == "cancelled":
            raise
        current.screen.failure(error)
        current.screen.word(word("without-a-model", current.screen.language))


def _email(current: Session, folder: Path) -> None:
    mail = read_mail(file_path("samples/mails/delivery_question.eml"))
    requests = [
        EmailRequest(
            template="delay-notice",
            facts={
                "recipient": "Ms Ellen Brandt",
                "item": "20 kg Sencha Asamushi",
                "order": "KC-2041",
                "old-date": "2026-03-12",
                "new-date": "2026-03-19",
                "reason": "the ship was held up in Busan",
                "sender": "Haruka Mori",
            },
            notes="We bear the cost of express delivery.",
            reply_to=SourceText(mail.source.name, mail.new_text, mail.source.path),
        ),
    ]
    for number, request in enumerate(requests, start=1):
        with current.screen.progress() as on_progress:
            result = current.desk.email.draft(request, on_progress=on_progress)
        show_draft(current.screen, result)
        save_draft(folder / f"mail-{number}-{request.template}.eml", result.subject, result.body, mail)


def _keywords(current: Session, folder: Path) -> None:
    files = [file_path(name) for name in names_in("samples/reports", "")]
    with current.screen.progress() as on_progress:
        results = list(current.desk.keywords.pick(files, top=6, on_progress=on_progress))
    for result in results:
        show_keywords(current.screen, result)
    write_keywords(results, folder / "keywords.xlsx")


def _inquiries(current: Session, folder: Path) -> None:
    categories = load_categories(file_path("samples/categories.yaml"))
    inquiries = read_inquiries(file_path("samples/inquiries.csv"), categories.text_column)
    shown = ShownRows(current.screen, _SHOWN_ROWS)
    with current.screen.progress() as on_progress:
        rows = current.desk.inquiries.sort(inquiries, categories, on_progress=on_progress)
        write_sorted(inquiries, shown.each(rows), categories, folder / "inquiries-sorted.csv")
    shown.show()


def _forms(current: Session, folder: Path) -> None:
    form = file_path("samples/order_form.pdf")
    sources = [read_source(file_path("samples/mails/order.eml"))]
    with current.screen.progress() as on_progress:
        result = current.desk.forms.fill(
            form, sources, out=folder / "order-form-filled.pdf", on_progress=on_progress
        )
    show_form(current.screen, result)


def _tell_what_is_there(current: Session, folder: Path) -> None:
    language = current.screen.language
    current.screen.heading(word("demo-done", language))
    for path in sorted(folder.iterdir()):
        current.screen.result(f"  {path}")
    current.screen.result()
    current.screen.result(word("demo-next", language))
