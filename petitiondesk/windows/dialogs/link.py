"""Asked when a visit is linked to an earlier case: new facts, reasons or requests this time?"""

from PySide6.QtWidgets import QWidget

from petitiondesk.office.recognition import Earlier, is_sure, name_shown
from petitiondesk.rules.kinds import NewFacts
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr


def ask_new_facts(parent: QWidget | None, entry: Earlier) -> NewFacts | None:
    """Whether there is something new this time; None when the visit is not to be linked to ``entry``."""
    dialog = _NewFacts(parent, entry)
    return dialog.answer if shown(dialog) else None


class _NewFacts(Frame):
    def __init__(self, parent: QWidget | None, entry: Earlier) -> None:
        super().__init__(parent, "new_facts", tr("Link as raised again"))
        self.answer: NewFacts | None = None
        matter = entry.matter if is_sure(entry) else None
        self.say("  ".join(told for told in (entry.number, name_shown(entry), matter) if told), "strong")
        self.say(tr("Are there new facts, reasons or requests this time?"))
        said = {
            NewFacts.YES: tr("A new request is opened; its terms run from this visit."),
            NewFacts.NO: tr("The requests stand as said again, in the case where they already are."),
            NewFacts.UNCLEAR: tr("For now as said again; a correction can say it later."),
        }
        self._answers = list(said)
        self.offer([(tr(answer.label), words) for answer, words in said.items()], self._chosen)
        self.say(tr("Whatever is chosen, this visit's own words are kept."), "quiet")
        self.end_with(tr("Don't link"))

    def _chosen(self, place: int) -> None:
        self.answer = self._answers[place]
        self.accept()
