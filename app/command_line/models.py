"""`deskhand models`: what there is, what is here, and how it comes and goes."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from app.command_line import model_files, model_token
from app.command_line.session import Session, session
from app.command_line.shared_options import takes_shared_options
from app.errors import LibraryError
from app.model_library.catalogue import ModelEntry
from app.model_library.installed import InstalledModel
from app.settings.options import BYTES_A_MEGABIT
from app.text.messages import reason_sentence, word


def register(commands: typer.Typer) -> None:
    """Add the commands over the model library."""
    group = typer.Typer(
        help="List, fetch, add, move, export, check and remove models.", rich_markup_mode=None
    )
    own: tuple[tuple[str, Callable[..., None]], ...] = (
        ("list", list_models),
        ("get", get_models),
        ("use", use_model),
        ("check", check_models),
        ("remove", remove_model),
    )
    for name, command in (*own, *model_files.COMMANDS, *model_token.COMMANDS):
        group.command(name)(takes_shared_options(command))
    commands.add_typer(group, name="models")


def list_models(context: typer.Context) -> None:
    """List the catalogue and what is installed, with how well each works on this computer."""
    with session(context) as current:
        library = current.desk.library
        shelf = _Shelf(current)
        installed = {model.name: model for model in library.installed()}
        for entry in library.entries():
            shelf.show(entry.name, entry.bytes, entry, installed.pop(entry.name, None))
        for model in installed.values():
            shelf.show(model.name, model.size, None, model)


class _Shelf:
    """Shows one model after the other."""

    def __init__(self, current: Session) -> None:
        self._screen = current.screen
        self._language = current.screen.language
        self._expected = current.desk.advice.expectations()
        self._recommended = current.desk.advice.recommended(self._language)
        self._parts = current.desk.library.unfinished()
        self._in_use = current.desk.engine_keeper.model_path()
        self._width = max(len(name) for name in (*self._expected, ""))

    def show(self, name: str, size: int, entry: ModelEntry | None, model: InstalledModel | None) -> None:
        """Show a model: its name, size and state; how well it works here; what it is good for."""
        states = [self._state(entry, model)]
        if model and model.path == self._in_use:
            states.append(word("in-use", self._language))
        if model and model.used:
            states.append(word("last-used", self._language, day=model.used.isoformat()))
        if name == self._recommended:
            states.append(word("recommended", self._language))
        amount = f"{size / 1e6:,.0f} MB"
        self._screen.result(f"{name:<{self._width}}  {amount:>9}  {', '.join(states)}")
        if found := self._expected.get(name):
            fit = reason_sentence(found.code, found.parameters, self._language)
            basis = f" ({word(found.basis, self._language)})" if found.basis else ""
            self._screen.result(f"    {fit}{basis}")
        if entry:
            licence = f"{word('column-licence', self._language)}: {entry.licence}"
            self._screen.result(f"    {entry.good_for[self._language]}  {licence}")
            for one in entry.measured:
                told = word(
                    "measured-job",
                    self._language,
                    job=word(f"job-{one.job}", self._language),
                    share=f"{one.share_right:.0%}",
                    data=one.measured_on,
                )
                self._screen.result(f"    {told}")
        elif model and model.in_place:
            self._screen.result(f"    {model.path}")

    def _state(self, entry: ModelEntry | None, model: InstalledModel | None) -> str:
        fetched = self._parts.get(entry.name, 0) if entry else 0
        if model is None and entry and fetched:
            return word("unfinished", self._language, share=f"{fetched / entry.bytes:.0%}")
        if model is None:
            return word("not-installed", self._language)
        if model.in_place:
            return word("in-place" if model.whole else "file-gone", self._language)
        return word("installed" if model.whole else "incomplete", self._language)


def get_models(
    context: typer.Context,
    *,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names in the catalogue.")],
    accept_licence: Annotated[
        bool, typer.Option("--accept-licence", help="Accept the terms of models that ask for it.")
    ] = False,
    limit: Annotated[
        float | None, typer.Option("--limit", min=0.1, metavar="MBIT", help="Megabits a second at most.")
    ] = None,
) -> None:
    """Fetch models of the catalogue, one after the other, and check them."""
    with session(context) as current:
        for name in names:
            _settle_licence(current, name, accepted=accept_licence)
        for name in names:
            current.screen.result(str(fetch(current, name, limit)))


def _settle_licence(current: Session, name: str, *, accepted: bool) -> None:
    """Show the terms of a model that asks for it, and note that they are accepted."""
    licences = current.desk.licences
    entry = next((one for one in current.desk.library.entries() if one.name == name.casefold()), None)
    if entry is None or not licences.needed(entry):
        return
    question = word("accept-licence", current.screen.language, title=entry.title, address=entry.licence_url)
    if not accepted and current.screen.confirm(question) is not True:
        raise LibraryError(
            "licence-not-accepted", title=entry.title, name=entry.name, address=entry.licence_url
        )
    licences.accept(entry)


def fetch(current: Session, name: str, limit: float | None = None) -> Path:
    """Fetch the model *name* with progress and words on standard error, at most *limit* megabits a second."""
    with current.screen.progress() as on_progress:
        return current.desk.library.fetch(
            name,
            on_progress=on_progress,
            on_word=current.screen.finding,
            bytes_a_second=limit * BYTES_A_MEGABIT if limit else None,
        )


def use_model(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of an installed model.")],
) -> None:
    """Use this model from now on, in the window too."""
    with session(context) as current:
        current.desk.library.find(name)
        model = current.desk.library.named(name)
        if model is None:  # a path to any file can be found, but not kept as a choice
            raise LibraryError("model-not-found", name=name)
        current.desk.settings.change(model=model.name)
        current.screen.result(model.name)


def check_models(context: typer.Context) -> None:
    """Compare the files of all models with the catalogue's checksums, or with what they were when they came."""
    with session(context) as current:
        wrong = False
        with current.screen.progress() as on_progress:
            for model, finding in current.desk.library.check(on_progress=on_progress):
                current.screen.result(f"{model.name}  {model.path.name}")
                current.screen.findings((finding,))
                wrong = wrong or finding.gravity == "wrong"
    if wrong:
        raise typer.Exit(1)


def remove_model(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of an installed model.")],
) -> None:
    """Remove an installed model; a file of another program is only forgotten."""
    with session(context) as current:
        current.desk.library.remove(name)
        current.screen.word(word("removed", current.screen.language))
