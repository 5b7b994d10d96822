"""All steps of the procedure for a request: those that may be recorded now, then the others and why not."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from petitiondesk.rules.citations import cited
from petitiondesk.rules.initials import initials
from petitiondesk.rules.messages import Message
from petitiondesk.rules.names import fold
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.windows import theme
from petitiondesk.windows.composing import composing_in, watch
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.widgets.fields import line
from petitiondesk.windows.widgets.labels import plain_tip

_LEAST, _SHOWN = 4, 12
"""Steps in sight: on a small screen, and where there is room."""

_EDGES = 64
"""Pixels of the screen's height that are left to the window's own title."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def choose_step(
    parent: QWidget | None,
    about: str,
    lawful: Sequence[StepKind],
    proposed: StepKind | None,
    refused: Mapping[StepKind, Message],
) -> StepKind | None:
    """The step that is to be recorded about a request; None when none is.

    ``proposed`` is highlighted at first; ``refused`` are the others, each with why it may not be recorded.
    """
    dialog = _Steps(parent, about, lawful, proposed, refused)
    return dialog.chosen() if shown(dialog) else None


class _Steps(Frame):
    """A line to narrow the list, which has the focus, and the list below it, which the arrow keys move through."""

    width_em = 44

    def __init__(
        self,
        parent: QWidget | None,
        about: str,
        lawful: Sequence[StepKind],
        proposed: StepKind | None,
        refused: Mapping[StepKind, Message],
    ) -> None:
        super().__init__(parent, "lawful_steps", tr("Steps that may be recorded now"))
        self._lines = [(kind, tr(kind.label), say(cited(STEPS[kind].article)), "") for kind in lawful]
        self._lines += [
            (kind, tr(kind.label), say(cited(STEPS[kind].article)), say(why)) for kind, why in refused.items()
        ]
        self._proposed = proposed
        self.say(about, "strong")
        self._filter = line()
        self._filter.setObjectName("filter")
        self._filter.setAccessibleName(tr("Find among them"))
        self._filter.setPlaceholderText(tr("Type a part of its name, or pinyin initials"))
        self._filter.textChanged.connect(self._narrow)
        self._filter.installEventFilter(self)
        watch(self._filter)
        self._list = _List()
        self._list.setObjectName("steps")
        self._list.setAccessibleName(tr("Steps"))
        self._list.setWordWrap(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMinimumHeight(_LEAST * round(self.fontMetrics().height() * 1.7))
        self._list.itemClicked.connect(self._take)
        self.form.addWidget(self._filter)
        self.form.addWidget(self._list, 1)
        self.start_at(self._filter)
        self.end_with(tr("Record nothing"), tr("Go on"), self._take, action_id="record_step")
        self._narrow("")

    def get_ready(self) -> None:
        """A long list has what the screen leaves, with the highlighted step in sight."""
        super().get_ready()
        room = self.screen().availableSize().height() - _EDGES
        more = _SHOWN * self._filter.sizeHint().height() - self._list.minimumHeight()
        self.resize(self.width(), min(self.height() + max(more, 0), max(room, self.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The highlighted step stays in sight."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_current)

    def chosen(self) -> StepKind | None:
        """The highlighted step, if it may be recorded."""
        item = self._list.currentItem()
        return StepKind.of(item.data(Qt.ItemDataRole.UserRole)) if item else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move through the list, Enter takes what is highlighted."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or watched is not self._filter:
            return super().eventFilter(watched, event)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or composing_in() is self._filter:
            return False
        if event.key() in _MOVES:
            QApplication.sendEvent(self._list, event)
            return True
        if event.key() in _ENTER and not event.isAutoRepeat():
            self._take()
            return True
        return False

    def _narrow(self, text: str) -> None:
        wanted = fold(text)
        self._list.clear()
        first = None
        for kind, label, article, why in self._lines:
            if wanted and not any(wanted in each for each in (fold(label), fold(article), *initials(label))):
                continue
            words = f"{label}    {why or article}"
            item = QListWidgetItem(words)
            item.setToolTip(plain_tip(words))
            if why:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setForeground(QColor(theme.colour("quiet")))
            else:
                item.setData(Qt.ItemDataRole.UserRole, kind)
                first = first or item
                first = item if kind is self._proposed else first
            self._list.addItem(item)
        if first is not None:
            self._list.setCurrentItem(first)
            self._list.scrollToItem(first)

    def _show_current(self) -> None:
        if item := self._list.currentItem():
            self._list.scrollToItem(item)

    def _take(self, _item: QListWidgetItem | None = None) -> None:
        """What may not be recorded is there to be read only."""
        if self.chosen() is not None:
            self.accept()


class _List(QListWidget):
    """Asks for no more room than it needs: what there is, it is given."""

    def sizeHint(self) -> QSize:
        """As high as it is at least."""
        return QSize(super().sizeHint().width(), self.minimumHeight())
