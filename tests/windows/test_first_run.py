"""The first start is done by keys alone, says what is missing beside the question, and loses no answer."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.office.opening import Answers
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.windows import messages, theme
from petitiondesk.windows.pages.first_run import FirstRunPage
from petitiondesk.windows.widgets.picker import Choice, Picker

DIVISIONS = [Choice(7, "浙江省杭州市上城区"), Choice(8, "浙江省杭州市西湖区")]
CTRL = Qt.KeyboardModifier.ControlModifier

pytestmark = pytest.mark.usefixtures("english_look")


def divisions_like(text: str) -> Sequence[Choice]:
    return [choice for choice in DIVISIONS if text in choice.text]


def picker() -> Picker:
    return Picker(divisions_like)


@pytest.fixture
def page(qtbot: QtBot) -> FirstRunPage:
    page = FirstRunPage(picker)
    page.say_printer("柜台打印机")
    page.given = []
    page.answered.connect(page.given.append)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitActive(page)
    page.take_focus()
    return page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), which, modifier)


def type_in(text: str) -> None:
    """As an input method hands it over, which keys can't for Chinese."""
    QApplication.sendEvent(focused(), committed(text))


def committed(text: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(text)
    return event


def beside(page: QWidget, path: str) -> str:
    label = page.findChild(QLabel, f"{path}.problem")
    assert label is not None
    return label.text()


def test_three_answers_by_keys_alone(page: FirstRunPage) -> None:
    type_in("云河县信访局")
    key(Qt.Key.Key_Return)
    assert isinstance(focused(), QComboBox)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    type_in("上城")
    key(Qt.Key.Key_Return)
    assert focused().objectName() == "staff.name"
    type_in("张玲")
    key(Qt.Key.Key_Return)
    assert isinstance(focused(), QPushButton)
    key(Qt.Key.Key_Return)
    assert page.given == [Answers("云河县信访局", OfficeRole.LETTERS_OFFICE, 7, "张玲")]


def test_ctrl_enter_founds_from_any_question_and_the_division_may_stay_blank(page: FirstRunPage) -> None:
    type_in("云河县住建局")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Tab)
    type_in("王敏")
    key(Qt.Key.Key_Return, CTRL)
    assert page.given == [Answers("云河县住建局", OfficeRole.COMPETENT_ORGAN, None, "王敏")]


def test_the_role_is_never_chosen_for_anybody(page: FirstRunPage) -> None:
    type_in("云河县信访局")
    key(Qt.Key.Key_Return, CTRL)
    assert page.given == []
    assert beside(page, "office.role")
    assert focused().objectName() == "office.role"
    assert beside(page, "staff.name")
    assert not beside(page, "office.name")


def test_what_was_missing_is_no_longer_said_once_it_is_there(page: FirstRunPage) -> None:
    key(Qt.Key.Key_Return, CTRL)
    assert focused().objectName() == "office.name"
    assert focused().accessibleDescription() == beside(page, "office.name") != ""
    type_in("云河县信访局")
    assert not beside(page, "office.name")
    assert beside(page, "office.role")


def test_nothing_is_said_before_the_first_try(page: FirstRunPage) -> None:
    type_in("云")
    key(Qt.Key.Key_Tab)
    assert not any(label.text() for label in page.findChildren(QLabel) if label.objectName().endswith(".problem"))


def test_a_place_that_is_not_in_the_list_is_asked_about_not_dropped(page: FirstRunPage) -> None:
    type_in("云河县信访局")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Return)
    type_in("没有的地方")
    key(Qt.Key.Key_Return)
    type_in("张玲")
    key(Qt.Key.Key_Return, CTRL)
    assert page.given == []
    assert beside(page, "office.division_id")
    field = focused()
    assert isinstance(field, QLineEdit)
    assert (field.objectName(), field.text()) == ("office.division_id", "没有的地方")


def test_a_place_is_not_called_unknown_while_it_is_looked_up(page: FirstRunPage) -> None:
    key(Qt.Key.Key_Return, CTRL)
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Tab)
    type_in("上城")
    assert beside(page, "office.division_id") == ""
    type_in("没有的地方")
    assert beside(page, "office.division_id") == "", "still at it"
    key(Qt.Key.Key_Tab)
    assert beside(page, "office.division_id")


