"""One program a data folder, reached by its own user only."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from app.desktop import single_instance
from app.desktop.single_instance import SingleInstance, Wish, ask_running
from app.errors import DeskhandError

PATIENCE_S = 30.0


class Heard:
    """Collects the wishes of other starts."""

    def __init__(self, instance: SingleInstance) -> None:
        self.wishes: list[Wish] = []
        self._news = threading.Condition()
        instance.wished.subscribe(self._hear)

    def _hear(self, wish: Wish) -> None:
        with self._news:
            self.wishes.append(wish)
            self._news.notify_all()

    def wait(self, count: int) -> list[Wish]:
        with self._news:
            assert self._news.wait_for(lambda: len(self.wishes) >= count, PATIENCE_S)
        return self.wishes


@pytest.fixture(autouse=True)
def _own_runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for sockets that is the test's own; its name is short, as a socket's has to be."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    monkeypatch.delenv("DESKTOP_STARTUP_ID", raising=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder, which the first start makes."""
    return tmp_path / "data"


@pytest.fixture
def first(data: Path) -> Iterator[SingleInstance]:
    """The program that runs."""
    made = SingleInstance(data)
    assert made.claim()
    yield made
    made.close()


def test_a_second_start_reaches_the_first(first: SingleInstance, data: Path) -> None:
    heard = Heard(first)
    assert not SingleInstance(data).claim()
    assert ask_running(data, "front")
    assert ask_running(data, "popup")
    assert heard.wait(2) == [Wish("front"), Wish("popup")]


def test_a_start_with_another_environment_reaches_it_too(
    first: SingleInstance, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(first)
    monkeypatch.delenv("XDG_RUNTIME_DIR")  # as in a desktop's own shortcut, or over a network login
    assert ask_running(data, "popup")
    assert heard.wait(1) == [Wish("popup")]


def test_the_desktops_leave_to_come_to_the_front_is_handed_on(
    first: SingleInstance, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = Heard(first)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "leave-7")
    assert ask_running(data, "front")
    assert heard.wait(1) == [Wish("front", "leave-7")]


def test_another_data_folder_is_another_program(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path / "other")
    assert other.claim()
    other.close()


def test_where_none_runs_that_is_told(data: Path) -> None:
    assert not ask_running(data, "popup")
    data.mkdir()
    assert not ask_running(data, "popup")


def test_after_its_end_another_one_may_be_it(first: SingleInstance, data: Path) -> None:
    first.close()
    assert not ask_running(data, "front")
    second = SingleInstance(data)
    assert second.claim()
    second.close()


def test_a_program_that_was_killed_stands_in_nobodys_way(data: Path) -> None:
    program = (
        "import sys, pathlib, threading\nfrom app.desktop.single_instance import SingleInstance\n"
        "one = SingleInstance(pathlib.Path(sys.argv[1]))\nprint(one.claim(), flush=True)\nthreading.Event().wait()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(data)], stdout=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stdout
        assert killed.stdout.readline() == "True\n"
        assert ask_running(data, "front")
        killed.kill()
        killed.wait()
    second = SingleInstance(data)
    assert second.claim()
    heard = Heard(second)
    assert ask_running(data, "popup")
    assert heard.wait(1) == [Wish("popup")]
    second.close()


def test_one_that_hangs_is_told_and_not_waited_for(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_instance, "_ANSWER_S", 0.3)
    monkeypatch.setattr(SingleInstance, "_answer_all", lambda _: None)
    hanging = SingleInstance(data)
    assert hanging.claim()
    started = time.monotonic()
    with pytest.raises(DeskhandError) as caught:
        ask_running(data, "front")
    assert caught.value.code == "running-one-silent"
    assert time.monotonic() - started < 5.0
    hanging._listener.close()  # type: ignore[union-attr]
    hanging._lock.release()


def test_who_cannot_read_the_data_folder_is_not_heard(first: SingleInstance, data: Path) -> None:
    heard = Heard(first)
    with pytest.raises((AuthenticationError, EOFError, ConnectionResetError)):
        Client(single_instance._address(data), authkey=b"guessed")
    assert ask_running(data, "front")  # and the next one is heard all the same
    assert heard.wait(1) == [Wish("front")]


def test_unknown_wishes_are_left_out(first: SingleInstance, data: Path) -> None:
    heard = Heard(first)
    for words in (b"erase\n", b"", b"\xff\xfe", b"popup\n" + b"x" * 5000):
        with (
            pytest.raises((EOFError, OSError)) if len(words) > 4096 else nullcontext(),
            single_instance._connect(data) as connection,
        ):
            connection.send_bytes(words)
            connection.recv_bytes()
    assert ask_running(data, "front")
    assert heard.wait(1) == [Wish("front")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such folders")
def test_a_folder_that_others_may_write_to_is_not_used(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_to_all = tmp_path / "run" / f"deskhand-{os.getuid()}"
    open_to_all.mkdir(parents=True)
    open_to_all.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    alone = SingleInstance(data)
    assert alone.claim()
    assert list(open_to_all.iterdir()) == []
    alone.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_the_key_is_the_users_alone(first: SingleInstance, data: Path) -> None:
    assert (data / "instance.key").stat().st_mode & 0o077 == 0


def test_a_data_folder_that_cannot_be_made_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    alone = SingleInstance(tmp_path / "file" / "data")
    assert alone.claim()
    alone.close()
