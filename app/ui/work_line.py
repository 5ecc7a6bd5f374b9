"""How far longer work in the library is, with a button to stop it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.records import Progress
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.model_work import ModelWork
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.sentences import fetching_words
from app.ui.stylesheet import NEAR


class WorkLine(QWidget):
    """Hidden while nothing is done."""

    def __init__(self, tools: PageTools, work: ModelWork) -> None:
        """Show how far *work* is."""
        super().__init__()
        self._tools = tools
        self._work = work
        self._words = quiet("")
        self._stop_button = icon_button(tools.look, self.tr("Stop"), Symbol.STOP)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR)
        row.addWidget(self._words, 1)
        row.addWidget(self._stop_button)
        self._stop_button.clicked.connect(work.stop)
        work.began.connect(self._show_work)
        work.ended.connect(self._show_work)
        work.progressed.connect(self._show_progress)
        self._show_work()

    def words(self) -> str:
        """Return what is told, empty while nothing is done."""
        return "" if self.isHidden() else self._words.text()

    def _show_work(self) -> None:
        running = self._work.running
        self.setVisible(running)
        if running and self._work.progress:
            self._show_progress(self._work.progress)
        else:
            self._words.setText(self.tr("Beginning"))

    def _show_progress(self, progress: Progress) -> None:
        self._words.setText(fetching_words(self._tools.sentences, progress))
