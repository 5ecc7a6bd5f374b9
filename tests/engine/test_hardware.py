"""What this machine can carry."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import hardware
from app.engine.gguf_header import GgufHeader, read_header
from app.engine.hardware import (
    can_write,
    free_memory,
    largest_context,
    memory_need,
    on_battery,
    settings_for,
    threads_for,
    usable_cores,
)
from app.errors import EngineError
from app.text.messages import describe
from tests.engine.gguf_files import QWEN3_8B, QWEN3_8B_BYTES, write_model

_GB = 1_000_000_000
_8B = GgufHeader(
    architecture="qwen3",
    layers=36,
    embedding=4096,
    heads=32,
    kv_heads=(8,) * 36,
    key_length=128,
    value_length=128,
    context=40960,
    feed_forward=12288,
    vocabulary=151936,
)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file with the header and the size of an 8B model."""
    return write_model(tmp_path / "large.gguf", QWEN3_8B, QWEN3_8B_BYTES)


def _free(monkeypatch: pytest.MonkeyPatch, size: float) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=int(size)))


def _refusal(model: Path, *, context: int = 4096, least: int = 1024) -> EngineError:
    with pytest.raises(EngineError) as caught:
        settings_for(model, context=context, least=least)
    return caught.value


def test_the_need_of_an_8b_model_is_counted_from_its_header(large: Path) -> None:
    need = memory_need(read_header(large), QWEN3_8B_BYTES, 4096)
    assert need.weights == QWEN3_8B_BYTES
    assert need.cache == 2 * 4096 * 36 * 8 * (128 + 128)
    assert 0.2 * _GB < need.working < 0.4 * _GB
    assert 0.3 * _GB < need.watching < 0.5 * _GB
    assert need.total == need.weights + need.cache + need.working + need.watching


