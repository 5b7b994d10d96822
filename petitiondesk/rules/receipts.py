"""Which receipt answers which sending: what was referred or assigned, and whose receipt did not come back."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    """Something that was sent to a ``unit``, or (``receipt``) the receipt that came from it; ``id`` is the step's."""

    id: int
    unit: str = ""
    receipt: bool = False


def unanswered(steps: Iterable[Sent]) -> list[int]:
    """The ids of what was sent without a receipt, of the steps of one case in the order in which they were recorded.

    A receipt answers the unit that it names, else the oldest of what was sent before it: units are typed by hand. One
    before which nothing was sent answers nothing.
    """
    waiting: list[Sent] = []
    for step in steps:
        if not step.receipt:
            waiting.append(step)
        elif waiting:
            waiting.remove(next((sent for sent in waiting if _same(sent.unit, step.unit)), waiting[0]))
    return [sent.id for sent in waiting]


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())
