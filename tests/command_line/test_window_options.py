"""A start of the window is told apart from every command, with the same options as the command line finds."""

import pytest

from app.command_line.main import run
from app.command_line.window_options import window_options


@pytest.mark.parametrize(
    "line",
    ["", "--offline", "--data-dir d --model m --verbose", "--data-dir=d --offline", "--model a --model b"],
)
def test_the_options_are_those_that_the_command_line_finds(line: str) -> None:
    options = window_options(line.split())
    assert options is not None
    assert options == run(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "--help",
        "--version",
        "doctor",
        "--data-dir d models list",
        "--off",
        "--nonsense",
        "--model",
        "--offline=yes",
    ],
)
def test_all_else_is_for_the_command_line(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert window_options(line.split()) is None
    assert capsys.readouterr() == ("", "")
