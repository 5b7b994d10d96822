"""Places in a text as Qt counts them: in UTF-16 units, of which a rare character takes two."""


def units(text: str) -> int:
    """The length of ``text``."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def difference(now: str, then: str) -> tuple[int, int, str]:
    """Where ``now`` differs from ``then``: position and length of what is to be removed, and what is missing there."""
    shorter = min(len(now), len(then))
    head = next((i for i in range(shorter) if now[i] != then[i]), shorter)
    tail = next((i for i in range(shorter - head) if now[-1 - i] != then[-1 - i]), shorter - head)
    return units(now[:head]), units(now[head : len(now) - tail]), then[head : len(then) - tail]
