"""The page of models: what can be fetched, what is here, and which one works."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.records import Finding
from app.ui.adding_row import AddingRow
from app.ui.banner import BannerAction
from app.ui.computer_panel import ComputerPanel
from app.ui.download_panel import DownloadPanel
from app.ui.elsewhere_panel import ElsewherePanel
from app.ui.job_bridge import EventBridge
from app.ui.model_cards import ModelCards
from app.ui.model_services import ModelServices
from app.ui.page import Page
from app.ui.page_tools import PageTools
from app.ui.storage_panel import StoragePanel
from app.ui.stylesheet import APART, NEAR
from app.ui.work_line import WorkLine


class ModelsPage(Page):
    """Shows the shelf of models, and what concerns them all.

    Attributes:
        cards: The shelf.
        adding: Takes in files that the user has already.
        elsewhere: Models of other programs.
        storage: The folder.
        download: From where models are fetched.
        line: How far adding, moving or checking is; in view wherever the page was scrolled to.
    """

    def __init__(self, tools: PageTools, services: ModelServices) -> None:
        """Show the models of *services*."""
        super().__init__(
            tools,
            self.tr("Models"),
            self.tr(
                "The language models that write and judge. They are fetched once and run on this computer."
            ),
        )
        self._behind = services
        self.cards = ModelCards(tools, services)
        self.adding = AddingRow(tools, services.work)
        self.elsewhere = ElsewherePanel(tools, services.library, services.work, services.elsewhere)
        self._computer = ComputerPanel(tools, services.testing)
        self.storage = StoragePanel(tools, services.library, services.work)
        self.download = DownloadPanel(tools, services.settings, services.secrets)
        self.line = WorkLine(tools, services.work)
        self._changes = EventBridge(services.library.changed, self)
        self._lay_out()
        self._connect()
        self.cards.refresh()

    def open_page(self) -> None:
        """Look at the shelf anew, and at what else there is."""
        self.cards.refresh()
        self.storage.refresh()
        self.download.refresh()
        self.elsewhere.search()

    def _look_again(self) -> None:
        """Show what has changed in the library."""
        self.cards.refresh()
        self.storage.refresh()
        self.elsewhere.show_offered()

    def _show_model(self) -> None:
        self._computer.show_model(self.cards.title_in_use())

    def _ask(self, question: str, meaning: str, action: BannerAction) -> None:
        self.banner.show_message(question, meaning, "doubtful", action)

    def _show_word(self, finding: Finding) -> None:
        self.banner.show_message(self.tools.sentences.finding(finding), "", "accent")

    def _tell_failed(self, error: DeskhandError) -> None:
        """Say why a model could not be fetched, and whether that is tried again."""
        text = self.tools.sentences.error(error)
        again = self.tr("It is tried again by itself in a while.") if self._behind.fetching.resting else ""
        self.banner.show_message(text.title, f"{text.advice} {again}".strip(), "missing")

    def _test(self) -> None:
        self._behind.testing.start_by_itself()

    def _doubt(self, title: str, advice: str) -> None:
        self.banner.show_message(title, advice, "doubtful")

    def _connect(self) -> None:
        self._changes.happened.connect(self._look_again)
        self._behind.fetching.told.connect(self._show_word)
        self._behind.fetching.failed.connect(self._tell_failed)
        self.cards.asked.connect(self._ask)
        self.cards.begun.connect(self.banner.close_banner)
        self.cards.shown.connect(self._show_model)
        self.cards.told.connect(self.say)
        self._behind.work.added.connect(self._test)
        self._behind.work.chosen.connect(self.cards.use)
        self.storage.said.connect(self.say)
        self.storage.doubted.connect(self._doubt)
        for signal in (
            self.cards.failed,
            self.download.failed,
            self._behind.work.failed,
            self._behind.testing.failed,
        ):
            signal.connect(self.show_failure)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        column.addWidget(self.cards)
        column.addWidget(self.adding)
        column.addSpacing(APART - NEAR)
        for panel in (self.elsewhere, self._computer, self.storage, self.download):
            column.addWidget(panel)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.line)
