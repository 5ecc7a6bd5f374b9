"""The frame of every page: title, one quiet sentence, a place for messages, and the content."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.ui.appearance import TITLE_SCALE, scaled_font, set_look
from app.ui.banner import Banner, BannerAction, BannerKind
from app.ui.page_tools import PageTools
from app.ui.plain_text import show_plainly
from app.ui.stylesheet import AROUND, NEAR, STEP


class Page(QWidget):
    """A page of the window; subclasses add their content to `body`.

    Attributes:
        body: Layout below the head.
        banner: Where the page says what happened.
    """

    def __init__(self, tools: PageTools, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.banner = Banner(tools.look)
        self.body = QVBoxLayout()
        self._title = QLabel(title)
        self._sentence = QLabel(sentence)
        self.setAccessibleName(title)
        self._lay_out_frame()

    def set_head(self, title: str, sentence: str) -> None:
        """Let the page be about something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)

    def open_page(self) -> None:
        """Do what is due when the page comes into view."""

    def focus_first(self) -> None:
        """Let typing begin at the first input of the page."""
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            takes_keys = widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_keys and self.isAncestorOf(widget) and widget.isVisibleTo(self):
                widget.setFocus()
                return
            widget = widget.nextInFocusChain()

    def run_or_stop(self) -> None:
        """Do the page's main action; pages without one do nothing."""

    def save(self) -> None:
        """Save the page's result; pages without one do nothing."""

    def escape(self) -> bool:
        """Close what was opened last; return whether there was anything."""
        if self.banner.isHidden():
            return False
        self.banner.close_banner()
        return True

    def show_failure(self, error: DeskhandError, action: BannerAction | None = None) -> None:
        """Say what went wrong and what to do next."""
        text = self.tools.sentences.error(error)
        self.banner.show_message(text.title, text.advice, "missing", action)

    def say(
        self, title: str, advice: str = "", action: BannerAction | None = None, kind: BannerKind = "grounded"
    ) -> None:
        """Say that something is done, or may be."""
        self.banner.show_message(title, advice, kind, action)

    def _lay_out_frame(self) -> None:
        self._title.setFont(scaled_font(self.font(), TITLE_SCALE, strong=True))
        self._sentence.setWordWrap(True)
        set_look(self._sentence, "look", "quiet")
        head = QVBoxLayout()
        head.setSpacing(STEP // 2)
        head.addWidget(self._title)
        head.addWidget(self._sentence)
        self.body.setSpacing(NEAR)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.setSpacing(NEAR + STEP)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addLayout(self.body, 1)


def sheet(*, margin: int = AROUND, spacing: int = NEAR) -> tuple[QFrame, QVBoxLayout]:
    """Return a sheet of paper and the column that lies on it."""
    frame = QFrame()
    set_look(frame, "look", "sheet")
    column = QVBoxLayout(frame)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(spacing)
    return frame, column


def rule() -> QFrame:
    """Return a line that separates."""
    line = QFrame()
    set_look(line, "look", "rule")
    return line


def heading(words: str) -> QLabel:
    """Return the heading of a part of a page."""
    label = QLabel(words)
    show_plainly(label)
    label.setFont(scaled_font(label.font(), 1.0, strong=True))
    return label


def quiet(words: str) -> QLabel:
    """Return a line that explains."""
    label = QLabel(words)
    show_plainly(label)
    label.setWordWrap(True)
    set_look(label, "look", "quiet")
    return label
