"""Files are written whole or not at all, sources are never overwritten, and the system's errors get words."""

import errno
import os
import stat
from pathlib import Path

import pytest

from app.documents.saving import reading, shown_name, writing
from app.errors import DocumentError

_AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def _raise(error: OSError) -> None:
    raise error


def _write_and_fail(out: Path, error: Exception) -> None:
    with writing(out) as temporary:
        temporary.write_text("half", encoding="utf-8")
        raise error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FileNotFoundError(errno.ENOENT, "gone"), "file-not-found"),
        (PermissionError(errno.EACCES, "no"), "no-permission"),
        (OSError(errno.ENOSPC, "full"), "disk-full"),
        (OSError(errno.EDQUOT, "quota"), "disk-full"),
        (OSError(errno.EROFS, "read-only"), "no-permission"),
        (OSError(errno.ENAMETOOLONG, "long"), "name-too-long"),
        (OSError(errno.EBUSY, "busy"), "file-in-use"),
        (IsADirectoryError(errno.EISDIR, "folder"), "is-a-folder"),
        (FileExistsError(errno.EEXIST, "there"), "not-a-folder"),
        (OSError(errno.EIO, "broken"), "file-not-usable"),
        (OSError("no number"), "file-not-usable"),
    ],
)
def test_each_error_of_the_system_has_its_words(error: OSError, code: str) -> None:
    with pytest.raises(DocumentError) as caught, reading(Path("folder/report.txt")):
        _raise(error)
    assert (caught.value.code, caught.value.parameters["file"]) == (code, "report.txt")


def test_a_file_that_windows_shares_with_nobody_is_in_use() -> None:
    error = PermissionError(errno.EACCES, "shared")
    error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    with pytest.raises(DocumentError, match="file-in-use"), reading(Path("report.txt")):
        _raise(error)


def test_a_file_in_place_of_a_folder_is_told_apart_from_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(DocumentError, match="not-a-folder"), reading(file):
        list(file.iterdir())
    with pytest.raises(DocumentError, match="file-not-found"), reading(file / "inner"):
        (file / "inner").read_bytes()


def test_other_errors_pass_unchanged() -> None:
    with pytest.raises(ZeroDivisionError), reading(Path("x")):
        _ = 1 // 0


def test_a_file_appears_under_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with writing(out) as temporary:
        temporary.write_text("half", encoding="utf-8")
        assert not out.exists()
        assert temporary.parent == tmp_path
        assert temporary.suffix == ".csv"
        temporary.write_text("whole", encoding="utf-8")
    assert out.read_text(encoding="utf-8") == "whole"
    assert list(tmp_path.iterdir()) == [out]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(out, ZeroDivisionError())
    assert out.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_full_disk_is_said_so_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="disk-full"):
        _write_and_fail(tmp_path / "out.txt", OSError(errno.ENOSPC, "No space left on device"))
    assert not list(tmp_path.iterdir())


def test_a_disk_that_is_full_only_at_the_end_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(DocumentError, match="disk-full"), writing(tmp_path / "out.txt") as temporary:
        temporary.write_text("all", encoding="utf-8")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("way", ["same", "detour", "symbolic link", "hard link", "relative"])
def test_a_source_is_never_overwritten(tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "source.csv"
    source.write_text("data", encoding="utf-8")
    out = tmp_path / "link.csv"
    if way == "same":
        out = source
    elif way == "detour":
        (tmp_path / "sub").mkdir()
        out = tmp_path / "sub" / ".." / "source.csv"
    elif way == "relative":
        monkeypatch.chdir(tmp_path)
        out = Path("source.csv")
    elif way == "symbolic link":
        out.symlink_to(source)
    else:
        out.hardlink_to(source)
    with pytest.raises(DocumentError, match="would-overwrite-source"), writing(out, [source]):
        pytest.fail("the block must not run")
    assert source.read_text(encoding="utf-8") == "data"


def test_a_source_that_is_gone_is_still_protected_by_its_name(tmp_path: Path) -> None:
    source = tmp_path / "source.csv"
    with pytest.raises(DocumentError, match="would-overwrite-source"), writing(source, [source]):
        pass


def test_another_file_may_be_replaced(tmp_path: Path) -> None:
    source, out = tmp_path / "source.csv", tmp_path / "out.csv"
    source.write_text("data", encoding="utf-8")
    out.write_text("old", encoding="utf-8")
    with writing(out, [source]) as temporary:
        temporary.write_text("new", encoding="utf-8")
    assert (source.read_text(encoding="utf-8"), out.read_text(encoding="utf-8")) == ("data", "new")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    with writing(link) as temporary:
        temporary.write_text("new", encoding="utf-8")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as caught, writing(tmp_path / "nowhere" / "out.txt"):
        pass
    assert (caught.value.code, caught.value.parameters["folder"]) == ("folder-not-found", "nowhere")


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is-a-folder"), writing(tmp_path):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_rights_are_those_of_other_files_or_of_the_file_before(tmp_path: Path) -> None:
    plain, new, old = tmp_path / "plain", tmp_path / "new", tmp_path / "old"
    plain.touch()
    old.touch()
    old.chmod(0o640)
    for out in (new, old):
        with writing(out) as temporary:
            temporary.write_text("x", encoding="utf-8")
    assert stat.S_IMODE(new.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@pytest.mark.skipif(_AS_ROOT or os.name == "nt", reason="root may write everywhere")
def test_a_file_that_is_protected_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("kept", encoding="utf-8")
    out.chmod(0o444)
    with pytest.raises(DocumentError, match="no-permission"), writing(out):
        pass


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_in_no_encoding_can_still_be_shown() -> None:
    name = shown_name(Path(os.fsdecode(b"caf\xe9.txt")))
    assert name.encode("utf-8")
    assert name.endswith(".txt")
