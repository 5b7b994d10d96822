"""The answer on the spot: written at the counter, for the visitor to take along (Art. 23 ¶2)."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from petitiondesk.office.answers import TEXTS
from petitiondesk.rules.messages import _
from petitiondesk.windows.binding import listen, write, written
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.fields import line, text_box


def ask_answer(
    parent: QWidget | None,
    *,
    number: str,
    former: Mapping[str, str],
    given: bool = False,
    typed: Callable[[Mapping[str, str]], object],
) -> bool:
    """The answer to the registration ``number``; True when it is to be given, False when the dialog was left.

    ``typed`` is handed the texts by path, without the empty ones, at every key. ``former`` are those to begin with;
    ``given``: there was an answer before, which they say unless another one was begun.
    """
    return shown(_AnswerNow(parent, number, former, typed, given=given))


class _AnswerNow(Frame):
    def __init__(
        self,
        parent: QWidget | None,
        number: str,
        former: Mapping[str, str],
        typed: Callable[[Mapping[str, str]], object],
        *,
        given: bool,
    ) -> None:
        super().__init__(parent, "answer_now", tr("Answer in writing on the spot: {number}", number=number))
        self.say(tr("It is printed as a paper of this registration, for the visitor to take along (Art. 23)."), "quiet")
        if given:
            again = _(
                "An answer was given already. Left as it is, it is only printed again; other words are a new answer."
            )
            self.say(tr(again), "quiet")
        self._typed_text = typed
        self._text = text_box(6)
        self._fields = dict(zip(TEXTS, (self._text, line(), line()), strict=True))
        labels = (
            tr("Answer"),
            tr("What it rests on: article or policy (optional)"),
            tr("Where else to ask (optional)"),
        )
        for (path, field), label in zip(self._fields.items(), labels, strict=True):
            write(field, {"": former.get(path, "")})
            self.ask(field, path, label)
            listen(field, self._tell)
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self.end_with(tr("Not now"), tr("Answer and preview"), self._answer)

    def _tell(self, _text: str = "") -> None:
        texts = {path: written(field)[""].strip() for path, field in self._fields.items()}
        self._typed_text({path: text for path, text in texts.items() if text})

    def _answer(self) -> None:
        if self._text.toPlainText().strip():
            self.accept()
        else:
            self.refuse(self._text, tr("Write the answer."))
