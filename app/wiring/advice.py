"""Says of each model how well it will work on this computer, and which one to take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.engine.fitting import Fitting
from app.engine.gguf_header import read_header
from app.engine.hardware import EngineSettings, memory_need
from app.engine.model_fit import (
    Candidate,
    Machine,
    ModelFit,
    Reason,
    Verdict,
    fit_of,
    recommended,
    this_machine,
)
from app.errors import EngineError
from app.model_library.installed import InstalledModel, rank_of
from app.model_library.library import ModelLibrary
from app.model_library.storage import amount
from app.records import Language


@dataclass(frozen=True, slots=True)
class Expectation:
    """How well one model will work here, ready to be said."""

    fit: ModelFit
    code: str
    """Of its sentence, one of the reasons in the message catalogue."""
    parameters: Mapping[str, object]
    """For the placeholders there."""

    @property
    def basis(self) -> str:
        """Code of the words for where the time comes from; empty where none is told."""
        tells_time = {"seconds", "minutes"} & set(self.parameters)
        return f"basis-{self.fit.basis}" if tells_time else ""


class ModelAdvice:
    """Compares models with this computer; what was measured here counts before what is expected."""

    def __init__(
        self, library: ModelLibrary, fitting: Fitting, machine: Callable[[], Machine] | None = None
    ) -> None:
        """Advise on the models of *library* by what *fitting* has found; *machine* tells what the computer has."""
        self._library = library
        self._fitting = fitting
        self._machine = machine or self._this_machine
        self._memory: dict[tuple[Path, int], int] = {}

    def expectations(self) -> dict[str, Expectation]:
        """Return how well each model will work, those that can be fetched and those that are here, by name.

        Raises:
            LibraryError: The folder of models cannot be read.
        """
        machine, measured = self._machine(), self._fitting.measured()

        def expect(size: int, memory: int) -> Expectation:
            return _expectation(fit_of(size, memory, machine, measured), memory, machine)

        here = self._library.installed()
        own = {model.name: expect(model.size, self._memory_of(model)) for model in here if model.whole}
        listed = {
            entry.name: expect(entry.bytes, round(entry.memory_gb * 1e9)) for entry in self._library.entries()
        }
        return own | listed

    def recommended(
        self, language: Language, expected: Mapping[str, Expectation] | None = None
    ) -> str | None:
        """Return the name of the model of the catalogue to take for work in *language*, None where none can run.

        *expected* are the `expectations`, where they are at hand.

        Raises:
            LibraryError: The folder of models cannot be read.
        """
        fits = self.expectations() if expected is None else expected
        candidates = [
            Candidate(entry.name, rank_of(entry.tier), entry.languages, entry.bytes, fits[entry.name].fit)
            for entry in self._library.entries()
            if entry.name in fits
        ]
        return recommended(candidates, language)

    def _memory_of(self, model: InstalledModel) -> int:
        key = (model.path, model.size)
        if key not in self._memory:
            self._memory[key] = memory_of(model)
        return self._memory[key]

    def _this_machine(self) -> Machine:
        return this_machine(self._fitting.known_devices())


def memory_of(model: InstalledModel) -> int:
    """Return the bytes of memory that *model* takes at work: the catalogue's figure, else by the file's header."""
    if model.entry:
        return round(model.entry.memory_gb * 1e9)
    try:
        header = read_header(model.path)
    except EngineError:
        return model.size
    usual = EngineSettings(threads=1).context
    return memory_need(header, model.size, min(usual, header.context or usual)).total


def _expectation(fit: ModelFit, memory: int, machine: Machine) -> Expectation:
    """Return *fit* in words; the parameters are those of its sentence only, so that equal sentences are equal."""
    code = _code_of(fit)
    values: dict[str, object] = {
        "seconds": max(1, round(fit.seconds)),
        "minutes": max(1, round(fit.seconds / 60)),
        "needed": amount(memory),
        "free": amount(machine.memory_free, at_least=False),
        "spare": amount(machine.memory_to_spare, at_least=False),
    }
    return Expectation(fit, code, {name: values[name] for name in _PARAMETERS[code]})


_PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "fit-well": ("seconds",),
    "fit-slowly": ("seconds",),
    "fit-too-slow": ("minutes",),
    "fit-memory-now": ("seconds", "needed", "free"),
    "fit-memory-now-slowly": ("seconds", "needed", "free"),
    "fit-ran-alone": ("seconds",),
    "fit-not": ("needed", "spare"),
}
"""What each sentence tells."""


def _code_of(fit: ModelFit) -> str:
    if fit.verdict is Verdict.NOT:
        return "fit-not"
    if fit.reason is Reason.MEMORY:
        return "fit-ran-alone"
    if fit.reason is Reason.TOO_SLOW:
        return "fit-too-slow"
    if fit.reason is Reason.MEMORY_NOW:
        return "fit-memory-now" if fit.verdict is Verdict.WELL else "fit-memory-now-slowly"
    return "fit-well" if fit.verdict is Verdict.WELL else "fit-slowly"
