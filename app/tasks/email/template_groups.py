"""Under which headings the templates are offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import yaml

from app.records import Language
from app.resource_files import read_text
from app.tasks.email.template_form import EmailTemplate


@dataclass(frozen=True, slots=True)
class TemplateGroup:
    """Templates for one part of an office's work."""

    titles: Mapping[Language, str]
    """By language."""
    templates: tuple[str, ...]
    """Ids, in the order in which they are offered."""


@cache
def template_groups() -> tuple[TemplateGroup, ...]:
    """Return the groups of the templates that come with Deskhand, in their order."""
    loaded = yaml.safe_load(read_text("template_groups.yaml"))
    return tuple(TemplateGroup(group["titles"], tuple(group["templates"])) for group in loaded)


def grouped(
    templates: Sequence[EmailTemplate],
) -> list[tuple[TemplateGroup | None, list[EmailTemplate]]]:
    """Return *templates* by their groups; those of the user's own, without a group, come first."""
    by_id = {template.id: template for template in templates}
    known = {name for group in template_groups() for name in group.templates}
    own = [template for template in templates if template.id not in known]
    parts: list[tuple[TemplateGroup | None, list[EmailTemplate]]] = [(None, own)] if own else []
    for group in template_groups():
        found = [by_id[name] for name in group.templates if name in by_id]
        if found:
            parts.append((group, found))
    return parts
