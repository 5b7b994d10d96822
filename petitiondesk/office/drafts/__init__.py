"""Drafts at the counter: kept while somebody types, parked, resumed, ended.

A draft with a matter in it can't vanish: it ends as registered, withdrawn by the visitor in his or her own words,
or opened by mistake with the name of who said so. The two latter stand in the office's history.
"""

import logging
from collections.abc import Mapping
from datetime import datetime

from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts.kinds import Addition, Correction, kind_of
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.channels import Source
from petitiondesk.rules.kinds import Purpose
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage.errors import StorageTrouble
from petitiondesk.storage.models import Draft
from petitiondesk.words import sentence

log = logging.getLogger("petitiondesk")

_ABOUT_THE_PERSON = (
    "petitioner.",
    "case.confidentiality",
    "registration.visitor_count",
    "registration.anonymous",
    "registration.keep_confidential",
    "registration.under_age_stated",
)
"""What is said of who came; everything else that is told is told of a matter."""


class NotOnRecord(LookupError):
    """There is no registration of the number that a draft goes with; ``message`` says so."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.message = Message(
            _("No registration {number} is on record here. What was typed is kept."), {"number": number}
        )


def keep(desk: Desk, draft: Draft) -> None:
    """Write the draft to disk as it stands; it survives a kill and a power cut from here on."""
    desk.drafts.keep(draft)


def waiting(desk: Desk) -> list[Draft]:
    """All drafts that have not ended, the oldest first."""
    return desk.drafts.all()


def unreadable(desk: Desk) -> list[Message]:
    """What of the drafts could not be read, each thing once; it is in the log too."""
    messages = desk.drafts.take_messages()
    for message in messages:
        log.warning("%s", sentence(message, "en"))
    return messages


def holds_a_matter(fields: Mapping[str, str]) -> bool:
    """Whether anything was told beyond who came: facts, a request, whom it is about, a paper, what it is for."""
    return any(text.strip() and not _is_of_the_form(path, text) for path, text in fields.items())


def _is_of_the_form(path: str, text: str) -> bool:
    """Whether a text is about who came, or stands in every blank form."""
    blank = (path, text) in (("registration.purpose", Purpose.CLAIM), ("arrival.source", Source.PETITIONER))
    return blank or path.endswith(".role") or path.startswith(_ABOUT_THE_PERSON)


def says_no_more(draft: Draft) -> bool:
    """Whether a draft that began with a record says just that, and nothing was handed back."""
    return draft.fields == draft.opened and not draft.handed_back


def may_vanish(draft: Draft) -> bool:
    """Whether a draft may go without a word: no matter was told, or it only corrects what stays on record."""
    match kind_of(draft):
        case Addition():
            return says_no_more(draft)
        case Correction():
            return True
        case _other:
            return not holds_a_matter(draft.fields)


def drop(desk: Desk, draft: Draft) -> None:
    """Take away a draft that :func:`may_vanish`. Raises ValueError where a visitor's matter would go with it."""
    if not may_vanish(draft):
        raise ValueError("a draft with a matter in it ends as registered, withdrawn or opened by mistake")
    desk.drafts.drop(draft.id)


def put_away(desk: Desk, draft_id: str) -> None:
    """Take away a draft whose act is done. A trouble with the drafts' file is logged only.

    What was committed must not be told as lost; a draft that is offered once more is known by its id.
    """
    try:
        desk.drafts.drop(draft_id)
    except StorageTrouble:
        log.warning("a draft that is done stays in the drafts' file", exc_info=True)


def withdraw(desk: Desk, draft: Draft, *, words: str, now: datetime) -> None:
    """The visitor took the matter back, in his or her own ``words``."""
    _end(desk, draft, Act.WITHDRAW_DRAFT, {"words": words}, now)


def opened_by_mistake(desk: Desk, draft: Draft, *, said_by: str, now: datetime) -> None:
    """The draft was opened by mistake, as ``said_by`` (a name) says."""
    _end(desk, draft, Act.DRAFT_BY_MISTAKE, {"said_by": said_by}, now)


def _end(desk: Desk, draft: Draft, act: Act, how: Mapping[str, str], now: datetime) -> None:
    """The history first: if the power goes in between, the draft is offered again rather than lost.

    Raises ValueError where a matter was told and nobody's words say how it ended.
    """
    if not may_vanish(draft) and not any(words.strip() for words in how.values()):
        raise ValueError("a draft with a matter in it ends in somebody's words")
    kept = {
        **how,
        "form": draft.form,
        "started_at": draft.started_at.isoformat(),
        "fields": dict(draft.fields),
        "handed_back": dict(draft.handed_back),
    }
    with desk.act(act, now) as doing:
        doing.on(Thing.DRAFT, draft.id, kept)
    desk.drafts.drop(draft.id)
