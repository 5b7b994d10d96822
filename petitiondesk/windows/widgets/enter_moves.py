"""Enter moves on, Shift+Enter moves back; neither while an input method composes, when Enter confirms pinyin."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from petitiondesk.windows import composing
from petitiondesk.windows.binding import ENTER_STOPS
from petitiondesk.windows.widgets.picker import Picker

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class EnterMoves(QObject):
    """Watches the fields of ``area``. ``instead(widget)`` may do something else with Enter; True when it did."""

    def __init__(self, area: QWidget, instead: Callable[[QWidget], bool]) -> None:
        super().__init__(area)
        self._area = area
        self._instead = instead
        self.watch(area)

    @property
    def composing(self) -> bool:
        """Whether an input method is at work in one of the fields."""
        field = composing.composing_in()
        return field is not None and self._area.isAncestorOf(field)

    def watch(self, part: QWidget) -> None:
        """Watch all fields in ``part``, which may have been added later."""
        for widget in part.findChildren(QWidget):
            if widget.property(ENTER_STOPS) is not None:
                widget.removeEventFilter(self)
                widget.installEventFilter(self)
                composing.watch(widget)

    def move(self, widget: QWidget, *, forward: bool) -> None:
        """Put the focus on the next (or former) field at which Enter stops; the last one (the first) keeps it.

        Behind the last one, e.g. among the needs, it goes from field to field as Tab does.
        """
        following, beyond = widget, None
        while True:
            beside = following.nextInFocusChain() if forward else following.previousInFocusChain()
            following = beside or self._area
            if following in (widget, self._area) or not self._area.isAncestorOf(following):
                if beyond is not None and forward and not widget.property(ENTER_STOPS):
                    beyond.setFocus(Qt.FocusReason.TabFocusReason)
                return
            if self._stops_at(following):
                reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
                following.setFocus(reason)
                return
            if beyond is None and self._is_field(following):
                beyond = following

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Shift+Enter; everything else goes its way."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            return composing.composing_in() is not watched and self._pressed(watched, event)
        return False

    def _pressed(self, widget: QWidget, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Right and not modifiers and isinstance(widget, Picker):
            return widget.take_suggestion() and self._on(widget)
        if event.key() not in _ENTER:
            return False
        if event.isAutoRepeat():  # a key held down would run through the whole form
            return not isinstance(widget, QPlainTextEdit)
        if modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.move(widget, forward=False)
            return True
        if modifiers != Qt.KeyboardModifier.NoModifier or isinstance(widget, QPlainTextEdit):
            return False
        if isinstance(widget, Picker):
            widget.take_highlighted()
        return self._on(widget)

    def _on(self, widget: QWidget) -> bool:
        if not self._instead(widget):
            self.move(widget, forward=True)
        return True

    def _stops_at(self, widget: QWidget) -> bool:
        return bool(widget.property(ENTER_STOPS)) and self._is_field(widget)

    def _is_field(self, widget: QWidget) -> bool:
        return (
            widget.property(ENTER_STOPS) is not None
            and widget.isEnabled()
            and widget.isVisibleTo(self._area)
            and self._area.isAncestorOf(widget)
        )
