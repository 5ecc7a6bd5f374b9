"""Holds a content of the clipboard in a small process of its own, until somebody copies something else.

In the program itself a window that asks the clipboard keeps Python waiting, which could then not answer it; and what is
held is still there when the program has ended. The content comes on standard input: a line of JSON with name, type, width
and size of each format, then their bytes. `held` on standard output is the answer. The end of standard input tells that
the program has ended: a clipboard manager is then asked to take over.
"""

import json
import os
import subprocess
import sys
import threading
from typing import IO

from app.desktop.platform_parts import Format

_FLAG = "--clipboard-holder"
_ANSWER_S = 10.0
_SAVE_S = 2.0
_HELD = b"held\n"


class HolderProcess:
    """The process that holds a content; a new content is held by a new one, and the old one ends by itself."""

    def __init__(self, display: str | None = None) -> None:
        """Hold on *display*, or on that of the environment."""
        self._environment = {**os.environ, "DISPLAY": display} if display else None
        self._tie: IO[bytes] | None = None

    def hold(self, formats: tuple[Format, ...]) -> bool:
        """Have *formats* held; return whether that worked."""
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "app"]
        with subprocess.Popen(  # noqa: S603 - this program itself
            [*program, _FLAG],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=self._environment,
            start_new_session=True,
        ) as process:
            assert process.stdin is not None  # noqa: S101 - asked for
            assert process.stdout is not None  # noqa: S101 - asked for
            tie, process.stdin = process.stdin, None  # it stays open for as long as this program lives
            watch = threading.Timer(_ANSWER_S, process.kill)
            watch.start()
            try:
                tie.write(
                    json.dumps([[one.name, one.kind, one.width, len(one.data)] for one in formats]).encode()
                    + b"\n"
                )
                for one in formats:
                    tie.write(one.data)
                tie.flush()
                held = process.stdout.readline() == _HELD
            except BrokenPipeError:
                held = False
            finally:
                watch.cancel()
        self.let_go()
        self._tie = tie
        return held

    def let_go(self) -> None:
        """Tell the process that this program ends; the content stays."""
        if self._tie is not None:
            self._tie.close()
            self._tie = None


def main() -> None:
    """Be the process that holds what comes on standard input."""
    source = sys.stdin.buffer
    heads = json.loads(source.readline())
    formats = tuple(Format(name, source.read(size), kind, width) for name, kind, width, size in heads)
    if os.fork():
        os._exit(0)  # who started it has nothing to wait for
    from app.desktop.x11_selection_owner import SelectionOwner  # noqa: PLC0415 - connects in the process that stays

    owner = SelectionOwner("CLIPBOARD")
    held = owner.hold(formats)
    os.write(1, _HELD if held else b"\n")
    os.close(1)
    if not held:
        return

    def save_at_end() -> None:
        source.read()
        if owner.hand_over("CLIPBOARD_MANAGER", _SAVE_S):
            owner.close()

    threading.Thread(target=save_at_end, daemon=True).start()
    owner.wait_until_lost()
    os._exit(0)
