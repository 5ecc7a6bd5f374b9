"""A real key store on a bus of its own: GNOME's, under a home folder that the test makes."""

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.settings.secrets import KeyStoreState, SecretStore

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a session bus"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed"),
]
keeper = pytest.mark.skipif(
    shutil.which("gnome-keyring-daemon") is None, reason="gnome-keyring-daemon is not installed"
)

SECRET = "hub_0123456789abcdefABCDEF"  # noqa: S105 - nobody's
ROOT = Path(__file__).resolve().parents[2]
SERVICE = "org.freedesktop.secrets"
PATIENCE = 30.0  # seconds; a deadline for what takes milliseconds

# Only what the test starts is on this bus: no service files, so no dialog, and nothing starts again.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow own="*"/>{receive}</policy></busconfig>
"""

_RECEIVE = '<allow receive_sender="*"/>'

_PROGRAM = """
import json, sys
from app.errors import DeskhandError
from app.settings.secrets import SecretStore
store = SecretStore()
for line in sys.stdin:
    method, *arguments = json.loads(line)
    try:
        answer = getattr(store, method)(*arguments)
    except DeskhandError as error:
        answer = f"error: {error.code}"
    print(json.dumps(answer), flush=True)
"""


class Program:
    """A process of Deskhand's that does with its secrets what it is told to."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, method: str, *arguments: str) -> str | None:
        """Call *method* of the store; return its answer, or the code of its error."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([method, *arguments]) + "\n")
        self._process.stdin.flush()
        assert select.select([self._process.stdout], [], [], PATIENCE)[0], "no answer in time"
        answer = json.loads(self._process.stdout.readline())
        assert answer is None or isinstance(answer, str)
        return answer


class Desktop:
    """A session of a user's: a home, a bus and, once it is started, a key store."""

    def __init__(self, home: Path, ending: contextlib.ExitStack, receive: str = _RECEIVE) -> None:
        self.home = home
        self.processes: list[subprocess.Popen[str]] = []
        self._ending = ending
        run = home / "run"
        run.mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        (home / "bus.conf").write_text(_BUS.format(path=run / "bus", receive=receive), encoding="utf-8")
        bus = self.start("dbus-daemon", f"--config-file={home / 'bus.conf'}", "--nofork", "--print-address")
        assert bus.stdout
        self.address = bus.stdout.readline().strip()
        assert self.address, "the bus did not start"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.address

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start *command* in this session; it is ended with the test."""
        with (self.home / "told.log").open("a", encoding="utf-8") as log:
            try:
                process = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=self.environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                )
            except PermissionError as error:  # a container may withhold what the file asks for
                pytest.skip(f"{command[0]} may not be started here: {error}")
        self._ending.callback(end, process)
        self.processes.append(process)
        return process

    def start_key_store(self, password: str | None) -> subprocess.Popen[str]:
        """Start the key store, open if there is a *password*; return when it is on the bus."""
        unlock = [] if password is None else ["--unlock"]
        daemon = self.start("gnome-keyring-daemon", "--foreground", *unlock, "--components=secrets")
        assert daemon.stdin
        with self._watch() as (bus, owners):
            daemon.stdin.write(password or "")
            daemon.stdin.close()
            if not bus.bus_proxy.NameHasOwner(SERVICE)[0]:
                bus.recv_until_filtered(owners, timeout=PATIENCE)
        return daemon

    def program(self) -> Program:
        """Start a process of Deskhand's."""
        return Program(self.start(sys.executable, "-c", _PROGRAM))

    def lock(self) -> None:
        """Lock the key store as the user would."""
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415 - only Linux has it
        from jeepney.wrappers import unwrap_msg  # noqa: PLC0415 - likewise

        store = DBusAddress("/org/freedesktop/secrets", SERVICE, "org.freedesktop.Secret.Service")
        with self._watch() as (bus, _):
            reading = new_method_call(store, "ReadAlias", "s", ("default",))
            (path,) = unwrap_msg(bus.send_and_get_reply(reading, timeout=PATIENCE))
            locking = new_method_call(store, "Lock", "ao", ([path],))
            assert unwrap_msg(bus.send_and_get_reply(locking, timeout=PATIENCE)) == ([path], "/")

    @contextlib.contextmanager
    def _watch(self) -> Iterator[tuple[Any, Any]]:
        """Yield a connection to the bus and what it tells of the key store's name."""
        from jeepney import MatchRule  # noqa: PLC0415 - only Linux has it
        from jeepney.bus_messages import message_bus  # noqa: PLC0415 - likewise
        from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - likewise

        rule = MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged")
        rule.add_arg_condition(0, SERVICE)
        with open_dbus_connection(self.address) as bus, bus.filter(rule) as owners:
            bus.bus_proxy.AddMatch(rule)
            yield bus, owners


