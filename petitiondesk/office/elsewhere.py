"""What was done elsewhere: at another counter, by another program, while this one is open."""

from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Thing
from petitiondesk.storage import watching


class Elsewhere:
    """Looks, when asked, for acts that this program did not do itself. One thread at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._watch = watching.Watch(desk.database)
        self._seen: int | None = None

    def look(self) -> frozenset[Thing]:
        """The kinds of things that others touched since the last look; nothing at the first. Raises StorageTrouble."""
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

    def close(self) -> None:
        """Give up the connection; before the desk is left."""
        self._watch.close()
