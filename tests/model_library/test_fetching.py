"""What is here already is used, what nobody goes on with is cleaned up, and what is needed is told."""

import hashlib
import os
import time
from pathlib import Path

import pytest

from app.model_library.errand import Outside, Pace
from app.model_library.library import ModelLibrary
from app.model_library.storage import amount
from tests.model_library.fake_hub import (
    CONTENT,
    FILE,
    FakeHub,
    PatientClock,
    catalogue_file,
    entry,
    files_in,
    library_at,
    plain_client,
    refuse,
    serve,
)


def test_a_part_that_is_whole_needs_nobody(tmp_path: Path, hub: FakeHub) -> None:
    (tmp_path / "models").mkdir()
    checksum = hashlib.sha256(CONTENT).hexdigest()
    (tmp_path / "models" / f"{FILE}.{checksum[:12]}.part").write_bytes(CONTENT)
    assert library_at(tmp_path, hub).fetch("tiny").read_bytes() == CONTENT
    assert hub.paths == []


def test_what_nobody_goes_on_with_is_cleaned_up(tmp_path: Path, hub: FakeHub) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    names = (
        "Gone.gguf.0123456789ab.part",
        "Mine.gguf.added.part",
        "New.gguf.0123456789ab.part",
        "letter.part",
    )
    for name in names:
        (folder / name).write_bytes(b"left")
    two_days_ago = time.time() - 2 * 86_400
    for name in (*names[:2], names[3]):
        os.utime(folder / name, (two_days_ago, two_days_ago))
    library_at(tmp_path, hub).fetch("tiny")
    assert files_in(folder) == sorted([FILE, "New.gguf.0123456789ab.part", "letter.part"])


def test_a_mirror_without_a_word_on_a_file_may_still_ask_who_wants_it(tmp_path: Path, hub: FakeHub) -> None:
    hub.answers = [refuse(401), serve]
    asked: list[str] = []
    clock = PatientClock()

    def token(host: str) -> str:
        asked.append(host)
        return "hf_good"

    library = ModelLibrary(
        tmp_path / "models",
        catalogue=catalogue_file(tmp_path, entry()),
        outside=Outside(
            endpoint=hub.address, open_client=plain_client, token=token, pace=Pace(clock.now, clock.pause)
        ),
    )
    assert library.fetch("tiny").read_bytes() == CONTENT
    assert asked == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("count", "up", "down"),
    [(0, "0 MB", "0 MB"), (1, "1 MB", "0 MB"), (67_500_000, "68 MB", "67 MB"), (1e9, "1.0 GB", "1.0 GB")],
)
def test_what_is_needed_is_rounded_up_and_what_is_free_down(count: float, up: str, down: str) -> None:
    assert (amount(count), amount(count, at_least=False)) == (up, down)
