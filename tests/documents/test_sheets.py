"""Where pages end: headings stay with what they head, no line of a text stands alone, what is kept is not divided."""

from itertools import product

from petitiondesk.documents.paper import Paper
from petitiondesk.documents.sheets import Cell, Sheet, TextMark

LINES_A_PAGE = 10


def new_sheet() -> Sheet:
    return Sheet(Paper(width=120.0, height=120.0, left=10.0, right=10.0, top=10.0, bottom=10.0))


def row(sheet: Sheet, text: str, *, heads: bool = False) -> None:
    sheet.row(Cell(text, "song", 10.0, align="left"), leading=10.0, heads=heads)


def pages(sheet: Sheet) -> list[list[str]]:
    """The lines on each page, from top to bottom as they stand."""
    for page in sheet.pages:
        heights = [mark.y for mark in page]
        assert heights == sorted(heights)
        assert all(10.0 < height < 110.0 for height in heights)
    return [[mark.line.text for mark in page if isinstance(mark, TextMark)] for page in sheet.pages]


def test_no_line_of_a_text_stands_alone_and_no_heading_ends_a_page() -> None:
    for before, lines in product(range(LINES_A_PAGE + 1), range(2, 8)):
        _ends_well(before, lines)


def _ends_well(before: int, lines: int) -> None:
    sheet = new_sheet()
    for number in range(before):
        row(sheet, f"前{number}")
    row(sheet, "题", heads=True)
    row(sheet, "文" * 10 * (lines - 1) + "末")
    row(sheet, "后")
    read = pages(sheet)
    flat = [line for page in read for line in page]
    assert flat == [*(f"前{number}" for number in range(before)), "题", *["文" * 10] * (lines - 1), "末", "后"]
    assert all(len(page) <= LINES_A_PAGE for page in read)
    for page in read:
        assert page[-1] != "题"
        here = [line for line in page if line[0] in "文末"]
        assert len(here) != 1


def test_what_is_kept_is_whole_and_takes_its_lines_along() -> None:
    for before, headed in product(range(2, LINES_A_PAGE + 1), (False, True)):
        _is_kept_whole(before, headed)


def _is_kept_whole(before: int, headed: bool) -> None:
    sheet = new_sheet()
    for number in range(before):
        row(sheet, f"前{number}", heads=headed and number == before - 1)

    def signature(sheet: Sheet) -> None:
        for line in ("署名", "日期", "盖章"):
            row(sheet, line)

    sheet.kept(signature, along=2)
    read = pages(sheet)
    last = read[-1]
    assert last[-3:] == ["署名", "日期", "盖章"]
    assert len(last) >= 4
    assert [line for page in read for line in page] == [
        *(f"前{number}" for number in range(before)),
        "署名",
        "日期",
        "盖章",
    ]
