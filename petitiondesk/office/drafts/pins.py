"""Pins: what stays in the form for the next who comes, e.g. the same covering letter of twenty letters in a row.

What one person said never goes into another's form: only what is of the arrival and of the matter's place may stay.
"""

from petitiondesk.rules.channels import ASKED_OF_SOURCE
from petitiondesk.rules.messages import Message, _

SOURCE = "arrival.source"
_OF_SOURCES = frozenset(f"arrival.{name}" for names in ASKED_OF_SOURCE.values() for name in names)

MAY_BE_PINNED = frozenset(
    {f"arrival.{name}" for name in ("posted_on", "stamped_on", "opened", "opened_with", "sent_on", "site")}
    | {SOURCE}
    | _OF_SOURCES
    | {f"registration.{name}" for name in ("problem_division_id", "problem_place", "accused_body", "accused_person")}
    | {"registration.category_id", "registration.purpose"}
)
"""Draft paths. A path that is not here is somebody's own, or has not been thought about."""


def why_not_pinned(path: str) -> Message | None:
    """Why the field at ``path`` can't be pinned; None where it can."""
    if path in MAY_BE_PINNED:
        return None
    return Message(_("Not pinned: what one person said never goes into another's form."))


def pinned_with(path: str) -> frozenset[str]:
    """All that is pinned by one key: what is asked of a source alone would stay unseen without the source itself."""
    return frozenset({path, SOURCE}) if path in _OF_SOURCES else frozenset({path})


def unpinned_with(path: str) -> frozenset[str]:
    """All that one key takes the pin off."""
    return _OF_SOURCES | {SOURCE} if path == SOURCE else frozenset({path})
