"""Downloads one after the other, remembered over an end of the program."""

import pytest
from pytestqt.qtbot import QtBot

from app.errors import LibraryError
from app.ui.model_fetching import ModelFetching
from tests.ui.fake_library import FakeLibrary
from tests.ui.fake_models import FakeModels
from tests.ui.fakes import FakeMemory


@pytest.fixture
def fetching(models: FakeModels) -> ModelFetching:
    """The one download."""
    return models.fetching


def test_what_was_asked_for_first_is_fetched_first(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary
) -> None:
    assert fetching.start("better")
    assert not fetching.start("starter")
    assert not fetching.start("starter")  # it waits already
    assert (fetching.name, fetching.waiting) == ("better", ("starter",))
    with qtbot.waitSignals([fetching.ended, fetching.ended]):
        library.gate.set()
    assert library.fetched == ["better", "starter"]
    assert (fetching.name, fetching.waiting) == ("", ())


def test_one_that_waits_can_be_left_out(qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary) -> None:
    fetching.start("better")
    fetching.start("starter")
    fetching.leave_out("starter")
    with qtbot.waitSignal(fetching.ended):
        library.gate.set()
    assert library.fetched == ["better"]


def test_when_one_is_paused_the_next_has_its_turn(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary
) -> None:
    fetching.start("better")
    fetching.start("starter")
    with qtbot.waitSignal(fetching.ended):
        fetching.leave_out("better")
    assert fetching.name == "starter"
    with qtbot.waitSignal(fetching.ended):
        library.gate.set()


def test_what_was_wanted_goes_on_after_the_program_was_ended(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary, memory: FakeMemory
) -> None:
    fetching.start("better")
    fetching.start("starter")
    with qtbot.waitSignal(fetching.ended):
        fetching.close()
    assert fetching.name == ""
    again = ModelFetching(library, memory=memory)
    library.gate.set()
    with qtbot.waitSignals([again.ended, again.ended]):
        again.go_on()
    assert library.fetched == ["better", "better", "starter"]
    last = ModelFetching(library, memory=memory)
    last.go_on()
    assert last.name == ""


def test_what_was_paused_stays_so(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary, memory: FakeMemory
) -> None:
    fetching.start("better")
    with qtbot.waitSignal(fetching.ended):
        fetching.stop()
    again = ModelFetching(library, memory=memory)
    again.go_on()
    assert again.name == ""


@pytest.mark.parametrize(
    ("code", "parts"),
    [("model-unreachable", {}), ("disk-too-small", {"better": 100}), ("model-gated", {"better": 100})],
)
def test_only_a_network_that_was_there_is_tried_again(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary, code: str, parts: dict[str, int]
) -> None:
    library.failure, library.parts = LibraryError(code, title="Better"), parts
    with qtbot.waitSignal(fetching.failed):
        fetching.start("better")
    assert fetching.resting == ()


def test_the_network_that_is_back_is_used(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary
) -> None:
    library.failure, library.parts = LibraryError("model-unreachable", title="Better"), {"better": 100}
    with qtbot.waitSignal(fetching.failed):
        fetching.start("better")
    assert fetching.resting == ("better",)
    library.failure = None
    library.gate.set()
    with qtbot.waitSignal(fetching.ended):
        fetching._again.timeout.emit()
    assert library.fetched == ["better", "better"]


def test_a_failure_does_not_hold_up_the_next(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary
) -> None:
    fetching.start("better")
    fetching.start("starter")
    qtbot.waitUntil(lambda: fetching.progress is not None and fetching.progress.done > 0)
    library.failure = LibraryError("offline", title="x")
    with qtbot.waitSignals([fetching.ended, fetching.failed]):
        library.gate.set()
    assert library.fetched == ["better", "starter"]


def test_a_memory_of_something_else_is_passed_over(qtbot: QtBot, library: FakeLibrary) -> None:
    memory = FakeMemory()
    memory.put("wanted-models", {"no": "list"})
    fetching = ModelFetching(library, memory=memory)
    fetching.go_on()
    assert fetching.name == ""


def test_one_that_rests_can_be_left_out(qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary) -> None:
    library.failure, library.parts = LibraryError("model-unreachable", title="Better"), {"better": 100}
    with qtbot.waitSignal(fetching.failed):
        fetching.start("better")
    fetching.leave_out("better")
    assert fetching.resting == ()
    fetching.go_on()
    assert fetching.name == ""


def test_another_download_does_not_make_one_that_rests_forgotten(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary
) -> None:
    library.failure, library.parts = LibraryError("model-unreachable", title="Better"), {"better": 100}
    with qtbot.waitSignal(fetching.failed):
        fetching.start("better")
    library.failure = None
    library.gate.set()
    with qtbot.waitSignal(fetching.ended):
        fetching.start("starter")
    assert fetching.resting == ("better",)


def test_a_drive_that_is_away_is_waited_for(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary, memory: FakeMemory
) -> None:
    library.failure = LibraryError("models-folder-away", folder="D:")
    with qtbot.waitSignal(fetching.failed):
        fetching.start("better")
    assert fetching.resting == ()
    library.failure = None
    library.gate.set()
    again = ModelFetching(library, memory=memory)
    with qtbot.waitSignal(again.ended):
        again.go_on()
    assert library.fetched == ["better", "better"]


def test_the_pauses_grow_while_nothing_comes(
    qtbot: QtBot, fetching: ModelFetching, library: FakeLibrary
) -> None:
    library.failure, library.parts = LibraryError("model-unreachable", title="Better"), {"better": 100}
    pauses = []
    for _ in range(6):
        with qtbot.waitSignal(fetching.failed):
            fetching.start("better")
        pauses.append(fetching._again.interval() // 1000)
    assert pauses == [60, 120, 240, 480, 600, 600]
