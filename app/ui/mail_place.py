"""The place where a mail is dropped, as a file or straight out of a mail program."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.ui.appearance import set_look
from app.ui.dragged_mail import MAIL_ENDINGS, dragged_mail, holds_mail
from app.ui.file_field import FileField
from app.ui.page_tools import PageTools


class MailPlace(FileField):
    """Takes one mail; what cannot be taken is told of, and not refused without a word.

    Signals:
        mail_dropped: A mail was dropped.   arg: what `dragged_mail` tells
        text_dropped: Its text was.         arg: the text
    """

    mail_dropped = Signal(object)
    text_dropped = Signal(object)

    def __init__(self, tools: PageTools, name: str, hint: str) -> None:
        """Say *hint* while there is no mail; screen readers hear *name*."""
        super().__init__(tools, name, MAIL_ENDINGS, hint)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that what is dragged can be dropped here."""
        if holds_mail(event.mimeData()):
            event.acceptProposedAction()
            set_look(self, "hovered", value=True)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        set_look(self, "hovered", value=False)
        event.acceptProposedAction()
        data = event.mimeData()
        dragged = dragged_mail(data)
        if dragged is not None:
            self.mail_dropped.emit(dragged)
        elif data.hasText():
            self.text_dropped.emit(data.text())
