"""What the pages of models work with, in one piece."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from app.events import Cancellation, Event
from app.model_library.catalogue import ModelEntry
from app.model_library.elsewhere import ForeignModel
from app.model_library.installed import InstalledModel
from app.model_library.library import OnProgress
from app.records import Finding
from app.settings.key_stores import KeyStoreState
from app.ui.history_page import KeepsChoices
from app.ui.model_fetching import ModelFetching
from app.ui.model_shelf import Advice
from app.ui.self_testing import SelfTesting

if TYPE_CHECKING:
    from app.ui.model_work import ModelWork


class HoldsModels(Protocol):
    """The library."""

    changed: Event[None]

    @property
    def folder(self) -> Path:
        """The folder of the models."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The mistakes in the catalogues, and whether the folder is missing."""
        ...

    def entries(self) -> tuple[ModelEntry, ...]:
        """Return what can be fetched."""
        ...

    def installed(self) -> list[InstalledModel]:
        """Return what is here."""
        ...

    def add(
        self, path: Path, *, on_progress: OnProgress | None = None, cancellation: Cancellation | None = None
    ) -> InstalledModel:
        """Take a file in."""
        ...

    def add_folder(
        self, folder: Path, *, on_progress: OnProgress | None = None, cancellation: Cancellation | None = None
    ) -> list[InstalledModel]:
        """Take in a kit, or the files of a folder."""
        ...

    def add_in_place(
        self, path: Path, *, name: str = "", program: str = "", sha256: str | None = None
    ) -> InstalledModel:
        """Use a file where it is."""
        ...

    def export(
        self,
        folder: Path,
        names: Sequence[str] = (),
        *,
        on_progress: OnProgress | None = None,
        cancellation: Cancellation | None = None,
    ) -> list[InstalledModel]:
        """Write a kit."""
        ...

    def check(
        self, *, on_progress: OnProgress | None = None, cancellation: Cancellation | None = None
    ) -> Iterator[tuple[InstalledModel, Finding]]:
        """Compare all files with their checksums."""
        ...

    def remove(self, name: str) -> None:
        """Remove a model."""
        ...


def folder_is_away(library: HoldsModels) -> bool:
    """Return whether the folder of models lies on a drive that is not there."""
    return any(finding.code == "models-folder-away" for finding in library.findings)


class MovesModels(Protocol):
    """Where the models are kept."""

    def move_to(
        self, folder: Path, *, on_progress: OnProgress | None = None, cancellation: Cancellation | None = None
    ) -> tuple[Path, ...]:
        """Keep the models in *folder* from now on; return the old files that could not be deleted."""
        ...


class KeepsSecrets(Protocol):
    """The system's key store."""

    def state(self) -> KeyStoreState:
        """Return whether it can keep a secret now."""
        ...

    def keep(self, name: str, secret: str) -> None:
        """Keep *secret*."""
        ...

    def use_for_this_run(self, name: str, secret: str) -> None:
        """Use *secret* until the program ends."""
        ...

    def forget(self, name: str) -> None:
        """Forget the secret *name*."""
        ...

    def where(self, name: str) -> Literal["kept", "this-run"] | None:
        """Return where a secret is."""
        ...


class AcceptsLicences(Protocol):
    """The licences that were accepted."""

    def needed(self, entry: ModelEntry) -> bool:
        """Return whether the licence of *entry* has to be accepted first."""
        ...

    def accept(self, entry: ModelEntry) -> None:
        """Note that it is accepted."""
        ...


@dataclass(frozen=True, slots=True)
class ModelServices:
    """What stands behind the pages of models."""

    library: HoldsModels
    fetching: ModelFetching
    settings: KeepsChoices
    in_use: Callable[[], Path | None]
    """Tells the file of the model that works now."""
    testing: SelfTesting
    """How fast it is."""
    work: "ModelWork"
    """What takes longer."""
    secrets: KeepsSecrets
    licences: AcceptsLicences
    advise: Callable[[], Advice]
    """Tells how well each model will work here."""
    elsewhere: Callable[[], Sequence[ForeignModel]]
    """Finds the models of other programs; not for the window's thread."""
    find_kit: Callable[[], Path | None]
    """Finds an offline kit; not for the window's thread."""
    offline: bool = False
    """Whether nothing may be fetched."""
