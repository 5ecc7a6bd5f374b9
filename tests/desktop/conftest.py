"""Screens for the tests that need a real X server."""

import shutil
import sys
from collections.abc import Iterator

import pytest

_CAN = sys.platform == "linux" and shutil.which("Xvfb")


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A screen that nobody sees, without a window manager; its name."""
    if not _CAN:
        pytest.skip("Xvfb is not installed")
    from tests.desktop.screens import virtual_screen  # noqa: PLC0415 - needs a library that is there on Linux only

    with virtual_screen() as display:
        yield display


@pytest.fixture
def own_screen() -> Iterator[str]:
    """The same for one test alone."""
    if not _CAN:
        pytest.skip("Xvfb is not installed")
    from tests.desktop.screens import virtual_screen  # noqa: PLC0415 - needs a library that is there on Linux only

    with virtual_screen() as display:
        yield display


@pytest.fixture(scope="module")
def managed_screen() -> Iterator[str]:
    """A screen that nobody sees, with a window manager; its name."""
    if not _CAN or not shutil.which("openbox"):
        pytest.skip("Xvfb or openbox is not installed")
    from tests.desktop.screens import virtual_screen, window_manager  # noqa: PLC0415 - likewise

    with virtual_screen() as display, window_manager(display):
        yield display
