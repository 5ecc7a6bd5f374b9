"""The one place where objects are made and handed to each other."""

import logging
import logging.handlers
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.documents.saving import reading
from app.engine.back_ends import installed_back_ends
from app.engine.client import EngineClient
from app.engine.devices import Device
from app.engine.engine import Engine
from app.engine.fitting import Fitting, SelfTestResult
from app.events import Cancellation, Event
from app.history.runs import RunStore
from app.model_library.library import ModelLibrary
from app.paths import Places
from app.records import Finding, Progress
from app.settings.state import StateStore
from app.settings.store import SettingsStore
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary
from app.tasks.forms.filling import FormFilling
from app.tasks.inquiries.sorting import InquirySorting
from app.tasks.keywords.picking import KeywordPicking


class EngineKeeper:
    """Keeps the engine of the chosen model, made when it is first asked for.

    Attributes:
        changed: Tells that another model is in use, or none.
    """

    def __init__(
        self,
        library: ModelLibrary,
        chosen: Callable[[], str | None],
        make: Callable[[Path], EngineClient],
    ) -> None:
        """Use the model that *chosen* names, else the best one installed."""
        self.changed: Event[None] = Event()
        self._library = library
        self._chosen = chosen
        self._make = make
        self._lock = threading.Lock()
        self._engine: EngineClient | None = None
        self._path: Path | None = None

    def model_path(self) -> Path | None:
        """Return the file of the model in use, or None without one.

        Raises:
            LibraryError: The chosen model is not there.
        """
        chosen = self._chosen()
        return self._library.find(chosen) if chosen else self._library.default()

    def find(self) -> Engine | None:
        """Return the engine of the model in use, or None without one.

        Raises:
            LibraryError: The chosen model is not there.
        """
        return self._client()

    @contextmanager
    def set_aside(
        self, cancellation: Cancellation | None, *, gives_way: bool = False
    ) -> Iterator[Cancellation | None]:
        """Have the engine give its memory back and its requests wait; see `EngineClient.set_aside`.

        Raises:
            LibraryError: The chosen model is not there.
            Cancelled: The user asked to stop.
        """
        engine = self._client()
        if engine is None:
            yield cancellation
            return
        with engine.set_aside(cancellation, gives_way=gives_way) as wish:
            yield wish

    def restart_idle_clock(self) -> None:
        """Count the time without a request from now on; its length may have changed."""
        with self._lock:
            if self._engine:
                self._engine.restart_idle_clock()

    def _client(self) -> EngineClient | None:
        path = self.model_path()
        with self._lock:
            if path != self._path:
                self._end()
                self._engine = self._make(path) if path else None
                self._path = path
            return self._engine

    def close(self) -> None:
        """End the engine's process and give its memory back."""
        with self._lock:
            self._end()
            self._path = None

    def _end(self) -> None:
        if self._engine:
            self._engine.close()
            self._engine = None


class SelfTests:
    """Finds out how the model in use is fastest on this machine.

    Attributes:
        changed: Tells that something was found.
    """

    def __init__(self, keeper: EngineKeeper, fitting: Fitting) -> None:
        """Test the model of *keeper*; what is found goes to *fitting*."""
        self.changed = fitting.changed
        self._keeper = keeper
        self._fitting = fitting

    def result(self) -> SelfTestResult | None:
        """Return what was found for the model in use; None before its test, or without a model.

        Raises:
            LibraryError: The chosen model is not there.
        """
        path = self._keeper.model_path()
        return self._fitting.result(path) if path else None

    def devices(self) -> Mapping[Path | None, Sequence[Device]]:
        """Return the graphics processors by back end, None for the built-in one; takes a second the first time."""
        return self._fitting.all_devices()

    @property
    def library(self) -> Path | None:
        """The back end that was loaded last; None for the one that came with Deskhand, or before any was."""
        return self._fitting.back_ends.in_use

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Which back ends do not work, and whether the test was disturbed."""
        found = self.result()
        disturbed = (Finding("self-test-disturbed"),) if found and not found.calm else ()
        return (*self._fitting.back_ends.findings, *disturbed)

    def run(
        self,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
        gives_way: bool = False,
    ) -> SelfTestResult | None:
        """Find out how the model in use is fastest and keep it; None without a model.

        It takes some seconds, with a large model a minute. Other requests wait meanwhile; with *gives_way* the
        first of them ends it.

        Raises:
            LibraryError: The chosen model is not there.
            EngineError: It cannot be loaded.
            Cancelled: The user asked to stop, or it gave way.
        """
        path = self._keeper.model_path()
        if path is None:
            return None
        with self._keeper.set_aside(cancellation, gives_way=gives_way) as wish:
            return self._fitting.measure(path, on_progress=on_progress, cancellation=wish)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a front end needs, built once."""

    places: Places
    settings: SettingsStore
    state: StateStore
    runs: RunStore
    library: ModelLibrary
    engine_keeper: EngineKeeper
    self_tests: SelfTests
    templates: TemplateLibrary
    email: EmailDrafting
    keywords: KeywordPicking
    inquiries: InquirySorting
    forms: FormFilling
    offline: bool
    """True when nothing may be fetched."""

    def close(self) -> None:
        """End the engine and close the records."""
        self.engine_keeper.close()
        self.runs.close()


