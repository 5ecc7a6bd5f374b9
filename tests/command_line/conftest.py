"""The program as a script calls it: without a model, without a network, over a folder of its own."""

from pathlib import Path

import pytest

from app.command_line.main import run
from tests.command_line.output import Run


@pytest.fixture
def deskhand(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the program; returns its exit code, its standard output and its standard error."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([*map(str, arguments), "--data-dir", str(tmp_path / "data"), "--offline"])
        out, err = capsys.readouterr()
        assert isinstance(code, int)
        assert "Traceback" not in err
        return code, out, err

    return call
