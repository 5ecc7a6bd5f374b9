"""What a form is made of, whatever file it comes in: its fields, their labels, their values."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FieldKind = Literal["text", "check", "choice", "radio"]


@dataclass(frozen=True, slots=True)
class FormField:
    """One place of a form where somebody writes, ticks or chooses."""

    name: str
    """Fully qualified name, such as `applicant.address.city` or `Sheet1!B3`."""
    label: str
    """What a person reads at the field."""
    kind: FieldKind
    options: tuple[str, ...] = ()
    """What can be chosen, in the words of the form; empty for texts and check boxes."""
    value: str | bool | None = None
    """What stands there now; several chosen options are joined with "; "."""
    multiline: bool = False
    max_length: int | None = None
    """Most characters that fit, or None without a limit."""
    read_only: bool = False
    """True when the form does not let anybody change it."""
    page: int = 1
    """Page or sheet, counted from 1."""
    format: str = ""
    """What the form's own check asks for: `date:dd/mm/yyyy`, `time`, `number`, `postal-code`, `phone`, or ""."""
    hints: tuple[str, ...] = ()
    """Other words at the field, such as its name or the text printed beside it."""
    takes_other: bool = False
    """True when a choice also takes a text that is none of its options."""
    is_default: bool = False
    """True when the value is only what the form proposes by itself."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was read."""

    path: Path
    fields: tuple[FormField, ...]
    """In the order of the form."""
    text: str
    """What is printed on it, with `\\n` as line end."""
    has_xfa: bool = False
    """True when it also holds a second description of itself (XFA) that a filled copy leaves out."""
    is_signed: bool = False
    """True when it holds a digital signature, which a filled copy breaks."""
