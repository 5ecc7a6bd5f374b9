"""The field tree of a PDF form: names, kinds, widgets and the attributes that fields inherit."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from app.documents.form_fields import FieldKind

_DEEPEST = 40


class Flag(IntFlag):
    """Bits of a field's /Ff entry."""

    READ_ONLY = 1
    MULTILINE = 1 << 12
    PASSWORD = 1 << 13
    RADIO = 1 << 15
    PUSH_BUTTON = 1 << 16
    COMBO = 1 << 17
    EDIT = 1 << 18
    FILE = 1 << 20
    MULTI_SELECT = 1 << 21
    COMB = 1 << 24


@dataclass(frozen=True, slots=True)
class Widget:
    """One place on a page where a field is shown."""

    node: DictionaryObject
    page: int
    """Page, counted from 1; 0 when it is on none."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in points; all zero when the form does not say."""
        corners = resolve(self.node.get("/Rect"))
        if not isinstance(corners, ArrayObject) or len(corners) != 4:
            return (0.0, 0.0, 0.0, 0.0)
        try:
            x1, y1, x2, y2 = (float(resolve(corner)) for corner in corners)
        except (TypeError, ValueError):
            return (0.0, 0.0, 0.0, 0.0)
        return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    @property
    def is_hidden(self) -> bool:
        """Whether viewers show nothing here."""
        flags = resolve(self.node.get("/F"))
        return isinstance(flags, int) and bool(flags & 0b10)

    @property
    def on_state(self) -> str | None:
        """Name of the appearance that means "ticked", without the slash; None when there is none."""
        appearance = resolve(self.node.get("/AP"))
        normal = resolve(appearance.get("/N")) if isinstance(appearance, DictionaryObject) else None
        if not isinstance(normal, DictionaryObject) or isinstance(normal, StreamObject):
            return None
        return next((str(key)[1:] for key in normal if str(key) != "/Off"), None)


@dataclass(frozen=True, slots=True)
class PdfField:
    """One field with all places where it is shown."""

    name: str
    nodes: tuple[DictionaryObject, ...]
    """One node of the field tree, or several of the same name."""
    widgets: tuple[Widget, ...]

    @property
    def node(self) -> DictionaryObject:
        """The first node, which tells the field's attributes."""
        return self.nodes[0]

    def attribute(self, key: str) -> Any:
        """Return the value of *key* at the field or the nearest one above it, or None."""
        return inherited(self.node, key)

    @property
    def flags(self) -> int:
        """The /Ff bits."""
        flags = self.attribute("/Ff")
        return int(flags) if isinstance(flags, int) else 0

    def has(self, flag: Flag) -> bool:
        """Whether *flag* is set."""
        return bool(self.flags & flag)

    @property
    def kind(self) -> FieldKind | None:
        """What it takes; None for push buttons, signatures and unknown kinds."""
        type_name = self.attribute("/FT")
        if type_name == "/Tx":
            return "text"
        if type_name == "/Ch":
            return "choice"
        if type_name != "/Btn" or self.has(Flag.PUSH_BUTTON):
            return None
        if self.has(Flag.RADIO):
            return "radio"
        states = {widget.on_state for widget in self.widgets}
        return "radio" if len(states) > 1 and None not in states else "check"


def resolve(value: Any) -> Any:
    """Return the object behind *value* when it is a reference, else *value*."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def inherited(node: DictionaryObject, key: str) -> Any:
    """Return the value of *key* at *node* or the nearest ancestor that has it, or None."""
    for _ in range(_DEEPEST):
        if key in node:
            return resolve(node.get(key))
        parent = resolve(node.get("/Parent"))
        if not isinstance(parent, DictionaryObject):
            return None
        node = parent
    return None


def form_dictionary(document: PdfReader | PdfWriter) -> DictionaryObject | None:
    """Return the /AcroForm entry of *document*, or None."""
    root = document.root_object if isinstance(document, PdfReader) else document._root_object  # noqa: SLF001 - pypdf 6 has no public name for it
    form = resolve(root.get("/AcroForm"))
    return form if isinstance(form, DictionaryObject) else None


def fields_of(document: PdfReader | PdfWriter) -> list[PdfField]:
    """Return all fields of *document* in the order of its field tree, push buttons included.

    Fields of the same name are one field with several widgets.
    """
    form = form_dictionary(document)
    roots = resolve(form.get("/Fields")) if form is not None else None
    if not isinstance(roots, ArrayObject):
        return []
    pages = _pages_of_widgets(document)
    seen: set[int] = set()
    found: dict[str, PdfField] = {}
    for root in roots:
        for node in _terminals(resolve(root), seen, 0):
            name = _full_name(node)
            widgets = tuple(_widgets(node, pages))
            if name in found:
                first = found[name]
                found[name] = PdfField(name, (*first.nodes, node), first.widgets + widgets)
            elif name:
                found[name] = PdfField(name, (node,), widgets)
    return list(found.values())


def _terminals(node: Any, seen: set[int], depth: int) -> Iterator[DictionaryObject]:
    """Yield the fields below *node* that have no named children."""
    if not isinstance(node, DictionaryObject) or id(node) in seen or depth > _DEEPEST:
        return
    seen.add(id(node))
    children = [child for child in _kids(node) if "/T" in child]
    if not children:
        yield node
    for child in children:
        yield from _terminals(child, seen, depth + 1)


def _kids(node: DictionaryObject) -> list[DictionaryObject]:
    kids = resolve(node.get("/Kids"))
    if not isinstance(kids, ArrayObject):
        return []
    return [child for child in map(resolve, kids) if isinstance(child, DictionaryObject)]


def _widgets(node: DictionaryObject, pages: dict[int, int]) -> Iterator[Widget]:
    for widget in _kids(node) or [node]:
        if "/Rect" in widget:
            yield Widget(widget, pages.get(id(widget), 0))


def _full_name(node: DictionaryObject) -> str:
    parts: list[str] = []
    current: Any = node
    for _ in range(_DEEPEST):
        if not isinstance(current, DictionaryObject):
            break
        if "/TM" in current:  # the mapping name stands for the whole path
            parts.append(_text(current.get("/TM")))
            break
        if "/T" in current or current is not node:
            parts.append(_text(current.get("/T")))
        current = resolve(current.get("/Parent"))
    return ".".join(reversed(parts))


def _text(value: Any) -> str:
    found = resolve(value)
    return str(found) if isinstance(found, str) else ""


def _pages_of_widgets(document: PdfReader | PdfWriter) -> dict[int, int]:
    places: dict[int, int] = {}
    for number, page in enumerate(document.pages, 1):
        annotations = resolve(page.get("/Annots"))
        if isinstance(annotations, ArrayObject):
            for annotation in annotations:
                places.setdefault(id(resolve(annotation)), number)
    return places
