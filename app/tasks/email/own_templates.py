"""The user's own mail templates: looked through while they are written, shown filled, kept, shared as files."""

import re
from dataclasses import dataclass
from pathlib import Path

from app.documents.own_files import OwnFiles, imported
from app.errors import DocumentError, InputError
from app.records import EmailRequest, Gravity, Language, Length, Relation, Tone
from app.resource_files import file_path, names_in
from app.tasks.email.filling import skeleton_values
from app.tasks.email.sample_facts import shown_samples
from app.tasks.email.skeletons import SKELETON_ERRORS, rendered
from app.tasks.email.template_checking import TemplateMistake, check, check_data
from app.tasks.email.template_form import EmailTemplate
from app.tasks.yaml_file import Mistake, YamlFile

__all__ = ["OwnTemplates", "TemplateMistake", "TemplatePreview", "check", "id_in", "preview"]

_ID_LINE = re.compile(r"^id:[^\n]*$", re.MULTILINE)
_ID = re.compile(r"""^id:[ \t]*["']?([^\s"'#]*)""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TemplatePreview:
    """A template filled with sample values."""

    subject: str
    """Empty where the template cannot be filled."""
    body: str
    mistakes: tuple[TemplateMistake, ...]
    """All that is wrong with it; see `check`."""


def preview(
    text: str,
    language: Language,
    tone: Tone = Tone.PLAIN,
    length: Length = Length.NORMAL,
    relation: Relation | None = None,
) -> TemplatePreview:
    """Return the template *text* as a mail with sample values, and all that is wrong with it.

    A template that holds mistakes is filled as far as it can be; nothing is raised.
    """
    mistakes = check(text)
    try:
        template = YamlFile(text.encode("utf-8", "replace")).validated(EmailTemplate)
        skeleton = template.skeletons[language]
        request = EmailRequest(template.id, {}, tone=tone, length=length, relation=relation)
        values = skeleton_values(template, shown_samples(template, language), request, language)
        subject = " ".join(rendered(skeleton.subject, language, values).split())
        return TemplatePreview(subject, rendered(skeleton.body, language, values), mistakes)
    except (Mistake, *SKELETON_ERRORS):
        return TemplatePreview("", "", mistakes)


def shipped_text(template_id: str) -> str:
    """Return the text of a template that comes with Deskhand.

    Raises:
        InputError: There is no such template (`unknown-template`).
    """
    shipped = {Path(name).stem: name for name in names_in("templates", ".yaml")}
    if template_id not in shipped:
        raise InputError("unknown-template", template=template_id, known=", ".join(sorted(shipped)))
    return file_path(shipped[template_id]).read_text(encoding="utf-8")


def renamed(text: str, new_id: str) -> str:
    """Return the template *text* with another id."""
    return _ID_LINE.sub(lambda _: f"id: {new_id}", text, count=1)


class OwnTemplates(OwnFiles):
    """The folder of the user's own templates."""

    def file_of(self, template_id: str) -> str:
        """Return the name of the file that holds *template_id*, or nothing where it is none of the user's own.

        Raises:
            DocumentError: The folder cannot be read.
        """
        return self._with_id(template_id)

    def save(self, text: str, *, replace: bool = False) -> Path:
        """Keep the template *text* under its id and return its file.

        Args:
            text: What the file is to hold.
            replace: Whether a file of that name may be replaced.

        Raises:
            InputError: It holds a mistake (`broken-template`), or there is one (`template-exists`).
            DocumentError: It cannot be written; what was there before stays.
        """
        return self._keep(text.encode("utf-8", "replace"), id_in(text), replace=replace)

    def copy(self, template_id: str, new_id: str) -> Path:
        """Copy a template that comes with Deskhand, to be changed, and return the new file.

        Args:
            template_id: Which one.
            new_id: What the copy is called; the same id takes the place of ours.

        Raises:
            InputError: There is no such template (`unknown-template`), the new id is none
                (`broken-template`), or there is one (`template-exists`).
            DocumentError: It cannot be written.
        """
        return self.save(renamed(shipped_text(template_id), new_id))

    def import_file(self, source: Path, *, replace: bool = False) -> Path:
        """Take over the template in the file *source* and return the new file.

        Args:
            source: A template file of somebody else's.
            replace: Whether one of the same id may be replaced.

        Raises:
            InputError: It holds a mistake (`broken-template`), or there is one (`template-exists`).
            DocumentError: It cannot be read or written.
        """
        return self._keep(imported(source), source.name, replace=replace)

    def _keep(self, data: bytes, source: str, *, replace: bool) -> Path:
        template = _template(data, source)
        found = self._with_id(template.id)
        if found and not replace:
            raise InputError("template-exists", template=template.id, file=found)
        return self._write(found or self._free_name(template.id), data)

    def _with_id(self, template_id: str) -> str:
        """Return the name of the file that holds *template_id*, or is called so and holds no id; else nothing."""
        ids = {name: self._id_of(name) for name in self.names()}
        called = (name for name, found in ids.items() if not found and Path(name).stem.lower() == template_id)
        return next((name for name, found in ids.items() if found == template_id), next(called, ""))

    def _id_of(self, name: str) -> str:
        """Return the id that the file *name* gives itself; nothing where it is locked, which stops no other."""
        try:
            return id_in(self.text(name))
        except DocumentError:
            return ""


def _template(data: bytes, source: str) -> EmailTemplate:
    """Return the template in *data*, which was looked through.

    Raises:
        InputError: It holds a mistake, the first of which is told.
    """
    wrong = [each for each in check_data(data) if each.finding.gravity == Gravity.WRONG]
    if wrong:
        raise InputError("broken-template", file=source, line=wrong[0].line, detail=wrong[0].detail)
    return YamlFile(data).validated(EmailTemplate)


def id_in(text: str) -> str:
    """Return the id that the template *text* gives itself, or nothing."""
    match = _ID.search(text)
    return match[1] if match else ""
