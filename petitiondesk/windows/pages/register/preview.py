"""What stands beside the table for the highlighted line."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QTextEdit

from petitiondesk.office import register_preview
from petitiondesk.office.register_preview import Owed, Preview, Told
from petitiondesk.rules.channels import Source
from petitiondesk.rules.messages import _
from petitiondesk.windows import actions, theme
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.pages.register.columns import CLASSES, REPORT
from petitiondesk.windows.pages.register.marks import as_html
from petitiondesk.windows.station import Station
from petitiondesk.windows.theme import Token
from petitiondesk.windows.words_for import days_left

WIDTH_EM = 22
"""Width at first in heights of a line."""

MOST_SHOWN = 4_000
"""Characters of a text that are shown; who wants to read on opens it."""

SAID_AFTER_MS = 150

_TOLD = (
    ("matter", _("Matter in brief")),
    ("category", _("Category")),
    ("place", _("Problem's place")),
    ("facts", _("Facts")),
    ("grounds", _("Grounds")),
)


class PreviewPanel(QTextEdit):
    """Reads off the window's thread; an answer for a line that is no longer highlighted is passed over."""

    def __init__(self, station: Station, term: Callable[[], str]) -> None:
        super().__init__()
        self._station = station
        self._term = term
        self._asking = Asking(station.background, self, self._failed)
        self._wanted: int | None = None
        self._shown: Preview | None = None
        self.setObjectName("register_preview")
        self.setAccessibleName(tr("The highlighted registration"))
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._late = QTimer(self, singleShot=True, interval=SAID_AFTER_MS)
        self._late.timeout.connect(lambda: self._say(tr("Reading …")))

    def follow(self, registration_id: int | None) -> None:
        """Show this one, read anew; None where no line is highlighted."""
        self._wanted = registration_id
        if registration_id is None:
            self._say(tr("No line is highlighted."))
            return
        self._late.start()
        read = partial(register_preview.preview, self._station.desk, registration_id)
        self._asking.read(read, partial(self._arrived, registration_id), key="register preview")

    def changeEvent(self, event: QEvent) -> None:
        """In light and dark the marks have other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_shown", None):
            self._show_html()

    def _arrived(self, registration_id: int, found: Preview | None) -> None:
        if registration_id != self._wanted:
            return
        self._late.stop()
        if found is None:
            self._say(tr("It is there no more."))
            return
        former, self._shown = self._shown, found
        place = self.verticalScrollBar().value() if former and former.id == found.id else 0
        self._show_html()
        self.verticalScrollBar().setValue(place)

    def _failed(self, error: Exception) -> None:
        again = tr("{key} tries again.", key=actions.key_text("refresh"))
        self._say(f"{trouble(error)} {again}")

    def _say(self, words: str) -> None:
        self._late.stop()
        self._shown = None
        self.setPlainText(words)

    def _show_html(self) -> None:
        if self._shown is not None:
            self.setHtml("".join(_html(self._shown, self._term(), self._station.today())))


def _html(shown: Preview, term: str, today: date) -> Iterator[str]:
    yield f"<h3>{escape(shown.number)}</h3>"
    if shown.confidentiality is None:
        yield f"<p>{escape(tr(REPORT))}</p>"
        return
    yield _table(
        (tr("Day of receipt"), shown.received_on.isoformat() if shown.received_on else ""),
        (tr("Channel"), tr(shown.channel.label) if shown.channel else ""),
        (tr("Comes from"), tr(shown.source.label) if shown.source not in (None, Source.PETITIONER) else ""),
        (tr("Sent by (body or official)"), shown.sender),
        (tr("Name"), shown.name or tr("No name given")),
        (tr("Class"), tr(CLASSES[shown.confidentiality])),
    )
    for place, owed in enumerate(shown.owed):
        yield _part("" if place else tr("We owe"), _owed(owed, today))
    if shown.told is None:
        yield f"<p>{escape(tr('What it is about is not shown beside the list: open it to read it.'))}</p>"
    else:
        yield from _told(shown.told, term)


def _told(told: Told, term: str) -> Iterator[str]:
    for name, label in _TOLD:
        yield _part(tr(label), _words(getattr(told, name), term))
    for place, request in enumerate(told.requests):
        yield _part("" if place else tr("Requests"), f"{place + 1}. {_words(request, term)}")


def _words(words: str, term: str) -> str:
    return as_html(words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…", term)


def _owed(owed: Owed, today: date) -> str:
    what = tr(owed.name)
    if owed.done_on:
        return _coloured("done", "✓", tr("{what}: done on {day}", what=what, day=owed.done_on))
    light = days_left(owed.last_day, today)
    token: Token = "late" if owed.last_day < today else "attention"
    words = tr("{what}: by {day}, {light}", what=what, day=owed.last_day, light=light)
    return _coloured(token, "!" if token == "late" else "", words)


def _coloured(token: Token, sign: str, words: str) -> str:
    return f'<span style="color:{theme.colour(token).name()}">{escape(f"{sign} {words}".strip())}</span>'


def _table(*lines: tuple[str, str]) -> str:
    """Short words beside their labels; a line where there is nothing to say is left out."""
    quiet = theme.colour("quiet").name()
    rows = [
        f'<tr><td style="color:{quiet};padding-right:12px">{escape(label)}</td><td>{escape(words)}</td></tr>'
        for label, words in lines
        if words
    ]
    return f'<table style="margin-bottom:6px">{"".join(rows)}</table>'


def _part(label: str, html: str) -> str:
    """A line of the preview under its label; nothing where there is nothing to say."""
    if not html:
        return ""
    quiet = theme.colour("quiet").name()
    head = f'<span style="color:{quiet}">{escape(label)}</span><br>' if label else ""
    return f'<p style="margin:0 0 6px 0">{head}{html}</p>'
