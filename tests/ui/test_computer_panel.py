"""The computer on the page of models: what it has, and the best settings for it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.engine.devices import Device
from app.errors import EngineError
from app.records import Finding
from app.ui import self_testing
from app.ui.computer_panel import ComputerPanel
from app.ui.page_tools import PageTools
from app.ui.self_testing import SelfTesting
from tests.ui.fake_self_tests import FakeSelfTests, self_test_result


@pytest.fixture
def tests() -> FakeSelfTests:
    """Self-tests of a model that was never tested."""
    return FakeSelfTests()


@pytest.fixture
def testing(qapp: object, tests: FakeSelfTests) -> SelfTesting:
    """The one test."""
    return SelfTesting(tests)


@pytest.fixture
def panel(qtbot: QtBot, tools: PageTools, testing: SelfTesting) -> ComputerPanel:
    """The panel while a model is in use."""
    made = ComputerPanel(tools, testing)
    qtbot.addWidget(made)
    with qtbot.waitSignal(testing.looked):
        made.show_model("Starter")
    return made


def test_before_a_test_nothing_is_promised(panel: ComputerPanel) -> None:
    assert "has not tried out yet" in panel.words()
    assert "memory" in panel.words()
    assert "no graphics processor" in panel.words()
    assert panel._find_button.isEnabled()


def test_without_a_model_there_is_nothing_to_try(qtbot: QtBot, panel: ComputerPanel) -> None:
    panel.show_model("")
    assert "No model is in use yet" in panel.words()
    assert not panel._find_button.isEnabled()
    assert panel._find_button.toolTip()


def test_what_was_found_is_told_in_a_sentence(
    qtbot: QtBot, panel: ComputerPanel, testing: SelfTesting
) -> None:
    with qtbot.waitSignal(testing.ended):
        panel._find_button.click()
    assert "Starter writes a short reply in about 8 s, with 3 processor core" in panel.words()
    assert panel._stop_button.isHidden()


def test_while_it_runs_it_tells_how_far_and_can_be_stopped(
    qtbot: QtBot, panel: ComputerPanel, tests: FakeSelfTests, testing: SelfTesting
) -> None:
    tests.gate.clear()
    with qtbot.waitSignal(testing.progressed):
        panel._find_button.click()
    assert "Finding the best settings  ·  2 of 3" in panel.words()
    assert panel._find_button.isHidden()
    assert not testing.start()
    with qtbot.waitSignal(testing.ended):
        panel._stop_button.click()
    assert "has not tried out yet" in panel.words()
    assert tests.runs == 1


def test_a_test_that_fails_leaves_the_panel_as_it_was(
    qtbot: QtBot, panel: ComputerPanel, tests: FakeSelfTests, testing: SelfTesting
) -> None:
    tests.finds = EngineError("not-enough-memory-to-work")
    with qtbot.waitSignal(testing.failed):
        panel._find_button.click()
    assert "has not tried out yet" in panel.words()
    assert not panel._find_button.isHidden()


def test_a_graphics_processor_is_named_and_told_where_it_is_used(
    qtbot: QtBot, tools: PageTools, tests: FakeSelfTests, testing: SelfTesting
) -> None:
    tests.graphics = (Device("CUDA0", "Graphics 3000", 8_000_000_000),) * 2
    tests.kept = self_test_result(gpu_layers=-1)
    panel = ComputerPanel(tools, testing)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(testing.looked):
        panel.show_model("Starter")
    assert panel.words().count("Graphics 3000") == 1
    assert "with the graphics processor" in panel.words()


def test_what_does_not_work_and_a_busy_computer_are_remarked(
    panel: ComputerPanel, tests: FakeSelfTests
) -> None:
    tests.findings = (
        Finding("back-end-passed-over", {"name": "cuda", "detail": "signal 6"}),
        Finding("self-test-disturbed"),
    )
    panel.refresh()
    assert "cuda" in panel.words()
    assert "Other programs were at work" in panel.words()


def test_libraries_that_did_not_come_with_it_are_named(panel: ComputerPanel, tests: FakeSelfTests) -> None:
    assert "libraries" not in panel.words()
    tests.library = Path("/data/backends/cuda")
    panel.refresh()
    assert "works with the libraries in “cuda”" in panel.words()


def test_by_itself_it_runs_once_and_gives_way(
    qtbot: QtBot, panel: ComputerPanel, tests: FakeSelfTests, testing: SelfTesting
) -> None:
    for _ in range(2):
        with qtbot.waitSignal(testing.ended):
            testing.start_by_itself()
    assert (tests.runs, tests.gave_way) == (1, True)
    assert "in about 8 s" in panel.words()


def test_by_itself_it_does_not_run_on_battery(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tests: FakeSelfTests, testing: SelfTesting
) -> None:
    monkeypatch.setattr(self_testing, "on_battery", lambda: True)
    with qtbot.waitSignal(testing.ended):
        testing.start_by_itself()
    assert tests.runs == 0


def test_a_failure_of_what_began_by_itself_is_no_news(
    qtbot: QtBot, panel: ComputerPanel, tests: FakeSelfTests, testing: SelfTesting
) -> None:
    tests.finds = EngineError("not-enough-memory-to-work")
    with qtbot.assertNotEmitted(testing.failed), qtbot.waitSignal(testing.ended):
        testing.start_by_itself()
    assert not panel._find_button.isHidden()


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "1 s"), (8.4, "8 s"), (89, "89 s"), (150, "2 min")])
def test_times_are_rounded_to_what_matters(panel: ComputerPanel, seconds: float, words: str) -> None:
    assert panel._time(seconds) == words
