"""The models of this computer: what there is to fetch, what is installed, and how it comes and goes."""

from collections.abc import Callable, Iterator
from pathlib import Path

from app import resource_files
from app.errors import LibraryError
from app.events import Cancellation, Event
from app.model_library.adding import candidate_at, entry_of, file_name, take_in
from app.model_library.catalogue import ModelEntry, read_catalogue
from app.model_library.errand import Errand, Outside
from app.model_library.installed import InstalledModel, best_of, installed_in, parts_of
from app.model_library.storage import delete, is_model_file, only_writer, sha256_of, told_plainly
from app.records import Finding, Gravity, Progress


class ModelLibrary:
    """The models that can be had and those that are here; any thread may call.

    Attributes:
        changed: Tells that a model was fetched, added or removed.
    """

    def __init__(
        self,
        folder: Path,
        *,
        user_catalogue: Path | None = None,
        offline: bool = False,
        catalogue: Path | None = None,
        outside: Outside | None = None,
    ) -> None:
        """Keep models in *folder*, which is made when the first one comes.

        Args:
            folder: Folder of the installed models.
            user_catalogue: File with entries of the user's own, where there is one.
            offline: Whether `fetch` is refused.
            catalogue: The catalogue; None takes the one that Deskhand brings.
            outside: The world.
        """
        self.changed: Event[None] = Event()
        self._folder = folder.absolute()
        self._offline = offline
        self._outside = outside or Outside()
        self._catalogue = read_catalogue(catalogue or resource_files.catalogue_path(), user_catalogue)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The mistakes in the catalogues, one each, with their lines."""
        return self._catalogue.findings

    def entries(self) -> tuple[ModelEntry, ...]:
        """Return what can be fetched."""
        return self._catalogue.entries

    def installed(self) -> list[InstalledModel]:
        """Return the models that are here: those of the catalogue in its order, then the others.

        Raises:
            LibraryError: The folder cannot be read.
        """
        with told_plainly(self._folder):
            return installed_in(self._folder, self.entries())

    def default(self) -> Path | None:
        """Return the best model that is here, or None without any."""
        best = best_of(self.installed())
        return best.path if best else None

    def find(self, name_or_path: str) -> Path:
        """Return the file of a model: by its name, its file's name, or as a path to any model file.

        Raises:
            LibraryError: `model-not-found`, `model-damaged`, or `not-a-model-file`.
        """
        if model := self._installed(name_or_path):
            if not model.whole:
                raise LibraryError("model-damaged", name=model.name, file=model.path.name)
            return model.path
        path = Path(name_or_path).expanduser()
        try:
            if not path.is_file():
                raise LibraryError("model-not-found", name=name_or_path)
            if not is_model_file(path):
                raise LibraryError("not-a-model-file", file=path.name)
        except (OSError, ValueError) as error:
            raise LibraryError("model-not-found", name=name_or_path) from error
        return path.absolute()

    def fetch(
        self,
        name: str,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        on_word: Callable[[Finding], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Path:
        """Bring the model *name* of the catalogue here, and return its file.

        The hub is tried first, then the entry's other sources; a source that does not deliver is
        passed over with a word. What has arrived when the user stops, or when the line breaks, is
        kept for the next time.

        Raises:
            LibraryError: `unknown-model`, `offline`, `disk-too-small`, `model-unreachable`, or one
                of the `models-` codes.
            Cancelled: The user has asked to stop.
        """
        from app.model_library.fetching import bring  # noqa: PLC0415 - the window opens without the network's parts

        entry = self._entry(name)
        errand = self._errand(on_progress, on_word, cancellation)
        target = self._folder / entry.file
        with told_plainly(self._folder):
            if self._is_right(entry, target, errand):
                return target
            if self._offline:
                raise LibraryError("offline", title=entry.title)
            self._folder.mkdir(parents=True, exist_ok=True)
            with only_writer(target, errand):
                if not self._is_right(entry, target, errand):
                    bring(entry, target, errand, self._outside)
        self.changed.emit(None)
        return target

    def add(
        self,
        path: Path,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> InstalledModel:
        """Take the model file *path* into the library; the file itself stays where it is.

        A file that the catalogue knows by its checksum gets the name that it has there.

        Raises:
            DocumentError: `file-not-found`, `is-a-folder`, `no-permission`.
            LibraryError: `not-a-model-file`, `model-name-taken`, `disk-too-small`, or one of the
                `models-` codes.
            Cancelled: The user has asked to stop.
        """
        errand = self._errand(on_progress, None, cancellation)
        candidate = candidate_at(path)
        with told_plainly(self._folder):
            entry = entry_of(candidate, self.entries(), errand)
            self._folder.mkdir(parents=True, exist_ok=True)
            target = self._folder / (entry.file if entry else file_name(candidate))
            with only_writer(target, errand):
                take_in(candidate, target, errand, replace=entry is not None)
        self.changed.emit(None)
        return next(model for model in self.installed() if model.path.name == target.name)

    def remove(self, name: str) -> None:
        """Remove the installed model *name*, and what unfinished downloads of it have left.

        Raises:
            LibraryError: `model-not-found`, `model-in-use`, or one of the `models-` codes.
        """
        model = self._installed(name)
        entry = next((entry for entry in self.entries() if entry.name == name.casefold()), None)
        file = model.path.name if model else entry.file if entry else None
        with told_plainly(self._folder):
            parts = parts_of(self._folder, file) if file and self._folder.is_dir() else []
            if not model and not parts:
                raise LibraryError("model-not-found", name=name)
            for path in [model.path, *parts] if model else parts:
                delete(path)
        self.changed.emit(None)

    def check(
        self,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> Iterator[tuple[InstalledModel, Finding]]:
        """Compare the installed models with the catalogue, and yield what was found of each.

        The finding is `model-as-published`, `model-differs` (wrong), or `model-not-in-catalogue`.

        Raises:
            LibraryError: One of the `models-` codes.
            Cancelled: The user has asked to stop.
        """
        errand = self._errand(on_progress, None, cancellation)
        models = self.installed()
        meter = errand.meter("checking-model", sum(model.size for model in models if model.entry))
        for model in models:
            code, gravity = "model-not-in-catalogue", Gravity.NOTE
            if model.entry:
                with told_plainly(self._folder):
                    same = sha256_of(model.path, meter.add) == model.entry.sha256
                code = "model-as-published" if same else "model-differs"
                gravity = Gravity.NOTE if same else Gravity.WRONG
            yield model, Finding(code, {"name": model.name, "file": model.path.name}, gravity=gravity)

    def _errand(
        self,
        on_progress: Callable[[Progress], None] | None,
        on_word: Callable[[Finding], None] | None,
        cancellation: Cancellation | None,
    ) -> Errand:
        return Errand(on_progress, on_word, cancellation or Cancellation(), self._outside.pace)

    def _entry(self, name: str) -> ModelEntry:
        for entry in self.entries():
            if entry.name == name.casefold():
                return entry
        known = ", ".join(entry.name for entry in self.entries())
        raise LibraryError("unknown-model", name=name, known=known)

    def _installed(self, name: str) -> InstalledModel | None:
        wanted = name.casefold()
        for model in self.installed():
            if wanted in {model.name.casefold(), model.path.name.casefold(), model.path.stem.casefold()}:
                return model
        return None

    def _is_right(self, entry: ModelEntry, path: Path, errand: Errand) -> bool:
        """Return whether *path* is the published file."""
        if not path.is_file() or path.stat().st_size != entry.bytes:
            return False
        return sha256_of(path, errand.meter("checking-model", entry.bytes).add) == entry.sha256
