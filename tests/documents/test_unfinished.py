"""What a program that was ended left beside a file is taken away by the next one, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.documents.mailbox_writing import write_mail_folders
from app.documents.saving import writing
from app.documents.unfinished import unfinished_beside

_KILLED = """
import os, sys
from pathlib import Path
from app.documents.saving import writing
with writing(Path(sys.argv[1])) as temporary:
    temporary.write_text("half")
    os._exit(9)
"""


@pytest.fixture(autouse=True)
def _own_locks(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no other program on this machine hold a lock that is looked at here."""
    folder = str(tmp_path_factory.mktemp("locks"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: folder)


def left_of(target: Path) -> Path:
    """Return the name of a leftover of *target*, as a killed program has it."""
    with unfinished_beside(target) as left:
        return left


def write(target: Path) -> None:
    with writing(target) as temporary:
        temporary.write_text("whole", encoding="utf-8")


def test_what_a_killed_program_left_goes_with_the_next_save(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = subprocess.run([sys.executable, "-c", _KILLED, str(out)], check=False)
    assert done.returncode == 9
    assert [file.suffix for file in tmp_path.iterdir()] == [".csv"]
    write(out)
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_was_left_goes_too(tmp_path: Path) -> None:
    out = tmp_path / "mails"
    left = left_of(out) / "delivery"
    left.mkdir(parents=True)
    (left / "a.eml").touch()
    write_mail_folders([], tmp_path / "in.mbox", out)
    assert list(tmp_path.iterdir()) == [out]


def test_what_belongs_to_another_target_or_to_somebody_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.csv"
    others = [left_of(tmp_path / "other.csv"), tmp_path / ".deskhand-notes.csv", tmp_path / "deskhand.csv"]
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("platform.node", lambda: "another machine")
        others.append(left_of(out))
    for other in others:
        other.touch()
    write(out)
    assert sorted(tmp_path.iterdir()) == sorted([out, *others])


def test_what_is_being_written_elsewhere_stays_while_it_is(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with writing(out) as first:
        first.write_text("first", encoding="utf-8")
        with writing(out) as second:
            second.write_text("second", encoding="utf-8")
            assert first.exists()
            write(out)
            assert second.exists()
        assert first.read_text(encoding="utf-8") == "first"
    assert out.read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [out]


def test_without_locks_files_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.csv"
    left = left_of(out)
    left.touch()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "gone" / "away"))
    write(out)
    assert sorted(tmp_path.iterdir()) == sorted([left, out])
