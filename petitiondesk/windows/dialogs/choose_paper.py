"""文书: what can be printed here, each with the sizes that it is made in; one is chosen to be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from petitiondesk.office.papers import Offered
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr


@dataclass(frozen=True)
class Wanted:
    """The paper to be made, and whether in large print."""

    kind: str
    occasion: str
    large_print: bool


def choose_paper(parent: QWidget | None, number: str, offered: Sequence[Offered]) -> Wanted | None:
    """One of the papers of registration ``number``, or None."""
    dialog = _Papers(parent, number, offered)
    return dialog.chosen if shown(dialog) else None


class _Papers(Frame):
    def __init__(self, parent: QWidget | None, number: str, offered: Sequence[Offered]) -> None:
        super().__init__(parent, "papers", tr("Papers of {number}", number=number))
        self.chosen: Wanted | None = None
        self._wanted = [wanted for each in offered for wanted in _sizes(each)]
        made = {(each.paper.id, each.occasion): each for each in offered}
        rows = [_words(wanted, made[wanted.kind, wanted.occasion]) for wanted in self._wanted]
        self.say(tr("Each is shown first; from there it is printed or saved."), "quiet")
        self.offer(rows, self._choose)
        self.form.addStretch(1)
        self.end_with(tr("Close"))

    def _choose(self, place: int) -> None:
        self.chosen = self._wanted[place]
        self.accept()


def _sizes(offered: Offered) -> list[Wanted]:
    paper = offered.paper
    usual = Wanted(paper.id, offered.occasion, large_print=False)
    return [usual, Wanted(paper.id, offered.occasion, large_print=True)] if paper.large else [usual]


def _words(wanted: Wanted, offered: Offered) -> tuple[str, ...]:
    title = tr(offered.paper.title)
    words = tr("{paper} in large print", paper=title) if wanted.large_print else title
    about = [offered.occasion, tr("made before") if offered.made else tr("not made yet")]
    words = words[:1].upper() + words[1:]  # the title stands within sentences elsewhere
    return words, " · ".join(filter(None, about))
