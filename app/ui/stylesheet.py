"""The one style sheet of the window, filled in from a theme."""

from pathlib import Path
from string import Template

from PySide6.QtGui import QIcon

from app.ui.icons import Draw, Symbol
from app.ui.theme import FADED, HOVER, LIT, SELECTED, Role, Theme

STEP = 4
"""The grid, in pixels: 4, 8 between what belongs together, 16 around, 24 between groups."""
NEAR = 2 * STEP
AROUND = 4 * STEP
APART = 6 * STEP
RADIUS = 6
"""Rounding of controls, in pixels; sheets take two more."""

_LINE_HEIGHT = 20
_JAPANESE_ROOM = 1.3
"""Height of a line in a field, by that of the font: Japanese signs come from a taller one."""
_IMAGE = 16
_SCALES = (1, 2, 3)
_IMAGES: dict[str, tuple[Symbol, Role]] = {
    "down": (Symbol.DOWN, "quiet"),
    "up": (Symbol.UP, "quiet"),
    "chosen": (Symbol.CHOSEN, "on_accent"),
}

_SHEET = Template("""
QWidget { outline: none; }
QToolTip { color: $text; background: $sheet; border: 1px solid $line; padding: 4px 8px; }

QFrame[look="sheet"] { background: $sheet; border: 1px solid $hair; border-radius: ${big_radius}px; }
QFrame[look="rule"] { background: $hair; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="drop"] { background: $sheet; border: 1px dashed $line; border-radius: ${radius}px; }
QFrame[look="drop"][filled="true"] { border: 1px solid $line; }
QFrame[look="drop"][hovered="true"] { background: $selected; border: 1px solid $accent; }
QFrame[look="banner"] { border-radius: ${big_radius}px; border: 1px solid $hair; background: $sheet; }
QFrame[look="banner"][kind="missing"] { background: $missing_pale; border-color: $missing; }
QFrame[look="banner"][kind="doubtful"] { background: $doubtful_pale; border-color: $doubtful; }
QFrame[look="banner"][kind="accent"] { background: $accent_pale; border-color: $accent; }
QFrame[look="navigation"] { background: $side; border: none; border-right: 1px solid $hair; }

QLabel { background: transparent; }
QLabel[look="quiet"] { color: $quiet; }
QLabel[look="missing"] { color: $missing; }
QLabel[look="doubtful"] { color: $doubtful; }
QLabel[look="grounded"] { color: $grounded; }

QPushButton, QToolButton[look="button"] {
    background: $sheet; color: $text; border: 1px solid $line; border-radius: ${radius}px;
    padding: 5px 11px; min-height: ${line_height}px;
}
QPushButton:hover, QToolButton[look="button"]:hover { background: $hover; }
QPushButton:pressed, QToolButton[look="button"]:pressed,
QPushButton:checked, QToolButton[look="button"]:checked { background: $selected; border-color: $accent; }
QPushButton:focus, QToolButton[look="button"]:focus { border: 2px solid $accent; padding: 4px 10px; }
QPushButton:disabled, QToolButton[look="button"]:disabled { color: $faded; border-color: $hair; }
QPushButton[look="main"] { background: $accent; color: $on_accent; border-color: $accent; padding: 5px 15px; }
QPushButton[look="main"]:hover { background: $accent_hover; }
QPushButton[look="main"]:focus { border: 2px solid $text; padding: 4px 14px; }
QPushButton[look="main"]:disabled { background: $off; color: $faded; border-color: $off; }
QPushButton[look="stop"] { border: 1px solid $accent; color: $text; padding: 5px 15px; }
QPushButton[look="stop"]:focus { border: 2px solid $accent; padding: 4px 14px; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: ${radius}px; padding: 3px;
}
QToolButton:hover { background: $hover; }
QToolButton:focus { border: 2px solid $accent; padding: 2px; }
QToolButton:checked { background: $selected; }
QToolButton[look="page"] { padding: 6px 11px; text-align: left; color: $text; border: 1px solid transparent; }
QToolButton[look="page"]:hover { background: $side_hover; }
QToolButton[look="page"]:focus { border: 2px solid $accent; padding: 5px 10px; }
QToolButton[look="page"]:checked { background: $sheet; border: 1px solid $hair; }
QToolButton[look="page"]:checked:focus { border: 2px solid $accent; padding: 5px 10px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $sheet; color: $text; border: 1px solid $line; border-radius: ${radius}px;
    selection-background-color: $selection; selection-color: $text;
}
QLineEdit, QComboBox { padding: 5px 8px; min-height: ${line_height}px; }
QLineEdit { padding: 5px 6px; }
QPlainTextEdit, QTextEdit { padding: 3px 4px; }
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 4px 7px; }
QLineEdit:focus { border: 2px solid $accent; padding: 4px 5px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 2px 3px; }
QLineEdit[wrong="true"] { border-color: $missing; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    color: $faded; border-color: $hair;
}
QTextEdit[look="plain"], QPlainTextEdit[look="plain"], QLineEdit[look="plain"] {
    border: 1px solid transparent; background: transparent;
}
QTextEdit[look="plain"]:focus, QLineEdit[look="plain"]:focus { border: 2px solid $accent; }

QAbstractSpinBox { padding: 0px; min-height: ${spin_height}px; max-height: ${spin_height}px; }
QAbstractSpinBox:focus {
    padding: 0px; min-height: ${spin_height_in_focus}px; max-height: ${spin_height_in_focus}px;
}
QAbstractSpinBox QLineEdit { border: none; padding: 0px 8px; min-height: 0px; background: transparent; }
QAbstractSpinBox QLineEdit:focus { border: none; padding: 0px 8px; }
QComboBox::drop-down { border: none; width: 24px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url($image_down); width: 14px; height: 14px; }
QComboBox QAbstractItemView, QComboBox QAbstractItemView:focus {
    background: $sheet; border: 1px solid $line; border-radius: 0px; padding: 3px; outline: none;
    selection-background-color: $selected; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0px 6px; border-radius: 4px; color: $text; }
QComboBox QAbstractItemView::item:hover { background: $hover; }
QComboBox QAbstractItemView::item:selected { background: $selected; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; width: 20px; background: transparent;
}
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 3px 3px 0px 0px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0px 3px 3px 0px; }
QAbstractSpinBox::up-arrow { image: url($image_up); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($image_down); width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 4px 2px; border: 2px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QTableView::indicator, QListView::indicator {
    width: 16px; height: 16px; border: 1px solid $line; border-radius: 4px; background: $sheet;
}
QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid $line; border-radius: 8px; background: $sheet;
}
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent; }
QRadioButton:disabled, QCheckBox:disabled { color: $faded; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url($image_chosen);
}

QTableView, QListView {
    background: $sheet; border: 1px solid $hair; border-radius: ${radius}px; outline: none;
    selection-background-color: $selected; selection-color: $text; gridline-color: $hair;
}
QTableView:focus, QListView:focus { border: 1px solid $accent; }
QTableView[look="plain"], QListView[look="plain"] { border: 1px solid transparent; border-radius: 4px; }
QTableView[look="plain"]:focus, QListView[look="plain"]:focus { border: 1px solid $accent; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: $sheet; color: $quiet; border: none; border-bottom: 1px solid $hair; padding: 6px 8px;
}
QTableView[inset="wide"] QHeaderView::section:first { padding-left: 15px; }
QHeaderView::down-arrow { image: url($image_down); width: 12px; subcontrol-position: center right; }
QHeaderView::up-arrow { image: url($image_up); width: 12px; subcontrol-position: center right; }
QTableCornerButton::section { background: $sheet; border: none; }
QTableView QLineEdit, QTableView QComboBox { padding: 2px 6px; border-radius: 3px; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; margin: 2px; }
QScrollBar:horizontal { height: 12px; margin: 2px; }
QScrollBar::handle { background: $handle; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QSlider { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; background: $hair; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $line; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 14px; margin: -6px 0px; border: 1px solid $line; border-radius: 8px; background: $sheet;
}
QSlider::handle:horizontal:hover { background: $hover; }
QSlider::handle:horizontal:focus { width: 12px; border: 2px solid $accent; }

QProgressBar { background: $hair; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $hair; }
QMenu { background: $sheet; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $faded; }
QMenu::separator { height: 1px; background: $hair; margin: 4px 8px; }
QCalendarWidget QToolButton { color: $text; padding: 4px 8px; }
QCalendarWidget QToolButton::menu-indicator { image: none; width: 0px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $sheet; }
QCalendarWidget QTableView { border: none; selection-background-color: $accent; selection-color: $on_accent; }
""")