def test_an_8b_model_with_4_gb_free_is_refused_and_told_what_would_fit(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _free(monkeypatch, 4 * _GB)
    error = _refusal(large)
    assert error.code == "not-enough-memory"
    assert (error.parameters["free"], error.parameters["fits"]) == ("4.0 GB", "3.2 GB")
    assert "3.2 GB" in describe(error, "en").advice
    assert "3.2 GB" in describe(error, "ja").advice


def test_a_model_of_the_size_that_was_advised_fits(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _free(monkeypatch, 4 * _GB)
    advised = float(str(_refusal(large).parameters["fits"]).removesuffix(" GB"))
    smaller = write_model(tmp_path / "smaller.gguf", QWEN3_8B, int(advised * _GB))
    assert settings_for(smaller).context >= 1024


@pytest.mark.parametrize("free", [0, 0.1, 0.5])
def test_where_no_model_fits_none_is_advised(
    large: Path, monkeypatch: pytest.MonkeyPatch, free: float
) -> None:
    _free(monkeypatch, free * _GB)
    assert _refusal(large).code == "not-enough-memory-for-any"


def test_a_model_that_fits_gets_the_length_of_the_job_and_not_its_own(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _free(monkeypatch, 32 * _GB)
    assert settings_for(large).context == 4096
    assert settings_for(large, context=1500).context == 1500
    assert settings_for(large, context=6000).context == 6000
    assert settings_for(large, context=100_000).context == 40960


def test_with_little_memory_less_is_remembered(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = memory_need(_8B, QWEN3_8B_BYTES, 2000).total
    _free(monkeypatch, free)
    context = settings_for(large).context
    assert 1792 <= context <= 2048
    assert memory_need(_8B, QWEN3_8B_BYTES, context).total <= free


def test_a_job_that_cannot_do_with_less_is_told_the_largest_length_that_fits(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _free(monkeypatch, memory_need(_8B, QWEN3_8B_BYTES, 3072).total)
    error = _refusal(large, context=8192, least=8192)
    assert error.code == "not-enough-memory-for-length"
    assert error.parameters["limit"] == 3072
    assert settings_for(large, context=3072, least=3072).context == 3072


def test_a_job_longer_than_the_model_was_made_for_is_refused(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _free(monkeypatch, 64 * _GB)
    error = _refusal(large, least=50_000)
    assert (error.code, error.parameters["limit"]) == ("text-too-long", 40960)


def test_a_model_made_for_very_short_texts_is_used_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _free(monkeypatch, 8 * _GB)
    short = write_model(tmp_path / "s.gguf", {**QWEN3_8B, "qwen3.context_length": 512}, _GB)
    assert settings_for(short).context == 512


@given(most=st.integers(1, 50_000), free=st.integers(0, 20 * _GB))
def test_the_largest_length_fits_and_a_longer_one_does_not(most: int, free: int) -> None:
    found = largest_context(_8B, QWEN3_8B_BYTES, most, free)
    wanted = min(most, 40960)
    assert 0 <= found <= wanted
    if found:
        assert memory_need(_8B, QWEN3_8B_BYTES, found).total <= free
    if found < wanted:
        assert memory_need(_8B, QWEN3_8B_BYTES, found + 1).total > free


def test_a_model_for_comparing_texts_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    model = write_model(tmp_path / "b.gguf", {"general.architecture": "nomic-bert"}, 10_000)
    assert _refusal(model).code == "model-cannot-write"


@pytest.mark.parametrize(
    ("header", "writes"),
    [
        (GgufHeader("qwen3"), True),
        (GgufHeader("qwen3", pooling=0), True),
        (GgufHeader("qwen3", pooling=3), False),
        (GgufHeader("qwen3", pooling=3, causal=True), True),
        (GgufHeader("llama", causal=False), False),
        (GgufHeader("bert", pooling=1, causal=False), False),
        (GgufHeader("modern-bert"), False),
        (GgufHeader("gemma-embedding"), False),
        (GgufHeader("clip"), False),
    ],
)
def test_the_header_tells_whether_a_model_writes(header: GgufHeader, writes: bool) -> None:  # noqa: FBT001 - a case's answer
    assert can_write(header) is writes


def test_a_damaged_model_is_refused_by_what_is_wrong_with_it(tmp_path: Path) -> None:
    model = tmp_path / "m.gguf"
    assert _refusal(model).code == "model-file-gone"
    model.write_bytes(b"x" * 1000)
    assert _refusal(model).code == "not-a-model-file"
    model.write_bytes(b"GGUF\x03\x00")
    assert _refusal(model).code == "model-file-cut-short"


# Free memory


def _group(folder: Path, most: str, used: int, files: int = 0) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "memory.max").write_text(f"{most}\n")
    (folder / "memory.current").write_text(f"{used}\n")
    (folder / "memory.stat").write_text(f"anon 5\ninactive_file {files}\nactive_file 0\n")


@pytest.mark.skipif(sys.platform != "linux", reason="control groups are Linux's")
def test_the_limit_of_a_container_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _free(monkeypatch, 8 * _GB)
    _group(tmp_path, str(3 * _GB), 2 * _GB, files=_GB // 2)
    assert free_memory(tmp_path) == 1.5 * _GB
    _group(tmp_path, str(_GB), 2 * _GB)
    assert free_memory(tmp_path) == 0


@pytest.mark.parametrize("most", ["max", "", "64000000000"])
def test_without_a_limit_the_machine_alone_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: str
) -> None:
    _free(monkeypatch, 8 * _GB)
    assert free_memory(tmp_path) == 8 * _GB
    _group(tmp_path, most, _GB)
    assert free_memory(tmp_path) == 8 * _GB


# Laptops


def test_at_least_one_core_is_used_and_never_more_than_allowed() -> None:
    assert 1 <= usable_cores() <= (psutil.cpu_count() or 1)


@pytest.mark.parametrize(("cores", "on_mains", "spared"), [(1, 1, 1), (2, 2, 1), (3, 3, 1), (8, 8, 4)])
def test_fewer_threads_compute_on_battery(cores: int, on_mains: int, spared: int) -> None:
    assert threads_for(cores, on_battery=False) == threads_for(cores, on_battery=None) == on_mains
    assert threads_for(cores, on_battery=True) == spared


@pytest.mark.parametrize(("plugged", "expected"), [(True, False), (False, True), (None, None)])
def test_the_battery_is_asked(
    monkeypatch: pytest.MonkeyPatch,
    plugged: bool | None,  # noqa: FBT001 - a case's question
    expected: bool | None,  # noqa: FBT001 - and its answer
) -> None:
    battery = SimpleNamespace(power_plugged=plugged)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)
    assert on_battery() is expected


def test_a_machine_without_a_battery_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: None, raising=False)
    assert on_battery() is None
    monkeypatch.delattr(psutil, "sensors_battery")
    assert on_battery() is None


def test_a_model_is_loaded_with_the_threads_for_the_battery(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _free(monkeypatch, 32 * _GB)
    monkeypatch.setattr(hardware, "usable_cores", lambda: 8)
    battery = SimpleNamespace(power_plugged=False)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)
    assert settings_for(large).threads == 4
    assert settings_for(large, spare_battery=False).threads == 8


def _niceness_after(code: str) -> int:
    program = f"import psutil\nfrom app.engine.hardware import lower_priority\n{code}\nprint(int(psutil.Process().nice()))"
    return int(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout)


def test_other_programs_go_before_a_process_of_low_priority() -> None:
    low = 16384 if sys.platform == "win32" else 10  # BELOW_NORMAL_PRIORITY_CLASS
    assert _niceness_after("lower_priority(); lower_priority()") == low


@pytest.mark.skipif(sys.platform == "win32", reason="priorities are numbers on POSIX systems only")
def test_a_priority_is_never_raised() -> None:
    assert _niceness_after("psutil.Process().nice(15); lower_priority()") == 15


def test_a_priority_that_may_not_be_changed_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: psutil.Process, value: int | None = None) -> int:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil.Process, "nice", refuse)
    hardware.lower_priority()
