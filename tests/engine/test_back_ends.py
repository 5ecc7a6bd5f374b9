"""Back ends that do not work are passed over, and it is said."""

import os
from pathlib import Path

import pytest

from app.engine.back_ends import BackEnds, installed_back_ends
from app.engine.child_process import child_environment
from app.errors import Cancelled, EngineError
from app.text.messages import finding_sentence

_CUDA, _VULKAN = Path("/b/cuda"), Path("/b/vulkan")


class Loading:
    """Loads with every back end but those that are broken."""

    def __init__(self, *broken: Path | None) -> None:
        self.broken = broken
        self.tried: list[Path | None] = []

    def __call__(self, folder: Path | None) -> str:
        self.tried.append(folder)
        if folder in self.broken:
            raise EngineError("model-stopped", file="m.gguf", status="signal 11")
        return f"loaded with {folder}"


def test_the_first_back_end_that_works_is_used() -> None:
    back_ends, load = BackEnds(), Loading()
    assert back_ends.load((_CUDA, _VULKAN), load) == "loaded with /b/cuda"
    assert load.tried == [_CUDA]
    assert back_ends.in_use == _CUDA
    assert back_ends.findings == ()


def test_one_that_dies_falls_back_to_the_next_and_to_the_built_in_one_in_the_end() -> None:
    back_ends, load = BackEnds(), Loading(_CUDA, _VULKAN)
    assert back_ends.load((_CUDA, _VULKAN), load) == "loaded with None"
    assert load.tried == [_CUDA, _VULKAN, None]
    assert back_ends.in_use is None
    sentences = [finding_sentence(finding, "en") for finding in back_ends.findings]
    assert len(sentences) == 2
    assert "cuda" in sentences[0]
    assert "signal 11" in sentences[0]


def test_one_that_died_is_not_tried_again_before_it_is_asked_for() -> None:
    back_ends, load = BackEnds(), Loading(_CUDA)
    for _ in range(2):
        back_ends.load((_CUDA,), load)
    assert load.tried == [_CUDA, None, None]
    back_ends.try_again()
    assert back_ends.findings == ()
    back_ends.load((_CUDA,), load)
    assert load.tried[3:] == [_CUDA, None]


def test_when_the_built_in_one_does_not_work_either_its_error_is_told() -> None:
    with pytest.raises(EngineError):
        BackEnds().load((_CUDA,), Loading(_CUDA, None))


def test_a_wish_to_stop_is_no_failure() -> None:
    back_ends = BackEnds()

    def stopped(_folder: Path | None) -> str:
        raise Cancelled

    with pytest.raises(Cancelled):
        back_ends.load((_CUDA,), stopped)
    assert back_ends.findings == ()


def test_what_the_environment_names_comes_before_the_folders_by_name(tmp_path: Path) -> None:
    (tmp_path / "vulkan").mkdir()
    (tmp_path / "cuda").mkdir()
    (tmp_path / "notes.txt").write_text("no back end")
    own, other = tmp_path / "own", tmp_path / "vulkan"
    environment = {"LLAMA_CPP_LIB_PATH": f"{own}{os.pathsep}{other}"}
    assert installed_back_ends(tmp_path, environment) == (own, other, tmp_path / "cuda")
    assert installed_back_ends(tmp_path / "missing", {}) == ()


def test_a_child_is_told_its_libraries_and_the_built_in_ones_are_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LLAMA_CPP_LIB_PATH", "/elsewhere")
    assert child_environment(_CUDA)["LLAMA_CPP_LIB_PATH"] == str(_CUDA)
    assert "LLAMA_CPP_LIB_PATH" not in child_environment()
