"""The graphics processors are asked in a process of their own, which may fail in any way."""

import json
import sys
from pathlib import Path

import pytest

from app.engine import device_list, devices
from app.engine.devices import Device, ask_devices


def _child_does(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(devices, "child_command", lambda: [sys.executable, "-c", code])


def test_what_the_child_tells_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.dumps([{"name": "CUDA0", "description": "Graphics 3000", "memory": 8}])
    _child_does(monkeypatch, f"print('a word of the driver'); print({told!r})")
    assert ask_devices(None) == (Device("CUDA0", "Graphics 3000", 8),)


def test_the_child_is_told_to_list_them_with_the_libraries_of_the_back_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = (
        "import os, sys, json; print(json.dumps([{'name': sys.argv[1], "
        "'description': os.environ['LLAMA_CPP_LIB_PATH'], 'memory': 0}]))"
    )
    _child_does(monkeypatch, code)
    assert ask_devices(Path("/b/cuda")) == (Device("--devices", str(Path("/b/cuda")), 0),)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "print('no JSON')",
        "print('[7]')",
        "print('{}')",
        "print('[{\"name\": 1}]')",
        "raise SystemExit(3)",
    ],
)
def test_a_child_that_tells_nothing_of_use_sees_nothing(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    _child_does(monkeypatch, code)
    assert ask_devices(None) == ()


def test_a_driver_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_PATIENCE_SECONDS", 0.2)
    _child_does(monkeypatch, "import threading; threading.Event().wait(60)")
    assert ask_devices(None) == ()


def test_llama_cpp_names_a_device_and_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_list, "_GRAPHICS", {0})  # the processor itself, which every machine has
    (processor,) = json.loads(device_list.devices_as_json())
    assert Device(**processor).description
    assert processor["memory"] > 0
