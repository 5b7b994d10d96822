"""These kinds of things on record have changed: whoever shows them reads them anew."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal

from petitiondesk.rules.acts import Thing


class Changes(QObject):
    """Told from any thread; ``touched`` comes on the thread on which it was made, after what runs there now."""

    touched = Signal(object)
    """A frozenset of Thing."""

    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def tell(self, things: Iterable[Thing]) -> None:
        """Things of these kinds were changed by an act that is committed."""
        self._told.emit(frozenset(things))

    def _hand_over(self, things: frozenset[Thing]) -> None:
        if things:
            self.touched.emit(things)
