"""The calls of macOS that are used: objects of AppKit by messages, functions of Carbon and the accessibility."""

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import (
    CFUNCTYPE,
    POINTER,
    byref,
    c_bool,
    c_char_p,
    c_float,
    c_int32,
    c_long,
    c_uint16,
    c_uint32,
    c_uint64,
    c_void_p,
)
from dataclasses import dataclass
from typing import Any

_FRAMEWORKS = "/System/Library/Frameworks/{0}.framework/{0}"
_HOT_KEY_PRESSED = 5
_SUCCESS = 0


def four_signs(name: str) -> int:
    """Return the number that Carbon makes of four signs."""
    return int.from_bytes(name.encode("ascii"), "big")


class _EventType(ctypes.Structure):
    _fields_ = (("kind", c_uint32), ("number", c_uint32))


class _HotKeyId(ctypes.Structure):
    _fields_ = (("signature", c_uint32), ("id", c_uint32))


_HANDLER = CFUNCTYPE(c_int32, c_void_p, c_void_p, c_void_p)
_TASK = CFUNCTYPE(None, c_void_p)
_TAP, _COMMAND = 0, 1 << 20


@dataclass(frozen=True, slots=True)
class MacLibraries:
    """The system's libraries."""

    objc: Any
    carbon: Any
    services: Any
    """ApplicationServices: accessibility and key events."""
    foundation: Any
    """CoreFoundation."""
    system: Any
    """libSystem, for the queue of the main thread."""


class MacCalls:
    """What is asked of macOS; a test hands over a stand-in with the same methods."""

    def __init__(self, libraries: MacLibraries) -> None:
        self._objc, self._carbon = libraries.objc, libraries.carbon
        self._services, self._foundation = libraries.services, libraries.foundation
        self._system = libraries.system
        self._kept: list[Any] = []
        """Functions that the system calls; Python would forget them."""

    @contextmanager
    def pool(self) -> Iterator[None]:
        """Give back at the end what messages have returned meanwhile."""
        mark = self._objc.objc_autoreleasePoolPush()
        try:
            yield
        finally:
            self._objc.objc_autoreleasePoolPop(mark)

    def klass(self, name: str) -> int:
        """Return the class *name*."""
        return int(self._objc.objc_getClass(name.encode()) or 0)

    def send(self, receiver: int, selector: str, *arguments: int, number: bool = False) -> int:
        """Send a message; return the object, or the *number*, that it answers; 0 for nil."""
        kind = c_long if number else c_void_p
        prototype = CFUNCTYPE(kind, c_void_p, c_void_p, *(c_void_p for _ in arguments))
        call = prototype(ctypes.cast(self._objc.objc_msgSend, c_void_p).value or 0)
        return int(call(receiver, self._objc.sel_registerName(selector.encode()), *arguments) or 0)

    def string(self, text: str) -> int:
        """Return *text* as an NSString."""
        raw = ctypes.create_string_buffer(text.encode("utf-8", "replace"))
        return self.send(self.klass("NSString"), "stringWithUTF8String:", ctypes.addressof(raw))

    def text(self, string: int) -> str:
        """Return an NSString's text; empty for nil."""
        raw = self.send(string, "UTF8String") if string else 0
        return ctypes.string_at(raw).decode("utf-8", "replace") if raw else ""

    def data(self, content: bytes) -> int:
        """Return *content* as an NSData."""
        raw = ctypes.create_string_buffer(content, max(len(content), 1))
        return self.send(self.klass("NSData"), "dataWithBytes:length:", ctypes.addressof(raw), len(content))

    def content(self, data: int) -> bytes:
        """Return an NSData's bytes."""
        length = self.send(data, "length", number=True)
        return ctypes.string_at(self.send(data, "bytes"), length) if length else b""

    def objects(self, array: int) -> list[int]:
        """Return the objects of an NSArray; none for nil."""
        count = self.send(array, "count", number=True) if array else 0
        return [self.send(array, "objectAtIndex:", place) for place in range(count)]

    def trusted(self, *, ask: bool) -> bool:
        """Return whether the user lets this program use the accessibility; with *ask* the system asks them."""
        if not ask:
            return bool(self._services.AXIsProcessTrusted())
        key = c_void_p.in_dll(self._services, "kAXTrustedCheckOptionPrompt").value or 0
        yes = self.send(self.klass("NSNumber"), "numberWithBool:", 1)
        options = self.send(self.klass("NSDictionary"), "dictionaryWithObject:forKey:", yes, key)
        return bool(self._services.AXIsProcessTrustedWithOptions(options))

    def selected_text(self, process: int, seconds: float) -> str | None:
        """Return what is selected in the element of *process* that has the keyboard; None where it does not tell."""
        program = self._services.AXUIElementCreateApplication(process)
        self._services.AXUIElementSetMessagingTimeout(program, seconds)
        focused = self._attribute(program, "AXFocusedUIElement")
        selected = self._attribute(focused, "AXSelectedText") if focused else 0
        text = self.text(selected) if selected else None
        for one in (selected, focused, program):
            if one:
                self._foundation.CFRelease(one)
        return text

    def press_with_command(self, code: int) -> None:
        """Press the key *code* with Command."""
        for down in (True, False):
            event = self._services.CGEventCreateKeyboardEvent(None, code, down)
            self._services.CGEventSetFlags(event, _COMMAND)
            self._services.CGEventPost(_TAP, event)
            self._foundation.CFRelease(event)

    def hear_hot_keys(self, hear: Callable[[], None]) -> None:
        """Call *hear* in the main thread whenever the registered key is pressed."""

        def handle(_next: int, _event: int, _data: int) -> int:
            hear()
            return _SUCCESS

        handler = _HANDLER(handle)
        self._kept.append(handler)
        kinds = _EventType(four_signs("keyb"), _HOT_KEY_PRESSED)
        target = self._carbon.GetApplicationEventTarget()
        self._carbon.InstallEventHandler(target, handler, 1, byref(kinds), None, None)

    def register_hot_key(self, code: int, modifiers: int) -> tuple[int, int]:
        """Register a key; return the system's answer, which is 0 when it is held, and what it is released by."""
        held = c_void_p()
        name = _HotKeyId(four_signs("DSKH"), 1)
        target = self._carbon.GetApplicationEventTarget()
        answer = self._carbon.RegisterEventHotKey(code, modifiers, name, target, 0, byref(held))
        return int(answer), int(held.value or 0)

    def unregister_hot_key(self, held: int) -> None:
        """Release a key."""
        self._carbon.UnregisterEventHotKey(held)

    def in_main_thread(self, act: Callable[[], None]) -> None:
        """Do *act* in the main thread, where the system wants some things done, and wait for its end."""
        if self.send(self.klass("NSThread"), "isMainThread", number=True) & 0xFF:
            act()
            return
        queue = ctypes.addressof(ctypes.c_char.in_dll(self._system, "_dispatch_main_q"))
        self._system.dispatch_sync_f(queue, None, _TASK(lambda _: act()))

    def _attribute(self, element: int, name: str) -> int:
        found = c_void_p()
        answer = self._services.AXUIElementCopyAttributeValue(element, self.string(name), byref(found))
        return int(found.value or 0) if answer == _SUCCESS else 0


