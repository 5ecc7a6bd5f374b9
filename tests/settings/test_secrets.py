"""Secrets go into the system's key store or stay in memory, and show themselves nowhere."""

import logging
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError, PasswordSetError

from app.errors import DeskhandError, InputError
from app.settings import secrets
from app.settings.key_stores import Backend, KeyStore
from app.settings.secrets import KeyStoreState, SecretStore

SECRET = "hub_0123456789abcdefABCDEF"  # noqa: S105 - nobody's
OTHER = "hub_fedcba9876543210FEDCBA"


class FakeBackend:
    """A key store in memory that refuses where it is told to."""

    viable = True

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], list[str]] = {}
        self.asked: list[str] = []
        self.trouble: Exception | None = None

    def get_password(self, service: str, username: str, /) -> str | None:
        self._begin("get")
        return next(iter(self.kept.get((service, username), [])), None)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._begin("set")
        self.kept[service, username] = [password]

    def delete_password(self, service: str, username: str, /) -> None:
        self._begin("delete")
        if not self.kept.get((service, username)):
            raise PasswordDeleteError("there is none")
        self.kept[service, username].pop()

    def _begin(self, what: str) -> None:
        self.asked.append(what)
        if self.trouble:
            raise self.trouble


class FakeLook:
    """Looks at a store that a test locks, empties or takes away."""

    def __init__(self, *, there: bool = True, opened: bool = True, holding: bool = True) -> None:
        self.there = there
        self.opened: bool | Exception = opened
        self.holding = holding

    def is_there(self) -> bool:
        return self.there

    def is_open(self) -> bool:
        if isinstance(self.opened, Exception):
            raise self.opened
        return self.opened

    def holds(self, service: str, name: str) -> bool:
        return self.holding


@pytest.fixture
def backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture
def store(backend: FakeBackend) -> SecretStore:
    return SecretStore(backend=backend)


@pytest.fixture
def no_store(monkeypatch: pytest.MonkeyPatch) -> SecretStore:
    monkeypatch.setattr(secrets, "system_key_stores", tuple)
    return SecretStore()


def looked_at(monkeypatch: pytest.MonkeyPatch, *stores: KeyStore) -> SecretStore:
    monkeypatch.setattr(secrets, "system_key_stores", lambda: stores)
    return SecretStore()


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(DeskhandError) as caught:
        action()
    assert not caught.value.parameters
    return caught.value.code


def test_what_is_kept_is_there_the_next_time(backend: FakeBackend, store: SecretStore) -> None:
    store.keep("hub", SECRET)
    assert backend.kept == {("Deskhand", "hub"): [SECRET]}
    again = SecretStore(backend=backend)
    assert (again.get("hub"), again.where("hub")) == (SECRET, "kept")
    assert (again.get("mail"), again.where("mail")) == (None, None)
    assert SecretStore("Other program", backend).get("hub") is None


def test_what_is_for_this_run_reaches_no_key_store(backend: FakeBackend, store: SecretStore) -> None:
    store.use_for_this_run("hub", SECRET)
    assert (store.get("hub"), store.where("hub")) == (SECRET, "this-run")
    assert backend.asked == []
    assert SecretStore(backend=backend).get("hub") is None


def test_what_is_for_this_run_goes_before_what_is_kept(store: SecretStore) -> None:
    store.keep("hub", OTHER)
    store.use_for_this_run("hub", SECRET)
    assert store.get("hub") == SECRET


def test_keeping_replaces_what_was_for_this_run(store: SecretStore) -> None:
    store.use_for_this_run("hub", OTHER)
    store.keep("hub", SECRET)
    assert (store.get("hub"), store.where("hub")) == (SECRET, "kept")


def test_forgetting_reaches_both_places_and_every_copy(backend: FakeBackend, store: SecretStore) -> None:
    store.keep("hub", OTHER)
    store.use_for_this_run("hub", SECRET)
    backend.kept["Deskhand", "hub"].append("written by another program")
    store.forget("hub")
    assert (store.get("hub"), store.where("hub")) == (None, None)
    store.forget("hub")