def test_enter_that_confirms_pinyin_moves_nowhere(page: FirstRunPage) -> None:
    QApplication.sendEvent(focused(), QInputMethodEvent("yunhe", []))
    key(Qt.Key.Key_Return)
    assert focused().objectName() == "office.name"
    QApplication.sendEvent(focused(), committed("云河"))
    key(Qt.Key.Key_Return)
    assert focused().objectName() == "office.role"


def test_shift_enter_goes_back(page: FirstRunPage) -> None:
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert focused().objectName() == "office.name"


def test_a_founding_that_failed_is_told_and_can_be_done_again(page: FirstRunPage) -> None:
    type_in("云河县信访局")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Tab)
    type_in("张玲")
    key(Qt.Key.Key_Return, CTRL)
    key(Qt.Key.Key_Return, CTRL)
    assert len(page.given) == 1, "one founding at a time"
    page.not_founded("The disk is full.")
    assert page.bar.isVisible()
    assert page.bar.words() == "The disk is full."
    key(Qt.Key.Key_Return)
    assert page.given == [Answers("云河县信访局", OfficeRole.LETTERS_OFFICE, None, "张玲")] * 2
    assert not page.bar.isVisible()


@pytest.mark.parametrize(
    ("printer", "words"),
    [
        ("柜台打印机", "Slips go to the printer 柜台打印机; Shift+F2"),
        ("", "No printer is chosen on this computer. Once the office is set up Shift+F2 chooses one; until then Alt+P"),
    ],
)
def test_the_presets_are_said(qtbot: QtBot, printer: str, words: str) -> None:
    page = FirstRunPage(picker)
    qtbot.addWidget(page)
    page.say_printer(printer)
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Accounts are not set up yet" in said
    assert words in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off(
    qtbot: QtBot, qapp: QApplication, language: messages.Language, percent: int, scheme: theme.Scheme
) -> None:
    messages.speak(language)
    theme.apply(qapp, scheme, percent)
    page = FirstRunPage(picker)
    page.say_printer("HP LaserJet Professional M1136 MFP")
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitExposed(page)
    page.answer()
    page.not_founded("The disk is full.")
    qtbot.wait(20)  # two rounds of layout
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    for button in page.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()
    for box in page.findChildren(QComboBox):
        longest = max(box.fontMetrics().horizontalAdvance(box.itemText(row)) for row in range(box.count()))
        assert box.width() >= longest + 2 * box.height()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_has_the_focus_is_in_sight_at_large_type(
    qtbot: QtBot, qapp: QApplication, language: messages.Language
) -> None:
    messages.speak(language)
    theme.apply(qapp, percent=200)
    page = FirstRunPage(picker)
    page.say_printer("HP LaserJet Professional M1136 MFP")
    qtbot.addWidget(page)
    page.resize(1366, 700)
    with qtbot.waitActive(page):
        page.show()
    page.take_focus()
    for _question in range(4):
        key(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: focused().visibleRegion().boundingRect().height() == focused().height())
    assert isinstance(focused(), QPushButton)
    page.not_founded("The disk is full.")
    qtbot.waitUntil(lambda: page.bar.visibleRegion().boundingRect().height() == page.bar.height() > 0)
    qtbot.waitUntil(lambda: focused().visibleRegion().boundingRect().height() == focused().height())


def test_every_input_has_a_name_for_those_who_can_t_see(page: FirstRunPage) -> None:
    inputs = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    assert len(inputs) == 5
    for widget in inputs:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert widget.objectName()
        assert interface.text(QAccessible.Text.Name), widget.objectName()


def test_the_button_ends_where_the_questions_end(page: FirstRunPage) -> None:
    button, field = page.findChild(QPushButton, "found"), page.findChild(QLineEdit, "staff.name")
    right = [each.mapTo(page, each.rect().topRight()).x() for each in (button, field)]
    assert right[0] == right[1]


def test_the_button_is_in_sight_at_the_largest_type(qapp: QApplication, page: FirstRunPage) -> None:
    theme.apply(qapp, percent=200)
    QApplication.processEvents()
    button = page.findChild(QPushButton, "found")
    assert not button.visibleRegion().isEmpty()
    assert button.visibleRegion().boundingRect() == button.rect()


def test_what_asks_for_a_choice_does_not_look_chosen(page: FirstRunPage) -> None:
    image = page.findChild(QComboBox).grab().toImage()
    inks = {image.pixelColor(x, y).name().upper() for x in range(8, image.width() // 2) for y in range(image.height())}
    assert theme.COLOURS["quiet"]["light"] in inks
    assert theme.COLOURS["text"]["light"] not in inks
