"""Moves the models to another folder, with all that goes with it."""

from contextlib import suppress
from pathlib import Path

from app.errors import DeskhandError
from app.events import Cancellation
from app.model_library.library import ModelLibrary, OnProgress
from app.model_library.storage import expanded
from app.settings.store import SettingsStore
from app.wiring.engine_keeper import EngineKeeper


class ModelStorage:
    """Where the models are kept."""

    def __init__(self, library: ModelLibrary, settings: SettingsStore, keeper: EngineKeeper) -> None:
        """Move the models of *library*, keep the choice in *settings*, and let *keeper* let go of their files."""
        self._library = library
        self._settings = settings
        self._keeper = keeper

    def move_to(
        self, folder: Path, *, on_progress: OnProgress | None = None, cancellation: Cancellation | None = None
    ) -> tuple[Path, ...]:
        """Keep the models in *folder* from now on, and return the old files that could not be deleted.

        Raises:
            LibraryError: It cannot be done; everything is where it was.
            DeskhandError: `settings-not-saved`: everything is where it was.
            Cancelled: The user has asked to stop; everything is where it was.
        """
        folder = expanded(folder).absolute()

        before = self._settings.options.models_folder

        def settle() -> None:
            self._keeper.close()  # an open file can not be deleted everywhere
            try:
                self._settings.change(models_folder=str(folder))
            except DeskhandError:
                with suppress(DeskhandError):  # what cannot be saved holds in memory
                    self._settings.change(models_folder=before)
                raise

        return self._library.move_to(folder, settle, on_progress=on_progress, cancellation=cancellation)
