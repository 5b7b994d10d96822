"""What lets a paper be told from a made-up one: the check code for people, the digits of the QR code for a scanner."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno


@dataclass(frozen=True)
class Seal:
    """The check code of one paper, as its caller counted it.

    ``check_code`` is grouped for reading aloud (``1234 5678 9012``); ``qr_digits`` are the digits of number and
    check code. Digits only: an input method that is switched on swallows the letters of a scan.
    """

    check_code: str
    qr_digits: str


@lru_cache(maxsize=64)
def dark_runs(qr_digits: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The QR symbol (ISO/IEC 18004, level M or better) as its side in modules and its dark runs.

    A run is (row, first column, length), rows counted from the top, without the quiet zone of four modules.
    """
    matrix = segno.make(qr_digits, micro=False, error="m").matrix
    dark: list[tuple[int, int, int]] = []
    for row, modules in enumerate(matrix):
        column = 0
        for is_dark, run in groupby(modules):
            length = len(tuple(run))
            if is_dark:
                dark.append((row, column, length))
            column += length
    return len(matrix), tuple(dark)
