"""Puts the window together: which pages there are, and what each of them works with."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices, QIcon

from app.errors import DeskhandError
from app.records import Finding, Run
from app.resource_files import file_path
from app.ui.appearance import Appearance
from app.ui.file_dialogs import FileDialogs
from app.ui.icons import Symbol
from app.ui.job_bridge import EventBridge
from app.ui.job_page import JobPage
from app.ui.last_result import Kept
from app.ui.main_window import MainWindow
from app.ui.model_fetching import ModelFetching
from app.ui.navigation import PageEntry
from app.ui.page import Page
from app.ui.page_tools import PageTools
from app.ui.readiness import Readiness
from app.ui.samples import Samples
from app.ui.sentences import Sentences, window_language
from app.wiring import Desk

translate = QCoreApplication.translate


def page_entries() -> list[PageEntry]:
    """Return the lines of the navigation."""
    return [
        PageEntry("email", translate("Pages", "E-mail"), Symbol.EMAIL),
        PageEntry("keywords", translate("Pages", "Keywords"), Symbol.KEYWORDS),
        PageEntry("inquiries", translate("Pages", "Inquiries"), Symbol.INQUIRIES),
        PageEntry("forms", translate("Pages", "Forms"), Symbol.FORMS),
        PageEntry("history", translate("Pages", "History"), Symbol.HISTORY, 1),
        PageEntry("models", translate("Pages", "Models"), Symbol.MODELS, 1),
        PageEntry("settings", translate("Pages", "Settings"), Symbol.SETTINGS, 1),
    ]


def make_tools(desk: Desk, look: Appearance, dialogs: FileDialogs) -> PageTools:
    """Return what every page works with."""
    return PageTools(
        look=look,
        sentences=Sentences(window_language(desk.settings.options.language)),
        dialogs=dialogs,
        memory=desk.state,
        samples=Samples(file_path("samples")),
        open_outside=_open_outside,
        find_run=desk.runs.get,
    )


class DeskWindow(QObject):
    """The window over one desk.

    Attributes:
        window: The window itself.
        readiness: Tells how things stand, and fetches the starter.
    """

    def __init__(self, desk: Desk, tools: PageTools, icon: QIcon) -> None:
        super().__init__()
        self._desk = desk
        self._tools = tools
        self._fetching = ModelFetching(desk.library, self)
        self.window = MainWindow(tools, page_entries(), self._makers(), icon)
        in_use = desk.engine_keeper.model_path
        self.readiness = Readiness(
            tools, desk.library, self._fetching, in_use, self.window.navigation, self.window.notice
        )
        self._choices = EventBridge(desk.settings.changed, self)
        self._choices.happened.connect(self._take_choices)
        self._trouble = EventBridge(desk.runs.trouble, self)
        self._trouble.happened.connect(self._tell_trouble)
        self.window.navigation.state_clicked.connect(self._show_models)
        self.window.closing.connect(self._stop_work)

    def _makers(self) -> Mapping[str, Callable[[], Page]]:
        return {
            "email": self._email,
            "keywords": self._keywords,
            "inquiries": self._inquiries,
            "forms": self._forms,
            "history": self._history,
            "models": self._models,
            "settings": self._settings,
        }

    def _email(self) -> Page:
        from app.ui.email_page import EmailPage  # noqa: PLC0415 - a page is loaded when it is looked at

        return EmailPage(self._tools, self._desk.email, self._desk.templates)

    def _keywords(self) -> Page:
        from app.tasks.keywords.export import write_keywords  # noqa: PLC0415 - likewise
        from app.ui.keywords_page import KeywordsPage  # noqa: PLC0415 - likewise

        return KeywordsPage(self._tools, self._desk.keywords, write_keywords)

    def _inquiries(self) -> Page:
        from app.tasks.inquiries.export import read_examples, write_sorted  # noqa: PLC0415 - likewise
        from app.ui.inquiries_page import InquiriesPage  # noqa: PLC0415 - likewise

        return InquiriesPage(self._tools, self._desk.inquiries, write_sorted, read_examples)

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

        desk = self._desk
        return ModelsPage(
            self._tools,
            desk.library,
            self._fetching,
            desk.settings,
            desk.engine_keeper.model_path,
            offline=desk.offline,
        )

    def _settings(self) -> Page:
        from app.ui.settings_page import SettingsPage  # noqa: PLC0415 - likewise

        return SettingsPage(self._tools, self._desk.settings, self._desk.places.data, self._model_names)

    def _model_names(self) -> list[str]:
        try:
            return [model.name for model in self._desk.library.installed()]
        except DeskhandError:
            return []

    def _open_run(self, run: Run) -> None:
        """Show an earlier run on the page of its job."""
        page = self.window.page(run.job)
        assert isinstance(page, JobPage)  # noqa: S101 - jobs have such pages
        if page.bridge.running:
            page = self.window.current_page()
            page.banner.show_message(
                self.tr("That page is busy"), self.tr("Stop the work there, or wait for its end."), "doubtful"
            )
            return
        self.window.show_page(run.job)
        try:
            page.show_kept(Kept((run,), {}))
        except (ValueError, KeyError, TypeError):
            page.banner.show_message(
                self.tr("This result cannot be shown again"),
                self.tr("Another version of Deskhand has kept it. Its record stays in the history."),
                "doubtful",
            )

    def _take_choices(self) -> None:
        self._tools.look.choose(self._desk.settings.options.theme)
        self.readiness.show_state()

    def _tell_trouble(self, finding: Finding) -> None:
        self.window.notice.show_message(self._tools.sentences.finding(finding), "", "doubtful")

    def _show_models(self) -> None:
        self.window.show_page("models")

    def _stop_work(self) -> None:
        self._fetching.stop()
        for page in self.window.made_pages():
            if isinstance(page, JobPage):
                page.bridge.stop()


def _open_outside(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
