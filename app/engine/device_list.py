"""What llama.cpp's libraries see of this machine; runs in the child process only."""

import ctypes
import json
import sys
from pathlib import Path
from typing import Any

import llama_cpp.llama_cpp as low_level
from llama_cpp._ctypes_extensions import load_shared_library

_GRAPHICS = {1, 2}
"""GGML_BACKEND_DEVICE_TYPE_GPU, with memory of its own, and _IGPU, which shares the machine's."""


def load_parts() -> None:
    """Load the parts that stand as files of their own beside the library, where it was built so.

    llama.cpp itself looks for them beside the program, which is Python.
    """
    ggml, folder = _ggml()
    if not _function(ggml, "ggml_backend_dev_count", ctypes.c_size_t)():
        _function(ggml, "ggml_backend_load_all_from_path", None, ctypes.c_char_p)(str(folder).encode())


def devices_as_json() -> str:
    """Return the graphics processors as a line of JSON; see `app.engine.devices.Device`."""
    load_parts()
    ggml, _ = _ggml()
    count = _function(ggml, "ggml_backend_dev_count", ctypes.c_size_t)
    get = _function(ggml, "ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
    kind = _function(ggml, "ggml_backend_dev_type", ctypes.c_int, ctypes.c_void_p)
    devices = [get(number) for number in range(count())]
    return json.dumps([_described(ggml, device) for device in devices if kind(device) in _GRAPHICS])


def _described(ggml: Any, device: int) -> dict[str, object]:
    name = _function(ggml, "ggml_backend_dev_name", ctypes.c_char_p, ctypes.c_void_p)
    description = _function(ggml, "ggml_backend_dev_description", ctypes.c_char_p, ctypes.c_void_p)
    memory = _function(
        ggml,
        "ggml_backend_dev_memory",
        None,
        ctypes.c_void_p,
        ctypes.POINTER(ctypes.c_size_t),
        ctypes.POINTER(ctypes.c_size_t),
    )
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    memory(device, ctypes.byref(free), ctypes.byref(total))
    return {
        "name": name(device).decode("utf-8", "replace"),
        "description": description(device).decode("utf-8", "replace"),
        "memory": total.value,
    }


def _ggml() -> tuple[Any, Path]:
    """Return the library with the functions of ggml, and the folder it came from."""
    llama = low_level._lib  # noqa: SLF001 - the only way to the folder that was used
    folder = Path(llama._name).parent  # noqa: SLF001 - ctypes has no other name for it
    # On Windows a library gives out its own functions only; elsewhere also those of what it needs.
    return (load_shared_library("ggml", folder) if sys.platform == "win32" else llama), folder


def _function(library: Any, name: str, result: Any, *arguments: Any) -> Any:
    function = getattr(library, name)
    function.restype = result
    function.argtypes = list(arguments)
    return function
