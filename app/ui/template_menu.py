"""Making, changing and sharing templates of one's own, from beside their choice."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from app.errors import DeskhandError
from app.resource_files import read_text
from app.tasks.email.own_templates import OwnTemplates, renamed, shipped_text
from app.tasks.email.templates import TemplateLibrary
from app.ui.banner import BannerAction
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page_tools import PageTools
from app.ui.template_choice import TemplateChoice
from app.ui.template_editor import TemplateEditor

ENDINGS = (".yaml", ".yml")
T = TypeVar("T")


class TemplateMenu(QToolButton):
    """The button beside the choice of a template.

    Signals:
        failed: Something could not be done.    arg: the DeskhandError
        told: Something was done, or may be.    args: title, advice, the BannerAction or None, the BannerKind
    """

    failed = Signal(object)
    told = Signal(str, str, object, str)

    def __init__(
        self, tools: PageTools, templates: TemplateLibrary, own: OwnTemplates | None, choice: TemplateChoice
    ) -> None:
        """Offer what can be done with the template that *choice* holds; nothing where *own* is None."""
        super().__init__()
        self._tools = tools
        self._templates = templates
        self._own = own
        self._choice = choice
        self._bridge = JobBridge(self)
        self._replace: Callable[[], object] | None = None
        self._editor: TemplateEditor | None = None
        self._actions: dict[str, QAction] = {}
        words = self.tr("Templates of your own")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setProperty("look", "button")
        tools.look.dress(self, Symbol.EDIT)
        self.setVisible(own is not None)
        self.clicked.connect(self.open_menu)
        self._bridge.finished.connect(self._show_again)
        self._bridge.failed.connect(self._tell_failure)
        self._menu = self._make_menu()

    @property
    def editor(self) -> TemplateEditor | None:
        """The window that was opened last."""
        return self._editor

    def open_menu(self) -> None:
        """Show what can be done."""
        self.refresh()
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def refresh(self) -> None:
        """Let what can be done with the chosen template be chosen."""
        is_own = bool(self._own_file())
        for key in ("export", "remove"):
            self._actions[key].setEnabled(is_own)

    def make_new(self) -> None:
        """Begin a template of one's own."""
        self._edit(read_text(f"new_template/{self._tools.sentences.language}.yaml"))

    def change(self) -> None:
        """Change the chosen template; of one that comes with Deskhand, a copy takes its place."""
        replaces = self._chosen() if self._own_file() else ""
        self._with_text(lambda text: self._edit(text, replaces=replaces))

    def copy(self) -> None:
        """Begin a template of one's own with what stands in the chosen one."""
        self._with_text(lambda text: self._edit(renamed(text, _free_id(self._chosen(), self._templates))))

    def import_file(self) -> None:
        """Take over a template file."""
        files = self._tools.dialogs.open_files(self, self.tr("Take over a template"), ENDINGS)
        if files:
            self._import(files[0])

    def export(self) -> None:
        """Write the chosen template to a file, for others."""
        own, name = self._own, self._own_file()
        target = self._tools.dialogs.save_file(self, self.tr("Save the template as"), name, ENDINGS)
        if own is None or target is None:
            return
        words = self.tr("Saved as {name}").format(name=target.name)
        self._start(lambda _replace: own.export(name, target), lambda _: self._say(words))

    def remove(self) -> None:
        """Delete the chosen template of one's own; it can be put back."""
        own, name = self._own, self._own_file()
        if own is None or not name:
            return
        words = self.tr("The template “{title}” is removed").format(title=self._choice.currentText())

        def take_out(_replace: bool) -> str:  # noqa: FBT001 - as `_start` calls it
            text = own.text(name)
            own.remove(name)
            return text

        def offer_undo(text: str) -> None:
            def put_back() -> None:
                self._start(lambda replace: own.save(text, replace=replace), _nothing_more)

            self._say(words, BannerAction(self.tr("Put it back"), put_back))

        self._start(take_out, offer_undo)

    def _import(self, source: Path) -> None:
        own = self._own
        if own is not None:
            words = self.tr("The template {name} is taken over").format(name=source.name)
            self._start(lambda replace: own.import_file(source, replace=replace), lambda _: self._say(words))

    def _start(self, act: Callable[[bool], T], done: Callable[[T], None], *, replace: bool = False) -> None:
        """Do *act* beside the window, then *done* in it with what it returned; *act* takes whether it may replace."""
        if self._bridge.running:
            return
        templates = self._templates
        self._replace = lambda: self._start(act, done, replace=True)

        def work(_reports: Reports) -> Callable[[], None]:
            result = act(replace)
            templates.read_again()
            return lambda: done(result)

        self._bridge.start(work)

    def _show_again(self, finish: Callable[[], None]) -> None:
        self._choice.read_again()
        finish()

    def _say(self, words: str, action: BannerAction | None = None) -> None:
        self.told.emit(words, "", action, "grounded")

    def _tell_failure(self, error: DeskhandError) -> None:
        self._choice.look_for_changes()  # a file may be gone
        if error.code != "template-exists" or self._replace is None:
            self.failed.emit(error)
            return
        told = self._tools.sentences.error(error)
        again = BannerAction(self.tr("Replace it"), self._replace)
        self.told.emit(told.title, told.advice, again, "doubtful")

    def _edit(self, text: str, *, replaces: str = "") -> None:
        if self._own is None:
            return
        self._editor = TemplateEditor(self._tools, self._own, self._templates, self.window())
        self._editor.saved.connect(self._choice.read_again)
        self._editor.edit(text, replaces=replaces)
        self._editor.finished.connect(self._editor.deleteLater)
        self._editor.open()

    def _chosen(self) -> str:
        return str(self._choice.currentData())

    def _with_text(self, take: Callable[[str], None]) -> None:
        """Let *take* have what stands in the chosen template."""
        own, name, chosen = self._own, self._own_file(), self._chosen()
        if own is not None:
            self._start(lambda _replace: own.text(name) if name else shipped_text(chosen), take)

    def _own_file(self) -> str:
        """Return the file of the chosen template, or nothing where it is none of the user's own."""
        return self._templates.own_file(self._chosen())

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for key, words, act in (
            ("new", self.tr("&Make your own…"), self.make_new),
            ("change", self.tr("&Change this one…"), self.change),
            ("copy", self.tr("Make a c&opy…"), self.copy),
            ("", "", None),
            ("import", self.tr("&Take over from a file…"), self.import_file),
            ("export", self.tr("Save as a &file…"), self.export),
            ("remove", self.tr("&Remove"), self.remove),
        ):
            if act is None:
                menu.addSeparator()
            else:
                self._actions[key] = menu.addAction(words, act)
        return menu


def _nothing_more(_result: object) -> None:
    """End without a word."""


def _free_id(chosen: str, templates: TemplateLibrary) -> str:
    """Return an id for a copy of the template *chosen* that no other of *templates* has."""
    taken = {template.id for template in templates.all()}
    return next(new for number in count(2) if (new := f"{chosen}-{number}") not in taken)
