"""The side panel's list of earlier registrations of the same person, with what the office still owes."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from petitiondesk.office.recognition import Earlier, Owed
from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.windows.actions import key_text
from petitiondesk.windows.messages import tr
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.words_for import days_left


class EarlierPanel(QWidget):
    """Shows the entries; the one highlighted is what the keys link or take over. It writes nothing by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Earlier] = ()
        self._blocks: list[QFrame] = []
        self._at = 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._title = wrapped("", "section")
        self._keys = wrapped("", "quiet")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._layout.addWidget(self._title)
        self._layout.addLayout(self._list)
        self._layout.addWidget(self._keys)
        self._layout.addStretch(1)
        self.show_earlier((), date.min)

    def show_earlier(self, entries: Sequence[Earlier], today: date) -> None:
        """Show these entries; the highlight stays on the same registration while it is among them."""
        kept = self.current()
        self._entries = entries
        while self._blocks:
            block = self._blocks.pop()
            block.setParent(None)
            block.deleteLater()
        for entry in entries:
            self._blocks.append(_block(entry, today))
            self._list.addWidget(self._blocks[-1])
        numbers = [entry.number for entry in entries]
        self._at = numbers.index(kept.number) if kept and kept.number in numbers else 0
        self._title.setText(tr("Registered before ({count})", count=len(entries)) if entries else "")
        self._keys.setText(_keys(len(entries)))
        self._highlight()

    def current(self) -> Earlier | None:
        """The highlighted entry."""
        return self._entries[self._at] if self._at < len(self._entries) else None

    def highlight_next(self, step: int) -> None:
        """Move the highlight up or down."""
        if self._entries:
            self._at = max(0, min(len(self._entries) - 1, self._at + step))
            self._highlight()

    def _highlight(self) -> None:
        for place, block in enumerate(self._blocks):
            set_state(block, "chosen" if place == self._at else "")


def _keys(count: int) -> str:
    if not count:
        return ""
    lines = [
        tr("{key} link as raised again", key=key_text("link")),
        tr("{key} take over the person's details only", key=key_text("take_over")),
        tr("{key} somebody else", key=key_text("not_the_same")),
    ]
    if count > 1:
        lines.append(tr("{key} next in the list", key=key_text("next_earlier")))
    return "\n".join(lines)


def _block(entry: Earlier, today: date) -> QFrame:
    block = QFrame()
    block.setProperty("role", "entry")
    layout = QVBoxLayout(block)
    layout.setContentsMargins(8, 6, 8, 6)
    layout.setSpacing(2)
    layout.addWidget(wrapped(f"{entry.number}  {entry.name or ''}", "strong"))
    layout.addWidget(wrapped(f"{entry.received_on.isoformat()}  {entry.matter or ''}"))
    layout.addWidget(wrapped(" · ".join(tr(reason.label) for reason in entry.reasons), "quiet"))
    for owed in entry.owed:
        layout.addWidget(_owed(owed, today))
    if not entry.owed:
        layout.addWidget(wrapped(tr("Nothing is owed at the moment."), "quiet"))
    return block


def _owed(owed: Owed, today: date) -> QLabel:
    clock = NATIONAL_2022.clocks[owed.clock]
    words = tr("We owe: {what}, {light}", what=tr(clock.name), light=days_left(owed.last_day, today))
    label = wrapped(words)
    set_state(label, "late" if owed.last_day < today else "owed")
    return label
