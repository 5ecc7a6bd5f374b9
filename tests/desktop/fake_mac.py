"""What is asked of macOS, answered in memory: a pasteboard, programs, a key."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.desktop.mac_calls import MacCalls

Item = dict[str, bytes | None]


class FakeMac(MacCalls):
    """The system; objects are numbers that stand for Python's.

    Attributes:
        items: What the pasteboard holds: items, each with its types.
        count: How often the pasteboard was changed.
        trust: Whether the user lets this program use the accessibility.
        asked: How often the user was asked for it.
        selected: What is selected in the program in front.
        programs: Programs by process: their name, and whether they come to the front when asked.
        pasted: How often Command and V were pressed.
    """

    def __init__(self) -> None:
        self._objects: list[Any] = [None]
        self.items: list[Item] = []
        self.count = 1
        self.writable = True
        self.trust = True
        self.asked = 0
        self.selected: str | None = "selected"
        self.programs = {
            7: ("com.apple.TextEdit", True),
            8: ("com.apple.Terminal", True),
            9: ("stubborn", False),
        }
        self.front = 7
        self.on_paste: Callable[[], None] = lambda: None
        self.hot_key: tuple[int, int] | None = None
        self.hot_key_answer = 0
        self.press_hot_key: Callable[[], None] = lambda: None
        self.handlers = 0

    @contextmanager
    def pool(self) -> Iterator[None]:
        yield

    def klass(self, name: str) -> int:
        return self._number(name)

    def string(self, text: str) -> int:
        return self._number(text)

    def text(self, string: int) -> str:
        return str(self._objects[string]) if string else ""

    def data(self, content: bytes) -> int:
        return self._number(content)

    def content(self, data: int) -> bytes:
        assert isinstance(self._objects[data], bytes)
        return bytes(self._objects[data])

    def trusted(self, *, ask: bool) -> bool:
        self.asked += ask and not self.trust
        return self.trust

    def selected_text(self, process: int, seconds: float) -> str | None:
        return self.selected

    def press_with_command(self, code: int) -> None:
        assert code == 9
        self.on_paste()

    def hear_hot_keys(self, hear: Callable[[], None]) -> None:
        self.handlers += 1
        self.press_hot_key = hear

    def register_hot_key(self, code: int, modifiers: int) -> tuple[int, int]:
        if self.hot_key_answer:
            return self.hot_key_answer, 0
        self.hot_key = (code, modifiers)
        return 0, 4711

    def unregister_hot_key(self, held: int) -> None:
        assert held == 4711
        self.hot_key = None

    def in_main_thread(self, act: Callable[[], None]) -> None:
        act()

    def send(self, receiver: int, selector: str, *arguments: int, number: bool = False) -> int:
        answer = self._answer(
            self._objects[receiver],
            selector,
            [self._objects[one] if one < len(self._objects) else one for one in arguments],
            arguments,
        )
        if number:
            return int(answer or 0)
        return self._number(answer) if answer is not None else 0

    def _answer(self, receiver: Any, selector: str, given: list[Any], raw: tuple[int, ...]) -> Any:
        if selector in {"generalPasteboard", "sharedWorkspace", "init", "autorelease"}:
            return receiver
        if isinstance(receiver, (dict, list)):
            return self._answer_content(receiver, selector, given, raw)
        if isinstance(receiver, int):
            return self._answer_program(receiver, selector)
        return self._answer_class(receiver, selector, given, raw)

    def _answer_class(self, receiver: str, selector: str, given: list[Any], raw: tuple[int, ...]) -> Any:
        simple: dict[str, Callable[[], Any]] = {
            "pasteboardItems": lambda: self.items,
            "changeCount": lambda: self.count,
            "alloc": dict,
            "array": list,
            "frontmostApplication": lambda: self.front,
            "stringForType:": lambda: next((one[given[0]] for one in self.items if given[0] in one), None),
        }
        if selector == "runningApplicationWithProcessIdentifier:":
            return raw[0] if raw[0] in self.programs else None
        if selector == "clearContents":
            self.items, self.count = [], self.count + 1
            return self.count
        if selector == "writeObjects:":
            self.items = list(given[0])
            return self.writable
        found = simple[selector]()
        return found.decode() if isinstance(found, bytes) else found

    def _answer_content(self, receiver: Any, selector: str, given: list[Any], raw: tuple[int, ...]) -> Any:
        if selector == "count":
            return len(receiver)
        if selector == "objectAtIndex:":
            return receiver[raw[0]]
        if selector == "types":
            return list(receiver)
        if selector == "dataForType:":
            return receiver[given[0]]
        if selector == "setData:forType:":
            receiver[given[1]] = given[0]
            return True
        assert selector == "addObject:"
        receiver.append(given[0])
        return None

    def _answer_program(self, process: int, selector: str) -> Any:
        name, obeys = self.programs[process]
        if selector == "activateWithOptions:":
            self.front = process if obeys else self.front
            return obeys
        return {
            "bundleIdentifier": name,
            "processIdentifier": process,
            "isTerminated": False,
            "isActive": self.front == process,
        }[selector]

    def _number(self, thing: Any) -> int:
        self._objects.append(thing)
        return len(self._objects) - 1
