"""How each model is loaded best on this machine: what the self-test found, or the usual settings before it ran.

self_tests.json     one entry a model file, and what it depends on: file, program, cores, back ends
"""

import datetime as dt
import hashlib
import json
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated

import psutil
from pydantic import AfterValidator, Field, TypeAdapter

from app.engine.back_ends import BackEnds
from app.engine.child_process import start_child
from app.engine.client import EngineClient
from app.engine.devices import AskDevices, Device, ask_devices
from app.engine.hardware import EngineSettings, on_battery, settings_for, threads_for, usable_cores
from app.engine.model_fit import MeasuredSpeed
from app.engine.self_test import MeasuredEngine, Speed, SpeedMeter, Trial, candidates, run_self_test
from app.events import Cancellation, Event
from app.records import Progress
from app.settings.json_file import NotReadableError, read_object, write_object

_MOST_KEPT = 40
"""Entries; the oldest make room."""
_CALM = 30.0
"""Percent of the processors that other programs may use while the test begins."""
_LOOK_SECONDS = 0.3

_log = logging.getLogger(__name__)


def _checked_time(text: str) -> str:
    dt.datetime.fromisoformat(text)
    return text


@dataclass(frozen=True, slots=True)
class SelfTestResult:
    """What the self-test found for one model."""

    threads: Annotated[int, Field(ge=1)]
    gpu_layers: Annotated[int, Field(ge=-1)]
    """0 without a graphics processor, -1 with one."""
    back_end: str
    """Folder of the libraries, empty for those that came with Deskhand."""
    reading: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    """Tokens a second."""
    writing: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    """Tokens a second."""
    measured: Annotated[str, AfterValidator(_checked_time)]
    """When, in ISO 8601 with time zone."""
    calm: bool
    """Whether the machine had nothing else to do."""
    devices: tuple[str, ...]
    """Graphics processors that were seen."""
    size: Annotated[int, Field(ge=0)] = 0
    """Bytes of the model's file; 0 in results from before it was kept."""
    surroundings: str = ""
    """Stands for what the speed depends on beside the file; empty in results from before it was kept."""

    @property
    def job_seconds(self) -> float:
        """Seconds for a typical job; see `Speed`."""
        return Speed(self.reading, self.writing).job_seconds


_RESULT = TypeAdapter(SelfTestResult)


