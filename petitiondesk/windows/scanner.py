"""Scans of codes and identity cards, caught whatever has the focus.

A wedge scanner or reader types like a keyboard, only faster than any person: at least six characters less than 30 ms
apart. It ends them as it was set up: with Enter, Tab, CR and LF, Enter twice, or not at all. What is recognised is
taken out of the field that it was typed into; anything else, the bar code of a parcel say, is left to that field like
typed keys. Of several ends only the first counts, so that the cursor moves once.
"""

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from petitiondesk.windows.alt_letters import types_nothing
from petitiondesk.windows.utf16 import difference

SHORTEST = 6
"""Characters of the shortest scan."""

FASTEST_HAND = 0.030
"""Seconds: no person presses the next key sooner, six times in a row and Enter after it."""

HELD_MS = 60
"""How long keys are kept back while an input method composes, to see whether they are a scan; and how long it takes
until nothing more is expected of a scan that has no end."""

ENDS_FOLLOW = 0.1
"""Seconds: an end that comes so soon after the end of what was scanned is part of it, and no key of a person."""

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_LINE_FEED = (Qt.Key.Key_J, Qt.Key.Key_M)
"""With Ctrl: what readers send for LF and CR that know no key for them."""
_SHIFTS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)
_CTRL = Qt.KeyboardModifier.ControlModifier
_HARMLESS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier

Restore = Callable[[], None]


class ScanFilter(QObject):
    """Install it on the application: ``app.installEventFilter(ScanFilter(app, recognised=...))``.

    ``recognised`` tells from a text whether it is a scan for the program. ``clock`` gives seconds. Without one, the
    keyboard's own time stamps count where the system has them, so that a screen that stood still for a moment neither
    splits a scan nor makes one out of what a person typed meanwhile.
    """

    scanned = Signal(str)
    """What was scanned, without its end."""

    typed = Signal()
    """Somebody is typing: a key was pressed, or an input method is at work."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        recognised: Callable[[str], bool],
        clock: Callable[[], float] | None = None,
    ) -> None:
        super().__init__(parent)
        self._recognised = recognised
        self._clock = clock
        self._typed = ""
        self._last = 0.0
        self._just_ended = False
        self._touched: dict[QWidget, Restore | None] = {}
        self._composing = False
        self._held: list[QKeyEvent] = []
        self._releasing = False
        self._release_timer = QTimer(self, singleShot=True, interval=HELD_MS)
        self._release_timer.timeout.connect(self._release)
        self._end_timer = QTimer(self, singleShot=True, interval=HELD_MS)
        self._end_timer.timeout.connect(self._take_if_scanned)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch keys on their way to whatever has the focus.

        Only the end of a scan is kept from it, and a letter with Alt that means nothing.
        """
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.InputMethod):
            self.typed.emit()
        if kind == QEvent.Type.KeyPress:
            # An open list is closed by Enter before it is told of the key: it is no receiver any more by then.
            if (
                isinstance(event, QKeyEvent)
                and isinstance(watched, QWidget)
                and (watched is _receiver() or watched in self._touched)
                and not self._releasing
            ):
                if self._ends_once_more(event):
                    return True
                return self._pressed_while_composing(event) if self._composing else self._pressed(watched, event)
        elif kind == QEvent.Type.InputMethod:
            if isinstance(event, QInputMethodEvent):
                self._composing = bool(event.preeditString())
                self._forget()
        elif kind == QEvent.Type.FocusIn:
            self._composing = False
        return False

    def _pressed(self, receiver: QWidget, event: QKeyEvent) -> bool:
        if event.key() in _SHIFTS:
            return False
        if types_nothing(event):
            self._forget()
            return True
        moment = self._moment(event)
        fast = 0 <= moment - self._last < FASTEST_HAND
        if not fast and self._take_if_scanned():
            return self._pass_on(receiver, event)
        if _is_end(event):
            is_scan = self._ends(self._typed if fast else "", moment)
            over = self._take if is_scan else self._forget
            over()
            return is_scan
        if not _is_character(event):
            self._forget()
            return False
        if not fast:
            self._forget()
        if receiver not in self._touched:
            self._touched[receiver] = _as_it_stands(receiver)
        self._typed += event.text()
        self._last = moment
        if len(self._typed) >= SHORTEST:
            self._end_timer.start()
        return False

    def _pressed_while_composing(self, event: QKeyEvent) -> bool:
        """What the input method let through is kept back for a moment: a field can't be put right while it composes."""
        if event.key() in _SHIFTS:
            return False
        moment = self._moment(event)
        fast = 0 <= moment - self._last < FASTEST_HAND
        if not fast:
            self._release()
        if _is_end(event):
            is_scan = self._ends(self._held_text(), moment)
            self._release()
            return is_scan
        if not _is_character(event):
            self._release()
            return False
        self._held.append(event.clone())
        self._last = moment
        self._release_timer.start()
        return True

    def _ends(self, text: str, moment: float) -> bool:
        """Here ends what was typed fast. Whether that is a scan: only then is its end kept from the field."""
        self._just_ended, self._last = len(text) >= SHORTEST, moment
        return self._is_scan(text)

    def _ends_once_more(self, event: QKeyEvent) -> bool:
        """Whether this is LF after CR, a second Enter, or an end that came late."""
        if event.key() in _SHIFTS or not self._just_ended:
            return False
        moment = self._moment(event)
        self._just_ended = _is_end(event) and 0 <= moment - self._last < ENDS_FOLLOW
        return self._just_ended

    def _is_scan(self, text: str) -> bool:
        return len(text) >= SHORTEST and self._recognised(text)

    def _take_if_scanned(self) -> bool:
        """Nothing more came: a scan without an end is one all the same."""
        is_scan = self._is_scan(self._typed)
        if is_scan:
            self._just_ended = True
            self._take()
        return is_scan

    def _pass_on(self, receiver: QWidget, event: QKeyEvent) -> bool:
        """A scan was taken only when the next key came: that one is for whoever has the focus now."""
        if self._ends_once_more(event):
            return True
        now = _receiver()
        if now is None or now is receiver:
            return self._pressed(receiver, event)
        QApplication.sendEvent(now, event.clone())
        return True

    def _held_text(self) -> str:
        return "".join(held.text() for held in self._held)

    def _release(self) -> None:
        """Nothing more came: a scan is told, and what is none goes on to whoever has the focus."""
        self._release_timer.stop()
        text, held, self._held = self._held_text(), self._held, []
        if self._is_scan(text):
            self._just_ended = True
            self.scanned.emit(text)
            return
        receiver = _receiver()
        self._releasing = True
        for event in held:
            if receiver is not None:
                QApplication.sendEvent(receiver, event)
        self._releasing = False

    def _moment(self, event: QKeyEvent) -> float:
        if self._clock is not None:
            return self._clock()
        return event.timestamp() / 1000 if event.timestamp() else time.monotonic()

    def _forget(self) -> None:
        self._end_timer.stop()
        self._typed = ""
        self._touched.clear()

    def _take(self) -> None:
        text, touched = self._typed, list(self._touched.items())
        self._forget()
        for widget, restore in reversed(touched):
            if restore is not None and shiboken6.isValid(widget):
                restore()
        self.scanned.emit(text)


