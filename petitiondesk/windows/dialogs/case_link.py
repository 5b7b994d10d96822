"""Asked when a registration is put into another case: which one, whether anything is new, and why."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from petitiondesk.rules.kinds import NewFacts
from petitiondesk.rules.registration_numbers import CodeKind, read_code
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.fields import combo, line


@dataclass(frozen=True)
class Link:
    """The number of the other registration or case, whether anything is new this time, and the reason."""

    to: str
    new_facts: NewFacts
    reason: str


def ask_link(parent: QWidget | None, number: str, *, typed: Link | None = None, refused: str = "") -> Link | None:
    """What ``number`` is to be linked to; None when it stays where it is.

    ``refused`` is why what was ``typed`` before could not be linked to.
    """
    dialog = _Link(parent, number, typed, refused)
    return dialog.link() if shown(dialog) else None


class _Link(Frame):
    def __init__(self, parent: QWidget | None, number: str, typed: Link | None, refused: str) -> None:
        super().__init__(parent, "case_link", tr("Link to another case"))
        self.say(number, "strong")
        self.say(
            tr(
                "It goes into the case of the other one as raised again, with what is owed and was done on it. No day "
                "moves; the history keeps the reason, and it can be taken out again."
            ),
            "quiet",
        )
        self._to, self._new_facts, self._reason = line(), combo(NewFacts, blank=True), line()
        self.ask(self._to, "link.to", tr("Number of the other registration or case"))
        self.ask(self._new_facts, "link.new_facts", tr("New facts, reasons or requests"))
        self.ask(self._reason, "link.reason", tr("Reason"))
        self.end_with(tr("Don't link"), tr("Link"), self._link, action_id="record_step")
        if typed is not None:
            self._to.setText(typed.to)
            self._new_facts.setCurrentIndex(self._new_facts.findData(str(typed.new_facts)))
            self._reason.setText(typed.reason)
        if refused:
            self.refuse(self._to, refused)

    def link(self) -> Link:
        """What was typed; a number that was scanned or typed without its lines as it is written."""
        code = read_code(self._to.text())
        to = code.number if code.kind in (CodeKind.NUMBER, CodeKind.SLIP) else self._to.text().strip()
        return Link(to, self._chosen() or NewFacts.UNCLEAR, self._reason.text().strip())

    def _chosen(self) -> NewFacts | None:
        return NewFacts.of(self._new_facts.currentData())

    def _link(self) -> None:
        if not self._to.text().strip():
            self.refuse(self._to, tr("Type the number, e.g. 2026-访-000147."))
        elif self._chosen() is None:
            self.refuse(self._new_facts, tr("Choose one."))
        elif not self._reason.text().strip():
            self.refuse(self._reason, tr("Say why, in a few words."))
        else:
            self.accept()
