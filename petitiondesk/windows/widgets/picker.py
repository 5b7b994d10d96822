"""A line for something out of a catalogue: a place, a content category, a unit.

What is typed stays what it is until the person takes a choice: Enter or Tab takes the highlighted line of the list
below, Escape closes the list, Right takes the grey words, which say so themselves. Text that matches nothing is kept
as text without an id; the list then says that nothing was found, and what to do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from petitiondesk.rules.messages import _
from petitiondesk.rules.one_line import in_one_line
from petitiondesk.windows import actions, theme
from petitiondesk.windows.messages import tr
from petitiondesk.windows.utf16 import units
from petitiondesk.windows.widgets.list_below import list_below, stands_in
from petitiondesk.windows.widgets.one_line import OneLine

_LINES_SHOWN = 8
_CORNER = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

KEPT_AS_TYPED = _("Or go on: it is kept as typed, and an entry can be chosen later.")
MAY_STAY_BLANK = _("Or leave it blank.")
"""What else can be done where nothing is found."""


@dataclass(frozen=True)
class Choice:
    """An entry of a catalogue; ``note`` stands behind its text in the list only."""

    id: int
    text: str
    note: str = ""


Search = Callable[[str], Sequence[Choice]]
"""The entries that a text may mean, the likeliest first; "" asks for all that are worth showing."""


class Picker(OneLine):
    """A line edit with a list of choices below it, which never takes the focus.

    With ``search`` the list is made at once. Without it, :attr:`asked` is sent and whoever searches answers by
    :meth:`searched`; an answer to a text that is no longer there is passed over. ``advice`` is the msgid of what
    else can be done where nothing is found.
    """

    changed = Signal()
    """The text or the chosen entry is another."""

    asked = Signal(str)
    """Somebody is wanted who searches for this text."""

    def __init__(
        self, search: Search | None = None, *, advice: str = KEPT_AS_TYPED, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._advice = advice
        self._chosen: Choice | None = None
        self._suggested: Choice | None = None
        self._list: QListWidget | None = None
        self._composing = False
        self._searched_for = ""
        self._waiting = False
        self._take_when_found = False
        self.textChanged.connect(self.changed)
        self.textEdited.connect(self._edited)

    # -- value -----------------------------------------------------------------------------------------------------

    def choice_id(self) -> int | None:
        """The chosen entry; None when the text is the person's own."""
        return self._chosen.id if self._chosen and self._chosen.text == self.text() else None

    def set_choice(self, choice_id: int | None, text: str) -> None:
        """Fill the line by program: an entry, or with None a text of its own."""
        self._close()
        text = in_one_line(text)
        before = (self.choice_id(), self.text())
        self._chosen = None if choice_id is None else Choice(choice_id, text)
        if text != before[1]:
            self.setText(text)
        elif choice_id != before[0]:
            self.changed.emit()

    def forget(self) -> None:
        """Somebody else is asked now: nothing that was searched or offered before is for that person."""
        self._close()
        self.suggest(None)
        self._searched_for = ""
        self._waiting = self._take_when_found = False

    def suggest(self, choice: Choice | None) -> None:
        """Offer an entry as grey words behind the cursor, with the key that takes it; nothing else does."""
        self._suggested = choice
        self.update()
        self._announce_ghost()

    # -- the list --------------------------------------------------------------------------------------------------

    def searched(self, text: str, choices: Sequence[Choice]) -> None:
        """Show what was found for ``text``, unless something else stands in the line by now."""
        if text != self.text() or self._composing:
            return
        self._waiting = False
        if self._take_when_found:
            self._take_when_found = False
            if choices:
                self._take(choices[0])
            return
        same = [choice for choice in choices if choice.text == text]
        if len(same) == 1 and self.choice_id() is None:
            self._chosen = same[0]
            self.changed.emit()
        if not self.hasFocus():
            self._close()
        elif choices:
            self._open([(choice, _in_list(choice)) for choice in choices])
        else:
            nothing = (tr("Nothing found: type another word."), tr(self._advice))
            self._open([(None, words) for words in nothing])
            self._announce(" ".join(nothing))

    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    def highlighted(self) -> Choice | None:
        """The line of the list that Enter and Tab take."""
        item = self._list.currentItem() if self._list is not None and self._list.isVisible() else None
        choice = item.data(Qt.ItemDataRole.UserRole) if item else None
        return choice if isinstance(choice, Choice) else None

    def take_highlighted(self) -> bool:
        """Put the highlighted entry into the line, for which undo brings back what was typed; False without one.

        A hand that is faster than the search is not let down: the first entry found is taken when it comes.
        """
        choice = self.highlighted()
        self._take_when_found = self._waiting
        self._close()
        if choice is not None:
            self._take(choice)
        return choice is not None

    def take_suggestion(self) -> bool:
        """Take the grey words; False when there are none to be seen."""
        if not self._ghost() or self._suggested is None:
            return False
        self._close()
        self._take(self._suggested)
        return True

    # -- keys and input methods ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Escape belongs to an open list before it belongs to the window."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.is_open():
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._close()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list and of the grey words; an input method that composes has them all to itself."""
        if self._composing or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
        elif self._taken(event.key()):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab takes what is highlighted before it moves on; Shift+Tab leaves the text as it is."""
        if forward and not self._composing:
            self.take_highlighted()
        return super().focusNextPrevChild(forward)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """While somebody composes nothing is searched and no list is in the way; what was composed is searched."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self._close()
        else:
            self._edited()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is offered in grey is read out."""
        super().focusInEvent(event)
        self._announce_ghost()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving closes the list; the text stays."""
        self._composing = False
        self._close()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A list never outlives its line."""
        self._close()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, with the grey words behind the cursor and, framed, the key that takes them."""
        super().paintEvent(event)
        ghost = self._ghost()
        if not ghost:
            return
        metrics, cursor, offer = self.fontMetrics(), self.cursorRect(), _offer()
        gap = metrics.horizontalAdvance("0")
        start, end = cursor.center().x() + 1, self.contentsRect().right() - gap
        if start + metrics.horizontalAdvance(ghost + offer) + 3 * gap > end:
            offer = actions.key_text("take_ghost")
        frame = metrics.horizontalAdvance(offer) + 2 * gap
        words = metrics.elidedText(ghost, Qt.TextElideMode.ElideMiddle, end - start - frame - gap)
        painter = QPainter(self)
        painter.setPen(theme.colour("quiet"))
        room = QRect(start, cursor.top(), max(0, end - start), cursor.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        box = QRect(start + metrics.horizontalAdvance(words) + gap, cursor.top(), frame, cursor.height() - 1)
        painter.setPen(theme.colour("accent"))
        painter.drawRoundedRect(box, _CORNER, _CORNER)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, offer)
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list stays below the line when what stands around it moves."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.is_open():
            self._place()
        return False

    # -- private ---------------------------------------------------------------------------------------------------

    def _taken(self, key: int) -> bool:
        if key in _ENTER:
            return self.take_highlighted()
        return key == Qt.Key.Key_Right and self.take_suggestion()

    def _edited(self) -> None:
        if self._composing or self.text() == self._searched_for:
            return
        if not self.text().strip() or self.choice_id() is not None:
            self._searched_for = self.text()
            self._close()
        else:
            self._ask()

    def _ask(self) -> None:
        self._searched_for = self.text()
        self._take_when_found = False
        if self._search is None:
            self._waiting = True
            self.asked.emit(self.text())
        else:
            self.searched(self.text(), self._search(self.text()))

    def _take(self, choice: Choice) -> None:
        before = (self.choice_id(), self.text())
        self._chosen = choice
        if choice.text != before[1]:
            self._searched_for = choice.text
            self.selectAll()
            self.insert(choice.text)  # setText would forget what undo knows
        elif choice.id != before[0]:
            self.changed.emit()

    def _ghost(self) -> str:
        """The grey words: what the suggestion says beyond what was typed."""
        text = self.text()
        at_the_end = self.cursorPosition() == units(text)
        if self._suggested is None or self._composing or not (self.hasFocus() and at_the_end):
            return ""
        wanted = self._suggested.text
        return wanted[len(text) :] if wanted.startswith(text) and not self.hasSelectedText() else ""

    def _move(self, step: int) -> None:
        if self._list is None or not self._list.isVisible():
            self._ask()
            return
        row = self._list.currentRow() + step
        self._list.setCurrentRow(row if row < self._list.count() else self._list.count() - 1)

    def _open(self, lines: Sequence[tuple[Choice | None, str]]) -> None:
        """Show lines; one without a choice is there to be read only."""
        shown = self._list or self._make_list()
        shown.clear()
        for choice, words in lines:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, choice)
            if choice is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            shown.addItem(item)
        shown.setCurrentRow(0)
        shown.setAccessibleName(self.accessibleName())
        self._place()
        shown.show()
        shown.raise_()

    def _announce_ghost(self) -> None:
        if ghost := self._ghost():
            self._announce(f"{self.text()}{ghost} {_offer()}")

    def _announce(self, words: str) -> None:
        """Have it read out: the list never takes the focus, so nobody would come across it."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _make_list(self) -> QListWidget:
        made = self._list = list_below(self, Qt.TextElideMode.ElideMiddle)
        made.itemClicked.connect(self._clicked)
        for widget in stands_in(self):
            widget.installEventFilter(self)
        return made

    def _place(self) -> None:
        """Below the line where there is room for it, else above; never beyond the window."""
        if self._list is None:
            return
        line, whole = QRect(self.mapTo(self.window(), QPoint(0, 0)), self.size()), self.window().rect()
        wanted = self._list.sizeHintForRow(0) * min(self._list.count(), _LINES_SHOWN) + 2 * self._list.frameWidth() + 4
        below, above = whole.bottom() - line.bottom(), line.top()
        height = min(wanted, max(below, above))
        top = line.bottom() + 1 if below >= height else line.top() - height
        width = min(max(line.width(), self._list.sizeHintForColumn(0) + 3 * line.height() // 2), whole.width())
        self._list.setGeometry(min(line.left(), whole.width() - width), top, width, height)

    def _clicked(self) -> None:
        self.take_highlighted()

    def _close(self) -> None:
        """Put the list away for good: the line may stand in another window when it opens again."""
        if self._list is None:
            return
        for widget in stands_in(self):
            widget.removeEventFilter(self)
        self._list.hide()
        self._list.deleteLater()
        self._list = None


def _in_list(choice: Choice) -> str:
    return f"{choice.text}    {choice.note}" if choice.note else choice.text


def _offer() -> str:
    return tr("{key} takes it", key=actions.key_text("take_ghost"))
