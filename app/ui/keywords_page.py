"""The page that picks keywords out of reports."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from app.documents.reading import READABLE_ENDINGS
from app.events import Cancellation
from app.records import KeywordsResult, Language, Progress, SourceText
from app.ui.buttons import icon_button, keys_words
from app.ui.empty_state import EmptyState
from app.ui.field_grid import labelled
from app.ui.file_list import FileList
from app.ui.hand_over import HandOver, pasted_into
from app.ui.icons import Symbol
from app.ui.job_bridge import Reports, Work
from app.ui.job_page import JobPage, ReadAhead
from app.ui.keywords_check import KeywordsCheck
from app.ui.last_result import Kept
from app.ui.page_tools import PageTools
from app.ui.run_values import from_values
from app.ui.saver import Saver
from app.ui.stylesheet import NEAR, STEP

_FEWEST, _USUAL, _MOST = 3, 10, 30


class PicksKeywords(Protocol):
    """The job behind the page."""

    def pick(
        self,
        files: Sequence[Path | SourceText],
        *,
        top: int = 10,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Iterator[KeywordsResult]:
        """Yield the keywords of each report."""
        ...

    def prepare(self, language: Language, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model will be asked."""
        ...


WriteKeywords = Callable[[Sequence[KeywordsResult], Path], None]
"""Writes the keywords of reports into a table."""


class KeywordsPage(JobPage):
    """Picks the keywords out of daily reports."""

    def __init__(self, tools: PageTools, picking: PicksKeywords, write: WriteKeywords) -> None:
        super().__init__(
            tools,
            "keywords",
            self.tr("Keywords"),
            self.tr("Picks out what daily reports are about, and lights up every place it stands."),
        )
        self._picking = picking
        self._write = write
        self._saver = Saver(self)
        self._files = FileList(
            tools,
            self.tr("Reports"),
            READABLE_ENDINGS,
            self.tr("Drop reports here: Word, PDF, Excel, text, mails, or a folder of them"),
        )
        self._pasted = QPlainTextEdit()
        self._top = QSpinBox()
        self._check = KeywordsCheck(tools)
        self._copy_button = icon_button(
            tools.look, self.tr("Copy"), Symbol.COPY, self.tr("Copies the keywords of the report in view")
        )
        self._save_button = icon_button(
            tools.look, self.tr("Save as table…"), Symbol.SAVE, keys_words("Ctrl+S")
        )
        self._hand_over = HandOver(self, pasted_into(self._pasted))
        self._place_parts()
        self._connect_parts()
        self.restore_result()

    def main_words(self) -> str:
        """Return what the main button says."""
        return self.tr("Pick the keywords")

    def lacking(self) -> str:
        """Return what is still to be given."""
        return "" if self._sources() else self.tr("Choose a report, or paste its text")

    def work(self) -> Work:
        """Return the picking from what is given now."""
        sources, top = self._sources(), self._top.value()

        def pick(reports: Reports) -> int:
            count = 0
            for result in self._picking.pick(
                sources, top=top, on_progress=reports.on_progress, cancellation=reports.cancellation
            ):
                reports.on_item(result)
                count += 1
            return count

        return pick

    def reading_ahead(self) -> ReadAhead | None:
        """Return what reads the instructions, in the window's language."""
        language = self.tools.sentences.language
        return lambda wish: self._picking.prepare(language, cancellation=wish)

    def show_started(self) -> None:
        """Make room for the reports."""
        self._check.clear()
        self.frame.set_has_result(has_result=True)
        self.frame.set_usable(usable=False)

    def show_items(self, items: Sequence[KeywordsResult]) -> None:
        """Show reports as soon as they are done."""
        self._check.add_results(items)

    def show_result(self, _result: int) -> None:
        """Let the result be used, and keep it."""
        self.frame.set_has_result(has_result=True)
        self.strip.show_note(self._note())
        self._keep()

    def show_stopped(self) -> None:
        """Keep in view what is there."""
        self.frame.set_has_result(has_result=bool(self._check.results()))

    def show_kept(self, kept: Kept) -> None:
        """Show the reports of an earlier run."""
        results = from_values(tuple[KeywordsResult, ...], kept.runs[0].output["results"])
        self._check.clear()
        self._check.add_results(results)
        self.frame.set_has_result(has_result=True)
        self.strip.show_note(self._note())
        self._keep()

    def take_text(self, text: str) -> None:
        """Take *text* from elsewhere as a report; what is pasted here already stays until the person agrees."""
        self._hand_over.take(lambda: self._pasted.setPlainText(text))

    def save(self) -> None:
        """Ask for a place and save all keywords there as a table."""
        results = self._check.results()
        if not results:
            return
        path = self.tools.dialogs.save_file(
            self, self.tr("Save the keywords"), self.tr("keywords"), (".xlsx", ".csv")
        )
        if path is not None:
            self._saver.save(path, lambda target: self._write(results, target))

    def _sources(self) -> list[Path | SourceText]:
        pasted = self._pasted.toPlainText()
        sources: list[Path | SourceText] = list(self._files.files())
        return [*sources, SourceText(self.tr("Pasted text"), pasted)] if pasted.strip() else sources

    def _keep(self) -> None:
        self.last.keep(list(dict.fromkeys(result.run for result in self._check.results())))

    def _copy(self) -> None:
        words = "\n".join(keyword.text for keyword in self._check.model.keywords())
        QGuiApplication.clipboard().setText(words)
        self.strip.show_note(self.tr("Copied"))

    def _try_sample(self) -> None:
        self._files.set_files(self.tools.samples.reports())
        self.run_bar.press()

    def _note(self) -> str:
        results = self._check.results()
        return self.tr("%n report(s)", "", len(results))

    def _connect_parts(self) -> None:
        self._files.files_changed.connect(self.refresh)
        self._pasted.textChanged.connect(self.refresh)
        self._copy_button.clicked.connect(self._copy)
        self._save_button.clicked.connect(self.save)

    def _place_parts(self) -> None:
        empty = EmptyState(
            self.tools.look,
            Symbol.KEYWORDS,
            self.tr("The keywords of each report will stand here, beside its text."),
            sample_words=self.tr("Try the sample") if self.tools.samples.reports() else "",
        )
        empty.sample_requested.connect(self._try_sample)
        self.compose(
            give=self._give(),
            check=self._check,
            empty=empty,
            use=(self._copy_button, self._save_button),
            give_share=30,
        )

    def _give(self) -> QWidget:
        self._top.setRange(_FEWEST, _MOST)
        self._top.setValue(_USUAL)
        self._top.lineEdit().setTextMargins(STEP, 0, 0, 0)
        self._top.setAccessibleName(self.tr("Keywords a report"))
        self._pasted.setPlaceholderText(self.tr("or paste a report"))
        self._pasted.setAccessibleName(self.tr("Pasted report"))
        self._pasted.setTabChangesFocus(True)
        self._pasted.setMinimumHeight(88)
        give = QWidget()
        column = QVBoxLayout(give)
        column.setSpacing(NEAR + STEP)
        column.addLayout(labelled(self.tr("Re&ports"), self._files))
        column.addWidget(self._pasted, 1)
        row = QHBoxLayout()
        row.addLayout(labelled(self.tr("Keywords a &report"), self._top))
        row.addStretch(1)
        column.addLayout(row)
        return give
