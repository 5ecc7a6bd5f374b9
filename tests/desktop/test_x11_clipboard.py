"""The clipboard of a real X server, with owners that behave and owners that do not."""

import os
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from app.desktop.platform_parts import ClipboardContent, Format, Window
from app.errors import DeskhandError

if sys.platform != "linux" and not TYPE_CHECKING:
    pytest.skip("X servers are looked for on Linux", allow_module_level=True)

from app.desktop.x11_clipboard import X11Clipboard
from app.desktop.x11_connection import Property, X11Connection, packed, unpacked
from app.desktop.x11_selection_owner import SelectionOwner
from app.desktop.x11_selection_reading import SelectionReader
from tests.desktop.clipboard_owners import Manager, OddOwner
from tests.desktop.screens import PATIENCE_S, wait_until

_PATIENCE_S = 0.6

TEXT = Format("UTF8_STRING", "納期を 3月19日 にしてください。\r\nThank you.".encode())
LATIN = Format("STRING", "Gr\u00fc\u00dfe".encode("latin-1"))
RICH = Format("text/html", b"<p><b>Delivery</b> on 19 March</p>")
RTF = Format("text/rtf", rb"{\rtf1 \b Delivery\b0  on 19 March}")
PICTURE = Format("image/png", b"\x89PNG\r\n\x1a\n" + os.urandom(40_000))
FILES = Format("text/uri-list", b"file:///home/a/Angebot%202026.pdf\r\nfile:///home/a/b.txt\r\n")
CUT = Format("x-special/gnome-copied-files", b"cut\nfile:///home/a/b.txt")
NUMBERS = Format("_QT_SELECTION", b"\1\0\0\0\2\0\0\0", "INTEGER", 32)
CELLS = Format("application/x-openoffice-dbaccess", os.urandom(3_000))
HUGE = Format("image/bmp", os.urandom(50_000_000))

CONTENTS = {
    "nothing": (),
    "text": (TEXT,),
    "old text": (LATIN,),
    "rich text": (TEXT, RICH, RTF),
    "an image": (PICTURE,),
    "files": (FILES, CUT, TEXT),
    "several at once": (TEXT, RICH, PICTURE, FILES, NUMBERS),
    "cells": (CELLS, TEXT, RICH),
    "an empty format": (TEXT, Format("text/csv", b"")),
    "fifty megabytes": (HUGE, TEXT),
}


@pytest.fixture
def screen(own_screen: str) -> str:
    """A screen for each test: what holds a clipboard outlives a test, as it is meant to."""
    return own_screen


@pytest.fixture
def clipboard(screen: str) -> Iterator[X11Clipboard]:
    """The clipboard, as Deskhand goes about it; nobody owns it."""
    made = X11Clipboard(screen, patience=_PATIENCE_S)
    yield made
    made.close()


@pytest.fixture
def other(screen: str) -> Iterator[SelectionOwner]:
    """Another program that holds the clipboard."""
    made = SelectionOwner("CLIPBOARD", screen)
    yield made
    made.close()


def read_by_other(screen: str) -> ClipboardContent:
    """Return what a third program finds on the clipboard."""
    x = X11Connection(screen)
    try:
        return SelectionReader(x, "CLIPBOARD", PATIENCE_S).content(PATIENCE_S)
    finally:
        x.close()


def plain(formats: tuple[Format, ...]) -> list[tuple[str, str, int, bytes]]:
    """Return *formats* with their types, which are their names where no other is given."""
    return [(one.name, one.kind or one.name, one.width, one.data) for one in formats]


@pytest.mark.parametrize("kind", CONTENTS)
def test_the_clipboard_is_as_before_after_a_use(
    screen: str, clipboard: X11Clipboard, other: SelectionOwner, kind: str
) -> None:
    other.hold(CONTENTS[kind])
    before = read_by_other(screen)
    assert plain(before.formats) == plain(CONTENTS[kind])
    kept = clipboard.content()
    clipboard.put_passing("the new text")
    x = X11Connection(screen)
    assert SelectionReader(x, "CLIPBOARD", 2.0).text() == "the new text"
    assert clipboard.wait_until_taken(Window(x.window))
    x.close()
    clipboard.restore(kept)
    assert read_by_other(screen) == before


def test_no_owner_is_no_text_and_no_content(clipboard: X11Clipboard) -> None:
    assert clipboard.text() is None
    assert clipboard.content() == ClipboardContent()


def test_a_text_is_read_in_whatever_way_it_is_offered(clipboard: X11Clipboard, other: SelectionOwner) -> None:
    other.hold((RICH, LATIN))
    assert clipboard.text() == "Grüße"
    other.hold((Format("text/plain;charset=utf-8", "日本語".encode()),))
    assert clipboard.text() == "日本語"
    other.hold((PICTURE,))
    assert clipboard.text() is None


