"""What the box at the top offers for the words in it: pages, actions, registrations, rules of the law, the register."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from petitiondesk.rules.article_numbers import all_rules, article_named, rules_on
from petitiondesk.rules.initials import initials
from petitiondesk.rules.searched_text import folded
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking, Failed
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pages.table import PAGES
from petitiondesk.windows.widgets.search_box import MOST_LINES, Line, SearchBox

if TYPE_CHECKING:
    from petitiondesk.office.register import RegisterRow
    from petitiondesk.rules.articles import Rule
    from petitiondesk.windows.looking_up import LookingUp
    from petitiondesk.windows.page_stack import PageStack
    from petitiondesk.windows.station import Station

MOST_ACTIONS = 4
MOST_REGISTRATIONS = 4
MOST_RULES = 3
"""Of each so many lines, so that the others have room below."""

READ_AFTER_MS = 100
"""After the last key; a code that is scanned is read once, whole."""

_LEAST_WORDS = 2
_NOT_OFFERED = frozenset({"find", *(entry.key for entry in PAGES)})


class Palette(QObject):
    """Fills the list of a box; what is read of the office comes later, and only for words that still stand there."""

    def __init__(
        self,
        station: "Station",
        pages: "PageStack",
        looking_up: "LookingUp",
        box: SearchBox,
        window: QWidget,
        failed: Failed,
    ) -> None:
        super().__init__(box)
        self._station = station
        self._pages = pages
        self._looking_up = looking_up
        self._box = box
        self._window = window
        self._asking = Asking(station.background, self, failed)
        self._before: QWidget | None = None
        self._wait = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._wait.timeout.connect(self._read)
        box.asked.connect(self._ask)
        box.returnPressed.connect(self._enter)

    def go_to_box(self) -> None:
        """The cursor goes into the box, which offers what it has for the words in it."""
        now = QApplication.focusWidget()
        if now is not self._box:
            self._before = now
        self._box.setFocus()
        self._box.selectAll()
        self._ask(self._box.text())

    def _enter(self) -> None:
        """With nothing highlighted: what was typed or scanned is looked up."""
        if text := self._box.text().strip():
            self._box.setText("")  # clear() could be undone: what the next visitor sees is not the former's code
            self._looking_up.look_up(text)

    def _ask(self, text: str) -> None:
        self._box.offer(text, self._lines(text, ()))
        if text.strip():
            self._wait.start()
        else:
            self._wait.stop()

    def _read(self) -> None:
        text = self._box.text()
        if text.strip():
            work = partial(_rows, self._station, text)
            self._asking.read(work, partial(self._came, text), key="palette")

    def _came(self, text: str, rows: "Sequence[RegisterRow]") -> None:
        self._box.offer(text, self._lines(text, rows))

    # -- lines -----------------------------------------------------------------------------------------------------

    def _lines(self, text: str, rows: "Sequence[RegisterRow]") -> list[Line]:
        wanted = folded(text)
        lines = [*self._of_pages(wanted)]
        if not wanted:
            return [*lines, *self._of_actions(wanted, MOST_LINES)]
        lines += self._of_actions(wanted, MOST_ACTIONS)
        lines += [self._of_row(row) for row in rows]
        lines += [Line(tr("Law"), _said(rule), partial(self._show_rule, rule)) for rule in _rules(text)[:MOST_RULES]]
        find = tr("Find “{words}” in the register", words=text.strip())
        return [*lines[: MOST_LINES - 1], Line("", find, partial(self._pages.find_words, text.strip()))]

    def _of_pages(self, wanted: str) -> Iterator[Line]:
        for entry in PAGES:
            if _means(tr(entry.title), wanted):
                go = partial(self._pages.go_to, entry.id)
                yield Line(tr("Page"), tr(entry.title), go, actions.key_text(entry.key))

    def _of_actions(self, wanted: str, most: int) -> list[Line]:
        found = []
        for made in self._actions():
            words = tr(actions.action(made.objectName()).text)
            if _means(words, wanted):
                key = actions.key_text(made.objectName())
                found.append(Line(tr("Action"), words, partial(self._trigger, made), key))
        return found[:most]

    def _actions(self) -> list[QAction]:
        """Those of the page in sight, then the window's own; only what has a handler is there at all."""
        page = self._pages.page_in_sight()
        made = (*page.actions_by_id.values(), *page.actions(), *self._window.actions())
        by_id = {each.objectName(): each for each in reversed(made) if each.isEnabled()}
        return [each for name, each in reversed(by_id.items()) if name not in _NOT_OFFERED]

    def _of_row(self, row: "RegisterRow") -> Line:
        words = "  ".join(filter(None, (row.number, row.name, row.matter, row.snippet)))
        return Line(tr("Registration"), words, partial(self._looking_up.look_up, row.number))

    def _trigger(self, made: QAction) -> None:
        """Where the cursor was before: an action may be for the field that it is in."""
        before, page = self._before, self._pages.page_in_sight()
        if before is not None and shiboken6.isValid(before) and before.isVisible() and page.isAncestorOf(before):
            before.setFocus()
        else:
            page.take_focus()
        made.trigger()

    def _show_rule(self, rule: "Rule") -> None:
        from petitiondesk.windows.dialogs.rule import show_rule

        show_rule(self._window, rule)


def _rows(station: "Station", text: str) -> "list[RegisterRow]":
    from petitiondesk.office import register

    ids = register.found(station.desk, text, today=station.today(), limit=MOST_REGISTRATIONS).ids
    by_id = {row.id: row for row in register.rows(station.desk, ids, text)}
    return [by_id[each] for each in ids if each in by_id]


def _rules(text: str) -> "Sequence[Rule]":
    article = article_named(text)
    if article is not None:
        return rules_on(article)
    wanted = folded(text)
    return [rule for rule in all_rules() if wanted in folded(say(rule.says))] if len(wanted) >= _LEAST_WORDS else []


def _said(rule: "Rule") -> str:
    numbers = ", ".join(map(str, rule.articles))
    return tr("Art. {numbers}: {words}", numbers=numbers, words=say(rule.says))


def _means(words: str, wanted: str) -> bool:
    """Whether what was typed stands in the words, or begins their initials."""
    if wanted in folded(words):
        return True
    return wanted.isascii() and wanted.isalnum() and any(each.startswith(wanted) for each in initials(words))
