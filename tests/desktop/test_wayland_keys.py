"""The portal for global keys, on a real bus with a portal of the test's."""

import shutil
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from app.desktop.keys import KeyCombination
from app.errors import DeskhandError

if sys.platform != "linux" and not TYPE_CHECKING:
    pytest.skip("only Linux has a session bus", allow_module_level=True)

from app.desktop.wayland_keys import PortalGlobalKey, _trigger
from tests.desktop.fake_portal import FakePortal, own_bus

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed")

KEYS = KeyCombination.parse("Ctrl+Alt+G")
PATIENCE_S = 30.0


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a bus."""
    with own_bus(tmp_path_factory.mktemp("bus")) as address:
        yield address


@pytest.fixture
def portal(bus: str) -> Iterator[FakePortal]:
    """The desktop's portal."""
    made = FakePortal(bus)
    yield made
    made.close()


@pytest.fixture
def key(bus: str) -> Iterator[PortalGlobalKey]:
    """The key."""
    made = PortalGlobalKey(bus)
    yield made
    made.close()


def test_the_desktop_is_asked_and_its_choice_is_told(portal: FakePortal, key: PortalGlobalKey) -> None:
    assert key.hold(KEYS) == "Press Super+J"
    session, [(name, wish)], parent, _ = next(body for one, body in portal.calls if one == "BindShortcuts")
    assert session.startswith("/org/freedesktop/portal/desktop/session/")
    assert (name, wish["preferred_trigger"], parent) == ("quick-assist", ("s", "CTRL+ALT+g"), "")
    assert portal.called()[:3] == ["Get", "Register", "CreateSession"]


def test_a_press_is_heard_with_the_leave_to_come_to_the_front(
    portal: FakePortal, key: PortalGlobalKey
) -> None:
    heard: list[str] = []
    news = threading.Semaphore(0)
    key.pressed.subscribe(heard.append)
    key.pressed.subscribe(lambda _: news.release())
    key.hold(KEYS)
    portal.press(shortcut="another")
    portal.press(session="/org/freedesktop/portal/desktop/session/of/others")
    portal.press()
    assert news.acquire(timeout=PATIENCE_S)
    portal.press(leave="")
    assert news.acquire(timeout=PATIENCE_S)
    assert heard == ["leave-7", ""]


def test_a_user_who_refuses_is_obeyed(portal: FakePortal, key: PortalGlobalKey) -> None:
    portal.answer = 1
    with pytest.raises(DeskhandError) as caught:
        key.hold(KEYS)
    assert caught.value.code == "no-global-key"
    assert portal.called()[-1] == "Close"


def test_a_portal_without_keys_is_told(portal: FakePortal, key: PortalGlobalKey) -> None:
    portal.has_shortcuts = False
    with pytest.raises(DeskhandError) as caught:
        key.hold(KEYS)
    assert caught.value.code == "no-global-key"


def test_a_bus_without_a_portal_is_told(key: PortalGlobalKey) -> None:
    with pytest.raises(DeskhandError) as caught:
        key.hold(KEYS)
    assert caught.value.code == "no-global-key"


def test_a_desktop_without_a_bus_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    nowhere = PortalGlobalKey(f"unix:path={tmp_path_factory.mktemp('no')}/bus")
    with pytest.raises(DeskhandError) as caught:
        nowhere.hold(KEYS)
    assert caught.value.code == "no-global-key"
    nowhere.close()


def test_another_key_is_asked_for_in_another_session(portal: FakePortal, key: PortalGlobalKey) -> None:
    key.hold(KEYS)
    key.hold(KeyCombination.parse("Meta+Shift+F9"))
    assert portal.called().count("CreateSession") == 2
    assert portal.called().count("Close") == 1


@pytest.mark.parametrize(
    ("keys", "trigger"),
    [
        ("Ctrl+Alt+G", "CTRL+ALT+g"),
        ("Meta+Shift+F9", "SHIFT+LOGO+F9"),
        ("Ctrl+Alt+Shift+Space", "CTRL+ALT+SHIFT+space"),
    ],
)
def test_keys_are_named_as_portals_name_them(keys: str, trigger: str) -> None:
    assert _trigger(KeyCombination.parse(keys)) == trigger
