"""What models there are to fetch, and which are here."""

from pathlib import Path

from app.errors import LibraryError
from app.model_library.catalogue import Catalogue, ModelEntry
from app.model_library.installed import InstalledModel, best_of, unfinished
from app.model_library.model_folder import ModelFolder
from app.model_library.storage import expanded, is_model_file, told_plainly
from app.records import Finding, Gravity


class ModelShelf:
    """The models that can be had and those that are here; it only looks, and any thread may call."""

    def __init__(self, place: ModelFolder, catalogue: Catalogue) -> None:
        """Look into *place*, and know the models of *catalogue*."""
        self._place = place
        self._catalogue = catalogue

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
        if model := self.named(name_or_path):
            if model.gone:
                raise LibraryError("model-gone", name=model.name, file=str(model.path))
            if not model.whole:
                raise LibraryError("model-damaged", name=model.name, file=model.path.name)
            return model.path
        path = expanded(Path(name_or_path))
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

    def entry(self, name: str) -> ModelEntry:
        """Return the entry *name* of the catalogue.

        Raises:
            LibraryError: `unknown-model`.
        """
        for entry in self.entries():
            if entry.name == name.casefold():
                return entry
        known = ", ".join(entry.name for entry in self.entries())
        raise LibraryError("unknown-model", name=name, known=known)

    def named(self, name: str) -> InstalledModel | None:
        """Return the installed model with this name, or with this name of its file; None without one."""
        models = self.installed()
        exact = next((model for model in models if name in _names(model)), None)
        wanted = name.casefold()
        alike = (model for model in models if wanted in {each.casefold() for each in _names(model)})
        return exact or next(alike, None)


def _names(model: InstalledModel) -> set[str]:
    """Return by what *model* can be named."""
    return {model.name} if model.in_place else {model.name, model.path.name, model.path.stem}
