"""The page of choices, built from their declaration."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.errors import DeskhandError
from app.settings.options import Option, declared_options
from app.tasks.email.address_book import AddressBook, open_address_book
from app.tasks.email.office_profile import ProfileFile
from app.ui.buttons import icon_button
from app.ui.choice_box import ChoiceBox
from app.ui.file_field import FileField
from app.ui.history_page import KeepsChoices
from app.ui.icons import Symbol
from app.ui.job_bridge import JobBridge
from app.ui.key_field import KeyField
from app.ui.office_panel import OfficePanel
from app.ui.page import Page, heading, quiet, rule, sheet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import APART, AROUND, NEAR, STEP

_WIDEST = 760
_NARROWEST_CONTROL = 200
_WIDER_FOR_FILE = 120
"""A name of a file is longer than the words of a choice."""
_ADDRESS_BOOK = "address_book"
_CONTACT_ENDINGS = (".csv", ".tsv", ".txt", ".vcf", ".vcard", ".xlsx")
ON_MODELS_PAGE = {"model", "models_folder", "hub_endpoint"}
"""Options that are chosen on the page of models."""

_PERCENT = 100.0


class SettingsPage(Page):
    """Lets the user choose; each change holds at once."""

    def __init__(
        self, tools: PageTools, settings: KeepsChoices, data: Path, profile: ProfileFile | None = None
    ) -> None:
        """Change *settings*; *data* is the folder of everything that is kept, *profile* tells of the office."""
        super().__init__(tools, self.tr("Settings"), self.tr("Each change holds at once."))
        self._settings = settings
        self._data = data
        self._controls: dict[str, QWidget] = {}
        self._filling = False
        self._book_reading = JobBridge(self)
        self._office = OfficePanel(tools, profile) if profile else None
        self._folder_button = icon_button(tools.look, self.tr("Open the folder"), Symbol.FOLDER)
        self._lay_out()
        self._folder_button.clicked.connect(self._open_folder)
        self._book_reading.finished.connect(self._tell_book)
        self._book_reading.failed.connect(self.show_failure)
        self._show_choices()

    def open_page(self) -> None:
        """Show the choices that hold now."""
        self._show_choices()

    def control(self, name: str) -> QWidget:
        """Return the control of the option *name*."""
        return self._controls[name]

    def _show_choices(self) -> None:
        self._filling = True
        for option in _shown_options():
            value = getattr(self._settings.options, option.name)
            control = self._controls[option.name]
            if isinstance(control, QCheckBox):
                control.setChecked(bool(value))
            elif isinstance(control, QDoubleSpinBox):
                control.setValue(value * _PERCENT)
            elif isinstance(control, QSpinBox):
                control.setValue(value)
            elif isinstance(control, QComboBox):
                control.setCurrentIndex(max(control.findData(value), 0))
            elif isinstance(control, KeyField):
                control.set_keys(value)
            elif isinstance(control, QLineEdit):
                control.setText(value or "")
            elif isinstance(control, FileField):
                control.set_file(Path(value) if value else None)
        self._filling = False

    def _take_change(self) -> None:
        if self._filling:
            return
        values: dict[str, object] = {}
        for name, control in self._controls.items():
            value = _value_of(control)
            if value != getattr(self._settings.options, name):
                values[name] = value
        if not values:
            return
        try:
            self._settings.change(**values)
        except DeskhandError as error:
            self.show_failure(error)
        else:
            if "language" in values:
                self.say(self.tr("The language changes when Deskhand is started again"))
            if values.get(_ADDRESS_BOOK):
                self._read_book(Path(str(values[_ADDRESS_BOOK])))

    def _read_book(self, path: Path) -> None:
        """Look beside the window whether there is anybody in the address book that was chosen."""
        self._book_reading.start(lambda _reports: (path, open_address_book([path])))

    def _tell_book(self, answer: tuple[Path, AddressBook]) -> None:
        path, book = answer
        chosen = self._settings.options.address_book
        if chosen != str(path):  # another one meanwhile
            if chosen:
                self._read_book(Path(chosen))
        elif book.troubles:
            self.show_failure(book.troubles[0])
        else:
            words = self.tr("Contacts in {file}: {count}").format(file=path.name, count=f"{len(book):,}")
            left_out = " ".join(map(self.tools.sentences.finding, book.findings))
            self.say(words, left_out, kind="doubtful" if left_out else "grounded")

    def _control(self, option: Option) -> QWidget:
        if option.kind == "switch":
            box = QCheckBox()
            box.toggled.connect(self._take_change)
            return box
        if option.kind in {"share", "integer"}:
            number = _percent_box(option) if option.kind == "share" else self._whole_box(option)
            number.setSingleStep(5)
            number.setKeyboardTracking(False)  # the first digit of a number is no choice yet
            number.lineEdit().setTextMargins(NEAR, 0, 0, 0)
            number.valueChanged.connect(self._take_change)
            return number
        if option.kind == "choice":
            choice = ChoiceBox()
            for value in option.choices:
                choice.addItem(self.tools.sentences.word(f"{option.title}-{value}"), value)
            choice.currentIndexChanged.connect(self._take_change)
            return choice
        if option.name == _ADDRESS_BOOK:
            return self._file_control(option)
        if option.kind == "key":
            field = KeyField()
            field.keys_changed.connect(self._take_change)
            field.refused.connect(self.show_failure)
            return field
        line = QLineEdit()
        line.editingFinished.connect(self._take_change)
        return line

    def _file_control(self, option: Option) -> FileField:
        words = self.tools.sentences.word(option.title)
        file = FileField(self.tools, words, _CONTACT_ENDINGS, self.tr("Drop a file here"), folders=True)
        file.file_changed.connect(self._take_change)
        return file

    def _whole_box(self, option: Option) -> QSpinBox:
        number = QSpinBox()
        number.setRange(int(option.lowest or 0), int(option.highest or 0))
        if option.unit:
            number.setSuffix(f" {self.tools.sentences.word(option.unit)}")
        if option.means_none:
            number.setSpecialValueText(self.tools.sentences.word(option.means_none))
        return number

    def _row(self, option: Option) -> QHBoxLayout:
        words = self.tools.sentences
        control = self._control(option)
        self._controls[option.name] = control
        label = heading(words.word(option.title))
        label.setBuddy(control)
        control.setAccessibleName(words.word(option.title))
        control.setAccessibleDescription(words.word(option.help))
        told = QVBoxLayout()
        told.setSpacing(STEP // 2)
        told.addWidget(label)
        told.addWidget(quiet(words.word(option.help)))
        row = QHBoxLayout()
        row.setContentsMargins(AROUND, NEAR + STEP, AROUND, NEAR + STEP)
        row.setSpacing(APART)
        row.addLayout(told, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _about(self) -> QFrame:
        frame, column = sheet(spacing=STEP)
        column.addWidget(heading(self.tr("Deskhand {version}").format(version=__version__)))
        column.addWidget(
            quiet(
                self.tr(
                    "Settings, records and models are kept in one folder on this computer, and nowhere else."
                )
            )
        )
        row = QHBoxLayout()
        place = QLabel(str(self._data))
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(place, 1)
        row.addWidget(self._folder_button)
        column.addLayout(row)
        return frame

    def _open_folder(self) -> None:
        self.tools.open_outside(self._data)

    def _align_controls(self) -> None:
        """Let controls begin at one edge, with room for the longest words in the font in use."""
        controls = [each for each in self._controls.values() if not isinstance(each, QCheckBox)]
        plain = [each for each in controls if not isinstance(each, FileField)]
        width = max(_NARROWEST_CONTROL, *(each.sizeHint().width() for each in plain))
        for each in controls:
            each.setFixedWidth(width if each in plain else width + _WIDER_FOR_FILE)

    def _lay_out(self) -> None:
        frame, rows = sheet(margin=0, spacing=0)
        for number, option in enumerate(_shown_options()):
            if number:
                rows.addWidget(rule())
            rows.addLayout(self._row(option))
        self._align_controls()
        content = QWidget()
        content.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        if self._office is not None:
            column.addWidget(self._office)
        column.addWidget(frame)
        column.addWidget(self._about())
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area, 1)


def _shown_options() -> list[Option]:
    """Return the options that are chosen here; those of the models are chosen on their own page."""
    return [option for option in declared_options() if option.name not in ON_MODELS_PAGE]


def _percent_box(option: Option) -> QDoubleSpinBox:
    number = QDoubleSpinBox()
    number.setDecimals(0)
    number.setRange((option.lowest or 0.0) * _PERCENT, (option.highest or 1.0) * _PERCENT)
    number.setSuffix(" %")
    return number


def _value_of(control: QWidget) -> object:
    """Return what *control* is set to, as the options have it."""
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, QDoubleSpinBox):
        return round(control.value() / _PERCENT, 2)
    if isinstance(control, QSpinBox):
        return control.value()
    if isinstance(control, QComboBox):
        return control.currentData()
    if isinstance(control, FileField):
        return str(control.file()) if control.file() else None
    assert isinstance(control, QLineEdit)  # noqa: S101 - `_control` makes no other
    return control.keys() if isinstance(control, KeyField) else control.text().strip() or None
