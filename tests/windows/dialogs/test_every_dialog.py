"""All dialogs of reception: keys alone, nothing cut off, a name for everything, gone when closed."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QRadioButton, QScrollArea, QWidget

from petitiondesk.office.details import OfficeContact
from petitiondesk.office.finding import Found, Judged
from petitiondesk.office.papers import PAPERS, Offered
from petitiondesk.office.people import Person
from petitiondesk.office.problems import Problem
from petitiondesk.office.units import UnitEntry
from petitiondesk.rules.messages import Message
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.terms import why
from petitiondesk.rules.units import UnitKind, UnitLevel
from petitiondesk.windows import messages, theme
from petitiondesk.windows.background import Background
from petitiondesk.windows.dialogs import (
    answer_now,
    attach,
    case_link,
    choose_paper,
    correction_reason,
    end_draft,
    keep_notice,
    lawful_steps,
    link,
    people,
    person,
    put_file_aside,
    reason,
    registration,
    route,
    save_file,
    settings,
    step,
    unit,
    unit_end,
    waiting_drafts,
    who_sits,
    why_this_day,
    wrong_time,
)
from petitiondesk.windows.settings import MachineSettings
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from tests.windows.attachments_kit import station
from tests.windows.dialogs.person import at_the_dialog, buttons, dialog, focus_is, focused, key
from tests.windows.dialogs.samples import ACCEPTED, DRAFTS, EARLIER, NOW, NUMBER, TERM, TODAY, entered

UNKNOWN = Judged(
    "unknown",
    Message("No paper of {number} has this check code: it is not ours, or was altered.", {"number": NUMBER}),
)
CLOCK = Message(
    "This computer's clock shows {now}, but the last entry was made at {newest}. See whether the clock is right: days "
    "of receipt and last days are counted by it.",
    {"now": "2025-10-19 09:30", "newest": "2026-11-23 09:30"},
)


def ask_settings(page: QWidget) -> Any:
    background = Background()
    try:
        return settings.ask_settings(page, OfficeContact(), MachineSettings(Path("nobody-s.ini")), background)
    finally:
        background.drain(10)


def attach_files(page: QWidget) -> Any:
    background = Background()
    try:
        nobody = station(None, background, Path())  # type: ignore[arg-type]  # nothing is attached
        names = [
            "2026-11-23 来信及信封、附页、照片（扫描件）第一部分.pdf",
            "a_rather_long_name_of_a_photo_from_a_phone.jpg",
        ]
        return attach.attach_files(page, nobody, [NUMBER, NUMBER[:-1] + "8"], [Path(name) for name in names]) or None
    finally:
        background.drain(10)


def ask_unit(page: QWidget, ask: Callable[..., Any], *further: Any, **told: Any) -> Any:
    background = Background()
    try:
        return ask(page, unit.Catalogue([UNIT], TODAY, background), *further, **told)
    finally:
        background.drain(10)


UNIT = UnitEntry(
    1,
    "云河县人力资源和社会保障局青石镇劳动保障事务所",
    "青石镇劳保所",
    *(UnitLevel.TOWNSHIP, UnitKind.VERTICAL),
    *(None, None, None),
    uses_program=False,
    phone="0500-23456001",
    address="青石镇和顺路1号",
    valid_from=TODAY,
    valid_to=None,
)
PEOPLE = [
    Person(1, "张玲", "0571-88000000", unit_head=True, works_from=TODAY, works_until=None),
    Person(2, "阿依努尔·买买提江", "", unit_head=False, works_from=TODAY, works_until=TODAY + timedelta(days=31)),
]
STEP = step.Asked(NUMBER, StepKind.OPINION, ACCEPTED, (1, 2), TODAY)
OF_A_UNIT = step.Asked(NUMBER, StepKind.ACCEPT, ACCEPTED, (3,), TODAY)
COMPARED = step.Asked(
    NUMBER,
    StepKind.COMPARE,
    ACCEPTED,
    (1,),
    TODAY,
    beside=[(f"Facts of the former matter {NUMBER}", "地下室长期漏水。" * 40), (f"Facts of this matter {NUMBER}", "")],
)
DECLINED = step.Asked(NUMBER, StepKind.DECLINE, ACCEPTED, (1, 2), TODAY)
TYPED = step.Given(StepKind.DECLINE, {"reasons": "该事项已由其他机关在办理期限内办理" * 9}, (1, 2))
WHY = reason.Why(
    "Take a step back", [f"{TODAY}  Told in writing: accepted"], "It is owed again.", "Take back", "Leave it"
)
LAWFUL = [StepKind.OPINION, StepKind.EXTEND]
REFUSALS = {kind: Message("Not while it stands like this: {stage}." * 3) for kind in STEPS if kind not in LAWFUL}
ASKING = [(each.matter.id, each.text) for each in ACCEPTED.requests]
REFUSED = [Problem("superior_id", Message("It stands below already."), "wrong")]
OFFERED = [Offered(PAPERS["slip"], "", made=True), Offered(PAPERS["answer"], "延期告知-1", made=False)]

SHOWN: dict[str, Callable[[QWidget], Any]] = {
    "link": lambda page: link.ask_new_facts(page, EARLIER),
    "attach": attach_files,
    "put a file aside": lambda page: put_file_aside.ask_why_aside(page, "照片.png"),
    "save a file": lambda page: save_file.ask_to_save(page, "录音.docx", "3 p. · 1.2 MB"),
    "who sits": lambda page: who_sits.ask_who_sits(page, PEOPLE, sitting=2, leave="Quit"),
    "people": lambda page: people.choose_on_list(page, PEOPLE, TODAY),
    "somebody new": lambda page: person.ask_about(page, PEOPLE, TODAY, former=None),
    "somebody": lambda page: person.ask_about(page, PEOPLE, TODAY, former=PEOPLE[1]),
    "papers": lambda page: choose_paper.choose_paper(page, NUMBER, OFFERED),
    "drafts": lambda page: waiting_drafts.choose_draft(page, DRAFTS, NOW),
    "many drafts": lambda page: waiting_drafts.choose_draft(page, [*DRAFTS, *DRAFTS, *DRAFTS], NOW),
    "no drafts": lambda page: waiting_drafts.choose_draft(page, [], NOW),
    "end": lambda page: end_draft.ask_ending(page, me="张玲", has_matter=True),
    "end of little": lambda page: end_draft.ask_ending(page, me="张玲", has_matter=False),
    "why": lambda page: why_this_day.show_why(page, why(TERM), TERM.last_day, NUMBER),
    "answer": lambda page: answer_now.ask_answer(page, number=NUMBER, former={}, typed=print) or None,
    "reason": lambda page: correction_reason.ask_reason(
        page, ["Name: nothing → 欧阳𬱖", "Phone", "Facts: " + "电梯停运" * 30]
    ),
    "found": lambda page: registration.show_registration(page, Found(entered(), paper=UNKNOWN), TODAY),
    "settings": ask_settings,
    "clock": lambda page: wrong_time.time_is_right(page, CLOCK) or None,
    "step": lambda page: step.ask_step(page, STEP),
    "step of a unit": lambda page: step.ask_step(page, OF_A_UNIT),
    "comparison": lambda page: step.ask_step(page, COMPARED),
    "step refused": lambda page: step.ask_step(page, DECLINED, typed=TYPED, problems={"to": Message("Nobody.")}),
    "step not lawful": lambda page: step.ask_step(page, DECLINED, typed=TYPED, refused=Message("Not now. " * 20)),
    "lawful steps": lambda page: lawful_steps.choose_step(page, NUMBER, LAWFUL, StepKind.OPINION, REFUSALS),
    "route": lambda page: route.ask_route(page, NUMBER, ASKING, ticked=[1]),
    "case link": lambda page: case_link.ask_link(page, NUMBER),
    "keep a notice": lambda page: (
        keep_notice.wants_to_keep(page, 2027, "关于2027年部分节假日安排的通知", ["2027-01-01"], [NUMBER], ["Odd."])
        or None
    ),
    "why taken back": lambda page: reason.ask_why(page, WHY),
    "new unit": lambda page: ask_unit(page, unit.ask_unit, None),
    "unit": lambda page: ask_unit(page, unit.ask_unit, UNIT),
    "unit refused": lambda page: ask_unit(page, unit.ask_unit, UNIT, typed={"phone": "1"}, problems=REFUSED),
    "end of a unit": lambda page: ask_unit(page, unit_end.ask_end, UNIT),
    "nothing found": lambda page: registration.show_registration(page, Found(None, Message("Nothing.")), TODAY),
}

FIRST = {
    "keep a notice": "leave",
    "attach": "attach.number",
    "put a file aside": "put_file_aside.reason",
    "save a file": "leave",
    "who sits": "row.2",
    "people": "row.1",
    "somebody new": "name",
    "somebody": "name",
    "papers": "row.1",
    "link": "row.1",
    "drafts": "row.1",
    "many drafts": "filter",
    "no drafts": "leave",
    "end": "ending.withdrawn",
    "end of little": "ending.withdrawn",
    "why": "leave",
    "answer": "answer.text",
    "reason": "correction.reason",
    "found": "open_case",
    "step": "step.number",
    "step of a unit": "step.number",
    "comparison": "step.done_on",
    "step not lawful": "step.number",
    "lawful steps": "filter",
    "route": "route.court.court",
    "step refused": "step.to",
    "case link": "link.to",
    "why taken back": "reason.words",
    "settings": "phone",
    "clock": "leave",
    "new unit": "name",
    "unit": "name",
    "unit refused": "superior_id",
    "end of a unit": "valid_to",
    "nothing found": "leave",
}

EVERY = pytest.mark.parametrize("which", SHOWN)


@EVERY
def test_a_dialog_starts_in_its_first_field_and_esc_leaves_it(page: QWidget, which: str) -> None:
    assert at_the_dialog(partial(SHOWN[which], page), focus_is(FIRST[which]), key("Esc")) is None


@EVERY
def test_a_closed_dialog_is_freed(page: QWidget, which: str) -> None:
    gone: list[str] = []

    def watch() -> None:
        dialog().destroyed.connect(lambda: gone.append(which))

    at_the_dialog(partial(SHOWN[which], page), watch, key("Esc"))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone == [which]
    assert page.findChildren(QDialog) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off_or_nameless(
    qapp: QApplication, page: QWidget, language: messages.Language, percent: int, scheme: theme.Scheme
) -> None:
    messages.speak(language)
    theme.apply(qapp, scheme, percent)
    for show in SHOWN.values():
        at_the_dialog(partial(show, page), whole, named, key("Esc"))


def whole() -> None:
    """Everything comes to have the room that its words need; what is said later is laid out a moment later."""
    for _ in range(100):
        try:
            has_its_room()
        except AssertionError:
            QTest.qWait(20)
        else:
            return
    has_its_room()


def has_its_room() -> None:
    """Everything has the room that its words need, within the screen; what is below the screen is scrolled to."""
    shown = dialog()
    assert shown.windowTitle()
    room = shown.screen().availableSize()
    assert shown.width() <= room.width()
    assert shown.height() <= room.height()
    area = shown.findChild(QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    for label in shown.findChildren(QLabel):
        if not label.isVisible() or not label.text().strip():
            continue
        if isinstance(label, ElidedLabel):
            assert label.text() in label.toolTip(), "the whole can be read"
        elif label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            longest = max(label.fontMetrics().horizontalAdvance(word) for word in _unbreakable(label.text()))
            assert label.width() >= longest, label.text()
        else:
            assert label.width() >= label.sizeHint().width(), label.text()
    for button in buttons():
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            assert button.height() >= 32
    for field in shown.findChildren(QLineEdit):
        assert field.height() >= field.minimumSizeHint().height()


def _unbreakable(text: str) -> list[str]:
    """What can't be broken over two lines: Latin words; Chinese breaks anywhere."""
    return [word for word in text.split() if word.isascii()] or [text[0]]


def named() -> None:
    """Whoever can't see hears what each thing is."""
    reached = [
        widget
        for widget in dialog().findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    assert reached
    names = [widget.objectName() for widget in reached]
    assert all(names), reached
    assert len(set(names)) == len(names)
    for widget in reached:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget.objectName()


@EVERY
def test_every_button_is_reached_by_tab(page: QWidget, which: str) -> None:
    def walk() -> None:
        reached = set()
        for _ in range(60):
            reached.add(focused().objectName())
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
        others = {button.objectName() for button in buttons() if not isinstance(button, QRadioButton)}
        assert others <= reached

    at_the_dialog(partial(SHOWN[which], page), walk, key("Esc"))


def test_the_one_main_button_is_marked(page: QWidget) -> None:
    def marked() -> None:
        main = [button for button in dialog().findChildren(QPushButton) if button.property("role") == "main"]
        assert [button.objectName() for button in main] == ["done"]

    for which in ("end", "answer", "reason", "settings"):
        at_the_dialog(partial(SHOWN[which], page), marked, key("Esc"))
