"""Moves the models to another folder, with all that goes with it."""

from pathlib import Path

from app.events import Cancellation
from app.model_library.library import ModelLibrary, OnProgress
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
        folder = folder.expanduser().absolute()

        def settle() -> None:
            self._settings.change(models_folder=str(folder))
            self._keeper.close()  # an open file can not be deleted everywhere

        return self._library.move_to(folder, settle, on_progress=on_progress, cancellation=cancellation)
