"""The part of the settings that leads to what the office tells of itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.tasks.email.office_profile import ProfileFile
from app.ui.appearance import set_look
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.office_dialog import OfficeDialog
from app.ui.page import heading, quiet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import APART, AROUND, NEAR, STEP


class OfficePanel(QFrame):
    """A sheet with the button that opens the office's data.

    Signals:
        saved: The office tells something else of itself.
    """

    saved = Signal()

    def __init__(self, tools: PageTools, profile: ProfileFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._profile = profile
        self.dialog: OfficeDialog | None = None
        self.button = icon_button(tools.look, self.tr("Change…"), Symbol.EDIT)
        self.button.setAccessibleName(self.tr("Change your office’s data"))
        self.button.clicked.connect(self.open_dialog)
        set_look(self, "look", "sheet")
        told = QVBoxLayout()
        told.setSpacing(STEP // 2)
        told.addWidget(heading(self.tr("Your office")))
        told.addWidget(
            quiet(self.tr("Company, sender, signature and products. Mails fill themselves with them."))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(AROUND, NEAR + STEP, AROUND, NEAR + STEP)
        row.setSpacing(APART)
        row.addLayout(told, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def open_dialog(self) -> None:
        """Open the office's data."""
        self.dialog = OfficeDialog(self._tools, self._profile, self.window())
        self.dialog.saved.connect(self.saved)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()
