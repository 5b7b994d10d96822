"""A draft: what has been typed so far, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

FORMAT = 1
"""Of the fields' paths; raised when a path changes its meaning, so that an older draft is still understood."""


@dataclass(frozen=True)
class Draft:
    """Half-typed or wrong input survives too, so ``fields`` holds raw text by attribute path.

    Paths: ``petitioner.name``, ``registration.facts``, ``requests.0.text``, ``parties.2.name`` … ``started_at`` is
    the first key, which is the moment of receipt of a visit (an instant with its zone); a correction has that of the
    visit that it corrects. ``opened`` is what stood on record when a correction was begun, so that nobody else's
    correction is overwritten; ``handed_back`` what was typed into it where somebody else's correction stands now.
    ``taken_over`` is what was filled in from an earlier record of the person, until it turns out to be somebody else.
    """

    id: str
    form: str
    started_at: datetime
    changed_at: datetime
    fields: Mapping[str, str] = field(default_factory=dict)
    opened: Mapping[str, str] = field(default_factory=dict)
    handed_back: Mapping[str, str] = field(default_factory=dict)
    taken_over: Mapping[str, str] = field(default_factory=dict)
    parked: bool = False
    format: int = FORMAT
