"""What the window remembers is written a moment later, beside it."""

import threading
from typing import Any

from pytestqt.qtbot import QtBot

from app.ui.calm_memory import CalmMemory
from tests.ui.fakes import FakeMemory


class NotingStore(FakeMemory):
    """Notes which thread wrote what."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[tuple[str, Any]] = []
        self.threads: set[threading.Thread] = set()

    def put(self, key: str, value: Any) -> None:
        super().put(key, value)
        self.written.append((key, value))
        self.threads.add(threading.current_thread())


def test_many_places_of_a_splitter_are_written_once_beside_the_window(qtbot: QtBot) -> None:
    store = NotingStore()
    memory = CalmMemory(store)
    for place in range(100):
        memory.put("splitter", [place])
        assert memory.get("splitter") == [place]
    assert store.written == []
    qtbot.waitUntil(lambda: store.written == [("splitter", [99])])
    assert threading.main_thread() not in store.threads


def test_at_the_end_everything_is_written_at_once(qtbot: QtBot) -> None:
    store = NotingStore()
    memory = CalmMemory(store)
    memory.put("page", "forms")
    memory.flush()
    assert store.written == [("page", "forms")]


def test_what_was_written_before_is_found_and_can_be_forgotten(qtbot: QtBot) -> None:
    store = NotingStore()
    store.values["page"] = "email"
    memory = CalmMemory(store)
    assert memory.get("page") == "email"
    memory.put("page", None)
    assert memory.get("page", "none") == "none"
    memory.flush()


def test_changing_a_value_that_was_remembered_changes_nothing(qtbot: QtBot) -> None:
    memory = CalmMemory(FakeMemory())
    value = [1]
    memory.put("list", value)
    value.append(2)
    memory.get("list").append(3)
    assert memory.get("list") == [1]
    memory.flush()
