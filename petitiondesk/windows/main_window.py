"""The window: the rail of pages, the search box, what concerns the whole program, the message line."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from petitiondesk.rules import identity_numbers
from petitiondesk.windows import actions, messages, theme
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.at_rest import AtRest, Leaving
from petitiondesk.windows.messages import tr
from petitiondesk.windows.page_stack import PageStack
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.pages.table import PAGES
from petitiondesk.windows.rail import Rail
from petitiondesk.windows.scanner import ScanFilter
from petitiondesk.windows.settings import STEP
from petitiondesk.windows.widgets.bars import Bars
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from petitiondesk.windows.widgets.notices import Notices
from petitiondesk.windows.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from petitiondesk.office.details import OfficeContact
    from petitiondesk.office.people import Person
    from petitiondesk.rules.messages import Message
    from petitiondesk.windows.dialogs.settings import Settings
    from petitiondesk.windows.page_stack import HandedOver
    from petitiondesk.windows.station import Station
    from petitiondesk.words import Language

SIZE = (1366, 768)
"""Pixels: the screen that the office has."""

BARS_PART = 4
"""The window's bars take one part of so many of its height."""

_NO_PHONE, _TROUBLE = "no phone", "trouble"
"""Names of notices: of what the office has not said yet, and of what went wrong with the window's own work."""


