"""What sorted inquiries are used for: copied, saved as a table or as mails, counted, answered."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton

from app.documents.cells import harmless
from app.documents.csv_records import join_cells
from app.records import EmailRequest, Finding, SortedRow, SourceText
from app.tasks.inquiries.arrivals import dates_of
from app.tasks.inquiries.categories import CategorySet
from app.tasks.inquiries.counts import Counts, counts_of, write_counts
from app.tasks.inquiries.inquiries import Inquiries
from app.tasks.inquiries.mail_export import are_mails
from app.ui.buttons import icon_button, keys_words
from app.ui.counts_window import Countable, CountsWindow
from app.ui.icons import Symbol
from app.ui.inquiries_check import InquiriesCheck
from app.ui.page import Page
from app.ui.saver import Saver

WriteSorted = Callable[
    [Inquiries, Sequence[SortedRow], CategorySet, Path, Collection[Path]], Sequence[Finding] | None
]
"""Writes sorted inquiries beside their table, or as mails, never over the files given last, and tells what
could not be kept."""

_ROOM_FOR_WORDS = 740
"""Width of the page, in pixels."""
USUAL_TEMPLATE = "inquiry-reply"
"""Answers what has no template of its own."""


@dataclass(frozen=True, slots=True)
class SortedNow:
    """What was sorted, into what."""

    inquiries: Inquiries
    categories: CategorySet
    learned_from: tuple[Path, ...] = ()
    """Files with sorted examples."""

    @property
    def sources(self) -> tuple[Path, ...]:
        """Files that were read and are never written over."""
        own = () if self.inquiries.is_pasted else (self.inquiries.path,)
        return own + self.learned_from

    @property
    def name(self) -> str:
        """What the inquiries are called: their file without its ending, or their folder."""
        path = self.inquiries.path
        return path.name if path.is_dir() else path.stem


class InquiriesUse(QObject):
    """The buttons below the sorted inquiries, and what they do.

    Signals:
        reply_wanted: The selected inquiry is to be answered.   arg: the EmailRequest
        copied: The rows are in the clipboard.

    Attributes:
        buttons: For the page's bar.
    """

    reply_wanted = Signal(object)
    copied = Signal()

    def __init__(
        self, page: Page, check: InquiriesCheck, write: WriteSorted, now: Callable[[], SortedNow | None]
    ) -> None:
        """Use what *now* tells and *check* shows; *write* writes it."""
        super().__init__(page)
        self._page = page
        self._check = check
        self._write = write
        self._now = now
        self._saver = Saver(page)
        look = page.tools.look
        self._copy_button = icon_button(
            look, self.tr("Copy"), Symbol.COPY, self.tr("Copies the rows with their categories")
        )
        self._save_button = icon_button(look, self.tr("Save table…"), Symbol.SAVE, keys_words("Ctrl+S"))
        self._mails_button = icon_button(look, self.tr("Save mails"), Symbol.EMAIL)
        self._counts_button = icon_button(
            look, self.tr("Counts"), Symbol.COUNTS, self.tr("How many inquiries came, day by day")
        )
        self._reply_button = icon_button(
            look,
            self.tr("Draft a reply"),
            Symbol.REPLY,
            self.tr("Takes the selected inquiry to the E-mail page, with the template of its category"),
        )
        self.buttons: tuple[QPushButton, ...] = (
            self._copy_button, self._save_button, self._mails_button, self._counts_button, self._reply_button,
        )  # fmt: skip
        for button in self.buttons:
            button.setAccessibleName(button.text())
            button.setToolTip(button.toolTip() or button.text())
        self._mails_menu = QMenu(self._mails_button)
        self._mails_menu.addAction(self.tr("A folder for each category…"), self.save_folders)
        self._mails_menu.addAction(self.tr("A mailbox with labels…"), self.save_mailbox)
        self._mails_button.setMenu(self._mails_menu)
        self._copy_button.clicked.connect(self.copy)
        self._save_button.clicked.connect(self.save)
        self._counts_button.clicked.connect(self.show_counts)
        self._reply_button.clicked.connect(self.draft_reply)
        page.installEventFilter(self)
        self.show_kind()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the icons alone where there is no room for words."""
        if event.type() == QEvent.Type.Resize and isinstance(event, QResizeEvent):
            has_room = event.size().width() >= _ROOM_FOR_WORDS
            for button in self.buttons:
                button.setText(button.accessibleName() if has_room else "")
        return super().eventFilter(watched, event)

    def show_kind(self) -> None:
        """Offer what can be done with inquiries of this kind."""
        now = self._now()
        self._mails_button.setVisible(now is not None and are_mails(now.inquiries))

    def copy(self) -> None:
        """Put the rows with their categories into the clipboard."""
        model = self._check.model
        rows = ((str(row.row), model.category_words(row.category), row.text) for row in model.results())
        lines = [join_cells([harmless(" ".join(cell.split())) for cell in row], "\t") for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copied.emit()

    def save(self) -> None:
        """Ask for a place and save the table with its categories there."""
        now = self._usable()
        if now is None:
            return
        endings = (".csv", ".xlsx") if now.inquiries.path.suffix.lower() != ".xlsx" else (".xlsx", ".csv")
        path = self._ask(self.tr("Save the table"), now, endings)
        if path is not None:
            self._save(now, path)

    def save_mailbox(self) -> None:
        """Ask for a place and save the mails there as a mailbox with labels."""
        now = self._usable()
        path = self._ask(self.tr("Save the mails"), now, (".mbox",)) if now else None
        if now is not None and path is not None:
            self._save(now, path)

    def save_folders(self) -> None:
        """Ask for a place and copy the mails there, into a new folder with one for each category."""
        now = self._usable()
        if now is None:
            return
        parent = self._page.tools.dialogs.open_folder(self._page, self.tr("Where the new folder is made"))
        if parent is not None:
            self._save(now, _new_folder(parent, self._suggested(now)))

    def show_counts(self) -> None:
        """Open the window with the numbers."""
        now = self._usable()
        if now is None:
            return
        rows = self._check.model.results()

        def count() -> Counts:
            return counts_of(rows, dates_of(now.inquiries), now.categories)

        def write(counts: Counts, path: Path) -> None:
            write_counts(counts, now.categories, path, now.sources)

        suggested = self.tr("{name} counts").format(name=now.name)
        countable = Countable(count, self._check.model.category_words, write, suggested)
        CountsWindow(self._page.tools, countable, self._page).show()

    def draft_reply(self) -> None:
        """Hand the selected inquiry over to be answered."""
        now, place = self._usable(), self._check.selected_place()
        if now is None:
            return
        if place is None:
            self._page.banner.show_message(
                self.tr("Select the inquiry to answer"),
                self.tr("Its row in the table tells which one is meant."),
                "doubtful",
            )
            return
        line = self._check.model.rows.line(place)
        category = line.result.category if line.result else None
        templates = {one.name: one.reply_template for one in now.categories.categories}
        template = (templates.get(category) if category is not None else None) or USUAL_TEMPLATE
        source = SourceText(*_source_of(now.inquiries, line.row, line.text))
        self.reply_wanted.emit(EmailRequest(template, {}, reply_to=source))

    def _usable(self) -> SortedNow | None:
        return self._now() if self._check.model.results() else None

    def _ask(self, title: str, now: SortedNow, endings: Sequence[str]) -> Path | None:
        return self._page.tools.dialogs.save_file(self._page, title, self._suggested(now), endings)

    def _suggested(self, now: SortedNow) -> str:
        return self.tr("{name} sorted").format(name=now.name)

    def _save(self, now: SortedNow, path: Path) -> None:
        rows = self._check.model.results()
        self._saver.save(
            path, lambda target: self._write(now.inquiries, rows, now.categories, target, now.sources)
        )


def _new_folder(parent: Path, name: str) -> Path:
    """Return a folder *name* in *parent* that is not there yet."""
    candidate, number = parent / name, 1
    while candidate.exists():
        number += 1
        candidate = parent / f"{name} {number}"
    return candidate


def _source_of(inquiries: Inquiries, row: int, text: str) -> tuple[str, str, Path | None]:
    """Return the name, the text and the file of an inquiry; a mail in a folder has a file of its own."""
    if inquiries.path.is_dir():
        name = next((item.source for item in inquiries.items[row - 1 : row]), "")
        file = inquiries.path / name
        if file.is_file():
            return name, text, file
    elif are_mails(inquiries) and inquiries.path.suffix.lower() in {".eml", ".msg"}:
        return inquiries.path.name, text, inquiries.path
    return inquiries.path.name, text, None
