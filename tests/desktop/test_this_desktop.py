"""Which desktop the program finds itself on."""

import sys

import pytest

from app.desktop.keys import KeyCombination
from app.desktop.this_desktop import NoGlobalKey, this_desktop
from app.errors import DeskhandError


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({}, "linux"),
        ({"DISPLAY": ":4711"}, "linux"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "minimal"}, "linux"),
        ({}, "freebsd14"),
        *([({}, "win32")] if sys.platform != "win32" else []),
        *([({}, "darwin")] if sys.platform != "darwin" else []),
    ],
)
def test_where_nothing_can_be_had_that_is_told(environment: dict[str, str], platform: str) -> None:
    found = this_desktop(environment, platform)
    assert isinstance(found.key, NoGlobalKey)
    assert (found.exchange, found.clipboard, found.bring_to_front(7)) == (None, None, False)
    with pytest.raises(DeskhandError) as caught:
        found.key.hold(KeyCombination.parse("Ctrl+Alt+G"))
    assert caught.value.code == "no-global-key"
    found.key.release()
    found.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has Wayland")
def test_on_wayland_there_is_the_portal_and_no_way_into_other_programs() -> None:
    found = this_desktop({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux")
    assert type(found.key).__name__ == "PortalGlobalKey"
    assert found.exchange is None
    found.close()


@pytest.mark.skipif(sys.platform != "linux", reason="X servers are looked for on Linux")
def test_on_an_x_server_there_is_everything(screen: str) -> None:
    found = this_desktop({"DISPLAY": screen}, "linux")
    assert type(found.key).__name__ == "X11GlobalKey"
    assert found.exchange is not None
    assert not found.bring_to_front(0x7FFF_FFFF)
    found.close()
    found = this_desktop({"DISPLAY": screen, "WAYLAND_DISPLAY": "w", "QT_QPA_PLATFORM": "xcb"}, "linux")
    assert type(found.key).__name__ == "X11GlobalKey"
    found.close()
