"""The one place where objects are made and handed to each other."""

import logging
import logging.handlers
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.documents.saving import reading
from app.engine.client import EngineClient
from app.engine.engine import Engine
from app.events import Event
from app.history.runs import RunStore
from app.model_library.library import ModelLibrary
from app.paths import Places
from app.settings.state import StateStore
from app.settings.store import SettingsStore
from app.tasks.email.drafting import EmailDrafting
from app.tasks.email.templates import TemplateLibrary
from app.tasks.forms.filling import FormFilling
from app.tasks.inquiries.sorting import InquirySorting
from app.tasks.keywords.picking import KeywordPicking

_IDLE_SECONDS = 15.0 * 60
"""After so long without a request the model's memory is given back; the next request loads it again."""


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


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a front end needs, built once."""

    places: Places
    settings: SettingsStore
    state: StateStore
    runs: RunStore
    library: ModelLibrary
    engine_keeper: EngineKeeper
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
    keeper = EngineKeeper(
        library,
        chosen=lambda: model or _installed_choice(library, settings),
        make=lambda path: EngineClient(
            path,
            log_file=places.logs / f"engine-{os.getpid()}.log",
            cache_folder=places.cache / "prefixes",
            idle_seconds=lambda: _IDLE_SECONDS,
        ),
    )
    templates = TemplateLibrary(places.data / "templates")
    return Desk(
        places=places,
        settings=settings,
        state=StateStore(places.state_file),
        runs=runs,
        library=library,
        engine_keeper=keeper,
        templates=templates,
        email=EmailDrafting(templates, keeper.find, runs),
        keywords=KeywordPicking(keeper.find, runs),
        inquiries=InquirySorting(keeper.find, runs, lambda: settings.options.sure_enough, places.cache),
        forms=FormFilling(keeper.find, runs),
        offline=offline,
    )


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
