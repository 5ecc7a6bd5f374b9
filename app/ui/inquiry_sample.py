"""The inquiries and the categories of the sample office, to be tried with one click."""

from PySide6.QtCore import QObject, Signal

from app.ui.inquiries_form import InquiriesForm
from app.ui.samples import Samples


class InquirySample(QObject):
    """Gives the sample, and asks for it to be sorted as soon as it is read.

    Signals:
        sorting_wanted: Everything is there.
    """

    sorting_wanted = Signal()

    def __init__(self, samples: Samples, form: InquiriesForm) -> None:
        """Give *samples* in *form*."""
        super().__init__(form)
        self._samples = samples
        self._form = form
        self._waits = False

    @property
    def available(self) -> bool:
        """Whether there is a sample."""
        return self._samples.inquiries() is not None and self._samples.categories() is not None

    def give(self) -> None:
        """Give the sample."""
        inquiries, categories = self._samples.inquiries(), self._samples.categories()
        if inquiries is not None and categories is not None:
            self._waits = True
            self._form.categories.load(categories)
            self._form.file_field.set_file(inquiries)

    def go_on(self, *, ready: bool) -> None:
        """Ask for the sample to be sorted, when it was given and sorting is *ready* to begin."""
        if self._waits and ready:
            self._waits = False
            self.sorting_wanted.emit()
