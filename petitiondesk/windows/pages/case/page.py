"""The case: what comes next in one sentence, everything on record at the left, papers and history at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from petitiondesk.office import case_page
from petitiondesk.office.case_page import CaseShown, PersonShown, RegistrationShown, StepShown, TermShown
from petitiondesk.office.case_requests import RequestShown
from petitiondesk.office.drafts import NotOnRecord
from petitiondesk.office.restricted import PurposeNeeded
from petitiondesk.rules.acts import Thing
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.pages.case.acts import CaseActs
from petitiondesk.windows.pages.case.details import Details
from petitiondesk.windows.pages.case.head import Head
from petitiondesk.windows.pages.case.history import History
from petitiondesk.windows.pages.case.lines import CaseLines, Key
from petitiondesk.windows.pages.case.papers import CasePapers
from petitiondesk.windows.pages.case.recording import Recording
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.attachment_strip import AttachmentStrip, dropped
from petitiondesk.windows.widgets.bars import Bars
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.notices import Notices

SAID_AFTER_MS = 150
"""A case that is there at once needs no words."""

RIGHT_EM = 22
"""Width of papers and history in heights of a line, as long as there is no room to spare."""

MOST_RIGHT = 0.4
"""Of the width, for papers and history."""

COLUMNS_EM = 14
"""Height of what stands below the head, at least, in heights of a line; a smaller page scrolls."""

FOR_A_REGISTRATION = ("papers", "reprint", "correct", "answer_now")
"""Actions of another page that the keys of this one reach, for the highlighted registration."""


class CasePage(Page):
    """Shows the case that was opened last; read anew, what is highlighted and in sight stays so."""

    shows = frozenset({Thing.REGISTRATION, Thing.CASE, Thing.PAPER, Thing.ATTACHMENT})
    shows_cases = True

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._asking = Asking(station.background, self, self._failed)
        self._notices = Notices(self)
        self.bars = self._bars = Bars(self._notices)
        self._number = ""
        """Of the registration by which the case was opened; its case is shown, whichever that is by now."""
        self._shown: CaseShown | None = None
        self._wanted: Key | None = None
        self._request: int | None = None
        """The request that is to be highlighted once the case was read."""
        self._late = QTimer(self, singleShot=True, interval=SAID_AFTER_MS)
        self._late.timeout.connect(lambda: self._say(tr("Reading the case …")))
        self._acts = CaseActs(station, self._notices, self)
        self._acts.said.connect(self.said)
        self._acts.moved.connect(self.registration_wanted)
        self._recording = Recording(station, self._notices, self)
        self._recording.said.connect(self.said)
        self._recording.recorded.connect(self._highlight_step)
        self._build()
        self._lay_out()
        self._install_actions()
        self._say_what_it_is_for()

    def take_focus(self) -> None:
        """The arrow keys go through the lines."""
        (self.lines if self._shown else self).setFocus()

    def show_case(self, opened: CaseShown, number: str) -> None:
        """Show it with that registration highlighted, else its first line."""
        self._number = number
        self._wanted = ("registration", number)
        self._arrived(opened, stays=False)
        self.take_focus()

    def refresh(self) -> None:
        """Read the case in sight anew."""
        if self._number:
            if self._shown is None:
                self._late.start()
            read = partial(case_page.read_again, self._station.desk, self._number, now=self._station.now())
            self._asking.read(read, partial(self._read_again, self._number), key="case")

    def words(self) -> str:
        """What could not be read or done."""
        return self._notices.words()

    def handed_over(self) -> object:
        """Which case, its highlighted line and request, what of its history is shown, and who looks at it."""
        key = self.lines.key() if self._shown else self._wanted
        request = self.head.requests.request_id() if self._shown else self._request
        return self._number, key, request, self.history.filter.currentIndex(), self._station.desk.actor.id

    def go_on_with(self, handed_over: object) -> None:
        """Read the same case; whoever sits down in somebody's place opens it anew."""
        match handed_over:
            case (str(number), key, request, int(place), whose) if whose == self._station.desk.actor.id:
                self._number, self._wanted = number, (str(key[0]), str(key[1])) if isinstance(key, tuple) else None
                self._request = request if isinstance(request, int) else None
                self.history.filter.setCurrentIndex(place)
                self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page while a case is in sight."""
        if self._shown is not None and dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What they are is asked once the other program has let them go."""
        event.acceptProposedAction()
        QTimer.singleShot(0, self, partial(self.files.take_files, dropped(event)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Papers and history have what they need, and what is said leaves half of the height."""
        super().resizeEvent(event)
        self._bars.fit(self.height() // 2)
        width = self.width()
        right = min(max(self.fontMetrics().height() * RIGHT_EM, width // 3), round(width * MOST_RIGHT))
        self._columns.setSizes([width - right, right])
        self._columns.setMinimumHeight(self.fontMetrics().height() * COLUMNS_EM)

    def changeEvent(self, event: QEvent) -> None:
        """In light and dark the lines have other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_shown", None) is not None:
            self._show_head(self.head.requests.request_id())
            self._show_lines()

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.details = Details()
        self.head = Head()
        self.head.button.clicked.connect(lambda: self._record())
        self.head.moved.connect(self._follow_request)
        self.head.requests.entered.connect(lambda: self.details.setFocus())
        self.lines = CaseLines()
        self.lines.moved.connect(self._follow_line)
        self.lines.came.connect(self._follow_line)
        self.lines.entered.connect(self.details.setFocus)
        self.papers = CasePapers(self._station, self._paper_failed)
        self.papers.said.connect(self.said)
        self.files = AttachmentStrip(self._station)
        self.files.said.connect(self.said)
        self.files.failed.connect(self._paper_failed)
        self.setAcceptDrops(True)
        self.history = History()

    def _lay_out(self) -> None:
        left = QSplitter(Qt.Orientation.Vertical)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.papers, 1)
        column.addWidget(self.files)
        column.addWidget(self.history, 3)
        self._columns = _Columns(Qt.Orientation.Horizontal)
        for split, parts in ((left, (self.lines, self.details)), (self._columns, (left, right))):
            split.setChildrenCollapsible(False)
            for part in parts:
                split.addWidget(part)
        left.setStretchFactor(0, 3)
        left.setStretchFactor(1, 2)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.head)
        rows.addWidget(self._columns, 1)
        rows.addWidget(self._keys())
        self._words = wrapped("")
        self._words.setObjectName("case_words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QWidget()
        self._inside = QStackedLayout(inside)
        self._inside.addWidget(self._words)
        self._whole = QScrollArea()
        self._whole.setWidget(whole)
        self._whole.setWidgetResizable(True)
        self._whole.setFrameShape(QFrame.Shape.NoFrame)
        self._whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._whole.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside.addWidget(self._whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bars)
        body = QVBoxLayout()
        body.setContentsMargins(16, 8, 16, 8)
        body.addWidget(inside)
        layout.addLayout(body, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _keys(self) -> QWidget:
        told = (
            ("lawful_steps", tr("all steps")),
            ("to_case_requests", tr("requests")),
            ("take_back", tr("take the step back")),
            ("link_case", tr("link")),
            ("unlink_case", tr("take out")),
            ("papers", tr("papers")),
            ("correct", tr("correct")),
            ("why_this_day", tr("why this day")),
        )
        return wrapped(
            "  ".join(tr("{key} {what}", key=actions.key_text(key), what=what) for key, what in told), "quiet"
        )

    def _install_actions(self) -> None:
        self.actions_by_id = self.files.actions_by_id | actions.install(
            self,
            {
                "record_step": self._record,
                "lawful_steps": self._any_step,
                "other_duty": self._record_highlighted,
                "take_back": self._take_back,
                "link_case": partial(self._for_registration, self._acts.link),
                "unlink_case": partial(self._for_registration, self._acts.unlink),
                "to_case_requests": partial(self._go_to, self.head.requests),
                "to_lines": partial(self._go_to, self.lines),
                "to_papers": partial(self._go_to, self.papers.list),
                "to_history": partial(self._go_to, self.history.filter),
                "why_this_day": self._why_this_day,
                "to_files": partial(self._go_to, self.files),
                **{each: partial(self._for_registration, partial(self._want, each)) for each in FOR_A_REGISTRATION},
            },
        )

    # -- reading ---------------------------------------------------------------------------------------------------

    def _read_again(self, number: str, shown: CaseShown) -> None:
        if number == self._number:  # else another one was opened meanwhile
            self._arrived(shown)

    def _arrived(self, shown: CaseShown, *, stays: bool = True) -> None:
        self._late.stop()
        self._notices.answered(_UNREAD)
        same = stays and self._shown is not None and self._shown.number == shown.number
        self._shown = shown
        wanted = self.head.requests.request_id() if same else self._request
        self._request = None
        self._show_head(wanted)
        self._show_lines()
        self.papers.show_papers(shown.papers)
        self.files.show_files([each.number for each in shown.registrations], shown.files)
        self.history.show_events(shown.history, stays=same)
        had_focus = self.hasFocus()
        self._inside.setCurrentWidget(self._whole)
        if had_focus:
            self.lines.setFocus()

    def _show_head(self, request_id: int | None) -> None:
        if self._shown is not None:
            self.head.show_case(self._shown, self._station.today(), request_id)

    def _show_lines(self) -> None:
        if self._shown is not None:
            self.lines.show_case(self._shown, self._station.today(), self._wanted)
            self._wanted = None

    def _failed(self, error: Exception) -> None:
        self._late.stop()
        if isinstance(error, PurposeNeeded | NotOnRecord):  # it is not for whoever sits here now, or is no more
            self._shown = None
            self.files.show_files((), ())
            self._say(trouble(error))
            return
        again = tr("{key} tries again.", key=actions.key_text("refresh"))
        self._notices.keep(_UNREAD, f"{trouble(error)} {again}", "late")
        if self._shown is None:
            self._say(tr("The case could not be read; nothing of it is lost."))

    def _paper_failed(self, error: Exception) -> None:
        self._notices.say(trouble(error), "late")

    def _follow_request(self) -> None:
        if self.head.requests.hasFocus():
            self.details.follow(self.head.requests.request())

    def _follow_line(self) -> None:
        if not self.head.requests.hasFocus():
            self.details.follow(self.lines.told())

    def _highlight_step(self, step_id: int) -> None:
        """What was recorded now is highlighted once it is among the lines, so that its key takes it back."""
        self._wanted = ("step", str(step_id))
        self.refresh()

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._inside.setCurrentWidget(self._words)

    def _say_what_it_is_for(self) -> None:
        self._say(
            tr(
                "Here a case stands whole: what was registered, what is owed, what was done, its papers and its "
                "history. It is opened by Enter in the register ({register}), by {open} for the registration "
                "highlighted at the reception, or by its number ({find}).",
                register=actions.key_text("go_register"),
                open=actions.key_text("open_case"),
                find=actions.key_text("find"),
            )
        )

    # -- what the keys do ------------------------------------------------------------------------------------------

    def _record(self) -> None:
        if self._is_there() and self._shown:
            self._recording.next_step(self._shown, self.head.requests.request())

    def _any_step(self) -> None:
        if self._is_there() and self._shown:
            self._recording.any_step(self._shown, self.head.requests.request())

    def _record_highlighted(self) -> None:
        term = self.lines.told()
        if not self._is_there() or self._shown is None:
            return
        if isinstance(term, TermShown) and term.done_on is None:
            self._recording.for_term(self._shown, term)
        else:
            self.said.emit(tr("No open term is highlighted: the arrow keys go to one."))

    def _take_back(self) -> None:
        told = self.lines.told()
        if self._is_there():
            self._acts.take_back(told if isinstance(told, StepShown) else None)

    def _why_this_day(self) -> None:
        if not self._is_there() or self._shown is None:
            return
        told = self.lines.told()
        number = self._registration()
        theirs = [term for term in self._shown.terms if term.number == number]
        term = told if isinstance(told, TermShown) else next(iter(theirs or self._shown.terms), None)
        if term is not None:
            self.lines.setFocus()
            self.lines.fold(term.duty_id)

    def _go_to(self, part: QWidget) -> None:
        if self._is_there():
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._whole.ensureWidgetVisible(part)

    def _want(self, action_id: str, number: str) -> None:
        self.action_wanted.emit(action_id, number)

    def _for_registration(self, does: Callable[[str], object]) -> None:
        if self._is_there() and (number := self._registration()):
            does(number)

    def _registration(self) -> str:
        """The registration that the highlighted line belongs to, else the first of the case."""
        numbers = [each.number for each in self._shown.registrations] if self._shown else []
        match self.lines.told():
            case RegistrationShown(number=number) | TermShown(number=number) if number in numbers:
                return number
            case RequestShown(of=number) | PersonShown(of=number):
                return number
        return next(iter(numbers), "")

    def _is_there(self) -> bool:
        """Whether a case is in sight; where none is, that is said."""
        if self._shown is None:
            self.said.emit(tr("No case is open."))
        return self._shown is not None


class _Columns(QSplitter):
    """Asks for no more room than it needs, so that the page scrolls only where that is not there."""

    def sizeHint(self) -> QSize:
        """As high as it is at least."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


_UNREAD = "unread"
"""The notice that the case could not be read."""
