"""Words that were found, marked: in the cells of a table and in a text that is shown as HTML."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from petitiondesk.rules.marks import Span, spans
from petitiondesk.windows import theme
from petitiondesk.windows.rows import MARKS
from petitiondesk.windows.utf16 import units

_MOST_BEFORE = 20
"""Characters before the first mark where there is no room for all of them."""


class MarkedWords(QStyledItemDelegate):
    """Paints a cell as ever, with its marks on the ground that asks for attention, and bold."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """What has no marks as Qt does."""
        marks = index.data(MARKS)
        if not marks:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        words, option.text = option.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, option.widget) + 1
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(option.palette.color(role))
        painter.setClipRect(room)
        _draw(painter, room.adjusted(margin, 0, -margin, 0), option.font, words, marks)
        painter.restore()


def as_html(words: str, term: str) -> str:
    """Words as they were typed, line by line, with what is looked for marked."""
    ground, ink = theme.colour("attention_tint").name(), theme.colour("attention").name()
    made, place = [], 0
    for start, end in spans(words, term):
        made.append(escape(words[place:start]))
        made.append(f'<b style="background:{ground};color:{ink}">{escape(words[start:end])}</b>')
        place = end
    return "".join([*made, escape(words[place:])]).replace("\n", "<br>")


def _draw(painter: QPainter, room: QRect, font: QFont, words: str, marks: Sequence[Span]) -> None:
    bold = QFont(font)
    bold.setBold(True)
    plain_metrics, bold_metrics = QFontMetrics(font), QFontMetrics(bold)
    words, marks = _with_the_first(words, marks, lambda part: bold_metrics.horizontalAdvance(part) <= room.width())
    marked = [words[start:end] for start, end in marks]
    wider = sum(bold_metrics.horizontalAdvance(each) - plain_metrics.horizontalAdvance(each) for each in marked)
    shown = plain_metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - wider)
    whole = shown == words
    layout = QTextLayout(shown, font)
    only_line = QTextOption()
    only_line.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(only_line)
    layout.setFormats([_range(shown, span) for span in marks if whole or span.end < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2))


def _with_the_first(words: str, marks: Sequence[Span], fits: Callable[[str], bool]) -> tuple[str, Sequence[Span]]:
    """Without so much of the beginning that the first mark is in sight."""
    first = marks[0]
    if fits(f"{words[: first.end]}…"):
        return words, marks
    cuts = range(max(1, first.start - _MOST_BEFORE), first.start + 1)
    cut = next((cut for cut in cuts if fits(f"…{words[cut : first.end]}…")), first.start)
    return f"…{words[cut:]}", [Span(start - cut + 1, end - cut + 1) for start, end in marks]


def _range(words: str, span: Span) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setBackground(theme.colour("attention_tint"))
    look.setForeground(theme.colour("attention"))
    made = QTextLayout.FormatRange()
    made.start = units(words[: span.start])
    made.length = units(words[span.start : span.end])
    made.format = look
    return made