def draw_images(theme: Theme, draw: Draw, folder: Path) -> dict[str, str]:
    """Draw the few images that a style sheet needs into *folder*; return their paths by name."""
    made = {}
    shade = "dark" if theme.dark else "light"
    for name, (symbol, role) in _IMAGES.items():
        icon: QIcon = draw(symbol, role)
        for scale in _SCALES:
            ending = "" if scale == 1 else f"@{scale}x"
            pixmap = icon.pixmap(_IMAGE * scale, _IMAGE * scale)
            pixmap.setDevicePixelRatio(1)
            pixmap.save(str(folder / f"{name}-{shade}{ending}.png"))
        made[f"image_{name}"] = (folder / f"{name}-{shade}.png").as_posix()
    return made


def stylesheet(theme: Theme, images: dict[str, str], font_height: int = 0) -> str:
    """Return the style sheet in the colours of *theme*, with the paths of its *images*.

    Fields and buttons have room for a line of *font_height* pixels: the heights here are the least that
    a layout may give them, whatever their font asks for.
    """
    line = max(_LINE_HEIGHT, round(font_height * _JAPANESE_ROOM))
    colors: dict[str, str] = {
        role: theme.color(role).name()
        for role in (
            *("page", "sheet", "line", "text", "quiet", "accent"),
            *("on_accent", "grounded", "doubtful", "missing"),
        )
    }
    return _SHEET.substitute(
        colors,
        **images,
        line_height=line,
        spin_height=line + 10,
        spin_height_in_focus=line + 8,
        radius=RADIUS,
        big_radius=RADIUS + 2,
        hair=theme.hairline.name(),
        hover=theme.mixed("text", HOVER).name(),
        side=theme.mixed("text", HOVER / 2, "page").name(),
        side_hover=theme.mixed("text", 1.5 * HOVER, "page").name(),
        selected=theme.mixed("accent", SELECTED).name(),
        selection=theme.mixed("accent", LIT).name(),
        accent_hover=theme.mixed("text", 2 * HOVER, "accent").name(),
        faded=theme.mixed("text", FADED).name(),
        off=theme.mixed("text", 1.5 * HOVER).name(),
        handle=theme.mixed("line", 0.5).name(),
        missing_pale=theme.mixed("missing", HOVER).name(),
        doubtful_pale=theme.mixed("doubtful", HOVER).name(),
        accent_pale=theme.mixed("accent", HOVER).name(),
    )
