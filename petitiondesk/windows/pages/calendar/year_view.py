"""A year small: twelve months, in which days off and working days by the notice have a colour and a sign."""

from calendar import Calendar
from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from petitiondesk.rules.holiday_notices import SpecialDay
from petitiondesk.rules.messages import _
from petitiondesk.windows import theme
from petitiondesk.windows.messages import tr

OFF, WORKING = _("H"), _("W")
"""The signs beside the figure of a day."""

_ACROSS, _DOWN = 3, 4
_DAYS, _WEEKS = 7, 6
_CELL_EM = 1.25, 0.86
_GAP_EM = 0.6
_FIGURES = 0.62
"""Of the width of a day, for its figures; the sign has the rest."""

_SATURDAY = 5


class YearView(QWidget):
    """Shows a year; what it shows is also told in words to those who do not see it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("calendar_year")
        self.setAccessibleName(tr("The year at a glance"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._year: int | None = None
        self._days: Mapping[date, bool] = {}

    def show_year(self, year: int | None, days: Iterable[SpecialDay]) -> None:
        """The days of a notice; nothing where there is no year."""
        self._year, self._days = year, {special.day: special.working for special in days}
        self.setAccessibleDescription(" ".join(f"{day} {self._sign(day)}" for day in sorted(self._days)))
        self.update()

    def beyond(self) -> list[str]:
        """The days that lie in the years beside it, each with its sign."""
        return [f"{day} {self._sign(day)}" for day in sorted(self._days) if day.year != self._year]

    def sizeHint(self) -> QSize:
        """Three months beside one another, four below."""
        wide, high, gap = self._measures()
        return QSize(
            round(_ACROSS * _DAYS * wide + (_ACROSS - 1) * gap), round(_DOWN * ((_WEEKS + 2) * high) + 3 * gap / 2)
        )

    def minimumSizeHint(self) -> QSize:
        """It has one size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Month by month."""
        if self._year is None:
            return
        wide, high, gap = self._measures()
        painter = QPainter(self)
        for month in range(1, 13):
            across, down = (month - 1) % _ACROSS, (month - 1) // _ACROSS
            painter.save()
            painter.translate(across * (_DAYS * wide + gap), down * ((_WEEKS + 2) * high + gap / 2))
            self._paint_month(painter, self._year, month)
            painter.restore()
        painter.end()

    def _measures(self) -> tuple[float, float, float]:
        em = self.fontMetrics().height()
        return _CELL_EM[0] * em, _CELL_EM[1] * em, _GAP_EM * em

    def _sign(self, day: date) -> str:
        return tr(WORKING if self._days[day] else OFF)

    def _paint_month(self, painter: QPainter, year: int, month: int) -> None:
        wide, high, _gap = self._measures()
        font = self.font()
        small = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.86)
        small.setPointSizeF(small.pointSizeF() * 0.62)
        bold = self.font()
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(0, 0, _DAYS * wide, high), Qt.AlignmentFlag.AlignLeft, f"{year}-{month:02d}")
        painter.setFont(small)
        painter.setPen(theme.colour("quiet"))
        for column, name in enumerate(tr("Mo Tu We Th Fr Sa Su").split()):
            painter.drawText(QRectF(column * wide, high, wide, high), Qt.AlignmentFlag.AlignCenter, name)
        weeks = Calendar().monthdatescalendar(year, month)
        for row, week in enumerate(weeks, start=2):
            for column, day in enumerate(week):
                if day.month == month:
                    place = QRectF(column * wide, row * high, wide, high)
                    painter.setFont(font)
                    self._paint_day(painter, place, day, column >= _SATURDAY)
                    if day in self._days:
                        painter.setFont(small)
                        right = place.adjusted(wide * _FIGURES, 0, -1, -high / 4)
                        painter.drawText(right, Qt.AlignmentFlag.AlignRight, self._sign(day))

    def _paint_day(self, painter: QPainter, place: QRectF, day: date, weekend: bool) -> None:
        working = self._days.get(day)
        if working is not None:
            inside = place.adjusted(1, 1, -1, -1)
            painter.fillRect(inside, theme.colour("attention_tint" if working else "done_tint"))
            painter.setPen(theme.colour("attention" if working else "done"))
            if working:
                painter.drawRect(inside)
        else:
            painter.setPen(theme.colour("quiet" if weekend else "text"))
        left = place.adjusted(2, 0, -place.width() * (1 - _FIGURES), 0)
        painter.drawText(left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(day.day))
