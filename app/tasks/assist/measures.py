"""Units of measure and what one is in another, exact by their definitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import yaml

from app.errors import InputError
from app.resource_files import read_text
from app.text.half_width import half_width


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure."""

    sign: str
    """As it is shown: km, °C, 坪."""
    quantity: str
    """What it measures; only units of one quantity turn into each other."""
    factor: Fraction
    """What one is in the quantity's first unit."""
    offset: Fraction = Fraction(0)
    """What is added to that, for temperatures."""


def unit_called(name: str) -> Unit:
    """Return the unit that is written *name*, in English or Japanese.

    Raises:
        InputError: `tool-unit-unknown`.
    """
    plain = " ".join(half_width(name).split()).strip(".")
    exact, folded = _units()
    unit = exact.get(plain) or folded.get(plain.casefold())
    if unit is None:
        raise InputError("tool-unit-unknown", unit=name)
    return unit


def converted(value: Fraction, unit: Unit, to: Unit) -> Fraction:
    """Return *value* of *unit* in the unit *to*.

    Raises:
        InputError: `tool-units-differ`: they measure different things.
    """
    if unit.quantity != to.quantity:
        raise InputError("tool-units-differ", unit=unit.sign, other=to.sign)
    return (value * unit.factor + unit.offset - to.offset) / to.factor


@cache
def _units() -> tuple[Mapping[str, Unit], Mapping[str, Unit]]:
    """Return the units by their names as written, and by their names without case, the first of which holds."""
    exact: dict[str, Unit] = {}
    folded: dict[str, Unit] = {}
    for quantity, units in yaml.safe_load(read_text("words/units.yaml")).items():
        for sign, described in units.items():
            unit = Unit(sign, quantity, Fraction(described["factor"]), Fraction(described.get("offset", "0")))
            for name in (sign, *described["names"]):
                plain = half_width(name)
                exact.setdefault(plain, unit)
                folded.setdefault(plain.casefold(), unit)
    return exact, folded
