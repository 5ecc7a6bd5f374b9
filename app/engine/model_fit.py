"""How well a model will work on this machine, told before it is fetched or loaded.

Memory decides whether it runs at all, the seconds for a typical mail whether it runs well. The seconds come from
the best there is: the self-test of this very model, else those of other models, scaled by size, else a guess.

The scaling: each token that is written moves all weights through the processor, and each that is read is multiplied
with all of them. So the seconds for a token grow with the bytes of the file, and a fixed part counts as some bytes
more. Models that use only some of their weights for a token (mixtures of experts) are faster than told here.
"""

import math
from bisect import bisect
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import psutil

from app.engine.devices import Device
from app.engine.hardware import free_memory, usable_cores
from app.engine.self_test import Speed
from app.records import Language

_WELL_SECONDS = 20.0
"""For so long people stay with a form and watch the words come; writing the mail oneself takes minutes."""
_BEARABLE_SECONDS = 60.0
"""A model for daily work is recommended up to here: the time in which one does something else on the desk."""
_TOO_SLOW_SECONDS = 180.0
"""Beyond, writing the mail oneself is faster."""

_OTHERS_BYTES = 3_000_000_000
"""What the system, a browser and a mail program take; on large machines people open more, so a quarter there."""


@dataclass(frozen=True, slots=True)
class _FixedPart:
    """What a token costs whatever the model's size, as bytes of weights that would cost the same."""

    reading: int
    writing: int


_ON_PROCESSOR = _FixedPart(reading=105_000_000, writing=55_000_000)
"""Measured with files of 98, 491 and 1,117 MB on two cores: on a calm machine each tells the seconds of the others
within 6 %, on a disturbed one within 40 %, and the smallest those of the largest within 25 %."""
_ON_GRAPHICS = _FixedPart(reading=300_000_000, writing=300_000_000)
"""Not measured: starting each step weighs more there. With too little, large models are told slower than they are."""

# The guess for a machine on which nothing was measured: two thirds of what the cores above do, so that the first
# measurement is more often a good surprise than a bad one.
_READ_A_CORE = 20e9
"""Bytes of weights, times tokens, that a core reads with in a second."""
_MOST_READING_CORES = 8
"""Further ones are slow ones, or share the heat that the machine can get rid of."""
_WRITTEN_A_CORE = 7e9
"""Bytes of weights that a core brings from memory in a second."""
_MOST_WRITTEN = 25e9
"""What all cores of a plain laptop bring together: half of what two modules of DDR4 memory are sold for."""


class Verdict(StrEnum):
    """What to expect of a model on this machine."""

    WELL = "well"
    SLOWLY = "slowly"
    NOT = "not"
    """It needs more memory than there is."""


class Reason(StrEnum):
    """What stands in the way; the gravest is told."""

    MEMORY = "memory"
    """It needs more than the machine can spare. Where it ran all the same, other programs had to be closed."""
    TOO_SLOW = "too-slow"
    """It runs, but writing the mail oneself is faster."""
    MEMORY_NOW = "memory-now"
    """The machine carries it, but other programs must be closed first, or it remembers less at a time."""
    SPEED = "speed"
    """One has to wait for it."""


class Basis(StrEnum):
    """Where the seconds come from, the best first."""

    MEASURED = "measured"
    """The self-test of this very model."""
    SCALED = "scaled"
    """The self-tests of other models."""
    GUESSED = "guessed"
    """Only the number of cores: right within a factor of two or three."""


@dataclass(frozen=True, slots=True)
class MeasuredSpeed:
    """What a self-test found on this machine."""

    size_bytes: int
    """Of the model's file."""
    reading: float
    """Tokens a second."""
    writing: float
    """Tokens a second."""
    gpu: bool = False
    """Whether a graphics processor was at work."""

    @property
    def job_seconds(self) -> float:
        """Seconds for a typical mail; see `ModelFit.seconds`."""
        return Speed(self.reading, self.writing).job_seconds


