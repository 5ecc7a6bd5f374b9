"""From where models are fetched, and who asks for them: a company's mirror, an access token."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from app.errors import DeskhandError
from app.model_library.sources import endpoint_of, host_of
from app.settings.key_stores import KeyStoreState
from app.ui.history_page import KeepsChoices
from app.ui.job_bridge import JobBridge
from app.ui.model_services import KeepsSecrets
from app.ui.page import heading, quiet, sheet
from app.ui.page_tools import PageTools
from app.ui.stylesheet import NEAR, STEP


class DownloadPanel(QFrame):
    """Takes the address and the access token; the token goes into the key store, or is used for this run only.

    Signals:
        failed: It could not be done.       arg: the DeskhandError
    """

    failed = Signal(object)

    def __init__(self, tools: PageTools, settings: KeepsChoices, secrets: KeepsSecrets) -> None:
        """Keep the address in *settings* and the token in *secrets*."""
        super().__init__()
        self._tools = tools
        self._settings = settings
        self._secrets = secrets
        self._keeper = JobBridge(self)
        self._looker = JobBridge(self)
        self._address = QLineEdit()
        self._token = QLineEdit()
        self._told = quiet("")
        self._keep_button = QPushButton(self.tr("Keep it"))
        self._once_button = QPushButton(self.tr("For this run only"))
        self._forget_button = QPushButton(self.tr("Forget it"))
        self._lay_out()
        self._connect()
        self._show_token("")

    def refresh(self) -> None:
        """Show the address, and look beside the window whether a token is kept."""
        if not self._address.hasFocus():
            self._address.setText(self._settings.options.hub_endpoint or "")
        self._address.setPlaceholderText(endpoint_of())
        self._look()

    def _look(self) -> None:
        host = self._host()
        self._looker.start(lambda _reports: (host, self._secrets.state(), self._secrets.where(host)))

    def words(self) -> str:
        """Return what is told about the token."""
        return self._told.text()

    def _host(self) -> str:
        return host_of(self._settings.options.hub_endpoint)

    def _take_address(self) -> None:
        address = self._address.text().strip()
        if address and "://" not in address:
            address = f"https://{address}"
        if (address or None) == self._settings.options.hub_endpoint:
            return
        try:
            self._settings.change(hub_endpoint=address or None)
        except DeskhandError as error:
            self.failed.emit(error)
            return
        self.refresh()

    def _keep(self) -> None:
        host, token = self._host(), self._token.text()

        def keep(_reports: object) -> str:
            self._secrets.keep(host, token)
            return token

        self._keeper.start(keep)

    def _take_token(self) -> None:
        """Keep what was typed, or use it once where nothing can be kept."""
        if self._token.text().strip():
            (self._keep_button if self._keep_button.isEnabled() else self._once_button).click()

    def _use_once(self) -> None:
        try:
            self._secrets.use_for_this_run(self._host(), self._token.text())
        except DeskhandError as error:
            self.failed.emit(error)
            return
        self._token.clear()
        self.refresh()

    def _forget(self) -> None:
        host = self._host()
        self._keeper.start(lambda _reports: self._secrets.forget(host))

    def _end(self, kept: str | None) -> None:
        """Empty the field once its token is kept; one that could not be kept stays to be tried again."""
        if kept == self._token.text():
            self._token.clear()
        self.refresh()

    def _fail(self, error: DeskhandError) -> None:
        self.failed.emit(error)
        self.refresh()

    def _show_found(self, found: tuple[str, KeyStoreState, str | None]) -> None:
        host, state, where = found
        if host != self._host():  # another address was chosen meanwhile
            self._look()
            return
        self._keep_button.setEnabled(state is not KeyStoreState.NONE)
        self._forget_button.setVisible(where is not None)
        if where == "kept":
            self._told.setText(self.tr("An access token is kept in the key store of this system."))
        elif where == "this-run":
            self._told.setText(self.tr("An access token is used until Deskhand closes."))
        elif state is KeyStoreState.NONE:
            self._told.setText(
                self.tr("This system has no key store: an access token can be used for this run only.")
            )
        else:
            self._told.setText(
                self.tr("Only models that ask for an account need one. It is never written to a file.")
            )

    def _show_token(self, text: str) -> None:
        for button in (self._keep_button, self._once_button):
            button.setVisible(bool(text.strip()))

    def _connect(self) -> None:
        self._address.editingFinished.connect(self._take_address)
        self._token.textChanged.connect(self._show_token)
        self._token.returnPressed.connect(self._take_token)
        self._keep_button.clicked.connect(self._keep)
        self._once_button.clicked.connect(self._use_once)
        self._forget_button.clicked.connect(self._forget)
        self._looker.finished.connect(self._show_found)
        self._keeper.finished.connect(self._end)
        self._keeper.failed.connect(self._fail)

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Fetching"))
        self._token.setEchoMode(QLineEdit.EchoMode.Password)
        self._forget_button.hide()
        frame, column = sheet(spacing=NEAR)
        column.addWidget(heading(self.tr("Fetching")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(NEAR)
        grid.setVerticalSpacing(STEP)
        for row, (words, line) in enumerate(
            ((self.tr("Download address"), self._address), (self.tr("Access token"), self._token))
        ):
            label = QLabel(words)
            label.setBuddy(line)
            line.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(NEAR)
        for button in (self._keep_button, self._once_button, self._forget_button):
            buttons.addWidget(button)
        grid.addLayout(buttons, 1, 2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self._told)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
