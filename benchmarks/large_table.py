"""100,000 generated rows through `deskhand sort`, ended by force three times and resumed; and its memory.

`python -m benchmarks.large_table [--model FILE]`: a table of which 5,000 texts differ and one in which
all do. Each is sorted with `--resume` and ended by force at three seeded places; the last run's rows are
checked, each once and in order. Time and peak memory are those of runs without interruption, with a tenth of the
rows and with all.
"""

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.engine_setup import to_stderr
from benchmarks.report import Row, show

_ROWS, _QUICK_ROWS = 100_000, 20_000
_DIFFERENT = 5_000
_KILLS = 3
_MODEL_SHARE = 0.002
"""Share of the rows that no rule covers: with a model it is asked about these, at most some hundred."""
_MOST_GROWTH_MB = 25.0
"""From a tenth of the rows to all of them: flat, but for what the system keeps of files."""
_CATEGORIES = """\
categories:
  - name: delivery
    description: where is my parcel, late, wrong address
    rules: [parcel]
  - name: payment
    description: invoice, refund, card
    rules: [refund, invoice]
  - name: product
    description: colour, size and material of a sofa
    rules: [sofa]
"""
_KINDS = (
    "Hello, where is parcel {} that I ordered on {}? It should have been here {} days ago.",
    "I want a refund of {} for what I paid on {}, my customer number is {}.",
    "Is sofa {} also made in grey, and could it be here before {}? I am in flat {}.",
    "The invoice {} of {} is wrong, please send me a new one to flat {}.",
)
_OTHER = "Is there a place to leave a car near your shop {} on {}, for about {} hours?"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took."""

    seconds: float
    memory_mb: float
    """Most that the program held at once, without the model's process."""


def texts(count: int, different: int) -> Iterator[str]:
    """Yield *count* generated inquiries, of which so many are *different*; the same each time."""
    chance = random.Random(0)
    for number in range(count):
        which = number if number < different else chance.randrange(different)
        kind = random.Random(which)
        pattern = _OTHER if kind.random() < _MODEL_SHARE else kind.choice(_KINDS)
        yield pattern.format(which, kind.choice(_DAYS), kind.randrange(100))


class Sorting:
    """`deskhand sort` over one generated table."""

    def __init__(self, folder: Path, rows: int, different: int, model: Path | None) -> None:
        """Write a table of *rows* rows, so many of them *different*, to *folder*."""
        folder.mkdir()
        self._folder, self._rows = folder, rows
        self._texts = [*texts(rows, different)]
        with (folder / "inquiries.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([["message"], *([text] for text in self._texts)])
        (folder / "categories.yaml").write_text(_CATEGORIES, encoding="utf-8")
        self._model = model

    def run(self) -> Taken:
        """Sort all of it without interruption and check it."""
        began = time.monotonic()
        most = 0.0
        process = self._start("whole", resume=False)
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                most = max(most, _own_memory_mb(watched))
            except psutil.NoSuchProcess:
                break
            time.sleep(0.05)
        if process.wait():
            sys.exit("sorting failed")
        seconds = time.monotonic() - began
        self._check("whole")
        return Taken(seconds, most)

    def kill_and_resume(self) -> float:
        """Sort it, end it by force three times, check that each row comes once, and return the seconds of all."""
        began = time.monotonic()
        chance = random.Random(self._rows)
        for place in sorted(chance.sample(range(1, self._rows), _KILLS)):
            process = self._start("killed", resume=True)
            while self._lines("killed") < place and process.poll() is None:
                time.sleep(0.02)
            process.kill()
            process.wait()
            to_stderr(f"ended by force after {self._lines('killed')} rows")
        if self._start("killed", resume=True).wait():
            sys.exit("sorting failed")
        seconds = time.monotonic() - began
        self._check("killed")
        return seconds

    def _start(self, name: str, *, resume: bool) -> subprocess.Popen[bytes]:
        command = [
            sys.executable, "-m", "app", "sort", str(self._folder / "inquiries.csv"), "--json", "--offline",
            "--categories", str(self._folder / "categories.yaml"), "--out", str(self._folder / f"{name}.csv"),
            "--data-dir", str(self._folder / name), *(["--resume"] if resume else []),
            *(["--model", str(self._model)] if self._model else []),
        ]  # fmt: skip
        with (self._folder / f"{name}.jsonl").open("wb") as out:
            return subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program

    def _lines(self, name: str) -> int:
        with (self._folder / f"{name}.jsonl").open("rb") as stream:
            return sum(1 for _ in stream)

    def _check(self, name: str) -> None:
        """End the benchmark unless each row was printed and written once, in order, with a category where one fits."""
        with (
            (self._folder / f"{name}.jsonl").open(encoding="utf-8") as printed,
            (self._folder / f"{name}.csv").open(encoding="utf-8", newline="") as written,
        ):
            table = csv.DictReader(written)
            for number, text in enumerate(self._texts, start=1):
                row, line = json.loads(next(printed)), next(table)
                told = row["row"], row["text"], row["category"]
                if told != (number, text, line["category"] or None) or line["message"] != text:
                    sys.exit(f"row {number} is wrong: {told}, {line}")
            if next(printed, None) is not None or next(table, None) is not None:
                sys.exit("there are more rows than were given")


def _own_memory_mb(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1e6


def measure(folder: Path, rows: int, different: int, model: Path | None) -> list[Row]:
    """Return the figures of a table with so many *different* texts."""
    kind = "all different" if different == rows else f"{different} different"
    few = Sorting(folder / "few", rows // 10, min(different, rows // 10), model).run()
    to_stderr(f"{rows // 10} rows, {kind}: {few}")
    sorting = Sorting(folder / "all", rows, different, model)
    every = sorting.run()
    to_stderr(f"{rows} rows, {kind}: {every}")
    interrupted = sorting.kill_and_resume()
    return [
        Row(f"{rows} rows, {kind}, s", every.seconds),
        Row("  rows a minute", 60 * rows / every.seconds, better="more"),
        Row("  killed three times and resumed, each row once, s", interrupted),
        Row(f"  peak memory at {rows // 10} rows, MB", few.memory_mb),
        Row(f"  peak memory at {rows} rows, MB", every.memory_mb),
        Row("  growth, MB", every.memory_mb - few.memory_mb, target=_MOST_GROWTH_MB),
    ]


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, help="model file; without it, rules and statistics alone")
    parser.add_argument("--quick", action="store_true", help="a fifth of the rows")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    rows = _QUICK_ROWS if options.quick else _ROWS
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for different in (_DIFFERENT, rows):
            place = Path(folder) / str(different)
            place.mkdir()
            found += measure(place, rows, different, options.model)
    show("large_table", found, options.model, as_json=options.json, share=f"{rows} rows, seed 0")
    return 0


if __name__ == "__main__":
    sys.exit(main())
