"""Finds the best settings for the model in use beside the window."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.engine.devices import Device
from app.engine.fitting import SelfTestResult
from app.engine.hardware import on_battery
from app.errors import DeskhandError
from app.events import Cancellation, Event
from app.records import Finding, Progress
from app.ui.job_bridge import JobBridge, Reports


class FindsSettings(Protocol):
    """The self-tests behind it."""

    changed: Event[None]

    @property
    def library(self) -> Path | None:
        """The folder of libraries that is in use; None for those that came with Deskhand."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What does not work on this computer."""
        ...

    def result(self) -> SelfTestResult | None:
        """Return what was found for the model in use."""
        ...

    def devices(self) -> Mapping[Path | None, Sequence[Device]]:
        """Return the graphics processors that are seen."""
        ...

    def run(
        self,
        *,
        on_progress: Callable[[Progress], None] | None = None,
        cancellation: Cancellation | None = None,
        gives_way: bool = False,
    ) -> SelfTestResult | None:
        """Find the best settings and keep them; with *gives_way*, end when anything else is asked."""
        ...


class SelfTesting(QObject):
    """One self-test at a time.

    Signals:
        began: It runs.
        progressed: It came further.            arg: the Progress
        ended: It is over, or was stopped.
        failed: It could not be done.           arg: the DeskhandError
        looked: The graphics processors are known.

    Attributes:
        tests: The self-tests behind it.
        progress: How far it is.
        devices: Names of the graphics processors; None before they are known.
    """

    began = Signal()
    progressed = Signal(object)
    ended = Signal()
    failed = Signal(object)
    looked = Signal()

    def __init__(self, tests: FindsSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tests = tests
        self.progress: Progress | None = None
        self.devices: tuple[str, ...] | None = None
        self._quietly = False
        self._bridge = JobBridge(self)
        self._looker = JobBridge(self)
        self._bridge.progressed.connect(self._take_progress)
        self._bridge.finished.connect(self._end)
        self._bridge.cancelled.connect(self._end)
        self._bridge.failed.connect(self._fail)
        self._looker.finished.connect(self._take_devices)

    @property
    def running(self) -> bool:
        """Whether a test runs."""
        return self._bridge.running

    def start(self) -> bool:
        """Find the best settings; return False while that is being done."""

        def find(reports: Reports) -> SelfTestResult | None:
            return self.tests.run(on_progress=reports.on_progress, cancellation=reports.cancellation)

        return self._begin(find, quietly=False)

    def start_by_itself(self) -> bool:
        """Find the best settings in passing where they are unknown; any work goes before it, and a failure is no news."""

        def find(reports: Reports) -> SelfTestResult | None:
            if self.tests.result() is not None or on_battery():
                return None
            return self.tests.run(
                on_progress=reports.on_progress, cancellation=reports.cancellation, gives_way=True
            )

        return self._begin(find, quietly=True)

    def stop(self) -> None:
        """Stop; what was found before stays."""
        self._bridge.stop()

    def look_at_devices(self) -> None:
        """Find out the graphics processors, unless they are known."""
        if self.devices is None:
            self._looker.start(lambda _reports: self.tests.devices())

    def _begin(self, find: Callable[[Reports], object], *, quietly: bool) -> bool:
        if self._bridge.running:
            return False
        self._quietly = quietly
        self.progress = None
        self._bridge.start(find)
        self.began.emit()
        return True

    def _take_progress(self, progress: Progress) -> None:
        self.progress = progress
        self.progressed.emit(progress)

    def _take_devices(self, devices: Mapping[Path | None, Sequence[Device]]) -> None:
        names = (device.description for seen in devices.values() for device in seen)
        self.devices = tuple(dict.fromkeys(names))
        self.looked.emit()

    def _end(self) -> None:
        self.ended.emit()
        self.devices = None  # what the test saw is newer
        self.look_at_devices()

    def _fail(self, error: DeskhandError) -> None:
        if self._quietly:
            self.ended.emit()
        else:
            self.failed.emit(error)