def load_calls() -> MacCalls:
    """Load the libraries and declare what is called.

    Raises:
        OSError: A library is not there.
    """
    if sys.platform != "darwin":
        raise OSError("these libraries are there on macOS only")
    ctypes.CDLL(_FRAMEWORKS.format("AppKit"))  # brings its classes
    libraries = MacLibraries(
        objc=ctypes.CDLL("/usr/lib/libobjc.A.dylib"),
        carbon=ctypes.CDLL(_FRAMEWORKS.format("Carbon")),
        services=ctypes.CDLL(_FRAMEWORKS.format("ApplicationServices")),
        foundation=ctypes.CDLL(_FRAMEWORKS.format("CoreFoundation")),
        system=ctypes.CDLL("/usr/lib/libSystem.dylib"),
    )
    for library, calls in _TYPES.items():
        for name, (result, *arguments) in calls.items():
            function = getattr(getattr(libraries, library), name)
            function.restype = result
            function.argtypes = arguments
    return MacCalls(libraries)


_TYPES: dict[str, dict[str, tuple[Any, ...]]] = {
    "objc": {
        "objc_getClass": (c_void_p, c_char_p),
        "sel_registerName": (c_void_p, c_char_p),
        "objc_autoreleasePoolPush": (c_void_p,),
        "objc_autoreleasePoolPop": (None, c_void_p),
    },
    "carbon": {
        "GetApplicationEventTarget": (c_void_p,),
        "InstallEventHandler": (
            c_int32,
            c_void_p,
            _HANDLER,
            c_uint64,
            POINTER(_EventType),
            c_void_p,
            c_void_p,
        ),
        "RegisterEventHotKey": (
            c_int32,
            c_uint32,
            c_uint32,
            _HotKeyId,
            c_void_p,
            c_uint32,
            POINTER(c_void_p),
        ),
        "UnregisterEventHotKey": (c_int32, c_void_p),
    },
    "services": {
        "AXIsProcessTrusted": (c_bool,),
        "AXIsProcessTrustedWithOptions": (c_bool, c_void_p),
        "AXUIElementCreateApplication": (c_void_p, c_int32),
        "AXUIElementSetMessagingTimeout": (c_int32, c_void_p, c_float),
        "AXUIElementCopyAttributeValue": (c_int32, c_void_p, c_void_p, POINTER(c_void_p)),
        "CGEventCreateKeyboardEvent": (c_void_p, c_void_p, c_uint16, c_bool),
        "CGEventSetFlags": (None, c_void_p, c_uint64),
        "CGEventPost": (None, c_uint32, c_void_p),
    },
    "foundation": {"CFRelease": (None, c_void_p)},
    "system": {"dispatch_sync_f": (None, c_void_p, c_void_p, _TASK)},
}
