"""What the command line shows: results on standard output, everything else on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar
from rich.table import Table
from rich.text import Text

from app.errors import DeskhandError
from app.records import Failure, Finding, Gravity, Language, Progress
from app.text.messages import describe, finding_sentence, progress_words, word

_BYTES_LABELS = {
    "fetching-model",
    "unpacking-model",
    "copying-model",
    "checking-model",
    "moving-models",
    "writing-kit",
    "waiting-to-go-on",
}
_QUIET_SECONDS = 5.0
"""Pause between two lines of progress where no terminal redraws one."""

_MARKS = {Gravity.NOTE: "·", Gravity.DOUBT: "?", Gravity.WRONG: "×"}


class Screen:
    """Standard output for results, standard error for words, in the user's language."""

    def __init__(self, language: Language) -> None:
        """Write sentences in *language*."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="replace")
        self.language: Language = language
        self._out = Console(file=sys.stdout, soft_wrap=True, highlight=False, markup=False, emoji=False)
        self._words = Console(file=sys.stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def result(self, text: str = "") -> None:
        """Write a line of the result."""
        self._out.print(text)

    def heading(self, text: str) -> None:
        """Write a heading of the result."""
        self._out.print()
        self._out.print(text, style="bold")

    def table(self, columns: list[str], rows: list[list[str]]) -> None:
        """Write a table of the result."""
        table = Table(*columns, show_edge=False, pad_edge=False, header_style="bold")
        for row in rows:
            table.add_row(*row)
        width = None if self._out.is_terminal else 110
        self._out.print(table, soft_wrap=False, width=width)

    def line(self, json_line: str) -> None:
        """Write a line for scripts, and let it go at once."""
        sys.stdout.write(json_line + "\n")
        sys.stdout.flush()

    def word(self, text: str) -> None:
        """Say something beside the result."""
        self._words.print(text)

    def finding(self, finding: Finding) -> None:
        """Say what is doubtful."""
        self.word(f"{_MARKS[finding.gravity]} {finding_sentence(finding, self.language)}")

    def findings(self, findings: tuple[Finding, ...]) -> None:
        """Write findings as part of the result."""
        for finding in findings:
            self.result(f"  {_MARKS[finding.gravity]} {finding_sentence(finding, self.language)}")

    def failure(self, error: DeskhandError | Failure) -> None:
        """Say what happened and what to do next."""
        text = describe(error, self.language)
        self._words.print(text.title, style="bold red")
        self._words.print(text.advice)

    def confirm(self, question: str) -> bool | None:
        """Ask a question that is answered with yes or no; None where nobody is there to answer."""
        if not sys.stdin.isatty():
            return None
        yes = word("yes", self.language)
        self._words.print(f"{question} [{yes} / {word('no', self.language)}] ", end="")
        answer = sys.stdin.readline().strip().casefold()
        return answer in {yes.casefold(), yes[:1].casefold(), "yes", "y"}

    @contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None]]:
        """Give a receiver of progress that draws a bar, or a line now and then without a terminal."""
        if not self._words.is_terminal:
            yield _PlainProgress(self).show
            return
        with ProgressBar(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TextColumn("{task.fields[amount]}"),
            _RemainingColumn(elapsed_when_finished=True),
            console=self._words,
            transient=True,
        ) as bar:
            yield _DrawnProgress(bar, self.language).show


class _RemainingColumn(TimeRemainingColumn):
    """The remaining time: what the work itself tells, or else what the bar's pace lets expect."""

    def render(self, task: Task) -> Text:
        remaining = task.fields.get("remaining")
        if remaining is None or task.finished:
            return super().render(task)
        return Text(_clock_time(remaining), style="progress.remaining")


class _DrawnProgress:
    """Progress as one bar a label."""

    def __init__(self, bar: ProgressBar, language: Language) -> None:
        self._bar = bar
        self._language = language
        self._label = ""
        self._task = bar.add_task("", total=None, amount="", remaining=None)

    def show(self, progress: Progress) -> None:
        if progress.label != self._label:
            self._label = progress.label
            self._bar.reset(self._task, total=progress.total)
        self._bar.update(
            self._task,
            description=progress_words(progress.label, self._language),
            total=progress.total,
            completed=progress.done,
            amount=_amount(progress),
            remaining=progress.remaining,
        )


class _PlainProgress:
    """Progress as lines, few of them."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._label = ""
        self._told = 0.0

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.label == self._label and now - self._told < _QUIET_SECONDS:
            return
        self._label, self._told = progress.label, now
        language = self._screen.language
        words = f"{progress_words(progress.label, language)} {_amount(progress)}".rstrip()
        if progress.remaining and progress.remaining >= 1:
            words += ", " + word("time-left", language, time=_clock_time(progress.remaining))
        self._screen.word(words)


def _amount(progress: Progress) -> str:
    if progress.label in _BYTES_LABELS:
        done = f"{progress.done / 1e6:.0f}"
        total = f" / {progress.total / 1e6:.0f} MB" if progress.total else " MB"
        rate = f", {progress.rate / 1e6:.1f} MB/s" if progress.rate else ""
        return done + total + rate
    return f"{progress.done:.0f} / {progress.total:.0f}" if progress.total else ""


def _clock_time(seconds: float) -> str:
    """Return *seconds* as hours, minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
