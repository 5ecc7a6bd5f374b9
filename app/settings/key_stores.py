"""The system's own key stores and no others, whatever a configuration of keyring names.

keyring chooses by its configuration file, its variable in the environment and whatever packages
register; a plain file or nothing at all can be behind it. So its own choice is never asked for.
"""

import logging
import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol

_log = logging.getLogger(__name__)

_MOST_COPIES = 9  # other programs may have written the same name once more


class KeyStoreState(StrEnum):
    """Whether the system can keep a secret."""

    AVAILABLE = "available"
    """It can, now."""
    LOCKED = "locked"
    """It can, but asks the user first, to unlock it or for its first password."""
    NONE = "none"
    """There is no key store, or it does not answer."""


class Backend(Protocol):
    """What is needed of a backend of keyring."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """Return what is kept, or None; the system may ask the user to unlock."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep *password*; the system may ask the user to unlock."""

    def delete_password(self, service: str, username: str, /) -> None:
        """Forget what is kept; the system may ask the user to unlock."""


class Look(Protocol):
    """Looks at a key store that can be locked or absent, without any dialog."""

    def is_there(self) -> bool:
        """Return whether it runs or can be started."""

    def is_open(self) -> bool:
        """Return whether it can be used now without asking the user."""

    def holds(self, service: str, name: str) -> bool:
        """Return whether *name* of *service* is kept."""


class KeyStore:
    """One key store; what its backend raises passes through."""

    def __init__(self, find: Callable[[], Backend | None], look: Look | None = None) -> None:
        """Use the backend that *find* returns, and *look* where the store can be locked or absent."""
        self._find = find
        self._look = look
        self._backend: Backend | None = None

    def state(self) -> KeyStoreState:
        """Return its state; opens no dialog and takes no longer than some seconds."""
        if self._look is None:
            return KeyStoreState.NONE if self._found() is None else KeyStoreState.AVAILABLE
        if not self._look.is_there() or self._found() is None:
            return KeyStoreState.NONE
        try:
            return KeyStoreState.AVAILABLE if self._look.is_open() else KeyStoreState.LOCKED
        except Exception as error:  # noqa: BLE001 - a store that does not answer is none, whatever the reason
            _log.warning("the key store does not answer: %s", type(error).__name__)
            return KeyStoreState.NONE

    def holds(self, service: str, name: str) -> bool:
        """Return whether *name* is kept."""
        if self._look is not None:
            return self._look.holds(service, name)
        return self._usable().get_password(service, name) is not None

    def read(self, service: str, name: str) -> str | None:
        """Return what is kept as *name*; nobody is asked to unlock a store that does not hold it."""
        if self._look is not None and not self._look.holds(service, name):
            return None
        return self._usable().get_password(service, name)

    def write(self, service: str, name: str, secret: str) -> None:
        """Keep *secret* as *name*."""
        backend = self._usable()
        backend.set_password(service, name, secret)
        if backend.get_password(service, name) != secret:  # KWallet's backend tells nothing when it fails
            raise OSError("the key store does not hold what was written")

    def remove(self, service: str, name: str) -> None:
        """Forget *name*; nobody is asked to unlock a store that does not hold it."""
        from keyring.errors import PasswordDeleteError  # noqa: PLC0415 - slow to load, seldom needed

        if self._look is not None and not self._look.holds(service, name):
            return
        refusal: Exception | None = None
        try:
            for _ in range(_MOST_COPIES):
                self._usable().delete_password(service, name)
        except PasswordDeleteError as error:  # there is no more, or it may not be
            refusal = error
        if self.holds(service, name):
            raise refusal or OSError("the key store still holds it")

    def _found(self) -> Backend | None:
        """Return the backend, or None where it cannot work."""
        if self._backend is None:
            try:
                self._backend = self._find()
            except ImportError as error:
                _log.warning("a part of the key store's library is missing: %s", error)
        return self._backend

    def _usable(self) -> Backend:
        backend = self._found()
        if backend is None:
            raise OSError("the key store has gone")
        return backend


def system_key_stores() -> tuple[KeyStore, ...]:
    """Return the key stores that this system can have, the one to be preferred first."""
    if sys.platform == "darwin":
        return (KeyStore(_keychain),)
    if sys.platform == "win32":
        return (KeyStore(_credential_locker),)
    try:
        from app.settings.session_bus import KWalletLook, SecretServiceLook  # noqa: PLC0415 - only Linux has it
    except ImportError as error:
        _log.warning("the session's bus cannot be asked: %s", error)
        return ()
    # KWallet speaks the Secret Service protocol too since 2022; one place is the same place next time.
    return KeyStore(_secret_service, SecretServiceLook()), KeyStore(_kwallet, KWalletLook())


def _keychain() -> Backend | None:
    from keyring.backends import macOS  # noqa: PLC0415 - slow to load; named, so that a frozen build has it

    return _made(macOS.Keyring)


def _credential_locker() -> Backend | None:
    from keyring.backends import Windows  # noqa: PLC0415 - likewise

    return _made(Windows.WinVaultKeyring)


def _secret_service() -> Backend | None:
    from keyring.backends import SecretService  # noqa: PLC0415 - likewise

    return _made(SecretService.Keyring)


def _kwallet() -> Backend | None:
    from keyring.backends import kwallet  # noqa: PLC0415 - likewise

    return _made(kwallet.DBusKeyring)


def _made(kind: Any) -> Backend | None:
    """Return a backend of *kind* that the environment does not change, or None where it cannot work."""
    if not kind.viable:
        return None
    own = {"appid": "Deskhand", "set_properties_from_env": lambda _self: None}
    backend: Backend = type(kind.__name__, (kind,), own)()
    return backend
