"""This computer, and how fast the model in use works on it with the best settings."""

import psutil
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.engine.fitting import SelfTestResult
from app.engine.hardware import usable_cores
from app.errors import DeskhandError
from app.records import Progress
from app.ui.appearance import set_look
from app.ui.buttons import icon_button
from app.ui.icons import Symbol
from app.ui.page import heading, quiet
from app.ui.page_tools import PageTools
from app.ui.self_testing import SelfTesting
from app.ui.stylesheet import AROUND, NEAR, STEP

_PARTS = 1000


class ComputerPanel(QFrame):
    """Tells what the computer has, and finds the best settings for it on request."""

    def __init__(self, tools: PageTools, testing: SelfTesting) -> None:
        """Show what *testing* finds."""
        super().__init__()
        self._tools = tools
        self._testing = testing
        self._model = ""
        self._facts = quiet("")
        self._result = QLabel()
        self._doubts = QLabel()
        self._told = quiet("")
        self._bar = QProgressBar()
        self._find_button = icon_button(tools.look, self.tr("Find the best settings"), Symbol.SPEED)
        self._stop_button = icon_button(tools.look, self.tr("Stop"), Symbol.STOP)
        self._lay_out()
        self._find_button.clicked.connect(testing.start)
        self._stop_button.clicked.connect(testing.stop)
        for signal in (testing.began, testing.progressed, testing.ended, testing.failed, testing.looked):
            signal.connect(self.refresh)

    def show_model(self, title: str) -> None:
        """Show how the model called *title* works here; empty for none."""
        self._model = title
        self.refresh()
        self._testing.look_at_devices()

    def words(self) -> str:
        """Return what is told, line by line."""
        lines = (self._result, self._doubts, self._told, self._facts)
        return "\n".join(line.text() for line in lines if not line.isHidden())

    def refresh(self) -> None:
        """Tell how things stand."""
        running = self._testing.running
        self._facts.setText("  ·  ".join(self._computer()))
        self._result.setText(self._sentence())
        self._doubts.setText("\n".join(self._doubtful()))
        self._result.setHidden(running)
        self._doubts.setHidden(running or not self._doubts.text())
        self._find_button.setVisible(not running)
        self._find_button.setEnabled(bool(self._model))
        self._find_button.setToolTip(
            self.tr("Takes some seconds, with a large model a minute. Drafts wait meanwhile.")
            if self._model
            else self.tr("Fetch a model first")
        )
        self._stop_button.setVisible(running)
        self._told.setVisible(running)
        self._bar.setVisible(running)
        if running:
            self._show_progress(self._testing.progress)

    def _show_progress(self, progress: Progress | None) -> None:
        if progress is None or not progress.total:
            self._bar.setRange(0, 0)
            self._told.setText(self._tools.sentences.progress(progress) if progress else self.tr("Beginning"))
            return
        self._bar.setRange(0, _PARTS)
        self._bar.setValue(round(_PARTS * progress.done / progress.total))
        trial = self.tr("{done} of {total}").format(
            done=round(progress.done) + 1, total=round(progress.total)
        )
        self._told.setText(f"{self._tools.sentences.progress(progress)}  ·  {trial}")

    def _sentence(self) -> str:
        if not self._model:
            return self.tr("No model is in use yet.")
        found = self._found()
        if found is None:
            return self.tr("Deskhand has not tried out yet which settings make {model} fastest here.").format(
                model=self._model
            )
        cores = self.tr("%n processor core(s)", "", found.threads)
        return self.tr("{model} writes a short reply in about {time}, with {means}.").format(
            model=self._model,
            time=self._time(found.job_seconds),
            means=self.tr("the graphics processor") if found.gpu_layers else cores,
        )

    def _time(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("{seconds} s").format(seconds=max(1, round(seconds)))
        return self.tr("{minutes} min").format(minutes=round(seconds / 60))

    def _doubtful(self) -> list[str]:
        try:
            findings = self._testing.tests.findings
        except DeskhandError:
            return []
        return [self._tools.sentences.finding(finding) for finding in findings]

    def _found(self) -> SelfTestResult | None:
        try:
            return self._testing.tests.result()
        except DeskhandError:  # the chosen model is not there; the jobs say so when it matters
            return None

    def _computer(self) -> list[str]:
        memory = psutil.virtual_memory().total / 1e9
        parts = [
            self.tr("%n processor core(s)", "", usable_cores()),
            self.tr("{memory} GB of memory").format(memory=f"{memory:.0f}"),
        ]
        devices = self._testing.devices
        if devices is not None:
            parts.append(", ".join(devices) or self.tr("no graphics processor that Deskhand can use"))
        library = self._testing.tests.library
        if library:
            parts.append(self.tr("works with the libraries in “{folder}”").format(folder=library.name))
        return parts

    def _lay_out(self) -> None:
        set_look(self, "look", "sheet")
        self.setAccessibleName(self.tr("This computer"))
        set_look(self._doubts, "look", "doubtful")
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the test"))
        words = QVBoxLayout()
        words.setSpacing(STEP)
        lines: list[QWidget] = [heading(self.tr("This computer")), self._result, self._doubts]
        for line in (*lines, self._told, self._bar, self._facts):
            words.addWidget(line)
        for label in (self._result, self._doubts):
            label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(AROUND, NEAR + STEP, AROUND, NEAR + STEP)
        row.setSpacing(NEAR)
        row.addLayout(words, 1)
        row.addSpacing(AROUND)
        for button in (self._find_button, self._stop_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
