"""Windows' clipboard, front window and key, over libraries in memory."""

import ctypes
import threading
from collections.abc import Iterator

import pytest

from app.desktop import windows_clipboard, windows_front
from app.desktop.keys import KeyCombination
from app.desktop.platform_parts import Window
from app.desktop.text_exchange import TakenText, TextExchange
from app.desktop.windows_calls import Input, WindowsCalls
from app.desktop.windows_clipboard import WindowsClipboard
from app.desktop.windows_front import WindowsFront
from app.desktop.windows_keys import WindowsGlobalKey
from app.errors import DeskhandError
from tests.desktop.fake_windows import FakeUser, fake_windows

TEXT = "納期 three\r\n".encode("utf-16-le") + b"\0\0"
CONTENTS: dict[str, dict[int | str, bytes]] = {
    "nothing": {},
    "text": {13: TEXT, 16: b"\x11\x04\0\0", 1: b"three\0"},
    "rich text": {13: TEXT, "HTML Format": b"Version:0.9", "Rich Text Format": rb"{\rtf1 x}"},
    "an image": {8: b"\x28\0\0\0" + bytes(500), 17: bytes(700), "PNG": b"\x89PNG"},
    "files": {15: bytes(20) + "C:\\a.txt\0\0".encode("utf-16-le"), "Preferred DropEffect": b"\x05\0\0\0"},
    "a drawing": {14: b" EMF" + bytes(100)},
    "several at once": {13: TEXT, "HTML Format": b"<b>", 8: bytes(50), 14: b" EMF", 15: bytes(30)},
}
EDITOR = Window(77, "notepad")
GONE = Window(5, "notepad")
PATIENCE_S = 30.0


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for what a test has decided already."""
    for module, name in (
        (windows_clipboard, "_OPEN_S"),
        (windows_clipboard, "_SETTLE_S"),
        (windows_front, "_LET_GO_S"),
        (windows_front, "_COPIED_S"),
        (windows_front, "_TO_FRONT_S"),
    ):
        monkeypatch.setattr(module, name, 0.02)


@pytest.fixture
def windows() -> tuple[WindowsCalls, FakeUser]:
    """The system."""
    return fake_windows()


@pytest.fixture
def user(windows: tuple[WindowsCalls, FakeUser]) -> FakeUser:
    """Its clipboard, windows and keyboard."""
    return windows[1]


@pytest.fixture
def clipboard(windows: tuple[WindowsCalls, FakeUser]) -> WindowsClipboard:
    """The clipboard."""
    return WindowsClipboard(windows[0])


@pytest.fixture
def front(windows: tuple[WindowsCalls, FakeUser]) -> WindowsFront:
    """The program in front."""
    return WindowsFront(windows[0])


@pytest.fixture
def key(windows: tuple[WindowsCalls, FakeUser]) -> Iterator[WindowsGlobalKey]:
    """The key."""
    made = WindowsGlobalKey(windows[0])
    yield made
    made.close()


@pytest.mark.parametrize("kind", CONTENTS)
def test_the_clipboard_is_as_before_after_a_use(
    user: FakeUser, clipboard: WindowsClipboard, kind: str
) -> None:
    user.fill(CONTENTS[kind])
    kept = clipboard.content()
    clipboard.put_passing("new")
    assert clipboard.text() == "new"
    clipboard.restore(kept)
    assert user.content() == CONTENTS[kind]
    assert user._kernel.locked == 0
    assert not user.is_open


def test_handles_that_are_no_memory_are_left_to_the_system(
    user: FakeUser, clipboard: WindowsClipboard
) -> None:
    user.fill({8: bytes(50), 2: b"bitmap", 9: b"palette", "DataObject": b"pointer", 0x0301: b"gdi"})
    assert [one.name for one in clipboard.content().formats] == ["#8"]


def test_a_format_that_its_owner_does_not_hand_over_is_named(
    user: FakeUser, clipboard: WindowsClipboard
) -> None:
    user.fill({13: TEXT, "Late": b"x"})
    user.formats[user.names["Late"]] = 0
    content = clipboard.content()
    assert ([one.name for one in content.formats], content.missing) == (["#13"], ("Late",))


def test_an_owner_that_hangs_is_not_waited_for(user: FakeUser, clipboard: WindowsClipboard) -> None:
    user.fill({13: TEXT})
    user.hangs = True
    assert clipboard.text() is None
    with pytest.raises(DeskhandError) as caught:
        clipboard.content()
    assert caught.value.code == "clipboard-silent"


def test_a_clipboard_that_another_program_has_open_is_tried_again(
    user: FakeUser, clipboard: WindowsClipboard
) -> None:
    user.fill({13: TEXT})
    user.busy = 1
    assert clipboard.text() == "納期 three\r\n"
    user.busy = 10_000
    assert clipboard.text() is None
    with pytest.raises(DeskhandError) as caught:
        clipboard.put("new")
    assert caught.value.code == "clipboard-not-writable"


def test_what_was_copied_meanwhile_stays(user: FakeUser, clipboard: WindowsClipboard) -> None:
    user.fill({13: TEXT})
    kept = clipboard.content()
    clipboard.put_passing("new")
    user.fill({"PNG": b"\x89PNG"})
    clipboard.restore(kept)
    assert user.content() == {"PNG": b"\x89PNG"}


def test_a_passing_text_is_kept_out_of_the_history(user: FakeUser, clipboard: WindowsClipboard) -> None:
    clipboard.put_passing("new\nline")
    assert user.content() == {
        13: "new\r\nline\0".encode("utf-16-le"),
        "ExcludeClipboardContentFromMonitorProcessing": bytes(4),
        "CanIncludeInClipboardHistory": bytes(4),
        "CanUploadToCloudClipboard": bytes(4),
    }
    clipboard.put("for good")
    assert list(user.content()) == [13]


def test_the_selection_comes_by_the_copy_key_and_the_clipboard_is_as_before(
    user: FakeUser, clipboard: WindowsClipboard, front: WindowsFront
) -> None:
    user.fill(CONTENTS["several at once"])

    def copy(code: int) -> None:
        if code == 0x43:
            user.fill({13: "selected\0".encode("utf-16-le")})

    user.on_stroke = copy
    assert front.selected_text(EDITOR, clipboard) == "selected"
    assert user.content() == CONTENTS["several at once"]
    assert user.strokes == [(0x11, False), (0x43, False), (0x43, True), (0x11, True)]


def test_without_a_selection_nothing_changes(
    user: FakeUser, clipboard: WindowsClipboard, front: WindowsFront
) -> None:
    user.fill({13: TEXT})
    number = user.number
    assert front.selected_text(EDITOR, clipboard) is None
    assert user.number == number


def test_a_terminal_is_sent_no_copy_key(
    user: FakeUser, clipboard: WindowsClipboard, front: WindowsFront
) -> None:
    user.front = 88
    window = front.window()
    assert window == Window(88, "consolewindowclass")
    assert front.selected_text(window, clipboard) is None
    assert user.strokes == []


def test_a_clipboard_that_cannot_be_kept_is_not_put_at_risk(
    user: FakeUser, clipboard: WindowsClipboard, front: WindowsFront
) -> None:
    user.fill({13: TEXT})
    user.hangs = True
    assert front.selected_text(EDITOR, clipboard) is None
    assert user.strokes == []


def test_modifiers_that_the_user_still_holds_are_let_go_of(user: FakeUser, front: WindowsFront) -> None:
    user.held = [0x12]
    front.press_paste()
    assert user.strokes[0] == (0x12, True)


def test_keys_that_do_not_get_through_are_told(user: FakeUser, front: WindowsFront) -> None:
    user.lets_keys_through = False
    with pytest.raises(DeskhandError) as caught:
        front.press_paste()
    assert caught.value.code == "keys-not-possible"


def test_a_whole_use(user: FakeUser, clipboard: WindowsClipboard, front: WindowsFront) -> None:
    user.fill(CONTENTS["rich text"])
    pasted: list[str | None] = []

    def act(code: int) -> None:
        if code == 0x43:
            user.fill({13: "selected\0".encode("utf-16-le")})
        elif code == 0x56:
            pasted.append(clipboard.text())

    user.on_stroke = act
    exchange = TextExchange(clipboard, front)
    taken = exchange.take()
    assert taken == TakenText("selected", "program", EDITOR)
    user.front = 1  # the window of the quick assist
    user.minimised = {77}
    assert exchange.put_back(taken, "new") == ()
    assert (pasted, user.front, user.minimised) == (["new"], 77, set())
    assert user.content() == CONTENTS["rich text"]


def test_windows_that_are_gone_or_stay_behind_are_told(user: FakeUser, front: WindowsFront) -> None:
    assert not front.activate(GONE)
    user.front, user.obeys = 1, False
    assert not front.activate(EDITOR)
    user.front = 0
    assert front.window() is None


def test_a_program_that_hangs_has_not_taken_the_text(user: FakeUser, clipboard: WindowsClipboard) -> None:
    assert clipboard.wait_until_taken(EDITOR)
    user.answers = False
    assert not clipboard.wait_until_taken(EDITOR)


def test_the_key_is_heard(user: FakeUser, key: WindowsGlobalKey) -> None:
    news = threading.Semaphore(0)
    key.pressed.subscribe(lambda _: news.release())
    assert key.hold(KeyCombination.parse("Ctrl+Alt+G")) == ""
    assert user.registered == {1: (0x4003, ord("G"))}
    user.press_hot_key()
    assert news.acquire(timeout=PATIENCE_S)
    key.hold(KeyCombination.parse("Meta+Shift+F9"))
    assert user.registered == {1: (0x400C, 0x78)}
    key.release()
    assert user.registered == {}


def test_a_key_that_another_program_has_is_told(user: FakeUser, key: WindowsGlobalKey) -> None:
    user.taken_keys = {(0x4003, ord("G"))}
    with pytest.raises(DeskhandError) as caught:
        key.hold(KeyCombination.parse("Ctrl+Alt+G"))
    assert caught.value.code == "key-taken"
    assert user.registered == {}


def test_structures_have_the_systems_sizes() -> None:
    assert ctypes.sizeof(Input) == {8: 40, 4: 28}[ctypes.sizeof(ctypes.c_void_p)]
