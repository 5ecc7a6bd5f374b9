"""A check says of each file whether it is what it was."""

from pathlib import Path

import pytest

from app.errors import Cancelled
from app.events import Cancellation
from app.model_library.catalogue import ModelEntry
from app.model_library.checking import compare, expected_checksum
from app.model_library.errand import Errand
from app.model_library.installed import InstalledModel
from app.records import Gravity, Progress
from tests.model_library.fake_hub import CONTENT, FILE, entry, library_at
from tests.model_library.places import OWN, checksum, put, shelf_at

_ENTRY = ModelEntry.model_validate(entry())


def model_at(path: Path, *, known: bool = False, sha256: str | None = None, **more: object) -> InstalledModel:
    size = path.stat().st_size if path.exists() else len(OWN)
    return InstalledModel("name", path, size, _ENTRY if known else None, sha256, **more)  # type: ignore[arg-type]


def found(model: InstalledModel) -> tuple[str, Gravity]:
    finding = compare(model, Errand().meter("checking-model", None))
    assert finding.parameters == {"name": "name", "file": model.path.name}
    return finding.code, finding.gravity


def test_the_published_file_is_as_published(tmp_path: Path) -> None:
    path = put(tmp_path / FILE, CONTENT)
    assert found(model_at(path, known=True)) == ("model-as-published", Gravity.NOTE)
    assert found(model_at(path, known=True, program="ollama")) == ("model-as-published", Gravity.NOTE)


def test_another_file_under_a_published_name_is_wrong_whatever_came(tmp_path: Path) -> None:
    path = put(tmp_path / FILE, CONTENT[:-1] + b"?")
    came = checksum(path.read_bytes())
    assert found(model_at(path, known=True, sha256=came)) == ("model-differs", Gravity.WRONG)


def test_a_changed_file_of_another_program_cannot_be_fetched_again(tmp_path: Path) -> None:
    path = put(tmp_path / "blob", CONTENT[:-1] + b"?")
    assert found(model_at(path, known=True, program="ollama")) == ("model-changed", Gravity.WRONG)


def test_a_file_of_one_s_own_is_compared_with_what_came(tmp_path: Path) -> None:
    path = put(tmp_path / "Mine.gguf")
    assert found(model_at(path, sha256=checksum(OWN))) == ("model-as-it-came", Gravity.NOTE)
    assert found(model_at(path, sha256=checksum(OWN + b"?"))) == ("model-changed", Gravity.WRONG)


def test_of_a_file_that_nobody_knows_there_is_nothing_to_say(tmp_path: Path) -> None:
    path = put(tmp_path / "Mine.gguf")
    assert found(model_at(path)) == ("model-not-in-catalogue", Gravity.NOTE)
    assert expected_checksum(model_at(path)) is None


@pytest.mark.parametrize("sha256", [None, checksum(OWN)])
def test_a_file_that_went_is_told(tmp_path: Path, sha256: str | None) -> None:
    model = model_at(tmp_path / "Mine.gguf", sha256=sha256, program="", gone=True)
    assert found(model) == ("model-not-there", Gravity.WRONG)


@pytest.mark.parametrize("sha256", [None, checksum(OWN)])
def test_a_file_of_another_size_has_changed_whether_its_checksum_was_known_or_not(
    tmp_path: Path, sha256: str | None
) -> None:
    path = put(tmp_path / "Mine.gguf", OWN + b"?")
    assert found(model_at(path, sha256=sha256, program="", gone=True)) == ("model-changed", Gravity.WRONG)


def test_the_library_checks_what_is_ours_what_is_not_and_what_is_elsewhere(tmp_path: Path) -> None:
    library = shelf_at(tmp_path).library
    put(tmp_path / "models" / "Theirs.gguf", OWN + b"??")
    for name, content in (("a", OWN + b"a"), ("b", OWN + b"b"), ("c", OWN + b"c")):
        library.add_in_place(put(tmp_path / "theirs" / name, content), sha256=checksum(content))
    put(tmp_path / "theirs" / "b", OWN + b"B")
    (tmp_path / "theirs" / "c").unlink()
    told: list[Progress] = []
    codes = {model.name: finding.code for model, finding in library.check(on_progress=told.append)}
    assert codes == {
        "tiny": "model-as-published",
        "Mine": "model-as-it-came",
        "Theirs": "model-not-in-catalogue",
        "a": "model-as-it-came",
        "b": "model-changed",
        "c": "model-not-there",
    }
    assert (told[-1].done, told[-1].total) == (total := len(CONTENT) + 3 * len(OWN) + 2, total)


def test_a_check_never_counts_more_than_there_is(tmp_path: Path) -> None:
    library = library_at(tmp_path)
    theirs = put(tmp_path / "theirs" / "a")
    library.add_in_place(theirs, sha256=checksum(OWN))
    put(theirs, OWN + b"?")
    told: list[Progress] = []
    assert [finding.code for _, finding in library.check(on_progress=told.append)] == ["model-changed"]
    assert told[-1].done == told[-1].total == 0


def test_a_check_changes_nothing_and_can_be_stopped_between_two_files(tmp_path: Path) -> None:
    library = shelf_at(tmp_path).library
    cancellation = Cancellation()
    checks = library.check(cancellation=cancellation)
    assert next(checks)[1].code == "model-as-published"
    cancellation.request()
    with pytest.raises(Cancelled):
        next(checks)
