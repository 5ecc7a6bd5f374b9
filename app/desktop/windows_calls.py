"""The calls of Windows that are used, with their types; loaded there only."""

import ctypes
import sys
from ctypes import (
    POINTER,
    Structure,
    Union,
    c_bool,
    c_int,
    c_int32,
    c_size_t,
    c_uint,
    c_uint32,
    c_void_p,
    c_wchar_p,
)
from dataclasses import dataclass
from typing import Any

WM_QUIT = 0x0012
WM_HOTKEY = 0x0312
INPUT_KEYBOARD = 1
KEYEVENTF_KEYUP = 0x0002


class KeyboardInput(Structure):
    """KEYBDINPUT: a key that goes down or up."""

    _fields_ = (
        ("wVk", ctypes.c_ushort),
        ("wScan", ctypes.c_ushort),
        ("dwFlags", c_uint32),
        ("time", c_uint32),
        ("dwExtraInfo", c_size_t),
    )


class _MouseInput(Structure):
    """MOUSEINPUT: the largest of the union, which gives it its size."""

    _fields_ = (
        ("dx", c_int32),
        ("dy", c_int32),
        ("mouseData", c_uint32),
        ("dwFlags", c_uint32),
        ("time", c_uint32),
        ("dwExtraInfo", c_size_t),
    )


class _InputKinds(Union):
    _fields_ = (("ki", KeyboardInput), ("mi", _MouseInput))


class Input(Structure):
    """INPUT: what `SendInput` takes."""

    _fields_ = (("type", c_uint32), ("u", _InputKinds))


class Message(Structure):
    """MSG: what `GetMessageW` gives."""

    _fields_ = (
        ("hwnd", c_void_p),
        ("message", c_uint),
        ("wParam", c_size_t),
        ("lParam", ctypes.c_ssize_t),
        ("time", c_uint32),
        ("x", c_int32),
        ("y", c_int32),
    )


@dataclass(frozen=True, slots=True)
class WindowsCalls:
    """The system's libraries; a test hands over its own."""

    user: Any
    """user32."""
    kernel: Any
    """kernel32."""
    gdi: Any
    """gdi32."""


def load_calls() -> WindowsCalls:
    """Load the libraries and declare what is called: without types, handles would be cut to 32 bits.

    Raises:
        OSError: A library is not there.
    """
    if sys.platform != "win32":
        raise OSError("these libraries are there on Windows only")
    user, kernel, gdi = (ctypes.WinDLL(name, use_last_error=True) for name in ("user32", "kernel32", "gdi32"))
    for library, calls in ((user, _USER), (kernel, _KERNEL), (gdi, _GDI)):
        for name, (result, *arguments) in calls.items():
            function = getattr(library, name)
            function.restype = result
            function.argtypes = arguments
    return WindowsCalls(user, kernel, gdi)


_USER: dict[str, tuple[Any, ...]] = {
    "OpenClipboard": (c_bool, c_void_p),
    "CloseClipboard": (c_bool,),
    "EmptyClipboard": (c_bool,),
    "EnumClipboardFormats": (c_uint, c_uint),
    "CountClipboardFormats": (c_int,),
    "GetClipboardData": (c_void_p, c_uint),
    "SetClipboardData": (c_void_p, c_uint, c_void_p),
    "GetClipboardOwner": (c_void_p,),
    "GetClipboardSequenceNumber": (c_uint32,),
    "GetClipboardFormatNameW": (c_int, c_uint, c_wchar_p, c_int),
    "RegisterClipboardFormatW": (c_uint, c_wchar_p),
    "IsHungAppWindow": (c_bool, c_void_p),
    "IsWindow": (c_bool, c_void_p),
    "IsIconic": (c_bool, c_void_p),
    "ShowWindow": (c_bool, c_void_p, c_int),
    "GetForegroundWindow": (c_void_p,),
    "SetForegroundWindow": (c_bool, c_void_p),
    "GetClassNameW": (c_int, c_void_p, c_wchar_p, c_int),
    "GetAsyncKeyState": (ctypes.c_short, c_int),
    "SendInput": (c_uint, c_uint, POINTER(Input), c_int),
    "SendMessageTimeoutW": (c_size_t, c_void_p, c_uint, c_size_t, c_size_t, c_uint, c_uint, c_void_p),
    "RegisterHotKey": (c_bool, c_void_p, c_int, c_uint, c_uint),
    "UnregisterHotKey": (c_bool, c_void_p, c_int),
    "GetMessageW": (c_int, POINTER(Message), c_void_p, c_uint, c_uint),
    "PeekMessageW": (c_bool, POINTER(Message), c_void_p, c_uint, c_uint, c_uint),
    "PostThreadMessageW": (c_bool, c_uint32, c_uint, c_size_t, ctypes.c_ssize_t),
}
_KERNEL: dict[str, tuple[Any, ...]] = {
    "GlobalAlloc": (c_void_p, c_uint, c_size_t),
    "GlobalFree": (c_void_p, c_void_p),
    "GlobalLock": (c_void_p, c_void_p),
    "GlobalUnlock": (c_bool, c_void_p),
    "GlobalSize": (c_size_t, c_void_p),
    "GetCurrentThreadId": (c_uint32,),
}
_GDI: dict[str, tuple[Any, ...]] = {
    "GetEnhMetaFileBits": (c_uint, c_void_p, c_uint, c_void_p),
    "SetEnhMetaFileBits": (c_void_p, c_uint, c_void_p),
    "DeleteEnhMetaFile": (c_bool, c_void_p),
}
