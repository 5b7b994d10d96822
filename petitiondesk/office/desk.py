"""The desk at which an act is done: which office, whose hands."""

from dataclasses import dataclass

from petitiondesk.storage.database import Database
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.history import Actor


@dataclass(frozen=True)
class Desk:
    """Every act takes one: the office's database, the drafts of this machine and who sits there."""

    database: Database
    drafts: DraftsFile
    actor: Actor

    def close(self) -> None:
        """Leave the desk: close the database and the drafts."""
        self.database.close()
        self.drafts.close()