def build(
    data_dir: Path | None = None, *, model: str | None = None, offline: bool = False, verbose: bool = False
) -> Desk:
    """Build everything over *data_dir*, or over the system's folder for this user.

    Args:
        data_dir: Folder of everything that Deskhand keeps.
        model: Name or path of the model for this run; None takes the chosen or the best one.
        offline: Whether downloads are refused.
        verbose: Whether the log also holds what matters to developers only.

    Raises:
        DocumentError: The folder cannot be made.
        LibraryError: *model* is not there.
    """
    places = Places(data_dir.absolute()) if data_dir else Places.of_this_user()
    with reading(places.data):
        places.models.mkdir(parents=True, exist_ok=True)
        places.logs.mkdir(exist_ok=True)
    _keep_log(places, verbose=verbose)
    settings = SettingsStore(places.settings_file)
    runs = RunStore(places.records_file, enabled=lambda: settings.options.keep_records)
    library = ModelLibrary(places.models, user_catalogue=places.data / "models.yaml", offline=offline)
    if model:
        library.find(model)  # a named model that is not there is told before any work begins
    fitting = Fitting(
        places.self_tests_file,
        installed=lambda: installed_back_ends(places.back_ends),
        spare_battery=lambda: settings.options.spare_battery,
    )
    keeper = _engine_keeper(places, settings, library, fitting, model)
    templates = TemplateLibrary(places.data / "templates")
    return Desk(
        places=places,
        settings=settings,
        state=StateStore(places.state_file),
        runs=runs,
        library=library,
        engine_keeper=keeper,
        self_tests=SelfTests(keeper, fitting),
        templates=templates,
        email=EmailDrafting(templates, keeper.find, runs),
        keywords=KeywordPicking(keeper.find, runs),
        inquiries=InquirySorting(keeper.find, runs, lambda: settings.options.sure_enough, places.cache),
        forms=FormFilling(keeper.find, runs),
        offline=offline,
    )


def _engine_keeper(
    places: Places, settings: SettingsStore, library: ModelLibrary, fitting: Fitting, model: str | None
) -> EngineKeeper:
    """Return the keeper of *model*'s engine, or of the chosen one's."""
    keeper = EngineKeeper(
        library,
        chosen=lambda: model or _installed_choice(library, settings),
        make=lambda path: EngineClient(
            path,
            log_file=places.logs / f"engine-{os.getpid()}.log",
            cache_folder=places.cache / "prefixes",
            idle_seconds=lambda: 60.0 * settings.options.idle_minutes,
            settings=fitting.settings,
            back_ends=fitting.back_ends,
        ),
    )
    settings.changed.subscribe(lambda _: keeper.restart_idle_clock())
    return keeper


def _installed_choice(library: ModelLibrary, settings: SettingsStore) -> str | None:
    """Return the model that the user chose, unless it was removed since."""
    chosen = settings.options.model
    return chosen if chosen and any(chosen == model.name for model in library.installed()) else None


def _keep_log(places: Places, *, verbose: bool) -> None:
    """Write the log of this run to the data folder; it holds no text of the user's."""
    root = logging.getLogger("app")
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    for handler in [h for h in root.handlers if isinstance(h, logging.handlers.RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
    handler = logging.handlers.RotatingFileHandler(
        places.logs / "deskhand.log", maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
