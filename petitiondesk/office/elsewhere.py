"""What was done elsewhere: at another counter, by another program, while this one is open."""

from threading import Lock

from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Thing
from petitiondesk.storage import watching


class Elsewhere:
    """Looks, when asked, for acts that this program did not do itself. It may be closed from another thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._watch = watching.Watch(desk.database)
        self._seen: int | None = None
        self._busy = Lock()
        self._closed = False

    def look(self) -> frozenset[Thing]:
        """The kinds of things that others touched since the last look; nothing at the first. Raises StorageTrouble."""
        with self._busy:
            return frozenset() if self._closed else self._looked()

    def close(self) -> None:
        """Give up the connection, once a look that is under way is over; before the desk is left."""
        with self._busy:
            self._closed = True
            self._watch.close()

    def _looked(self) -> frozenset[Thing]:
        if not self._watch.written():
            return frozenset()
        own = self._desk.written
        with self._desk.database.read() as session:
            newest = watching.newest(session)
            since = newest if self._seen is None else self._seen
            kinds = watching.kinds_since(session, since, own)
        own.difference_update({sequence for sequence in tuple(own) if sequence <= newest})
        self._seen = newest
        return frozenset(filter(None, map(Thing.of, kinds)))
