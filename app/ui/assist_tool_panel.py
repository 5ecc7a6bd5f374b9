"""A call of a small tool that is offered: looked at and changed before it counts, then its result."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.records import Finding
from app.ui.appearance import TITLE_SCALE, scaled_font
from app.ui.assist_services import OfferedArgument, OfferedCall, ToolAnswer
from app.ui.choice_box import ChoiceBox
from app.ui.doubt_panel import GRAVITY_LOOK
from app.ui.entry_list import Entry, EntryList
from app.ui.page import heading, quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR, STEP
from app.ui.text_bounds import LineBound

_REMARKS_HEIGHT = 96
Field = QLineEdit | ChoiceBox


class ToolPanel(QWidget):
    """Shows one call with its arguments in fields, and what came of it.

    Signals:
        run_requested: The call is to be made with the arguments as they stand.
        changed: There is a result, or an argument is another one, so that an earlier result no longer counts.
        panel_wanted: The call has a page of the main window opened.   arg: the OpenPanel
    """

    run_requested = Signal()
    changed = Signal()
    panel_wanted = Signal(object)

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self._tools = tools
        self._call: OfferedCall | None = None
        self._answer: ToolAnswer | None = None
        self._fields: dict[str, Field] = {}
        self._title = heading("")
        self._form_place = QVBoxLayout()
        self._form: QWidget | None = None
        self._result = _selectable(self.tr("Result"))
        self._result.setFont(scaled_font(self.font(), TITLE_SCALE, strong=True))
        self._lines = _selectable(self.tr("About the result"))
        self._remarks = EntryList(tools.look, self.tr("Doubts about the call"))
        self._remarks.setMaximumHeight(_REMARKS_HEIGHT)
        self._lay_out()

    @property
    def call(self) -> OfferedCall | None:
        """The call that is shown."""
        return self._call

    @property
    def answer(self) -> ToolAnswer | None:
        """What came of it; None until it was made, and after an argument was changed."""
        return self._answer

    def arguments(self) -> dict[str, str]:
        """Return the arguments as they stand, by name."""
        return {name: _value(field) for name, field in self._fields.items()}

    def field(self, name: str) -> Field:
        """Return the field of the argument *name*."""
        return self._fields[name]

    def set_argument(self, name: str, value: str) -> None:
        """Let the argument *name* be *value*, as if it was typed or chosen."""
        field = self._fields[name]
        if isinstance(field, QLineEdit):
            field.setText(value)
        else:
            field.setCurrentIndex(field.findData(value))

    def call_words(self) -> str:
        """Return what the button says that makes the call."""
        kind = self._call.kind if self._call else "compute"
        words = {"compute": self.tr("Compute"), "look-up": self.tr("Look up"), "open": self.tr("Open")}
        return words[kind]

    def result_words(self) -> str:
        """Return what is shown as the result, and below it what is told about it."""
        return "\n".join(words for words in (self._result.text(), self._lines.text()) if words)

    def show_call(self, call: OfferedCall) -> None:
        """Show *call*, not made yet."""
        self._call = call
        self._title.setText(call.title)
        self._fields.clear()
        if self._form is not None:
            self._form.deleteLater()
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(NEAR)
        for argument in call.arguments:
            field = self._field(argument)
            field.setAccessibleName(argument.label)
            told = (
                self.tr("From the text: “{quote}”").format(quote=argument.origin) if argument.origin else ""
            )
            field.setToolTip(told)
            field.setAccessibleDescription(told)
            field.installEventFilter(self)
            label = QLabel(argument.label)
            label.setBuddy(field)
            label.setMinimumHeight(field.sizeHint().height())
            form.addRow(label, field)
            if told:
                words = quiet(told)
                words.setWordWrap(False)  # else rows of one line each would differ in height
                form.addRow("", words)
            self._fields[argument.name] = field
        self._form_place.addWidget(self._form)
        self._forget_answer()
        self._show_findings(call.findings)
        next(iter(self._fields.values()), self).setFocus()

    def show_answer(self, answer: ToolAnswer) -> None:
        """Show what the call has found out; where that is a page to open, it is wanted."""
        if answer.panel is not None:
            self.panel_wanted.emit(answer.panel)
            return
        self._answer = answer
        self._result.setText(answer.text)
        self._lines.setText("\n".join(answer.lines))
        self._show_findings(answer.findings)
        self.changed.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Make the call by Enter; one that ends a conversion never comes as a key."""
        enters = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enters:
            self.run_requested.emit()
            return True
        return False

    def _field(self, argument: OfferedArgument) -> Field:
        """Return a field that holds *argument*: a list to choose from where that is all it may be."""
        if not argument.options:
            line = QLineEdit(argument.value)
            LineBound(line)
            line.setPlaceholderText(self.tr("may stay empty") if argument.optional else "")
            line.textChanged.connect(self._take_change)
            return line
        box = ChoiceBox()
        for value, words in argument.options:
            box.addItem(words, value)
        box.setCurrentIndex(box.findData(argument.value))
        box.currentIndexChanged.connect(self._take_change)
        return box

    def _take_change(self) -> None:
        self._forget_answer()
        self.changed.emit()

    def _forget_answer(self) -> None:
        self._answer = None
        self._result.setText("")
        self._lines.setText("")

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        entries = [
            Entry(self._tools.sentences.finding(one), "", *GRAVITY_LOOK[one.gravity], None, None, one)
            for one in findings
        ]
        self._remarks.set_entries(entries)
        self._remarks.setVisible(bool(entries))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR + STEP)
        column.addWidget(self._title)
        column.addWidget(quiet(self.tr("Look at what is filled in; nothing is done before you say so.")))
        column.addLayout(self._form_place)
        column.addWidget(self._result)
        told = QScrollArea()
        told.setWidgetResizable(True)
        told.setFrameShape(QFrame.Shape.NoFrame)
        told.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        told.setWidget(self._lines)
        column.addWidget(told, 1)
        column.addWidget(self._remarks)


def _selectable(name: str) -> QLabel:
    """Return an empty label whose words can be selected; *name* is for screen readers."""
    label = QLabel()
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setAccessibleName(name)
    return label


def _value(field: Field) -> str:
    return field.text().strip() if isinstance(field, QLineEdit) else field.currentData() or ""
