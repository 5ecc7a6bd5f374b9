"""Secrets of the user, such as a model hub's access token: in the system's key store, or for this run.

They are never written to a file. While one is held it is sealed, and an error is raised only after
the frames that handled the secret are gone, so that neither a log nor a traceback shows it.
"""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from typing import Literal, TypeVar

from app.errors import DeskhandError, InputError
from app.settings.key_stores import Backend, KeyStore, KeyStoreState, system_key_stores

__all__ = ["KeyStoreState", "SecretStore"]

_log = logging.getLogger(__name__)

_USABLE = re.compile(r"[!-~]{1,4096}")
_REFUSALS = {"KeyringLocked", "LockedException", "PromptDismissedException", "KeychainDenied"}
_REFUSED_BY_KWALLET = "Cancelled by user"  # its backend has no error of its own for it

_T = TypeVar("_T")


class _Sealed:
    """A secret that shows itself only when it is opened."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return "<sealed>"

    def open(self) -> str:
        """Return the secret."""
        return self._secret


class SecretStore:
    """Secrets of the user by name; any thread may call.

    What touches the key store may wait for the user, who is asked by the system to unlock it: not
    for the window's thread. `state`, `where` and `get` of what is not kept ask nobody.
    """

    def __init__(self, service: str = "Deskhand", backend: Backend | None = None) -> None:
        """Keep secrets as those of *service*, in *backend* or else in the system's own key store."""
        self._service = service
        self._stores: tuple[KeyStore, ...] | None = None if backend is None else (KeyStore(lambda: backend),)
        self._this_run: dict[str, _Sealed] = {}
        self._memory = threading.Lock()
        self._turn = threading.Lock()  # one dialog at a time

    def state(self) -> KeyStoreState:
        """Return whether the system can keep a secret now; takes no longer than some seconds."""
        return self._best()[1]

    def get(self, name: str) -> str | None:
        """Return the secret *name*: the one for this run, else the one kept, or None.

        Raises:
            DeskhandError: `key-store-locked` when it is kept and the user refused to unlock,
                `key-store-failed`.
            InputError: `secret-not-usable`: another program wrote it.
        """
        own = self._of_this_run(name)
        if own is not None:
            return own.open()
        kept, trouble = self._ask(lambda store: _read(store, self._service, name))
        if trouble is None:
            return None if kept is None else kept.open()
        if trouble.code == "no-key-store":
            return None
        raise trouble

    def keep(self, name: str, secret: str) -> None:
        """Keep *secret* as *name* in the system's key store, in place of all that was given before.

        Raises:
            InputError: `secret-not-usable`: it is no word of up to 4096 ASCII characters.
            DeskhandError: `no-key-store`, `key-store-locked` when the user refused to unlock,
                `key-store-failed`; what was given for this run stays.
        """
        sealed = _seal(secret)
        del secret  # a traceback may show what its frames hold
        if sealed is None:
            raise InputError("secret-not-usable")
        _, trouble = self._ask(lambda store: store.write(self._service, name, sealed.open()))
        if trouble is not None:
            raise trouble
        with self._memory:
            self._this_run.pop(name, None)

    def use_for_this_run(self, name: str, secret: str) -> None:
        """Use *secret* as *name* until the program ends, before one that is kept.

        Raises:
            InputError: `secret-not-usable`: it is no word of up to 4096 ASCII characters.
        """
        sealed = _seal(secret)
        del secret
        if sealed is None:
            raise InputError("secret-not-usable")
        with self._memory:
            self._this_run[name] = sealed

    def forget(self, name: str) -> None:
        """Forget *name*, here and in the system's key store.

        Raises:
            DeskhandError: `key-store-locked` when it is kept and the user refused to unlock,
                `key-store-failed`; what was given for this run is forgotten.
        """
        with self._memory:
            self._this_run.pop(name, None)
        _, trouble = self._ask(lambda store: store.remove(self._service, name))
        if trouble is not None and trouble.code != "no-key-store":
            raise trouble

    def where(self, name: str) -> Literal["kept", "this-run"] | None:
        """Return where `get` finds *name*, or None: it is nowhere, or the key store does not tell."""
        if self._of_this_run(name) is not None:
            return "this-run"
        held, _ = self._ask(lambda store: store.holds(self._service, name))
        return "kept" if held else None

    def _of_this_run(self, name: str) -> _Sealed | None:
        with self._memory:
            return self._this_run.get(name)

    def _ask(self, question: Callable[[KeyStore], _T]) -> tuple[_T | None, DeskhandError | None]:
        """Return the key store's answer, or the error to raise once its frames are gone."""
        with self._turn:
            store, _ = self._best()
            if store is None:
                return None, DeskhandError("no-key-store")
            try:
                return question(store), None
            except Exception as error:  # noqa: BLE001 - each system's library raises what it likes
                return None, _told(error)

    def _best(self) -> tuple[KeyStore | None, KeyStoreState]:
        """Return the first key store that is there, and its state."""
        if self._stores is None:
            self._stores = system_key_stores()
        for store in self._stores:
            state = store.state()
            if state is not KeyStoreState.NONE:
                return store, state
        return None, KeyStoreState.NONE


def _seal(secret: str) -> _Sealed | None:
    """Return *secret* sealed, without blanks around it, or None if it cannot be one."""
    stripped = secret.strip()
    return _Sealed(stripped) if _USABLE.fullmatch(stripped) else None


def _read(store: KeyStore, service: str, name: str) -> _Sealed | None:
    """Return what *store* keeps as *name*; another program may have changed it.

    Raises:
        InputError: `secret-not-usable`.
    """
    secret = store.read(service, name)
    if secret is None:
        return None
    sealed = _seal(secret)
    if sealed is None:
        raise InputError("secret-not-usable")
    return sealed


def _told(error: Exception) -> DeskhandError:
    """Return what to tell of *error*, whose words and frames may hold a secret."""
    if isinstance(error, DeskhandError):
        return type(error)(error.code)
    chain = list(_chain(error))
    names = [type(one).__name__ for one in chain]
    if _REFUSALS.intersection(names) or any(str(one) == _REFUSED_BY_KWALLET for one in chain):
        return DeskhandError("key-store-locked")
    _log.warning("the key store failed: %s", " because of ".join(names))
    return DeskhandError("key-store-failed")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield *error* and what it came from."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__
