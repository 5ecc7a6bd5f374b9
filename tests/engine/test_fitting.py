"""What the self-test found is kept, used, and forgotten when something changed."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.engine import fitting as fitting_module
from app.engine.devices import Device
from app.engine.engine import Completion
from app.engine.fitting import Fitting
from app.engine.hardware import EngineSettings
from app.engine.model_fit import MeasuredSpeed
from app.errors import Cancelled, EngineError
from app.events import Cancellation
from tests.fakes import FakeEngine

_GPU = Device("CUDA0", "Graphics 3000", 8_000_000_000)


_WRONG = {
    "threads": 0,
    "gpu_layers": 0,
    "back_end": "",
    "reading": 100.0,
    "writing": 10.0,
    "measured": "2026-03-09T10:00:00+01:00",
    "calm": True,
    "devices": [],
}


class PacedEngine(FakeEngine):
    """An engine that is as fast as its settings."""

    def __init__(self, pace: float | EngineError) -> None:
        super().__init__()
        self.pace = pace
        self.closed = False

    def complete(self, conversation: Any, **settings: Any) -> Completion:
        if settings["cancellation"]:
            settings["cancellation"].raise_if_requested()
        if isinstance(self.pace, EngineError):
            raise self.pace
        length = settings["max_tokens"]
        tokens = 100 if length == 1 else length
        return Completion("1", "length", 100, length, tokens / self.pace)

    def close(self) -> None:
        self.closed = True


class Machine:
    """A machine of four cores whose speed with some settings a test sets."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.model = folder / "m.gguf"
        self.model.write_bytes(b"model")
        self.installed: tuple[Path, ...] = ()
        self.devices: dict[Path | None, tuple[Device, ...]] = {}
        self.asked: list[Path | None] = []
        self.paces: dict[tuple[int, int], float | EngineError] = {(4, 0): 100, (3, 0): 120, (2, 0): 50}
        self.engines: list[PacedEngine] = []
        self.busy = 0.0
        self.battery = False
        self.spare = True
        self.cores = 4
        monkeypatch.setattr(fitting_module, "usable_cores", lambda: self.cores)
        monkeypatch.setattr(fitting_module, "on_battery", lambda: self.battery)

    def fitting(self) -> Fitting:
        """Return what a start of the program makes."""
        return Fitting(
            self.folder / "self_tests.json",
            installed=lambda: self.installed,
            spare_battery=lambda: self.spare,
            usual=lambda _model, **_: EngineSettings(threads=4, context=2048),
            ask=self._ask,
            make=self._make,
            load=lambda: self.busy,
        )

    def _ask(self, folder: Path | None) -> tuple[Device, ...]:
        self.asked.append(folder)
        return self.devices.get(folder, ())

    def _make(self, _model: Path, settings: EngineSettings) -> PacedEngine:
        self.engines.append(PacedEngine(self.paces[settings.threads, settings.gpu_layers]))
        return self.engines[-1]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine without a graphics processor."""
    return Machine(tmp_path, monkeypatch)


def test_before_a_test_the_usual_settings_hold_with_what_is_installed(machine: Machine) -> None:
    machine.installed = (machine.folder / "cuda",)
    fitting = machine.fitting()
    assert fitting.result(machine.model) is None
    assert fitting.settings(machine.model) == EngineSettings(4, 2048, -1, machine.installed)
    assert machine.asked == []


def test_what_was_found_is_used_after_the_next_start_too(machine: Machine) -> None:
    found = machine.fitting().measure(machine.model)
    assert (found.threads, found.gpu_layers, found.reading, found.writing) == (3, 0, 120, 120)
    assert found.calm
    assert all(engine.closed for engine in machine.engines)
    again = machine.fitting()
    assert again.result(machine.model) == found
    assert again.settings(machine.model) == EngineSettings(3, 2048, 0, ())


def test_on_battery_half_of_what_was_found_computes_unless_nobody_wants_that(machine: Machine) -> None:
    machine.paces[4, 0] = 500
    fitting = machine.fitting()
    fitting.measure(machine.model)
    machine.battery = True
    assert fitting.settings(machine.model).threads == 2
    machine.spare = False
    assert fitting.settings(machine.model).threads == 4


def test_a_graphics_processor_is_used_only_where_it_is_faster(machine: Machine) -> None:
    cuda = machine.folder / "cuda"
    machine.installed, machine.devices = (cuda,), {cuda: (_GPU,)}
    machine.paces[4, -1] = 1000
    fitting = machine.fitting()
    found = fitting.measure(machine.model)
    assert (found.gpu_layers, found.back_end, found.devices) == (-1, str(cuda), ("Graphics 3000",))
    assert fitting.settings(machine.model).library_folders == (cuda,)
    machine.paces[4, -1] = 10
    assert fitting.measure(machine.model).gpu_layers == 0
    assert fitting.settings(machine.model).library_folders == ()


def test_a_back_end_that_fails_in_the_test_is_named(machine: Machine) -> None:
    cuda = machine.folder / "cuda"
    machine.installed, machine.devices = (cuda,), {cuda: (_GPU,)}
    machine.paces[4, -1] = EngineError("model-stopped", status="signal 6")
    fitting = machine.fitting()
    assert fitting.measure(machine.model).gpu_layers == 0
    (finding,) = fitting.back_ends.findings
    assert finding.parameters == {"name": "cuda", "detail": "signal 6"}


@pytest.mark.parametrize("change", ["file", "cores", "back end", "version"])
def test_what_was_found_counts_no_more_when_something_changed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    fitting = machine.fitting()
    fitting.measure(machine.model)
    assert fitting.result(machine.model)
    if change == "file":
        machine.model.write_bytes(b"another model")
    elif change == "cores":
        machine.cores = 8
    elif change == "back end":
        machine.installed = (machine.folder / "cuda",)
    else:
        monkeypatch.setattr(fitting_module, "_library_version", lambda: "9.9.9")
    assert fitting.result(machine.model) is None
    # The file's own speed stays true of a file of its size.
    assert bool(fitting.measured()) == (change == "file")


def test_another_graphics_processor_counts_once_it_was_seen(machine: Machine) -> None:
    machine.fitting().measure(machine.model)
    machine.devices = {None: (_GPU,)}
    fitting = machine.fitting()
    assert fitting.result(machine.model)
    assert fitting.measured()
    fitting.all_devices()
    assert fitting.result(machine.model) is None
    assert fitting.measured() == ()


def test_devices_are_asked_once(machine: Machine) -> None:
    machine.installed = (machine.folder / "cuda",)
    fitting = machine.fitting()
    for _ in range(2):
        assert fitting.all_devices() == {machine.installed[0]: (), None: ()}
    assert machine.asked == [machine.installed[0], None]


def test_each_model_has_its_own_entry_and_the_oldest_make_room(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting_module, "_MOST_KEPT", 2)
    fitting = machine.fitting()
    models = [machine.folder / f"{name}.gguf" for name in "abc"]
    for model in models:
        model.write_bytes(b"model")
        fitting.measure(model)
    assert [bool(fitting.result(model)) for model in models] == [False, True, True]


def test_a_busy_machine_is_remarked(machine: Machine) -> None:
    machine.busy = 80
    assert not machine.fitting().measure(machine.model).calm


def test_when_it_is_stopped_what_was_known_stays(machine: Machine) -> None:
    fitting = machine.fitting()
    found = fitting.measure(machine.model)
    wish = Cancellation()
    with pytest.raises(Cancelled):
        fitting.measure(machine.model, on_progress=lambda _: wish.request(), cancellation=wish)
    assert fitting.result(machine.model) == found


def test_a_change_is_told(machine: Machine) -> None:
    fitting = machine.fitting()
    told: list[None] = []
    fitting.changed.subscribe(told.append)
    fitting.measure(machine.model)
    assert told == [None]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no JSON",
        "[]",
        '{"KEY": 7}',
        '{"KEY": {"threads": 2}}',
        '{"KEY": {}}',
        json.dumps({"KEY": _WRONG}),
    ],
)
def test_results_that_cannot_be_read_are_none(machine: Machine, content: str) -> None:
    fitting = machine.fitting()
    key = fitting._key(machine.model)
    fitting._results_file.write_text(content.replace("KEY", key))
    assert fitting.result(machine.model) is None
    assert fitting.settings(machine.model).threads == 4
    fitting.measure(machine.model)
    assert fitting.settings(machine.model).threads == 3


def test_results_that_cannot_be_kept_are_given_all_the_same(machine: Machine) -> None:
    fitting = machine.fitting()
    fitting._results_file = machine.model / "below a file"
    assert fitting.measure(machine.model).threads == 3


def test_the_speeds_of_all_tested_models_are_told_after_the_next_start_too(machine: Machine) -> None:
    fitting = machine.fitting()
    assert fitting.measured() == ()
    fitting.measure(machine.model)
    cuda = machine.folder / "cuda"
    machine.devices = {None: (_GPU,)}
    machine.paces[4, -1] = 1000
    other = machine.folder / "other model.gguf"
    other.write_bytes(b"a larger model")
    found = fitting.measure(other)
    assert (found.size, found.gpu_layers) == (14, -1)
    assert fitting.measured() == (MeasuredSpeed(14, 1000, 1000, gpu=True),)
    fitting.measure(machine.model)
    both = (MeasuredSpeed(14, 1000, 1000, gpu=True), MeasuredSpeed(5, 1000, 1000, gpu=True))
    assert fitting.measured() == both
    other.unlink()
    assert machine.fitting().measured() == both
    machine.installed = (cuda,)
    assert machine.fitting().measured() == ()


def test_each_model_is_told_once_by_its_last_test(machine: Machine) -> None:
    fitting = machine.fitting()
    fitting.measure(machine.model)
    other = machine.folder / "other.gguf"
    other.write_bytes(b"other model")
    fitting.measure(other)
    os.utime(machine.model, (1_000_000_000, 1_000_000_000))  # as after it was fetched again
    machine.paces[3, 0] = 200
    fitting.measure(machine.model)
    assert len(json.loads(fitting._results_file.read_text())) == 3
    assert fitting.measured() == (MeasuredSpeed(11, 120, 120), MeasuredSpeed(5, 200, 200))


def test_results_from_before_sizes_were_kept_are_still_used(machine: Machine) -> None:
    fitting = machine.fitting()
    new = fitting.measure(machine.model)
    info = machine.model.stat()
    facts = [info.st_size, info.st_mtime_ns, fitting_module._library_version(), 4, []]
    key = f"m.gguf {hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]}"
    fitting._results_file.write_text(json.dumps({key: {**_WRONG, "threads": 2}}))
    old = fitting.result(machine.model)
    assert old is not None
    assert (old.threads, old.size) == (2, 0)
    assert fitting.settings(machine.model).threads == 2
    assert fitting.measured() == ()
    assert fitting.measure(machine.model).size == new.size == 5
    assert fitting.measured() == (MeasuredSpeed(5, 120, 120),)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: 7,
        lambda _: None,
        lambda _: {"threads": 2},
        lambda entry: {**entry, "size": -1},
        lambda entry: {**entry, "size": "x"},
        lambda entry: {**entry, "reading": 0},
        lambda entry: {**entry, "writing": float("inf")},
    ],
)
def test_one_result_that_cannot_be_read_hides_no_other(
    machine: Machine, change: Callable[[dict[str, Any]], Any]
) -> None:
    fitting = machine.fitting()
    fitting.measure(machine.model)
    ((key, entry),) = json.loads(fitting._results_file.read_text()).items()
    fitting._results_file.write_text(json.dumps({"other.gguf 12": change(entry), key: entry}))
    assert fitting.measured() == (MeasuredSpeed(5, 120, 120),)


@pytest.mark.parametrize("content", ["", "no JSON", "[]"])
def test_without_readable_results_no_speeds_are_told(machine: Machine, content: str) -> None:
    fitting = machine.fitting()
    fitting._results_file.write_text(content)
    assert fitting.measured() == ()
