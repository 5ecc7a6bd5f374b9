"""The versions of a mail in the window: steps through all of them, and two side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton

from app.records import EmailRequest, EmailResult, Length, Tone
from app.tasks.email.redrafting import Standing
from app.tasks.email.versions import Origin, Version, Versions, begins_new_mail
from app.ui.appearance import set_look
from app.ui.buttons import icon_tool, keys_words
from app.ui.email_check import EmailCheck
from app.ui.email_comparison import ComparisonWindow, NamedVersion
from app.ui.icons import Symbol
from app.ui.job_page import JobPage

_EARLIER_KEYS = "Alt+PgUp"
_LATER_KEYS = "Alt+PgDown"


@dataclass(frozen=True, slots=True)
class MadeVersion:
    """A version and where it comes from."""

    version: Version
    parent: int | None
    """Place of the version that it was made from; None for the first one."""


class EmailVersions(QObject):
    """Keeps the versions of the mail on its page and shows the one that is wanted.

    Signals:
        shown: Another version is to be shown.   arg: the Version

    Attributes:
        earlier_button: One step back.
        later_button: One step on.
        list_button: Opens the list of versions.
    """

    shown = Signal(object)

    def __init__(self, page: JobPage, check: EmailCheck) -> None:
        """Keep the versions of what stands in *check*; the buttons stand at the head of the result on *page*."""
        super().__init__(page)
        self._page = page
        self._check = check
        self._versions = Versions()
        self._window: ComparisonWindow | None = None
        look = page.tools.look
        self.earlier_button = icon_tool(
            look, Symbol.UNDO, _with_keys(self.tr("Earlier version"), _EARLIER_KEYS)
        )
        self.later_button = icon_tool(look, Symbol.AGAIN, _with_keys(self.tr("Later version"), _LATER_KEYS))
        self.list_button = QToolButton()
        set_look(self.list_button, "look", "button")
        self.list_button.setToolTip(self.tr("All versions, two side by side"))
        for button in (self.earlier_button, self.later_button, self.list_button):
            page.strip.add_tool(button)
        self._connect()
        self.refresh()

    @property
    def current(self) -> Version | None:
        """The version that is shown, without what the person has changed in it since."""
        return self._versions.current

    def address(self) -> str:
        """Return the e-mail address that the shown version goes to, where it is known."""
        return self.current.request.recipient_address if self.current else ""

    def standing(self) -> Standing | None:
        """Return the mail as it stands, or None without one."""
        current = self.current
        if current is None:
            return None
        return Standing(current.request, self._check.subject(), self._check.body(), current.drafted)

    def add(self, version: Version) -> None:
        """Keep *version* as the newest one; the versions of another mail are forgotten."""
        current = self.current
        if current is not None and begins_new_mail(current, version, is_used=self._versions.is_used):
            self._versions.forget()
        self._versions.add(version)
        self.refresh()

    def note_use(self) -> None:
        """Remember that the mail was handed on: what is drafted of other facts from now on is another mail."""
        self._versions.is_used = True

    def add_draft(self, request: EmailRequest, result: EmailResult) -> Version:
        """Keep a new draft and return it as a version."""
        version = Version(request, result, result.subject, result.body, result.body, Origin.DRAFT)
        self.add(version)
        return version

    def as_they_stand(self) -> tuple[list[MadeVersion], int]:
        """Return all versions, the person's newest changes as one of them, and the place of the one that is shown."""
        kept = self._versions
        made = [MadeVersion(version, kept.parent(place)) for place, version in enumerate(kept.all)]
        edited = self._edited()
        if edited is None:
            return made, kept.shown or 0
        return [*made, MadeVersion(edited, kept.shown)], len(made)

    def bring_back(self, made: Sequence[MadeVersion], shown: int) -> None:
        """Keep the versions that were *made*, and no others; the one at *shown* is in view."""
        self._versions.forget()
        for each in made:
            if each.parent is not None:
                self._versions.show(each.parent)
            self._versions.add(each.version)
        self._versions.show(shown)

    def keep_edits(self) -> None:
        """Keep what the person has changed in the shown version as a version of its own."""
        edited = self._edited()
        if edited is not None:
            self._versions.add(edited)
            self.refresh()

    def step_back(self) -> None:
        """Show the version that the shown one was made from."""
        self.keep_edits()
        self._show(self._versions.earlier())

    def step_on(self) -> None:
        """Show the newest version that was made from the shown one."""
        self.keep_edits()
        self._show(self._versions.later())

    def open_list(self) -> None:
        """Open the list of versions, two of them side by side."""
        self.keep_edits()
        if self._versions.shown is None:
            return
        self._window = ComparisonWindow(self._page.tools, self._named(), self._versions.shown, self._page)
        self._window.chosen.connect(self._show)
        self._window.open()

    def refresh(self) -> None:
        """Let the buttons be pressed that lead somewhere."""
        idle = not self._page.bridge.running
        # What was typed since makes a version when a step is taken: there is always a way back from it.
        edited = self._edited() is not None
        self.earlier_button.setEnabled(idle and (edited or self._versions.earlier() is not None))
        self.later_button.setEnabled(idle and not edited and self._versions.later() is not None)
        count = len(self._versions.all) + edited
        self.list_button.setText(self.tr("Versions: {count}").format(count=count))
        self.list_button.setEnabled(idle and count > 0)
        for button in (self.earlier_button, self.later_button, self.list_button):
            button.setVisible(count > 1)

    def _edited(self) -> Version | None:
        """Return the shown version as the person has changed it, or None where it has not been."""
        current, standing = self.current, self.standing()
        if current is None or standing is None or self._page.bridge.running:
            return None
        if (standing.subject, standing.body) == (current.subject, current.body):
            return None
        return replace(
            current,
            subject=standing.subject,
            body=standing.body,
            origin=Origin.EDIT,
            made=datetime.now(),  # noqa: DTZ005 - shown to the person at this desk
        )

    def _show(self, place: int | None) -> None:
        if place is not None and not self._page.bridge.running:
            version = self._versions.show(place)
            self.shown.emit(version)
            self.refresh()

    def _named(self) -> list[NamedVersion]:
        named = []
        for place, version in enumerate(self._versions.all):
            parent = self._versions.parent(place)
            words = self._words(version, None if parent is None else self._versions.all[parent])
            named.append(NamedVersion(f"{place + 1}  {words}", version))
        return named

    def _words(self, version: Version, parent: Version | None) -> str:
        """Return what makes *version* another one than its *parent*."""
        if version.origin == Origin.EDIT:
            return self.tr("Your changes")
        if version.origin == Origin.PARAGRAPH:
            return self.tr("Paragraph reworded")
        if version.origin == Origin.DRAFT or parent is None:
            return self.tr("Draft")
        return self._style_words(version, parent)

    def _style_words(self, version: Version, parent: Version) -> str:
        words = []
        if version.result.language != parent.result.language:
            japanese = version.result.language == "ja"
            words.append(self.tr("In Japanese") if japanese else self.tr("In English"))
        if version.request.tone != parent.request.tone:
            tones = {
                Tone.PLAIN: self.tr("Tone: plain"),
                Tone.WARM: self.tr("Tone: warm"),
                Tone.FORMAL: self.tr("Tone: formal"),
            }
            words.append(tones[version.request.tone])
        if version.request.length != parent.request.length:
            lengths = {
                Length.SHORT: self.tr("Length: short"),
                Length.NORMAL: self.tr("Length: normal"),
                Length.LONG: self.tr("Length: long"),
            }
            words.append(lengths[version.request.length])
        return ", ".join(words) or self.tr("Draft")

    def _connect(self) -> None:
        self.earlier_button.clicked.connect(self.step_back)
        self.later_button.clicked.connect(self.step_on)
        self.list_button.clicked.connect(self.open_list)
        QShortcut(QKeySequence(_EARLIER_KEYS), self._page).activated.connect(self.earlier_button.click)
        QShortcut(QKeySequence(_LATER_KEYS), self._page).activated.connect(self.later_button.click)
        self._check.changed.connect(self.refresh)


def _with_keys(words: str, keys: str) -> str:
    return f"{words} ({keys_words(keys)})"
