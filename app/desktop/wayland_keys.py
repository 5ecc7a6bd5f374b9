"""A key that is heard on the whole desktop of Wayland: the GlobalShortcuts portal, asked over D-Bus.

The desktop asks the user and decides on the keys; ours are a wish, and only its own settings change them later.
"""

import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, MatchRule, Message, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.threading import DBusConnection, DBusRouter, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from app.desktop.keys import KeyCombination, Modifier, check_usable
from app.errors import DeskhandError
from app.events import Event

_log = logging.getLogger(__name__)

_ID = "quick-assist"
_PROGRAM = "deskhand"
"""Name of the program's desktop entry, by which the desktop remembers what the user has allowed."""
_NAME = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SHORTCUTS = DBusAddress(_PATH, _NAME, "org.freedesktop.portal.GlobalShortcuts")
_REGISTRY = DBusAddress(_PATH, _NAME, "org.freedesktop.host.portal.Registry")
_REQUEST = "org.freedesktop.portal.Request"
_SESSION = "org.freedesktop.portal.Session"
_CALL_S = 5.0
_QUESTION_S = 300.0
"""For as long as the desktop's question to the user may be open."""
_WAYLAND_NAMES: dict[Modifier, str] = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}


class PortalGlobalKey:
    """Asks the desktop for a key, and hears from it when that is pressed.

    Attributes:
        pressed: It was pressed; emitted in a thread of its own, with the desktop's leave to come to the front.
    """

    def __init__(self, bus: str = "SESSION") -> None:
        """Ask on *bus* when a key is wanted."""
        self.pressed: Event[str] = Event()
        self._bus = bus
        self._connection: DBusConnection | None = None
        self._router: DBusRouter | None = None
        self._session = ""
        self._heard: Queue[Message | None] = Queue()

    def hold(self, keys: KeyCombination) -> str:
        """Ask for *keys*; the desktop may ask the user first."""
        check_usable(keys)
        self.release()
        try:
            return self._bind(keys)
        except DeskhandError:
            self.release()
            raise
        except Exception as error:  # jeepney raises what it meets: no bus, no portal, an answer that is none
            _log.info("the desktop gives no key: %s", error)
            self.release()
            raise DeskhandError("no-global-key") from error

    def release(self) -> None:
        """Listen for nothing."""
        connection, router, session = self._connection, self._router, self._session
        self._connection = self._router = None
        self._session = ""
        self._heard.put(None)
        if router is None or connection is None:
            return
        try:
            if session:
                address = DBusAddress(session, _NAME, _SESSION)
                router.send_and_get_reply(new_method_call(address, "Close"), timeout=_CALL_S)
        except Exception:  # noqa: BLE001 - the portal may be gone: then the key is too
            _log.debug("the portal did not answer at the end", exc_info=True)
        router.close()
        connection.close()

    def close(self) -> None:
        """Listen for nothing, and end."""
        self.release()

    def _bind(self, keys: KeyCombination) -> str:
        self._connection = open_dbus_connection(self._bus)
        self._router = DBusRouter(self._connection)
        self._call(Properties(_SHORTCUTS).get("version"))  # who has no such portal says so here
        self._register()
        options = {"session_handle_token": ("s", f"deskhand_{secrets.token_hex(4)}")}
        answer = self._request("CreateSession", "a{sv}", (), options)
        self._session = answer["session_handle"][1]
        self._listen()
        wish = {
            "description": ("s", "Deskhand: quick assist"),
            "preferred_trigger": ("s", _trigger(keys)),
        }
        answer = self._request("BindShortcuts", "oa(sa{sv})sa{sv}", (self._session, [(_ID, wish)], ""), {})
        bound = dict(answer.get("shortcuts", ("", []))[1])
        if _ID not in bound:
            raise DeskhandError("no-global-key")
        return str(bound[_ID].get("trigger_description", ("s", ""))[1])

    def _register(self) -> None:
        """Tell newer portals which program asks: without a sandbox they would not know."""
        try:
            self._call(new_method_call(_REGISTRY, "Register", "sa{sv}", (_PROGRAM, {})))
        except DBusErrorResponse:
            _log.debug("this portal does not ask which program it is")

    def _listen(self) -> None:
        heard: Queue[Message | None] = Queue()
        self._heard = heard
        assert self._router is not None  # noqa: S101 - it was made before
        router = self._router
        rule = MatchRule(type="signal", interface=_SHORTCUTS.interface, member="Activated", path=_PATH)
        self._call(message_bus.AddMatch(rule))
        handle = router.filter(rule, queue=heard)
        session = self._session

        def hear() -> None:
            with handle:
                while (message := heard.get()) is not None:
                    of_session, name, _time, options = message.body
                    if of_session == session and name == _ID:
                        self.pressed.emit(str(options.get("activation_token", ("s", ""))[1]))

        threading.Thread(target=hear, name="portal-key", daemon=True).start()

    def _request(
        self, method: str, signature: str, arguments: tuple[Any, ...], options: dict[str, Any]
    ) -> dict[str, Any]:
        """Call *method* of the portal and return what it answers once the user, if asked, has.

        Raises:
            DeskhandError: `no-global-key`: the user or the desktop has refused.
        """
        token = f"deskhand_{secrets.token_hex(4)}"
        with self._answers(token) as answers:
            body = (*arguments, options | {"handle_token": ("s", token)})
            self._call(new_method_call(_SHORTCUTS, method, signature, body))
            try:
                code, results = answers.get(timeout=_QUESTION_S).body
            except Empty as error:
                raise DeskhandError("no-global-key") from error
        if code:
            _log.info("the desktop has refused a key: %s %s", method, code)
            raise DeskhandError("no-global-key")
        return dict(results)

    @contextmanager
    def _answers(self, token: str) -> Iterator["Queue[Message]"]:
        """Listen for the answer to a request before it is made: it may come before the call returns."""
        assert self._router is not None  # noqa: S101 - it was made before
        sender = str(self._router.unique_name).removeprefix(":").replace(".", "_")
        rule = MatchRule(
            type="signal", interface=_REQUEST, member="Response", path=f"{_PATH}/request/{sender}/{token}"
        )
        self._call(message_bus.AddMatch(rule))
        with self._router.filter(rule) as answers:
            yield answers
        self._call(message_bus.RemoveMatch(rule))

    def _call(self, message: Message) -> Any:
        assert self._router is not None  # noqa: S101 - it was made before
        return unwrap_msg(self._router.send_and_get_reply(message, timeout=_CALL_S))


def _trigger(keys: KeyCombination) -> str:
    """Return *keys* as portals have them: modifiers in capitals, the key by its name in the keyboard's tables."""
    key = keys.key if keys.function_number else keys.key.lower()
    return "+".join([*(name for one, name in _WAYLAND_NAMES.items() if one in keys.modifiers), key])
