"""What a picker offers in grey: seen to be offered only, and taken by its key only."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from petitiondesk.windows import theme
from petitiondesk.windows.widgets.picker import Choice
from tests.windows import picker_page
from tests.windows.picker_page import CATEGORIES, Page, read_out, write

page = picker_page.page

pytestmark = pytest.mark.usefixtures("english_look")


def colours(image: QImage, within: QRect) -> set[int]:
    return {
        image.pixel(x, y)
        for x in range(within.left(), within.right() + 1)
        for y in range(within.top(), within.bottom() + 1)
    }


def test_grey_words_are_taken_by_right_only(page: Page) -> None:
    picker = page.picker
    picker.suggest(CATEGORIES["ldbz"])
    write(picker, "劳")
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    QTest.keyClick(picker, Qt.Key.Key_Tab)
    assert (picker.text(), picker.choice_id()) == ("劳", None)
    picker.setFocus()
    QTest.keyClick(picker, Qt.Key.Key_End)
    QTest.keyClick(picker, Qt.Key.Key_Right)
    assert (picker.text(), picker.choice_id()) == ("劳动保障", 4)
    assert page.after.hasFocus()


def test_grey_words_name_the_key_that_takes_them(page: Page) -> None:
    """Without it they look as if they had been filled in."""
    plain = page.picker.grab().toImage()
    page.picker.suggest(CATEGORIES["ldbz"])
    accent = theme.colour("accent").rgb()
    key = page.picker.rect().adjusted(4, 4, -4, -4)
    assert accent not in colours(plain, key)
    assert {accent, theme.colour("quiet").rgb()} <= colours(page.picker.grab().toImage(), key)


def test_grey_words_are_read_out_with_their_key(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    announced = read_out(monkeypatch)
    page.picker.suggest(CATEGORIES["ldbz"])
    assert announced == ["劳动保障 → takes it"]
    page.after.setFocus()
    page.picker.setFocus()
    assert announced == ["劳动保障 → takes it"] * 2


def test_right_moves_the_cursor_where_there_are_no_grey_words(page: Page) -> None:
    page.picker.suggest(CATEGORIES["ldbz"])
    page.picker.setText("城乡")
    QTest.keyClick(page.picker, Qt.Key.Key_Home)
    QTest.keyClick(page.picker, Qt.Key.Key_Right)
    assert (page.picker.text(), page.picker.cursorPosition()) == ("城乡", 1)


def test_grey_words_are_seen_with_the_focus_only(page: Page) -> None:
    def look() -> QImage:
        return page.picker.grab().toImage()

    focused = look()
    page.picker.suggest(CATEGORIES["ldbz"])
    assert look() != focused
    page.after.setFocus()
    left = look()
    page.picker.suggest(None)
    assert look() == left


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_key_stays_in_sight_where_the_words_are_too_long(
    qapp: QApplication, page: Page, scheme: theme.Scheme, percent: int
) -> None:
    theme.apply(qapp, scheme, percent)
    page.resize(260, 300)
    page.picker.suggest(Choice(9, "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县"))
    qapp.processEvents()
    right = page.picker.rect().adjusted(page.picker.width() * 2 // 3, 4, -4, -4)
    assert theme.colour("accent").rgb() in colours(page.picker.grab().toImage(), right)
    theme.apply(qapp)
