"""The papers of the reception page: slip, visit form, answer on the spot, and why the last day is what it is.

All of it acts on the registration that is highlighted beside the form. A paper that fails never undoes an act.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from petitiondesk.office import answers, papers, reception
from petitiondesk.office.reception import WhyThisDay
from petitiondesk.windows import actions, paper_out
from petitiondesk.windows.dialogs import answer_now, preview, why_this_day
from petitiondesk.windows.dialogs.answer_now import AnswerText
from petitiondesk.windows.messages import say, tr, trouble
from petitiondesk.windows.paper_out import Made
from petitiondesk.windows.station import Station


class CounterPapers(QObject):
    """``number`` gives the highlighted registration's number, or None."""

    said = Signal(str)
    """For the message line."""

    trouble = Signal(str, str)
    """A sentence for the bar, and its look."""

    answered = Signal()
    """An answer was given: what is owed has changed."""

    def __init__(self, station: Station, number: Callable[[], str | None], page: QWidget) -> None:
        super().__init__(page)
        self._station = station
        self._number = number
        self._page = page
        self._unsent: dict[str, AnswerText] = {}
        self._noted = False

    def print_slip(self, number: str, what: str) -> None:
        """Make the slip and print it; ``what`` was just done, and is said with the outcome."""
        paper_out.make_and_send(
            self._station,
            number,
            papers.SLIP,
            done=partial(self._slip_printed, what),
            failed=partial(self._not_printed, what),
            missing=self._announce_missing,
            owner=self,
        )

    def reprint(self) -> None:
        """Print the slip again; it is marked as a copy."""
        if number := self._number():
            self.print_slip(number, number)

    def preview_slip(self) -> None:
        """Look at the slip, print or save it."""
        self._make(papers.SLIP)

    def preview_visit_form(self) -> None:
        """Look at the visit form for reading back and signing, print or save it."""
        self._make(papers.VISIT_FORM)

    def preview_large_visit_form(self) -> None:
        """The same in large print, for a visitor who sees badly."""
        self._make(papers.VISIT_FORM, large_print=True)

    def answer_now(self) -> None:
        """Answer in writing, on the spot."""
        number = self._number()
        if number is None:
            return
        said = answer_now.ask_answer(self._page, number=number, former=self._unsent.pop(number, None))
        if said and said.cancelled:
            self._unsent[number] = said
        if said is None or said.cancelled:
            return
        text = answers.AnswerText(said.text, said.basis, said.remedy)
        act = partial(answers.answer, self._station.desk, number, text, now=self._station.clock())
        self._submit(act, partial(self._was_answered, number), partial(self._not_answered, number, said))

    def why_this_day(self) -> None:
        """How the last day was counted."""
        if number := self._number():
            self._submit(partial(reception.why_this_day, self._station.desk, number), partial(self._show_why, number))

    def _make(self, kind: str, *, large_print: bool = False) -> None:
        if number := self._number():
            paper_out.make(
                self._station,
                number,
                kind,
                done=self._preview,
                failed=self._failed,
                owner=self,
                large_print=large_print,
            )

    def _preview(self, made: Made) -> None:
        printer = self._station.settings.slip_printer if made.ready.kind == papers.SLIP else ""
        chosen = preview.preview(
            self._page,
            made.pdf,
            title=made.ready.number,
            paper=made.size,
            background=self._station.background,
            printer=printer,
            note=self._note_once(made),
        )
        if chosen is None:
            return
        handed_out = paper_out.send if chosen.how == "print" else paper_out.record_saved
        handed_out(
            self._station,
            made,
            chosen.printer if chosen.how == "print" else str(chosen.path),
            done=self._handed_out,
            failed=partial(self._not_printed, made.ready.number),
            owner=self,
        )

    def _note_once(self, made: Made) -> str:
        """What there is to say of a typeface: at the first paper that it is true of, not at each."""
        if made.note is None or self._noted:
            return ""
        self._noted = True
        return say(made.note)

    def _slip_printed(self, what: str, _made: Made) -> None:
        self.said.emit(
            tr(
                "{what} · slip printed ({key} prints again) · {correct} corrects",
                what=what,
                key=actions.key_text("reprint"),
                correct=actions.key_text("correct"),
            )
        )

    def _handed_out(self, made: Made) -> None:
        self.said.emit(tr("{number}: printed or saved", number=made.ready.number))

    def _not_printed(self, what: str, error: Exception) -> None:
        self.said.emit(what)
        words = tr("{what}: kept, but the paper is not printed. {trouble}", what=what, trouble=trouble(error))
        self.trouble.emit(words, "late")

    def _announce_missing(self, made: Made) -> None:
        words = tr(
            "{number}: no font has {characters}. The slip is not printed yet; {key} shows it with room to write them "
            "by hand.",
            number=made.ready.number,
            characters=" ".join(made.ready.missing),
            key=actions.key_text("preview"),
        )
        self.trouble.emit(words, "owed")

    def _was_answered(self, number: str, fulfilled: bool) -> None:
        self.answered.emit()
        if fulfilled:
            self.said.emit(tr("{number}: answered in writing; the notice is no longer owed.", number=number))
        else:
            self.said.emit(tr("{number}: answered in writing; the duty to refer or assign goes on.", number=number))
        paper_out.make(self._station, number, papers.ANSWER, done=self._preview, failed=self._failed, owner=self)

    def _not_answered(self, number: str, said: AnswerText, error: Exception) -> None:
        self._unsent[number] = said
        self._failed(error)

    def _show_why(self, number: str, why: WhyThisDay) -> None:
        why_this_day.show_why(self._page, why.lines, why.last_day, number)

    def _submit(
        self,
        work: Callable[[], object],
        done: Callable[..., object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        self._station.background.submit("counter", work, done=done, failed=failed or self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self.trouble.emit(trouble(error), "late")
