"""The shared options are accepted before and after a command's name."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from app.command_line.shared_options import (
    DataDirOption,
    ModelOption,
    OfflineOption,
    VerboseOption,
    takes_shared_options,
)
from app.command_line.window_options import SharedOptions


@pytest.fixture
def seen() -> list[tuple[SharedOptions, int]]:
    return []


@pytest.fixture
def commands(seen: list[tuple[SharedOptions, int]]) -> typer.Typer:
    app = typer.Typer()

    @app.callback()
    def shared(
        context: typer.Context,
        *,
        model: ModelOption = None,
        data_dir: DataDirOption = None,
        offline: OfflineOption = False,
        verbose: VerboseOption = False,
    ) -> None:
        context.obj = SharedOptions(model, data_dir, offline, verbose)

    @app.command("count")
    @takes_shared_options
    def count(context: typer.Context, *, number: int = 1) -> None:
        seen.append((context.obj, number))

    return app


@pytest.mark.parametrize(
    "arguments",
    [
        ["--model", "m", "--data-dir", "d", "--offline", "--verbose", "count", "--number", "3"],
        ["count", "--number", "3", "--model", "m", "--data-dir", "d", "--offline", "--verbose"],
        [
            "--offline",
            "--model",
            "other",
            "count",
            "--model",
            "m",
            "--data-dir",
            "d",
            "--number",
            "3",
            "--verbose",
        ],
    ],
)
def test_both_places_count_and_the_later_wins(
    commands: typer.Typer, seen: list[tuple[SharedOptions, int]], arguments: list[str]
) -> None:
    outcome = CliRunner().invoke(commands, arguments)
    assert outcome.exit_code == 0, outcome.output
    assert seen == [(SharedOptions("m", Path("d"), offline=True, verbose=True), 3)]


def test_a_command_shows_the_shared_options_in_its_help(commands: typer.Typer) -> None:
    outcome = CliRunner().invoke(commands, ["count", "--help"])
    assert "--data-dir" in outcome.output
    assert "--number" in outcome.output
