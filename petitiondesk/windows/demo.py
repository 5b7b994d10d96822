"""Drives the real windows by keys, for ``demo`` without a screen; a picture of every page and dialog is left."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QWidget

from petitiondesk.rules.identity_numbers import check_digit
from petitiondesk.rules.office_day import office_day
from petitiondesk.windows import actions, theme
from petitiondesk.windows.driving import in_dialog, settle
from petitiondesk.windows.pages.case.page import CasePage
from petitiondesk.windows.pages.reception.page import ReceptionPage
from petitiondesk.windows.pages.table import PAGES
from petitiondesk.windows.program import Program
from petitiondesk.windows.typist import PacedClock, Typist

VISIT_FORM = "visit-form-A4.pdf"
"""The visit form is saved under this name; slips are printed (printing.into_folder)."""

_FIRST_SEVENTEEN = "33010219720305122"
"""An invented number: its holder lives in the sample office's own county."""

_TABS_TO_THE_CLASS = 5
"""From the first filter of the register to its last."""


class Demonstration:
    """Leaves pictures in ``folder``, numbered in the order in which they are taken, and the visit form beside them."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._now = now
        self._folder = folder
        self._numbers = count(1)

    def sit_down_at(self, program: Program) -> None:
        """Drive this program from here on; it goes at its own pace. Raises TypeError where it doesn't."""
        if not isinstance(program.pace, PacedClock):
            raise TypeError("the demonstration drives a program at its own pace")
        theme.load_rare_fonts()
        self._background = program.background
        self._window = program.window
        self._hands = Typist(program.pace)

    def look_at_what_stands_against_opening(self) -> None:
        """The page of an office that can't be opened."""
        self._picture("not-opened")

    def answer_the_questions(self) -> None:
        """The first start: the questions that found an office, answered but not sent off."""
        self._picture("first-start")
        self._hands.tell("上城区信访局（演示）")
        self._hands.press("Return", "Down", "Return")
        self._hands.tell("杭州市上城")
        self._wait()
        self._hands.press("Return")
        self._hands.tell("张玲")
        self._picture("first-start-answered")

    def found_the_office(self) -> None:
        """The answers are sent off; every page of an office that has nothing on record."""
        self._hands.press("Ctrl+Return")
        self._wait()
        self._look_at_every_page("-empty")

    def open_the_office(self, show: Callable[[], object]) -> None:
        """``show`` opens an office of several people; the first of them sits down."""

        def sit_down(dialog: QWidget) -> None:
            self._take(dialog, "who-sits")
            self._hands.press("Return")

        in_dialog(self._background, show, sit_down)
        self._window.activateWindow()
        self._wait()

    def receive_a_visitor(self) -> None:
        """The main job: one visit from the first key to the slip, the papers of it, and everything that it may need."""
        self._look_at_every_page()
        self._picture("reception-blank")
        self._enter_visit()
        self._picture("reception-filled")
        self._put_aside_and_take_up()
        self._hands.press("Ctrl+Return")
        self._picture("reception-registered")
        reception = self._window.page("reception")
        number = reception.side.number() if isinstance(reception, ReceptionPage) else None
        self._look_at_papers()
        self._look("why-this-day", "Alt+Y")
        self._look("keys", "Shift+F1")
        self._look("settings", "Shift+F2")
        in_dialog(self._background, partial(self._hands.press, "Shift+F12"), self._look_at_people)
        if number:
            self._find_again(number)
            self._look_at_its_case()
        self._look_at_a_notice()
        self._correct()
        self._come_again()
        self._look_through_the_register()
        self._enter_a_letter()
        self._look_at_units()
        for name, key in (("reception-dark", "Alt+T"), ("reception-other-language", "Alt+L")):
            self._hands.press(key)
            self._picture(name)
            self._hands.press(key)
            self._wait()

    def open_with_the_clock_set_back(self, show: Callable[[], object]) -> None:
        """``show`` opens an office whose history goes beyond the computer's clock; the question is left unanswered."""

        def sit_down(_dialog: QWidget) -> None:
            self._look("clock-set-back", "Return")

        in_dialog(self._background, show, sit_down)

    # -- steps -----------------------------------------------------------------------------------------------------

    def _look_at_every_page(self, state: str = "") -> None:
        """A picture of each page of the table, and back to the first."""
        for entry in (*PAGES[1:], PAGES[0]):
            self._hands.press(actions.action(entry.key).keys[0])
            self._picture(f"{entry.id}{state}")

    def _enter_visit(self) -> None:
        hands = self._hands
        self._enter_person()
        hands.press("Right")
        hands.tell("笕桥街道花园新村2栋1201室")
        hands.press("Return")
        hands.tell("花园新村2栋")
        hands.press("Return")
        hands.tell("花园新村物业服务中心")
        hands.press("Return")
        hands.choose("wyfw")
        self._wait()
        hands.press("Return")
        hands.tell("今年八月起顶楼屋面漏水，卧室墙面发霉。向物业报修三次，每次都说等通知，至今没有人来修。")
        hands.press("Tab")
        hands.tell("物业服务合同写明屋面由物业维修，业主每年都按时缴费。")
        hands.press("Tab")
        hands.tell("要求尽快修好屋面，并答复维修日期")
        hands.press("Return")
        hands.tell("赔偿墙面损失")

    def _enter_person(self) -> None:
        self._hands.scan(_FIRST_SEVENTEEN + check_digit(_FIRST_SEVENTEEN))
        self._hands.tell("李𬭚")
        self._hands.press("Return")
        self._hands.tell("13800000042")
        self._hands.press("Return")
        self._wait()

    def _put_aside_and_take_up(self) -> None:
        self._hands.press("F8")
        self._wait()
        self._open("F9", "visits-waiting", lambda _dialog: self._hands.press("Return"))

    def _look_at_papers(self) -> None:
        self._look("papers", "Alt+P")
        self._open_paper("1", "preview-slip", self._look_at_keys)
        self._open_paper("2", "preview-slip-large", QWidget.close)
        self._open_paper("3", "preview-visit-form", self._save_visit_form)
        self._open_paper("4", "preview-visit-form-large", QWidget.close)
        in_dialog(self._background, partial(self._hands.press, "Alt+A"), self._answer)

    def _look_at_keys(self, preview: QWidget) -> None:
        self._look("keys-of-the-preview", "Shift+F1")
        preview.close()

    def _save_visit_form(self, preview: QWidget) -> None:
        def save(_dialog: QWidget) -> None:
            self._hands.press("Ctrl+A")
            self._hands.tell(str(self._folder / VISIT_FORM))
            self._hands.press("Return")

        self._open("Ctrl+S", "save-as", save)
        preview.close()

    def _answer(self, dialog: QWidget) -> None:
        self._hands.tell("物业维修资金由区物业管理科代管，账目可以凭身份证到一楼3号窗口查询。")
        self._take(dialog, "answer-on-the-spot")
        self._look("preview-answer", "Ctrl+Return")

    def _look_at_people(self, who_sits: QWidget) -> None:
        for row in who_sits.findChildren(QWidget, "row.people"):
            row.setFocus()
        self._look("people", "Return")

    def _find_again(self, number: str) -> None:
        self._hands.press("Ctrl+K")
        self._hands.tell(number)
        self._look("found-again", "Return")

    def _look_at_its_case(self) -> None:
        """The case of what was registered with files dropped on it, and what is asked of a notice sent on paper."""
        self._hands.press("Ctrl+O")
        self._wait()
        page = self._window.page("case")
        if isinstance(page, CasePage):
            dropped = [self._folder / VISIT_FORM, *sorted(self._folder.glob("*-reception-registered.png"))]
            in_dialog(self._background, partial(page.files.take_files, dropped), self._attach)
        self._picture("case-full")
        self._look("done-on-paper", "Ctrl+Return")
        self._hands.press("F2")
        self._wait()

    def _attach(self, dialog: QWidget) -> None:
        self._take(dialog, "attach-files")
        self._hands.press("Ctrl+Return")

    def _look_at_a_notice(self) -> None:
        """Next year's days off as they are typed, up to the question before they are kept."""
        hands, day = self._hands, office_day(self._now())
        hands.press("Shift+F8", "Ctrl+L", "Ctrl+A")
        hands.tell("元旦：1月1日至3日放假。")
        self._wait()
        page = self._window.page("calendar")
        for name, words in (("published", f"{day}"), ("title", "关于部分节假日安排的通知（演示）")):
            if field := page.findChild(QWidget, f"notice.{name}"):
                field.setFocus()
            hands.press("Ctrl+A")
            hands.tell(words)
        self._picture("calendar-typed")
        self._look("keep-the-days-off", "Ctrl+Return")
        hands.press("F2")
        self._wait()

    def _correct(self) -> None:
        """A correction up to its reason, and dropped."""
        self._hands.press("Alt+E")
        self._wait()
        self._hands.press("Alt+F")
        self._hands.tell("十月又漏了一次。")
        self._picture("reception-correction")
        self._look("reason-of-a-correction", "Ctrl+Return")
        self._hands.press("Alt+X")
        self._wait()

    def _come_again(self) -> None:
        """The same person once more, recognised and linked; then the visit is taken back."""
        self._enter_person()
        self._picture("reception-same-person")
        self._open("Alt+1", "raised-again", lambda _dialog: self._hands.press("2"))
        self._hands.press("Alt+F")
        self._hands.tell("物业还是没有来修。")
        self._open("Alt+X", "end-without-registering", self._take_back)

    def _take_back(self, _dialog: QWidget) -> None:
        self._hands.press("Return")
        self._hands.tell("物业刚来电话说明天就修，今天先不登记。")
        self._hands.press("Alt+X")

    def _look_through_the_register(self) -> None:
        """What was registered, by words and a filter, the highlighted one beside it; then a report of wrongdoing."""
        hands = self._hands
        hands.press("Shift+F3", "Alt+G", "Down", "Escape")
        hands.tell("漏水")
        self._wait()
        hands.press("Alt+V")
        self._picture("register-filtered")
        hands.press("Alt+V", "Escape", "Alt+C", "Alt+G")
        hands.press(*["Tab"] * _TABS_TO_THE_CLASS, "End", "Escape")
        self._wait()
        self._look("purpose-of-opening", "Return")
        hands.press("Alt+C", "F2")
        self._wait()

    def _look_at_units(self) -> None:
        """What is asked of a unit, and how one ends; nothing is written."""
        self._hands.press("Shift+F7")
        self._wait()
        self._hands.tell("住")
        self._wait()
        self._hands.press("Down")
        self._look("unit", "Return")
        self._look("unit-end", "Alt+X")
        self._hands.press("Escape", "F2")
        self._wait()

    def _enter_a_letter(self) -> None:
        """A letter that was passed on from above, with money inside; registered, and back to visits."""
        hands, today = self._hands, office_day(self._now())
        hands.press("Ctrl+2")
        hands.tell(f"{today - timedelta(days=3)}")
        hands.press("Return")
        hands.tell(f"{today - timedelta(days=1)}")
        hands.press("Return")
        hands.tell("3")
        hands.press("Return", "Down", "Return")
        hands.tell("陈静")
        hands.press("Ctrl+8", "Down", "Down", "Down", "Return")
        hands.tell("人民币")
        hands.press("Return")
        hands.tell("200元")
        hands.press("Return", "Down", "Down", "Return")
        hands.tell("挂号信 XA00123")
        hands.press("Ctrl+7", "Down", "Down", "Return")
        hands.tell("临江市信访局")
        hands.press("Return")
        hands.tell("临信交〔2026〕12号")
        hands.press("Return")
        hands.tell(f"{today - timedelta(days=2)}")
        hands.press("Return")
        hands.tell(f"{today - timedelta(days=1)}")
        hands.press("Return")
        hands.tell("30日")
        hands.press("Alt+F")
        hands.tell("花园新村的路灯坏了两个月，晚上老人出门摔过两次。")
        self._picture("reception-letter")
        hands.press("Ctrl+Return", "Ctrl+1")
        self._wait()

    # -- hands and eyes --------------------------------------------------------------------------------------------

    def _wait(self) -> None:
        settle(self._background)

    def _picture(self, name: str) -> None:
        self._wait()
        self._take(self._window, name)

    def _open(self, key: str, name: str, then: Callable[[QWidget], object]) -> None:
        """The dialog of a key, its picture, and what is done in it."""

        def act(dialog: QWidget) -> None:
            self._take(dialog, name)
            then(dialog)

        in_dialog(self._background, partial(self._hands.press, key), act)

    def _open_paper(self, figure: str, name: str, then: Callable[[QWidget], object]) -> None:
        """The preview of a paper that is chosen from the list by its figure."""

        def choose(_list: QWidget) -> None:
            self._open(figure, name, then)

        in_dialog(self._background, partial(self._hands.press, "Alt+P"), choose)

    def _look(self, name: str, key: str) -> None:
        in_dialog(self._background, partial(self._hands.press, key), partial(self._picture_and_leave, name))

    def _picture_and_leave(self, name: str, dialog: QWidget) -> None:
        self._take(dialog, name)
        dialog.close()

    def _take(self, widget: QWidget, name: str) -> None:
        widget.grab().save(str(self._folder / f"{next(self._numbers):02d}-{name}.png"))
