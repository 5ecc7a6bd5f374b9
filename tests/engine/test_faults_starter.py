"""What may go wrong around a model, with the real child and real files: a clear error each time, and life goes on."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import psutil
import pytest

from app.engine import hardware
from app.engine.child_process import ChildProcess, start_child
from app.engine.client import EngineClient
from app.engine.engine import Message
from app.engine.hardware import EngineSettings
from app.errors import EngineError
from tests.engine.gguf_files import QWEN3_8B, write_model

pytestmark = pytest.mark.starter

_ASK = [Message("user", "Thank Mr Sato.")]
_TEMPLATE = b"{% for message in messages %}{% if loop.first and"
"""How the starter's chat template begins."""
_TEMPLATE_LENGTH = 368


@pytest.fixture
def model(starter_model: Path, tmp_path: Path) -> Path:
    """A copy of the starter that a test may spoil."""
    return Path(copyfile(starter_model, tmp_path / "model.gguf"))


@pytest.fixture
def engine(model: Path) -> Iterator[EngineClient]:
    client = EngineClient(model)
    yield client
    client.close()


def _refusal(client: EngineClient) -> EngineError:
    with pytest.raises(EngineError) as caught:
        client.complete(_ASK, max_tokens=2)
    return caught.value


def _set_template(model: Path, template: bytes) -> None:
    """Write another template over the one in the file."""
    with model.open("r+b") as stream:
        place = stream.read(4_000_000).index(_TEMPLATE)
        stream.seek(place)
        stream.write(template.ljust(_TEMPLATE_LENGTH))


def test_a_file_that_vanishes_while_it_is_loaded_is_missed_at_the_next_start_only(
    engine: EngineClient, model: Path
) -> None:
    before = engine.complete(_ASK, max_tokens=2).text
    try:
        model.unlink()
    except PermissionError:  # Windows keeps it, which is as well
        pytest.skip("a file in use cannot be removed here")
    assert engine.complete(_ASK, max_tokens=2).text == before
    engine.close()
    assert _refusal(engine).code == "model-file-gone"


@pytest.mark.skipif(sys.platform == "win32", reason="a file in use cannot be cut there")
def test_a_file_cut_while_it_is_loaded_costs_the_child_and_nothing_else(
    engine: EngineClient, model: Path
) -> None:
    engine.complete(_ASK, max_tokens=1)
    os.truncate(model, 4096)
    with contextlib.suppress(EngineError):  # what is in memory already may do
        engine.complete([Message("user", "Tell of tea. " * 20)], max_tokens=20)
    engine.close()
    assert _refusal(engine).code == "model-file-cut-short"


def test_no_free_memory_is_told_before_anything_is_loaded(
    engine: EngineClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hardware, "free_memory", lambda: 0)
    assert _refusal(engine).code == "not-enough-memory-for-any"
    assert engine.process_id is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux sets the limits of another process")
def test_a_child_without_memory_ends_in_an_error(model: Path) -> None:
    import resource  # noqa: PLC0415 - not everywhere

    def start(log: Path | None, libraries: Path | None) -> ChildProcess:
        process = start_child(log, libraries)
        resource.prlimit(process.pid, resource.RLIMIT_AS, (700_000_000, 700_000_000))
        return process

    client = EngineClient(model, settings=lambda _: EngineSettings(threads=1, context=32768), start=start)
    assert _refusal(client).code in {"model-stopped", "not-enough-memory-to-work", "model-not-loadable"}
    client.close()


def test_an_architecture_that_is_not_known_is_told(tmp_path: Path) -> None:
    entries = {key.replace("qwen3", "novelty"): value for key, value in QWEN3_8B.items()}
    entries["general.architecture"] = "novelty"
    client = EngineClient(
        write_model(tmp_path / "new.gguf", entries, 1_000_000),
        settings=lambda _: EngineSettings(threads=1),
    )
    assert _refusal(client).code == "model-not-loadable"
    client.close()


def test_a_template_that_does_not_parse_is_told(engine: EngineClient, model: Path) -> None:
    _set_template(model, b"{% for %}")
    assert _refusal(engine).code == "template-not-usable"


def test_a_template_that_runs_forever_is_told_within_seconds(engine: EngineClient, model: Path) -> None:
    loop = b"{% for n in range(99999) %}"
    _set_template(model, loop * 3 + b"{% endfor %}" * 3)
    begun = time.monotonic()
    assert _refusal(engine).code == "template-not-usable"
    assert time.monotonic() - begun < 20


def test_fifty_megabytes_of_text_are_refused_at_once_and_life_goes_on(engine: EngineClient) -> None:
    engine.complete(_ASK, max_tokens=1)
    begun = time.monotonic()
    with pytest.raises(EngineError) as caught:
        engine.complete([Message("user", "cup of tea " * 4_700_000)])
    assert time.monotonic() - begun < 10
    assert caught.value.code == "text-too-long"
    length = caught.value.parameters["length"]
    assert isinstance(length, int)
    assert length > 4_700_000
    assert engine.complete(_ASK, max_tokens=2).text


_PROGRAM = """
import sys, time
from pathlib import Path
from app.engine.client import EngineClient
from app.engine.engine import Message
client = EngineClient(Path(sys.argv[1]))
text = client.complete([Message("user", "Thank Mr Sato.")], max_tokens=4).text
Path(sys.argv[2]).write_text(f"{client.process_id} {bool(text)}")
if len(sys.argv) > 3:
    client.complete([Message("user", "Tell a long story.")], max_tokens=4000, on_text=lambda _: time.sleep(1))
client.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell that closes files")
def test_all_works_when_input_and_error_are_closed_as_in_a_windowed_program(
    starter_model: Path, tmp_path: Path
) -> None:
    told = tmp_path / "told.txt"
    program = [sys.executable, "-c", _PROGRAM, str(starter_model), str(told)]
    status = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *program], check=False, timeout=60
    )
    assert status.returncode == 0
    assert told.read_text().endswith("True")


def test_the_child_ends_when_the_program_is_killed(starter_model: Path, tmp_path: Path) -> None:
    told = tmp_path / "told.txt"
    program = subprocess.Popen([sys.executable, "-c", _PROGRAM, str(starter_model), str(told), "on"])
    for _ in range(600):
        if told.is_file() and told.read_text():
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(0.1)
            break
    child = psutil.Process(int(told.read_text().split()[0]))
    assert child.is_running()
    os.kill(program.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    program.wait()
    with contextlib.suppress(psutil.NoSuchProcess):
        child.wait(timeout=10)
    assert not child.is_running()
