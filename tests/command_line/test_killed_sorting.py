"""`deskhand sort` is ended by force again and again, and still gives each row once."""

import csv
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

_ROWS = 2000
_TEXTS = 250
_KILLS = 3
_CATEGORIES = """\
categories:
  - name: delivery
    description: where is my parcel, late
    rules: [parcel]
  - name: payment
    description: invoice, refund, card
"""


@pytest.fixture
def texts() -> list[str]:
    chance = random.Random(5)
    kinds = ("where is parcel {}", "a refund of {} to my card", "what is the weather on day {}")
    different = [chance.choice(kinds).format(number) for number in range(_TEXTS)]
    return [chance.choice(different) for _ in range(_ROWS)]


@pytest.fixture
def command(tmp_path: Path, texts: list[str]) -> list[str]:
    with (tmp_path / "inquiries.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["message"], *([text] for text in texts)])
    (tmp_path / "categories.yaml").write_text(_CATEGORIES, encoding="utf-8")
    return [
        sys.executable, "-m", "app", "sort", str(tmp_path / "inquiries.csv"), "--json", "--resume", "--offline",
        "--categories", str(tmp_path / "categories.yaml"), "--out", str(tmp_path / "sorted.csv"),
        "--data-dir", str(tmp_path / "data"),
    ]  # fmt: skip


def start(command: list[str]) -> subprocess.Popen[bytes]:
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)


def kill_after(command: list[str], rows: int) -> list[bytes]:
    """Start *command*, end it by force after so many rows, and return them."""
    process = start(command)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(rows)]
    process.kill()
    process.wait()
    process.stdout.close()
    return lines


def test_each_row_comes_once_after_three_ends_by_force(
    command: list[str], tmp_path: Path, texts: list[str]
) -> None:
    chance = random.Random(7)
    seen: dict[int, str] = {}
    for place in sorted(chance.sample(range(1, _ROWS), _KILLS)):
        for line in kill_after(command, place):
            row = json.loads(line)
            assert seen.setdefault(row["row"], row["category"]) == row["category"]
        assert not (tmp_path / "sorted.csv").exists()
    last = start(command)
    out, _ = last.communicate()
    assert last.returncode == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["row"], row["text"]) for row in rows] == list(enumerate(texts, start=1))
    assert len({row["run"] for row in rows}) == 1
    assert all(row["category"] == seen.get(row["row"], row["category"]) for row in rows)
    with (tmp_path / "sorted.csv").open(encoding="utf-8", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert [line["message"] for line in written] == texts
    assert [line["category"] or None for line in written] == [row["category"] for row in rows]
    assert list((tmp_path / "data" / "cache" / "sorting").iterdir()) == []
