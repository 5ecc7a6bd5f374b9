"""A bus of the test's own, with a portal that answers as the test tells it."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

_NAME = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow own="*"/><allow receive_sender="*"/></policy></busconfig>
"""


@contextmanager
def own_bus(folder: Path) -> Iterator[str]:
    """A bus on which nobody is yet; its address."""
    config = folder / "bus.conf"
    config.write_text(_BUS.format(path=folder / "bus"), encoding="utf-8")
    with subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],  # noqa: S607 - as installed
        stdout=subprocess.PIPE,
        text=True,
    ) as bus:
        assert bus.stdout
        yield bus.stdout.readline().strip()
        bus.terminate()


class FakePortal:
    """The desktop's portal for global keys.

    Attributes:
        calls: Which methods were called, with their arguments, in order.
        answer: What the user does when asked for a key: 0 allows it, 1 refuses.
        bound: What the desktop says of the key.
        has_shortcuts: Whether this desktop gives keys at all.
    """

    def __init__(self, address: str) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.answer = 0
        self.bound = "Press Super+J"
        self.has_shortcuts = True
        self._session = ""
        self._client = ""
        self._bus: DBusConnection = open_dbus_connection(address)
        unwrap_msg(self._bus.send_and_get_reply(message_bus.RequestName(_NAME)))
        self._ended = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def press(self, shortcut: str = "quick-assist", session: str = "", leave: str = "leave-7") -> None:
        """Tell that the key was pressed."""
        options = {"activation_token": ("s", leave)} if leave else {}
        body = (session or self._session, shortcut, 0, options)
        self._signal(_PATH, _SHORTCUTS, "Activated", "osta{sv}", body)

    def called(self) -> list[str]:
        """Return the names of the methods that were called."""
        return [name for name, _ in self.calls]

    def close(self) -> None:
        """Leave the bus."""
        self._ended = True
        self._thread.join(10)
        unwrap_msg(self._bus.send_and_get_reply(message_bus.ReleaseName(_NAME)))
        self._bus.close()

    def _serve(self) -> None:
        while not self._ended:
            try:
                message = self._bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        fields = message.header.fields
        name = fields[HeaderFields.member]
        self.calls.append((name, message.body))
        self._client = fields[HeaderFields.sender]
        if name == "Get" and self.has_shortcuts:
            self._bus.send(new_method_return(message, "v", (("u", 1),)))
        elif name in {"Get", "Register"}:
            self._bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
        elif name in {"CreateSession", "BindShortcuts"}:
            self._answer_request(message, name)
        else:
            self._bus.send(new_method_return(message))

    def _answer_request(self, message: Message, name: str) -> None:
        options = message.body[-1]
        sender = self._client.removeprefix(":").replace(".", "_")
        handle = f"{_PATH}/request/{sender}/{options['handle_token'][1]}"
        self._bus.send(new_method_return(message, "o", (handle,)))
        if name == "CreateSession":
            self._session = f"{_PATH}/session/{sender}/{options['session_handle_token'][1]}"
            answer: tuple[int, dict[str, Any]] = (0, {"session_handle": ("s", self._session)})
        else:
            told = [(one, {"trigger_description": ("s", self.bound)}) for one, _ in message.body[1]]
            answer = (self.answer, {} if self.answer else {"shortcuts": ("a(sa{sv})", told)})
        self._signal(handle, "org.freedesktop.portal.Request", "Response", "ua{sv}", answer)

    def _signal(self, path: str, interface: str, name: str, signature: str, body: tuple[Any, ...]) -> None:
        signal = new_signal(DBusAddress(path, interface=interface), name, signature, body)
        signal.header.fields[HeaderFields.destination] = self._client
        self._bus.send(signal)
