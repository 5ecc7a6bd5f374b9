"""Makes each page with what it works with, when it is first looked at."""

import getpass
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module

from PySide6 import QtCore, QtGui, QtWidgets

from app.records import EmailRequest, Run
from app.settings.options import declared_options
from app.ui.model_services import ModelServices
from app.ui.page import Page
from app.ui.page_stack import Maker
from app.ui.page_tools import PageTools
from app.wiring import Desk

_PAGE_MODULES = (
    "app.ui.email_page",
    "app.ui.keywords_page",
    "app.ui.inquiries_page",
    "app.ui.forms_page",
    "app.ui.history_page",
    "app.ui.models_page",
    "app.ui.settings_page",
    "app.ui.first_start",
    "app.ui.model_desk",
    "app.ui.model_work",
    "app.ui.panel_opening",
    "app.tasks.keywords.export",
    "app.tasks.inquiries.doubts",
    "app.tasks.inquiries.export",
)

_NEVER_MET = ("QGraphics", "QStyleOption", "QUndo")
_ALSO_MET = (
    (QtCore, "QItemSelectionModel"),
    (QtCore, "QTimeZone"),
    (QtGui, "QGradient"),
    (QtGui, "QTextDocument"),
)


def load_pages() -> None:
    """Load the code of all pages; called beside the window, which would stand still meanwhile."""
    for module in _PAGE_MODULES:
        import_module(module)
    declared_options()
    _meet_classes()


def _meet_classes() -> None:
    """Have Qt's classes made, which happens when each is first met; a scroll area's `viewport()` meets most."""
    for name in dir(QtWidgets):
        if not name.startswith(_NEVER_MET):
            getattr(QtWidgets, name)
    for module, name in _ALSO_MET:
        getattr(module, name)


class PageMakers:
    """The pages over one desk."""

    def __init__(
        self,
        tools: PageTools,
        desk: Desk,
        models: ModelServices,
        open_run: Callable[[Run], None],
        draft_reply: Callable[[EmailRequest], None],
    ) -> None:
        """Make pages over *desk* and what of it concerns *models*.

        *open_run* shows an earlier run on its page, *draft_reply* hands a mail to answer to the page of mails.
        """
        self._tools = tools
        self._desk = desk
        self._model_services = models
        self._open_run = open_run
        self._draft_reply = draft_reply

    def by_key(self) -> Mapping[str, Maker]:
        """Return what makes a page, by the page's key."""
        return {
            "email": self._email,
            "keywords": self._keywords,
            "inquiries": self._inquiries,
            "forms": self._forms,
            "history": self._history,
            "models": self._models,
            "settings": self._settings,
        }

    def _email(self) -> Iterator[Page | None]:
        from app.ui.email_check import EmailCheck  # noqa: PLC0415 - a page is loaded when it is looked at
        from app.ui.email_form import EmailForm  # noqa: PLC0415 - likewise
        from app.ui.email_page import EmailPage  # noqa: PLC0415 - likewise
        from app.ui.recipient_services import MailServices  # noqa: PLC0415 - likewise

        services = MailServices(self._desk.knowledge, self._desk.own_templates)
        form = EmailForm(self._tools, self._desk.templates, services)
        yield None
        check = EmailCheck(self._tools, form.fact_label)
        yield None
        records = self._desk.runs.mails
        yield EmailPage(self._tools, self._desk.email, self._desk.templates, (form, check), records)

    def _keywords(self) -> Page:
        from app.tasks.keywords.export import write_keywords  # noqa: PLC0415 - likewise
        from app.ui.keywords_page import KeywordsPage  # noqa: PLC0415 - likewise

        return KeywordsPage(self._tools, self._desk.keywords, write_keywords)

    def _inquiries(self) -> Iterator[Page | None]:
        from app.tasks.inquiries.doubts import doubts_before_sorting  # noqa: PLC0415 - likewise
        from app.tasks.inquiries.export import read_examples, write_sorted  # noqa: PLC0415 - likewise
        from app.ui.category_services import CategoryServices  # noqa: PLC0415 - likewise
        from app.ui.inquiries_check import InquiriesCheck  # noqa: PLC0415 - likewise
        from app.ui.inquiries_form import InquiriesForm  # noqa: PLC0415 - likewise
        from app.ui.inquiries_page import InquiriesPage  # noqa: PLC0415 - likewise
        from app.ui.inquiry_records import InquiryRecords  # noqa: PLC0415 - likewise

        form = InquiriesForm(self._tools)
        form.categories.set_services(
            CategoryServices(
                self._desk.example_proposing, self._reply_templates, doubts_before_sorting, read_examples
            )
        )
        yield None
        check = InquiriesCheck(self._tools)
        yield None
        settings = self._desk.settings
        records = InquiryRecords(
            self._desk.runs.decisions,
            lambda: settings.options.sure_enough,
            lambda sureness: settings.change(sure_enough=sureness),
            _person(),
        )
        page = InquiriesPage(
            self._tools, self._desk.inquiries, write_sorted, read_examples, (form, check), records
        )
        page.reply_wanted.connect(self._draft_reply)
        yield page

    def _reply_templates(self) -> Sequence[tuple[str, str]]:
        language = self._tools.sentences.language
        return [(template.id, template.titles[language]) for template in self._desk.templates.all()]

    def _forms(self) -> Page:
        from app.ui.forms_page import FormsPage  # noqa: PLC0415 - likewise

        return FormsPage(self._tools, self._desk.forms)

    def _history(self) -> Page:
        from app.ui.history_page import HistoryPage  # noqa: PLC0415 - likewise

        page = HistoryPage(self._tools, self._desk.runs, self._desk.settings)
        page.open_requested.connect(self._open_run)
        return page

    def _models(self) -> Page:
        from app.ui.models_page import ModelsPage  # noqa: PLC0415 - likewise

        return ModelsPage(self._tools, self._model_services)

    def _settings(self) -> Page:
        from app.ui.settings_page import SettingsPage  # noqa: PLC0415 - likewise

        return SettingsPage(self._tools, self._desk.settings, self._desk.places.data, self._desk.profile)


def _person() -> str:
    """Return what the system calls the person at this desk."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without names
        return ""
