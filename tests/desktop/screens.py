"""Screens that nobody sees, with or without a window manager, and keys pressed on them as if by hand."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import xcffib.xtest

from app.desktop.keys import KeyCombination
from app.desktop.x11_connection import X11Connection
from app.desktop.x11_keyboard import X11Keyboard

_NAMED = {"Return": 0xFF0D, "Escape": 0xFF1B, "Space": 0x20}

PATIENCE_S = 30.0
"""A deadline for what takes milliseconds."""


@contextmanager
def virtual_screen() -> Iterator[str]:
    """A screen that nobody sees; its name."""
    read, write = os.pipe()
    with subprocess.Popen(
        [
            shutil.which("Xvfb") or "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            "1366x768x24",
            "-noreset",
            "-nolisten",
            "tcp",
        ],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        yield f":{number}"
        server.terminate()


@contextmanager
def window_manager(display: str) -> Iterator[None]:
    """A window manager on *display*."""
    with subprocess.Popen(
        [shutil.which("openbox") or "openbox", "--sm-disable"],
        env={**os.environ, "DISPLAY": display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as manager:
        x = X11Connection(display)
        wait_until(lambda: bool(x.numbers(x.root, "_NET_SUPPORTING_WM_CHECK")))
        x.close()
        yield
        manager.terminate()


def press(display: str, keys: str) -> None:
    """Press *keys* on *display*, as a hand does."""
    x = X11Connection(display)
    keyboard = X11Keyboard(x)
    if keys in _NAMED:
        code = keyboard._code_of((_NAMED[keys],))
        for kind in (2, 3):
            x.connection(xcffib.xtest.key).FakeInput(kind, code, 0, x.root, 0, 0, 0)
    else:
        assert keyboard.press(KeyCombination.parse(keys))
    x.server_time()  # an answer: the keys have arrived
    x.close()


def wait_until(holds: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    """Wait until something *holds* that others bring about."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.005)
