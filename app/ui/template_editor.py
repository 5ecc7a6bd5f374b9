"""The window in which a template is written, with the mail that comes of it beside it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.errors import DeskhandError
from app.records import Language, Length, Relation, Tone
from app.tasks.email.own_templates import OwnTemplates, TemplateMistake, TemplatePreview, id_in, preview
from app.tasks.email.templates import TemplateLibrary
from app.ui.appearance import set_look
from app.ui.banner import Banner, BannerAction
from app.ui.buttons import icon_button, keys_words
from app.ui.doubt_panel import GRAVITY_LOOK
from app.ui.email_check import DraftText
from app.ui.entry_list import Entry, EntryList
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge, Reports
from app.ui.marked_text import Mark, MarkedText
from app.ui.page import heading, quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import APART, AROUND, NEAR, STEP
from app.ui.template_style import StyleChoice

_SIZE = (1040, 640)
_PAUSE_MS = 400
_LIST_HEIGHT = 132

_Wanted = tuple[str, Language, Tone, Length, Relation | None]
"""The text of a template, and how its mail is written."""
_Shown = tuple[_Wanted, TemplatePreview]


class TemplateEditor(QDialog):
    """Edits the text of one template; it is kept when the user saves it.

    Signals:
        saved: The template is kept.   arg: its id
    """

    saved = Signal(str)

    def __init__(
        self, tools: PageTools, own: OwnTemplates, templates: TemplateLibrary, parent: QWidget | None = None
    ) -> None:
        """Keep what is written among the user's *own*; *templates* finds it from then on."""
        super().__init__(parent)
        self._tools = tools
        self._own = own
        self._templates = templates
        self._kept = ""
        self._replaces = ""
        self._mistakes: tuple[TemplateMistake, ...] = ()
        self._banner = Banner(tools.look)
        self._text = DraftText(tools.look)
        self._list = EntryList(tools.look, self.tr("What is wrong"))
        self._state = quiet("")
        self._style = StyleChoice()
        self._style.leave_mail_out(tools.sentences.language)
        self._subject = heading("")
        self._body = MarkedText(tools.look)
        self._save_button = icon_button(tools.look, self.tr("&Save"), Symbol.SAVE, keys_words("Ctrl+S"))
        self._close_button = QPushButton(self.tr("&Close"))
        self._pause = QTimer(self)
        self._previewing = JobBridge(self)
        self._saving = JobBridge(self)
        self._lay_out()
        self._connect()

    def edit(self, text: str, *, replaces: str = "") -> None:
        """Show the template *text*; *replaces* is the id of the user's own that it may take the place of."""
        self._banner.close_banner()
        self._replaces = replaces
        self._kept = text if replaces else ""
        self._text.set_text(text)
        self._show_preview()

    def mistakes(self) -> tuple[TemplateMistake, ...]:
        """Return what is wrong with the text, as far as it was looked through."""
        return self._mistakes

    def is_changed(self) -> bool:
        """Return whether something is not kept yet."""
        return self._text.text() != self._kept

    def save(self, *, replace: bool = False) -> None:
        """Keep the template, unless it holds a mistake."""
        text = self._text.text()
        replace = replace or (bool(self._replaces) and id_in(text) == self._replaces)
        own, templates = self._own, self._templates

        def keep(_reports: Reports) -> str:
            own.save(text, replace=replace)
            templates.read_again()
            return text

        self._saving.start(keep)

    def reject(self) -> None:
        """Close the window, when nothing would be lost or the user agrees."""
        if self.is_changed() and self._text.document().isModified():
            self._banner.show_message(
                self.tr("The template is not saved yet"),
                self.tr("Save it, or close the window without keeping it."),
                "doubtful",
                BannerAction(self.tr("Close without saving"), super().reject),
            )
        else:
            super().reject()

    def _save(self) -> None:
        self.save()

    def _take_saved(self, text: str) -> None:
        self._kept = text
        self._replaces = id_in(text)
        self._text.document().setModified(text != self._text.text())
        self._banner.show_message(
            self.tr("Saved"), self.tr("It stands in the list of templates under “Your own”."), "grounded"
        )
        self.saved.emit(self._replaces)

    def _take_failure(self, error: DeskhandError) -> None:
        words = self._tools.sentences.error(error)
        if error.code == "template-exists":
            action = BannerAction(self.tr("Replace it"), self._replace)
            self._banner.show_message(words.title, words.advice, "doubtful", action)
        else:
            self._banner.show_message(words.title, words.advice, "missing")

    def _replace(self) -> None:
        self.save(replace=True)

    def _show_preview(self) -> None:
        if self._previewing.running:
            return
        wanted = self._wanted()

        def make(_reports: Reports) -> _Shown:
            return wanted, preview(*wanted)

        self._previewing.start(make)

    def _wanted(self) -> _Wanted:
        style = self._style
        language = style.language() or self._tools.sentences.language
        return self._text.text(), language, style.tone(), style.length(), style.relation()

    def _take_preview(self, shown: _Shown) -> None:
        wanted, made = shown
        if wanted != self._wanted():
            self._pause.start()
            return
        self._mistakes = made.mistakes
        if made.body or not made.mistakes:
            _, language, *_ = wanted
            self._subject.setText(made.subject)
            self._body.set_text(made.body, language)
        entries = [self._entry(mistake) for mistake in made.mistakes]
        self._list.set_entries(entries)
        self._list.setVisible(bool(entries))
        count = len(entries)
        self._state.setText(
            self.tr("%n thing(s) to mend", "", count) if count else self.tr("Nothing is wrong")
        )
        self._paint()

    def _entry(self, mistake: TemplateMistake) -> Entry:
        symbol, role = GRAVITY_LOOK[mistake.finding.gravity]
        sentence = self._tools.sentences.finding(mistake.finding)
        words = self.tr("Line {line}").format(line=mistake.line)
        return Entry(sentence, words, symbol, role, mistake.finding.start, mistake.finding.end, mistake)

    def _paint(self) -> None:
        selected = self._list.selected()
        marks = []
        for entry in self._list.entry_model.entries():
            if entry.start is not None and entry.end is not None:
                style = "focus" if entry == selected else "doubt"
                marks.append(Mark(entry.start, entry.end, style, entry.role))  # type: ignore[arg-type]
        self._text.set_marks(marks)

    def _go_to(self, entry: Entry) -> None:
        self._paint()
        if entry.start is not None and entry.end is not None:
            self._text.select(entry.start, entry.start)
            self._text.reveal(entry.start, entry.end)
            self._text.setFocus()

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_preview)
        self._text.textChanged.connect(self._pause.start)
        self._style.changed.connect(self._pause.start)
        self._previewing.finished.connect(self._take_preview)
        self._previewing.failed.connect(self._take_failure)
        self._saving.finished.connect(self._take_saved)
        self._saving.failed.connect(self._take_failure)
        self._list.entry_selected.connect(self._go_to)
        self._save_button.clicked.connect(self._save)
        self._close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self._save)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Template"))
        self.resize(*_SIZE)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        # What "monospace" stands for here: an alias would lose to the Japanese font behind it.
        text_font = QFont(self.font())
        text_font.setFamilies([QFontInfo(fixed).family(), *self.font().families()[1:]])
        self._text.setFont(text_font)
        self._text.setAccessibleName(self.tr("Text of the template"))
        self._body.setReadOnly(True)
        self._body.setAccessibleName(self.tr("The mail that comes of it"))
        self._subject.setWordWrap(True)
        self._list.setFixedHeight(_LIST_HEIGHT)
        self._list.hide()
        for button in (self._save_button, self._close_button):
            button.setAutoDefault(False)
        set_look(self._save_button, "look", "main")
        self._tools.look.dress(self._save_button, Symbol.SAVE, "on_accent")
        columns = QHBoxLayout()
        columns.setSpacing(APART)
        columns.addLayout(self._lay_out_left(), 5)
        columns.addLayout(self._lay_out_right(), 4)
        bar = QHBoxLayout()
        bar.setSpacing(NEAR)
        bar.addWidget(self._state, 1)
        bar.addWidget(self._close_button)
        bar.addWidget(self._save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        column.setSpacing(NEAR + STEP)
        column.addWidget(self._banner)
        column.addLayout(columns, 1)
        column.addLayout(bar)

    def _lay_out_left(self) -> QVBoxLayout:
        label = QLabel(self.tr("&Template"))
        label.setBuddy(self._text)
        left = QVBoxLayout()
        left.setSpacing(STEP)
        left.addWidget(label)
        left.addWidget(self._text, 1)
        left.addWidget(self._list)
        return left

    def _lay_out_right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(NEAR)
        right.addWidget(self._style)
        right.addWidget(quiet(self.tr("The mail that comes of it, with examples in the places")))
        right.addWidget(self._subject)
        right.addWidget(self._body, 1)
        return right
