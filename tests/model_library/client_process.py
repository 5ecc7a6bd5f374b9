"""Deskhand as a program of its own, in an environment that a test makes."""

import os
import subprocess
import sys
from pathlib import Path

import yaml

from tests.model_library.content_network import HostedFile
from tests.model_library.fake_hub import entry

_CHECKOUT = Path(__file__).parents[2]
_PASSED_ON = ("PATH", "SYSTEMROOT")
"""Nothing else of the tester's environment counts."""

SECONDS = 60
"""How long a program may take before the test has failed."""


def data_folder(tmp_path: Path, file: HostedFile) -> Path:
    """Return a data folder whose catalogue has *file* under the name tiny."""
    folder = tmp_path / "data"
    folder.mkdir(parents=True)
    values = entry(file=file.name, bytes=file.size, sha256=file.sha256)
    (folder / "models.yaml").write_text(yaml.safe_dump({"models": [values]}), encoding="utf-8")
    return folder


def start_get(folder: Path, hub: str, *options: str, **environment: str) -> subprocess.Popen[str]:
    """Start `models get tiny` over the data *folder*, from the hub at the address *hub*."""
    return subprocess.Popen(
        [sys.executable, "-m", "app", "models", "get", "tiny", "--data-dir", str(folder), *options],
        cwd=_CHECKOUT,
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        | {"HOME": str(folder), "LC_ALL": "C.UTF-8", "HF_ENDPOINT": hub}
        | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def get(folder: Path, hub: str, *options: str, **environment: str) -> tuple[int, str, str]:
    """Run `models get tiny`; return its exit code, its standard output and its standard error."""
    with start_get(folder, hub, *options, **environment) as process:
        try:
            out, err = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return process.returncode, out, err
