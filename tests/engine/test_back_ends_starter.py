"""Real folders of libraries: a broken one is passed over, a whole one is used, and the starter answers all the same."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import llama_cpp
import psutil
import pytest

from app.engine.back_ends import BackEnds
from app.engine.client import EngineClient
from app.engine.devices import ask_devices
from app.engine.engine import Message
from app.engine.fitting import Fitting
from app.engine.hardware import EngineSettings
from app.errors import EngineError

pytestmark = pytest.mark.starter

_NAME = {"win32": "llama.dll", "darwin": "libllama.dylib"}.get(sys.platform, "libllama.so")
_OWN = Path(llama_cpp.__file__).parent / "lib"
_ASK = [Message("user", "Say hello.")]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder whose library is empty."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / _NAME).touch()
    return folder


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A folder with the libraries that came with the program."""
    return Path(shutil.copytree(_OWN, tmp_path / "whole"))


def _client(model: Path, back_ends: BackEnds, *folders: Path) -> EngineClient:
    settings = EngineSettings(threads=1, context=512, library_folders=folders)
    log = folders[0].parent / "engine.log"
    return EngineClient(model, log_file=log, settings=lambda _: settings, back_ends=back_ends)


def test_a_broken_library_falls_back_to_the_next_and_leaves_its_words(
    starter_model: Path, broken: Path, whole: Path
) -> None:
    back_ends = BackEnds()
    client = _client(starter_model, back_ends, broken, whole)
    assert client.complete(_ASK, max_tokens=4).written_tokens
    assert back_ends.in_use == whole
    assert [finding.parameters["name"] for finding in back_ends.findings] == ["broken"]
    assert "libllama" in (broken.parent / "engine-broken.log").read_text() or sys.platform != "linux"
    if sys.platform == "linux":
        maps = psutil.Process(client.process_id).memory_maps()
        loaded = {Path(each.path).parent for each in maps if "libggml" in each.path}
        assert loaded == {whole}
    client.close()


def test_with_broken_libraries_only_the_built_in_one_answers(starter_model: Path, broken: Path) -> None:
    back_ends = BackEnds()
    client = _client(starter_model, back_ends, broken, broken.parent / "gone")
    assert client.complete(_ASK, max_tokens=4).written_tokens
    assert back_ends.in_use is None
    assert len(back_ends.findings) == 2
    client.close()


@pytest.mark.parametrize("folder", [lambda each: None, lambda each: each])
def test_devices_are_asked_of_each_back_end(whole: Path, folder: Callable[[Path], Path | None]) -> None:
    for device in ask_devices(folder(whole)):
        assert device.name
        assert device.memory > 0


def test_a_back_end_that_does_not_start_sees_nothing(broken: Path) -> None:
    assert ask_devices(broken) == ()


def test_the_self_test_tells_a_back_end_that_works_from_one_that_does_not(
    starter_model: Path, broken: Path, whole: Path
) -> None:
    fitting = Fitting(
        broken.parent / "self_tests.json",
        installed=lambda: (broken, whole),
        usual=lambda _model, **_: EngineSettings(threads=1, context=512),
    )
    found = fitting.measure(starter_model)
    assert found.back_end in {"", str(whole)}
    assert found.reading > 0
    assert [finding.parameters["name"] for finding in fitting.back_ends.findings] == ["broken"]


def test_a_model_that_cannot_be_loaded_is_refused_by_all_of_them(
    tmp_path: Path, broken: Path, whole: Path
) -> None:
    model = tmp_path / "m.gguf"
    model.write_bytes(b"GGUF" + b"\0" * 1000)
    client = _client(model, BackEnds(), broken, whole)
    with pytest.raises(EngineError) as caught:
        client.complete(_ASK)
    assert caught.value.code == "model-not-loadable"
