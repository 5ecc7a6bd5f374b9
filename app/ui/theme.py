"""The colours of the window, by their role: the only place where a colour is written down."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtGui import QColor, QPalette

Role = Literal[
    "page", "sheet", "line", "text", "quiet", "accent", "on_accent", "grounded", "doubtful", "missing"
]

HOVER = 0.06
"""Share of the text's colour that a control takes on under the mouse."""
SELECTED = 0.14
"""Share of the accent behind what is selected."""
LIT = 0.26
"""Share of a role's colour behind a passage that is lit up."""
HAIRLINE = 0.30
"""Share of the line's colour in a line that only separates."""
FADED = 0.45
"""Share of the text's colour in what cannot be used now."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A set of colours, as #rrggbb, that belong together."""

    dark: bool
    """Whether light text stands on a dark page."""
    page: str
    """What everything lies on."""
    sheet: str
    """Paper: cards, fields, lists."""
    line: str
    """Edges of fields and buttons, 3 : 1 against page and sheet."""
    text: str
    """What is read."""
    quiet: str
    """What explains; still 4.5 : 1."""
    accent: str
    """The one main action, the focus ring, what is selected."""
    on_accent: str
    """Text on the accent."""
    grounded: str
    """What has a basis."""
    doubtful: str
    """What a person should look at."""
    missing: str
    """What is absent or failed."""
    series: tuple[str, ...]
    """Parts of a picture that belong to different things, dark beside light; 3 : 1 against the sheet."""

    def color(self, role: Role) -> QColor:
        """Return the colour of *role*; it is everybody's, and not to be changed."""
        return _color(getattr(self, role))

    def series_color(self, place: int) -> QColor:
        """Return the colour of the part at *place*; those that come late are all quiet."""
        return _color(self.series[place] if place < len(self.series) else self.quiet)

    def mixed(self, role: Role, share: float, over: Role = "sheet") -> QColor:
        """Return *over* with *share* (0 to 1) of the colour of *role* laid on it; likewise."""
        return _mixed(getattr(self, role), getattr(self, over), share)

    @property
    def hairline(self) -> QColor:
        """Colour of a line that only separates."""
        return self.mixed("line", HAIRLINE)


@cache
def _color(name: str) -> QColor:
    return QColor(name)


@cache
def _mixed(upper: str, lower: str, share: float) -> QColor:
    top, bottom = _color(upper), _color(lower)
    return QColor.fromRgbF(
        bottom.redF() + (top.redF() - bottom.redF()) * share,
        bottom.greenF() + (top.greenF() - bottom.greenF()) * share,
        bottom.blueF() + (top.blueF() - bottom.blueF()) * share,
    )


LIGHT = Theme(
    dark=False,
    page="#f5f3ee",
    sheet="#fffefb",
    line="#8b877e",
    text="#25231f",
    quiet="#645f56",
    accent="#23588f",
    on_accent="#ffffff",
    grounded="#1c6e46",
    doubtful="#8a5600",
    missing="#ad2f28",
    series=("#1d4e89", "#d9730d", "#156245", "#b565c9", "#7a1f3d", "#2f97a8", "#5c4a00", "#e0607e"),
)

DARK = Theme(
    dark=True,
    page="#1b1c1e",
    sheet="#242629",
    line="#7b7f86",
    text="#eae7e1",
    quiet="#aeaba4",
    accent="#8fb8ec",
    on_accent="#10243d",
    grounded="#74cb9a",
    doubtful="#e4b45c",
    missing="#f0958c",
    series=("#5b8fd9", "#f6b26b", "#3f9e74", "#dcb0f0", "#c4607f", "#84d9e3", "#9c8a3a", "#f7b6c5"),
)


def palette(theme: Theme) -> QPalette:
    """Return the palette that Qt's own drawing takes from *theme*."""
    made = QPalette()
    roles: dict[QPalette.ColorRole, QColor] = {
        QPalette.ColorRole.Window: theme.color("page"),
        QPalette.ColorRole.WindowText: theme.color("text"),
        QPalette.ColorRole.Base: theme.color("sheet"),
        QPalette.ColorRole.AlternateBase: theme.mixed("page", 0.5),
        QPalette.ColorRole.Text: theme.color("text"),
        QPalette.ColorRole.PlaceholderText: theme.color("quiet"),
        QPalette.ColorRole.Button: theme.color("sheet"),
        QPalette.ColorRole.ButtonText: theme.color("text"),
        QPalette.ColorRole.BrightText: theme.color("missing"),
        QPalette.ColorRole.ToolTipBase: theme.color("sheet"),
        QPalette.ColorRole.ToolTipText: theme.color("text"),
        QPalette.ColorRole.Highlight: theme.mixed("accent", LIT),
        QPalette.ColorRole.HighlightedText: theme.color("text"),
        QPalette.ColorRole.Link: theme.color("accent"),
        QPalette.ColorRole.LinkVisited: theme.color("accent"),
        QPalette.ColorRole.Accent: theme.color("accent"),
        QPalette.ColorRole.Light: theme.color("sheet"),
        QPalette.ColorRole.Midlight: theme.hairline,
        QPalette.ColorRole.Mid: theme.hairline,
        QPalette.ColorRole.Dark: theme.color("line"),
        QPalette.ColorRole.Shadow: theme.color("line"),
    }
    for role, color in roles.items():
        made.setColor(role, color)
    faded = theme.mixed("text", FADED)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return made
