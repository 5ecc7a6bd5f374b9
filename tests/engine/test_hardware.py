"""What this machine can carry."""

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from app.engine.hardware import settings_for, usable_cores
from app.errors import EngineError


def test_at_least_one_core_is_used_and_never_more_than_allowed() -> None:
    assert 1 <= usable_cores() <= (psutil.cpu_count() or 1)


def test_a_model_that_does_not_fit_into_the_free_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "large.gguf"
    model.write_bytes(b"x" * 1000)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=100_000_000))
    with pytest.raises(EngineError) as caught:
        settings_for(model)
    assert caught.value.code == "not-enough-memory"
    assert caught.value.parameters["free"] == "0.1 GB"


def test_a_small_model_fits(tmp_path: Path) -> None:
    model = tmp_path / "small.gguf"
    model.write_bytes(b"x")
    assert settings_for(model).threads == usable_cores()
