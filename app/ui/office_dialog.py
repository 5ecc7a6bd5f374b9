"""What the office tells of itself in every mail: given once, in both languages."""

from collections.abc import Mapping

from pydantic import ValidationError
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.errors import DeskhandError, InputError
from app.records import Language
from app.tasks.email.office_profile import OfficeProfile, ProfileFile
from app.ui.appearance import set_look
from app.ui.banner import Banner, BannerAction
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.office_products import OfficeProducts, in_languages
from app.ui.page import heading, quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import APART, AROUND, NEAR, STEP

_SIZE = (900, 640)
_SHOWN_LINES = 4
_BESIDE_LINES = 20
"""Pixels above and below the lines of a field."""
_IN_BOTH = ("company", "sender", "department", "opening_hours", "address", "bank", "signature")
_LONG = frozenset({"address", "bank", "signature"})
_ONCE = ("phone", "fax", "email", "website")

Field = QLineEdit | QPlainTextEdit


class OfficeDialog(QDialog):
    """Fields for the office's profile.

    Signals:
        saved: The profile is another one.
    """

    saved = Signal()

    def __init__(self, tools: PageTools, file: ProfileFile, parent: QWidget | None = None) -> None:
        """Change the profile in *file*."""
        super().__init__(parent)
        self._tools = tools
        self._file = file
        self._languages: tuple[Language, Language] = (
            ("ja", "en") if tools.sentences.language == "ja" else ("en", "ja")
        )
        """The window's own stands first."""
        self._kept: dict[str, object] = {}
        self._fields: dict[tuple[str, str], Field] = {}
        self._words: dict[str, QLabel] = {}
        self._banner = Banner(tools.look)
        self._products = OfficeProducts(tools)
        self._products_word = QLabel()
        self._content = QWidget()
        self._save_button = icon_button(tools.look, self.tr("&Save"), Symbol.SAVE, role="on_accent")
        self._close_button = QPushButton(self.tr("&Close"))
        self._lay_out()
        self._save_button.clicked.connect(self.save)
        self._close_button.clicked.connect(self.reject)
        self.read()

    def field(self, name: str, language: str = "") -> Field:
        """Return where *name* is typed; *language* for what is told in both."""
        return self._fields[name, language]

    def read(self) -> None:
        """Show what stands in the file now; where it holds a mistake, say where and what can be done."""
        try:
            profile = self._file.read()
        except DeskhandError as error:
            self._tell_broken(error)
            return
        self._banner.close_banner()
        self._set_usable(usable=True)
        for (name, language), field in self._fields.items():
            value = getattr(profile, name)
            if isinstance(value, Mapping):
                text = (
                    "" if language == self._languages[1] and value["ja"] == value["en"] else value[language]
                )
            else:
                text = value
            _set_text(field, text)
        self._products.set_products(profile.products)
        self._kept = self._typed()

    def is_changed(self) -> bool:
        """Return whether something is typed that is not kept yet."""
        return self._area.isEnabled() and self._typed() != self._kept

    def reject(self) -> None:
        """Close the window, when nothing would be lost or the user agrees."""
        if self.is_changed():
            self._banner.show_message(
                self.tr("Your office’s data are not saved yet"),
                self.tr("Save them, or close the window without keeping them."),
                "doubtful",
                BannerAction(self.tr("Close without saving"), super().reject),
            )
        else:
            super().reject()

    def save(self) -> None:
        """Keep what is typed, unless something cannot be what it should be."""
        for word in (*self._words.values(), self._products_word):
            word.hide()
        for name in _ONCE:
            set_look(self.field(name), "wrong", value=False)
        try:
            profile = OfficeProfile.model_validate(self._typed())
        except ValidationError as error:
            self._tell_mistakes(error)
            return
        try:
            self._file.save(profile)
        except DeskhandError as error:
            self._tell_failure(error)
            return
        self.saved.emit()
        self.accept()

    def _typed(self) -> dict[str, object]:
        values: dict[str, object] = {name: _text(self.field(name)) for name in _ONCE}
        for name in _IN_BOTH:
            values[name] = in_languages(_text(self.field(name, "en")), _text(self.field(name, "ja")))
        values["products"] = self._products.values()
        return values

    def _tell_mistakes(self, error: ValidationError) -> None:
        told = {
            "phone": self.tr("A phone number has three digits or more"),
            "fax": self.tr("A phone number has three digits or more"),
            "email": self.tr("An address looks like name@company.com"),
            "website": self.tr("A web site looks like www.company.com"),
        }
        first: QWidget | None = None
        for details in error.errors():
            name = str(details["loc"][0])
            if name == "products":
                if self._products_word.isHidden():  # one word, of the first row that is wrong
                    self._tell_product(details["type"], details["loc"], details.get("ctx", {}))
                first = first or self._products.table
            elif name in told:
                self._words[name].setText(told[name])
                self._words[name].show()
                set_look(self.field(name), "wrong", value=True)
                first = first or self.field(name)
        if first:
            first.setFocus()
            self._area.ensureWidgetVisible(first)

    def _tell_product(self, kind: str, place: tuple[int | str, ...], about: Mapping[str, object]) -> None:
        words = {
            "twice": self.tr("“{product}” stands there twice").format(product=about.get("value", "")),
            "unnamed": self.tr("A price stands there without a product"),
        }
        self._products_word.setText(words.get(kind, self.tr("A price has a figure")))
        self._products_word.show()
        path = about.get("path")
        numbers = [
            part for part in (*place, *(path if isinstance(path, tuple) else ())) if isinstance(part, int)
        ]
        if numbers:
            self._products.select(numbers[0])

    def _tell_broken(self, error: DeskhandError) -> None:
        words = self._tools.sentences.error(error)
        self._set_usable(usable=False)
        self._again_button.setVisible(True)
        self._anew_button.setVisible(isinstance(error, InputError))
        action = BannerAction(self.tr("Open the file"), self._open_file)
        self._banner.show_message(words.title, words.advice, "missing", action)

    def _tell_failure(self, error: DeskhandError) -> None:
        words = self._tools.sentences.error(error)
        self._banner.show_message(words.title, words.advice, "missing")

    def _open_file(self) -> None:
        self._tools.open_outside(self._file.path)
        self._again_button.setFocus()

    def _begin_anew(self) -> None:
        """Set the broken file aside, so that nothing in it is lost, and begin with empty fields."""
        try:
            aside = self._file.set_aside()
        except DeskhandError as error:
            self._tell_failure(error)
            return
        self.read()
        self._banner.show_message(
            self.tr("The old file is kept as {name}").format(name=aside.name), "", "grounded"
        )

    def _set_usable(self, *, usable: bool) -> None:
        self._area.setEnabled(usable)
        self._save_button.setEnabled(usable)
        for button in (self._again_button, self._anew_button):
            button.setVisible(not usable)

    def _add_field(self, name: str, language: str, label: str) -> Field:
        field: Field = QPlainTextEdit() if name in _LONG else QLineEdit()
        if isinstance(field, QPlainTextEdit):
            field.setTabChangesFocus(True)
            field.setFixedHeight(_SHOWN_LINES * QFontMetrics(self.font()).lineSpacing() + _BESIDE_LINES)
        if language == self._languages[1]:
            field.setPlaceholderText(self.tr("as on the left"))
        spoken = {"en": self.tr("English"), "ja": self.tr("Japanese")}
        field.setAccessibleName(f"{label}, {spoken[language]}" if language else label)
        self._fields[name, language] = field
        return field

    def _labels(self) -> dict[str, str]:
        return {
            "company": self.tr("Company"),
            "sender": self.tr("Who writes"),
            "department": self.tr("Department"),
            "phone": self.tr("Phone"),
            "fax": self.tr("Fax"),
            "email": self.tr("E-mail"),
            "website": self.tr("Web site"),
            "address": self.tr("Address"),
            "opening_hours": self.tr("Opening hours"),
            "bank": self.tr("Bank account"),
            "signature": self.tr("Signature"),
        }

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Your office"))
        self.resize(*_SIZE)
        self._again_button = QPushButton(self.tr("&Read it again"))
        self._anew_button = QPushButton(self.tr("&Begin anew"))
        self._again_button.clicked.connect(self.read)
        self._anew_button.clicked.connect(self._begin_anew)
        set_look(self._save_button, "look", "main")
        for button in (self._save_button, self._close_button, self._again_button, self._anew_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, NEAR + STEP, 0)
        column.setSpacing(APART)
        column.addLayout(self._grid_of_fields())
        column.addLayout(self._part_of_products())
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(self._content)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = QHBoxLayout()
        bar.setSpacing(NEAR)
        bar.addWidget(self._again_button)
        bar.addWidget(self._anew_button)
        bar.addStretch(1)
        bar.addWidget(self._close_button)
        bar.addWidget(self._save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        whole.setSpacing(NEAR + STEP)
        whole.addWidget(
            quiet(self.tr("Mails fill themselves with what stands here. Any field may stay empty."))
        )
        whole.addWidget(self._banner)
        whole.addWidget(self._area, 1)
        whole.addLayout(bar)

    def _grid_of_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(NEAR + STEP)
        grid.setVerticalSpacing(NEAR)
        grid.setColumnMinimumWidth(0, 120)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        named = {"en": self.tr("English"), "ja": self.tr("Japanese")}
        for column, language in enumerate(self._languages, start=1):
            grid.addWidget(heading(named[language]), 0, column)
        labels = self._labels()
        for row, name in enumerate(_IN_BOTH, start=1):
            label = QLabel(labels[name])
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(0, STEP + STEP // 2, 0, 0)
            for column, language in enumerate(self._languages, start=1):
                grid.addWidget(self._add_field(name, language, labels[name]), row, column)
            label.setBuddy(self.field(name, self._languages[0]))
        grid.setRowMinimumHeight(grid.rowCount(), NEAR)
        self._put_once(grid)
        return grid

    def _put_once(self, grid: QGridLayout) -> None:
        labels = self._labels()
        for place, name in enumerate(_ONCE, start=grid.rowCount()):
            field = self._add_field(name, "", labels[name])
            label, word = QLabel(labels[name]), QLabel()
            label.setBuddy(field)
            set_look(word, "look", "missing")
            word.setWordWrap(True)
            word.hide()
            self._words[name] = word
            part = QVBoxLayout()
            part.setSpacing(STEP)
            part.addWidget(field)
            part.addWidget(word)
            label.setContentsMargins(0, STEP + STEP // 2, 0, 0)
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(part, place, 1)

    def _part_of_products(self) -> QVBoxLayout:
        set_look(self._products_word, "look", "missing")
        self._products_word.hide()
        part = QVBoxLayout()
        part.setSpacing(STEP)
        part.addWidget(heading(self.tr("Products")))
        part.addWidget(self._products)
        part.addWidget(self._products_word)
        return part


def _text(field: Field) -> str:
    return field.text().strip() if isinstance(field, QLineEdit) else field.toPlainText().strip("\n")


def _set_text(field: Field, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setCursorPosition(0)
    else:
        field.setPlainText(text)