class Fitting:
    """Says how a model is loaded, and finds it out.

    Attributes:
        changed: Tells that a self-test found something.
        back_ends: Which libraries work.
    """

    def __init__(
        self,
        results_file: Path,
        *,
        installed: Callable[[], tuple[Path, ...]] = tuple,
        spare_battery: Callable[[], bool] = lambda: True,
        usual: Callable[..., EngineSettings] = settings_for,
        ask: AskDevices = ask_devices,
        make: Callable[[Path, EngineSettings], MeasuredEngine] | None = None,
        load: Callable[[], float] = lambda: psutil.cpu_percent(_LOOK_SECONDS),
    ) -> None:
        """Keep what was found in *results_file*.

        Args:
            results_file: The file.
            installed: Tells the installed back ends in order of preference.
            spare_battery: Tells whether fewer threads compute on battery.
            usual: Gives the settings before a test, within the memory that is free.
            ask: Tells the devices of a back end.
            make: Makes the engine of a candidate.
            load: Tells how many percent of the processors are at work.
        """
        self.changed: Event[None] = Event()
        self.back_ends = BackEnds()
        self._results_file = results_file
        self._installed = installed
        self._spare_battery = spare_battery
        self._usual = usual
        self._ask = ask
        self._make = make or _trial_engine
        self._load = load
        self._turn = threading.Lock()
        """Held for a moment only: the window looks at what is known."""
        self._asking = threading.Lock()
        self._devices: dict[Path | None, tuple[Device, ...]] = {}

    def settings(self, model: Path) -> EngineSettings:
        """Return how *model* is loaded now.

        Raises:
            EngineError: It cannot be; see `settings_for`.
        """
        usual = self._usual(model, spare_battery=self._spare_battery())
        found = self.result(model)
        if found is None:
            return replace(usual, library_folders=self._installed())
        chosen = (Path(found.back_end),) if found.back_end else ()
        threads = threads_for(found.threads, on_battery=self._spare_battery() and on_battery())
        return replace(usual, threads=threads, gpu_layers=found.gpu_layers, library_folders=chosen)

    def devices(self, folder: Path | None) -> tuple[Device, ...]:
        """Return the graphics processors that a back end sees; asked once, in a process of its own."""
        with self._asking:
            with self._turn:
                known = self._devices.get(folder)
            if known is None:
                known = self._ask(folder)
                with self._turn:
                    self._devices[folder] = known
            return known

    def all_devices(self) -> dict[Path | None, tuple[Device, ...]]:
        """Return the graphics processors by back end; None is the one that came with Deskhand."""
        return {folder: self.devices(folder) for folder in (*self._installed(), None)}

    def known_devices(self) -> tuple[Device, ...]:
        """Return the graphics processors that are known by now, without asking for them."""
        with self._turn:
            return tuple(device for devices in self._devices.values() for device in devices)

    def result(self, model: Path) -> SelfTestResult | None:
        """Return what the self-test found for *model*; None when it did not run, or something changed since."""
        try:
            entry = read_object(self._results_file).get(self._key(model))
            found = _RESULT.validate_python(entry) if entry else None
        except (NotReadableError, OSError, ValueError) as error:
            _log.warning("the self-test's results could not be read: %s", error)
            return None
        return found if found and self._sees_the_same(found) else None

    def measured(self) -> tuple[MeasuredSpeed, ...]:
        """Return what self-tests found on this machine as it is now, each model once, the last tested at the end.

        Models that were removed since count too: what was found is as true as before.
        """
        try:
            entries = read_object(self._results_file)
        except (NotReadableError, OSError) as error:
            _log.warning("the self-test's results could not be read: %s", error)
            return ()
        surroundings = self._surroundings()
        speeds: dict[tuple[str, int], MeasuredSpeed] = {}
        for key, entry in entries.items():
            try:
                found = _RESULT.validate_python(entry)
            except ValueError as error:
                _log.warning("a self-test's result could not be read: %s", error)
                continue
            if found.surroundings != surroundings or not self._sees_the_same(found):
                continue
            model = (key.rpartition(" ")[0], found.size)
            speeds.pop(model, None)
            speeds[model] = MeasuredSpeed(found.size, found.reading, found.writing, gpu=found.gpu_layers != 0)
        return tuple(speeds.values())

    def measure(
        self,
        model: Path,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
    ) -> SelfTestResult:
        """Find out how *model* is fastest and keep it; takes some seconds, with a large model a minute.

        No other engine should be at work meanwhile.

        Raises:
            EngineError: The model cannot be loaded.
            Cancelled: The user asked to stop; what was kept before stays.
        """
        if on_progress:
            on_progress(Progress("finding-settings", 0))
        self.back_ends.try_again()
        with self._turn:
            self._devices.clear()
        base = self._usual(model, spare_battery=False)
        with_graphics = {folder: bool(devices) for folder, devices in self.all_devices().items()}
        calm = self._load() < _CALM
        trials = run_self_test(
            candidates(base, usable_cores(), with_graphics),
            SpeedMeter(partial(self._make, model)).measure,
            on_progress=on_progress,
            cancellation=cancellation,
        )
        for trial in trials:
            for folder in trial.settings.library_folders:
                if trial.error:
                    self.back_ends.pass_over(folder, trial.error)
        found = self._as_result(trials[0], size=model.stat().st_size, calm=calm)
        self._keep(model, found)
        self.changed.emit(None)
        return found

    def _as_result(self, best: Trial, *, size: int, calm: bool) -> SelfTestResult:
        assert best.speed is not None  # noqa: S101 - the best has been measured
        folders = best.settings.library_folders
        return SelfTestResult(
            threads=best.settings.threads,
            gpu_layers=best.settings.gpu_layers,
            back_end=str(folders[0]) if folders else "",
            reading=round(best.speed.reading, 1),
            writing=round(best.speed.writing, 1),
            measured=dt.datetime.now(tz=dt.UTC).astimezone().isoformat(timespec="seconds"),
            calm=calm,
            devices=self._device_names(),
            size=size,
            surroundings=self._surroundings(),
        )

    def _sees_the_same(self, found: SelfTestResult) -> bool:
        """Return whether the graphics processors are those of then, as far as they were asked yet."""
        known = set(self._devices) >= {*self._installed(), None}
        return not known or found.devices == self._device_names()

    def _device_names(self) -> tuple[str, ...]:
        """Return the graphics processors that are known by now, each once."""
        return tuple(sorted({device.description for devices in self._devices.values() for device in devices}))

    def _keep(self, model: Path, found: SelfTestResult) -> None:
        with self._turn:
            kept = {}
            with suppress(NotReadableError, OSError):
                kept = read_object(self._results_file)
            kept.pop(key := self._key(model), None)
            entries = [*kept.items(), (key, asdict(found))][-_MOST_KEPT:]
            try:
                write_object(self._results_file, dict(entries))
            except OSError as error:
                _log.warning("what the self-test found could not be kept: %s", error)

    def _key(self, model: Path) -> str:
        """Return what stands for the file and everything that its speed depends on.

        Raises:
            OSError: The file is gone.
        """
        info = model.stat()
        return f"{model.name} {_digest([info.st_size, info.st_mtime_ns, *self._facts()])}"

    def _surroundings(self) -> str:
        """Return what stands for everything but the file that a speed depends on."""
        return _digest(self._facts())

    def _facts(self) -> list[object]:
        return [_library_version(), usable_cores(), [str(folder) for folder in self._installed()]]


def _trial_engine(model: Path, settings: EngineSettings) -> EngineClient:
    """Return an engine that fails where its back end does, and does not fall back to another one."""
    folder = settings.library_folders[0] if settings.library_folders else None
    return EngineClient(
        model,
        settings=lambda _: replace(settings, library_folders=()),
        start=lambda log_file, _: start_child(log_file, folder),
    )


def _digest(facts: list[object]) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


@cache
def _library_version() -> str:
    """Return the version of llama.cpp's Python package; looking it up takes longer than a frame of the window."""
    try:
        return version("llama-cpp-python")
    except PackageNotFoundError:  # a frozen program may have no metadata
        return ""
