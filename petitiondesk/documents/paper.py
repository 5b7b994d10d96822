"""Paper as it comes: sizes, margins, and the dots of a receipt printer. Lengths in points."""

from dataclasses import dataclass

MM = 72 / 25.4
DOT = MM / 8
"""A dot of a receipt printer (203 dpi)."""


@dataclass(frozen=True)
class Paper:
    """A size of paper and its margins; ``height`` None is a roll that is cut below the last line."""

    width: float
    height: float | None
    left: float
    right: float
    top: float
    bottom: float

    @property
    def column(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right
