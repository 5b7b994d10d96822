"""The bars over a page: however much there is to say, the form below keeps its room and nothing goes unseen."""

from typing import NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from petitiondesk.rules.messages import _
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.bar import GRAVEST_FIRST, Bar
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from petitiondesk.windows.widgets.notices import Notices, Said

WHOLE = 2
"""So many sentences stand there whole where there is room for them, else one."""

_NO_END = 2**24 - 1
"""Pixels, the most that Qt knows: before anybody has said how much room there is."""


class _Sentence(NamedTuple):
    """Something said, with who says it and, of a notice that is kept, its name."""

    of: Notices
    name: str
    said: Said


class Bars(QWidget):
    """The gravest sentences whole, the newest of them first; all others in one line, whose key brings them up.

    Of what is as grave, the first source's comes before all. The key that puts a notice away acts on the first one
    that stands there whole, which is the one that names it.
    """

    def __init__(self, *sources: Notices) -> None:
        super().__init__()
        self._sources = sources
        self._sentences: list[_Sentence] = []
        self._first, self._count, self._room = 0, WHOLE, _NO_END
        self._whole = [Bar(key="seen", does=_("Seen")) for _place in range(WHOLE)]
        line = ElidedLabel()
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._folded = Bar(label=line, key="more_notices", does=_("Show"))
        self._folded.setObjectName("more_notices_bar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for bar in self._whole:
            layout.addWidget(bar)
            bar.button.clicked.connect(self.put_away)
        layout.addWidget(self._folded)
        self._folded.button.clicked.connect(self.show_next)
        for source in sources:
            source.changed.connect(self._collect)
        self.hide()

    def put_away(self) -> None:
        """The person has seen the first of the notices that stand there whole."""
        if notice := next((sentence for sentence in self._on_show() if sentence.name), None):
            notice.of.dismiss(notice.name)

    def show_next(self) -> None:
        """Show what is left of a long sentence, then those that were folded; after the last ones the first again."""
        if any(bar.read_on() for bar in self._whole):
            return
        following = self._first + self._count
        self._first = following if following < len(self._sentences) else 0
        self._show()
        for bar in self._whole:
            bar.from_the_top()

    def fit(self, room: int) -> None:
        """Take no more height than ``room``, in pixels, as long as one sentence whole leaves it that choice."""
        if room != self._room:
            self._room = room
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show()

    def _rank(self, sentence: _Sentence) -> tuple[int, bool]:
        return GRAVEST_FIRST.index(sentence.said.state), sentence.of is not self._sources[0]

    def _on_show(self) -> list[_Sentence]:
        return self._sentences[self._first : self._first + self._count]

    def _collect(self) -> None:
        """What is new comes before what was there, and into sight; both read out and ranked by gravity."""
        now = [_Sentence(of, name, said) for of in self._sources for name, said in of.by_name().items()]
        new = [sentence for sentence in now if sentence not in self._sentences]
        former = [sentence for sentence in self._sentences if sentence in now]
        if not new and len(former) == len(self._sentences):
            return  # said again after each key
        self._sentences = sorted([*new, *former], key=self._rank)
        if new or self._first >= len(self._sentences):
            self._first = 0
        self._show()
        for sentence in new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence.said.words))

    def _show(self) -> None:
        self._count = WHOLE
        self._say()
        if self.heightForWidth(self.width()) > self._room:
            self._count = 1
            self._say()
        self.setMaximumHeight(max(self._room, self.minimumSizeHint().height()))  # what is longer scrolls
        self.setVisible(bool(self._sentences))

    def _say(self) -> None:
        whole = self._on_show()
        named = next((sentence for sentence in whole if sentence.name), None)
        for place, bar in enumerate(self._whole):
            sentence = whole[place] if place < len(whole) else None
            bar.button.setVisible(sentence is not None and sentence is named)
            said = sentence.said if sentence else Said("", "owed")
            bar.say(said.words, said.state)
        following = self._sentences[self._first + self._count :] + self._sentences[: self._first]
        if following:
            gravest = min((each.said.state for each in following), key=GRAVEST_FIRST.index)
            self._folded.say(tr("{count} more: {words}", count=len(following), words=following[0].said.words), gravest)
        else:
            self._folded.say("")
