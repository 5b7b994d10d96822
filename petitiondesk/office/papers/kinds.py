"""What a kind of paper is: one row says all that the rest of the program has to know of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from petitiondesk.documents.letters import Template
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.slip import Size
from petitiondesk.rules.messages import Message
from petitiondesk.storage.database import Session

ISSUED = "issued"
"""The day on a paper, in its data: it alone makes no new version."""


class Render(Protocol):
    """Makes the PDF of a paper's data; ``copy`` counts the prints before it, 0 for the first."""

    def __call__(self, data: Any, *, seal: Seal, size: Size, large_print: bool, copy: int) -> bytes:
        """The pages."""


def _no_stand_in() -> Message | None:
    return None


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper.

    ``title`` is a msgid, how the paper is called beside its number; ``data`` the class of what it says; ``template``
    gives the wording for such data; ``letterhead`` names what of it is of the office, not of the matter. ``sizes`` are
    the sheets it may be printed on, the usual one first; ``large`` the one for large print, None where there is none.
    ``build`` gathers the data from what is on record; None for a paper that only an act gives. ``stand_in`` says what
    there is to say of a typeface; it looks at the disk. ``corrected`` names the field for the day on which the matter
    was last put right, "" where the paper says none.
    """

    id: str
    title: str
    data: type[Any]
    template: Callable[[Any], Template]
    letterhead: frozenset[str]
    sizes: tuple[Size, ...]
    render: Render
    large: Size | None = None
    build: Callable[[Session, Any, datetime], Any] | None = None
    stand_in: Callable[[], Message | None] = _no_stand_in
    corrected: str = ""

    def size(self, chosen: str, *, large_print: bool = False) -> Size:
        """The sheet for it where a counter has ``chosen`` a size for its small papers."""
        if large_print and self.large:
            return self.large
        return next((size for size in self.sizes if size == chosen), self.sizes[0])
