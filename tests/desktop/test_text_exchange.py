"""The way of a text out of another program and back, over parts that do as the test tells them."""

from collections.abc import Callable

import pytest

from app.desktop.platform_parts import Clipboard, ClipboardContent, Format, Window
from app.desktop.text_exchange import LONGEST, TakenText, TextExchange
from app.errors import DeskhandError

EDITOR = Window(7, "editor")
BEFORE = ClipboardContent((Format("text", b"copied before"), Format("image", b"\x89")))


class FakeClipboard:
    """A clipboard in memory.

    Attributes:
        held: What it holds.
        taken: Whether the program in front fetches what is put.
    """

    def __init__(self) -> None:
        self.held = BEFORE
        self.taken = True
        self.silent = False

    def content(self) -> ClipboardContent:
        if self.silent:
            raise DeskhandError("clipboard-silent")
        return self.held

    def text(self) -> str | None:
        return next((one.data.decode() for one in self.held.formats if one.name == "text"), None)

    def put_passing(self, text: str) -> None:
        self.held = ClipboardContent((Format("text", text.encode()), Format("hint", b"secret")))

    def put(self, text: str) -> None:
        self.held = ClipboardContent((Format("text", text.encode()),))

    def wait_until_taken(self, window: Window) -> bool:
        return self.taken

    def restore(self, content: ClipboardContent) -> None:
        self.held = content

    def close(self) -> None:
        pass


class FakeFront:
    """A program in front.

    Attributes:
        pasted: What was pasted into it.
    """

    def __init__(self, clipboard: FakeClipboard) -> None:
        self._clipboard = clipboard
        self.in_front: Window | None = EDITOR
        self.selected: Callable[[], str | None] = lambda: "send it now"
        self.there = True
        self.same = True
        self.takes = True
        self.keys = True
        self.pasted: list[str | None] = []

    def window(self) -> Window | None:
        return self.in_front

    def selected_text(self, window: Window, clipboard: Clipboard) -> str | None:
        return self.selected()

    def still_selected(self, window: Window, text: str) -> bool:
        return self.same

    def takes_text(self, window: Window) -> bool:
        return self.takes

    def activate(self, window: Window) -> bool:
        return self.there

    def press_paste(self) -> None:
        if not self.keys:
            raise DeskhandError("keys-not-possible")
        self.pasted.append(self._clipboard.text())


@pytest.fixture
def clipboard() -> FakeClipboard:
    """A clipboard with a text and an image."""
    return FakeClipboard()


@pytest.fixture
def front(clipboard: FakeClipboard) -> FakeFront:
    """An editor in front."""
    return FakeFront(clipboard)


@pytest.fixture
def exchange(clipboard: FakeClipboard, front: FakeFront) -> TextExchange:
    """What goes between."""
    return TextExchange(clipboard, front)


def test_what_is_selected_is_taken_and_can_be_put_back(exchange: TextExchange) -> None:
    assert exchange.take() == TakenText("send it now", "program", EDITOR)


@pytest.mark.parametrize("selected", [None, "", " \n\t"])
def test_without_a_selection_it_is_the_text_of_the_clipboard(
    exchange: TextExchange, front: FakeFront, selected: str | None
) -> None:
    front.selected = lambda: selected
    assert exchange.take() == TakenText("copied before", "clipboard")


def test_without_either_it_is_nothing(
    exchange: TextExchange, front: FakeFront, clipboard: FakeClipboard
) -> None:
    front.in_front = None
    clipboard.held = ClipboardContent((Format("image", b"\x89"),))
    assert exchange.take() == TakenText()


def test_a_permission_that_is_missing_is_told_beside_the_clipboards_text(
    exchange: TextExchange, front: FakeFront
) -> None:
    def refuse() -> str:
        raise DeskhandError("permission-needed")

    front.selected = refuse
    taken = exchange.take()
    assert (taken.origin, [one.code for one in taken.findings]) == ("clipboard", ["permission-needed"])


def test_what_a_terminal_has_printed_is_taken_but_not_replaced(
    exchange: TextExchange, front: FakeFront
) -> None:
    front.takes = False
    assert exchange.take().window is None


def test_a_text_that_is_too_long_is_left_with_a_word(exchange: TextExchange, front: FakeFront) -> None:
    front.selected = lambda: "x" * (LONGEST + 1)
    taken = exchange.take()
    assert (taken.text, [one.code for one in taken.findings]) == ("", ["taken-text-too-long"])
    front.selected = lambda: "x" * LONGEST
    assert len(exchange.take().text) == LONGEST


def test_taking_leaves_the_clipboard_alone(exchange: TextExchange, clipboard: FakeClipboard) -> None:
    exchange.take()
    assert clipboard.held is BEFORE


def test_an_accepted_text_is_pasted_and_the_clipboard_is_as_before(
    exchange: TextExchange, front: FakeFront, clipboard: FakeClipboard
) -> None:
    assert exchange.put_back(exchange.take(), "send it, if you can") == ()
    assert front.pasted == ["send it, if you can"]
    assert clipboard.held == BEFORE


def test_formats_that_their_owner_kept_back_are_told(
    exchange: TextExchange, clipboard: FakeClipboard
) -> None:
    clipboard.held = ClipboardContent(BEFORE.formats, ("video",))
    (finding,) = exchange.put_back(exchange.take(), "new")
    assert (finding.code, finding.parameters) == ("clipboard-formats-lost", {"formats": ["video"]})


def _gone(front: FakeFront, _: FakeClipboard) -> None:
    front.there = False


def _changed(front: FakeFront, _: FakeClipboard) -> None:
    front.same = False


def _no_keys(front: FakeFront, _: FakeClipboard) -> None:
    front.keys = False


def _not_taken(_: FakeFront, clipboard: FakeClipboard) -> None:
    clipboard.taken = False


@pytest.mark.parametrize(
    ("happen", "code"),
    [
        (_gone, "window-gone"),
        (_changed, "selection-changed"),
        (_no_keys, "keys-not-possible"),
        (_not_taken, "paste-not-taken"),
    ],
)
def test_whatever_comes_between_the_new_text_stays_on_the_clipboard(
    exchange: TextExchange,
    front: FakeFront,
    clipboard: FakeClipboard,
    happen: Callable[[FakeFront, FakeClipboard], None],
    code: str,
) -> None:
    taken = exchange.take()
    happen(front, clipboard)
    with pytest.raises(DeskhandError) as caught:
        exchange.put_back(taken, "new")
    assert caught.value.code == code
    assert clipboard.held == ClipboardContent((Format("text", b"new"),))


def test_a_clipboard_that_cannot_be_kept_is_not_touched(
    exchange: TextExchange, front: FakeFront, clipboard: FakeClipboard
) -> None:
    taken = exchange.take()
    clipboard.silent = True
    with pytest.raises(DeskhandError) as caught:
        exchange.put_back(taken, "new")
    assert caught.value.code == "clipboard-silent"
    assert (front.pasted, clipboard.held) == ([], BEFORE)


def test_a_text_without_a_way_back_is_copied(exchange: TextExchange, clipboard: FakeClipboard) -> None:
    with pytest.raises(DeskhandError) as caught:
        exchange.put_back(TakenText("typed"), "new")
    assert caught.value.code == "nothing-to-replace"
    assert clipboard.text() == "new"
