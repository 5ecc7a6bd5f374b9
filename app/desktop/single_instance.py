"""One program over a data folder: a second start hands its wish to the first and ends.

DATA_DIR/instance.lock      held by the running program; the system lets go of it when that ends, however it ends
DATA_DIR/instance.key       where it listens, and what proves to both sides that the other one may read the data folder, so
                            that no other user's program can ask for anything or pretend to be the running one
"""

import contextlib
import hashlib
import logging
import os
import secrets
import stat
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from pathlib import Path
from typing import Literal, get_args

import filelock

from app.errors import DeskhandError
from app.events import Event

_log = logging.getLogger(__name__)

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as _Connection
else:
    from multiprocessing.connection import Connection as _Connection

What = Literal["front", "popup"]
"""What a second start may want: the window in front, or the quick assist."""

_CLAIM_S = 0.3
_ANSWER_S = 3.0
_STEP_S = 0.05
_LONGEST = 4096
_THANKS = b"done"
_ACTIVATION = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
_ANY_PROGRAM = -1
"""Windows: whose window may come to the front."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What another start asks the running program for."""

    what: What
    activation: str = ""
    """The desktop's leave to come to the front, which it gave the other start; empty where it gives none."""


class SingleInstance:
    """The one program over a data folder.

    Attributes:
        wished: Another start wants something; emitted in a thread of its own.
    """

    def __init__(self, data: Path) -> None:
        """Be one over the folder *data* once it is claimed."""
        self.wished: Event[Wish] = Event()
        self._data = data
        self._lock = _lock_of(data)
        self._listener: Listener | None = None
        self._closed = False

    def claim(self) -> bool:
        """Be the one program from now on; return False where another one is.

        Where the data folder cannot be written, every start is the one.
        """
        try:
            self._data.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=_CLAIM_S)
        except filelock.Timeout:
            return False
        except (OSError, NotImplementedError) as error:
            _log.warning("whether the program runs already cannot be told: %s", error)
            return True
        try:
            self._listen()
        except OSError as error:
            _log.warning("no other start can reach this program: %s", error)
        return True

    def close(self) -> None:
        """Let another program be the one."""
        if self._listener is not None and not self._closed:
            self._closed = True
            with contextlib.suppress(OSError, EOFError, ValueError, AuthenticationError):
                _connect(self._data).close()  # wakes who waits for it
            self._listener.close()
            _key_file(self._data).unlink(missing_ok=True)
        self._lock.release()

    def _listen(self) -> None:
        key, address = secrets.token_bytes(32), _address(self._data)
        if sys.platform != "win32":
            _make_private_folder(Path(address).parent)
            Path(address).unlink(missing_ok=True)  # left by a program that died
        self._listener = Listener(address, backlog=8, authkey=key)
        file = _key_file(self._data)
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(f"{key.hex()}\n{address}".encode())
        threading.Thread(target=self._answer_all, name="single-instance", daemon=True).start()

    def _answer_all(self) -> None:
        while not self._closed:
            try:
                self._answer()
            except (OSError, EOFError, AuthenticationError) as error:
                if not self._closed:
                    _log.info("another start was not understood: %s", type(error).__name__)

    def _answer(self) -> None:
        assert self._listener is not None  # noqa: S101 - the thread starts after it
        with self._listener.accept() as connection:
            if self._closed:
                return
            what, _, activation = connection.recv_bytes(_LONGEST).decode("utf-8", "replace").partition("\n")
            connection.send_bytes(_THANKS)
        if what in get_args(What):
            self.wished.emit(Wish("popup" if what == "popup" else "front", activation))


def ask_running(data: Path, what: What) -> bool:
    """Ask the program that runs over the folder *data* for *what*; return False where none runs.

    Raises:
        DeskhandError: `running-one-silent`: it runs, and does not answer.
    """
    if not _is_running(data):
        return False
    answered = threading.Event()
    # In a thread: the first word of a program that hangs would be waited for without end.
    threading.Thread(target=_ask, args=(data, what, answered), daemon=True).start()
    if not answered.wait(_ANSWER_S):
        raise DeskhandError("running-one-silent")
    return True


def _ask(data: Path, what: What, answered: threading.Event) -> None:
    activation = next((os.environ[name] for name in _ACTIVATION if os.environ.get(name)), "")
    _let_come_to_front()
    until = time.monotonic() + _ANSWER_S
    while time.monotonic() < until:
        try:
            with _connect(data) as connection:
                connection.send_bytes(f"{what}\n{activation}".encode()[:_LONGEST])
                if connection.recv_bytes(_LONGEST) == _THANKS:
                    answered.set()
        except (OSError, EOFError, ValueError, AuthenticationError):  # it may have started this moment
            time.sleep(_STEP_S)
        else:
            return


def _is_running(data: Path) -> bool:
    if not data.is_dir():
        return False
    lock = _lock_of(data)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        return True
    except (OSError, NotImplementedError):
        return False
    lock.release()
    return False


def _let_come_to_front() -> None:
    """Windows: give the running program the leave that the system has given to this start."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there only

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROGRAM)


def _lock_of(data: Path) -> filelock.BaseFileLock:
    return filelock.FileLock(data / "instance.lock", thread_local=False)


def _key_file(data: Path) -> Path:
    return data / "instance.key"


def _connect(data: Path) -> _Connection:
    """Return a connection to the program over *data*.

    Raises:
        OSError, EOFError, ValueError, AuthenticationError: It does not listen, or is not the one.
    """
    key, _, address = _key_file(data).read_text(encoding="utf-8").partition("\n")
    return Client(address, authkey=bytes.fromhex(key))


def _address(data: Path) -> str:
    """Return where a program over *data* is to listen."""
    name = f"deskhand-{hashlib.sha256(str(data.absolute()).encode()).hexdigest()[:16]}"
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime) if runtime and Path(runtime).is_dir() else Path(tempfile.gettempdir())
    return str(folder / f"deskhand-{os.getuid()}" / name)


def _make_private_folder(folder: Path) -> None:
    """Make *folder* for this user alone.

    Raises:
        OSError: It is there and belongs to somebody else, or others may write into it.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o077:
        raise PermissionError(f"{folder} is not this user's alone")
