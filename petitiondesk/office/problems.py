"""What is said beside a field while somebody types; it refuses nothing (Art. 43, 44)."""

from dataclasses import dataclass
from typing import Literal

from petitiondesk.rules.messages import Message

Severity = Literal["law", "owed", "wrong", "hint"]
"""One of the five contents of Art. 19 is missing; can be added or compared later; looks wrong; worth knowing."""


@dataclass(frozen=True)
class Problem:
    """A sentence beside the field at ``path``. ``sure``: no further key there mends what looks wrong."""

    path: str
    message: Message
    severity: Severity
    sure: bool = False
