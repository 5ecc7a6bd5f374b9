"""The demo and a killed child, as a user meets them: the real program with the real starter model."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pypdfium2 as pdfium
import pytest

from app.command_line.main import run

pytestmark = pytest.mark.starter


@pytest.fixture
def data_dir(tmp_path: Path, starter_model: Path) -> Path:
    """A data folder with the starter installed."""
    models = tmp_path / "data" / "models"
    models.mkdir(parents=True)
    try:
        os.link(starter_model, models / starter_model.name)
    except OSError:
        shutil.copy(starter_model, models)
    return tmp_path / "data"


def _pdf_text(path: Path) -> str:
    """Return what another reader than ours shows, field values drawn in."""
    document = pdfium.PdfDocument(path)
    document.init_forms()
    for page in document:
        page.flatten()
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def test_the_demo_leaves_the_four_results(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    code = run(["demo", "--out", str(tmp_path / "out"), "--data-dir", str(data_dir), "--offline"])
    out, err = capsys.readouterr()
    assert (code, "Traceback" in err) == (0, False)
    endings = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert {".eml", ".xlsx", ".csv", ".pdf"} <= endings
    for words in ("Ellen Brandt", "KC-2041", "Meyer Feinkost GmbH", "tracking number"):
        assert words in out
    filled = next((tmp_path / "out").glob("*.pdf"))
    assert "Meyer Feinkost GmbH" in _pdf_text(filled)


def test_a_killed_child_is_an_error_with_advice(data_dir: Path) -> None:
    command = [
        sys.executable, "-P", "-m", "app", "--data-dir", str(data_dir), "email", "--template", "delay-notice",
        "--fact", "recipient=Ms Ellen Brandt", "--fact", "item=20 kg Sencha", "--fact", "new-date=2026-03-19",
        "--fact", "sender=Haruka Mori", "--notes", "We will pay for the express delivery of the tea. " * 20,
    ]  # fmt: skip
    program = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"},
    )
    _kill_its_child(psutil.Process(program.pid))
    out, err = program.communicate(timeout=60)
    assert program.returncode == 1
    assert "stopped working" in err
    assert "Traceback" not in err
    assert out == ""


def _kill_its_child(program: psutil.Process) -> None:
    """Kill the engine child as soon as it is there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for child in program.children():
            if "app.engine.child" in " ".join(child.cmdline()):
                child.kill()
                return
    pytest.fail("no engine child was started")
