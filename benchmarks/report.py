"""What every benchmark prints: a table for people, one JSON object for programs."""

import hashlib
import importlib.metadata
import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psutil

_PACKAGES = ("deskhand", "llama-cpp-python", "numpy", "scikit-learn", "PySide6-Essentials")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    metric: str
    """What was measured, with its unit."""
    ours: float | None
    """Deskhand's figure."""
    peer: float | None = None
    """The other side's, measured in the same run."""
    target: float | None = None
    """What is wanted: of the ratio where there is a peer, else of our figure."""
    better: Literal["less", "more"] = "less"
    """Which direction is the good one."""
    absolute: bool = False
    """Whether the target is of our figure even though there is a peer."""

    @property
    def ratio(self) -> float | None:
        """Our figure in units of the peer's."""
        return self.ours / self.peer if self.ours is not None and self.peer else None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None without one."""
        value = self.ours if self.peer is None or self.absolute else self.ratio
        if self.target is None or value is None:
            return None
        return value <= self.target if self.better == "less" else value >= self.target


def machine() -> dict[str, Any]:
    """Return what this machine is."""
    return {
        "system": platform.system(),
        "processor": _processor(),
        "cores": psutil.cpu_count(logical=False),
        "threads": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def model_facts(path: Path | None) -> dict[str, Any] | None:
    """Return the file name and the checksum of a model."""
    if path is None:
        return None
    with path.open("rb") as stream:
        return {"file": path.name, "sha256": hashlib.file_digest(stream, "sha256").hexdigest()}


def versions() -> dict[str, str]:
    """Return the versions of what took part."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def show(benchmark: str, rows: Sequence[Row], model: Path | None, *, as_json: bool, share: str = "") -> None:
    """Print *rows*; *share* says which part of the work was done, where it was not all."""
    if as_json:
        print(json.dumps(_object(benchmark, rows, model, share), ensure_ascii=False))
        return
    width = max(len(row.metric) for row in rows)
    print(f"\n{benchmark}{': ' + share if share else ''}")
    print(f"{'':{width}}  {'ours':>10}  {'peer':>10}  {'ratio':>7}  {'target':>7}")
    for row in rows:
        figures = [
            _number(row.ours, 10),
            _number(row.peer, 10),
            _number(row.ratio, 7),
            _number(row.target, 7),
        ]
        verdict = {True: "met", False: "missed", None: ""}[row.met]
        print(f"{row.metric:{width}}  {'  '.join(figures)}  {verdict}".rstrip())


def _object(benchmark: str, rows: Sequence[Row], model: Path | None, share: str) -> dict[str, Any]:
    return {
        "benchmark": benchmark,
        "share": share or "all",
        "machine": machine(),
        "model": model_facts(model),
        "versions": versions(),
        "rows": [
            {
                "metric": row.metric,
                "ours": row.ours,
                "peer": row.peer,
                "ratio": row.ratio,
                "target": row.target,
                "met": row.met,
            }
            for row in rows
        ],
    }


def _number(value: float | None, width: int) -> str:
    return f"{'' if value is None else f'{value:.4g}':>{width}}"
