"""The window: the rail of pages, the search box, the message line. Navigation only."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from petitiondesk.rules import identity_numbers
from petitiondesk.windows import actions, messages, theme
from petitiondesk.windows.at_rest import AtRest, Leaving
from petitiondesk.windows.messages import tr
from petitiondesk.windows.scanner import ScanFilter
from petitiondesk.windows.settings import STEP
from petitiondesk.windows.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from petitiondesk.office.details import OfficeContact
    from petitiondesk.rules.messages import Message
    from petitiondesk.storage.models import Draft
    from petitiondesk.windows.dialogs.settings import Settings
    from petitiondesk.windows.station import Station
    from petitiondesk.words import Language

SIZE = (1366, 768)
"""Pixels: the screen that the office has."""

RAIL_EM = 8
"""Width of the rail in heights of a line."""

NARROW_EM = 80
"""In a window narrower than so many heights of a line the rail shows its icons only: the form needs the room more."""

_NO_PHONE = "no phone"


class MainWindow(QMainWindow):
    """Holds the pages.

    Everything in it is built anew when the language or the type size changes. That, and closing, waits until nothing
    runs whose outcome a page is to be told: no act, paper or failure is lost.
    """

    def __init__(self) -> None:
        """An empty frame, to be painted at once while the rest of the program is still being loaded."""
        super().__init__()
        self._message = ""
        self._opened = False
        self._unsaved: OfficeContact | None = None
        self.setWindowTitle(tr("PetitionDesk"))
        self.resize(*SIZE)
        actions.install(self, {"quit": self.close})

    def open(self, station: "Station", title: str, scans: ScanFilter) -> None:
        """Show the pages of an office."""
        self._station = station
        self._title = title
        scans.scanned.connect(self._scanned)
        self._at_rest = AtRest(station.background, self)
        self._leaving = Leaving(self._at_rest, station.background, lambda: self.reception, self.say, self)
        self._build()
        self._opened = True

    # -- build -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        # Imported here: the pages bring in everything else, and the empty frame is painted before.
        from petitiondesk.windows.pages.reception.page import ReceptionPage

        self.setWindowTitle(f"{tr('PetitionDesk')} · {self._title}")
        self.reception = ReceptionPage(self._station)
        self.reception.said.connect(self.say)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.reception)
        self._whole = QWidget()
        rows = QVBoxLayout(self._whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        self._build_rail()
        columns.addWidget(self._rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._head())
        right.addWidget(self._pages, 1)
        columns.addLayout(right, 1)
        rows.addLayout(columns, 1)
        rows.addWidget(self._foot())
        self.setCentralWidget(self._whole)
        self._install_actions()
        self.reception.start()

    def _build_rail(self) -> None:
        self._rail = QWidget()
        self._rail.setProperty("role", "rail")
        layout = QVBoxLayout(self._rail)
        layout.setContentsMargins(8, 12, 8, 12)
        words = f"{tr('Reception')}  {actions.key_text('go_reception')}"
        page = QPushButton()
        page.setObjectName("go_reception_button")
        page.setAccessibleName(words)
        page.setToolTip(words)
        page.setProperty("role", "page")
        page.setCheckable(True)
        page.setChecked(True)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.clicked.connect(self._go_reception)
        theme.set_icon(page, "reception")
        layout.addWidget(page)
        layout.addStretch(1)
        self._fit_rail()

    def _fit_rail(self) -> None:
        """Words and icons where there is room for both."""
        line = self.fontMetrics().height()
        narrow = self.width() < line * NARROW_EM
        for page in self._rail.findChildren(QPushButton):
            page.setText("" if narrow else page.accessibleName())
        self._rail.setFixedWidth(line * (2 if narrow else RAIL_EM) + (16 if narrow else 0))

    def _head(self) -> QWidget:
        head = QWidget()
        head.setProperty("role", "head")
        layout = QHBoxLayout(head)
        layout.setContentsMargins(16, 6, 16, 6)
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setAccessibleName(tr("Find"))
        self.search.setPlaceholderText(
            tr("Registration number, query code or check code   {key}", key=actions.key_text("find"))
        )
        self.search.returnPressed.connect(self._find)
        layout.addWidget(self.search, 1)
        layout.addWidget(self._emergency_button())
        who = ElidedLabel(self._station.desk.actor.name)
        who.setProperty("role", "quiet")
        layout.addWidget(who)
        return head

    def _emergency_button(self) -> QWidget:
        """In sight whatever the form shows: nobody looks for a key while somebody threatens to jump."""
        made = QPushButton(f"{tr('In danger')}  {actions.key_text('emergency')}")
        made.setAccessibleName(tr(actions.action("emergency").text))
        made.setObjectName("emergency_button")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: self.reception.actions_by_id["emergency"].trigger())
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
                "go_reception": self._go_reception,
                "find": self._focus_search,
                "larger": partial(self._resize_text, STEP),
                "smaller": partial(self._resize_text, -STEP),
                "look": self._change_look,
                "language": self._change_language,
                "settings": self._open_settings,
                "key_sheet": self._show_keys,
                "seen": self.reception.bars.put_away,
                "quit": self.close,
            },
        )

    # -- what others ask of it -------------------------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Put a sentence into the message line."""
        self._message = words
        self._line.setText(words)

    def say_unforeseen(self, error: BaseException) -> None:
        """Something happened that nobody foresaw: say it calmly; the log has the trace (app.py)."""
        self.reception.bar.keep(
            "unforeseen",
            tr(
                "Something went wrong that the program did not foresee ({kind}). What is typed is kept. The log file "
                "has the details: {log}",
                kind=type(error).__name__,
                log=self._station.log_file,
            ),
            "late",
        )

    def say_at_start(self, warnings: "Sequence[Message]", waiting: "Sequence[Draft]") -> None:
        """Say what the office has to know of this computer, and which drafts wait."""
        self.reception.say_at_start(warnings, waiting)

    def remind_of_phone(self, contact: "OfficeContact") -> None:
        """Without a phone on record a slip can only send people to the window: said until there is one."""
        if contact.phone or contact.own_phone:
            self.reception.bar.answered(_NO_PHONE)
            return
        words = tr(
            "The office's phone is not on record, so slips send people to the window: {key} asks for it.",
            key=actions.key_text("settings"),
        )
        self.reception.bar.keep(_NO_PHONE, words, "owed")

    # -- slots -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail goes by the width of the window."""
        super().resizeEvent(event)
        if self._opened:
            self._fit_rail()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is put on the disk, and what runs is finished, before the window goes."""
        event.setAccepted(not self._opened or self._leaving.may_go())

    def _go_reception(self) -> None:
        self._pages.setCurrentWidget(self.reception)
        self.reception.take_focus()

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _find(self) -> None:
        if text := self.search.text().strip():
            self.search.clear()
            self.reception.open_registration(text)

    def _scanned(self, text: str) -> None:
        """A scan while a dialog wants an answer waits in the search box: one thing after the other."""
        if QApplication.activeModalWidget() is None:
            self.reception.scanned(text)
        elif identity_numbers.type_of(text):
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

        self._station.background.submit(
            "counter",
            partial(details.read, self._station.desk),
            done=self._ask_settings,
            failed=self._failed,
            owner=self,
            key="settings",
        )

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
        station.background.submit(
            "counter",
            partial(details.change, station.desk, chosen.contact, now=station.now()),
            done=partial(self._contact_saved, chosen.contact),
            failed=partial(self._contact_not_saved, chosen.contact),
            owner=self,
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
            self.reception.bar.say("\n".join(map(messages.say, said)))

    def _contact_not_saved(self, typed: "OfficeContact", error: Exception) -> None:
        """What was typed stands in the dialog again when it is opened the next time."""
        self._unsaved = typed
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.reception.bar.say(messages.trouble(error), "late")

    def _build_anew(self) -> None:
        """Widths and words are laid out for one language and size; what is typed, waits or is said comes along."""
        self.reception.commit_composed()
        former, had_focus = self.reception, QApplication.focusWidget()
        self._build()
        self.reception.go_on_with(former.handed_over())
        again = self._whole.findChild(QWidget, had_focus.objectName()) if had_focus else None
        if again is not None:
            again.setFocus()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, "dark" if self._station.settings.dark else "light", self._station.settings.percent)

    def _show_keys(self) -> None:
        from petitiondesk.windows.dialogs import key_sheet

        key_sheet.show_key_sheet(self, "reception")
