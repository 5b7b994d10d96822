"""ReportLab 5.1.0 alone writes <1D400> for a character beyond U+FFFF; readers take out another character."""

from collections.abc import Callable

import pytest

from petitiondesk.documents import fonts
from petitiondesk.documents.paper import Paper
from petitiondesk.documents.sheets import Cell, Sheet
from petitiondesk.documents.specimens import RARE_NAMES
from tests.documents.reading import READERS, squeezed


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_characters_beyond_the_basic_plane_are_read_back(reader: Callable[[bytes], list[str]]) -> None:
    sheet = Sheet(Paper(300, 200, 20, 20, 20, 20))
    sheet.row(Cell(f"{RARE_NAMES}𠀀𪛖", "song", 12), leading=20)
    assert squeezed(reader(sheet.pdf(title="", subject="", author=""))[0]) == f"{RARE_NAMES}𠀀𪛖"


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_more_than_a_hundred_characters_of_one_font(reader: Callable[[bytes], list[str]]) -> None:
    text = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 300))
    sheet = Sheet(Paper(400, 400, 20, 20, 20, 20))
    sheet.row(Cell(text, "song", 12), leading=20)
    assert fonts.missing_characters(text) == ()
    assert squeezed(reader(sheet.pdf(title="", subject="", author=""))[0]) == text