class MainWindow(QMainWindow):
    """Holds the pages.

    Everything in it is built anew when the language or the type size changes. That, and closing, waits until nothing
    runs whose outcome a page is to be told: no act, paper or failure is lost.
    """

    check_wanted = Signal()
    """The key of the check of the office."""

    def __init__(self) -> None:
        """An empty frame, to be painted at once while the rest of the program is still being loaded."""
        super().__init__()
        self._message = ""
        self._opened = False
        self._unsaved: OfficeContact | None = None
        self.notices = Notices(self)
        self.setWindowTitle(tr("PetitionDesk"))
        self.resize(*SIZE)
        actions.install(self, {"quit": self.close})

    def open(self, station: "Station", title: str, scans: ScanFilter) -> None:
        """Show the pages of an office."""
        self._station = station
        self._title = title
        self._asking = Asking(station.background, self, self._failed)
        if not self._opened:
            scans.scanned.connect(self._scanned)
        self._at_rest = AtRest(station.background, self)
        self._build()
        self._leaving = Leaving(self._at_rest, station.background, lambda: self._pages, self.notices, self.say, self)
        self._opened = True

    # -- build -----------------------------------------------------------------------------------------------------

    def _build(self, former: "HandedOver | None" = None) -> None:
        # Imported here: looking up brings in the office, and the empty frame is painted before.
        from petitiondesk.windows.looking_up import LookingUp
        from petitiondesk.windows.palette import Palette
        from petitiondesk.windows.sitting import Sitting

        self.setWindowTitle(f"{tr('PetitionDesk')} · {self._title}")
        self._pages = PageStack(self._station)
        self._pages.said.connect(self.say)
        self._looking_up = LookingUp(self._station, self._pages, self, self._failed)
        self._pages.registration_wanted.connect(self._looking_up.look_up_for_page)
        self._pages.action_wanted.connect(self._looking_up.do_for)
        self._looking_up.chosen.connect(self._pages.do)
        self._sitting = Sitting(self, lambda: self._station, self._asking, self._sat_down, self.say)
        self._rail = Rail()
        self._pages.shown.connect(self._rail.show_chosen)
        self._rail.chosen.connect(self._pages.go_to)
        self.bars = Bars(self.notices)
        self._whole = QWidget()
        rows = QVBoxLayout(self._whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(self._rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._head())
        self._palette = Palette(self._station, self._pages, self._looking_up, self.search, self, self._failed)
        right.addWidget(self.bars)
        right.addWidget(self._pages, 1)
        columns.addLayout(right, 1)
        rows.addLayout(columns, 1)
        rows.addWidget(self._foot())
        self.setCentralWidget(self._whole)
        self._install_actions()
        self._fit()
        self.notices.changed.emit()
        self._pages.go_to(PAGES[0].id)
        if former is not None:
            self._pages.go_on_with(former)

    def _fit(self) -> None:
        """The rail goes by the width of the window; its bars leave most of the height to the page."""
        self._rail.fit(self.width())
        self.bars.fit(self.height() // BARS_PART)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setProperty("role", "head")
        layout = QHBoxLayout(head)
        layout.setContentsMargins(16, 6, 16, 6)
        self.search = SearchBox()
        self.search.setObjectName("search")
        self.search.setAccessibleName(tr("Find"))
        self.search.setPlaceholderText(
            tr("Registration number, code or any words   {key}", key=actions.key_text("find"))
        )
        layout.addWidget(self.search, 1)
        layout.addWidget(self._emergency_button())
        who = ElidedLabel(f"{self._station.desk.actor.name}  {actions.key_text('who_sits')}")
        who.setObjectName("who_sits")
        who.setProperty("role", "quiet")
        layout.addWidget(who)
        return head

    def _emergency_button(self) -> QWidget:
        """In sight whatever the form shows: nobody looks for a key while somebody threatens to jump."""
        made = QPushButton(f"{tr('In danger')}  {actions.key_text('emergency')}")
        made.setAccessibleName(tr(actions.action("emergency").text))
        made.setObjectName("emergency_button")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: self._pages.do("emergency"))
        return made

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("role", "foot")
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(16, 4, 16, 4)
        self._line = ElidedLabel(self._message)
        self._line.setObjectName("message_line")
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout.addWidget(self._line, 1)
        keys = QLabel(tr("{key} keys of this page", key=actions.key_text("key_sheet")))
        keys.setProperty("role", "quiet")
        layout.addWidget(keys)
        return foot

    def _install_actions(self) -> None:
        for old in self.actions():
            self.removeAction(old)
        actions.install(
            self,
            {
                **{entry.key: partial(self._pages.go_to, entry.id) for entry in PAGES},
                "refresh": self._pages.refresh,
                "find": self._palette.go_to_box,
                "larger": partial(self._resize_text, STEP),
                "smaller": partial(self._resize_text, -STEP),
                "look": self._change_look,
                "language": self._change_language,
                "settings": self._open_settings,
                "who_sits": self._sitting.ask,
                "check_office": self.check_wanted.emit,
                "key_sheet": self._show_keys,
                "seen": self._put_away,
                "more_notices": self._show_next,
                "quit": self.close,
            },
        )

    # -- what others ask of it -------------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Put a sentence into the message line."""
        self._message = words
        self._line.setText(words)

    def page(self, page_id: str) -> Page:
        """The page of that id; it is built if it never was in sight."""
        return self._pages.page(page_id)

    def say_unforeseen(self, error: BaseException) -> None:
        """Something happened that nobody foresaw: say it calmly; the log has the trace (app.py)."""
        self.notices.keep(
            "unforeseen",
            tr(
                "Something went wrong that the program did not foresee ({kind}). What is typed is kept. The log file "
                "has the details: {log}",
                kind=type(error).__name__,
                log=self._station.log_file,
            ),
            "late",
        )

    def warn(self, warnings: "Sequence[Message]") -> None:
        """Say what the office has to know of this computer and of its record, each until it was seen."""
        for warning in warnings:
            self.notices.keep(warning.msgid, messages.say(warning))

    def remind_of_phone(self, contact: "OfficeContact") -> None:
        """Without a phone on record a slip can only send people to the window: said until there is one."""
        if contact.phone or contact.own_phone:
            self.notices.answered(_NO_PHONE)
            return
        words = tr(
            "The office's phone is not on record, so slips send people to the window: {key} asks for it.",
            key=actions.key_text("settings"),
        )
        self.notices.keep(_NO_PHONE, words, "owed")

    # -- slots -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rail and bars go by the size of the window."""
        super().resizeEvent(event)
        if self._opened:
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is put on the disk, and what runs is finished, before the window goes."""
        event.setAccepted(not self._opened or self._leaving.may_go())

    def _put_away(self) -> None:
        """The first notice that can be put away has been seen: the window's, then the page's."""
        before = self.notices.by_name()
        self.bars.put_away()
        if self.notices.by_name() == before and (bars := self._pages.page_in_sight().bars):
            bars.put_away()

    def _show_next(self) -> None:
        self.bars.show_next()
        if bars := self._pages.page_in_sight().bars:
            bars.show_next()

    def _scanned(self, text: str) -> None:
        """A scan while a dialog wants an answer waits in the search box: one thing after the other."""
        card = bool(identity_numbers.type_of(text))
        if QApplication.activeModalWidget() is None:
            (self._pages.card_scanned if card else self._looking_up.look_up)(text)
        elif card:
            self.say(tr("A card was read while a question is open: answer it and read the card again."))
        else:
            self.search.setText(text)
            self.say(tr("Scanned {code}: {key} and Enter look it up.", code=text, key=actions.key_text("find")))

    def _resize_text(self, step: int) -> None:
        self._station.settings.percent += step
        self._dress()
        self._at_rest.do(self._build_anew)

    def _change_look(self) -> None:
        self._station.settings.dark = not self._station.settings.dark
        self._dress()

    def _change_language(self) -> None:
        settings = self._station.settings
        self._speak("zh" if settings.language == "en" else "en")
        self._at_rest.do(self._build_anew)

    def _speak(self, language: "Language") -> None:
        """What was said last goes when the language changes: it was said in the other one."""
        settings = self._station.settings
        if language != settings.language:
            settings.language = language
            messages.speak(language)
            self.say("")

    def _open_settings(self) -> None:
        from petitiondesk.office import details

        # After what was saved last, so among the acts.
        self._asking.act(partial(details.read, self._station.desk), self._ask_settings, key="settings")

    def _ask_settings(self, on_record: "OfficeContact") -> None:
        from petitiondesk.office import details
        from petitiondesk.windows.dialogs.settings import ask_settings

        station = self._station
        chosen = ask_settings(self, self._unsaved or on_record, station.settings, station.background)
        self._unsaved = None
        if chosen is None:
            return
        self._change_machine(chosen)
        if chosen.contact == on_record:
            self._settings_saved(())
            return
        self._asking.act(
            partial(details.change, station.desk, chosen.contact, now=station.now()),
            partial(self._contact_saved, chosen.contact),
            partial(self._contact_not_saved, chosen.contact),
        )

    def _change_machine(self, chosen: "Settings") -> None:
        """What belongs to this machine, at once; the window is built anew only where its words or widths change."""
        settings = self._station.settings
        laid_out_for = settings.language, settings.percent
        settings.slip_printer, settings.slip_size = chosen.slip_printer, chosen.slip_size
        settings.percent, settings.dark = chosen.percent, chosen.dark
        self._speak(chosen.language)
        self._dress()
        if (settings.language, settings.percent) != laid_out_for:
            self._at_rest.do(self._build_anew)

    def _contact_saved(self, contact: "OfficeContact", said: "Sequence[Message]") -> None:
        self.remind_of_phone(contact)
        self._settings_saved(said)

    def _settings_saved(self, said: "Sequence[Message]") -> None:
        self.say(tr("The settings are saved."))
        if said:
            self.notices.keep(_TROUBLE, "\n".join(map(messages.say, said)), "owed")
        else:
            self.notices.answered(_TROUBLE)

    def _contact_not_saved(self, typed: "OfficeContact", error: Exception) -> None:
        """What was typed stands in the dialog again when it is opened the next time."""
        self._unsaved = typed
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.notices.keep(_TROUBLE, messages.trouble(error), "late")

    def _build_anew(self) -> None:
        """Widths and words are laid out for one language and size; what is typed, waits or is said comes along."""
        self._pages.commit_composed()
        had_focus = QApplication.focusWidget()
        self._build(self._pages.handed_over())
        again = self._whole.findChild(QWidget, had_focus.objectName()) if had_focus else None
        if again is not None:
            again.setFocus()

    def _sat_down(self, person: "Person") -> None:
        """Slips, the history and pages go by this person from now on; what is typed stays."""
        from petitiondesk.office import people

        station = self._station
        station.settings.sitting = person.id
        self._station = replace(station, desk=people.sit_down(station.desk, person))
        self.say(tr("{name} sits here now.", name=person.name))
        self._at_rest.do(self._build_anew)

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, "dark" if self._station.settings.dark else "light", self._station.settings.percent)

    def _show_keys(self) -> None:
        from petitiondesk.windows.dialogs import key_sheet

        in_sight = next(entry for entry in PAGES if entry.id == self._pages.in_sight())
        key_sheet.show_key_sheet(self, in_sight.id, in_sight.columns)
