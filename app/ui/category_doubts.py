"""What a person should know about the categories before anything is sorted: some quiet lines."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.appearance import Appearance
from app.ui.buttons import ICON_SIZE
from app.ui.icons import Symbol
from app.ui.page import quiet
from app.ui.stylesheet import NEAR, STEP

_ICON = 16
_FIRST = 3
"""Lines that are shown at once; the others when they are asked for."""
_MOST = 30
"""Lines that are ever shown: who has more doubts than these mends some first."""


class CategoryDoubts(QWidget):
    """Sentences, each beside a mark; hidden while there are none.

    Attributes:
        sign: Tells how many there are where these lines may be out of sight, and leads to them.
    """

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.sign = QToolButton(self)
        self._look = look
        self._sentences: tuple[str, ...] = ()
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._whole = False
        self._grid = QGridLayout()
        self._more = QPushButton()
        self._lay_out()
        self._more.clicked.connect(self._turn)
        self.sign.clicked.connect(self._scroll_here)
        look.dress(self.sign, Symbol.DOUBTFUL, "doubtful")
        look.changed.connect(self._paint_icons)
        self._show()

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show *sentences*, the first of them at once."""
        if tuple(sentences) != self._sentences:
            self._sentences = tuple(sentences)
            self._whole = self._whole and len(self._sentences) > _FIRST
            self._show()

    def words(self) -> str:
        """Return what can be read, a line each; nothing while it is hidden."""
        return "\n".join(words.text() for _, words in self._lines if not words.isHidden())

    def _turn(self) -> None:
        self._whole = not self._whole
        self._show()

    def _show(self) -> None:
        shown = self._sentences[: _MOST if self._whole else _FIRST]
        while len(self._lines) < len(shown):
            self._add_line()
        for place, line in enumerate(self._lines):
            for label in line:
                label.setVisible(place < len(shown))
            line[1].setText(shown[place] if place < len(shown) else "")
        rest = len(self._sentences) - len(shown)
        self._more.setText(self.tr("Show fewer") if self._whole else self.tr("Show %n more", "", rest))
        self._more.setVisible(len(self._sentences) > _FIRST)
        self.setVisible(bool(shown))
        count = len(self._sentences)
        self.sign.setText(QLocale().toString(count))
        self.sign.setToolTip(self.tr("%n thing(s) to look at before sorting", "", count))
        self.sign.setAccessibleName(self.sign.toolTip())
        self.sign.setVisible(bool(shown))

    def _scroll_here(self) -> None:
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self, 0, NEAR)

    def _add_line(self) -> None:
        icon, words = QLabel(), quiet("")
        # Names and rules are somebody's own: what looks like HTML stays what it is.
        words.setTextFormat(Qt.TextFormat.PlainText)
        row = len(self._lines)
        self._lines.append((icon, words))
        self._grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1)
        self._paint_icons()

    def _paint_icons(self) -> None:
        picture = self._look.icon(Symbol.DOUBTFUL, "doubtful").pixmap(_ICON, _ICON)
        for icon, _ in self._lines:
            icon.setPixmap(picture)

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("To look at before sorting"))
        self.sign.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.sign.setIconSize(ICON_SIZE)
        self._grid.setHorizontalSpacing(NEAR)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, STEP, 0, STEP)
        column.setSpacing(NEAR)
        column.addLayout(self._grid)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
