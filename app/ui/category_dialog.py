"""One category in full: description, rules, examples, reply; kept as it is typed."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.tasks.inquiries.categories import Category
from app.ui.appearance import set_look
from app.ui.buttons import icon_tool
from app.ui.category_candidates import CandidatePanel
from app.ui.category_draft import LONGEST_NAME, CategoryDraft, as_category, rule_mistakes
from app.ui.category_lines import LinesEdit
from app.ui.category_model import CategoryModel
from app.ui.category_reply import ReplyChoice
from app.ui.category_services import CategoryServices
from app.ui.field_grid import labelled
from app.ui.icons import Symbol
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import APART, AROUND, NEAR, STEP

_SIZE = (940, 600)
_DESCRIPTION_LINES = 3
_PAUSE_MS = 300
_MOST_SENTENCES = 3


class CategoryDialog(QDialog):
    """Edits the categories of a model one by one; closing it keeps everything."""

    def __init__(
        self,
        tools: PageTools,
        services: CategoryServices,
        model: CategoryModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._model = model
        self._row = 0
        self._name = QLineEdit()
        self._description = QPlainTextEdit()
        self._reply = ReplyChoice(services.templates())
        self._rules = LinesEdit(
            tools.look, self.tr("Rules, one a line"), self.tr("tracking number\n/not (yet )?arrived/")
        )
        self._examples = LinesEdit(
            tools.look, self.tr("Examples, one a line"), self.tr("Where is order 5541?")
        )
        self._count = quiet("")
        self._mistakes = QLabel()
        self._findings = QLabel()
        self._about_none = quiet(self.tr("Inquiries like the examples belong to none of the categories."))
        self._candidates = CandidatePanel(tools, services.proposing)
        self._back = icon_tool(tools.look, Symbol.PREVIOUS, self.tr("The category before"))
        self._forward = icon_tool(tools.look, Symbol.NEXT, self.tr("The next category"))
        self._close_button = QPushButton(self.tr("&Done"))
        self._pause = QTimer(self)
        self._lay_out()
        self._connect()

    def show_row(self, row: int) -> None:
        """Edit the category in *row* of the model; behind the last one, what fits nothing."""
        self._keep()
        self._row = row
        draft = self._model.draft(row)
        self._name.setText(draft.name)
        self._description.setPlainText(draft.description)
        self._rules.set_lines(draft.rules)
        self._examples.set_lines(draft.examples)
        self._reply.choose(draft.reply_template)
        self._pause.stop()
        is_none = self._model.is_none(row)
        self._only_categories.setVisible(not is_none)
        self._about_none.setVisible(is_none)
        self._candidates.setVisible(not is_none)
        self._back.setEnabled(row > 0)
        self._forward.setEnabled(row < self._model.rowCount() - 1)
        self._show_state()

    def done(self, result: int) -> None:
        """Keep what was typed, whichever way the dialog is closed."""
        self._end()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Likewise."""
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        self._keep()
        self._candidates.stop()

    def _typed(self) -> CategoryDraft:
        return CategoryDraft(
            " ".join(self._name.text().split()),
            " ".join(self._description.toPlainText().split()),
            self._rules.lines(),
            self._examples.lines(),
            self._reply.template(),
        )

    def _keep(self) -> None:
        """Let what is typed hold."""
        if not self._pause.isActive():
            return
        self._pause.stop()
        typed = self._typed()
        if self._model.is_none(self._row):
            typed = replace(CategoryDraft(typed.name), examples=typed.examples)
        self._model.set_draft(self._row, typed)
        self._show_state()

    def _wait(self) -> None:
        self._pause.start()

    def _show_state(self) -> None:
        draft = self._model.draft(self._row)
        is_none = self._model.is_none(self._row)
        self.setWindowTitle(
            draft.name or (self.tr("Fits none of them") if is_none else self.tr("New category"))
        )
        self._count.setText(self.tr("%n example(s)", "", len(draft.examples)))
        mistakes = rule_mistakes(draft.rules)
        self._rules.mark({" ".join(draft.rules[index].split()) for index in mistakes})
        told = [self._tools.sentences.finding(finding) for finding in mistakes.values()]
        self._mistakes.setText("\n".join(told[:_MOST_SENTENCES]))
        self._mistakes.setVisible(bool(told))
        self._show_findings()
        self._offer(draft)

    def _show_findings(self) -> None:
        sentences = self._model.findings(self._row)
        self._findings.setText("\n".join(sentences[:_MOST_SENTENCES]))
        self._findings.setVisible(bool(sentences))

    def _offer(self, draft: CategoryDraft) -> None:
        category = _usable(draft)
        lacking = ""
        if not draft.name or not (draft.description or draft.examples):
            lacking = self.tr("Write a name and a description first")
        elif category is None:
            lacking = self.tr("A rule of {name} cannot be used").format(name=draft.name)
        rows = range(max(self._model.rowCount() - 1, 0))
        others = [_usable(self._model.draft(row)) for row in rows if row != self._row]
        known = [other for other in others if other is not None]
        self._candidates.offer(None if lacking else category, known, lacking)

    def _take(self, texts: tuple[str, ...]) -> None:
        self._examples.append_lines(texts)
        self._keep()

    def _go_back(self) -> None:
        self.show_row(self._row - 1)

    def _go_forward(self) -> None:
        self.show_row(self._row + 1)

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep_after_pause)
        self._name.textChanged.connect(self._wait)
        for text in (self._description, self._rules, self._examples):
            text.textChanged.connect(self._wait)
        self._reply.currentIndexChanged.connect(self._wait)
        self._candidates.taken.connect(self._take)
        self._back.clicked.connect(self._go_back)
        self._forward.clicked.connect(self._go_forward)
        self._close_button.clicked.connect(self.accept)
        self._model.dataChanged.connect(self._show_findings)

    def _keep_after_pause(self) -> None:
        self._pause.start()  # it is what tells that there is something to keep
        self._keep()

    def _lay_out(self) -> None:
        self.resize(*_SIZE)
        self._name.setMaxLength(LONGEST_NAME)
        self._description.setTabChangesFocus(True)
        metrics = self._description.fontMetrics()
        self._description.setFixedHeight(_DESCRIPTION_LINES * metrics.lineSpacing() + AROUND)
        for label, look in ((self._mistakes, "missing"), (self._findings, "doubtful")):
            label.setWordWrap(True)
            set_look(label, "look", look)
        for button in (self._close_button,):
            button.setAutoDefault(False)
        columns = QHBoxLayout()
        columns.setSpacing(APART)
        columns.addLayout(self._lay_out_left(), 4)
        columns.addLayout(self._lay_out_right(), 5)
        bar = QHBoxLayout()
        bar.setSpacing(NEAR)
        bar.addWidget(self._back)
        bar.addWidget(self._forward)
        bar.addStretch(1)
        bar.addWidget(self._close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.setSpacing(AROUND)
        column.addWidget(self._findings)
        column.addLayout(columns, 1)
        column.addLayout(bar)

    def _lay_out_left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(NEAR + STEP)
        left.addLayout(labelled(self.tr("&Name"), self._name))
        self._only_categories = QWidget()
        inside = QVBoxLayout(self._only_categories)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(NEAR + STEP)
        inside.addLayout(labelled(self.tr("What &belongs there"), self._description))
        words = self.tr("&Rules, one a line: words, or an expression between slashes")
        inside.addLayout(labelled(words, self._rules), 1)
        inside.addWidget(self._mistakes)
        inside.addLayout(labelled(self.tr("Re&ply with"), self._reply))
        left.addWidget(self._about_none)
        left.addWidget(self._only_categories, 1)
        left.addStretch(0)
        return left

    def _lay_out_right(self) -> QVBoxLayout:
        head = QHBoxLayout()
        label = QLabel(self.tr("&Examples, one a line"))
        label.setBuddy(self._examples)
        head.addWidget(label, 1)
        head.addWidget(self._count)
        self._count.setWordWrap(False)
        right = QVBoxLayout()
        right.setSpacing(STEP)
        right.addLayout(head)
        right.addWidget(self._examples, 1)
        right.addSpacing(STEP)
        right.addWidget(self._candidates)
        return right


def _usable(draft: CategoryDraft) -> Category | None:
    return as_category(draft) if draft.name and not rule_mistakes(draft.rules) else None
