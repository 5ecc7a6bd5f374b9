"""Puts the window together: which pages there are, and what each of them works with."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QIcon

from app.errors import DeskhandError
from app.records import Finding, Run
from app.resource_files import file_path
from app.text import messages
from app.ui.appearance import Appearance
from app.ui.banner import BannerAction
from app.ui.calm_collector import CalmCollector
from app.ui.calm_memory import CalmMemory
from app.ui.file_dialogs import FileDialogs
from app.ui.icons import Symbol
from app.ui.job_bridge import EventBridge, JobBridge, Reports, let_window_go_first
from app.ui.job_page import JobPage
from app.ui.last_result import Kept
from app.ui.main_window import MainWindow
from app.ui.navigation import PageEntry
from app.ui.page_tools import Memory, PageTools
from app.ui.samples import Samples
from app.ui.sentences import Sentences

if TYPE_CHECKING:  # the window is on screen before the jobs are loaded
    from app.tasks.assist.actions import OpenPanel
    from app.ui.model_services import ModelServices
    from app.ui.panel_opening import PanelOpening
    from app.ui.readiness import Readiness
    from app.ui.reading_ahead import ReadingAhead
    from app.ui.self_testing import SelfTesting
    from app.wiring import Desk

_UNDO_SECONDS = 10.0
"""For so long the program waits at its end until work that was stopped has put everything back."""

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


class DeskWindow(QObject):
    """The window; what stands behind it is built beside it, and then its pages open.

    Signals:
        ready: The jobs are there, and a page is in view.

    Attributes:
        tools: What every page works with.
        window: The window itself.
    """

    ready = Signal()

    def __init__(
        self, look: Appearance, sentences: Sentences, dialogs: FileDialogs, memory: Memory, icon: QIcon
    ) -> None:
        super().__init__()
        self._memory = CalmMemory(memory, self)
        self.tools = PageTools(
            look=look,
            sentences=sentences,
            dialogs=dialogs,
            memory=self._memory,
            samples=Samples(file_path("samples")),
            open_outside=_open_outside,
            find_run=lambda run_id: self.desk.runs.get(run_id),  # noqa: PLW0108 - the desk comes later
        )
        self._desk: Desk | None = None
        self._readiness: Readiness | None = None
        self._testing: SelfTesting | None = None
        self._models: ModelServices | None = None
        self._ahead: ReadingAhead | None = None
        self._collector: CalmCollector | None = None
        self._panels: PanelOpening | None = None
        self._closing = False
        self._builder = JobBridge(self)
        self._builder.finished.connect(self._open)
        self._builder.failed.connect(self._tell_failure)
        self.window = MainWindow(self.tools, page_entries(), icon)
        self.window.closing.connect(self._stop_work)

    @property
    def desk(self) -> "Desk":
        """What stands behind the window; there once `ready` was told."""
        assert self._desk is not None  # noqa: S101 - pages are made after it
        return self._desk

    def start(self, build: Callable[[], "Desk"]) -> None:
        """Build the desk with *build* beside the window, and load what the pages are made of."""

        def build_desk(_reports: Reports) -> "Desk":
            desk = build()
            from app.ui import page_makers, readiness, reading_ahead  # noqa: F401, PLC0415 - loading takes longer than a blink

            page_makers.load_pages()
            messages.catalogue(self.tools.sentences.language)
            desk.templates.all()
            return desk

        self.window.navigation.setEnabled(False)
        let_window_go_first()
        self._collector = CalmCollector(self)
        self._builder.start(build_desk)

    def begin(self) -> None:
        """Go on with what was being fetched, or through the first start where nothing is here yet."""
        from app.ui.first_start import is_wanted  # noqa: PLC0415 - loaded beside the window

        if self._models is None:
            return
        if not self.desk.offline:
            self._models.fetching.go_on()
        if is_wanted(self._memory, self._models):
            self._show_first_start()

    def _show_first_start(self, step: int | None = None) -> None:
        from app.ui.first_start import WIDEST, FirstStart  # noqa: PLC0415 - loaded beside the window

        assert self._models is not None  # noqa: S101 - the jobs are there
        first = FirstStart(self.tools, self._models, step)
        first.done.connect(self._end_first_start)
        self.window.show_alone(first, WIDEST)

    def _end_first_start(self) -> None:
        self.window.show_pages()
        self.window.go_to_page("email")

    def open_panel(self, panel: "OpenPanel") -> None:
        """Bring the page of *panel* into view with what it is to be filled with; once `ready` was told."""
        assert self._panels is not None  # noqa: S101 - the jobs are there
        self._panels.open(panel)

    def tell_unexpected(self) -> None:
        """Say that something failed which nobody foresaw."""
        self._tell_failure(DeskhandError("unexpected", detail="deskhand.log"))

    def close(self) -> None:
        """End what still runs and give everything back."""
        self._builder.wait(2)
        if self._collector is not None:
            self._collector.end()
        if self._ahead is not None:
            self._ahead.wait(2)
        if self._models is not None:
            self._models.fetching.wait(2)
            self._models.work.wait(_UNDO_SECONDS)
        self._memory.flush()
        if self._desk is not None:
            self._desk.close()

    def _open(self, desk: "Desk") -> None:
        from app.ui.model_desk import model_services  # noqa: PLC0415 - needs the jobs
        from app.ui.model_fetching import ModelFetching  # noqa: PLC0415 - likewise
        from app.ui.model_work import ModelWork  # noqa: PLC0415 - likewise
        from app.ui.page_makers import PageMakers  # noqa: PLC0415 - likewise
        from app.ui.panel_opening import PanelOpening  # noqa: PLC0415 - likewise
        from app.ui.readiness import Readiness  # noqa: PLC0415 - likewise
        from app.ui.reading_ahead import ReadingAhead  # noqa: PLC0415 - likewise
        from app.ui.self_testing import SelfTesting  # noqa: PLC0415 - likewise

        self._desk = desk
        fetching = ModelFetching(desk.library, self, memory=self._memory)
        work = ModelWork(desk.library, desk.storage, self)
        self._readiness = Readiness(
            desk.library, fetching, desk.engine_keeper.model_path, self.window.navigation
        )
        EventBridge(desk.settings.changed, self).happened.connect(self._take_choices)
        EventBridge(desk.runs.trouble, self).happened.connect(self._tell_trouble)
        self.window.navigation.state_clicked.connect(self._show_models)
        self._testing = SelfTesting(desk.self_tests, self)
        fetching.ended.connect(self._test_new_model)
        fetching.failed.connect(self._tell_of_models)
        work.failed.connect(self._tell_of_models)
        self._models = model_services(desk, fetching, work, self._testing, self.tools.sentences)
        self._panels = PanelOpening(self.window, self._show_models)
        makers = PageMakers(self.tools, desk, self._models, self._open_run, self._panels.begin_mail)
        self.window.set_makers(makers.by_key())
        self._ahead = ReadingAhead(self)
        self.window.page_shown.connect(self._read_ahead)
        self.window.page_shown.connect(self._begin, Qt.ConnectionType.SingleShotConnection)
        self.window.go_to_page(self.window.last_page())

    def _begin(self) -> None:
        self.window.navigation.setEnabled(True)
        if self._collector is not None:
            self._collector.begin()
        troubles = (*self.desk.settings.findings, *self.desk.library.findings)
        if troubles:
            words = [self.tools.sentences.finding(finding) for finding in troubles]
            self.window.notice.show_message(words[0], "\n".join(words[1:]), "doubtful")
        self.ready.emit()

    def _read_ahead(self) -> None:
        page = self.window.current_page()
        if self._ahead is not None:
            self._ahead.follow(page if isinstance(page, JobPage) else None)

    def _open_run(self, run: Run) -> None:
        """Show an earlier run on the page of its job."""
        page = self.window.page(run.job)
        assert isinstance(page, JobPage)  # noqa: S101 - jobs have such pages
        if page.bridge.running:
            self.window.notice.show_message(
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
        self.tools.look.choose(self.desk.settings.options.theme)
        if self._readiness is not None:
            self._readiness.show_state()

    def _tell_trouble(self, finding: Finding) -> None:
        self.window.notice.show_message(self.tools.sentences.finding(finding), "", "doubtful")

    def _tell_failure(self, error: DeskhandError) -> None:
        text = self.tools.sentences.error(error)
        self.window.notice.show_message(text.title, text.advice, "missing")

    def _tell_of_models(self, error: DeskhandError) -> None:
        """Say what became of a download, or other work with models, where no page in view says it."""
        if not self.window.shows_alone and self.window.last_page() != "models":
            text = self.tools.sentences.error(error)
            action = BannerAction(self.tr("Models"), self._show_models)
            self.window.notice.show_message(text.title, text.advice, "doubtful", action)

    def _test_new_model(self) -> None:
        if self._testing is not None and not self._closing:
            self._testing.start_by_itself()

    def _show_models(self) -> None:
        """Show the Models page; where there is no model yet, the choice of the first one."""
        from app.ui.first_start import MODEL, has_models  # noqa: PLC0415 - loaded beside the window

        if self._models is not None and not self._models.fetching.name and not has_models(self._models):
            self._show_first_start(MODEL)
        else:
            self.window.go_to_page("models")

    def _stop_work(self) -> None:
        self._closing = True
        if self._models is not None:
            self._models.fetching.close()
            self._models.work.stop()
        if self._testing is not None:
            self._testing.stop()
        if self._ahead is not None:
            self._ahead.follow(None)
        for page in self.window.made_pages():
            if isinstance(page, JobPage):
                page.bridge.stop()


def _open_outside(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