def test_without_a_key_store_secrets_hold_for_this_run_only(no_store: SecretStore) -> None:
    assert no_store.state() is KeyStoreState.NONE
    assert code_of(lambda: no_store.keep("hub", SECRET)) == "no-key-store"
    assert (no_store.get("hub"), no_store.where("hub")) == (None, None)
    no_store.use_for_this_run("hub", SECRET)
    assert code_of(lambda: no_store.keep("hub", OTHER)) == "no-key-store"
    assert (no_store.get("hub"), no_store.where("hub")) == (SECRET, "this-run")
    no_store.forget("hub")
    assert no_store.get("hub") is None


def init_error_of_a_dismissed_prompt() -> InitError:
    error = InitError("Failed to create the collection: Prompt dismissed..")
    error.__cause__ = type("PromptDismissedException", (Exception,), {})("Prompt dismissed.")
    return error


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (KeyringLocked("Failed to unlock the collection!"), "key-store-locked"),
        (init_error_of_a_dismissed_prompt(), "key-store-locked"),
        (PasswordSetError("Cancelled by user"), "key-store-locked"),
        (PasswordSetError("any other"), "key-store-failed"),
        (TimeoutError(), "key-store-failed"),
        (OSError(1783, "CredWrite"), "key-store-failed"),
    ],
)
def test_a_refusal_and_a_failure_are_told_apart(
    backend: FakeBackend, store: SecretStore, trouble: Exception, code: str
) -> None:
    store.keep("hub", SECRET)
    backend.trouble = trouble
    assert code_of(lambda: store.keep("hub", OTHER)) == code
    assert code_of(lambda: store.get("hub")) == code
    assert code_of(lambda: store.forget("hub")) == code
    assert store.where("hub") is None


def test_a_failed_keep_leaves_what_was_for_this_run(backend: FakeBackend, store: SecretStore) -> None:
    store.use_for_this_run("hub", OTHER)
    backend.trouble = KeyringLocked()
    assert code_of(lambda: store.keep("hub", SECRET)) == "key-store-locked"
    assert store.get("hub") == OTHER


def test_a_store_that_drops_what_is_written_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Dropping(FakeBackend):
        def set_password(self, service: str, username: str, password: str, /) -> None:
            """Tell nothing, as the wallet of KDE does."""

    assert code_of(lambda: SecretStore(backend=Dropping()).keep("hub", SECRET)) == "key-store-failed"


def test_a_store_that_does_not_let_go_has_failed(backend: FakeBackend) -> None:
    class Clinging(FakeBackend):
        def delete_password(self, service: str, username: str, /) -> None:
            raise PasswordDeleteError("Cancelled by user")

    clinging = SecretStore(backend=Clinging())
    clinging.keep("hub", SECRET)
    assert code_of(lambda: clinging.forget("hub")) == "key-store-locked"
    assert clinging.where("hub") == "kept"


@pytest.mark.parametrize("around", ["", " ", "\n", "\t\r\n", "　"])
def test_blanks_around_a_secret_do_no_harm(store: SecretStore, around: str) -> None:
    store.keep("hub", f"{around}{SECRET}{around}")
    assert store.get("hub") == SECRET


@pytest.mark.parametrize(
    "wrong", ["", "  ", "two words", "two\nlines", "Schlüssel", "秘密", "a\x00b", "a\x7f", "a" * 4097]
)
def test_what_cannot_be_a_secret_is_refused_on_entry(
    backend: FakeBackend, store: SecretStore, wrong: str
) -> None:
    for action in (store.keep, store.use_for_this_run):
        with pytest.raises(InputError) as caught:
            action("hub", wrong)
        assert caught.value.code == "secret-not-usable"
    assert backend.asked == []
    assert store.get("hub") is None
    store.keep("hub", "a" * 4096)


def test_what_another_program_put_there_is_checked_too(backend: FakeBackend, store: SecretStore) -> None:
    backend.kept["Deskhand", "hub"] = [f"{SECRET}\n"]
    assert store.get("hub") == SECRET
    backend.kept["Deskhand", "hub"] = [f"{SECRET}\nX-Header: 1"]
    assert code_of(lambda: store.get("hub")) == "secret-not-usable"


