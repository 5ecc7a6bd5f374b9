"""The mail templates: what each is called, which facts it takes, and its skeletons.

resources/templates/*.yaml         those that come with Deskhand
resources/templates/frame/*.j2     greeting, opening, closing and signature, one file a language
DATA_DIR/templates/*.yaml          the user's own; one with the id of another takes its place
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import jinja2
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from app.documents.saving import reading
from app.errors import DeskhandError, InputError
from app.records import Language
from app.resource_files import file_path, names_in
from app.tasks.email.skeletons import OUR_NAMES, SHARED_FACTS, SKELETON_ERRORS, names_used, rendered
from app.tasks.email.template_files import Mistake, TemplateFile

_LARGEST_FILE_BYTES = 200_000


class FactType(StrEnum):
    """What kind of value a fact is."""

    TEXT = "text"
    LINES = "lines"
    """Several points, one a line."""
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    NUMBER = "number"
    PERSON = "person"
    ORGANISATION = "organisation"
    EMAIL = "email"
    PHONE = "phone"
    CODE = "code"


def _in_both_languages(value: object) -> object:
    """Let one text, or one language, stand for both."""
    if isinstance(value, str):
        return {"en": value, "ja": value}
    if isinstance(value, Mapping) and len(value) == 1:
        return {"en": next(iter(value.values())), "ja": next(iter(value.values())), **value}
    return value


Words = Annotated[Mapping[Language, str], BeforeValidator(_in_both_languages)]


def _no_words() -> Mapping[Language, str]:
    return {"en": "", "ja": ""}


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Fact(_Model):
    """One thing that a mail is told.

    Attributes:
        name: What it is called in requests and skeletons (there with _ for -).
        type: What kind of value it is.
        required: Whether the mail cannot do without it.
        labels: What people read beside it, by language.
        help: What belongs there, by language.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$", max_length=60)
    type: FactType
    required: bool = False
    labels: Words
    help: Words = Field(default_factory=_no_words)

    @property
    def variable(self) -> str:
        """Its name in the skeletons."""
        return self.name.replace("-", "_")


class Skeleton(_Model):
    """A mail with places for the facts, in Jinja2's notation.

    Attributes:
        subject: One line.
        body: The mail; `{{ notes }}` stands where the user's own words go.
    """

    subject: str = Field(min_length=1)
    body: str = Field(min_length=1)


class EmailTemplate(_Model):
    """A kind of mail.

    Attributes:
        id: Stable name in kebab case.
        titles: What people read, by language.
        descriptions: What it is for, by language.
        facts: In the order in which they are asked for.
        skeletons: The mail itself, in each language that it can be written in.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", max_length=60)
    titles: Words
    descriptions: Words = Field(default_factory=_no_words)
    facts: tuple[Fact, ...]
    skeletons: Mapping[Language, Skeleton] = Field(min_length=1)

    @field_validator("facts")
    @classmethod
    def _names_differ(cls, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        seen: set[str] = set()
        for fact in facts:
            if fact.variable in seen:
                raise ValueError(fact.name)
            seen.add(fact.variable)
        return facts

    def fact(self, name: str) -> Fact | None:
        """Return the fact called *name*, in kebab or snake case, or None."""
        variable = name.strip().lower().replace("-", "_")
        return next((fact for fact in self.facts if fact.variable == variable), None)


class TemplateLibrary:
    """The templates that come with Deskhand and the user's own."""

    def __init__(self, own: Path | None = None) -> None:
        """Offer also the templates in the folder *own*, which need not exist."""
        self._own = own
        self._shipped: dict[str, EmailTemplate] | None = None
        self._known: dict[Path, tuple[tuple[int, int], EmailTemplate | DeskhandError]] = {}

    def all(self) -> tuple[EmailTemplate, ...]:
        """Return the templates that can be used, by id; for the others see `mistakes`."""
        return tuple(template for _, template in sorted(self._usable().items()))

    def get(self, template_id: str) -> EmailTemplate:
        """Return the template called *template_id*.

        Raises:
            InputError: `unknown-template`, or `broken-template` where a file of that name has a
                mistake (its line and what stands there are told).
        """
        if template := self._usable().get(template_id):
            return template
        for path in self._own_files():
            found = self._read_own_file(path)
            if path.stem == template_id and isinstance(found, DeskhandError):
                raise found
        known = ", ".join(template.id for template in self.all())
        raise InputError("unknown-template", template=template_id, known=known)

    def mistakes(self) -> tuple[DeskhandError, ...]:
        """Return what is wrong with files of the user's own that cannot be used."""
        found = map(self._read_own_file, self._own_files())
        return tuple(each for each in found if isinstance(each, DeskhandError))

    def _usable(self) -> dict[str, EmailTemplate]:
        if self._shipped is None:
            # Our own files are looked through by a test, not at each start of the program.
            shipped = (_read(file_path(name)) for name in names_in("templates", ".yaml"))
            self._shipped = {template.id: template for template in shipped}
        found = map(self._read_own_file, self._own_files())
        return self._shipped | {each.id: each for each in found if isinstance(each, EmailTemplate)}

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
        if self._own is None or not self._own.is_dir():
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
    if len(data) > _LARGEST_FILE_BYTES:
        raise InputError("broken-template", file=path.name, line=1, detail=f"> {_LARGEST_FILE_BYTES} B")
    try:
        file = TemplateFile(data)
        template = file.validated(EmailTemplate)
        if look_through:
            _check_skeletons(template, file)
    except Mistake as mistake:
        raise InputError(
            "broken-template", file=path.name, line=mistake.line, detail=mistake.detail
        ) from mistake
    return template


def _check_skeletons(template: EmailTemplate, file: TemplateFile) -> None:
    """Look that the skeletons parse, use no names but the facts' and ours, and leave no fact out.

    Raises:
        Mistake: The first that does not.
    """
    for language, skeleton in template.skeletons.items():
        used = _names_in(template, file, language, "subject", skeleton.subject)
        used |= _names_in(template, file, language, "body", skeleton.body)
        if "notes" not in used:
            raise Mistake(file.place("skeletons", language, "body")[0], "{{ notes }}")
        for number, fact in enumerate(template.facts):
            if fact.variable not in used and SHARED_FACTS.get(fact.name) not in used:
                raise Mistake(file.place("facts", number)[0], f"{fact.name}: skeletons.{language}")
        _try_out(template, file, language)


def _names_in(
    template: EmailTemplate, file: TemplateFile, language: Language, part: str, text: str
) -> set[str]:
    path = ("skeletons", language, part)
    try:
        used = names_used(text)
    except jinja2.TemplateSyntaxError as error:
        raise file.mistake_in(path, error.lineno) from error
    unknown = used - OUR_NAMES - {fact.variable for fact in template.facts}
    if unknown:
        name = min(unknown)
        line = next((i for i, each in enumerate(text.split("\n"), 1) if name in each), 1)
        raise Mistake(file.text_line(path, line), name)
    return used


def _try_out(template: EmailTemplate, file: TemplateFile, language: Language) -> None:
    """Fill the skeletons with all facts, and with none, to see that nothing else is wrong with them."""
    for given in ("x", ""):
        values = dict.fromkeys(OUR_NAMES, "x") | {"tone": "plain", "length": "normal"}
        values |= {fact.variable: given for fact in template.facts}
        for part in ("subject", "body"):
            try:
                rendered(getattr(template.skeletons[language], part), language, values)
            except SKELETON_ERRORS as error:
                line, _ = file.place("skeletons", language, part)
                raise Mistake(line, str(error)) from error
