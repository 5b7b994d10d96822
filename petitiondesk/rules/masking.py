"""Numbers as others may see them: enough to compare, too little to use."""

_FIRST, _LAST = 3, 4
_SHORTEST = 11
"""Of a number with fewer characters too little would be hidden."""


def masked_number(number: str) -> str:
    """An ID or phone number with its middle in stars (154****1234); of a short one only the last character is seen."""
    if len(number) < _SHORTEST:
        return "*" * (len(number) - 1) + number[-1:]
    return number[:_FIRST] + "*" * (len(number) - _FIRST - _LAST) + number[-_LAST:]
