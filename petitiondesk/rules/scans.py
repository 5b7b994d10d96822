"""What a scanner or a card reader types that is meant for the program: a paper of ours, or an identity card."""

from petitiondesk.rules import identity_numbers
from petitiondesk.rules.registration_numbers import CodeKind, read_bare

_ON_PAPERS = (CodeKind.SLIP, CodeKind.NUMBER)
"""What our papers bear for a scanner. Query and check codes alone are read aloud; parcels bear such numbers too."""


def is_recognised(text: str) -> bool:
    """Whether something scanned is a paper of ours or an identity card's number."""
    return read_bare(text).kind in _ON_PAPERS or identity_numbers.type_of(text) is not None
