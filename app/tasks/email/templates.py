"""The mail templates: those that come with Deskhand and the user's own.

resources/templates/*.yaml         those that come with Deskhand
resources/templates/frame/*.j2     greeting, opening, closing and signature, one file a language
resources/mail_facts.yaml          facts that many mails take
DATA_DIR/templates/*.yaml          the user's own; one with the id of another takes its place
"""

from pathlib import Path

from app.documents.saving import reading
from app.errors import DeskhandError, InputError
from app.records import Gravity
from app.resource_files import file_path, names_in
from app.tasks.email.template_checking import check_data
from app.tasks.email.template_form import EmailTemplate, Fact, FactType, Skeleton, Words
from app.tasks.yaml_file import Mistake, YamlFile

__all__ = ["EmailTemplate", "Fact", "FactType", "Skeleton", "TemplateLibrary", "Words"]


class TemplateLibrary:
    """The templates that come with Deskhand and the user's own, as they were read last; any thread may call."""

    def __init__(self, own: Path | None = None) -> None:
        """Offer also the templates in the folder *own*, which need not exist."""
        self._own = own
        self._shipped: dict[str, EmailTemplate] | None = None
        self._own_read: tuple[tuple[str, EmailTemplate | DeskhandError], ...] | None = None
        self._known: dict[Path, tuple[tuple[int, int], EmailTemplate | DeskhandError]] = {}

    def read_again(self) -> None:
        """Read the user's own templates as they are now, which may take a while; the first use does so by itself."""
        try:
            files = self._own_files()
        except DeskhandError as error:
            self._own_read = (("", error),)
        else:
            self._own_read = tuple((path.name, self._read_own_file(path)) for path in files)

    def own_file(self, template_id: str) -> str:
        """Return the name of the file of the user's own that holds *template_id*, or nothing where it comes with Deskhand."""
        return next(
            (
                name
                for name, found in reversed(self._own_found())
                if isinstance(found, EmailTemplate) and found.id == template_id
            ),
            "",
        )

    def all(self) -> tuple[EmailTemplate, ...]:
        """Return the templates that can be used, by id; for the others see `mistakes`."""
        return tuple(template for _, template in sorted(self._usable().items()))

    def get(self, template_id: str) -> EmailTemplate:
        """Return the template called *template_id*.

        Raises:
            InputError: `unknown-template`, or `broken-template` where a file of that name has a
                mistake (its line and what stands there are told).
        """
        template = self._usable().get(template_id)
        if template is None:
            self.read_again()  # it may have come since
            template = self._usable().get(template_id)
        if template:
            return template
        for name, found in self._own_found():
            if Path(name).stem == template_id and isinstance(found, DeskhandError):
                raise found
        known = ", ".join(template.id for template in self.all())
        raise InputError("unknown-template", template=template_id, known=known)

    def mistakes(self) -> tuple[DeskhandError, ...]:
        """Return what is wrong with files of the user's own that cannot be used, or with their folder."""
        return tuple(found for _, found in self._own_found() if isinstance(found, DeskhandError))

    def _own_found(self) -> tuple[tuple[str, EmailTemplate | DeskhandError], ...]:
        """Return what was read last, by the names of the files."""
        if self._own_read is None:
            self.read_again()
        return self._own_read or ()

    def _usable(self) -> dict[str, EmailTemplate]:
        if self._shipped is None:
            # Our own files are looked through by a test, not at each start of the program.
            shipped = (_read(file_path(name)) for name in names_in("templates", ".yaml"))
            self._shipped = {template.id: template for template in shipped}
        own = {found.id: found for _, found in self._own_found() if isinstance(found, EmailTemplate)}
        return self._shipped | own

    def _read_own_file(self, path: Path) -> EmailTemplate | DeskhandError:
        """Return the template in *path*, or what is wrong with it; a file that did not change is read once."""
        try:
            with reading(path):
                status = path.stat()
            stamp = status.st_mtime_ns, status.st_size
            known = self._known.get(path)
            if known is None or known[0] != stamp:
                known = stamp, _read(path, look_through=True)
        except DeskhandError as error:
            return error
        self._known[path] = known
        return known[1]

    def _own_files(self) -> list[Path]:
        if self._own is None:
            return []
        with reading(self._own):
            if not self._own.is_dir():
                return []
            return sorted(path for path in self._own.iterdir() if path.suffix.lower() in {".yaml", ".yml"})


def _read(path: Path, *, look_through: bool = False) -> EmailTemplate:
    """Read one template; *look_through* its skeletons too, as far as that can be done without facts.

    Raises:
        DocumentError: The file cannot be read.
        InputError: `broken-template`: it holds a mistake, which `line` and `detail` place.
    """
    with reading(path):
        data = path.read_bytes()
    if look_through:
        for mistake in check_data(data):
            if mistake.finding.gravity == Gravity.WRONG:
                raise InputError("broken-template", file=path.name, line=mistake.line, detail=mistake.detail)
    try:
        return YamlFile(data).validated(EmailTemplate)
    except Mistake as mistake:
        raise InputError(
            "broken-template", file=path.name, line=mistake.line, detail=mistake.detail
        ) from mistake
