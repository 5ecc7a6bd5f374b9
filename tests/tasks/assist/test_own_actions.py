"""Actions of the user's own are files: kept whole, read with the line of a mistake, shared."""

from pathlib import Path

import pytest

from app.errors import DocumentError, InputError
from app.tasks.assist.actions import Action
from app.tasks.assist.own_actions import OwnActions, action_in, written

_TEXT = "name: For the minutes\ninstruction: Write it as one line of minutes.\nlanguage: en\nreplaces: no\n"


@pytest.fixture
def own(tmp_path: Path) -> OwnActions:
    return OwnActions(tmp_path / "actions")


def test_an_action_is_kept_and_read_again(own: OwnActions) -> None:
    path = own.save(_TEXT)
    (action,) = own.all()
    assert action == Action(
        "own:For the minutes",
        replaces=False,
        name="For the minutes",
        instruction="Write it as one line of minutes.",
        language="en",
    )
    assert action.needs_model
    assert own.file_of("for the Minutes") == path.name


def test_what_is_written_is_read_as_the_same() -> None:
    action = Action("own:短い: 版", name="短い: 版", instruction="一文で。\n- 簡潔に", language="ja")
    assert action_in(written(action).encode()) == action


def test_one_of_the_same_name_is_replaced_only_when_wanted(own: OwnActions) -> None:
    own.save(_TEXT)
    changed = _TEXT.replace("one line", "two lines")
    with pytest.raises(InputError, match="action-exists"):
        own.save(changed)
    own.save(changed, replace=True)
    assert [action.instruction for action in own.all()] == ["Write it as two lines of minutes."]


def test_names_that_make_the_same_file_name_get_a_number(own: OwnActions) -> None:
    own.save("name: a/b\ninstruction: x")
    own.save("name: a:b\ninstruction: y")
    assert len(own.all()) == 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("name: A\ninstruction: [", "action-not-readable", 2),
        ("name: A\nname: B\ninstruction: x", "action-not-readable", 2),
        ("name: A", "action-entry-missing", 1),
        ("", "action-entry-missing", 1),
        ("name: A\ninstruction: ''", "action-entry-missing", 2),
        ("name: A\ninstruction: x\ncolour: red", "action-entry-unknown", 3),
        ("name: A\ninstruction: x\nlanguage: fr", "action-entry-wrong", 3),
        ("name: A\ninstruction: x\nreplaces: maybe", "action-entry-wrong", 3),
        (f"name: {'A' * 61}\ninstruction: x", "action-entry-too-long", 1),
        ("- a\n- b", "action-entry-missing", 1),
    ],
)
def test_a_mistake_is_told_with_its_line(own: OwnActions, text: str, code: str, line: int) -> None:
    with pytest.raises(InputError) as told:
        own.save(text)
    assert (told.value.code, told.value.parameters["line"]) == (code, line)
    assert own.names() == ()


def test_a_file_with_a_mistake_is_left_out_and_told(own: OwnActions, tmp_path: Path) -> None:
    own.save(_TEXT)
    (tmp_path / "actions" / "broken.yaml").write_bytes(b"\xff\xfe name")
    assert len(own.all()) == 1
    assert [mistake.code for mistake in own.mistakes()] == ["action-not-readable"]


def test_actions_are_shared_as_files(own: OwnActions, tmp_path: Path) -> None:
    path = own.save(_TEXT)
    shared = own.export(path.name, tmp_path / "shared.yaml")
    other = OwnActions(tmp_path / "other")
    other.import_file(shared)
    assert other.all() == own.all()
    own.remove(path.name)
    assert own.all() == ()
    with pytest.raises(DocumentError):
        own.import_file(tmp_path / "nothing.yaml")
