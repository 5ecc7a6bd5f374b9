"""A place for one file or folder: drop it here, choose it, or take it away."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.ui.appearance import set_look
from app.ui.buttons import icon_tool
from app.ui.file_drop import FileDrop
from app.ui.icons import Symbol
from app.ui.page_tools import PageTools
from app.ui.plain_text import plain_tip, show_plainly
from app.ui.stylesheet import NEAR, STEP

_ICON = 16


class FileField(FileDrop):
    """One file, or one folder where that makes sense.

    Signals:
        file_changed: Another file is chosen, or none.
    """

    file_changed = Signal()

    def __init__(
        self,
        tools: PageTools,
        name: str,
        endings: Collection[str],
        hint: str,
        *,
        folders: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Take a file with one of *endings*, or a folder too when *folders*."""
        super().__init__(endings, takes_folders=_itself if folders else None, parent=parent)
        self._tools = tools
        self._name = name
        self._hint = hint
        self._folders = folders
        self._file: Path | None = None
        self._icon = QLabel()
        self._label = QLabel()
        self._choose_button = QPushButton(self.tr("Choose…"))
        self._folder_button = icon_tool(
            tools.look, Symbol.FOLDER, self.tr("Choose a folder: {name}").format(name=name)
        )
        self._clear_button = icon_tool(tools.look, Symbol.REMOVE, self.tr("Take it away"))
        self._lay_out()
        self._connect()
        self._show_state()

    def file(self) -> Path | None:
        """Return the chosen file."""
        return self._file

    def set_file(self, file: Path | None) -> None:
        """Choose *file*, or none."""
        self._file = file
        self._show_state()
        self.file_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten a long name in its middle."""
        super().resizeEvent(event)
        self._show_words()

    def _take(self, files: tuple[Path, ...]) -> None:
        self.set_file(files[0])

    def _ask(self) -> None:
        files = self._tools.dialogs.open_files(self, self._name, self._endings)
        if files:
            self.set_file(files[0])

    def _ask_folder(self) -> None:
        folder = self._tools.dialogs.open_folder(self, self._name)
        if folder is not None:
            self.set_file(folder)

    def _clear(self) -> None:
        self.set_file(None)

    def _show_state(self) -> None:
        chosen = self._file is not None
        set_look(self._label, "look", "" if chosen else "quiet")
        self._clear_button.setVisible(chosen)
        set_look(self, "filled", chosen)
        self._choose_button.setVisible(not chosen)
        self._folder_button.setVisible(not chosen and self._folders)
        self._label.setToolTip(plain_tip(str(self._file)) if self._file else "")
        self._paint_icon()
        self._show_words()

    def _show_words(self) -> None:
        words = self._file.name if self._file else self._hint
        where = Qt.TextElideMode.ElideMiddle if self._file else Qt.TextElideMode.ElideRight
        metrics = QFontMetrics(self._label.font())
        self._label.setText(metrics.elidedText(words, where, self._label.width()))
        self._label.setAccessibleName(words)

    def _paint_icon(self) -> None:
        if self._file is None:
            symbol, role = Symbol.DROP, "quiet"
        else:
            symbol, role = (Symbol.FOLDER if self._file.suffix == "" else Symbol.FILE), "text"
        self._icon.setPixmap(self._tools.look.icon(symbol, role).pixmap(_ICON, _ICON))  # type: ignore[arg-type]

    def _connect(self) -> None:
        self.dropped.connect(self._take)
        self._choose_button.clicked.connect(self._ask)
        self._folder_button.clicked.connect(self._ask_folder)
        self._clear_button.clicked.connect(self._clear)
        self._tools.look.changed.connect(self._paint_icon)

    def _lay_out(self) -> None:
        self._clear_button.setAccessibleName(self.tr("Take away: {name}").format(name=self._name))
        self._choose_button.setAccessibleName(self.tr("Choose: {name}").format(name=self._name))
        show_plainly(self._label)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self._name)
        row = QHBoxLayout(self)
        row.setContentsMargins(NEAR + STEP, STEP, STEP, STEP)
        row.setSpacing(NEAR)
        row.addWidget(self._icon)
        row.addWidget(self._label, 1)
        row.addWidget(self._choose_button)
        row.addWidget(self._folder_button)
        row.addWidget(self._clear_button)


def _itself(folder: Path) -> Collection[Path]:
    return [folder]