def _is_end(event: QKeyEvent) -> bool:
    if event.isAutoRepeat():
        return False
    modifiers = event.modifiers() & ~_HARMLESS
    return (not modifiers and event.key() in _ENDS) or (modifiers == _CTRL and event.key() in _LINE_FEED)


def _is_character(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & ~_HARMLESS and not event.isAutoRepeat()
    return plain and len(event.text()) == 1 and event.text().isascii() and event.text().isprintable()


def _receiver() -> QWidget | None:
    """The widget that gets a key first; its parents, which may get it afterwards, see no new key."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    return QApplication.focusWidget() or QApplication.activeWindow()


def _as_it_stands(widget: QWidget) -> Restore | None:
    """How to bring ``widget`` back to what it holds now, should the keys turn out to be a scan."""
    if isinstance(widget, QLineEdit):
        return _line(widget)
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return _text(widget)
    if isinstance(widget, QAbstractSpinBox):
        return _line(widget.lineEdit())
    if isinstance(widget, QComboBox):
        return _combo(widget)
    if isinstance(widget, QAbstractItemView):
        current = QPersistentModelIndex(widget.currentIndex())
        return lambda: widget.setCurrentIndex(current)
    return None


def _combo(box: QComboBox) -> Restore:
    line, index = box.lineEdit(), box.currentIndex()
    if line is not None:
        return _line(line)
    return lambda: box.setCurrentIndex(index)


def _line(line: QLineEdit) -> Restore:
    text, cursor = line.text(), line.cursorPosition()
    start, length = line.selectionStart(), line.selectionLength()

    def restore() -> None:
        if line.text() != text and line.isUndoAvailable():
            line.undo()  # one run of typing: perhaps more than the scan, never less
        if line.text() != text:
            first, removed, missing = difference(line.text(), text)
            line.setSelection(first, removed)
            line.insert(missing)
        if line.text() != text:
            line.setText(text)
        if start < 0:
            line.setCursorPosition(cursor)
        elif cursor == start:
            line.setSelection(start + length, -length)
        else:
            line.setSelection(start, length)

    return restore


def _text(edit: QPlainTextEdit | QTextEdit) -> Restore:
    document, before = edit.document(), edit.textCursor()
    text, steps = document.toRawText(), document.availableUndoSteps()
    anchor, position = before.anchor(), before.position()

    def restore() -> None:
        if document.toRawText() != text:
            take_out()
        cursor = edit.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)

    def take_out() -> None:
        while document.isUndoAvailable() and document.availableUndoSteps() > steps:
            edit.undo()
        if document.toRawText() != text and document.isUndoAvailable():
            edit.undo()  # the scan went on in one run with what the person had typed before it
        if document.toRawText() != text:
            first, removed, missing = difference(document.toRawText(), text)
            cursor = edit.textCursor()
            cursor.setPosition(first)
            cursor.setPosition(first + removed, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(missing)
        document.clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)

    return restore