def end(process: subprocess.Popen[str]) -> None:
    """End *process* and nothing else."""
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(BrokenPipeError):
            if stream:
                stream.close()
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    home = tmp_path_factory.mktemp("desk")  # short: a socket's path has at most 107 characters
    with contextlib.ExitStack() as ending:
        yield Desktop(home, ending)


def places_of(text: str, desktop: Desktop) -> list[str]:
    """Return which files of the session and which of its processes' parameters hold *text*."""
    files = [path for path in desktop.home.rglob("*") if path.is_file()]
    assert any(path.suffix == ".keyring" for path in files)
    for process in desktop.processes:
        assert process.poll() is None
        files += [Path(f"/proc/{process.pid}/{name}") for name in ("cmdline", "environ")]
    wanted = [text.encode(encoding) for encoding in ("utf-8", "utf-16-le")]
    return [str(path) for path in files if any(one in path.read_bytes() for one in wanted)]


@keeper
def test_a_secret_is_kept_found_by_another_process_and_forgotten(desktop: Desktop) -> None:
    desktop.start_key_store("a password")
    one, other = desktop.program(), desktop.program()
    assert [one.ask("state"), one.ask("get", "hub"), one.ask("where", "hub")] == ["available", None, None]
    assert one.ask("keep", "hub", "hub_first") is None
    assert one.ask("keep", "hub", SECRET) is None
    assert [other.ask("get", "hub"), other.ask("where", "hub")] == [SECRET, "kept"]
    assert places_of(SECRET, desktop) == []
    assert other.ask("forget", "hub") is None
    assert [one.ask("get", "hub"), one.ask("where", "hub")] == [None, None]
    assert SECRET not in (desktop.home / "told.log").read_text(encoding="utf-8")


@keeper
def test_the_search_for_plain_text_would_find_it(desktop: Desktop) -> None:
    desktop.start_key_store("a password")
    assert desktop.program().ask("keep", "hub", SECRET) is None
    desktop.environment["TOKEN"] = SECRET
    desktop.program().ask("state")
    (desktop.home / "plain").write_text(f"token={SECRET}", encoding="utf-8")
    found = [Path(place).name for place in places_of(SECRET, desktop)]
    assert sorted(found) == ["environ", "plain"]


@keeper
@pytest.mark.skipif(shutil.which("secret-tool") is None, reason="secret-tool is not installed")
def test_the_systems_own_tool_sees_what_is_kept(desktop: Desktop) -> None:
    desktop.start_key_store("a password")
    program = desktop.program()
    assert program.ask("keep", "hub", SECRET) is None
    question = ["secret-tool", "lookup", "service", "Deskhand", "username", "hub"]
    found = subprocess.run(question, env=desktop.environment, capture_output=True, timeout=30, check=True)
    assert found.stdout.decode() == SECRET
    assert program.ask("forget", "hub") is None
    assert subprocess.run(question, env=desktop.environment, timeout=30, check=False).returncode != 0


@keeper
def test_what_is_kept_outlives_the_session(desktop: Desktop) -> None:
    daemon = desktop.start_key_store("a password")
    assert desktop.program().ask("keep", "hub", SECRET) is None
    end(daemon)
    assert desktop.program().ask("state") == "none"
    desktop.start_key_store("a password")
    assert desktop.program().ask("get", "hub") == SECRET


