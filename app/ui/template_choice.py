"""The choice of a template: a list under headings, and a line that finds one by a few letters."""

import unicodedata

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.tasks.email.template_groups import grouped
from app.tasks.email.templates import EmailTemplate, TemplateLibrary
from app.ui.choice_box import ChoiceBox
from app.ui.entry_list import Entry
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.page_tools import PageTools
from app.ui.recipient_popup import SuggestionPopup

_NARROWEST = 320
_TALLEST = 420
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TemplatePopup(SuggestionPopup):
    """All templates under their headings; typing leaves those that hold the words.

    Signals:
        closed: Nothing was chosen.
    """

    closed = Signal()

    def __init__(self, tools: PageTools, templates: TemplateLibrary, parent: QWidget) -> None:
        super().__init__(tools.look, self.tr("Templates"), parent)
        self._tools = tools
        self._templates = templates
        self._converted = False
        self._converting = False
        self._tallest = _TALLEST
        self._offered: tuple[EmailTemplate, ...] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Type to find a template"))
        self.line.setAccessibleName(self.tr("Find a template"))
        self.line.textEdited.connect(self._filter)
        self.line.installEventFilter(self)
        column = self.layout()
        assert column is not None  # noqa: S101 - made by the base
        column.removeWidget(self.list)
        column.addWidget(self.line)
        column.addWidget(self.list)

    def open_at(self, box: ChoiceBox, words: str = "") -> None:
        """Show the list below *box*, with *words* typed already."""
        window = box.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._converted = self._converting = False
        self._offered = self._templates.all()
        self.line.setText(words)
        self.resize(max(box.width(), _NARROWEST), _TALLEST)
        self._tallest = min(_TALLEST, window.height())
        self.place(box, self._tallest)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._filter(words)
        if not words:
            self._select(str(box.currentData()))

    def offer_again(self) -> None:
        """Offer the templates that there are now, where the list is open."""
        if not self.isHidden():
            self._offered = self._templates.all()
            self._filter(self.line.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list; words of an input method never choose by themselves."""
        if watched is not self.line:
            return super().eventFilter(watched, event)
        kind = event.type()
        if isinstance(event, QInputMethodEvent):
            self._converted = True
            self._converting = bool(event.preeditString())
        elif kind == QEvent.Type.FocusOut and not self.isHidden():
            self.hide()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._take_key(event.key())
        return False

    def _take_key(self, key: int) -> bool:
        if self._converting:
            return False
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        elif key in _ENTER:
            self.choose_selected()
        else:
            return False
        return True

    def _filter(self, words: str) -> None:
        terms = _plain(words).split()
        language = self._tools.sentences.language
        entries: list[Entry] = []
        for group, templates in grouped(self._offered):
            found = [each for each in templates if all(term in _searched(each) for term in terms)]
            if found:
                entries.append(Entry(group.titles[language] if group else self.tr("Your own")))
                entries += [
                    Entry(each.titles[language], "", Symbol.FILE, "quiet", payload=each.id) for each in found
                ]
        self.list.set_entries(entries or [Entry(self.tr("No template is called so"))])
        self.list.clearSelection()
        self.list.setCurrentIndex(self.list.entry_model.index(-1))
        if terms and not self._converted:
            self.move_by(1)
        line = self.line.sizeHint().height() + self.layout().spacing()  # type: ignore[union-attr]
        self.resize(self.width(), min(self.entries_height() + line, self._tallest))

    def _select(self, template_id: str) -> None:
        for entry in self.list.entry_model.entries():
            if entry.payload == template_id:
                self.list.select(entry)


class TemplateChoice(ChoiceBox):
    """The box that holds the chosen template and opens the list."""

    def __init__(self, tools: PageTools, templates: TemplateLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._templates = templates
        self.popup = TemplatePopup(tools, templates, self)
        self.popup.chosen.connect(self._choose)
        self.popup.closed.connect(self.setFocus)
        self._looking = JobBridge(self)
        self._looking.finished.connect(self._take_changes)
        self.read_again()

    def look_for_changes(self) -> None:
        """Read the user's own templates beside the window, and offer them where they are others by now."""
        if self._looking.running:
            return
        templates = self._templates

        def look(_reports: Reports) -> tuple[EmailTemplate, ...]:
            before = templates.all()
            templates.read_again()
            return before

        self._looking.start(look)

    def _take_changes(self, before: tuple[EmailTemplate, ...]) -> None:
        if self._templates.all() != before:
            self.read_again()
            self.popup.offer_again()

    def read_again(self, template_id: str = "") -> None:
        """Offer the templates as they were read last, and choose *template_id* where it is among them."""
        wanted = template_id or str(self.currentData())
        before = self.currentData()
        language = self._tools.sentences.language
        with QSignalBlocker(self):
            self.clear()
            for _, templates in grouped(self._templates.all()):
                for template in templates:
                    self.addItem(template.titles[language], template.id)
            self.setCurrentIndex(max(self.findData(wanted), 0))
        if before is not None:
            self.currentIndexChanged.emit(self.currentIndex())

    def showPopup(self) -> None:
        """Open the list with its line to type into."""
        self.popup.open_at(self)
        self.look_for_changes()

    def hidePopup(self) -> None:
        """Close the list."""
        self.popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with the letter that was typed."""
        letter = event.text()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if plain and letter.strip() and letter.isprintable():
            self.popup.open_at(self, letter)
        else:
            super().keyPressEvent(event)

    def _choose(self, entry: Entry) -> None:
        self.setCurrentIndex(max(self.findData(entry.payload), 0))
        self.setFocus()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _searched(template: EmailTemplate) -> str:
    """Return what a template is found by."""
    words = (*template.titles.values(), *template.descriptions.values(), template.id.replace("-", " "))
    return _plain(" ".join(words))
