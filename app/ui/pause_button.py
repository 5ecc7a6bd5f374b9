"""Lets work stand still for a while and go on."""

from PySide6.QtWidgets import QPushButton

from app.events import Pause
from app.ui.appearance import Appearance
from app.ui.buttons import ICON_SIZE
from app.ui.icons import Symbol


class PauseButton(QPushButton):
    """Holds the work that runs, and lets it go on.

    Attributes:
        pause: What the work in hand looks at; a new one for each piece of work.
    """

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.pause = Pause()
        self.setIconSize(ICON_SIZE)
        self.clicked.connect(self._toggle)
        look.changed.connect(self._refresh)
        self.hide()

    def begin(self) -> Pause:
        """Show the button for a new piece of work, and return what that has to look at."""
        self.pause = Pause()
        self._refresh()
        self.show()
        return self.pause

    def end(self) -> None:
        """Hide the button: the work is over."""
        self.pause.go_on()
        self.hide()

    def _toggle(self) -> None:
        if self.pause.held:
            self.pause.go_on()
        else:
            self.pause.hold()
        self._refresh()

    def _refresh(self) -> None:
        held = self.pause.held
        self.setText(self.tr("Go on") if held else self.tr("Pause"))
        self.setIcon(self._look.icon(Symbol.FORWARD if held else Symbol.PAUSE))
