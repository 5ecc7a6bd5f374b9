"""Lets a second start bring the first window to the front instead of opening another."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500
_WISH = b"front\n"


class SingleInstance(QObject):
    """The one window over a data folder.

    Signals:
        front_requested: Another start wants the window in front.
    """

    front_requested = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(data.absolute()).encode()).hexdigest()[:16]
        self._name = f"deskhand-{digest}"
        self._server: QLocalServer | None = None

    def call_other(self) -> bool:
        """Ask a window that is open already to come to the front; return whether there is one."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(_WISH)
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> None:
        """Be the one window from now on; without a server the program works all the same."""
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left by a program that died
            server.listen(self._name)
        server.newConnection.connect(self._answer)
        self._server = server

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    def _answer(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
        self.front_requested.emit()
