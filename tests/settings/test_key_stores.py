"""Each system has its own key store, and no configuration brings another."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from keyring.errors import PasswordDeleteError

from app.errors import DeskhandError
from app.settings import key_stores
from app.settings.key_stores import system_key_stores
from app.settings.secrets import KeyStoreState, SecretStore

ROOT = Path(__file__).resolve().parents[2]

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a session bus")

_FOREIGN = """
from keyring.backend import KeyringBackend

class Plain(KeyringBackend):
    priority = 99
    def get_password(self, service, username): return None
    def set_password(self, service, username, password): open({told!r}, "w").write(password)
"""


class OwnStore:
    """What a system's key store does, in memory."""

    viable = True

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.set_properties_from_env()

    def set_properties_from_env(self) -> None:
        pytest.fail("the environment has no say")

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.mark.parametrize(
    ("platform", "place"),
    [("darwin", "keyring.backends.macOS.Keyring"), ("win32", "keyring.backends.Windows.WinVaultKeyring")],
)
def test_each_system_has_its_own_key_store(
    platform: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_stores, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(place, OwnStore)
    store = SecretStore()
    assert store.state() is KeyStoreState.AVAILABLE
    store.keep("hub", "hub_abc")
    assert (store.get("hub"), store.where("hub")) == ("hub_abc", "kept")
    store.forget("hub")
    assert store.where("hub") is None


@pytest.mark.parametrize("platform", sorted({"darwin", "win32"} - {sys.platform}))
def test_a_foreign_systems_key_store_does_not_work_here(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_stores, "sys", SimpleNamespace(platform=platform))
    assert SecretStore().state() is KeyStoreState.NONE


def answer_of(program: str, **variables: str | Path) -> str:
    """Return what *program* prints in a process of its own, where no session bus is named."""
    environment = {name: value for name, value in os.environ.items() if name != "DBUS_SESSION_BUS_ADDRESS"}
    environment |= {name: str(value) for name, value in variables.items()}
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return ended.stdout.strip()


def test_the_window_opens_without_the_key_stores_library() -> None:
    program = "import sys; from app.settings.secrets import SecretStore; store = SecretStore()\n"
    program += "store.use_for_this_run('hub', 'x'); store.get('hub'); store.where('hub')\n"
    program += "print(sorted({'keyring', 'jeepney', 'secretstorage'} & set(sys.modules)))"
    assert answer_of(program) == "[]"


@linux
@pytest.mark.parametrize("named", ["keyring.backends.null.Keyring", "foreign_store.Plain"])
def test_no_configuration_brings_another_store(tmp_path: Path, named: str) -> None:
    told = tmp_path / "told"
    written = {
        "foreign_store.py": _FOREIGN.format(told=str(told)),
        "foreign_store-1.dist-info/METADATA": "Name: foreign-store\nVersion: 1\n",
        "foreign_store-1.dist-info/entry_points.txt": "[keyring.backends]\nforeign = foreign_store\n",
        "config/python_keyring/keyringrc.cfg": f"[backend]\ndefault-keyring={named}\nkeyring-path={tmp_path}\n",
    }
    for name, content in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    variables: dict[str, Any] = {
        "PYTHON_KEYRING_BACKEND": named,
        "PYTHONPATH": tmp_path,
        "XDG_CONFIG_HOME": tmp_path / "config",
    }
    program = "from app.settings.secrets import SecretStore; from app.settings import key_stores\n"
    program += "key_stores._secret_service(); key_stores._kwallet(); store = SecretStore()\n"
    program += (
        "try: store.keep('hub', 'hub_abc')\nexcept Exception as error: print(store.state(), error.code)"
    )
    assert answer_of(program, **variables) == "none no-key-store"
    assert not told.exists()
    answer_of("import keyring; keyring.set_password('Deskhand', 'hub', 'hub_abc')", **variables)
    assert told.exists() == named.startswith("foreign")  # what keyring's own choice would have done


@linux
@pytest.mark.parametrize(
    "address",
    [None, "", "nonsense", "tcp:host=127.0.0.1,port=1", "unix:path=/nowhere/bus", "unix:abstract=nowhere"],
)
def test_a_bus_that_is_not_there_means_no_key_store(
    address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    store = SecretStore()
    assert len(system_key_stores()) == 2
    assert store.state() is KeyStoreState.NONE
    with pytest.raises(DeskhandError, match="no-key-store"):
        store.keep("hub", "hub_abc")


@linux
def test_a_bus_that_never_answers_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        monkeypatch.setattr("app.settings.session_bus._BUS_PATIENCE", 0.1)
        begun = time.monotonic()
        assert SecretStore().state() is KeyStoreState.NONE
        assert time.monotonic() - begun < 5
