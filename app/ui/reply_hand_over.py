"""Takes what another page hands over to be answered or shown, and never what stands there already."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.records import EmailRequest
from app.ui.banner import BannerAction
from app.ui.email_form import EmailForm
from app.ui.page import Page


class ReplyHandOver(QObject):
    """Fills the form of a mail with what is to be answered.

    Where something has been given there already, a message asks first; what made room can be brought back.
    """

    def __init__(self, page: Page, form: EmailForm, is_busy: Callable[[], bool]) -> None:
        """Fill *form* on *page*; *is_busy* tells whether a mail is being written from it."""
        super().__init__(page)
        self._page = page
        self._form = form
        self._is_busy = is_busy

    def take(self, request: EmailRequest) -> None:
        """Give what *request* holds, at once or when the person says so."""
        if self._is_busy():
            self._page.banner.show_message(
                self.tr("A mail is being drafted"),
                self.tr("The inquiry waits until it is done, or until you stop it."),
                "doubtful",
                BannerAction(self.tr("Answer the inquiry"), lambda: self.take(request)),
            )
        elif self._form.is_touched():
            self._page.banner.show_message(
                self.tr("What you have given here is still here"),
                self.tr("It makes room for the inquiry when you say so, and can be brought back."),
                "doubtful",
                BannerAction(self.tr("Answer the inquiry"), lambda: self._replace(request)),
            )
        else:
            self._form.begin_reply(request)
            if not self._form.knows(request.template):
                self._page.banner.show_message(*self._unknown(request.template), "doubtful")

    def typed_beside(self, drafted: EmailRequest | None) -> EmailRequest | None:
        """Return what is given where it is another mail than *drafted* already; None where nothing would be lost."""
        given = self._form.request()
        return given if self._form.is_touched() and given != drafted else None

    def offer_back(self, before: EmailRequest | None, told: str) -> None:
        """Say what is *told* with the way back to what was given *before*, if anything was."""
        if before is not None:
            self._page.say(told, action=self._way_back(before))

    def _way_back(self, before: EmailRequest) -> BannerAction:
        return BannerAction(self.tr("Bring back what was here"), lambda: self._form.give_again(before))

    def _replace(self, request: EmailRequest) -> None:
        if self._is_busy():
            self.take(request)
            return
        before = self._form.request()
        self._form.begin_reply(request)
        known = self._form.knows(request.template)
        self._page.say(
            self.tr("The inquiry to answer is filled in"),
            "" if known else " – ".join(self._unknown(request.template)),
            action=self._way_back(before),
        )

    def _unknown(self, template: str) -> tuple[str, str]:
        """Return what is said where *template* is not there."""
        return (
            self.tr("There is no template “{template}”").format(template=template),
            self.tr("Choose another one here, or correct its name in the category."),
        )
