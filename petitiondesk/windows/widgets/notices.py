"""What one part of a page has to say over it: of the visit on screen, and beyond it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class Said:
    """A sentence and its look: ``late`` (trouble), ``owed`` (attention) or ``ok``."""

    words: str
    state: str


@dataclass(frozen=True)
class Everything:
    """The sentence for the visit on screen, and the notices by name."""

    said: Said
    kept: dict[str, Said]


class Notices(QObject):
    """Words only; :class:`~petitiondesk.windows.widgets.bars.Bars` shows them.

    What is said with :meth:`say` holds for the visit on screen and gives way to the next sentence. A notice put into
    it with :meth:`keep` stays beside that, over whoever comes next, until it is answered or dismissed.
    """

    changed = Signal()

    dismissed = Signal(str)
    """The person has seen the notice of that name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = Said("", "owed")
        self._kept: dict[str, Said] = {}

    def say(self, words: str, state: str = "owed") -> None:
        """Say something of the visit on screen. Empty words take it away."""
        self._said = Said(words, state)
        self.changed.emit()

    def keep(self, name: str, words: str, state: str = "late") -> None:
        """Keep a notice; a former one of that name gives way to it."""
        self._kept[name] = Said(words, state)
        self.changed.emit()

    def answered(self, name: str) -> None:
        """The notice of that name, if there is one, needs no look any more."""
        if self._kept.pop(name, None):
            self.changed.emit()

    def dismiss(self, name: str) -> None:
        """The person has seen the notice of that name: it goes."""
        self.answered(name)
        self.dismissed.emit(name)

    def everything(self) -> Everything:
        """All that is said and kept, for :meth:`restore`."""
        return Everything(self._said, dict(self._kept))

    def restore(self, everything: Everything) -> None:
        """Say what was said before the window was built anew."""
        self._said, self._kept = everything.said, dict(everything.kept)
        self.changed.emit()

    def holds(self, name: str) -> bool:
        """Whether a notice of that name is kept."""
        return name in self._kept

    def by_name(self) -> dict[str, Said]:
        """What is said now: the notices by name, and under "" what holds for the visit on screen."""
        return {name: said for name, said in (*self._kept.items(), ("", self._said)) if said.words}

    def words(self) -> str:
        """All that is said now, each on a line of its own."""
        return "\n".join(said.words for said in self.by_name().values())
