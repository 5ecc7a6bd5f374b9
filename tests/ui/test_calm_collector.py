"""Python's searches for garbage: short ones while the window is in use, thorough ones while it is not."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from app.ui import calm_collector
from app.ui.calm_collector import CalmCollector


class Knot:
    """Holds itself, so that only a search finds it."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def collector(qapp: object) -> Iterator[CalmCollector]:
    """A collector at work; afterwards everything is as before."""
    gc.enable()
    made = CalmCollector()
    made.begin()
    yield made
    made.end()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def grown_old() -> "weakref.ref[Knot]":
    """Garbage that only a full search finds."""
    knot = Knot()
    found = weakref.ref(knot)
    for _ in range(3):  # a full one is due after as many searches among younger objects
        gc.collect(1)
    del knot
    return found


def test_only_the_window_s_thread_searches(collector: CalmCollector) -> None:
    found_in: list[int] = []
    watched: list[weakref.ref[Knot]] = []

    def tell(_gone: object) -> None:
        found_in.append(threading.get_ident())

    def make_garbage() -> None:
        watched.extend(weakref.ref(Knot(), tell) for _ in range(5_000))

    other = threading.Thread(target=make_garbage)
    other.start()
    other.join()
    assert not found_in
    collector._young.timeout.emit()
    assert set(found_in) == {threading.get_ident()}
    assert len(found_in) == 5_000


def test_young_objects_are_searched_only_where_many_came(
    collector: CalmCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    gc.collect()
    monkeypatch.setattr(gc, "collect", lambda _=2: pytest.fail("searched"))
    collector.tidy_young()


def test_the_loaded_program_is_left_out(collector: CalmCollector) -> None:
    assert gc.get_freeze_count() > 10_000


def test_garbage_is_found(collector: CalmCollector) -> None:
    found = grown_old()
    collector.tidy()
    assert found() is None


def test_nothing_is_searched_while_little_has_come(
    collector: CalmCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector.tidy()
    monkeypatch.setattr(gc, "collect", lambda: pytest.fail("searched"))
    collector.tidy()


def test_what_was_just_loaded_is_left_out_too(
    collector: CalmCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown_old()
    before = gc.get_freeze_count()
    loaded = sys.modules | {f"library_{number}": sys for number in range(30)}
    monkeypatch.setattr(sys, "modules", loaded)
    monkeypatch.setattr(gc, "collect", lambda: pytest.fail("searched"))
    collector.tidy()
    assert gc.get_freeze_count() > before


def test_what_takes_too_long_to_look_through_is_left_out(
    collector: CalmCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown_old()
    kept = [[number] for number in range(2000)]
    monkeypatch.setattr(calm_collector, "_TOO_LONG_S", -1.0)
    before = gc.get_freeze_count()
    collector.tidy()
    assert gc.get_freeze_count() - before >= len(kept)


def test_garbage_that_was_left_out_goes_while_the_user_is_elsewhere(
    collector: CalmCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    knot = Knot()
    found = weakref.ref(knot)
    gc.freeze()
    del knot
    gc.collect()
    assert found() is not None
    monkeypatch.setattr(calm_collector, "_THOROUGH_AFTER_S", -1.0)
    collector._take_state(Qt.ApplicationState.ApplicationInactive)
    assert collector._away.isActive()
    collector._away.timeout.emit()
    assert found() is None
    assert gc.get_freeze_count() > 10_000


def test_the_user_s_return_calls_the_thorough_search_off(
    collector: CalmCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector._take_state(Qt.ApplicationState.ApplicationInactive)
    assert not collector._away.isActive()
    monkeypatch.setattr(calm_collector, "_THOROUGH_AFTER_S", -1.0)
    collector._take_state(Qt.ApplicationState.ApplicationInactive)
    collector._take_state(Qt.ApplicationState.ApplicationActive)
    assert not collector._away.isActive()
