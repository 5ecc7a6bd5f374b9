"""The first step of the quick assist: the text at hand, and what can be done with it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.desktop.text_exchange import TakenText
from app.errors import DeskhandError, InputError
from app.tasks.assist.actions import Action
from app.tasks.assist.own_actions import OwnActions
from app.tasks.assist.quick_assist import check_text
from app.tasks.assist.suggesting import Suggestion
from app.ui.assist_action_dialog import ActionDialog
from app.ui.assist_actions import ActionLine, ActionList, as_likely
from app.ui.assist_services import CallKind, OfferedCall
from app.ui.assist_work import AssistWork
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR, STEP
from app.ui.text_bounds import NoteField

_TEXT_HEIGHT = 116
_TYPED_MS = 300
"""Pause in typing after which is looked again for what is likely wanted."""
_KEYS = 9


class AssistChoice(QWidget):
    """Shows a text and lists what can be done with it, the likely first.

    Signals:
        chosen: This is to be done with the text.        arg: the Action or the OfferedCall
        refused: The text cannot be worked on.           arg: the DeskhandError

    Attributes:
        text: The text at hand; it can be typed and changed.
        list: What can be done with it.
    """

    chosen = Signal(object)
    refused = Signal(object)

    def __init__(self, tools: PageTools, work: AssistWork, own: OwnActions | None = None) -> None:
        """Show what *work* knows; the user's own actions are changed in *own*, where they can be."""
        super().__init__()
        self._own = own
        self._own_button = QPushButton(self.tr("Own actions"))
        self._tools = tools
        self._work = work
        self._actions: tuple[Action, ...] = ()
        self._has_model = True
        self._suggestion: Suggestion | None = None
        self._call: OfferedCall | None = None
        self._from = quiet("")
        self.text = NoteField()
        self.list = ActionList(tools.look)
        self._pause = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._lay_out()
        self._connect()

    def open(self, taken: TakenText) -> None:
        """Begin with the text that was *taken*; one that is too long is not, and a word says so."""
        self._from.setText(self._origin_words(taken))
        failure = _too_long(taken.text)
        self.text.blockSignals(True)
        self.text.setPlainText("" if failure else taken.text)
        self.text.blockSignals(False)
        self.look()
        self.list.settle()
        (self.list if self.has_text else self.text).setFocus()
        if failure is not None:
            self.refused.emit(failure)

    @property
    def has_text(self) -> bool:
        """Whether there is anything to work on."""
        return bool(self.text.toPlainText().strip())

    def look(self) -> None:
        """Suggest for the text as it stands; beside the window the model thinks about it too."""
        self._pause.stop()
        text, window = self.text.toPlainText(), self._tools.sentences.language
        self._call = None
        self._suggestion = self._work.suggestion(text, window)
        self._list()
        self._work.look_at(text, window, self._suggestion)

    def title(self, action: Action) -> str:
        """Return what *action* is called."""
        return action.name or self._tools.sentences.word(f"action-{action.key}")

    def choose(self, wanted: object) -> None:
        """Hand on what was chosen, unless the text cannot be worked on."""
        try:
            check_text(self.text.toPlainText())
        except InputError as failure:
            self.text.setFocus()
            self.refused.emit(failure)
        else:
            self._pause.stop()
            self.chosen.emit(wanted)

    def _list(self) -> None:
        """List the likely action first, a call that is offered second, the others in their usual order."""
        lines = [self._line(action) for action in self._actions]
        if self.has_text and self._suggestion is not None:
            first = self._suggestion.order[0]
            lines.sort(key=lambda line: not (isinstance(line.payload, Action) and line.payload.key == first))
            lines = as_likely(lines, self.tr("likely"))
        if self._call is not None:
            lines.insert(1, ActionLine(self._call.title, self._call_words(self._call.kind), self._call))
        self.list.set_lines(lines)

    def _line(self, action: Action) -> ActionLine:
        usable = self._has_model or not action.needs_model
        return ActionLine(
            self.title(action), "" if usable else self.tr("needs a model"), action, usable=usable
        )

    def _take_known(self, actions: tuple[Action, ...], has_model: bool) -> None:  # noqa: FBT001 - a slot
        self._actions, self._has_model = actions, has_model
        self._list()

    def _take_suggestion(self, suggestion: Suggestion) -> None:
        self._suggestion = suggestion
        self._list()

    def _take_call(self, call: OfferedCall) -> None:
        self._call = call
        self._list()

    def _change_own(self) -> None:
        if self._own is not None:
            ActionDialog(self._tools, self._own, self).exec()
            self.look()

    def _call_words(self, kind: CallKind) -> str:
        if kind == "open":
            return ""
        return self.tr("looked up, not written") if kind == "look-up" else self.tr("computed, not written")

    def _origin_words(self, taken: TakenText) -> str:
        if taken.origin == "clipboard":
            return self.tr("From the clipboard")
        if taken.origin == "typed":
            return self.tr("Type or paste a text")
        program = taken.window.program if taken.window else ""
        if not program:
            return self.tr("Selected in the program in front")
        return self.tr("Selected in {program}").format(program=program)

    def _connect(self) -> None:
        self._own_button.clicked.connect(self._change_own)
        self._pause.timeout.connect(self.look)
        self.text.textChanged.connect(self._pause.start)
        self.text.refused.connect(self.refused)
        self.list.chosen.connect(self.choose)
        self._work.actions_known.connect(self._take_known)
        self._work.suggested.connect(self._take_suggestion)
        self._work.call_offered.connect(self._take_call)
        for number in range(1, _KEYS + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda number=number: self.list.choose(number))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.list.choose_selected)

    def _lay_out(self) -> None:
        self.text.setAccessibleName(self.tr("Text at hand"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self.text.setPlaceholderText(self.tr("Nothing was selected. Type or paste a text here."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self._from)
        column.addWidget(self.text)
        column.addSpacing(NEAR)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._own_button)
        foot.addStretch(1)
        self._own_button.setVisible(self._own is not None)
        column.addLayout(foot)


def _too_long(text: str) -> DeskhandError | None:
    try:
        check_text(text)
    except InputError as failure:
        return failure if failure.code == "text-too-long-here" else None
    return None
