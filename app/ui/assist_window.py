"""The window of the quick assist: a text, what can be done with it, and old and new side by side."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.desktop.text_exchange import TakenText
from app.errors import DeskhandError
from app.tasks.assist.actions import Action, AssistResult, OpenPanel
from app.tasks.assist.own_actions import OwnActions
from app.text.comparison import Comparison
from app.ui.assist_choice import AssistChoice
from app.ui.assist_foot import AssistFoot, Offer
from app.ui.assist_result import AssistResultView
from app.ui.assist_services import Assists, OfferedCall, OffersCalls
from app.ui.assist_tool_panel import ToolPanel
from app.ui.assist_work import AssistWork, needs_model
from app.ui.banner import Banner, BannerAction
from app.ui.page_tools import PageTools
from app.ui.stylesheet import AROUND, NEAR

_SIZE = (640, 560)
_FLAGS = (
    Qt.WindowType.Window
    | Qt.WindowType.CustomizeWindowHint
    | Qt.WindowType.WindowTitleHint
    | Qt.WindowType.WindowCloseButtonHint
    | Qt.WindowType.WindowStaysOnTopHint
)
Step = Literal["choose", "result", "tool"]
_STEPS: tuple[Step, ...] = ("choose", "result", "tool")


class AssistWindow(QWidget):
    """A small window that is built once and shown again and again.

    Nothing outside of it changes until the person accepts; Esc leaves everything as it was.

    Signals:
        accepted: This text is to stand in the place of the old one.   arg: the text
        copied: This text was put on the clipboard.                    arg: the text
        left: The person wants nothing of it, or goes on elsewhere; the text where it came from stays.
        panel_requested: A page of the main window is wanted.          arg: the OpenPanel

    Attributes:
        choice: The text at hand and what can be done with it.
        result: What came of it.
        tool: A call that is offered.
        foot: The buttons.
        banner: What happened, and what to do next.
        work: What is done beside the window.
    """

    accepted = Signal(str)
    copied = Signal(str)
    left = Signal()
    panel_requested = Signal(object)

    def __init__(
        self,
        tools: PageTools,
        assist: Assists,
        calls: OffersCalls | None = None,
        own: OwnActions | None = None,
    ) -> None:
        """Work with *assist*, offer what *calls* offers, and let the user's own actions be changed in *own*."""
        super().__init__(None, _FLAGS)
        self._tools = tools
        self._replaceable = False
        self.work = AssistWork(assist, calls, self)
        self.choice = AssistChoice(tools, self.work, own)
        self.result = AssistResultView(tools, self.work)
        self.tool = ToolPanel(tools)
        self.foot = AssistFoot(tools.sentences)
        self.banner = Banner(tools.look)
        self._steps = QStackedWidget()
        self._lay_out()
        self._connect()
        self._go("choose")
        self.work.warm_up(tools.sentences.language)

    def open_with(self, taken: TakenText) -> None:
        """Begin with the text that was *taken*, before the window is shown; what it did before is forgotten."""
        self.work.stop()
        self.banner.close_banner()
        self._replaceable = taken.window is not None
        self._go("choose")
        self.choice.open(taken)

    @property
    def step(self) -> Step:
        """What is in view."""
        return _STEPS[self._steps.currentIndex()]

    def lose_source(self, error: DeskhandError) -> None:
        """Say why an accepted text cannot be put back, and keep it here to be copied."""
        self._replaceable = False
        self._offer()
        self._tell(error)

    def leave(self) -> None:
        """Leave everything as it was."""
        self.work.stop()
        self.hide()
        self.left.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave; the window is kept for the next time."""
        event.ignore()
        self.leave()

    def _do(self, wanted: object) -> None:
        """Do what was chosen."""
        self.banner.close_banner()
        if isinstance(wanted, OfferedCall):
            self._go("tool")
            self.tool.show_call(wanted)
        elif isinstance(wanted, Action):
            text = self.choice.text.toPlainText()
            self.result.begin(self.choice.title(wanted), text, compares=wanted.replaces)
            self._go("result")
            self.foot.say(self.tr("Beginning"))
            self.work.run(wanted, text)
        self._offer()

    def _show_result(self, result: AssistResult, comparison: Comparison | None) -> None:
        self.foot.say("")
        if result.panel is not None and not result.new:
            self._open_panel(result.panel)
            return
        self.result.show_result(result, comparison)
        if comparison is not None and not comparison.changes:
            self.banner.show_message(self.tr("Nothing is to be changed"), kind="grounded")
        elif result.panel is not None:
            panel = result.panel
            more = BannerAction(self.tr("Open"), lambda: self._open_panel(panel))
            self.banner.show_message(self.tr("There is more on its page"), kind="accent", action=more)
        self._offer()

    def _open_panel(self, panel: OpenPanel) -> None:
        """Leave the text as it was, and go on in the main window."""
        self.leave()
        self.panel_requested.emit(panel)

    def _accept(self) -> None:
        """Put the accepted text where it came from, or on the clipboard where that is not possible."""
        if self.work.running:
            return
        if self.step == "tool" and self.tool.answer is None and self.tool.call is not None:
            self.banner.close_banner()
            self.work.compute(self.tool.call, self.tool.arguments())
        elif self._replaces() and self._outcome():
            self.accepted.emit(self._outcome())  # while the window has the keyboard still
            self.hide()
        else:
            self._copy()

    def _copy(self) -> None:
        text = self._outcome()
        if text:
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(text)
            self.banner.show_message(self.tr("Copied"), self.tr("Esc closes this window."), "grounded")

    def _outcome(self) -> str:
        """Return the text that there is to accept now."""
        if self.step == "tool":
            return self.tool.answer.text if self.tool.answer else ""
        return self.result.accepted_text() if self.step == "result" else ""

    def _replaces(self) -> bool:
        """Return whether the main button puts the text back where it came from."""
        result = self.result.result
        meant = result is not None and result.action.replaces
        return self._replaceable and self.step == "result" and meant

    def _fail(self, error: DeskhandError) -> None:
        self.foot.say("")
        if self.step == "result":
            self._go("choose")
            self.choice.list.setFocus()
        self._tell(error)

    def _tell(self, error: DeskhandError) -> None:
        told = self._tools.sentences.error(error)
        models = BannerAction(self.tr("Show the models"), lambda: self._open_panel(OpenPanel("models")))
        self.banner.show_message(told.title, told.advice, "doubtful", models if needs_model(error) else None)

    def _go(self, step: Step) -> None:
        self._steps.setCurrentIndex(_STEPS.index(step))
        self.foot.say("")
        self._offer()

    def _back(self) -> None:
        """Return to what can be done with the text; what runs is stopped."""
        self.work.stop()
        self.banner.close_banner()
        self._go("choose")
        self.choice.look()
        self.choice.list.setFocus()

    def _offer(self) -> None:
        """Let the buttons say what they do now."""
        if self.step == "choose":
            self.foot.show_offer(Offer())
            return
        calls = self.step == "tool" and self.tool.answer is None
        usable = calls or bool(self._outcome())
        words = self.tool.call_words() if calls else self.tr("Copy")
        if self._replaces():
            taken, all_changes = self.result.count_taken()
            some = taken < all_changes
            words = self.tr("Accept %n change(s)", "", taken) if some else self.tr("Accept")
        self.foot.show_offer(Offer(words, usable, copies=self._replaces(), goes_back=True))

    def _connect(self) -> None:
        self.choice.chosen.connect(self._do)
        self.choice.refused.connect(self._tell)
        self.work.progressed.connect(self.foot.show_progress)
        self.work.done.connect(self._show_result)
        self.work.actions_left_out.connect(self._tell)
        self.work.computed.connect(self.tool.show_answer)
        self.tool.panel_wanted.connect(self._open_panel)
        self.work.failed.connect(self._fail)
        self.result.taken_changed.connect(self._offer)
        self.result.accept_requested.connect(self._accept)
        self.tool.run_requested.connect(self._accept)
        self.tool.changed.connect(self._offer)
        self.foot.accept_requested.connect(self._accept)
        self.foot.copy_requested.connect(self._copy)
        self.foot.back_requested.connect(self._back)
        self.foot.leave_requested.connect(self.leave)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.leave)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Quick assist"))
        self.resize(*_SIZE)
        for step in (self.choice, self.result, self.tool):
            self._steps.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(AROUND, NEAR + NEAR // 2, AROUND, AROUND)
        column.setSpacing(NEAR)
        column.addWidget(self.banner)
        column.addWidget(self._steps, 1)
        column.addWidget(self.foot)
