"""What a platform has to be able to do; one implementation each stands in the files named after it."""

from dataclasses import dataclass
from typing import Protocol

from app.desktop.keys import KeyCombination
from app.events import Event


@dataclass(frozen=True, slots=True)
class Format:
    """One of the formats in which a clipboard holds its content."""

    name: str
    """The platform's name of it: a target, a format number or name, a type identifier."""
    data: bytes
    """The content in this format."""
    kind: str = ""
    """X11: the type of the data, where it is not the name itself."""
    width: int = 8
    """X11: bits of one unit of the data: 8, 16 or 32."""
    item: int = 0
    """macOS: to which of several items on the clipboard it belongs, from 0."""


@dataclass(frozen=True, slots=True)
class ClipboardContent:
    """All that a clipboard held at one moment."""

    formats: tuple[Format, ...] = ()
    """In the order in which their owner offered them; empty where nothing was held."""
    missing: tuple[str, ...] = ()
    """Names of formats that their owner offered and did not hand over in time."""

    @property
    def size(self) -> int:
        """Bytes in all formats."""
        return sum(len(one.data) for one in self.formats)


@dataclass(frozen=True, slots=True)
class Window:
    """A window of a program, of any program's."""

    number: int
    """The platform's number of it; on macOS that of its process."""
    program: str = ""
    """The program's name as the platform has it, in lower case; empty where it is not told."""


class Clipboard(Protocol):
    """The clipboard of the desktop. Any thread may call, one at a time; calls take up to some seconds."""

    def content(self) -> ClipboardContent:
        """Return all that it holds.

        Raises:
            DeskhandError: `clipboard-silent`: its owner hands nothing over in time.
        """
        ...

    def text(self) -> str | None:
        """Return the text that it holds; None where there is none, or it does not come in time."""
        ...

    def put_passing(self, text: str) -> None:
        """Hold *text* for a moment; programs that keep a history of the clipboard are asked to leave it out.

        Raises:
            DeskhandError: `clipboard-not-writable`.
        """
        ...

    def put(self, text: str) -> None:
        """Hold *text* from now on.

        Raises:
            DeskhandError: `clipboard-not-writable`.
        """
        ...

    def wait_until_taken(self, window: Window) -> bool:
        """Wait until the program of *window* has fetched what was put; return whether it did."""
        ...

    def restore(self, content: ClipboardContent) -> None:
        """Hold *content* as before, unless somebody else has put something there since the last `put_passing`.

        Raises:
            DeskhandError: `clipboard-not-writable`.
        """
        ...

    def close(self) -> None:
        """Hand what is held to the desktop, where that is possible, and let go."""
        ...


class Front(Protocol):
    """The program in front. Any thread may call, one at a time; calls take up to a second."""

    def window(self) -> Window | None:
        """Return the window that has the keyboard; None where the platform does not tell or there is none."""
        ...

    def selected_text(self, window: Window, clipboard: Clipboard) -> str | None:
        """Return what is selected in *window*, which is in front; None where it cannot be told.

        Where the platform has no way but the clipboard, it holds afterwards what it held before.

        Raises:
            DeskhandError: `permission-needed`: the platform wants the user's consent first.
        """
        ...

    def still_selected(self, window: Window, text: str) -> bool:
        """Return whether *text* may still be what is selected in *window*; True where it cannot be told."""
        ...

    def takes_text(self, window: Window) -> bool:
        """Return whether text can be put into *window* with the keys of pasting."""
        ...

    def activate(self, window: Window) -> bool:
        """Give the keyboard to *window*; return False where it is gone or does not come to the front."""
        ...

    def press_paste(self) -> None:
        """Press the keys of pasting, once the user has let go of all others.

        Raises:
            DeskhandError: `keys-not-possible`.
        """
        ...


class GlobalKey(Protocol):
    """One key combination that is heard wherever the keyboard is.

    Attributes:
        pressed: It was pressed; emitted in a thread of its own, with the desktop's leave to come to the front, which
            is empty where it gives none.
    """

    pressed: Event[str]

    def hold(self, keys: KeyCombination) -> str:
        """Listen for *keys* from now on, in place of others; takes up to some seconds, or for as long as a question is open.

        Returns:
            The keys as the desktop has them, where it decides on them itself; else an empty text.

        Raises:
            DeskhandError: `key-taken`, `key-not-on-keyboard`, `no-global-key`; nothing is listened for then.
        """
        ...

    def release(self) -> None:
        """Listen for nothing."""
        ...

    def close(self) -> None:
        """Listen for nothing, and end."""
        ...
