"""How the inquiries were understood, in one sentence, and their first texts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.tasks.inquiries.understanding import Understood
from app.ui.buttons import icon_tool
from app.ui.icons import Symbol
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR, STEP


class InquiriesPreview(QWidget):
    """Shows what the inquiries were taken for.

    Signals:
        cleared: What was pasted is to be taken away.
    """

    cleared = Signal()

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = quiet("")
        self._texts = _ShortenedLines()
        self._clear_button = icon_tool(tools.look, Symbol.REMOVE, self.tr("Take what was pasted away"))
        self._clear_button.clicked.connect(self.cleared)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that there are no inquiries."""
        self._show("", ())

    def show_word(self, word: str) -> None:
        """Say *word* in the place of the sentence, such as why nothing was pasted; the rest stays."""
        self._sentence.setText(word)
        self._sentence.show()
        self.show()

    def show_understood(self, understood: Understood, *, pasted: bool) -> None:
        """Show how the inquiries were understood, and whether they were *pasted*."""
        self._show(self._words(understood, pasted=pasted), understood.first)
        self._clear_button.setVisible(pasted)

    def words(self) -> str:
        """Return the sentence."""
        return self._sentence.text()

    def texts(self) -> tuple[str, ...]:
        """Return the texts that are shown, each in full."""
        return self._texts.lines

    def _show(self, sentence: str, texts: tuple[str, ...]) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._texts.show_lines(texts)
        self._texts.setVisible(bool(texts))
        self._clear_button.hide()
        self.setVisible(bool(sentence))

    def _words(self, understood: Understood, *, pasted: bool) -> str:
        parts = [self._count_words(understood, pasted=pasted)]
        if understood.sheet:
            parts.append(self.tr("sheet “{sheet}”").format(sheet=understood.sheet))
        if understood.encoding:
            parts.append(understood.encoding)
        if understood.separator:
            parts.append(self._separator_words(understood.separator))
        if understood.kind == "outlook":
            parts.append(self.tr("subject and text together"))
        if understood.empty:
            parts.append(self.tr("%n empty", "", understood.empty))
        if understood.failed:
            parts.append(self.tr("%n not readable", "", understood.failed))
        return " · ".join(parts)

    def _count_words(self, understood: Understood, *, pasted: bool) -> str:
        rows = understood.rows
        if understood.kind == "lines":
            return self.tr("%n pasted line(s)", "", rows) if pasted else self.tr("%n line(s)", "", rows)
        if understood.kind == "table":
            return self.tr("%n pasted row(s)", "", rows) if pasted else self.tr("%n row(s)", "", rows)
        return self.tr("%n mail(s)", "", rows)

    def _separator_words(self, separator: str) -> str:
        words = {
            ",": self.tr("separated by commas"),
            ";": self.tr("separated by semicolons"),
            "\t": self.tr("separated by tabs"),
            "|": self.tr("separated by bars"),
        }
        return words.get(separator) or self.tr("separated by “{sign}”").format(sign=separator)

    def _lay_out(self) -> None:
        self._sentence.setWordWrap(True)
        self._texts.setAccessibleName(self.tr("The first inquiries"))
        head = QHBoxLayout()
        head.setSpacing(NEAR)
        head.addWidget(self._sentence, 1)
        head.addWidget(self._clear_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addLayout(head)
        column.addWidget(self._texts)


class _ShortenedLines(QWidget):
    """Lines that are cut where the room ends."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[str, ...] = ()
        self._labels: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(STEP)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show *lines*, one below the other."""
        self.lines = lines
        while len(self._labels) < len(lines):
            label = QLabel()
            # The texts are strangers': what looks like HTML stays what it is.
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._labels.append(label)
            self._column.addWidget(label)
        for place, label in enumerate(self._labels):
            label.setVisible(place < len(lines))
        self._shorten()

    def words(self) -> str:
        """Return what can be read, a line each."""
        return "\n".join(label.text() for label in self._labels[: len(self.lines)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the lines anew."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        for label, line in zip(self._labels, self.lines, strict=False):
            metrics = QFontMetrics(label.font())
            label.setText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width()))
            label.setAccessibleName(line)
