"""A visit ends without being registered: withdrawn in the visitor's own words, or opened by mistake."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QRadioButton, QWidget

from petitiondesk.windows.binding import ENTER_STOPS
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.fields import text_box


@dataclass(frozen=True)
class Ending:
    """``words`` are the visitor's own (``withdrawn``) or the name of who said that it was a mistake (``mistake``).

    ``stay``: the dialog was left with words in it, which belong into it again the next time.
    """

    kind: Literal["withdrawn", "mistake", "stay"]
    words: str


def ask_ending(
    parent: QWidget | None, *, has_matter: bool, me: str, former: str = "", added_to: str | None = None
) -> Ending | None:
    """How a draft ends; None when it does not end and nothing was typed.

    Words are required where ``has_matter``. ``former`` are those of an :class:`Ending` that stayed. ``added_to`` is
    the number of the registration after which the draft was told. ``me`` is the name of who sits at the counter, and
    stands there for a mistake.
    """
    dialog = _EndDraft(parent, has_matter, me, former, added_to)
    if shown(dialog):
        return Ending(dialog.kind(), dialog.words())
    return Ending("stay", dialog.words()) if dialog.words() else None


class _EndDraft(Frame):
    def __init__(self, parent: QWidget | None, has_matter: bool, me: str, former: str, added_to: str | None) -> None:
        title = tr("End without adding it to {number}", number=added_to) if added_to else ""
        super().__init__(parent, "end_draft", title or tr("End this visit without registering"))
        self._required = has_matter
        self._me = me
        self.say(
            tr("A matter was told, so it can't vanish: what was typed, and how it ended, stay in the history.")
            if has_matter
            else tr("No matter was told. How it ended stays in the history."),
            "quiet",
        )
        self._withdrawn = QRadioButton(tr("The visitor takes the matter back"))
        self._withdrawn.setObjectName("ending.withdrawn")
        self._withdrawn.setProperty(ENTER_STOPS, True)
        self._withdrawn.setChecked(True)
        self._withdrawn.toggled.connect(self._chosen)
        self._mistake = QRadioButton(tr("It was opened by mistake"))
        self._mistake.setObjectName("ending.mistake")
        self._mistake.setProperty(ENTER_STOPS, False)
        self.form.addWidget(self._withdrawn)
        self.form.addWidget(self._mistake)
        self.start_at(self._withdrawn)
        self._words = text_box(3)
        self._words.setPlainText(former)
        self.ask(self._words, "ending.words", "")
        self._name_words()
        # Not by Ctrl+Enter: a hand that means to register would end the visit.
        self.end_with(tr("Go on with the visit"), tr("End the visit"), self._end, action_id="end_draft")

    def kind(self) -> Literal["withdrawn", "mistake"]:
        """How it ends."""
        return "withdrawn" if self._withdrawn.isChecked() else "mistake"

    def words(self) -> str:
        """What was typed."""
        return self._words.toPlainText().strip()

    def _chosen(self, withdrawn: bool) -> None:
        self._name_words()
        preset, there = ("", self._me) if withdrawn else (self._me, "")
        if self.words() == there:
            self._words.setPlainText(preset)

    def _name_words(self) -> None:
        self.call(
            self._words,
            tr("In the visitor's own words")
            if self._withdrawn.isChecked()
            else tr("Name of the person who says that it was a mistake"),
        )

    def _end(self) -> None:
        if self.words() or not self._required:
            self.accept()
        elif self._withdrawn.isChecked():
            self.refuse(self._words, tr("Write down what the visitor says."))
        else:
            self.refuse(self._words, tr("Write down who says so."))
