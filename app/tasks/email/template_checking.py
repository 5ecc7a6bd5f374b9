"""Looks a template through: all that is wrong with it, and where."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from pydantic_core import ErrorDetails

from app.records import Finding, Gravity, Language
from app.tasks.email.skeleton_limits import LONGEST_SKELETON, OUR_FILTERS, USUAL_FILTERS
from app.tasks.email.skeleton_tags import Skeleton, SkeletonMistake
from app.tasks.email.skeletons import OUR_NAMES, SHARED_FACTS
from app.tasks.email.template_form import EmailTemplate, usual_facts
from app.tasks.email.trying_out import Trouble, tried_out
from app.tasks.yaml_file import Mistake, YamlFile

_MOST = 100
"""Mistakes that are told; nobody reads more at once."""
_LINES_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class TemplateMistake:
    """Something wrong in the text of a template."""

    line: int
    """1 for the first."""
    detail: str
    """What stands there, or the name of the entry."""
    finding: Finding
    """What it is; its start and end are characters of the text. `wrong` where the template cannot be used."""


def check(text: str) -> tuple[TemplateMistake, ...]:
    """Return all that is wrong with the template *text*, in the order of its lines."""
    return check_data(text.encode("utf-8", "surrogatepass"))


def check_data(data: bytes) -> tuple[TemplateMistake, ...]:
    """Return all that is wrong with the template file *data*, in the order of its lines.

    Whether it can be filled within the limits is looked at only when nothing else is wrong.
    """
    try:
        file = YamlFile(data)
    except Mistake as mistake:
        finding = Finding("template-not-readable", {"value": mistake.detail}, gravity=Gravity.WRONG)
        return (_placed(TemplateMistake(mistake.line, mistake.detail, finding), _decoded(data)),)
    found = [*_of_form(file), *_of_skeletons(file)]
    if not found:
        found += _of_filling(file)
    text = _decoded(data)
    placed = [_placed(mistake, text) for mistake in found[:_MOST]]
    return tuple(sorted(placed, key=lambda mistake: (mistake.line, mistake.finding.start)))


def _of_form(file: YamlFile) -> Iterator[TemplateMistake]:
    """Yield the entries that are missing, unknown or not what they should be."""
    facts = list(_fact_variables(file.values))
    for line, details in file.misfits(EmailTemplate):
        path = details["loc"]
        if path[-1:] == ("[key]",):  # what is wrong is the name of an entry, not what stands there
            path = path[:-2]
        if _is_in_fact(path):
            finding = _fact_finding(path, details, facts[int(path[1])])
        else:
            finding = _form_finding(path, details)
        is_missing = details["type"] == "missing"
        written = _shown_path(path, facts) if is_missing else file.written(line)
        yield _wrong(line, str(path[-1]) if details["type"] == "extra_forbidden" else written, finding)


def _form_finding(path: Sequence[int | str], details: ErrorDetails) -> Finding:
    """Return what is wrong with an entry outside of the facts."""
    name, value = _joined(path), _short(details["input"])
    if details["type"] == "missing":
        return Finding("template-entry-missing", {"name": name})
    if details["type"] == "extra_forbidden":
        return Finding("template-entry-unknown", {"name": name})
    if details["type"] == "value_error":
        return Finding("template-fact-twice", {"name": str(details.get("ctx", {}).get("error", ""))})
    if known := _known(details):
        return Finding("template-value-unknown", {"name": name, "value": value, "known": known})
    return Finding("template-value-wrong", {"name": name, "value": value})


def _fact_finding(path: Sequence[int | str], details: ErrorDetails, fact: str) -> Finding:
    """Return what is wrong with an entry of *fact*, or with the fact as a whole."""
    name, value = _joined(path[2:]), _short(details["input"])
    if not name and isinstance(details["input"], str):
        return _unknown_name(value, usual_facts())
    told = {"fact": fact, "name": name or "facts"}
    if details["type"] == "missing":
        return Finding("template-fact-entry-missing", told)
    if details["type"] == "extra_forbidden":
        return Finding("template-fact-entry-unknown", told)
    if known := _known(details):
        return Finding("template-fact-value-unknown", {**told, "value": value, "known": known})
    return Finding("template-fact-value-wrong", {**told, "value": value})


def _known(details: ErrorDetails) -> str:
    """Return what could stand there, where there is a choice."""
    expected = str(details.get("ctx", {}).get("expected", ""))
    return expected.replace(" or ", ", ").replace("'", "")


def _is_in_fact(path: Sequence[int | str]) -> bool:
    return len(path) > 1 and path[0] == "facts" and isinstance(path[1], int)


def _shown_path(path: Sequence[int | str], facts: Sequence[str]) -> str:
    """Return where an entry belongs, with a fact by its name."""
    return _joined((facts[int(path[1])], *path[2:]) if _is_in_fact(path) else path)


def _joined(path: Sequence[int | str]) -> str:
    return ": ".join(map(str, path))


def _of_skeletons(file: YamlFile) -> Iterator[TemplateMistake]:
    """Yield what is wrong in the subjects and bodies, as far as that shows without filling them."""
    facts = _fact_variables(file.values)
    skeletons = _entry(file.values, "skeletons")
    for language in get_args(Language):
        parts = _entry(skeletons, language)
        if not isinstance(parts, Mapping):
            continue
        read = {
            ("skeletons", language, part): Skeleton.read(text)
            for part in ("subject", "body")
            if isinstance(text := parts.get(part), str)
        }
        for path, skeleton in read.items():
            yield from _in_text(file, path, skeleton, facts)
        if len(read) == 2 and not any(skeleton.is_too_long for skeleton in read.values()):
            yield from _left_out(file, language, read.values(), facts)


def _left_out(
    file: YamlFile, language: Language, skeletons: Iterable[Skeleton], facts: Mapping[str, str]
) -> Iterator[TemplateMistake]:
    """Yield what has no place in the *skeletons* of a language, and is not meant by a name in them either."""
    known = {*filter(None, facts.values()), *OUR_NAMES}
    named = {name for skeleton in skeletons for name in skeleton.names | skeleton.words_in_mistakes}
    named |= {_nearest(name, known) for name in named - known}
    if "notes" not in named:
        line = file.place("skeletons", language, "body")
        yield _wrong(line, "{{ notes }}", Finding("template-without-notes"))
    for number, (name, variable) in enumerate(facts.items()):
        if variable and variable not in named and SHARED_FACTS.get(name) not in named:
            line = file.place("facts", number)
            place = f"skeletons: {language}"
            yield _wrong(
                line, file.written(line), Finding("template-fact-unused", {"name": name, "place": place})
            )


def _in_text(
    file: YamlFile, path: Sequence[str], skeleton: Skeleton, facts: Mapping[str, str]
) -> Iterator[TemplateMistake]:
    known = {*filter(None, facts.values()), *OUR_NAMES}
    for mistake in skeleton.mistakes:
        yield _wrong(file.text_line(path, mistake.line), mistake.written, _skeleton_finding(mistake))
    for line, name, written in skeleton.uses:
        if name not in known:
            finding = _unknown_name(name, known)
            yield _wrong(file.text_line(path, line), name if name in written else written, finding)


def _skeleton_finding(mistake: SkeletonMistake) -> Finding:
    written = {"value": _short(mistake.written)}
    if mistake.kind == "not-closed":
        return Finding("template-not-closed", written)
    if mistake.kind == "not-opened":
        return Finding("template-not-opened", written)
    if mistake.kind == "unknown-filter":
        known = sorted((OUR_FILTERS | USUAL_FILTERS) - {"honoured_colleague"})
        return Finding("template-filter-unknown", {"name": mistake.word, "known": known})
    if mistake.kind == "not-allowed":
        return Finding("template-not-allowed", written)
    if mistake.kind == "too-long":
        return Finding("template-text-too-long", {"limit": f"{LONGEST_SKELETON:,}"})
    return Finding("template-syntax", written)


def _of_filling(file: YamlFile) -> Iterator[TemplateMistake]:
    """Yield what goes wrong when the template is filled with values."""
    for trouble in tried_out(file.validated(EmailTemplate)):
        path = ("skeletons", trouble.language, trouble.part)
        line = file.text_line(path, trouble.line) if trouble.line else file.place(*path)
        detail = trouble.written or file.written(line)
        finding = _trouble_finding(trouble, detail)
        yield (
            TemplateMistake(line, detail, finding)
            if trouble.kind == "label"
            else _wrong(line, detail, finding)
        )


def _trouble_finding(trouble: Trouble, detail: str) -> Finding:
    limit = {"limit": f"{trouble.limit:,g}"}
    if trouble.kind == "template-loop-too-long":
        return Finding("template-loop-too-long", limit)
    if trouble.kind == "template-output-too-long":
        return Finding("template-output-too-long", limit)
    if trouble.kind == "template-too-slow":
        return Finding("template-too-slow", limit)
    if trouble.kind == "label":
        return Finding("template-label-alone", {"value": detail})
    return Finding("template-not-fillable", {"value": detail})


def _wrong(line: int, detail: str, finding: Finding) -> TemplateMistake:
    return TemplateMistake(line, detail, replace(finding, gravity=Gravity.WRONG))


def _placed(mistake: TemplateMistake, text: str) -> TemplateMistake:
    """Return *mistake* with its characters in *text*: what stands there, or else the whole line."""
    lines = text.splitlines(keepends=True)
    before = sum(map(len, lines[: mistake.line - 1]))
    near = "".join(lines[mistake.line - 1 : mistake.line - 1 + _LINES_LOOKED_AT])
    place, length = near.find(mistake.detail) if mistake.detail else -1, len(mistake.detail)
    if place < 0:
        line = near.split("\n", 1)[0].rstrip()
        place, length = len(line) - len(line.lstrip()), len(line.strip())
    start = before + place
    return replace(mistake, finding=replace(mistake.finding, start=start, end=start + length))


def _unknown_name(name: str, known: Iterable[str]) -> Finding:
    names = sorted(known)
    if near := _nearest(name, names):
        return Finding("template-name-misspelt", {"name": name, "near": near})
    return Finding("template-name-unknown", {"name": name, "known": names})


def _nearest(name: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.75)), "")


def _fact_variables(values: object) -> dict[str, str]:
    """Return the variables of the facts by their names, however much else is wrong with them."""
    facts = _entry(values, "facts")
    found: dict[str, str] = {}
    for fact in facts if isinstance(facts, list) else []:
        name = _entry(fact, "name") if isinstance(fact, Mapping) else fact
        # A place is kept for each, so that numbers count as in the file.
        shown = name if isinstance(name, str) and name not in found else f"{len(found) + 1}"
        found[shown] = name.replace("-", "_") if isinstance(name, str) else ""
    return found


def _entry(values: object, name: str) -> object:
    return values.get(name) if isinstance(values, Mapping) else None


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _short(value: object) -> str:
    if isinstance(value, str):
        return value[:60]
    return "[ ]" if isinstance(value, list) else "{ }"
