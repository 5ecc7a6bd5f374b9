"""A line for a date that may stay empty, with a calendar to choose from."""

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QTableView, QWidget

from app.ui.appearance import Appearance
from app.ui.icons import Symbol


class DateLine(QLineEdit):
    """Holds a date as it is typed, or as YYYY-MM-DD when it was chosen in the calendar."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar: QCalendarWidget | None = None
        action = QAction(self.tr("Choose in the calendar"), self)
        look.dress(action, Symbol.CALENDAR, "quiet")
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        action.triggered.connect(self.open_calendar)

    def date(self) -> QDate | None:
        """Return the date that is typed, or None when it is no plain date."""
        words = self.text().strip()
        locale = self.locale()
        formats = ("yyyy-MM-dd", "yyyy/M/d", "d.M.yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))
        for wanted in formats:
            date = QDate.fromString(words, wanted)
            if date.isValid() and date.year() > 1900:
                return date
        return None

    def open_calendar(self) -> None:
        """Show the calendar below the line."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            for table in self._calendar.findChildren(QTableView):
                table.setShowGrid(False)
            self._calendar.activated.connect(self._take)
            self._calendar.clicked.connect(self._take)
        self._calendar.setSelectedDate(self.date() or QDate.currentDate())
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def _take(self, date: QDate) -> None:
        self.setText(date.toString("yyyy-MM-dd"))
        if self._calendar is not None:
            self._calendar.hide()
        self.setFocus()
