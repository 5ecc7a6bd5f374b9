"""Tools that look something up or open a panel; what they look into is handed to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.errors import InputError
from app.tasks.assist.actions import OpenPanel, Page
from app.tasks.assist.tool import (
    Arguments,
    Kind,
    Parameter,
    ResultLine,
    Tool,
    ToolDescription,
    ToolResult,
)

LookUp: TypeAlias = Callable[[str, int], Sequence[Mapping[str, str]]]
"""Returns up to so many entries for words, the best first: texts by stable names, `title` always among them."""

PANELS: tuple[Page, ...] = ("email", "keywords", "inquiries", "forms")
"""What can be opened."""
_FIELDS = ("template", "recipient", "notes")
_MOST = 8


@dataclass(frozen=True, slots=True)
class Records:
    """Where things are looked up."""

    contacts: LookUp
    """People and companies of the address book: title, company, email, phone, address."""
    templates: LookUp
    """Mail templates: title, id."""
    history: LookUp
    """Earlier runs: title, id, job, started."""


def look_up_tools(records: Records) -> tuple[Tool, ...]:
    """Return the tools over *records*, and the one that opens a panel."""
    words = Parameter("words", Kind.TEXT, "What to look for, as it is written: a name, a company, a word.")
    return (
        _search(
            "find_contact",
            "Look up a person or company in the address book: e-mail, phone, address.",
            words,
            records.contacts,
        ),
        _search("find_template", "Look for a mail template by what it is about.", words, records.templates),
        _search(
            "search_history",
            "Search earlier work: drafts, reports, inquiries, forms done before.",
            words,
            records.history,
        ),
        Tool(
            ToolDescription(
                "open_panel",
                "Open a panel of this program to write an e-mail, pick keywords, sort inquiries or fill a form.",
                (
                    Parameter("panel", Kind.TEXT, options=PANELS),
                    Parameter("template", Kind.TEXT, "Kind of mail.", required=False),
                    Parameter("recipient", Kind.TEXT, "Who the mail is to.", required=False),
                    Parameter("notes", Kind.TEXT, "What the mail should say.", required=False),
                ),
            ),
            lambda given: _open_panel(given, records.templates),
        ),
    )


def _search(name: str, description: str, words: Parameter, look_up: LookUp) -> Tool:
    def run(given: Arguments) -> ToolResult:
        wanted = str(given["words"]).strip()
        if not wanted:
            raise InputError("tool-argument-missing", argument="words")
        found = tuple(look_up(wanted, _MOST))
        code = "tool-found" if found else "tool-nothing-found"
        text = found[0].get("email") or found[0]["title"] if found else ""
        return ToolResult(
            name, given, text, (ResultLine(code, {"count": len(found), "words": wanted}),), found
        )

    return Tool(ToolDescription(name, description, (words,)), run)


def _open_panel(given: Arguments, templates: LookUp) -> ToolResult:
    wanted = str(given["panel"])
    page = next((page for page in PANELS if page == wanted), None)
    if page is None:
        raise InputError("tool-option-unknown", argument="panel", value=wanted, options=PANELS)
    fields = {name: str(given[name]) for name in _FIELDS if page == "email" and name in given}
    lines = [ResultLine(f"tool-open-{page}")]
    if kind := fields.pop("template", ""):
        found = templates(kind, 1)
        if found:
            fields["template"] = found[0]["id"]
        else:
            lines.append(ResultLine("tool-nothing-found", {"words": kind}))
    return ToolResult("open_panel", given, "", tuple(lines), panel=OpenPanel(page, fields=fields))
