"""Looks at what layers of the network make of tokens while a step is computed, and ends the step after the last of them.

llama.cpp gives the states of the last layer only. Its scheduler tells a callback before and after each part of
the computation: there the states of any layer can be copied, and what comes after them left out.
"""

import ctypes
import sys
from collections.abc import Sequence

import numpy as np
from llama_cpp import llama_cpp as low_level
from numpy.typing import NDArray


class LayerWatch:
    """Copies the states of some layers; handed to llama.cpp when a context is made.

    Attributes:
        callback: What the context is to call.
        states: By layer, the states of the last step's tokens: shape (tokens, width).
    """

    def __init__(self, layers: Sequence[int], width: int) -> None:
        """Watch *layers*, 0 for the first, whose states have *width* numbers; a step ends after the last of them."""
        self._wanted = {b"l_out-%d" % layer: layer for layer in layers}
        self._last = max(layers)
        self._width = width
        self._tensors = _tensor_functions()
        self.states: dict[int, NDArray[np.float32]] = {}
        self.callback = low_level.ggml_backend_sched_eval_callback(self._see)

    def _see(self, tensor: int, asked: bool, _data: object) -> bool:  # noqa: FBT001 - llama.cpp's own form
        """Answer whether a tensor is wanted or, once it is there, whether the step goes on behind it."""
        layer = self._wanted.get(self._tensors.ggml_get_name(tensor))
        if asked or layer is None:
            return layer is not None
        size = self._tensors.ggml_nbytes(tensor)
        states = np.empty(size // 4, dtype=np.float32)
        self._tensors.ggml_backend_tensor_get(tensor, states.ctypes.data, 0, size)
        self.states[layer] = states.reshape(-1, self._width)
        return layer != self._last


def _tensor_functions() -> ctypes.CDLL:
    """Return the functions that read tensors, from the library that llama.cpp itself has loaded."""
    # A library's own handle finds what it is linked with, except on Windows, where each must be named; another
    # handle could be that of another build of it.
    loaded = "ggml-base.dll" if sys.platform == "win32" else low_level._lib._name  # noqa: SLF001 - no other way
    functions = ctypes.CDLL(loaded)
    functions.ggml_get_name.argtypes = [ctypes.c_void_p]
    functions.ggml_get_name.restype = ctypes.c_char_p
    functions.ggml_nbytes.argtypes = [ctypes.c_void_p]
    functions.ggml_nbytes.restype = ctypes.c_size_t
    functions.ggml_backend_tensor_get.argtypes = [
        ctypes.c_void_p,
        ctypes.c_void_p,
        ctypes.c_size_t,
        ctypes.c_size_t,
    ]
    functions.ggml_backend_tensor_get.restype = None
    return functions
