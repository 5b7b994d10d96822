"""The side panel's list of earlier registrations of the same person, with what the office still owes."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from petitiondesk.office.recognition import SHOWN, Earlier, Owed, is_sure, name_shown
from petitiondesk.rules.clocks import clock_of
from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.masking import masked_number
from petitiondesk.rules.messages import _
from petitiondesk.windows.actions import key_text
from petitiondesk.windows.messages import tr
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.words_for import days_left


class EarlierPanel(QWidget):
    """Shows the entries; the one highlighted is what the keys link or take over. It writes nothing by itself.

    Title and keys stand still, the entries scroll below them: the highlighted one is always in sight.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Earlier] = ()
        self._blocks: list[_Block] = []
        self._at = 0
        self._linked: int | None = None
        self._title = wrapped("", "section")
        self._keys = wrapped("", "quiet")
        self._keys.setObjectName("earlier_keys")
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self._list.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        inside.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._keys)
        layout.addWidget(self._area, 1)
        self.show_earlier((), date.min)

    def show_earlier(self, entries: Sequence[Earlier], today: date) -> None:
        """Show these entries; the highlight stays on the same registration while it is among them."""
        kept = self.current()
        self._entries = entries[:SHOWN]
        while self._blocks:
            block = self._blocks.pop()
            block.setParent(None)
            block.deleteLater()
        for place, entry in enumerate(self._entries):
            self._blocks.append(_Block(entry, today))
            self._list.insertWidget(place, self._blocks[-1])
        numbers = [entry.number for entry in self._entries]
        self._at = numbers.index(kept.number) if kept and kept.number in numbers else 0
        self._title.setText(_title(len(entries)))
        self._keys.setText(_keys(len(entries)))
        self._mark()

    def show_linked(self, case_id: int | None) -> None:
        """Mark the entries of the case that the visit on screen is linked to; None: of no case."""
        self._linked = case_id
        self._mark()

    def current(self) -> Earlier | None:
        """The highlighted entry."""
        return self._entries[self._at] if self._at < len(self._entries) else None

    def highlight_next(self, step: int) -> None:
        """Move the highlight up or down."""
        if self._entries:
            self._at = max(0, min(len(self._entries) - 1, self._at + step))
            self._mark()

    def _mark(self) -> None:
        for place, (entry, block) in enumerate(zip(self._entries, self._blocks, strict=True)):
            set_state(block, "chosen" if place == self._at else "")
            block.say_linked(entry.case_id == self._linked)
        self._bring_into_view()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Entries just shown, or said more of, have their places only now."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self._bring_into_view)
        return False

    def _bring_into_view(self) -> None:
        if self._at < len(self._blocks):
            place = self._blocks[self._at].geometry()
            self._area.ensureVisible(0, place.bottom(), 0, 0)
            self._area.ensureVisible(0, place.top(), 0, 0)  # last: its number is above all


class _Block(QFrame):
    """One entry. Where it may be somebody else's it shows what to compare, masked, and not what was told."""

    def __init__(self, entry: Earlier, today: date) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self._linked: QLabel | None = None
        self._lines = layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(2)
        sure, day = is_sure(entry), entry.received_on.isoformat()
        name = tr("Anonymous") if entry.anonymous else name_shown(entry)
        layout.addWidget(wrapped(f"{entry.number}  {name}", "strong"))
        for owed in entry.owed:  # before all else: at a large size there is room for little more
            layout.addWidget(_owed(owed, entry.number, today))
        layout.addWidget(wrapped(f"{day}  {_matter(entry)}" if sure else _to_compare(entry)))
        why = [tr(reason.label) for reason in entry.reasons]
        layout.addWidget(wrapped(" · ".join(why if sure else [*why, day]), "quiet"))
        if not entry.owed:
            layout.addWidget(wrapped(tr("Nothing is owed at the moment."), "quiet"))

    def say_linked(self, linked: bool) -> None:
        """Say whether the visit on screen is linked to this one's case."""
        if linked and self._linked is None:
            self._linked = wrapped(tr("This visit is linked here"))
            set_state(self._linked, "ok")
            self._lines.insertWidget(1, self._linked)
        elif not linked and self._linked is not None:
            self._linked.setParent(None)
            self._linked.deleteLater()
            self._linked = None


def _matter(entry: Earlier) -> str:
    hidden = not in_sight(entry.confidentiality).matter
    return tr("Nothing of it is shown in a list.") if hidden else entry.matter or ""


def _to_compare(entry: Earlier) -> str:
    """What to ask the visitor for, so that nobody hears from the screen what somebody else has told."""
    if entry.anonymous:
        return tr("There is nothing to take over.")
    told = [
        tr("{what} {number}", what=tr(what), number=masked_number(number))
        for what, number in ((_("ID number"), entry.id_number), (_("Phone"), entry.phone))
        if number
    ]
    if told:
        return tr("Compare first: {numbers}", numbers=" · ".join(told))
    return tr("Compare first: neither ID number nor phone is on record.")


def _title(count: int) -> str:
    """Without a figure: nobody is known by how often he or she came."""
    if count > SHOWN:
        return tr("Registered before (the first {count}, there are more)", count=SHOWN)
    return tr("Registered before")


def _keys(count: int) -> str:
    if not count:
        return tr("Name, ID number or phone bring up here what was registered before.")
    does = [
        ("link", tr("link as raised again")),
        ("take_over", tr("details only")),
        ("not_the_same", tr("somebody else")),
    ]
    if count > 1:
        does.append(("next_earlier", tr("next")))
    return "  ".join(tr("{key} {what}", key=key_text(action), what=what) for action, what in does)


def _owed(owed: Owed, number: str, today: date) -> QLabel:
    """A case may have come again since: what runs from another registration is not told as this one's."""
    what, light = tr(clock_of(owed.rule_set, owed.clock).name), days_left(owed.last_day, today)
    if owed.number in (None, number):
        words = tr("We owe: {what}, {light}", what=what, light=light)
    else:
        words = tr("We owe under {number}: {what}, {light}", number=owed.number, what=what, light=light)
    label = wrapped(words)
    set_state(label, "late" if owed.last_day < today else "owed")
    return label
