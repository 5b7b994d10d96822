"""The papers of the reception page: slip, visit form, answer on the spot, and why the last day is what it is.

All of it acts on the registration that is highlighted beside the form. A paper that fails never undoes an act.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from petitiondesk.office import answers, drafts, papers, reception
from petitiondesk.office.reception import WhyThisDay
from petitiondesk.rules.messages import _
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions, paper_out
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs import answer_now, choose_paper, why_this_day
from petitiondesk.windows.draft_keeper import DraftKeeper
from petitiondesk.windows.messages import say, tr, trouble
from petitiondesk.windows.pages.reception.waiting_visits import WaitingVisits
from petitiondesk.windows.paper_out import Made, NotInHistory
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.notices import Notices

_EVERYDAY_PLANE = 0xFFFF
"""The last character of Unicode's plane 0, all that most screens have letters for."""

_UNPRINTED = "unprinted"
"""The notice of what could not be printed."""


@dataclass
class Unfinished:
    """What a page leaves to the one that takes its place.

    Papers that were not printed and why, by number and kind; whether a typeface was noted.
    """

    unprinted: dict[tuple[str, str], str] = field(default_factory=dict)
    noted: bool = False


class CounterPapers(QObject):
    """``number`` gives the highlighted registration's number, or None; what needs a look is said in ``bar``.

    An answer that is being written waits among the ``waiting`` visits.
    """

    said = Signal(str)
    """For the message line."""

    answered = Signal()
    """An answer was given: what is owed has changed."""

    def __init__(
        self,
        station: Station,
        number: Callable[[], str | None],
        waiting: WaitingVisits,
        bar: Notices,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._station = station
        self._number = number
        self._waiting = waiting
        self._bar = bar
        self._page = page
        self._asking = Asking(station.background, self, self._failed)
        self.unfinished = Unfinished()
        self._texts: Mapping[str, str] = {}
        self._keeper = DraftKeeper(station, lambda: self._texts, lambda: None, self._failed, self)
        bar.dismissed.connect(self._dismissed)

    def print_slip(self, number: str, what: str) -> None:
        """Make the slip and print it; ``what`` was just done, and is said with the outcome."""
        size, printer = paper_out.size_of(self._station, papers.SLIP), self._station.settings.slip_printer
        self._asking.paper(
            partial(paper_out.make_and_send, self._station, number, papers.SLIP, size, printer),
            partial(self._slip_printed, what),
            partial(self._not_printed, number, papers.SLIP, what),
            urgent=True,
        )

    def reprint(self) -> None:
        """Print the slip again; it is marked as a copy."""
        if number := self._number():
            self.print_slip(number, number)

    def choose(self) -> None:
        """Choose among all that can be printed of the registration; it is looked at first, then printed or saved."""
        if number := self._number():
            self._asking.act(partial(papers.offered, self._station.desk, number), partial(self._ask_which, number))

    def answer_now(self) -> None:
        """Answer in writing, on the spot; an answer that was given before can be handed out again."""
        if number := self._number():
            self.go_on_answering(number)

    def go_on_answering(self, number: str) -> None:
        """Answer a registration: with what was begun, else with what was given last, else from the beginning."""
        begin = partial(answers.begin, self._station.desk, number, now=self._station.now())
        self._asking.act(begin, partial(self._ask_answer, number))

    def why_this_day(self) -> None:
        """How the last day was counted."""
        if number := self._number():
            reason = partial(reception.why_this_day, self._station.desk, number)
            self._asking.read(reason, partial(self._show_why, number))

    def _ask_which(self, number: str, offered: Sequence[papers.Offered]) -> None:
        wanted = choose_paper.choose_paper(self._page, number, offered)
        if wanted is not None:
            self._make_for(number, wanted.kind, occasion=wanted.occasion, large_print=wanted.large_print)

    def _make_for(self, number: str, kind: str, *, occasion: str = "", large_print: bool = False) -> None:
        size = paper_out.size_of(self._station, kind, large_print=large_print)
        work = partial(paper_out.make, self._station, number, kind, size, occasion=occasion, large_print=large_print)
        self._asking.paper(work, self._preview, urgent=kind == papers.SLIP)

    def _preview(self, made: Made) -> None:
        # With the first paper looked at: no start waits for what speaks to printers.
        from petitiondesk.windows.dialogs import preview

        number, kind = made.ready.number, made.ready.kind
        chosen = preview.preview(
            self._page,
            made.pdf,
            title=tr("{paper} {number}", paper=tr(papers.PAPERS[kind].title), number=number),
            paper=made.size,
            background=self._station.background,
            printer=self._station.settings.slip_printer if kind == papers.SLIP and made.size != "A4" else "",
            note=self._note_once(made),
        )
        if chosen is None:
            return
        if chosen.how == "print":
            work = partial(paper_out.send, self._station, made, chosen.printer)
        else:
            work = partial(paper_out.record, self._station, made, str(chosen.path))
        not_printed = partial(self._not_printed, number, kind, number)
        self._asking.paper(work, self._handed_out, not_printed, urgent=kind == papers.SLIP)

    def _note_once(self, made: Made) -> str:
        """What there is to say of a typeface: at the first paper that it is true of, not at each."""
        if made.note is None or self.unfinished.noted:
            return ""
        self.unfinished.noted = True
        return say(made.note)

    # -- what became of a paper ------------------------------------------------------------------------------------

    def _slip_printed(self, what: str, made: Made) -> None:
        if made.ready.missing:
            self._announce_missing(made)
            return
        self._is_out(made.ready.number, papers.SLIP)
        self.said.emit(
            tr(
                "{what} · slip printed ({key} prints again) · {correct} corrects",
                what=what,
                key=actions.key_text("reprint"),
                correct=actions.key_text("correct"),
            )
        )

    def _handed_out(self, made: Made) -> None:
        self._is_out(made.ready.number, made.ready.kind)
        self.said.emit(tr("{number}: printed or saved", number=made.ready.number))

    def _is_out(self, number: str, kind: str) -> None:
        """The person holds the paper: of an earlier failure nothing is left to be said."""
        if kind == papers.SLIP:
            self._bar.answered(_missing(number))
        if self.unfinished.unprinted.pop((number, kind), None) is not None:
            self._say_unprinted()

    def _not_printed(self, number: str, kind: str, what: str, error: Exception) -> None:
        words = trouble(error)
        if isinstance(error, NotInHistory):
            self.said.emit(what)
            self._is_out(number, kind)
            self._bar.keep(f"not in the history {number}", words)
        else:
            tried = self._station.now().astimezone(CHINA_STANDARD_TIME).strftime("%H:%M:%S")
            self.said.emit(tr("{what} · {time}: not printed", what=what, time=tried))
            self.unfinished.unprinted[number, kind] = words
            self._say_unprinted()

    def _say_unprinted(self) -> None:
        """All that was not printed in one notice: a printer that is off for a morning doesn't fill the screen."""
        unprinted = self.unfinished.unprinted
        if not unprinted:
            self._bar.answered(_UNPRINTED)
            return
        words = tr(
            "Kept, only not printed: {papers}. {trouble} {reprint} prints the highlighted slip again, {key} lists all "
            "papers.",
            papers=" · ".join(f"{number} ({tr(papers.PAPERS[kind].title)})" for number, kind in unprinted),
            trouble=list(unprinted.values())[-1],
            reprint=actions.key_text("reprint"),
            key=actions.key_text("papers"),
        )
        self._bar.keep(_UNPRINTED, words)

    def _announce_missing(self, made: Made) -> None:
        words = tr(
            "{number}: no font has {characters}. The slip is not printed yet; {key} shows it with room to write them "
            "by hand.",
            number=made.ready.number,
            characters=" ".join(map(_spelt, made.ready.missing)),
            key=actions.key_text("papers"),
        )
        self._bar.keep(_missing(made.ready.number), words, "owed")

    def _dismissed(self, name: str) -> None:
        if name == _UNPRINTED:
            self.unfinished.unprinted.clear()

    # -- answers and days ------------------------------------------------------------------------------------------

    def _ask_answer(self, number: str, begun: Draft) -> None:
        begun = self._waiting.undone.pop(begun.id, begun)
        self._texts = answers.written(begun)
        self._keeper.take_up(begun)
        self._keeper.carried = {path: text for path, text in begun.fields.items() if path not in answers.TEXTS}
        to_be_given = answer_now.ask_answer(
            self._page,
            number=number,
            former=self._texts,
            given=any(path in begun.opened for path in answers.TEXTS),
            typed=self._typed,
        )
        draft = self._keeper.draft()
        if to_be_given and drafts.says_no_more(draft):
            self._make_for(number, papers.ANSWER)
        elif to_be_given:
            self._keeper.keep_now()
            said = answers.text_of(draft.fields)
            act = partial(answers.answer, self._station.desk, number, said, now=self._station.now())
            self._asking.act(act, partial(self._was_answered, number), partial(self._not_answered, draft))
        else:
            act = partial(answers.leave, self._station.desk, draft)
            self._asking.act(act, partial(self._left, number), partial(self._not_answered, draft))
        self._keeper.start_over()

    def _typed(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._keeper.typed()

    def _left(self, number: str, waits: bool) -> None:
        self._waiting.recount()
        if waits:
            words = _("The answer to {number} is kept, and not given yet: {key} goes on with it.")
            self.said.emit(tr(words, number=number, key=actions.key_text("resume")))

    def _was_answered(self, number: str, fulfilled: bool) -> None:
        self._waiting.recount()
        self.answered.emit()
        if fulfilled:
            self.said.emit(tr("{number}: answered in writing; the notice is no longer owed.", number=number))
        else:
            self.said.emit(tr("{number}: answered in writing; the duty to refer or assign goes on.", number=number))
        self._make_for(number, papers.ANSWER)

    def _not_answered(self, draft: Draft, error: Exception) -> None:
        self._waiting.hold(draft)
        self._failed(error)

    def _show_why(self, number: str, why: WhyThisDay) -> None:
        why_this_day.show_why(self._page, why.lines, why.last_day, number)

    # -- private ---------------------------------------------------------------------------------------------------

    def _failed(self, error: Exception) -> None:
        self._bar.say(trouble(error), "late")


def _spelt(character: str) -> str:
    """The character with its code point; beyond the everyday plane the screen shows a box too, so that alone."""
    code_point = f"U+{ord(character):04X}"
    shown = character.isprintable() and ord(character) <= _EVERYDAY_PLANE
    return f"{character} ({code_point})" if shown else code_point


def _missing(number: str) -> str:
    """The name of the notice that a slip shows characters which no font has."""
    return f"missing {number}"
