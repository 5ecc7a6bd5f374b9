"""The graphics processors that llama.cpp sees, asked in a process of its own."""

import json
import logging
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.engine.child_process import DEVICES_FLAG, child_command, child_environment

_PATIENCE_SECONDS = 30.0
"""Drivers of graphics processors take some seconds when they are asked first."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Device:
    """A processor beside the main one."""

    name: str
    """As llama.cpp calls it, such as `CUDA0`."""
    description: str
    """As its maker calls it."""
    memory: int
    """Bytes of its memory; of the machine's where it has none of its own."""


AskDevices = Callable[[Path | None], tuple[Device, ...]]
"""Tells what the back end in a folder sees; None for the library that came with Deskhand."""


def ask_devices(folder: Path | None) -> tuple[Device, ...]:
    """Return the graphics processors that the back end in *folder* sees; none when it does not work.

    Takes half a second, with some drivers several.
    """
    command = [*child_command(), DEVICES_FLAG]
    try:
        answer = subprocess.run(  # noqa: S603 - our own command
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=True,
            env=child_environment(folder),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return tuple(Device(**fields) for fields in json.loads(answer.stdout.splitlines()[-1]))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, IndexError) as error:
        _log.warning("the back end in %s tells no devices: %s", folder, error)
        return ()
