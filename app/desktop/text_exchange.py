"""Takes the text that is worked on out of the program in front, and puts what was accepted back into it."""

import logging
from dataclasses import dataclass
from typing import Literal, NoReturn

from app.desktop.platform_parts import Clipboard, Front, Window
from app.errors import DeskhandError
from app.records import Finding, Gravity

_log = logging.getLogger(__name__)

LONGEST = 2_000_000
"""Characters that are taken out of another program; who works on more opens a file."""

Origin = Literal["program", "clipboard", "typed"]
"""Where a text comes from: selected in the program in front, held by the clipboard, or there is none yet."""


@dataclass(frozen=True, slots=True)
class TakenText:
    """A text of another program's, and the way back."""

    text: str = ""
    origin: Origin = "typed"
    window: Window | None = None
    """Where it can be put back: the window that was in front; None where it can only be copied."""
    findings: tuple[Finding, ...] = ()
    """What to know about it, such as a permission that is missing."""


class TextExchange:
    """Goes between this program and the one in front. One call at a time, from any thread."""

    def __init__(self, clipboard: Clipboard, front: Front) -> None:
        self._clipboard = clipboard
        self._front = front

    def take(self) -> TakenText:
        """Return what is selected in the program in front, else what the clipboard holds as text, else nothing."""
        findings: list[Finding] = []
        window = self._front.window()
        if window is not None:
            try:
                selected = self._front.selected_text(window, self._clipboard)
            except DeskhandError as error:
                _log.info("the selection cannot be read: %s", error.code)
                findings.append(Finding(error.code, error.parameters, gravity=Gravity.NOTE))
                selected = None
            if selected and selected.strip():
                back = window if self._front.takes_text(window) else None
                return _cut(TakenText(selected, "program", back, tuple(findings)))
        held = self._clipboard.text()
        if held and held.strip():
            return _cut(TakenText(held, "clipboard", None, tuple(findings)))
        return TakenText(findings=tuple(findings))

    def put_back(self, taken: TakenText, text: str) -> tuple[Finding, ...]:
        """Replace *taken* by *text* where it came from; the clipboard holds afterwards what it held before.

        Returns:
            What was not as it should be all the same, such as formats of the clipboard that their owner kept back.

        Raises:
            DeskhandError: `nothing-to-replace`, `window-gone`, `selection-changed`, `paste-not-taken`,
                `keys-not-possible`: nothing was replaced, and *text* is on the clipboard; `clipboard-silent`: nothing
                was replaced, and nothing is on the clipboard but what was there.
        """
        if taken.window is None:
            self._give_up("nothing-to-replace", text)
        kept = self._clipboard.content()
        if not self._front.activate(taken.window):
            self._give_up("window-gone", text)
        if not self._front.still_selected(taken.window, taken.text):
            self._give_up("selection-changed", text)
        self._clipboard.put_passing(text)
        try:
            self._front.press_paste()
        except DeskhandError as error:
            self._give_up(error.code, text)
        if not self._clipboard.wait_until_taken(taken.window):
            self._give_up("paste-not-taken", text)
        self._clipboard.restore(kept)
        if kept.missing:
            return (Finding("clipboard-formats-lost", {"formats": list(kept.missing)}),)
        return ()

    def copy(self, text: str) -> None:
        """Put *text* on the clipboard, for good.

        Raises:
            DeskhandError: `clipboard-not-writable`.
        """
        self._clipboard.put(text)

    def _give_up(self, code: str, text: str) -> NoReturn:
        """Leave *text* on the clipboard and say why it is nowhere else."""
        self._clipboard.put(text)
        raise DeskhandError(code)


def _cut(taken: TakenText) -> TakenText:
    """Return *taken* unless it is too long to be worked on here."""
    if len(taken.text) <= LONGEST:
        return taken
    finding = Finding("taken-text-too-long", {"limit": f"{LONGEST:,}"})
    return TakenText(findings=(*taken.findings, finding))
