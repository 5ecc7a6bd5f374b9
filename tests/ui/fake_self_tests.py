"""A self-test without a model: what it finds is set by the test, and it waits at its gate."""

import threading
from collections.abc import Callable
from pathlib import Path

from app.engine.devices import Device
from app.engine.fitting import SelfTestResult
from app.errors import DeskhandError
from app.events import Cancellation, Event
from app.records import Finding, Progress
from tests.ui.fakes import wait_at


def self_test_result(*, gpu_layers: int = 0, calm: bool = True) -> SelfTestResult:
    """A model that takes eight seconds for a typical job with three cores."""
    return SelfTestResult(
        threads=3,
        gpu_layers=gpu_layers,
        back_end="",
        reading=150,
        writing=10,
        measured="2026-03-09T10:00:00+01:00",
        calm=calm,
        devices=(),
    )


class FakeSelfTests:
    """Finds what the test says.

    Attributes:
        kept: What was found before.
        finds: What a run finds, or what goes wrong.
        runs: How often it ran.
        gave_way: Whether the last run was to give way to other requests.
        gate: Set while runs end at once; cleared, they wait until they are stopped.
    """

    def __init__(self) -> None:
        self.changed: Event[None] = Event()
        self.findings: tuple[Finding, ...] = ()
        self.library: Path | None = None
        self.kept: SelfTestResult | None = None
        self.finds: SelfTestResult | DeskhandError = self_test_result()
        self.graphics: tuple[Device, ...] = ()
        self.gate = threading.Event()
        self.gate.set()
        self.runs = 0
        self.gave_way = False

    def result(self) -> SelfTestResult | None:
        return self.kept

    def devices(self) -> dict[Path | None, tuple[Device, ...]]:
        return {None: self.graphics}

    def run(
        self,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
        gives_way: bool = False,
    ) -> SelfTestResult | None:
        self.runs += 1
        self.gave_way = gives_way
        if on_progress:
            on_progress(Progress("finding-settings", 1, 3))
        wait_at(self.gate, cancellation)
        if isinstance(self.finds, DeskhandError):
            raise self.finds
        self.kept = self.finds
        self.changed.emit(None)
        return self.kept
