"""The answer on the spot: written at the counter, for the visitor to take along (Art. 23 ¶2)."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from petitiondesk.rules.messages import _
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.fields import line, text_box


@dataclass(frozen=True)
class AnswerText:
    """What was typed. ``cancelled``: the dialog was left with it, and it belongs into the dialog again."""

    text: str
    basis: str
    remedy: str
    cancelled: bool = False


def ask_answer(
    parent: QWidget | None, *, number: str, former: AnswerText | None, given: bool = False
) -> AnswerText | None:
    """The answer to the registration ``number``; None when the dialog was left with nothing in it.

    ``given``: there was an answer before; it is what ``former`` says unless another one was begun.
    """
    dialog = _AnswerNow(parent, number, former, given=given)
    done = shown(dialog)
    typed = dialog.typed(cancelled=not done)
    return typed if done or typed.text or typed.basis or typed.remedy else None


class _AnswerNow(Frame):
    def __init__(self, parent: QWidget | None, number: str, former: AnswerText | None, *, given: bool) -> None:
        super().__init__(parent, "answer_now", tr("Answer in writing on the spot: {number}", number=number))
        self.say(tr("It is printed as a paper of this registration, for the visitor to take along (Art. 23)."), "quiet")
        if given:
            again = _(
                "An answer was given already. Left as it is, it is only printed again; other words are a new answer."
            )
            self.say(tr(again), "quiet")
        self._text = text_box(6)
        self._basis = line()
        self._remedy = line()
        if former:
            self._text.setPlainText(former.text)
            self._basis.setText(former.basis)
            self._remedy.setText(former.remedy)
        self.ask(self._text, "answer.text", tr("Answer"))
        self.ask(self._basis, "answer.basis", tr("What it rests on: article or policy (optional)"))
        self.ask(self._remedy, "answer.remedy", tr("Where else to ask (optional)"))
        self.end_with(tr("Not now"), tr("Answer and preview"), self._answer)

    def typed(self, *, cancelled: bool) -> AnswerText:
        """What stands in the fields."""
        return AnswerText(
            self._text.toPlainText().strip(), self._basis.text().strip(), self._remedy.text().strip(), cancelled
        )

    def _answer(self) -> None:
        if self._text.toPlainText().strip():
            self.accept()
        else:
            self.refuse(self._text, tr("Write the answer."))
