"""The same person, while name, ID or phone is typed: shown with reasons, linked or taken over by one key.

Nothing is written by itself, and what the visitor has just said stays.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from petitiondesk.office import corrections, recognition
from petitiondesk.office.recognition import Earlier
from petitiondesk.windows.dialogs import link
from petitiondesk.windows.draft_keeper import DraftKeeper
from petitiondesk.windows.messages import tr
from petitiondesk.windows.pages.visit_form import VisitForm
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.earlier_panel import EarlierPanel

LOOK_UP_MS = 80
"""After the last key; the answer must stand there before the next one."""

CASE, PERSON, NEW_FACTS = "registration.case_id", "petitioner.id", "registration.new_facts"
"""Paths: the case linked and the person taken over, for which the form has no field, and the answer about new facts."""


class SamePerson(QObject):
    """Looks earlier registrations up for the panel, and acts on the highlighted one."""

    said = Signal(str, str)
    """A sentence for the bar, and its look."""

    taken_over = Signal()
    """The person's details, or a link, have come into the draft."""

    def __init__(
        self,
        station: Station,
        form: VisitForm,
        keeper: DraftKeeper,
        panel: EarlierPanel,
        failed: Callable[[Exception], object],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._station = station
        self._form = form
        self._keeper = keeper
        self._panel = panel
        self._failed = failed
        self._page = page
        self._wait = QTimer(self, singleShot=True, interval=LOOK_UP_MS)
        self._wait.timeout.connect(self._look)

    def look(self, path: str = "") -> None:
        """Something was typed at ``path``; when it tells about the person, the panel is asked for anew."""
        if not path or path in recognition.WATCHED:
            self._wait.start()

    def forget(self) -> None:
        """Another visitor: nothing is known yet."""
        self._wait.stop()
        self._panel.show_earlier((), self._station.today())

    def link(self) -> None:
        """Link this visit to the highlighted case as raised again; asks for new facts, takes over the person."""
        entry = self._panel.current()
        answer = link.ask_new_facts(self._page) if entry else None
        if entry is None or answer is None:
            return
        self._keeper.carried[CASE] = str(entry.case_id)
        self._form.form.write(NEW_FACTS, answer)
        self._form.show_new_facts()
        self.said.emit(tr("Linked to {number} as raised again.", number=entry.number), "ok")
        self._take_over(entry)

    def take_over(self) -> None:
        """Take over the highlighted person's details, and nothing else."""
        if entry := self._panel.current():
            self._take_over(entry)

    def leave(self) -> None:
        """It is somebody else: a link is taken back, and the list goes until name, ID or phone change again."""
        self.forget()
        linked = self._keeper.carried.pop(CASE, None)
        taken_over = self._keeper.carried.pop(PERSON, None)
        if linked or taken_over:
            self._form.form.write(NEW_FACTS, "")
            self._keeper.typed()
            self.said.emit("", "ok")

    def _look(self) -> None:
        work = partial(
            recognition.earlier,
            self._station.desk,
            self._keeper.fields(),
            self._station.today(),
            besides=corrections.number_of(self._keeper.draft()),
        )
        self._station.background.submit(
            "counter", work, done=self._show, failed=self._failed, owner=self, key="earlier"
        )

    def _show(self, entries: Sequence[Earlier]) -> None:
        self._panel.show_earlier(entries, self._station.today())

    def _take_over(self, entry: Earlier) -> None:
        work = partial(recognition.person, self._station.desk, entry.petitioner_id)
        self._station.background.submit(
            "counter", work, done=self._fill, failed=self._failed, owner=self, key="take over"
        )

    def _fill(self, texts: dict[str, str]) -> None:
        """Only blank fields are filled."""
        if not texts:
            return
        self._keeper.carried[PERSON] = texts.pop(PERSON)
        there = self._form.texts()
        for path, text in texts.items():
            if not path.endswith(".typed") and not there.get(path) and not there.get(f"{path}.typed"):
                self._form.form.write(path, text, texts.get(f"{path}.typed", ""))
        self._keeper.typed()
        self.taken_over.emit()
