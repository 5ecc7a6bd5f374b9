"""The clipboard of an X server.

The library is xcffib (Apache-2.0): libxcb, which Qt needs anyway, does the connecting, and large data go through as
bytes. python-xlib, the other choice, has had no release since 2022.
"""

import logging

from app.desktop.platform_parts import ClipboardContent, Format, Window
from app.desktop.x11_clipboard_holder import HolderProcess
from app.desktop.x11_connection import X11Connection
from app.desktop.x11_selection_owner import SelectionOwner
from app.desktop.x11_selection_reading import OwnerSilentError, SelectionReader
from app.errors import DeskhandError

_log = logging.getLogger(__name__)

_CLIPBOARD = "CLIPBOARD"
_TEXT_S = 0.3
"""For a text, on the way of the window to the screen."""
_PIECE_S = 5.0
"""For each format, and for each piece of one: a large image is turned into each of them when it is asked for."""
_ANSWER_S = 2.0
"""For the list of formats, which needs no work."""
_CONTENT_S = 15.0
"""For all formats."""
_TAKEN_S = 2.0
_QUIET_S = 0.2
"""A program asks for some formats one after the other; what it asks for last must not come from another content."""
_LEAVE_OUT = Format("x-kde-passwordManagerHint", b"secret")
"""Has clipboard managers keep a content out of their history."""
_TEXT_NAMES = ("UTF8_STRING", "text/plain;charset=utf-8", "text/plain")


class X11Clipboard:
    """The clipboard of the X server at *display*, or of that of the environment."""

    def __init__(self, display: str | None = None, *, patience: float = _PIECE_S) -> None:
        """Connect; *patience*: seconds for each format of somebody else's content, and for each piece of one.

        Raises:
            OSError: There is no X server.
        """
        self._display = display
        self._patience = patience
        self._owner = SelectionOwner(_CLIPBOARD, display)
        self._holder = HolderProcess(display)

    def content(self) -> ClipboardContent:
        """Return all that it holds."""
        x = X11Connection(self._display)
        try:
            content = SelectionReader(x, _CLIPBOARD, self._patience).content(
                _CONTENT_S, min(_ANSWER_S, self._patience)
            )
        except OwnerSilentError as error:
            raise DeskhandError("clipboard-silent") from error
        finally:
            x.close()
        if content.missing and not content.formats:
            raise DeskhandError("clipboard-silent")
        return content

    def text(self) -> str | None:
        """Return the text that it holds."""
        return selection_text(_CLIPBOARD, _TEXT_S, self._display)

    def put_passing(self, text: str) -> None:
        """Hold *text* for a moment."""
        if not self._owner.hold((*_formats(text), _LEAVE_OUT)):
            raise DeskhandError("clipboard-not-writable")

    def put(self, text: str) -> None:
        """Hold *text* from now on."""
        self._hold(_formats(text))

    def wait_until_taken(self, window: Window) -> bool:
        """Wait until the program of *window* has fetched what was put."""
        return self._owner.fetched_by(self._owner.client_of(window.number), _TAKEN_S, _QUIET_S)

    def restore(self, content: ClipboardContent) -> None:
        """Hold *content* as before, unless somebody else holds something meanwhile."""
        if self._owner.holds and content.formats:
            self._hold(content.formats)
        elif self._owner.holds:
            self._owner.hold(())

    def close(self) -> None:
        """Let go; what is held stays, with the desktop's clipboard manager where one runs."""
        self._holder.let_go()
        self._owner.close()

    def _hold(self, formats: tuple[Format, ...]) -> None:
        """Hold *formats* in a process of its own, for as long as nobody copies anything else."""
        if not self._holder.hold(formats):
            raise DeskhandError("clipboard-not-writable")


def selection_text(selection: str, seconds: float, display: str | None = None) -> str | None:
    """Return the text of *selection*; None where there is none, or its owner does not answer within *seconds*."""
    x = X11Connection(display)
    try:
        return SelectionReader(x, selection, seconds).text()
    except OwnerSilentError:
        _log.info("the owner of %s does not answer", selection)
        return None
    finally:
        x.close()


def _formats(text: str) -> tuple[Format, ...]:
    raw = text.encode("utf-8", errors="replace")
    latin = text.encode("latin-1", errors="replace")
    return (*(Format(name, raw) for name in _TEXT_NAMES), Format("STRING", latin))
