"""Hands the quick assist's tools what they look into: address book, templates, records."""

import datetime as dt
import locale
from collections.abc import Callable, Mapping, Sequence

from app.history.runs import RunStore
from app.records import Language
from app.tasks.assist.look_up_tools import Records
from app.tasks.assist.office_tools import Surroundings, office_tools
from app.tasks.assist.tool import ToolBox
from app.tasks.email.address_book import ChosenAddressBook
from app.tasks.email.templates import TemplateLibrary
from app.text.comparing import folded

_HOME: Mapping[Language, str] = {"ja": "JP", "en": "US"}
"""Whose holidays count where the system names no country."""


def assist_tools(
    address_book: ChosenAddressBook,
    templates: TemplateLibrary,
    runs: RunStore,
    language: Callable[[], Language | None],
) -> ToolBox:
    """Return the tools over the program's own records.

    Args:
        address_book: Where people are looked up.
        templates: The mail templates.
        runs: Earlier work.
        language: The one that the user chose; None takes the system's.
    """

    def spoken() -> Language:
        return language() or ("ja" if _system()[:2] == "ja" else "en")

    records = Records(
        contacts=lambda words, most: _contacts(address_book, words, most),
        templates=lambda words, most: _templates(templates, spoken(), words, most),
        history=lambda words, most: _runs(runs, words, most),
    )
    return office_tools(Surroundings(_today, lambda: _country(spoken()), spoken, records))


def _contacts(book: ChosenAddressBook, words: str, most: int) -> Sequence[Mapping[str, str]]:
    return [
        {
            "title": contact.name or contact.company,
            "company": contact.company,
            "email": contact.email,
            "phone": contact.phone,
            "address": contact.address,
        }
        for contact in book.read().search(words, most)
    ]


def _templates(
    library: TemplateLibrary, language: Language, words: str, most: int
) -> Sequence[Mapping[str, str]]:
    """Return the templates that hold the most of *words*, at least one of them."""
    wanted = folded(words).split()
    found: list[tuple[int, Mapping[str, str]]] = []
    for template in library.all():
        about = folded(" ".join((template.id, *template.titles.values(), *template.descriptions.values())))
        if count := sum(word in about for word in wanted):
            found.append((count, {"title": template.titles[language], "id": template.id}))
    found.sort(key=lambda each: -each[0])
    return [entry for _, entry in found[:most]]


def _runs(runs: RunStore, words: str, most: int) -> Sequence[Mapping[str, str]]:
    """Return the latest runs that hold all of *words*.

    Raises:
        DeskhandError: The records cannot be read.
    """
    return [
        {"title": run.title, "id": run.id, "job": run.job, "started": run.started.isoformat()}
        for run in runs.search(words, most, whole=False)
    ]


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _country(language: Language) -> str:
    """Return the two letters of the country that the system is set to, or the usual one of the language."""
    _, _, rest = _system().partition("_")
    return rest[:2] if rest[:2].isalpha() and len(rest[:2]) == 2 else _HOME[language]


def _system() -> str:
    """Return the system's language and country, such as `ja_JP`; empty where it names none."""
    try:
        return locale.getlocale()[0] or ""
    except ValueError:  # a name that Python does not know
        return ""
