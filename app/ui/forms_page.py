"""The page that fills forms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.documents.forms import FORM_ENDINGS, FormField, read_form
from app.documents.reading import READABLE_ENDINGS, read_source
from app.events import Cancellation
from app.records import FieldStatus, FilledField, FillResult, Language, Progress, SourceText
from app.ui.buttons import icon_button, keys_words
from app.ui.empty_state import EmptyState
from app.ui.field_grid import labelled
from app.ui.file_field import FileField
from app.ui.file_list import FileList
from app.ui.forms_check import FormsCheck
from app.ui.hand_over import HandOver, pasted_into
from app.ui.icons import Symbol
from app.ui.job_bridge import Reports, Work
from app.ui.job_page import JobPage, ReadAhead
from app.ui.last_result import Kept
from app.ui.page_tools import PageTools
from app.ui.run_values import from_values
from app.ui.saver import Saver
from app.ui.stylesheet import NEAR, STEP


class FillsForms(Protocol):
    """The job behind the page."""

    def fill(
        self,
        form: Path,
        sources: Sequence[SourceText],
        *,
        out: Path | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> FillResult:
        """Return the fields with the values found in the sources."""
        ...

    def prepare(self, language: Language, *, cancellation: Cancellation | None = None) -> None:
        """Read ahead what the model will be asked."""
        ...

    def write(self, form: Path, fields: Sequence[FilledField], out: Path) -> None:
        """Write a filled copy."""
        ...


@dataclass(frozen=True, slots=True)
class _Filled:
    """What the work brings back."""

    form: Path
    fields: tuple[FormField, ...]
    sources: tuple[SourceText, ...]
    result: FillResult


class FormsPage(JobPage):
    """Fills a form from other documents."""

    def __init__(self, tools: PageTools, filling: FillsForms) -> None:
        super().__init__(
            tools,
            "forms",
            self.tr("Forms"),
            self.tr("Fills a form from your documents, and shows the passage that each value comes from."),
        )
        self._filling = filling
        self._saver = Saver(self)
        self._filled: _Filled | None = None
        self._form = FileField(tools, self.tr("Form"), FORM_ENDINGS, self.tr("Drop a PDF or Excel form"))
        self._sources = FileList(
            tools,
            self.tr("Documents with the data"),
            READABLE_ENDINGS,
            self.tr("Drop the documents here that hold the data: mails, letters, tables"),
        )
        self._pasted = QPlainTextEdit()
        self._check = FormsCheck(tools)
        self._copy_button = icon_button(
            tools.look, self.tr("Copy"), Symbol.COPY, self.tr("Copies the fields with their values")
        )
        self._save_button = icon_button(
            tools.look, self.tr("Save filled copy…"), Symbol.SAVE, keys_words("Ctrl+S")
        )
        self._hand_over = HandOver(self, pasted_into(self._pasted))
        self._place_parts()
        self._connect_parts()
        self.restore_result()

    def main_words(self) -> str:
        """Return what the main button says."""
        return self.tr("Fill the form")

    def lacking(self) -> str:
        """Return what is still to be given."""
        if self._form.file() is None:
            return self.tr("Choose the form")
        if not self._sources.files() and not self._pasted.toPlainText().strip():
            return self.tr("Choose a document with the data")
        return ""

    def work(self) -> Work:
        """Return the filling from what is given now."""
        form, files, pasted = self._form.file(), self._sources.files(), self._pasted.toPlainText()
        assert form is not None  # noqa: S101 - nothing is lacking
        pasted_name = self.tr("Pasted text")

        def fill(reports: Reports) -> _Filled:
            sources = [read_source(file) for file in files]
            if pasted.strip():
                sources.append(SourceText(pasted_name, pasted))
            result = self._filling.fill(
                form, sources, on_progress=reports.on_progress, cancellation=reports.cancellation
            )
            return _Filled(form, read_form(form).fields, tuple(sources), result)

        return fill

    def reading_ahead(self) -> ReadAhead | None:
        """Return what reads the instructions, in the window's language."""
        language = self.tools.sentences.language
        return lambda wish: self._filling.prepare(language, cancellation=wish)

    def show_started(self) -> None:
        """Let the last result stay in view until there is another one."""
        self.frame.set_usable(usable=False)

    def show_result(self, result: _Filled) -> None:
        """Show the filled fields."""
        self._filled = result
        self._check.show_fields(result.result, result.fields, result.sources)
        self.frame.set_has_result(has_result=True)
        self._tell_counts()
        self._keep()

    def show_stopped(self) -> None:
        """Let the last result be used again."""
        self.frame.set_has_result(has_result=self._filled is not None)

    def show_kept(self, kept: Kept) -> None:
        """Show the fields of an earlier run."""
        run = kept.runs[0]
        result = from_values(FillResult, run.output)
        form = Path(str(run.input["form"]))
        self._filled = _Filled(form, (), _sources_of(run.input.get("sources")), result)
        if form.exists():
            self._form.set_file(form)
        self._check.show_fields(result, (), self._filled.sources)
        self._check.change_all(kept.changes)
        self.frame.set_has_result(has_result=True)
        self._tell_counts()
        self._keep()

    def take_text(self, text: str) -> None:
        """Take *text* from elsewhere as a document with the data; what is pasted here already stays until the person agrees."""
        self._hand_over.take(lambda: self._pasted.setPlainText(text))

    def save(self) -> None:
        """Ask for a place and save the filled copy there."""
        if self._filled is None:
            return
        form = self._filled.form
        suggested = self.tr("{name} filled").format(name=form.stem)
        path = self.tools.dialogs.save_file(
            self, self.tr("Save the filled copy"), suggested, (form.suffix.lower(),)
        )
        if path is not None:
            fields = self._check.model.fields()
            self._saver.save(path, lambda target: self._filling.write(form, fields, target))

    def _tell_counts(self) -> None:
        model = self._check.model
        self.strip.show_note(
            self.tr("{filled} filled, {look} to look at, {empty} empty").format(
                filled=model.count_of(FieldStatus.FILLED) + len(model.changes()),
                look=model.count_of(FieldStatus.CHECK),
                empty=model.count_of(FieldStatus.EMPTY),
            )
        )

    def _keep(self) -> None:
        if self._filled is not None:
            self.last.keep([self._filled.result.run], self._check.model.changes())

    def _take_change(self) -> None:
        self._tell_counts()
        self._keep()

    def _copy(self) -> None:
        model = self._check.model
        lines = [f"{field.label or field.name}\t{model.value_words(field.value)}" for field in model.fields()]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.strip.show_note(self.tr("Copied"))

    def _try_sample(self) -> None:
        self._form.set_file(self.tools.samples.order_form())
        self._sources.set_files(self.tools.samples.order_mails(self.tools.sentences.language))
        self.run_bar.press()

    def _connect_parts(self) -> None:
        self._form.file_changed.connect(self.refresh)
        self._sources.files_changed.connect(self.refresh)
        self._pasted.textChanged.connect(self.refresh)
        self._check.changed.connect(self._take_change)
        self._copy_button.clicked.connect(self._copy)
        self._save_button.clicked.connect(self.save)

    def _place_parts(self) -> None:
        samples = self.tools.samples
        has_sample = samples.order_form() is not None and bool(samples.mails())
        empty = EmptyState(
            self.tools.look,
            Symbol.FORMS,
            self.tr("Each field will stand here with its value and the passage that it comes from."),
            sample_words=self.tr("Try the sample") if has_sample else "",
        )
        empty.sample_requested.connect(self._try_sample)
        self.compose(
            give=self._give(),
            check=self._check,
            empty=empty,
            use=(self._copy_button, self._save_button),
            give_share=32,
        )

    def _give(self) -> QWidget:
        self._pasted.setPlaceholderText(self.tr("or paste the data"))
        self._pasted.setAccessibleName(self.tr("Pasted data"))
        self._pasted.setTabChangesFocus(True)
        self._pasted.setMinimumHeight(88)
        give = QWidget()
        column = QVBoxLayout(give)
        column.setSpacing(NEAR + STEP)
        column.addLayout(labelled(self.tr("&Form"), self._form))
        column.addLayout(labelled(self.tr("&Documents with the data"), self._sources))
        column.addWidget(self._pasted, 1)
        return give


def _sources_of(values: Any) -> tuple[SourceText, ...]:
    """Return the sources of an earlier run as far as its record tells them."""
    try:
        return from_values(tuple[SourceText, ...], values)
    except ValueError:
        return ()
