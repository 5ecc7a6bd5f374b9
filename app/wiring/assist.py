"""Hands the other jobs to the quick assist, which knows none of them."""

from collections.abc import Callable
from pathlib import Path

from app.engine.engine import Engine
from app.events import Cancellation
from app.records import SourceText
from app.tasks.assist.actions import Action, ActionKey, JobAction, JobAnswer, OpenPanel, Page
from app.tasks.assist.own_actions import OwnActions
from app.tasks.assist.quick_assist import QuickAssist
from app.tasks.email.answering import requests_of
from app.tasks.keywords.picking import KeywordPicking

_TEXT = "text"
"""What the text at hand is called where a job asks for a file's name."""
_MOST_KEYWORDS = 10
_PAGES: tuple[tuple[ActionKey, Page], ...] = (
    (ActionKey.ANSWER, "email"),
    (ActionKey.CATEGORY, "inquiries"),
    (ActionKey.FORM, "forms"),
)


def quick_assist(
    data: Path, find_engine: Callable[[], Engine | None], keywords: KeywordPicking
) -> QuickAssist:
    """Return the quick assist.

    Args:
        data: The data folder; the user's own actions are kept below it.
        find_engine: Gives the model in use for somebody who waits, or None.
        keywords: Picks keywords.
    """

    def pick(text: str, cancellation: Cancellation | None) -> JobAnswer:
        (result,) = keywords.pick([SourceText(_TEXT, text)], top=_MOST_KEYWORDS, cancellation=cancellation)
        words = "\n".join(keyword.text for keyword in result.keywords)
        return words, result.findings, result.method, OpenPanel("keywords", text)

    panels = {key: _opening(key, page) for key, page in _PAGES}
    picking = JobAction(Action(ActionKey.KEYWORDS, replaces=False, needs_model=False), pick)
    jobs = [panels[ActionKey.ANSWER], picking, panels[ActionKey.CATEGORY], panels[ActionKey.FORM]]
    return QuickAssist(find_engine, OwnActions(data / "actions"), jobs, lambda text: len(requests_of(text)))


def _opening(key: ActionKey, page: Page) -> JobAction:
    """Return the action that opens *page* with the text."""
    return JobAction(
        Action(key, replaces=False, needs_model=False), lambda text, _cancellation: OpenPanel(page, text)
    )
