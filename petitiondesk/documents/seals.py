"""What lets a paper be told from a made-up one: the check code for people, the QR code for a scanner."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import ceil

from petitiondesk.documents.paper import DOT, MM

_SMALLEST_SIDE = 20 * MM
_QUIET_MODULES = 4


@dataclass(frozen=True)
class Seal:
    """The check code of one paper, as its caller counted it.

    ``check_code`` is grouped for reading aloud (``0471 8830 1265``); ``qr_digits`` are the digits of number and
    check code. Digits only: an input method that is switched on swallows the letters of a scan.
    """

    check_code: str
    qr_digits: str


@dataclass(frozen=True)
class Symbol:
    """A QR symbol in points: one module, the whole side, the quiet zone it needs around it, and its dark runs.

    A run is (row, first column, length) in modules, rows counted from the top.
    """

    module: float
    side: float
    quiet: float
    dark: tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=64)
def symbol(qr_digits: str) -> Symbol:
    """The QR code (ISO/IEC 18004, level M or better), at least 20 mm wide.

    A module is a whole number of receipt printer's dots, so that its edges stay sharp in heat.
    """
    import segno  # with the first paper, as ReportLab

    matrix = segno.make(qr_digits, micro=False, error="m").matrix
    dark: list[tuple[int, int, int]] = []
    for row, modules in enumerate(matrix):
        column = 0
        for is_dark, run in groupby(modules):
            length = len(tuple(run))
            if is_dark:
                dark.append((row, column, length))
            column += length
    module = DOT * ceil(_SMALLEST_SIDE / (DOT * len(matrix)))
    return Symbol(module, module * len(matrix), module * _QUIET_MODULES, tuple(dark))
