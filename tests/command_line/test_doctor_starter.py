"""The doctor finds the best settings of the starter and tells them from then on."""

from pathlib import Path

import pytest

from tests.command_line.output import Run

pytestmark = pytest.mark.starter


def test_the_best_settings_are_found_kept_and_told(deskhand: Run, starter_model: Path) -> None:
    _, out, _ = deskhand("doctor", "--model", starter_model)
    assert "deskhand doctor --measure" in out
    code, out, err = deskhand("doctor", "--model", starter_model, "--measure")
    assert code == 0
    assert "Finding the best settings" in err
    (told,) = [line for line in out.splitlines() if "Best settings" in line]
    _, again, _ = deskhand("doctor", "--model", starter_model)
    assert told in again
    assert "Processor cores that work" in again
