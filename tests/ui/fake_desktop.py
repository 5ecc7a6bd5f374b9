"""A desktop that does as the test tells it: its key, and the program in front."""

import threading

from app.desktop.keys import KeyCombination
from app.desktop.platform_parts import Window
from app.desktop.text_exchange import TakenText, TextExchange
from app.errors import DeskhandError
from app.events import Event
from app.records import Finding

EDITOR = Window(7, "editor")


class FakeKey:
    """A key that the test presses.

    Attributes:
        held: What was asked for, in order.
        taken: Keys that another program has.
    """

    def __init__(self) -> None:
        self.pressed: Event[str] = Event()
        self.held: list[str] = []
        self.taken: set[str] = set()
        self.gate = threading.Event()
        self.gate.set()

    def hold(self, keys: KeyCombination) -> str:
        assert self.gate.wait(30)
        self.held.append(str(keys))
        if str(keys) in self.taken:
            raise DeskhandError("key-taken", keys=str(keys))
        return ""

    def release(self) -> None:
        self.held.append("")

    def close(self) -> None:
        self.held.append("closed")


class FakeExchange(TextExchange):
    """A program in front with a text.

    Attributes:
        replaced: What was put back, in order.
    """

    def __init__(self) -> None:
        self.text = TakenText("send it now", "program", EDITOR)
        self.replaced: list[tuple[TakenText, str]] = []
        self.failure: DeskhandError | None = None
        self.findings: tuple[Finding, ...] = ()

    def take(self) -> TakenText:
        return self.text

    def put_back(self, taken: TakenText, text: str) -> tuple[Finding, ...]:
        self.replaced.append((taken, text))
        if self.failure:
            raise self.failure
        return self.findings