@dataclass(frozen=True, slots=True)
class Machine:
    """What a computer has for a model."""

    memory_total: int
    """Bytes."""
    memory_free: int
    """Bytes that may be taken now."""
    cores: int
    """Cores that may be used."""
    graphics_memory: int = 0
    """Bytes of the graphics processor with the most memory; 0 without one."""

    @property
    def memory_to_spare(self) -> int:
        """Bytes that a model may take beside an office's other programs."""
        others = max(_OTHERS_BYTES, self.memory_total // 4)
        return self.memory_total - min(others, self.memory_total // 2)


def this_machine(devices: Iterable[Device] = ()) -> Machine:
    """Return what this computer has; *devices* are its graphics processors as far as they are known."""
    return Machine(
        memory_total=psutil.virtual_memory().total,
        memory_free=free_memory(),
        cores=usable_cores(),
        graphics_memory=max((device.memory for device in devices), default=0),
    )


@dataclass(frozen=True, slots=True)
class ModelFit:
    """How well a model will work."""

    verdict: Verdict
    seconds: float
    """For a typical mail, once the model is loaded: 300 tokens to read, 60 to write.

    Counted with one to three notes in answer to the sample mails, English and Japanese: 115 to 250 tokens are read
    besides what is kept on the disk, 9 to 56 make good sentences; a longer mail reads more, a second try writes more.
    """
    basis: Basis
    """Where the seconds come from."""
    reason: Reason | None = None
    """What stands in the way; None for nothing."""

    @property
    def measured(self) -> bool:
        """Whether the seconds were measured on this very model; else they are an estimate."""
        return self.basis is Basis.MEASURED


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model among which one is recommended."""

    name: str
    rank: int
    """Of its tier: 0 for models to try Deskhand out, more for better ones."""
    languages: Collection[Language]
    """Those it writes well."""
    size_bytes: int
    """Of its file; of the same rank, the larger model writes better."""
    fit: ModelFit


def fit_of(
    size_bytes: int, memory_bytes: int, machine: Machine, measured: Sequence[MeasuredSpeed] = ()
) -> ModelFit:
    """Return how well a model will work on *machine*.

    What other programs take at the moment changes the reason only: a verdict that changes with each tab of a
    browser would help nobody who chooses a model for months.

    Args:
        size_bytes: Size of its file, by which its own measurement is known, too.
        memory_bytes: Memory that it takes at work.
        machine: The computer.
        measured: What self-tests found on this computer.
    """
    seconds, basis = _seconds(size_bytes, memory_bytes, machine, measured)
    verdict = Verdict.WELL if seconds <= _WELL_SECONDS else Verdict.SLOWLY
    if memory_bytes > machine.memory_to_spare:
        # What was measured here does run, whatever was expected; but only while little else does.
        ran = basis is Basis.MEASURED and memory_bytes <= machine.memory_total
        return ModelFit(Verdict.SLOWLY if ran else Verdict.NOT, seconds, basis, Reason.MEMORY)
    if seconds > _TOO_SLOW_SECONDS:
        return ModelFit(verdict, seconds, basis, Reason.TOO_SLOW)
    if memory_bytes > machine.memory_free:
        return ModelFit(verdict, seconds, basis, Reason.MEMORY_NOW)
    return ModelFit(verdict, seconds, basis, None if verdict is Verdict.WELL else Reason.SPEED)


def recommended(candidates: Iterable[Candidate], language: Language) -> str | None:
    """Return the name of the model to take for mails in *language*; None where none that writes it can run.

    It is the best one for daily work that runs well. Where none does, it is the fastest for daily work if that
    takes less than a minute, so that a slower machine is never told to take a larger model; else the fastest of
    all. A model to try Deskhand out comes last, however fast: half a minute for a good draft is better spent
    than two seconds for a poor one.
    """
    able = [
        one
        for one in candidates
        if language in one.languages
        and one.fit.verdict is not Verdict.NOT
        and one.fit.reason is not Reason.MEMORY
    ]
    daily = [one for one in able if one.rank > 0]
    well = [one for one in daily if one.fit.verdict is Verdict.WELL]
    if well:
        return max(well, key=lambda one: (one.rank, one.size_bytes)).name
    bearable = [one for one in daily if one.fit.seconds <= _BEARABLE_SECONDS]
    fastest = min(
        bearable or able, key=lambda one: (one.fit.seconds, -one.rank, -one.size_bytes), default=None
    )
    return fastest.name if fastest else None


def _seconds(
    size: int, memory: int, machine: Machine, measured: Sequence[MeasuredSpeed]
) -> tuple[float, Basis]:
    """Return the seconds for a typical mail, and where they come from."""
    own = [one.job_seconds for one in measured if one.size_bytes == size]
    if own:
        return min(own), Basis.MEASURED
    on_processor = _scaled(size, [one for one in measured if not one.gpu], _ON_PROCESSOR)
    on_graphics = _scaled(size, [one for one in measured if one.gpu], _ON_GRAPHICS)
    if on_graphics is not None and memory <= machine.graphics_memory:
        return min(on_graphics, on_processor or math.inf), Basis.SCALED
    if on_processor is not None:
        return on_processor, Basis.SCALED
    # Where the graphics processor won the self-tests, the cores are slower than it.
    return max(_guessed(size, machine.cores), on_graphics or 0.0), Basis.GUESSED


def _scaled(size: int, measured: Sequence[MeasuredSpeed], fixed: _FixedPart) -> float | None:
    """Return the seconds for a typical mail by what was *measured* on the same processor; None for nothing."""
    if not measured:
        return None
    reading = _seconds_a_token(size, [(one.size_bytes, 1 / one.reading) for one in measured], fixed.reading)
    writing = _seconds_a_token(size, [(one.size_bytes, 1 / one.writing) for one in measured], fixed.writing)
    return Speed(1 / reading, 1 / writing).job_seconds


def _seconds_a_token(size: int, measured: Iterable[tuple[int, float]], fixed: int) -> float:
    """Return the seconds for a token by those *measured*, given by size.

    Between two sizes they are on the line through both, beyond they grow from the nearest one's.
    """
    known = _rising(measured)
    place = bisect([known_size for known_size, _ in known], size)
    if 0 < place < len(known):
        (smaller, fast), (larger, slow) = known[place - 1 : place + 1]
        return fast + (slow - fast) * (size - smaller) / (larger - smaller)
    nearest, seconds = known[-1] if place else known[0]
    return seconds * (size + fixed) / (nearest + fixed)


def _rising(measured: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return seconds by size, none above those of a larger model: that one was disturbed, for nothing speeds up."""
    least = math.inf
    rising: dict[int, float] = {}
    for size, seconds in sorted(measured, reverse=True):
        least = min(least, seconds)
        rising[size] = least
    return sorted(rising.items())


def _guessed(size: int, cores: int) -> float:
    """Return the seconds for a typical mail on so many *cores*; a graphics processor may be no faster than they."""
    reading = _READ_A_CORE * min(cores, _MOST_READING_CORES) / (size + _ON_PROCESSOR.reading)
    writing = min(_WRITTEN_A_CORE * cores, _MOST_WRITTEN) / (size + _ON_PROCESSOR.writing)
    return Speed(reading, writing).job_seconds
