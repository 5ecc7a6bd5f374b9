"""The models of this computer: what there is to fetch, what is installed, and how it comes and goes."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app import resource_files
from app.errors import LibraryError
from app.events import Cancellation, Event
from app.model_library.adding import candidate_at, entry_of, file_name, take_in
from app.model_library.catalogue import ModelEntry, read_catalogue
from app.model_library.checking import compare, expected_checksum
from app.model_library.errand import Errand, Outside
from app.model_library.installed import InstalledModel, best_of, parts_of, unfinished
from app.model_library.kits import checked_file, read_kit, write_kit
from app.model_library.manifest import Origin
from app.model_library.model_folder import ModelFolder
from app.model_library.moving import move_models
from app.model_library.referring import reference_to
from app.model_library.storage import delete, is_model_file, only_writer, sha256_of, told_plainly
from app.records import Finding, Gravity, Progress

OnProgress = Callable[[Progress], None]
OnWord = Callable[[Finding], None]


class ModelLibrary:
    """The models that can be had and those that are here; any thread may call.

    Attributes:
        changed: Tells that a model was fetched, added, moved or removed.
    """

    def __init__(
        self,
        folder: Path,
        *,
        chosen_folder: Path | None = None,
        user_catalogue: Path | None = None,
        offline: bool = False,
        catalogue: Path | None = None,
        outside: Outside | None = None,
    ) -> None:
        """Keep models in *folder*, which is made when the first one comes.

        Args:
            folder: Folder of the installed models.
            chosen_folder: The one that the user chose in its place; it is not made anew when it is missing.
            user_catalogue: File with entries of the user's own, where there is one.
            offline: Whether `fetch` is refused.
            catalogue: The catalogue; None takes the one that Deskhand brings.
            outside: The world.
        """
        self.changed: Event[None] = Event()
        self._place = ModelFolder(chosen_folder or folder, chosen=chosen_folder is not None)
        self._offline = offline
        self._outside = outside or Outside()
        self._catalogue = read_catalogue(catalogue or resource_files.catalogue_path(), user_catalogue)

    @property
    def folder(self) -> Path:
        """The folder of the models."""
        return self._place.path

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The mistakes in the catalogues, one each, with their lines; and whether the folder of models is missing."""
        away = Finding("models-folder-away", {"folder": str(self.folder)}, gravity=Gravity.WRONG)
        return (*self._catalogue.findings, *((away,) if self._place.away else ()))

    def entries(self) -> tuple[ModelEntry, ...]:
        """Return what can be fetched: the catalogue, and what came with kits.

        Raises:
            LibraryError: The folder cannot be read.
        """
        with told_plainly(self.folder):
            brought = self._place.manifest(self._catalogue.entries).entries
        taken = {entry.name for entry in self._catalogue.entries}
        return (*self._catalogue.entries, *(entry for entry in brought if entry.name not in taken))

    def installed(self) -> list[InstalledModel]:
        """Return the models that are here: those of the catalogue in its order, the others, and those kept elsewhere.

        Raises:
            LibraryError: The folder cannot be read.
        """
        with told_plainly(self.folder):
            return self._place.models(self.entries())

    def unfinished(self) -> dict[str, int]:
        """Return how many bytes of each model an interrupted download has left, by name.

        Raises:
            LibraryError: The folder cannot be read.
        """
        with told_plainly(self.folder):
            sizes = {entry.name: unfinished(self.folder, entry) for entry in self.entries()}
        return {name: size for name, size in sizes.items() if size}

    def default(self) -> Path | None:
        """Return the best model that is here, or None without any."""
        best = best_of(self.installed())
        return best.path if best else None

    def find(self, name_or_path: str) -> Path:
        """Return the file of a model: by its name, its file's name, or as a path to any model file.

        Raises:
            LibraryError: `model-not-found`, `model-damaged`, `model-gone`, or `not-a-model-file`.
        """
        if model := self._installed(name_or_path):
            if model.gone:
                raise LibraryError("model-gone", name=model.name, file=str(model.path))
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

    def note_use(self, path: Path) -> None:
        """Note that the model *path* works today."""
        self._place.note_use(self.entries(), path)

    def fetch(
        self,
        name: str,
        *,
        on_progress: OnProgress | None = None,
        on_word: OnWord | None = None,
        cancellation: Cancellation | None = None,
    ) -> Path:
        """Bring the model *name* of the catalogue here, and return its file.

        The hub is tried first, then the entry's other sources; a source that does not deliver is
        passed over with a word. What has arrived when the user stops, or when the line breaks, is
        kept for the next time.

        Raises:
            LibraryError: `unknown-model`, `offline`, `licence-not-accepted`, `disk-too-small`, `model-unreachable`, `model-gated`,
                or one of the `models-` codes.
            Cancelled: The user has asked to stop.
        """
        from app.model_library.fetching import bring  # noqa: PLC0415 - the window opens without the network's parts

        entry = self._entry(name)
        errand = self._errand(on_progress, on_word, cancellation)
        target = self.folder / entry.file
        with told_plainly(self.folder):
            if self._is_right(entry, target, errand):
                return target
            if self._offline:
                raise LibraryError("offline", title=entry.title)
            if self._outside.licence_needed(entry):
                raise LibraryError(
                    "licence-not-accepted", title=entry.title, name=entry.name, address=entry.licence_url
                )
            self._place.make()
            with only_writer(target, errand):
                if not self._is_right(entry, target, errand):
                    bring(entry, target, errand, self._outside)
                    self._place.note_own(self.entries(), target, entry.sha256, "fetched")
        self.changed.emit(None)
        return target

    def add(
        self, path: Path, *, on_progress: OnProgress | None = None, cancellation: Cancellation | None = None
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
        with told_plainly(self.folder):
            target = self._take(path, "added", errand)
        self.changed.emit(None)
        return next(model for model in self.installed() if model.path == target)

    def add_folder(
        self, folder: Path, *, on_progress: OnProgress | None = None, cancellation: Cancellation | None = None
    ) -> list[InstalledModel]:
        """Take in a kit, or the model files that lie in *folder*; see `add`.

        Raises:
            LibraryError: `kit-not-readable`, `kit-file-missing`, `kit-file-damaged`, `no-models-in-folder`, or
                what `add` raises.
            Cancelled: The user has asked to stop; the models that came before stay.
        """
        errand = self._errand(on_progress, None, cancellation)
        with told_plainly(folder):
            kit = read_kit(folder)
            files = [] if kit else sorted(path for path in folder.iterdir() if path.suffix.lower() == ".gguf")
            if kit is None and not files:
                raise LibraryError("no-models-in-folder", folder=str(folder))
        targets = []
        with told_plainly(self.folder):
            for model in kit.models if kit else ():
                if model.entry and model.entry.name not in {entry.name for entry in self.entries()}:
                    self._note_entry(model.entry)
                targets.append(self._take(checked_file(folder, model, errand), "kit", errand))
            targets += [self._take(file, "added", errand) for file in files]
        self.changed.emit(None)
        return [model for model in self.installed() if model.path in targets]

    def add_in_place(
        self, path: Path, *, name: str = "", program: str = "", sha256: str | None = None
    ) -> InstalledModel:
        """Use the model file *path* where it is, without a copy; see `elsewhere.foreign_models`.

        Args:
            path: The file; it stays in the hands of whoever keeps it.
            name: What to call it; empty for the file's name.
            program: The program that keeps it.
            sha256: Its checksum where that is known, so that it is known as a model of the catalogue.

        Raises:
            DocumentError: `file-not-found`, `is-a-folder`, `no-permission`.
            LibraryError: `not-a-model-file`, or one of the `models-` codes.
        """
        taken = {model.name.casefold() for model in self.installed() if model.path != path.resolve()}
        line = reference_to(path, name, program, sha256, taken)
        with told_plainly(self.folder):
            self._place.make()
            self._place.note_reference(self.entries(), line)
        self.changed.emit(None)
        return next(model for model in self.installed() if model.path == line.path)

    def export(
        self,
        folder: Path,
        names: Sequence[str] = (),
        *,
        on_progress: OnProgress | None = None,
        cancellation: Cancellation | None = None,
    ) -> list[InstalledModel]:
        """Write the models *names*, or all, as a kit into *folder*; return what was asked for.

        Raises:
            LibraryError: `model-not-found`, `model-damaged`, `no-models-to-export`, `disk-too-small`, or one of the
                `models-` codes.
            Cancelled: The user has asked to stop.
        """
        models = [model for model in self.installed() if model.whole]
        if names:
            wanted = [self.find(name) for name in names]
            models = [model for model in models if model.path in wanted]
        if not models:
            raise LibraryError("no-models-to-export")
        with told_plainly(folder):
            write_kit(models, folder, self._errand(on_progress, None, cancellation))
        return models

    def move_to(
        self,
        folder: Path,
        settle: Callable[[], None],
        *,
        on_progress: OnProgress | None = None,
        cancellation: Cancellation | None = None,
    ) -> tuple[Path, ...]:
        """Keep the models in *folder* from now on, and return the old files that could not be deleted.

        Args:
            folder: The new place; what else lies there stays, as does what is not ours at the old one.
            settle: Called when everything is there: keeps the choice, and lets go of the old files.
            on_progress: Hears how far it is.
            cancellation: The user's wish to stop.

        Raises:
            LibraryError: See `move_models`; nothing has changed.
            Cancelled: The user has asked to stop; nothing has changed.
        """
        target = ModelFolder(folder.expanduser(), chosen=True)
        errand = self._errand(on_progress, None, cancellation)
        before = self._place

        def take_over() -> None:
            self._place = target
            try:
                settle()
            except BaseException:
                self._place = before
                raise

        with told_plainly(target.path):
            left = move_models(before, target, self.entries(), errand, take_over)
        self.changed.emit(None)
        return left

    def remove(self, name: str) -> None:
        """Remove the installed model *name*, and what unfinished downloads of it have left.

        A file that is kept by another program stays there; it is only forgotten here.

        Raises:
            LibraryError: `model-not-found`, `model-in-use`, or one of the `models-` codes.
        """
        model = self._installed(name)
        entry = next((entry for entry in self.entries() if entry.name == name.casefold()), None)
        file = model.path.name if model else entry.file if entry else None
        with told_plainly(self.folder):
            parts = parts_of(self.folder, file) if file and self.folder.is_dir() else []
            if not model and not parts:
                raise LibraryError("model-not-found", name=name)
            for path in [model.path, *parts] if model and not model.in_place else parts:
                delete(path)
            if model:
                self._place.change(self.entries(), lambda manifest: manifest.without(model.path))
        self.changed.emit(None)

    def check(
        self, *, on_progress: OnProgress | None = None, cancellation: Cancellation | None = None
    ) -> Iterator[tuple[InstalledModel, Finding]]:
        """Compare the files of all models with the catalogue, or with what they were when they came; yield what was found.

        The finding is `model-as-published`, `model-as-it-came`, `model-differs` (wrong), `model-changed` (wrong),
        `model-not-there` (wrong), or `model-not-in-catalogue`.

        Raises:
            LibraryError: One of the `models-` codes.
            Cancelled: The user has asked to stop.
        """
        errand = self._errand(on_progress, None, cancellation)
        models = self.installed()
        known = (model.size for model in models if not model.gone and expected_checksum(model))
        meter = errand.meter("checking-model", sum(known))
        for model in models:
            with told_plainly(model.path.parent):
                finding = compare(model, meter)
            yield model, finding

    def _take(self, path: Path, origin: Origin, errand: Errand) -> Path:
        """Take the file *path* in, and return where it is."""
        candidate = candidate_at(path, errand)
        entry = entry_of(candidate, self.entries())
        self._place.make()
        target = self.folder / (entry.file if entry else file_name(candidate))
        with only_writer(target, errand):
            if take_in(candidate, target, errand, replace=entry is not None):
                self._place.note_own(self.entries(), target, candidate.sha256, origin)
        return target

    def _note_entry(self, entry: ModelEntry) -> None:
        self._place.make()
        self._place.change(self.entries(), lambda manifest: manifest.with_entry(entry))

    def _errand(
        self, on_progress: OnProgress | None, on_word: OnWord | None, cancellation: Cancellation | None
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
            names = {model.name.casefold()}
            if not model.in_place:
                names |= {model.path.name.casefold(), model.path.stem.casefold()}
            if wanted in names:
                return model
        return None

    def _is_right(self, entry: ModelEntry, path: Path, errand: Errand) -> bool:
        """Return whether *path* is the published file."""
        if not path.is_file() or path.stat().st_size != entry.bytes:
            return False
        return sha256_of(path, errand.meter("checking-model", entry.bytes).add) == entry.sha256
