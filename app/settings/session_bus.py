"""Looks at the key stores of a Linux session over D-Bus: with a time limit, and without any dialog.

keyring itself waits without end, unlocks before it searches, and makes a first collection just for
reading. What is asked here decides whether it may begin at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.bus import find_session_bus
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, prep_socket
from jeepney.wrappers import unwrap_msg

_BUS_PATIENCE = 1.0  # seconds; the bus is there or is not
_SERVICE_PATIENCE = 10.0  # the bus may have to start the key store first


class SecretServiceLook:
    """Looks at GNOME's key store and all others that speak the Secret Service protocol."""

    _NAME = "org.freedesktop.secrets"
    _PATH = "/org/freedesktop/secrets"
    _INTERFACE = "org.freedesktop.Secret"

    def is_there(self) -> bool:
        """Return whether it runs or the bus can start it; False also where there is no bus."""
        return _is_there(self._NAME)

    def is_open(self) -> bool:
        """Return whether it can be used now without asking the user.

        A store that has no collection yet asks for its first password.

        Raises:
            Exception: It does not answer; jeepney raises what it meets.
        """
        with _session_bus() as bus:
            collection = self._collection(bus)
            if collection is None:
                return False
            ((_, locked),) = _reply(bus, Properties(collection).get("Locked"))
            return not locked

    def holds(self, service: str, name: str) -> bool:
        """Return whether *name* of *service* is kept; GNOME's store tells also while it is locked.

        Raises:
            Exception: It does not answer; jeepney raises what it meets.
        """
        with _session_bus() as bus:
            collection = self._collection(bus)
            if collection is None:
                return False
            wanted = {"service": service, "username": name}  # as keyring writes them
            (items,) = _reply(bus, new_method_call(collection, "SearchItems", "a{ss}", (wanted,)))
            return bool(items)

    def _collection(self, bus: DBusConnection) -> DBusAddress | None:
        """Return the collection that keyring uses, or None when there is none yet."""
        store = DBusAddress(self._PATH, self._NAME, f"{self._INTERFACE}.Service")
        (path,) = _reply(bus, new_method_call(store, "ReadAlias", "s", ("default",)))
        return None if path == "/" else DBusAddress(path, self._NAME, f"{self._INTERFACE}.Collection")


class KWalletLook:
    """Looks at KDE's wallet where it does not speak the Secret Service protocol."""

    _NAME = "org.kde.kwalletd5"  # the one that keyring knows
    _STORE = DBusAddress("/modules/kwalletd5", _NAME, "org.kde.KWallet")

    def is_there(self) -> bool:
        """Return whether it runs or the bus can start it; False also where there is no bus."""
        return _is_there(self._NAME)

    def is_open(self) -> bool:
        """Return whether it can be used now without asking the user.

        Raises:
            Exception: It does not answer; jeepney raises what it meets.
        """
        with _session_bus() as bus:
            return bool(self._ask(bus, "isOpen", self._wallet(bus)))

    def holds(self, service: str, name: str) -> bool:
        """Return whether *name* of *service* is kept; KWallet tells also while it is closed.

        Raises:
            Exception: It does not answer; jeepney raises what it meets.
        """
        with _session_bus() as bus:
            return not self._ask(bus, "keyDoesNotExist", self._wallet(bus), service, name)

    def _wallet(self, bus: DBusConnection) -> str:
        return str(self._ask(bus, "networkWallet"))  # the one that keyring uses

    def _ask(self, bus: DBusConnection, method: str, *texts: str) -> Any:
        (answer,) = _reply(bus, new_method_call(self._STORE, method, "s" * len(texts), texts))
        return answer


class _Connection(DBusConnection):  # type: ignore[misc] # the library has no types
    """A connection that waits without end for nothing: not for the bus's first word either."""

    def send_and_get_reply(self, message: Any, *, timeout: float | None = None) -> Any:
        return super().send_and_get_reply(message, timeout=_BUS_PATIENCE if timeout is None else timeout)


@contextmanager
def _session_bus() -> Iterator[DBusConnection]:
    socket = prep_socket(find_session_bus(), timeout=_BUS_PATIENCE)
    with socket, _Connection(socket) as bus:
        yield bus


def _is_there(name: str) -> bool:
    try:
        with _session_bus() as connection:
            bus = Proxy(message_bus, connection)
            (has_owner,) = bus.NameHasOwner(name)
            return bool(has_owner) or name in bus.ListActivatableNames()[0]
    except Exception:  # noqa: BLE001 - no address, one that cannot be read, or nobody there: each has its error
        return False


def _reply(bus: DBusConnection, question: Any) -> Any:
    return unwrap_msg(bus.send_and_get_reply(question, timeout=_SERVICE_PATIENCE))