def everything_shown(error: BaseException) -> str:
    """Return what a handler of *error* can show, the variables of our frames included."""
    assert error.__cause__ is None
    assert error.__context__ is None
    frames = [
        frame.f_locals
        for frame, _ in traceback.walk_tb(error.__traceback__)
        if Path(frame.f_code.co_filename).parent.name == "settings"
        and not Path(frame.f_code.co_filename).name.startswith("test_")
    ]
    assert frames
    return repr((error, str(error), error.args, frames))


@pytest.mark.parametrize("kind", [KeyringLocked, PasswordSetError])
def test_no_error_and_no_log_shows_a_secret(
    backend: FakeBackend,
    store: SecretStore,
    kind: Callable[[str], Exception],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    store.use_for_this_run("mail", SECRET)
    backend.kept["Deskhand", "hub"] = [f"{SECRET} {SECRET}"]
    shown = repr((store, vars(store)))
    actions: list[Callable[[], object]] = [
        lambda: store.get("hub"),
        lambda: store.keep("hub", f"{SECRET} {SECRET}"),
        lambda: store.use_for_this_run("hub", f"{SECRET} {SECRET}"),
        lambda: store.keep("hub", SECRET),
    ]
    for action in actions:
        backend.trouble = kind(f"cannot keep {SECRET}") if action is actions[-1] else None
        with pytest.raises(DeskhandError) as caught:
            action()
        shown += everything_shown(caught.value)
    assert SECRET not in shown + caplog.text
    assert ("PasswordSetError" in caplog.text) == (kind is PasswordSetError)


def test_a_locked_store_is_asked_only_for_what_it_holds(
    backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = FakeLook(opened=False, holding=False)
    store = looked_at(monkeypatch, KeyStore(lambda: backend, look))
    backend.trouble = KeyringLocked()
    assert store.state() is KeyStoreState.LOCKED
    assert (store.get("hub"), store.where("hub")) == (None, None)
    store.forget("hub")
    assert backend.asked == []
    look.holding = True
    assert store.where("hub") == "kept"
    assert backend.asked == []
    assert code_of(lambda: store.get("hub")) == "key-store-locked"


def test_the_state_is_looked_at_anew_each_time(backend: FakeBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    look = FakeLook()
    store = looked_at(monkeypatch, KeyStore(lambda: backend, look))
    assert store.state() is KeyStoreState.AVAILABLE
    look.opened = False
    assert store.state() is KeyStoreState.LOCKED
    look.opened = TimeoutError()
    assert store.state() is KeyStoreState.NONE
    look.there = False
    assert store.state() is KeyStoreState.NONE
    assert backend.asked == []


def test_the_next_store_serves_where_the_first_is_not_there(
    backend: FakeBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = FakeBackend()
    stores = KeyStore(lambda: absent, FakeLook(there=False)), KeyStore(lambda: backend, FakeLook())
    looked_at(monkeypatch, *stores).keep("hub", SECRET)
    assert (absent.asked, backend.kept) == ([], {("Deskhand", "hub"): [SECRET]})


def test_a_build_without_the_librarys_parts_has_no_key_store(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def find() -> Backend:
        raise ImportError("no part of that name")

    store = looked_at(monkeypatch, KeyStore(find), KeyStore(lambda: None), KeyStore(find, FakeLook()))
    assert store.state() is KeyStoreState.NONE
    assert code_of(lambda: store.keep("hub", SECRET)) == "no-key-store"
    assert "no part of that name" in caplog.text


def test_threads_come_to_the_key_store_one_after_the_other() -> None:
    class Single(FakeBackend):
        inside = threading.Lock()

        def _begin(self, what: str) -> None:
            assert self.inside.acquire(blocking=False)
            super()._begin(what)
            self.inside.release()

    store = SecretStore(backend=Single())
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: store.keep(f"name-{number}", f"{SECRET}{number}"), range(64)))
    assert [store.get(f"name-{number}") for number in range(64)] == [f"{SECRET}{n}" for n in range(64)]
