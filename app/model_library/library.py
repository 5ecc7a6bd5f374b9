"""The models of this computer: what there is to fetch, what is installed, and how it comes and goes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from app import resource_files
from app.errors import LibraryError
from app.events import Cancellation, Event
from app.model_library.adding import candidate_at, entry_of, file_name, take_in
from app.model_library.catalogue import ModelEntry, read_catalogue
from app.model_library.checking import compare, expected_checksum
from app.model_library.errand import Errand, Outside
from app.model_library.installed import InstalledModel, parts_of, stray_parts
from app.model_library.kits import KitModel, checked_file, read_kit, write_kit
from app.model_library.manifest import Origin
from app.model_library.model_folder import ModelFolder
from app.model_library.moving import move_models
from app.model_library.referring import reference_to
from app.model_library.shelf import ModelShelf
from app.model_library.storage import delete, expanded, only_writer, remove_if_empty, sha256_of, told_plainly
from app.records import Finding, Progress

OnProgress = Callable[[Progress], None]
OnWord = Callable[[Finding], None]


class ModelLibrary(ModelShelf):
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
        super().__init__(
            ModelFolder(chosen_folder or folder, chosen=chosen_folder is not None),
            read_catalogue(catalogue or resource_files.catalogue_path(), user_catalogue),
        )
        self.changed: Event[None] = Event()
        self._offline = offline
        self._outside = outside or Outside()

    def fetch(
        self,
        name: str,
        *,
        on_progress: OnProgress | None = None,
        on_word: OnWord | None = None,
        cancellation: Cancellation | None = None,
        bytes_a_second: float | None = None,
    ) -> Path:
        """Bring the model *name* of the catalogue here, and return its file.

        The hub is tried first, then the entry's other sources; a source that does not deliver is
        passed over with a word. What has arrived when the user stops, or when the line breaks, is
        kept for the next time. *bytes_a_second* limits the line in the place of the user's setting.

        Raises:
            LibraryError: `unknown-model`, `offline`, `licence-not-accepted`, `disk-too-small`, `model-unreachable`, `model-gated`,
                or one of the `models-` codes.
            Cancelled: The user has asked to stop.
        """
        entry = self.entry(name)
        errand = self._errand(on_progress, on_word, cancellation)
        outside = self._limited(bytes_a_second)
        while (target := self._fetched(entry, errand, outside)) is None:
            pass  # the models have moved meanwhile
        return target

    def _fetched(self, entry: ModelEntry, errand: Errand, outside: Outside) -> Path | None:
        """Bring the file of *entry* to the folder as it is now; None when that has become another one."""
        from app.model_library.fetching import bring  # noqa: PLC0415 - the window opens without the network's parts

        place = self._place
        target = place.path / entry.file
        with told_plainly(place.path):
            if self._is_right(entry, target, errand):
                return target
            self._judge_fetching(entry)
            place.make()
            with only_writer(target, errand):
                if self._place is not place:
                    return None
                if not place.chosen:
                    for stray in stray_parts(place.path, self.entries(), time.time()):
                        delete(stray)
                if not self._is_right(entry, target, errand):
                    bring(entry, target, errand, outside)
                    place.note_own(self.entries(), target, entry.sha256, "fetched")
        self.changed.emit(None)
        return target

    def _judge_fetching(self, entry: ModelEntry) -> None:
        if self._offline:
            raise LibraryError("offline", title=entry.title)
        if self._outside.licence_needed(entry):
            raise LibraryError(
                "licence-not-accepted", title=entry.title, name=entry.name, address=entry.licence_url
            )

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
        models = kit.models if kit else ()
        if not models and not files:
            raise LibraryError("no-models-in-folder", folder=str(folder))
        targets = []
        with told_plainly(self.folder):
            for model in models:
                path = checked_file(folder, model, errand)
                targets.append(self._take(path, "kit", errand, self._new_entry(model)))
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
        with told_plainly(self.folder):
            path = expanded(path)
            here = self.installed()
            known = next((model for model in here if _is_same(model.path, path)), None)
            if known and not known.in_place:
                return known  # it lies in the folder of models already
            taken: dict[str, str | None] = {entry.name: entry.sha256 for entry in self.entries()}
            taken |= {model.name.casefold(): None for model in here if model is not known}
            line = reference_to(path, name, program, sha256, taken)
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
        target = ModelFolder(expanded(folder), chosen=True)
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
            with ExitStack() as held:
                for entry in self.entries() if before.path.is_dir() else ():
                    held.enter_context(
                        only_writer(before.path / entry.file, errand)
                    )  # no download is under way
                left = move_models(before, target, self.entries(), errand, take_over)
            remove_if_empty(before.path)  # on Windows the locks were in it until now
        self.changed.emit(None)
        return left

    def remove(self, name: str) -> None:
        """Remove the installed model *name*, and what unfinished downloads of it have left.

        A file that is kept by another program stays there; it is only forgotten here.

        Raises:
            LibraryError: `model-not-found`, `model-in-use`, or one of the `models-` codes.
        """
        model = self.named(name)
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

    def _limited(self, bytes_a_second: float | None) -> Outside:
        if bytes_a_second is None:
            return self._outside
        return replace(self._outside, limit=lambda: bytes_a_second)

    def _take(self, path: Path, origin: Origin, errand: Errand, brought: ModelEntry | None = None) -> Path:
        """Take the file *path* in, and return where it is; *brought* is an entry that comes with it."""
        candidate = candidate_at(path, errand)
        entry = entry_of(candidate, [*self.entries(), *((brought,) if brought else ())])
        self._place.make()
        target = self.folder / (entry.file if entry else file_name(candidate))
        with only_writer(target, errand):
            if take_in(candidate, target, errand, replace=entry is not None):
                self._place.note_own(self.entries(), target, candidate.sha256, origin)
            if brought and entry is brought:
                self._place.change(self.entries(), lambda manifest: manifest.with_entry(brought))
        return target

    def _new_entry(self, model: KitModel) -> ModelEntry | None:
        """Return the entry that a kit brings, unless the catalogue has one of this name or for this file."""
        names = {entry.name for entry in self.entries()}
        files = {entry.file.casefold() for entry in self.entries()}
        brought = model.entry
        fits = brought and brought.sha256 == model.sha256
        return (
            brought
            if brought and fits and not {brought.name, brought.file.casefold()} & (names | files)
            else None
        )

    def _errand(
        self, on_progress: OnProgress | None, on_word: OnWord | None, cancellation: Cancellation | None
    ) -> Errand:
        return Errand(on_progress, on_word, cancellation or Cancellation(), self._outside.pace)

    def _is_right(self, entry: ModelEntry, path: Path, errand: Errand) -> bool:
        """Return whether *path* is the published file."""
        if not path.is_file() or path.stat().st_size != entry.bytes:
            return False
        return sha256_of(path, errand.meter("checking-model", entry.bytes).add) == entry.sha256


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
