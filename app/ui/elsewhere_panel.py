"""The models that other programs keep on this computer, to be used where they are."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.errors import DeskhandError
from app.model_library.elsewhere import ForeignModel
from app.ui.appearance import set_look
from app.ui.job_bridge import JobBridge
from app.ui.model_services import HoldsModels
from app.ui.model_work import ModelWork
from app.ui.page import heading, quiet, sheet
from app.ui.page_tools import PageTools
from app.ui.sentences import size_words
from app.ui.stylesheet import NEAR, STEP

_MOST_SHOWN = 12


class ElsewherePanel(QFrame):
    """Lists models of other programs; hidden while there are none."""

    def __init__(
        self,
        tools: PageTools,
        library: HoldsModels,
        work: ModelWork,
        look: Callable[[], Sequence[ForeignModel]],
    ) -> None:
        """Find the models with *look*, leave out those of *library*, and have *work* use them."""
        super().__init__()
        self._tools = tools
        self._library = library
        self._work = work
        self._look = look
        self._found: tuple[ForeignModel, ...] = ()
        self._searcher = JobBridge(self)
        self._frame, self._column = sheet(spacing=NEAR)
        self._rows = QVBoxLayout()
        self._lay_out()
        self._searcher.finished.connect(self._take_found)
        self.hide()

    def search(self) -> None:
        """Look for them, beside the window."""
        self._searcher.start(lambda _reports: tuple(self._look()))

    def names(self) -> list[str]:
        """Return the models that are offered."""
        return [model.name for model in self._offered()]

    def show_offered(self) -> None:
        """Show those that are not used yet."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        offered = self._offered()
        for model in offered[:_MOST_SHOWN]:
            self._rows.addWidget(self._row(model))
        if len(offered) > _MOST_SHOWN:
            more = self.tr(
                "and %n more; “deskhand models elsewhere” lists them all", "", len(offered) - _MOST_SHOWN
            )
            self._rows.addWidget(quiet(more))
        self.setVisible(bool(offered))

    def _take_found(self, found: tuple[ForeignModel, ...]) -> None:
        self._found = found
        self.show_offered()

    def _offered(self) -> list[ForeignModel]:
        try:
            taken: set[Path] = {model.path for model in self._library.installed()}
        except DeskhandError:
            return []
        return [model for model in self._found if model.path not in taken]

    def _row(self, model: ForeignModel) -> QFrame:
        words = QLabel(model.name)
        program = self._tools.sentences.word(f"program-{model.program}")
        facts = QLabel(f"{program}  ·  {size_words(model.size)}")
        facts.setToolTip(str(model.path))
        set_look(facts, "look", "quiet")
        button = QPushButton(self.tr("Use it there"))
        button.setAccessibleName(f"{button.text()}: {model.name}")
        button.clicked.connect(partial(self._work.use_in_place, model.path, model.name, model.program))
        row = QFrame()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(NEAR)
        line.addWidget(words)
        line.addWidget(facts)
        line.addStretch(1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Models of other programs"))
        self._column.addWidget(heading(self.tr("Models of other programs on this computer")))
        self._column.addWidget(
            quiet(
                self.tr(
                    "They can be used where they are; nothing is copied, and the other program keeps them."
                )
            )
        )
        self._rows.setSpacing(STEP)
        self._column.addLayout(self._rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
