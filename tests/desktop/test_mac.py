"""macOS's pasteboard, front program and key, over a system in memory."""

import threading

import pytest

from app.desktop import mac_clipboard, mac_front
from app.desktop.keys import KeyCombination
from app.desktop.mac_calls import four_signs
from app.desktop.mac_clipboard import MacClipboard
from app.desktop.mac_front import MacFront
from app.desktop.mac_keys import MacGlobalKey
from app.desktop.platform_parts import Window
from app.desktop.text_exchange import TakenText, TextExchange
from app.errors import DeskhandError
from tests.desktop.fake_mac import FakeMac, Item

TEXT: Item = {"public.utf8-plain-text": "写し".encode()}
RICH: Item = {"public.rtf": b"{\\rtf1}", "public.html": b"<b>x</b>", **TEXT}
PICTURE: Item = {"public.tiff": bytes(5000), "public.png": b"\x89PNG"}
CONTENTS: dict[str, list[Item]] = {
    "nothing": [],
    "text": [TEXT],
    "rich text": [RICH],
    "an image": [PICTURE],
    "files": [{"public.file-url": b"file:///a"}, {"public.file-url": b"file:///b"}],
    "several at once": [RICH | PICTURE, {"public.url": b"https://example.com"}],
    "an empty type": [{"com.example.marker": b"", **TEXT}],
}
EDITOR = Window(7, "com.apple.textedit")


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> FakeMac:
    """The system; nothing is waited for that the test has decided already."""
    monkeypatch.setattr(mac_clipboard, "_SETTLE_S", 0.0)
    monkeypatch.setattr(mac_front, "_TO_FRONT_S", 0.05)
    return FakeMac()


@pytest.fixture
def clipboard(mac: FakeMac) -> MacClipboard:
    """The pasteboard."""
    return MacClipboard(mac)


@pytest.fixture
def front(mac: FakeMac) -> MacFront:
    """The program in front."""
    return MacFront(mac)


@pytest.mark.parametrize("kind", CONTENTS)
def test_the_clipboard_is_as_before_after_a_use(mac: FakeMac, clipboard: MacClipboard, kind: str) -> None:
    mac.items = [dict(item) for item in CONTENTS[kind]]
    kept = clipboard.content()
    clipboard.put_passing("new")
    assert clipboard.text() == "new"
    clipboard.restore(kept)
    assert mac.items == CONTENTS[kind]


def test_a_passing_text_is_kept_out_of_histories(mac: FakeMac, clipboard: MacClipboard) -> None:
    clipboard.put_passing("new")
    assert mac.items == [
        {
            "public.utf8-plain-text": b"new",
            "org.nspasteboard.TransientType": b"",
            "org.nspasteboard.ConcealedType": b"",
        }
    ]
    clipboard.put("for good")
    assert mac.items == [{"public.utf8-plain-text": b"for good"}]


def test_a_type_that_was_only_promised_is_named(mac: FakeMac, clipboard: MacClipboard) -> None:
    mac.items = [{**TEXT, "com.example.late": None}]
    content = clipboard.content()
    assert ([one.name for one in content.formats], content.missing) == (list(TEXT), ("com.example.late",))


