"""A line for a date that may stay empty, with a calendar to choose from."""

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QWidget

from app.ui.appearance import Appearance
from app.ui.icons import Symbol

_CALENDAR_SIZE = (280, 240)


class DateLine(QLineEdit):
    """Holds a date as it is typed, or as YYYY-MM-DD when it was chosen in the calendar."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
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
            self._calendar = self._make_calendar()
        self._calendar.setSelectedDate(self.date() or QDate.currentDate())
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def _make_calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(*_CALENDAR_SIZE)
        plain = QTextCharFormat()  # Qt's own red on weekends cannot be read on a dark sheet
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        for name, symbol in (("prev", Symbol.BACK), ("next", Symbol.FORWARD)):
            button = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                self._look.dress(button, symbol)
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        return calendar

    def _take(self, date: QDate) -> None:
        self.setText(date.toString("yyyy-MM-dd"))
        if self._calendar is not None:
            self._calendar.hide()
        self.setFocus()
