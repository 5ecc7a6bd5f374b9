"""Opens a page of the main window with what the quick assist, or another page, hands over."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject

from app.records import EmailRequest, SourceText
from app.tasks.assist.actions import OpenPanel
from app.ui.inquiries_use import USUAL_TEMPLATE
from app.ui.main_window import MainWindow

_MAIL = "mail"
"""What the text of a mail without a file is called."""


@runtime_checkable
class TakesText(Protocol):
    """A page that works on a text."""

    def take_text(self, text: str) -> None:
        """Take *text*; what is given there already is not lost."""
        ...


class PanelOpening(QObject):
    """Brings a page into view and fills it; what stands there already stays until the person agrees."""

    def __init__(self, window: MainWindow, show_models: Callable[[], None]) -> None:
        """Open pages of *window*; *show_models* shows that of models, or the choice of the first one."""
        super().__init__(window)
        self._window = window
        self._show_models = show_models

    def open(self, panel: OpenPanel) -> None:
        """Bring the page of *panel* into view with its text or fields."""
        if self._window.shows_alone:
            self._window.notice.show_message(
                self.tr("Deskhand is being set up"),
                self.tr("Finish it here, or leave it for later. Then open the quick assist again."),
                "doubtful",
            )
        elif panel.page == "models":
            self._show_models()
        elif panel.page == "email":
            self._open_mails(panel)
        else:
            page = self._window.page(panel.page)
            self._window.show_page(panel.page)
            if panel.text.strip() and isinstance(page, TakesText):
                page.take_text(panel.text)

    def begin_mail(self, request: EmailRequest) -> None:
        """Show the page of mails with what is to be answered, or written anew."""
        from app.ui.email_page import EmailPage  # noqa: PLC0415 - a page is loaded when it is looked at

        page = self._window.page("email")
        assert isinstance(page, EmailPage)  # noqa: S101 - that is its page
        self._window.show_page("email")
        page.answer(request)

    def _open_mails(self, panel: OpenPanel) -> None:
        fields = dict(panel.fields)
        reply_to = SourceText(_MAIL, panel.text) if panel.text.strip() else None
        if not fields and reply_to is None:
            self._window.go_to_page("email")
            return
        self.begin_mail(
            EmailRequest(
                template=fields.pop("template", USUAL_TEMPLATE if reply_to else ""),
                notes=fields.pop("notes", ""),
                facts=fields,
                reply_to=reply_to,
            )
        )