def test_a_program_that_hangs_is_not_waited_for(
    mac: FakeMac, clipboard: MacClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    monkeypatch.setattr(mac_clipboard, "_CONTENT_S", 0.05)
    monkeypatch.setattr(MacClipboard, "_read", lambda _: gate.wait(30))
    with pytest.raises(DeskhandError) as caught:
        clipboard.content()
    assert caught.value.code == "clipboard-silent"
    gate.set()


def test_what_was_copied_meanwhile_stays(mac: FakeMac, clipboard: MacClipboard) -> None:
    mac.items = [dict(TEXT)]
    kept = clipboard.content()
    clipboard.put_passing("new")
    mac.items, mac.count = [dict(PICTURE)], mac.count + 1
    clipboard.restore(kept)
    assert mac.items == [PICTURE]


def test_a_pasteboard_that_takes_nothing_is_told(mac: FakeMac, clipboard: MacClipboard) -> None:
    mac.writable = False
    with pytest.raises(DeskhandError) as caught:
        clipboard.put("new")
    assert caught.value.code == "clipboard-not-writable"


def test_a_whole_use(mac: FakeMac, clipboard: MacClipboard, front: MacFront) -> None:
    mac.items = [dict(RICH | PICTURE)]
    pasted: list[str | None] = []
    mac.on_paste = lambda: pasted.append(clipboard.text())
    exchange = TextExchange(clipboard, front)
    taken = exchange.take()
    assert taken == TakenText("selected", "program", EDITOR)
    mac.front = 9
    assert exchange.put_back(taken, "new") == ()
    assert (pasted, mac.front) == (["new"], 7)
    assert mac.items == [RICH | PICTURE]


def test_the_permission_is_asked_for_once_and_the_clipboard_taken_meanwhile(
    mac: FakeMac, clipboard: MacClipboard, front: MacFront
) -> None:
    mac.trust = False
    mac.items = [dict(TEXT)]
    exchange = TextExchange(clipboard, front)
    assert mac.asked == 0, "it is asked for only when something selected is wanted"
    for _ in range(2):
        taken = exchange.take()
        assert (taken.text, taken.origin) == ("写し", "clipboard")
        assert [one.code for one in taken.findings] == ["permission-needed"]
    assert mac.asked == 1
    mac.trust = True
    assert exchange.take().origin == "program"
    mac.trust = False
    with pytest.raises(DeskhandError) as caught:
        front.press_paste()
    assert caught.value.code == "keys-not-possible"


def test_something_else_that_is_selected_meanwhile_is_not_replaced(mac: FakeMac, front: MacFront) -> None:
    assert front.still_selected(EDITOR, "selected")
    mac.selected = None  # the program does not tell
    assert front.still_selected(EDITOR, "selected")
    mac.selected = "another"
    assert not front.still_selected(EDITOR, "selected")


def test_programs_that_are_gone_or_stay_behind_are_told(mac: FakeMac, front: MacFront) -> None:
    assert not front.activate(Window(5))
    assert not front.activate(Window(9))
    assert front.activate(Window(8))
    terminal = front.window()
    assert terminal == Window(8, "com.apple.terminal")
    assert not front.takes_text(terminal)


def test_the_key_is_heard_and_changed(mac: FakeMac) -> None:
    key = MacGlobalKey(mac)
    heard: list[str] = []
    key.pressed.subscribe(heard.append)
    key.hold(KeyCombination.parse("Ctrl+Alt+G"))
    assert mac.hot_key == (5, 0x0900)
    mac.press_hot_key()
    key.hold(KeyCombination.parse("Meta+Shift+F9"))
    assert mac.hot_key == (101, 0x1200)
    mac.press_hot_key()
    key.close()
    assert (heard, mac.handlers) == (["", ""], 1)
    assert not mac.hot_key


@pytest.mark.parametrize(
    ("answer", "keys", "code"),
    [
        (-9878, "Ctrl+Alt+G", "key-taken"),
        (-50, "Ctrl+Alt+G", "no-global-key"),
        (0, "Ctrl+F24", "key-not-on-keyboard"),
        (0, "Ctrl+Space", "key-switches-input"),
    ],
)
def test_keys_that_cannot_be_held_are_told(mac: FakeMac, answer: int, keys: str, code: str) -> None:
    mac.hot_key_answer = answer
    with pytest.raises(DeskhandError) as caught:
        MacGlobalKey(mac).hold(KeyCombination.parse(keys))
    assert caught.value.code == code
    assert mac.hot_key is None


def test_carbon_counts_four_signs_as_one_number() -> None:
    assert four_signs("keyb") == 0x6B657962
