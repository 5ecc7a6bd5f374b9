"""A dialog for the user's own actions: made, changed, removed, and shared as files."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.records import Language
from app.tasks.assist.actions import OWN, Action
from app.tasks.assist.own_actions import LONGEST_NAME, OwnActions, written
from app.ui.banner import Banner
from app.ui.choice_box import ChoiceBox
from app.ui.newest_work import NewestWork
from app.ui.page import quiet
from app.ui.page_tools import PageTools
from app.ui.row_layout import RowLayout
from app.ui.stylesheet import AROUND, NEAR
from app.ui.text_bounds import NoteField

_SIZE = (520, 440)
_INSTRUCTION_HEIGHT = 110
_ENDINGS = (".yaml", ".yml")
_LANGUAGES: tuple[Language | None, ...] = (None, "en", "ja")

_Done = tuple[str, tuple[Action, ...]]
"""Name of the action to show, and all there are."""


class ActionDialog(QDialog):
    """Edits the user's own actions, each of which is kept as a file.

    Attributes:
        which: The actions there are, after a line for a new one.
        name: What the action is called.
        instruction: What is to be done with the text.
        language: Language of the result.
        replaces: Whether the result is meant to replace the text.
        banner: What happened, and what to do next.
        work: Reads and writes beside the window.
    """

    def __init__(self, tools: PageTools, own: OwnActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._own = own
        self._actions: tuple[Action, ...] = ()
        self.work = NewestWork(self)
        self.banner = Banner(tools.look)
        self.which = ChoiceBox()
        self.name = QLineEdit()
        self.instruction = NoteField()
        self.language = ChoiceBox()
        self.replaces = QCheckBox(self.tr("The result is to replace the text"))
        self._save_button = QPushButton(self.tr("Save"))
        self._remove_button = QPushButton(self.tr("Remove"))
        self._import_button = QPushButton(self.tr("Take over a file"))
        self._export_button = QPushButton(self.tr("Share as a file"))
        self._close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self._connect()
        self._do("", lambda: None)

    def action(self) -> Action:
        """Return the action as it stands in the fields."""
        name = self.name.text().strip()
        return Action(
            f"{OWN}{name}",
            replaces=self.replaces.isChecked(),
            name=name,
            instruction=self.instruction.toPlainText().strip(),
            language=_LANGUAGES[max(self.language.currentIndex(), 0)],
        )

    def save(self) -> None:
        """Keep the action; one that was chosen is replaced, also where its name changed."""
        action, before = self.action(), self._chosen()
        self._do(action.name, partial(self._keep, action, before.name if before else ""))

    def _keep(self, action: Action, before: str) -> None:
        same = before.casefold() == action.name.casefold()
        self._own.save(written(action), replace=same)
        if before and not same:
            self._own.remove(self._own.file_of(before))

    def remove(self) -> None:
        """Remove the chosen action."""
        chosen = self._chosen()
        if chosen is not None:
            self._do("", lambda: self._own.remove(self._own.file_of(chosen.name)))

    def import_file(self) -> None:
        """Take over somebody else's action."""
        files = self._tools.dialogs.open_files(self, self.tr("Take over an action"), _ENDINGS)
        if files:
            self._do("", lambda: [self._own.import_file(file) for file in files])

    def export(self) -> None:
        """Write the chosen action to a file for others."""
        chosen = self._chosen()
        if chosen is None:
            return
        suggested = f"{chosen.name}.yaml"
        target = self._tools.dialogs.save_file(self, self.tr("Share an action"), suggested, _ENDINGS)
        if target is not None:
            self._do(chosen.name, lambda: self._own.export(self._own.file_of(chosen.name), target))

    def _do(self, name: str, act: Callable[[], object]) -> None:
        """Do *act* beside the window, read what there is, and show the action *name*."""

        def work(_reports: object) -> _Done:
            act()
            return name, self._own.all()

        self.banner.close_banner()
        self.work.start(work)

    def _take(self, done: _Done) -> None:
        name, self._actions = done
        names = [action.name for action in self._actions]
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems([self.tr("New action"), *names])
        self.which.setCurrentIndex(names.index(name) + 1 if name in names else 0)
        self.which.blockSignals(False)
        self._fill()

    def _chosen(self) -> Action | None:
        place = self.which.currentIndex() - 1
        return self._actions[place] if 0 <= place < len(self._actions) else None

    def _fill(self) -> None:
        """Show the chosen action, or empty fields for a new one."""
        action = self._chosen() or Action(OWN)
        self.name.setText(action.name)
        self.instruction.setPlainText(action.instruction)
        self.language.setCurrentIndex(_LANGUAGES.index(action.language))
        self.replaces.setChecked(action.replaces)
        for button in (self._remove_button, self._export_button):
            button.setEnabled(self._chosen() is not None)

    def _tell(self, error: DeskhandError) -> None:
        told = self._tools.sentences.error(error)
        self.banner.show_message(told.title, told.advice, "doubtful")

    def _connect(self) -> None:
        self.work.finished.connect(self._take)
        self.work.failed.connect(self._tell)
        self.which.currentIndexChanged.connect(self._fill)
        self.instruction.refused.connect(self._tell)
        self._save_button.clicked.connect(self.save)
        self._remove_button.clicked.connect(self.remove)
        self._import_button.clicked.connect(self.import_file)
        self._export_button.clicked.connect(self.export)
        self._close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Own actions"))
        self.resize(*_SIZE)
        self.language.addItems([self.tr("As in the text"), self.tr("English"), self.tr("Japanese")])
        self.name.setMaxLength(LONGEST_NAME)
        self.instruction.setFixedHeight(_INSTRUCTION_HEIGHT)
        self.instruction.setTabChangesFocus(True)
        self.instruction.setPlaceholderText(self.tr("Write it as one line for the minutes."))
        form = QFormLayout()
        form.setVerticalSpacing(NEAR)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Action"), self.which),
            (self.tr("Name"), self.name),
            (self.tr("What to do with the text"), self.instruction),
            (self.tr("Language of the result"), self.language),
        )
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for words, field in rows:
            field.setAccessibleName(words)
            form.addRow(words, field)
        form.addRow(self.replaces)
        buttons = QWidget()
        row = RowLayout(buttons)
        for button in (
            self._save_button,
            self._remove_button,
            self._import_button,
            self._export_button,
            self._close_button,
        ):
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.setSpacing(NEAR)
        column.addWidget(self.banner)
        column.addWidget(quiet(self.tr("Each action is a file that others can take over.")))
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
