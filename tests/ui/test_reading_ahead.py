"""Reading ahead for the page in view, with a job that tells what it was asked to read."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.errors import EngineError
from app.events import Cancellation
from app.records import EmailRequest
from app.tasks.email.templates import TemplateLibrary
from app.tasks.inquiries.categories import CategorySet
from app.ui import reading_ahead
from app.ui.email_page import EmailPage
from app.ui.forms_page import FormsPage
from app.ui.inquiries_page import InquiriesPage
from app.ui.keywords_page import KeywordsPage
from app.ui.page_tools import PageTools
from app.ui.reading_ahead import ReadingAhead
from tests.ui.fake_filling import FakeFilling
from tests.ui.fakes import FakeDrafting, FakePicking, FakeSorting
from tests.ui.waiting import wait_for_work


class SlowDrafting(FakeDrafting):
    """Reads until it is stopped.

    Attributes:
        begun: Told when reading has begun.
        stopped: How often reading was stopped.
        most: How many read at the same time at most.
    """

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Semaphore(0)
        self.stopped = 0
        self.most = 0
        self._reading = 0

    def prepare(self, request: EmailRequest, *, cancellation: Cancellation | None = None) -> None:
        self._reading += 1
        self.most = max(self.most, self._reading)
        super().prepare(request, cancellation=cancellation)
        assert cancellation is not None
        wish = threading.Event()
        cancellation.on_request(wish.set)
        self.begun.release()
        assert wish.wait(10)
        self.stopped += 1
        self._reading -= 1
        cancellation.raise_if_requested()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "PAUSE_MS", 1)
    monkeypatch.setattr(reading_ahead, "OPENED_MS", 1)


@pytest.fixture
def ahead(qapp: object) -> Iterator[ReadingAhead]:
    """What is tested."""
    made = ReadingAhead()
    yield made
    made.stop()
    assert made.wait(10)


def _page(qtbot: QtBot, tools: PageTools, drafting: FakeDrafting, templates: TemplateLibrary) -> EmailPage:
    page = EmailPage(tools, drafting, templates)
    qtbot.addWidget(page)
    return page


def test_a_page_that_opens_is_read_for(
    qtbot: QtBot, ahead: ReadingAhead, tools: PageTools, templates: TemplateLibrary
) -> None:
    drafting = FakeDrafting()
    ahead.follow(_page(qtbot, tools, drafting, templates))
    qtbot.waitUntil(lambda: len(drafting.prepared) == 1)
    qtbot.waitUntil(lambda: not ahead.running)


def test_what_is_typed_is_read_when_the_user_pauses(
    qtbot: QtBot, ahead: ReadingAhead, tools: PageTools, templates: TemplateLibrary
) -> None:
    drafting = FakeDrafting()
    page = _page(qtbot, tools, drafting, templates)
    ahead.follow(page)
    qtbot.waitUntil(lambda: len(drafting.prepared) == 1 and not ahead.running)
    page._form.set_request(EmailRequest("delay-notice", {}, "they may keep the samples"))
    qtbot.waitUntil(lambda: len(drafting.prepared) == 2)
    assert drafting.prepared[-1].notes == "they may keep the samples"


def test_a_newer_wish_takes_the_place_of_the_older_one(
    qtbot: QtBot, ahead: ReadingAhead, tools: PageTools, templates: TemplateLibrary
) -> None:
    drafting = SlowDrafting()
    page = _page(qtbot, tools, drafting, templates)
    ahead.follow(page)
    qtbot.waitUntil(lambda: drafting.begun.acquire(blocking=False))
    for notes in ("they may", "they may keep", "they may keep it"):
        page._form.set_request(EmailRequest("delay-notice", {}, notes))
    qtbot.waitUntil(lambda: drafting.begun.acquire(blocking=False))
    assert drafting.prepared[-1].notes == "they may keep it"
    assert (drafting.stopped, drafting.most) == (1, 1)


def test_reading_ends_when_the_work_begins_and_is_not_wished_for_meanwhile(
    qtbot: QtBot, ahead: ReadingAhead, tools: PageTools, templates: TemplateLibrary
) -> None:
    drafting = SlowDrafting()
    drafting.gate.clear()
    page = _page(qtbot, tools, drafting, templates)
    ahead.follow(page)
    qtbot.waitUntil(lambda: drafting.begun.acquire(blocking=False))
    page._form.set_facts(
        "delay-notice",
        {"recipient": "Ms Brandt", "item": "chairs", "new-date": "2026-03-19", "sender": "Aiko Mori"},
    )
    page.run_or_stop()
    qtbot.waitUntil(lambda: drafting.stopped == 1 and not ahead.running)
    page.given.emit()
    assert not ahead.running
    drafting.gate.set()
    wait_for_work(qtbot, page)


def test_another_page_in_view_ends_the_reading_for_the_first(
    qtbot: QtBot, ahead: ReadingAhead, tools: PageTools, templates: TemplateLibrary
) -> None:
    drafting = SlowDrafting()
    page = _page(qtbot, tools, drafting, templates)
    ahead.follow(page)
    qtbot.waitUntil(lambda: drafting.begun.acquire(blocking=False))
    ahead.follow(None)
    qtbot.waitUntil(lambda: drafting.stopped == 1 and not ahead.running)
    page.given.emit()
    assert not ahead.running


def test_a_window_that_comes_to_the_front_has_the_page_read_for_again(
    qtbot: QtBot, ahead: ReadingAhead, tools: PageTools, templates: TemplateLibrary
) -> None:
    drafting = FakeDrafting()
    ahead.follow(_page(qtbot, tools, drafting, templates))
    qtbot.waitUntil(lambda: len(drafting.prepared) == 1 and not ahead.running)
    ahead._take_state(Qt.ApplicationState.ApplicationInactive)
    assert not ahead.running
    ahead._take_state(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: len(drafting.prepared) == 2)


def test_what_goes_wrong_is_told_to_nobody(
    qtbot: QtBot, ahead: ReadingAhead, tools: PageTools, templates: TemplateLibrary
) -> None:
    class Failing(FakeDrafting):
        def prepare(self, request: EmailRequest, *, cancellation: Cancellation | None = None) -> None:
            super().prepare(request, cancellation=cancellation)
            raise EngineError("model-stopped", file="m.gguf", status="signal 9")

    drafting = Failing()
    page = _page(qtbot, tools, drafting, templates)
    ahead.follow(page)
    qtbot.waitUntil(lambda: bool(drafting.prepared) and not ahead.running)
    assert page.banner.isHidden()


def test_every_page_of_a_job_reads_ahead(qtbot: QtBot, ahead: ReadingAhead, tools: PageTools) -> None:
    picking, filling, sorting = FakePicking(), FakeFilling(), FakeSorting()
    inquiries = InquiriesPage(tools, sorting, lambda *_: None, lambda *_: [])
    for page in (
        KeywordsPage(tools, picking, lambda *_: None),
        FormsPage(tools, filling),
        inquiries,
    ):
        qtbot.addWidget(page)
        ahead.follow(page)
        qtbot.waitUntil(lambda: not ahead.running)
    assert picking.prepared == filling.prepared == ["en"]
    assert sorting.prepared == []  # there are no categories yet
    named = [{"name": name} for name in ("delivery", "price")]
    inquiries._form.categories.set_categories(CategorySet.model_validate({"categories": named}))
    qtbot.waitUntil(lambda: [one.names for one in sorting.prepared] == [("delivery", "price")])
