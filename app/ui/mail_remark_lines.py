"""What to know about a mail before answering it, one line each with its icon."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.records import Finding
from app.ui.doubt_panel import GRAVITY_LOOK
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR, STEP

_ICON = 16


class RemarkLines(QWidget):
    """Shows findings as wrapped lines; hidden without any."""

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._tools = tools
        self._findings: tuple[Finding, ...] = ()
        self._labels: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(NEAR)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnStretch(1, 1)
        tools.look.changed.connect(self._paint_icons)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show *findings* and no others."""
        self._findings = tuple(findings)
        while len(self._labels) < len(findings):
            icon, words = QLabel(), QLabel()
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            row = len(self._labels)
            self._grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
            self._labels.append((icon, words))
        for number, (icon, words) in enumerate(self._labels):
            shown = number < len(findings)
            words.setText(self._tools.sentences.finding(findings[number]) if shown else "")
            icon.setVisible(shown)
            words.setVisible(shown)
        self._paint_icons()
        self.setVisible(bool(findings))

    def words(self) -> list[str]:
        """Return what is told."""
        return [words.text() for _, words in self._labels[: len(self._findings)]]

    def _paint_icons(self) -> None:
        for finding, (icon, _) in zip(self._findings, self._labels, strict=False):
            symbol, role = GRAVITY_LOOK[finding.gravity]
            icon.setPixmap(self._tools.look.icon(symbol, role).pixmap(_ICON, _ICON))
