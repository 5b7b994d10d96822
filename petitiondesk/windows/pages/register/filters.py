"""The filters above the register: each says what it narrows the list to, or that it lets everything through."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from petitiondesk.office.register import Narrowing
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import _
from petitiondesk.rules.narrowing import DutyState, Period
from petitiondesk.windows import pickers
from petitiondesk.windows.messages import tr
from petitiondesk.windows.pages.register.columns import CLASSES
from petitiondesk.windows.station import Station
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.closed_list import ClosedList
from petitiondesk.windows.widgets.fields import keep_room
from petitiondesk.windows.widgets.flow import Flow
from petitiondesk.windows.widgets.picker import MAY_STAY_BLANK, Picker

_LISTS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "channel": (_("Channel"), _("Any channel"), {each: each.label for each in Channel}),
    "period": (_("Time of receipt"), _("Any time"), {each: each.label for each in Period}),
    "state": (_("First duty"), _("Owed or done"), {each: each.label for each in DutyState}),
    "confidentiality": (_("Class"), _("Any class"), {each: CLASSES[each] for each in Confidentiality}),
}
"""Of each closed list its name, what stands in it while it narrows nothing, and its entries: all msgids."""

_PICKERS: Mapping[str, tuple[str, str]] = {
    "category": (_("Category"), _("Any category")),
    "division": (_("Problem's division"), _("Any place")),
}

_ORDER = ("channel", "period", "category", "division", "state", "confidentiality")

_PICKER_DIGITS = 20


class Filters(QWidget):
    """Closed lists and pickers side by side."""

    changed = Signal()
    """Something was chosen, or taken back."""

    left = Signal()
    """Escape: back to where one came from."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.setObjectName("register_filters")
        self.lists = {name: self._make_list(name) for name in _LISTS}
        self.pickers = {
            "category": pickers.category_picker(station, advice=MAY_STAY_BLANK),
            "division": pickers.division_picker(station, advice=MAY_STAY_BLANK),
        }
        for name, picker in self.pickers.items():
            self._set_up_picker(name, picker)
        flow = Flow(line_spacing=8)
        for name in _ORDER:
            flow.add(self.lists.get(name) or self.pickers[name], 0 if name in self.lists else 1)
        self.setLayout(flow)
        self.first = self.lists[_ORDER[0]]
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def in_order(self) -> list[QWidget]:
        """The fields as Tab goes through them."""
        return [self._field(name) for name in _ORDER]

    def narrowing(self) -> Narrowing:
        """What the list is narrowed to."""
        chosen = {name: box.currentData() for name, box in self.lists.items()}
        return Narrowing(
            channel=Channel.of(chosen["channel"]),
            period=Period.of(chosen["period"]),
            category=self.pickers["category"].choice_id(),
            division=self.pickers["division"].choice_id(),
            state=DutyState.of(chosen["state"]),
            confidentiality=Confidentiality.of(chosen["confidentiality"]),
        )

    def words(self) -> list[str]:
        """By what it is narrowed, as it stands in the fields."""
        return [_shown(self._field(name)) for name in _ORDER if self._narrows(name)]

    def meaningless(self) -> list[str]:
        """What was typed and is no entry, so that it narrows nothing."""
        return [
            text for picker in self.pickers.values() if (text := picker.text().strip()) and picker.choice_id() is None
        ]

    def clear(self) -> None:
        """Let everything through."""
        self.go_on_with({})

    def handed_over(self) -> dict[str, object]:
        """What is chosen, for filters in another language."""
        chosen: dict[str, object] = {name: box.currentData() for name, box in self.lists.items()}
        return chosen | {name: (picker.choice_id(), picker.text()) for name, picker in self.pickers.items()}

    def go_on_with(self, chosen: Mapping[str, object]) -> None:
        """Choose what others have handed over."""
        self.blockSignals(True)
        for name, box in self.lists.items():
            box.setCurrentIndex(max(0, box.findData(chosen.get(name, ""))))
        for name, picker in self.pickers.items():
            match chosen.get(name):
                case (int() | None as choice_id, str(text)):
                    picker.set_choice(choice_id, text)
                case _nothing:
                    picker.set_choice(None, "")
        self.blockSignals(False)
        self._something_changed()

    # -- build and private -----------------------------------------------------------------------------------------

    def _make_list(self, name: str) -> ClosedList:
        called, anything, entries = _LISTS[name]
        made = ClosedList()
        made.add({"": tr(anything)} | {value: tr(label) for value, label in entries.items()})
        made.setObjectName(f"filter.{name}")
        made.setAccessibleName(tr(called))
        made.currentIndexChanged.connect(self._something_changed)
        return made

    def _set_up_picker(self, name: str, picker: Picker) -> None:
        called, anything = _PICKERS[name]
        picker.setObjectName(f"filter.{name}")
        picker.setAccessibleName(tr(called))
        picker.setPlaceholderText(tr(anything))
        keep_room(picker, _PICKER_DIGITS)
        picker.changed.connect(self._something_changed)

    def _field(self, name: str) -> ClosedList | Picker:
        return self.lists.get(name) or self.pickers[name]

    def _narrows(self, name: str) -> bool:
        return getattr(self.narrowing(), name) is not None

    def _something_changed(self, _what: object = None) -> None:
        for name in _ORDER:
            field = self._field(name)
            set_state(field, "chosen" if self._narrows(name) else "")
            field.setAccessibleDescription(tr("Narrows the list") if self._narrows(name) else "")
        self.changed.emit()


def _shown(field: ClosedList | Picker) -> str:
    return field.currentText() if isinstance(field, ClosedList) else field.text()
