"""What the quick assist does beside its window: looking at the text, wording it, checking, computing."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from app.errors import DeskhandError
from app.records import Language
from app.tasks.assist.actions import Action, AssistResult
from app.tasks.assist.suggesting import Suggestion
from app.text.comparison import Comparison, compare
from app.ui.assist_services import Assists, OfferedCall, OffersCalls
from app.ui.job_bridge import Reports
from app.ui.newest_work import NewestWork

_WARM_UP = "Could you send the list? 資料を送ってください。"


class AssistWork(QObject):
    """Runs one look at a text and one action at a time.

    Signals:
        actions_known: What can be done.                     args: tuple of Action, whether a model is there
        actions_left_out: One of the user's own cannot be read. arg: the DeskhandError
        suggested: The model thinks otherwise than code.      arg: the Suggestion
        call_offered: A small tool fits the text.             arg: the OfferedCall
        text_arrived: More of the new text.                   arg: the text
        progressed: It came further.                          arg: the newest Progress
        done: The action is done.                             args: the AssistResult, the Comparison or None
        computed: The tool has computed.                      arg: the ToolAnswer
        checked: What is doubtful about what was put together. arg: tuple of Finding
        failed: It could not be done.                         arg: the DeskhandError
    """

    actions_known = Signal(object, bool)
    actions_left_out = Signal(object)
    suggested = Signal(object)
    call_offered = Signal(object)
    text_arrived = Signal(str)
    progressed = Signal(object)
    done = Signal(object, object)
    computed = Signal(object)
    checked = Signal(object)
    failed = Signal(object)

    def __init__(self, assist: Assists, calls: OffersCalls | None, parent: QObject) -> None:
        super().__init__(parent)
        self._assist = assist
        self._calls = calls
        self._look = NewestWork(self)
        self._run = NewestWork(self)
        self._check = NewestWork(self)
        self._look.items_arrived.connect(self._take_seen)
        self._run.text_arrived.connect(self.text_arrived)
        self._run.progressed.connect(self.progressed)
        self._run.finished.connect(self._take_result)
        self._run.failed.connect(self.failed)
        self._check.finished.connect(self.checked)

    @property
    def running(self) -> bool:
        """Whether an action is under way."""
        return self._run.running

    def suggestion(self, text: str, window: Language) -> Suggestion:
        """Return what code suggests, at once."""
        return self._assist.suggesting.at_once(text, window)

    def warm_up(self, window: Language) -> None:
        """Load what the first look at a text needs, before there is one."""

        def load(reports: Reports) -> None:
            self._assist.suggesting.at_once(_WARM_UP, window)
            self._assist.suggesting.at_once(_WARM_UP[-8:], window)
            reports.on_item((self._assist.actions(), self._assist.has_model()))

        self._look.start(load)

    def look_at(self, text: str, window: Language, suggestion: Suggestion) -> None:
        """Find out what can be done with *text*, what the model suggests, and whether a tool fits."""

        def look(reports: Reports) -> None:
            actions, has_model = self._assist.actions(), self._assist.has_model()
            reports.on_item((actions, has_model))
            for mistake in self._assist.mistakes()[:1]:
                reports.on_item(mistake)
            if not text.strip():
                return
            second = self._assist.suggesting.reconsidered(
                text, window, suggestion, cancellation=reports.cancellation
            )
            reports.on_item(second)
            call = self._calls.offer(text, cancellation=reports.cancellation) if self._calls else None
            if call is not None:
                reports.on_item(call)
            # What is read last is what is asked soonest.
            likely = next((action for action in actions if action.key == second.order[0]), None)
            if likely is not None and has_model:
                self._assist.prepare(likely, text, cancellation=reports.cancellation)
            if self._calls and has_model:
                self._calls.prepare(cancellation=reports.cancellation)

        self._look.start(look)

    def run(self, action: Action, text: str) -> None:
        """Do *action* with *text*, and compare where the result is to replace it."""
        self._look.stop()

        def work(reports: Reports) -> tuple[AssistResult, Comparison | None]:
            result = self._assist.run(
                action,
                text,
                on_text=reports.on_text,
                on_progress=reports.on_progress,
                cancellation=reports.cancellation,
            )
            compares = action.replaces and bool(result.new)
            return result, compare(result.old, result.new) if compares else None

        self._run.start(work)

    def compute(self, call: OfferedCall, arguments: Mapping[str, str]) -> None:
        """Make *call* with *arguments*."""
        calls = self._calls
        if calls is not None:
            self._run.start(lambda reports: calls.run(call, arguments, cancellation=reports.cancellation))

    def check(self, result: AssistResult, text: str) -> None:
        """Find out what is doubtful about *text*, which was put together from *result*."""
        self._check.start(lambda _: self._assist.check(result, text))

    def stop(self) -> None:
        """Do nothing any more, and tell nothing."""
        for work in (self._look, self._run, self._check):
            work.stop()

    def wait(self, seconds: float) -> bool:
        """Wait for what still runs at the program's end; return whether it ended in time."""
        return all(work.wait(seconds) for work in (self._look, self._run, self._check))

    def _take_seen(self, items: tuple[object, ...]) -> None:
        for item in items:
            if isinstance(item, Suggestion):
                self.suggested.emit(item)
            elif isinstance(item, OfferedCall):
                self.call_offered.emit(item)
            elif isinstance(item, DeskhandError):
                self.actions_left_out.emit(item)
            elif isinstance(item, tuple):
                self.actions_known.emit(*item)

    def _take_result(self, made: object) -> None:
        if isinstance(made, tuple):
            self.done.emit(*made)
        else:
            self.computed.emit(made)


def needs_model(error: DeskhandError) -> bool:
    """Return whether *error* says that a model is lacking."""
    return error.code == "action-needs-model"