def test_targets_that_do_something_are_not_asked_for(screen: str, clipboard: X11Clipboard) -> None:
    offered = [
        "TARGETS",
        "DELETE",
        "SAVE_TARGETS",
        "MULTIPLE",
        "TIMESTAMP",
        "INSERT_SELECTION",
        "UTF8_STRING",
    ]
    owner = OddOwner(screen, offered, answers={"TARGETS", "UTF8_STRING"})
    assert [one.name for one in clipboard.content().formats] == ["UTF8_STRING"]
    assert owner.asked == ["TARGETS", "UTF8_STRING"]
    owner.close()


def test_an_owner_that_does_not_answer_is_told_and_not_waited_for(
    screen: str, clipboard: X11Clipboard
) -> None:
    owner = OddOwner(screen, [], answers=set())
    started = time.monotonic()
    assert clipboard.text() is None
    with pytest.raises(DeskhandError) as caught:
        clipboard.content()
    assert caught.value.code == "clipboard-silent"
    assert time.monotonic() - started < 2.0
    owner.close()


def test_formats_that_never_come_are_named_and_the_others_kept(screen: str, clipboard: X11Clipboard) -> None:
    offered = ["UTF8_STRING", "image/slow", "half", "text/html"]
    owner = OddOwner(screen, offered, answers={"TARGETS", "UTF8_STRING", "text/html", "half"})
    content = clipboard.content()
    assert [one.name for one in content.formats] == ["UTF8_STRING", "text/html"]
    assert content.missing == ("image/slow", "half")
    owner.close()


def test_what_was_copied_meanwhile_stays(screen: str, clipboard: X11Clipboard, other: SelectionOwner) -> None:
    kept = clipboard.content()
    clipboard.put_passing("the new text")
    other.hold((RICH, TEXT))
    wait_until(lambda: not clipboard._owner.holds)
    clipboard.restore(kept)
    assert plain(read_by_other(screen).formats) == plain((RICH, TEXT))


def test_nobody_who_fetches_is_not_waited_for_without_end(
    screen: str, clipboard: X11Clipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.desktop.x11_clipboard._TAKEN_S", 0.1)
    clipboard.put_passing("the new text")
    read_by_other(screen)  # a clipboard manager fetches everything; it is not the program that is waited for
    assert not clipboard.wait_until_taken(Window(clipboard._owner._x.window))


def test_a_clipboard_manager_leaves_a_passing_text_out(screen: str, clipboard: X11Clipboard) -> None:
    clipboard.put_passing("the new text")
    hints = {one.name: one.data for one in read_by_other(screen).formats}
    assert hints["x-kde-passwordManagerHint"] == b"secret"
    clipboard.put("for good")
    assert "x-kde-passwordManagerHint" not in {one.name for one in read_by_other(screen).formats}


def test_at_its_end_the_content_is_handed_to_the_clipboard_manager(screen: str) -> None:
    manager = Manager(screen)
    clipboard = X11Clipboard(screen)
    clipboard.put("for good")
    assert manager.asked == []
    clipboard.close()
    wait_until(lambda: manager.asked == ["SAVE_TARGETS"])
    wait_until(lambda: read_by_other(screen) == ClipboardContent())  # the real one would hold it now
    clipboard.close()  # a second time changes nothing
    manager.close()


def test_without_a_clipboard_manager_the_content_outlives_the_program(
    screen: str, other: SelectionOwner
) -> None:
    clipboard = X11Clipboard(screen)
    clipboard.put("for good")
    clipboard.close()
    assert read_by_other(screen).formats[0].data == b"for good"
    other.hold((TEXT,))  # and goes when somebody copies something
    assert plain(read_by_other(screen).formats) == plain((TEXT,))


def test_several_formats_are_fetched_in_one_request(screen: str, other: SelectionOwner) -> None:
    other.hold((TEXT, RICH))
    x = X11Connection(screen)
    place, first, second = (x.atom(name) for name in ("ASKED", "FIRST", "SECOND"))
    pairs = [x.atom("UTF8_STRING"), first, x.atom("image/none"), second]
    x.set_property(x.window, place, Property(x.atom("ATOM_PAIR"), 32, packed(pairs)))
    x.core.ConvertSelection(x.window, x.atom("CLIPBOARD"), x.atom("MULTIPLE"), place, 0)
    x.connection.flush()
    wait_until(lambda: x.property(x.window, first).data == TEXT.data)
    assert unpacked(x.property(x.window, place).data) == (*pairs[:3], 0)
    x.close()


def test_without_a_screen_there_is_a_word() -> None:
    with pytest.raises(OSError, match="onnect"):
        X11Clipboard(":4711")
