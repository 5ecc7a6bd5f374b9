"""How the window looks now: its theme, its icons, and telling everyone when that changes."""

import weakref
from pathlib import Path
from typing import Literal, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.icons import Symbol, draw_icon
from app.ui.stylesheet import draw_images, stylesheet
from app.ui.theme import DARK, LIGHT, Role, Theme, palette

ThemeChoice = Literal["system", "light", "dark"]

TITLE_SCALE = 1.25
SMALL_SCALE = 0.92

_JAPANESE_FONTS = (
    "Yu Gothic UI",
    "Meiryo UI",
    "Hiragino Sans",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAexGothic",
    "TakaoPGothic",
)
"""Those that come with Windows, macOS and the usual Linux systems."""


class Dressed(Protocol):
    """Anything that wears an icon: a button, an action."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Wear *icon*."""
        ...


class Appearance(QObject):
    """The theme in use and the icons drawn in it.

    Signals:
        changed: Another theme is in use; whoever paints by hand should repaint.
    """

    changed = Signal()

    def __init__(self, choice: ThemeChoice = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: ThemeChoice = choice
        self._theme = LIGHT
        self._dressed: list[tuple[weakref.ref[Dressed], Symbol, Role]] = []
        self._icons: dict[tuple[Symbol, Role], QIcon] = {}
        self._images = QTemporaryDir()
        self._app: QApplication | None = None
        self._theme = self._wanted_theme()

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    def dress_application(self, app: QApplication) -> None:
        """Give *app* this look and keep it in step with the system from now on."""
        self._app = app
        app.setStyle("Fusion")
        app.setFont(with_japanese(app.font()))
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._put_on()

    def choose(self, choice: ThemeChoice) -> None:
        """Take the light, the dark, or the system's theme."""
        self._choice = choice
        self._follow_system()

    def icon(self, symbol: Symbol, role: Role = "text") -> QIcon:
        """Return the icon of *symbol* in the colour of *role* in the theme in use."""
        key = (symbol, role)
        if key not in self._icons:
            self._icons[key] = draw_icon(self._theme, symbol, role, Path(self._images.path()))
        return self._icons[key]

    def dress(self, target: Dressed, symbol: Symbol, role: Role = "text") -> None:
        """Let *target* wear the icon, now and in every later theme."""
        self._forget(target)
        self._dressed.append((weakref.ref(target), symbol, role))
        target.setIcon(self.icon(symbol, role))

    def _forget(self, target: Dressed) -> None:
        self._dressed = [entry for entry in self._dressed if entry[0]() not in (None, target)]

    def _wanted_theme(self) -> Theme:
        if self._choice == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _follow_system(self) -> None:
        wanted = self._wanted_theme()
        if wanted is not self._theme:
            self._theme = wanted
            self._put_on()

    def _put_on(self) -> None:
        self._icons.clear()
        if self._app is not None:
            self._app.setPalette(palette(self._theme))
            images = draw_images(self._theme, self.icon, Path(self._images.path()))
            height = QFontMetrics(self._app.font()).height()
            self._app.setStyleSheet(stylesheet(self._theme, images, height))
        for target, symbol, role in self._dressed:
            worn = target()
            if worn is not None and shiboken6.isValid(worn):
                worn.setIcon(self.icon(symbol, role))
        self.changed.emit()


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and let the style see it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # the style sees it when the widget is shown
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def with_japanese(base: QFont) -> QFont:
    """Return *base* with a Japanese font behind it.

    Without one named, Qt takes whichever has the sign: a bold one, or one with Chinese shapes.
    """
    font = QFont(base)
    system = QFontInfo(base).family()  # what "Sans" stands for here: an alias would lose to a real name
    japanese = [family for family in _JAPANESE_FONTS if QFontDatabase.hasFamily(family)][:1]
    font.setFamilies([system, *japanese])
    return font


def scaled_font(base: QFont, scale: float, *, strong: bool = False) -> QFont:
    """Return *base* at *scale* times its size, semi-bold when *strong*."""
    font = QFont(base)
    if font.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * scale)
    else:
        font.setPixelSize(round(base.pixelSize() * scale))
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font
