"""Facts and doubts of a draft, and what a person can do about a doubt: accept, change, leave out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.records import FactCheck, Finding, Gravity
from app.ui.buttons import keys_words
from app.ui.entry_list import Entry, EntryList
from app.ui.icons import Symbol
from app.ui.page_tools import PageTools
from app.ui.row_layout import RowLayout
from app.ui.sentences import Sentences
from app.ui.stylesheet import NEAR
from app.ui.theme import Role

GRAVITY_LOOK: dict[Gravity, tuple[Symbol, Role]] = {
    Gravity.NOTE: (Symbol.NOTE, "quiet"),
    Gravity.DOUBT: (Symbol.DOUBTFUL, "doubtful"),
    Gravity.WRONG: (Symbol.MISSING, "missing"),
}


class DoubtPanel(QWidget):
    """What is known about a draft, beside it.

    Signals:
        entry_selected: Another fact or doubt is selected.     arg: the Entry
        doubts_changed: A doubt was accepted.
        change_requested: The passage is to be typed anew.      arg: the Entry
        leave_out_requested: The passage is to be taken out.    arg: the Entry
        request_left_out: What is not answered needs no answer. arg: the Finding
    """

    entry_selected = Signal(object)
    doubts_changed = Signal()
    change_requested = Signal(object)
    leave_out_requested = Signal(object)
    request_left_out = Signal(object)

    def __init__(self, tools: PageTools, fact_label: Callable[[str], str]) -> None:
        super().__init__()
        self._tools = tools
        self._fact_label = fact_label
        self._facts: tuple[FactCheck, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._accepted: set[str] = set()
        self._next = 0
        """Place of the doubt that follows the one that was selected last, once that is gone."""
        self._entries = EntryList(tools.look, self.tr("Doubts and facts"))
        self._accept_button = QPushButton(self.tr("Accept"))
        self._change_button = QPushButton(self.tr("Change"))
        self._leave_out_button = QPushButton(self.tr("Leave out"))
        self._next_button = QPushButton(self.tr("Next doubt"))
        self._buttons = QWidget()
        self._lay_out()
        self._refresh()
        self._entries.entry_selected.connect(self._tell_selected)
        self._accept_button.clicked.connect(self._accept)
        self._change_button.clicked.connect(lambda: self.change_requested.emit(self._entries.selected()))
        self._leave_out_button.clicked.connect(self._leave_out)
        self._next_button.clicked.connect(self.next_doubt)

    def show_checks(self, facts: Sequence[FactCheck], findings: Sequence[Finding]) -> None:
        """Show what was found out about the draft as it stands."""
        self._facts, self._findings = tuple(facts), tuple(findings)
        self._refresh()

    def accepted(self) -> tuple[str, ...]:
        """Return what tells the accepted doubts from others, also after a restart."""
        return tuple(sorted(self._accepted))

    def set_accepted(self, accepted: Sequence[str]) -> None:
        """Accept what was *accepted* and nothing else, for another draft."""
        self._accepted = set(accepted)
        self._next = 0

    def facts(self) -> tuple[FactCheck, ...]:
        """Return the facts with their places."""
        return self._facts

    def doubts(self) -> list[Finding]:
        """Return the findings that were not accepted, in the order of the text; those without a place come last."""
        left = [finding for finding in self._findings if _identity(finding) not in self._accepted]
        return sorted(left, key=lambda finding: (finding.start is None, finding.start or 0))

    def selected(self) -> Entry | None:
        """Return the selected fact or doubt."""
        return self._entries.selected()

    def select_at(self, place: int) -> None:
        """Select the fact or doubt whose passage holds the character *place*."""
        for entry in self._entries.entry_model.entries():
            if entry.start is not None and entry.end is not None and entry.start <= place < entry.end:
                self._entries.select(entry)
                return

    def next_doubt(self) -> None:
        """Go to the doubt after the selected one, and round again."""
        self._step(1)

    def previous_doubt(self) -> None:
        """Go to the doubt before the selected one, and round again."""
        self._step(-1)

    def _step(self, by: int) -> None:
        doubts, selected = self._shown_doubts(), self._entries.selected()
        if not doubts:
            return
        place = doubts.index(selected) + by if selected in doubts else self._next + min(by, 0)
        entry = doubts[place % len(doubts)]
        if entry == selected:
            self._tell_selected(entry)  # its place may be out of view
        self._entries.select(entry)

    def _shown_doubts(self) -> list[Entry]:
        entries = self._entries.entry_model.entries()
        return [entry for entry in entries if isinstance(entry.payload, Finding)]

    def words(self) -> str:
        """Return the remarks as text, one a line."""
        return "\n".join(f"{entry.title}: {entry.detail}" for entry in self._entries.entry_model.entries())

    def _refresh(self) -> None:
        before, selected = self._shown_doubts(), self._entries.selected()
        if selected in before:
            self._next = before.index(selected)
        doubts = self.doubts()
        heads = [Entry(self.tr("%n thing(s) to look at", "", len(doubts)))] if doubts else []
        entries = doubt_entries(doubts, self._tools.sentences)
        self._entries.set_entries([*heads, *entries, *self._fact_entries()])
        self._buttons.setVisible(bool(self.doubts()))
        self._offer()

    def _fact_entries(self) -> list[Entry]:
        made = [Entry(self.tr("What you gave"))] if self._facts else []
        for fact in self._facts:
            label = self._fact_label(fact.key)
            if fact.found:
                made.append(Entry(label, fact.value, Symbol.GROUNDED, "grounded", fact.start, fact.end, fact))
            else:
                words = self.tr("{value}: not in the mail").format(value=fact.value)
                made.append(Entry(label, words, Symbol.MISSING, "missing", None, None, fact))
        return made

    def _tell_selected(self, entry: Entry) -> None:
        self._offer()
        self.entry_selected.emit(entry)

    def _offer(self) -> None:
        """Let the buttons be pressed that make sense for what is selected."""
        selected = self._entries.selected()
        is_doubt = selected is not None and isinstance(selected.payload, Finding)
        has_place = is_doubt and selected is not None and selected.start is not None
        self._accept_button.setEnabled(is_doubt)
        self._change_button.setEnabled(has_place)
        is_request = _unanswered(selected) is not None
        self._leave_out_button.setEnabled(has_place or is_request)
        self._leave_out_button.setText(self.tr("Leave unanswered") if is_request else self.tr("Leave out"))

    def _accept(self) -> None:
        selected = self._entries.selected()
        if selected is not None and isinstance(selected.payload, Finding):
            self._accepted.add(_identity(selected.payload))
            self._refresh()
            self.doubts_changed.emit()

    def _leave_out(self) -> None:
        selected = self._entries.selected()
        unanswered = _unanswered(selected)
        if unanswered is not None:
            self.request_left_out.emit(unanswered)
        else:
            self.leave_out_requested.emit(selected)

    def _lay_out(self) -> None:
        self._next_button.setToolTip(keys_words("F8"))
        row = RowLayout(self._buttons)
        row.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        for button in (
            self._accept_button,
            self._change_button,
            self._leave_out_button,
            self._next_button,
        ):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._entries, 1)
        column.addWidget(self._buttons)


def doubt_entries(findings: Sequence[Finding], sentences: Sentences) -> list[Entry]:
    """Return a remark for each of *findings*, as grave as it is, with its place."""
    return [
        Entry(sentences.finding(one), "", *GRAVITY_LOOK[one.gravity], one.start, one.end, one)
        for one in findings
    ]


def _unanswered(entry: Entry | None) -> Finding | None:
    """Return the finding of *entry* when that is a request of the mail which the draft does not answer."""
    payload = entry.payload if entry is not None else None
    return payload if isinstance(payload, Finding) and payload.code == "request-unanswered" else None


def _identity(finding: Finding) -> str:
    """Return what makes *finding* the same after the draft was edited and checked again."""
    return f"{finding.code} {sorted((key, str(value)) for key, value in finding.parameters.items())}"
