"""Settings: whom a visitor asks later (this office's), and what belongs to this machine."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from petitiondesk.office import details
from petitiondesk.office.details import OfficeContact
from petitiondesk.rules.messages import _
from petitiondesk.storage.models import OfficeDetails, Staff
from petitiondesk.windows import printing
from petitiondesk.windows.background import Background
from petitiondesk.windows.binding import ENTER_STOPS, Form
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr
from petitiondesk.windows.settings import LARGEST, SMALLEST, STEP, MachineSettings
from petitiondesk.windows.widgets.closed_list import ClosedList
from petitiondesk.windows.widgets.fields import line
from petitiondesk.windows.widgets.flow import Flow
from petitiondesk.words import Language


@dataclass(frozen=True)
class Settings:
    """What was chosen: the office's part, and the machine's as in :class:`MachineSettings`."""

    contact: OfficeContact
    slip_printer: str
    slip_size: str
    language: Language
    percent: int
    dark: bool


def ask_settings(
    parent: QWidget | None, contact: OfficeContact, machine: MachineSettings, background: Background
) -> Settings | None:
    """The settings as they shall be; None when they stay. The printers are asked for on the paper lane meanwhile."""
    dialog = _Settings(parent, contact, machine)
    background.submit("paper", printing.printers, done=dialog.offer_printers, owner=dialog)
    return dialog.settings() if shown(dialog) else None


class _Settings(Frame):
    def __init__(self, parent: QWidget | None, contact: OfficeContact, machine: MachineSettings) -> None:
        super().__init__(parent, "settings", tr("Settings"))
        self._build_office()
        self._build_machine(machine)
        self.form.addStretch(1)
        self.end_with(tr("Leave as it was"), tr("Save"), self.accept)
        self._office.fill(asdict(contact))
        self._office.changed.connect(self._check)
        self._check()

    # -- build -----------------------------------------------------------------------------------------------------

    def _build_office(self) -> None:
        self.say(tr("This office"), "strong")
        self.say(
            tr("Slips say whom to ask: they print the receptionist's phone or, where there is none, the office's."),
            "quiet",
        )
        self._office = Form(self)
        bind = self._office.bind
        phone, own, aid_phone, address, aid = line(latin=True), line(latin=True), line(latin=True), line(), line()
        days = line(latin=True)
        self._beside(bind(phone, OfficeDetails.phone, "phone"), bind(own, Staff.phone, "own_phone"))
        self._beside(bind(address, OfficeDetails.address, "address"))
        self._beside(
            bind(aid, OfficeDetails.legal_aid_name, "legal_aid_name"),
            bind(aid_phone, OfficeDetails.legal_aid_phone, "legal_aid_phone"),
        )
        self._beside(
            bind(
                days,
                OfficeDetails.attention_days,
                "attention_days",
                label=_("Days that draw the eye"),
            )
        )
        for field in (phone, own, aid_phone, address, aid, days):
            field.setProperty(ENTER_STOPS, True)
        self.start_at(phone)

    def _build_machine(self, machine: MachineSettings) -> None:
        self.form.addSpacing(8)
        self.say(tr("This computer"), "strong")
        self.say(tr("A strip of 80 mm shows the name masked: others at the counter see it."), "quiet")
        own, named = tr("This computer's own printer"), machine.slip_printer
        self._printer = _choice({"": own} | ({named: named} if named else {}), named)
        self._size = _choice({"A5": tr("Sheet, A5"), "80mm": tr("Strip, 80 mm")}, machine.slip_size)
        self._language = _choice({"zh": tr("中文"), "en": tr("English")}, machine.language)
        percents = sorted({*range(SMALLEST, LARGEST + 1, STEP), machine.percent})
        self._percent = _choice({str(size): f"{size} %" for size in percents}, str(machine.percent))
        self._look = _choice({"light": tr("Light"), "dark": tr("Dark")}, "dark" if machine.dark else "light")
        self._beside(
            _labelled(self._printer, "slip_printer", tr("Printer of slips")),
            _labelled(self._size, "slip_size", tr("Paper of slips")),
        )
        self._beside(
            _labelled(self._language, "screen_language", tr("Language of the screen")),
            _labelled(self._percent, "text_size", tr("Text size")),
            _labelled(self._look, "look", tr("Light or dark")),
        )

    # -- what the caller asks --------------------------------------------------------------------------------------

    def offer_printers(self, names: Iterable[str]) -> None:
        """Add the printers that this computer knows; the choice stays what it is."""
        if others := {name: name for name in names if self._printer.findData(name) < 0}:
            self._printer.add(others)

    def settings(self) -> Settings:
        """What stands in the fields."""
        return Settings(
            contact=self._contact(),
            slip_printer=self._printer.currentData(),
            slip_size=self._size.currentData(),
            language=self._language.currentData(),
            percent=int(self._percent.currentData()),
            dark=self._look.currentData() == "dark",
        )

    # -- slots and private -----------------------------------------------------------------------------------------

    def _check(self, _path: str = "") -> None:
        self._office.show_problems(details.problems(self._contact()))

    def _contact(self) -> OfficeContact:
        return OfficeContact(**self._office.texts())

    def _beside(self, *cells: QWidget) -> None:
        """Cells in one line where it has room for them."""
        row = Flow()
        for cell in cells:
            row.add(cell, 1)
        self.form.addLayout(row)


def _choice(entries: dict[str, str], chosen: str) -> ClosedList:
    box = ClosedList()
    box.add(entries)
    box.setCurrentIndex(box.findData(chosen))
    return box


def _labelled(box: ClosedList, name: str, words: str) -> QWidget:
    """A choice under its label."""
    box.setObjectName(name)
    box.setAccessibleName(words)
    box.setProperty(ENTER_STOPS, True)
    caption = QLabel(words)
    caption.setProperty("role", "caption")
    caption.setBuddy(box)
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(caption)
    column.addWidget(box)
    return cell