@keeper
def test_without_the_daemon_there_is_no_key_store(desktop: Desktop) -> None:
    daemon = desktop.start_key_store("a password")
    program = desktop.program()
    assert program.ask("keep", "hub", SECRET) is None
    end(daemon)
    assert program.ask("state") == "none"
    assert program.ask("keep", "hub", SECRET) == "error: no-key-store"
    assert [program.ask("get", "hub"), program.ask("where", "hub")] == [None, None]
    assert program.ask("use_for_this_run", "hub", SECRET) is None
    assert [program.ask("get", "hub"), program.ask("where", "hub")] == [SECRET, "this-run"]
    assert program.ask("forget", "hub") is None


@keeper
def test_a_locked_key_store_tells_what_it_holds_but_does_not_give_it(desktop: Desktop) -> None:
    """Nobody is there to open the dialog of the system, which is the same as a user who refuses."""
    desktop.start_key_store("a password")
    program = desktop.program()
    assert program.ask("keep", "hub", SECRET) is None
    desktop.lock()
    assert [program.ask("state"), program.ask("where", "hub")] == ["locked", "kept"]
    told = desktop.home / "told.log"
    assert [program.ask("get", "mail"), program.ask("forget", "mail")] == [None, None]
    assert "prompt" not in told.read_text(encoding="utf-8")
    assert program.ask("get", "hub") == "error: key-store-locked"
    assert "prompt" in told.read_text(encoding="utf-8")
    assert program.ask("forget", "hub") == "error: key-store-locked"
    assert program.ask("keep", "hub", "hub_other") == "error: key-store-locked"


@keeper
def test_looking_for_a_secret_makes_no_collection(desktop: Desktop) -> None:
    """Making the first one would ask the user for a password."""
    desktop.start_key_store(None)
    program = desktop.program()
    assert [program.ask("state"), program.ask("get", "hub"), program.ask("where", "hub")] == [
        "locked",
        None,
        None,
    ]
    assert "prompt" not in (desktop.home / "told.log").read_text(encoding="utf-8")
    assert program.ask("keep", "hub", SECRET) == "error: key-store-locked"


@contextlib.contextmanager
def service(address: str, name: str, answers: dict[str, tuple[str, tuple[Any, ...]]]) -> Iterator[None]:
    """Be the service *name* on the bus, which has *answers* by method and is silent on all others."""
    from jeepney import HeaderFields, MessageType, new_method_return  # noqa: PLC0415 - only Linux has it
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - likewise

    def serve() -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                asked = bus.receive()
                method = asked.header.fields.get(HeaderFields.member)
                if asked.header.message_type is MessageType.method_call and method in answers:
                    bus.send(new_method_return(asked, *answers[method]))

    with open_dbus_connection(address) as bus:
        bus.bus_proxy.RequestName(name)
        serving = threading.Thread(target=serve)
        serving.start()
        try:
            yield
        finally:
            bus.sock.shutdown(2)
            serving.join(PATIENCE)


def test_a_bus_that_lets_nobody_hear_is_not_waited_for(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.settings.session_bus._BUS_PATIENCE", 0.1)
    begun = time.monotonic()
    with contextlib.ExitStack() as ending:
        mute = Desktop(tmp_path_factory.mktemp("mute"), ending, receive="")
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", mute.address)
        assert SecretStore().state() is KeyStoreState.NONE
    assert time.monotonic() - begun < PATIENCE / 2


def test_a_key_store_that_never_answers_is_not_waited_for(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
    monkeypatch.setattr("app.settings.session_bus._SERVICE_PATIENCE", 0.1)
    begun = time.monotonic()
    with service(desktop.address, SERVICE, {}):
        assert SecretStore().state() is KeyStoreState.NONE
    assert time.monotonic() - begun < PATIENCE / 2


@pytest.mark.parametrize("opened", [True, False])
def test_a_wallet_is_looked_at_without_opening_it(
    desktop: Desktop, *, opened: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.settings.session_bus import KWalletLook  # noqa: PLC0415 - only Linux has its library

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.address)
    look = KWalletLook()
    assert not look.is_there()
    answers: dict[str, tuple[str, tuple[Any, ...]]] = {
        "networkWallet": ("s", ("kdewallet",)),
        "isOpen": ("b", (opened,)),
        "keyDoesNotExist": ("b", (not opened,)),
    }
    with service(desktop.address, "org.kde.kwalletd5", answers):
        assert look.is_there()
        assert [look.is_open(), look.holds("Deskhand", "hub")] == [opened, opened]
