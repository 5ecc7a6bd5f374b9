"""`deskhand popup` reaches the running program, or says what to do where none runs."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.command_line.window_options import SharedOptions, popup_options
from app.desktop.single_instance import SingleInstance, Wish
from tests.command_line.output import Run

_PATIENCE_S = 30.0


def test_where_none_runs_it_says_how_to_start_it(deskhand: Run) -> None:
    code, out, err = deskhand("popup")
    assert (code, out) == (1, "")
    assert err.startswith("Deskhand is not running")
    assert "deskhand popup" in err


@pytest.mark.parametrize("start", [["popup"], ["--offline", "popup"], ["popup", "--verbose"]])
def test_it_reaches_the_running_program(tmp_path: Path, start: list[str]) -> None:
    running = SingleInstance(tmp_path)
    assert running.claim()
    wishes: list[Wish] = []
    heard = threading.Event()
    running.wished.subscribe(wishes.append)
    running.wished.subscribe(lambda _: heard.set())
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "app", *start, "--data-dir", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=True,
    )
    assert heard.wait(_PATIENCE_S)
    assert [wish.what for wish in wishes] == ["popup"]
    assert done.stdout == ""
    assert "typer" not in done.stderr, "what the popup waits for is loaded only for other commands"
    running.close()


def test_another_command_is_not_taken_for_it() -> None:
    assert popup_options(["popup", "--data-dir", "d"]) == SharedOptions(data_dir=Path("d"))
    for line in ([], ["popup", "popup"], ["popup", "--help"], ["doctor"], ["history", "search", "popup"]):
        assert popup_options(line) is None
