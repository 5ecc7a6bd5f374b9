"""A real model arrives whole although each download is interrupted, and almost nothing is sent twice.

What counts as sent twice is everything that the system took to send beyond the file's size: also what was lost in
buffers on the way, and what had reached the program but not its file. How much that is goes with the speed of the line,
so the lines here have that of an office; without a limit only what buffers within one computer take would be measured.
"""

import hashlib
import random
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from app.engine.gguf_header import read_header
from app.model_library.errand import Outside, Pace
from app.model_library.library import ModelLibrary
from tests.model_library.client_process import SECONDS, data_folder, get, start_get
from tests.model_library.content_network import HostedFile
from tests.model_library.fake_hub import PatientClock, catalogue_file, entry, plain_client
from tests.model_library.hub_server import HubServer

pytestmark = pytest.mark.starter

_PART_BYTES = 16_000_000
_LINE = 8e6
"""Bytes a second."""

_FAST_LINE = 40e6
_SENT_TWICE = 0.05
"""The largest share of a file that may be sent more than once."""


@pytest.fixture(scope="module")
def part_of_a_model(starter_model: Path) -> bytes:
    with starter_model.open("rb") as stream:
        return stream.read(_PART_BYTES)


def somewhere_in(file: HostedFile, seed: int) -> int:
    return random.Random(seed).randrange(1, file.size)


def sent_twice(hub: HubServer, file: HostedFile) -> float:
    """Return the share of the file that was sent more than once."""
    return (hub.bytes_sent - file.size) / file.size


def take_away(folder: Path, file: HostedFile) -> str:
    """Delete what arrived and return its checksum; no part of it may be left there."""
    (path,) = (folder / "models").glob(f"{file.name}*")
    assert path.name == file.name
    with path.open("rb") as stream:
        checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    path.unlink()
    return checksum


def begin_and_kill(hub: HubServer, count: int, folder: Path) -> None:
    """Let a download begin, and kill its process when the servers have sent *count* bytes."""
    started: Future[None] = Future()
    killed: Future[None] = Future()

    def kill() -> None:
        started.result(SECONDS)
        process.kill()
        killed.set_result(None)

    hub.at_byte(count, kill)
    with start_get(folder, hub.address) as process:
        started.set_result(None)
        try:
            killed.result(SECONDS)
        finally:
            process.kill()
        process.communicate()


def test_ten_lines_that_are_cut_somewhere_cost_almost_nothing(part_of_a_model: bytes, tmp_path: Path) -> None:
    def share_of(seed: int) -> float:
        folder = tmp_path / str(seed)
        folder.mkdir()
        with HubServer(bytes_per_second=_LINE) as hub:
            file = hub.publish(part_of_a_model)
            clock = PatientClock()
            library = ModelLibrary(
                folder / "models",
                catalogue=catalogue_file(folder, entry(bytes=file.size, sha256=file.sha256)),
                outside=Outside(
                    endpoint=hub.address, open_client=plain_client, pace=Pace(clock.now, clock.pause)
                ),
            )
            hub.cut_after(somewhere_in(file, seed))
            library.fetch("tiny")
            assert take_away(folder, file) == file.sha256
            assert [request.status for request in hub.content.requests] == [200, 206]
            return sent_twice(hub, file)

    with ThreadPoolExecutor(5) as pool:
        shares = list(pool.map(share_of, range(10)))
    assert all(0 <= share <= _SENT_TWICE for share in shares), shares


def test_ten_programs_that_are_killed_somewhere_go_on_from_there(
    part_of_a_model: bytes, tmp_path: Path
) -> None:
    def share_of(seed: int) -> float:
        with HubServer(bytes_per_second=_LINE) as hub:
            file = hub.publish(part_of_a_model)
            folder = data_folder(tmp_path / str(seed), file)
            begin_and_kill(hub, somewhere_in(file, seed), folder)
            assert not (folder / "models" / file.name).exists()
            code, out, err = get(folder, hub.address)
            assert code == 0, err
            assert out.splitlines() == [str(folder / "models" / file.name)]
            assert take_away(folder, file) == file.sha256
            return sent_twice(hub, file)

    with ThreadPoolExecutor(3) as pool:
        shares = list(pool.map(share_of, range(10, 20)))
    assert all(0 <= share <= _SENT_TWICE for share in shares), shares


def test_a_whole_model_that_was_killed_and_cut_is_one_that_can_be_read(
    starter_model: Path, tmp_path: Path
) -> None:
    with HubServer(bytes_per_second=_FAST_LINE) as hub:
        file = hub.publish(starter_model)
        folder = data_folder(tmp_path, file)
        begin_and_kill(hub, somewhere_in(file, 20) // 2, folder)
        hub.cut_after(somewhere_in(file, 21) // 2)
        code, _, err = get(folder, hub.address)
        assert code == 0, err
        assert [request.status for request in hub.content.requests] == [200, 206, 206]
        assert 0 <= sent_twice(hub, file) <= _SENT_TWICE
    header = read_header(folder / "models" / file.name)
    assert header == read_header(starter_model)
    assert (header.architecture, header.layers) == ("llama", 30)
    assert take_away(folder, file) == file.sha256
