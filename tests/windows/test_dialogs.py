"""The small dialogs of reception: by keys alone, nothing cut off, nothing typed lost, gone when closed."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from petitiondesk.office import corrections, finding, opening, papers, reception
from petitiondesk.office.corrections import form_of
from petitiondesk.office.desk import Desk
from petitiondesk.office.finding import Entered, Found
from petitiondesk.office.opening import Answers
from petitiondesk.rules.kinds import NewFacts, OfficeRole, Purpose
from petitiondesk.rules.messages import Message
from petitiondesk.rules.terms import last_day, why
from petitiondesk.rules.working_days import Calendar
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions, messages, theme
from petitiondesk.windows.dialogs import (
    answer_now,
    correction_reason,
    end_draft,
    link,
    registration,
    waiting_drafts,
    why_this_day,
)
from petitiondesk.windows.dialogs.answer_now import AnswerText
from petitiondesk.windows.dialogs.end_draft import Ending
from petitiondesk.windows.widgets.bar import Bar
from tests.rules.nasty_text import NASTY

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CTRL = Qt.KeyboardModifier.ControlModifier
NUMBER = "2026-访-000147"

Step = Callable[[], object]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    before = messages.language()
    messages.speak("en")
    theme.load_fonts()
    theme.apply(qapp)
    yield
    messages.speak(before)
    theme.apply(qapp)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitActive(page)
    return page


# -- a person at the keys ----------------------------------------------------------------------------------------------


def at_the_dialog(shows: Step, *steps: Step) -> Any:
    """Call what shows a dialog, do the steps in it, and give what the call returned. A dialog left open is closed."""
    faults: list[BaseException] = []

    def person() -> None:
        try:
            shown = dialog()
            for _ in range(200):  # until the window system has made it the active window
                if QApplication.activeWindow() is shown:
                    break
                QTest.qWait(5)
            for step in steps:
                assert QApplication.activeModalWidget(), "the dialog is closed already"
                step()
        except BaseException as fault:  # noqa: BLE001 - told below, outside of the event loop
            faults.append(fault)
        finally:
            left = QApplication.activeModalWidget()
            if isinstance(left, QDialog):
                left.close()
                if not faults:
                    faults.append(AssertionError("the dialog was not closed by its keys"))

    QTimer.singleShot(0, person)
    result = shows()
    if faults:
        raise faults[0]
    return result


def dialog() -> QDialog:
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, QDialog)
    return shown


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def key(keys: str) -> Step:
    """Press a key where the focus is."""
    pressed = QKeySequence(keys)[0]
    return lambda: QTest.keyClick(focused(), pressed.key(), pressed.keyboardModifiers())


def typed(text: str) -> Step:
    """As an input method hands it over, which keys can't for Chinese."""

    def step() -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focused(), event)

    return step


def composing(text: str) -> Step:
    return lambda: QApplication.sendEvent(focused(), QInputMethodEvent(text, []))


def focus_is(name: str) -> Step:
    def step() -> None:
        assert focused().objectName() == name

    return step


def said_beside(name: str, *, something: bool = True) -> Step:
    def step() -> None:
        label = dialog().findChild(QLabel, f"{name}.problem")
        field = dialog().findChild(QWidget, name)
        assert bool(label.text().strip()) is something
        assert field.accessibleDescription() == label.text().strip()

    return step


def words() -> str:
    return "\n".join(label.text() for label in dialog().findChildren(QLabel))


def reads(*parts: str) -> Step:
    def step() -> None:
        assert [part for part in parts if part not in words()] == []

    return step


def never_reads(*parts: str) -> Step:
    def step() -> None:
        everything = words() + "".join(button.text() + button.accessibleName() for button in buttons())
        assert [part for part in parts if part in everything] == []

    return step


def buttons() -> list[QAbstractButton]:
    return dialog().findChildren(QAbstractButton)


def only_buttons(*names: str) -> Step:
    def step() -> None:
        assert [button.objectName() for button in buttons()] == list(names)

    return step


def no_bar() -> None:
    assert dialog().findChild(Bar) is None


# -- what is shown -----------------------------------------------------------------------------------------------------


def draft(draft_id: str = "d", *, hours: float = 1, form: str = "visit", parked: bool = False, **fields: str) -> Draft:
    paths = {path.replace("__", "."): text for path, text in fields.items()}
    return Draft(draft_id, form, NOW - timedelta(hours=hours), NOW, paths, parked)


DRAFTS = [
    draft("1", hours=20, parked=True, petitioner__name="欧阳𬱖", registration__facts="小区三号楼地下室长期漏水。" * 9),
    draft("2", petitioner__phone="138"),
    draft("3", form=form_of("2026-访-000031"), petitioner__name="李四", requests__0__text="补发工资"),
    draft(
        "4",
        petitioner__name="赵不可见",
        registration__accused_person="钱不可见",
        registration__facts="孙不可见",
        registration__purpose=Purpose.REPORT_OF_WRONGDOING,
    ),
]


def entered(**other: Any) -> Entered:
    told = {
        "number": NUMBER,
        "query_code": "48219073",
        "registered_at": NOW,
        "name": "欧阳𬱖",
        "matter": "小区三号楼地下室长期漏水",
        "confidentiality": "general",
        "clock": "C2",
        "last_day": date(2026, 12, 8),
        "done_on": None,
    }
    return Entered(**{**told, **other})


TERM = last_day("C2", TODAY, Calendar({}, frozenset({2026})))
ALTERED = Message("No paper of {number} has this check code: it is not ours, or was altered.", {"number": NUMBER})

SHOWN: dict[str, Callable[[QWidget], Any]] = {
    "link": link.ask_new_facts,
    "drafts": lambda page: waiting_drafts.choose_draft(page, DRAFTS, NOW),
    "many drafts": lambda page: waiting_drafts.choose_draft(page, [*DRAFTS, *DRAFTS, *DRAFTS], NOW),
    "no drafts": lambda page: waiting_drafts.choose_draft(page, [], NOW),
    "end": lambda page: end_draft.ask_ending(page, has_matter=True),
    "end of little": lambda page: end_draft.ask_ending(page, has_matter=False),
    "why": lambda page: why_this_day.show_why(page, why(TERM), TERM.last_day, NUMBER),
    "answer": lambda page: answer_now.ask_answer(page, number=NUMBER, former=None),
    "reason": lambda page: correction_reason.ask_reason(page, ["Name", "Phone", "Facts"]),
    "found": lambda page: registration.show_registration(page, Found(entered(), ALTERED), TODAY),
    "nothing found": lambda page: registration.show_registration(page, Found(None, Message("Nothing.")), TODAY),
}

FIRST = {
    "link": "row.1",
    "drafts": "row.1",
    "many drafts": "row.1",
    "no drafts": "leave",
    "end": "ending.withdrawn",
    "end of little": "ending.withdrawn",
    "why": "leave",
    "answer": "answer.text",
    "reason": "correction.reason",
    "found": "preview",
    "nothing found": "leave",
}

EVERY = pytest.mark.parametrize("which", SHOWN)


# -- all of them -------------------------------------------------------------------------------------------------------


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


@EVERY
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_cut_off_or_nameless(
    qapp: QApplication,
    page: QWidget,
    which: str,
    language: messages.Language,
    percent: int,
    scheme: theme.Scheme,
) -> None:
    messages.speak(language)
    theme.apply(qapp, scheme, percent)
    at_the_dialog(partial(SHOWN[which], page), whole, named, key("Esc"))


def whole() -> None:
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
        if label.wordWrap():
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


# -- raised again ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["1"], NewFacts.YES),
        (["2"], NewFacts.NO),
        (["3"], NewFacts.UNCLEAR),
        (["Return"], NewFacts.YES),
        (["Down", "Enter"], NewFacts.NO),
        (["Down", "Down", "Return"], NewFacts.UNCLEAR),
        (["Down", "Up", "Return"], NewFacts.YES),
        (["Tab", "2"], NewFacts.NO),
    ],
)
def test_new_facts_by_figure_or_by_arrow_and_enter(page: QWidget, keys: list[str], answer: NewFacts) -> None:
    assert at_the_dialog(partial(link.ask_new_facts, page), *map(key, keys)) is answer


def test_the_figures_of_the_keypad_do_too(page: QWidget) -> None:
    def press() -> None:
        QTest.keyClick(focused(), Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier)

    assert at_the_dialog(partial(link.ask_new_facts, page), press) is NewFacts.NO


# -- drafts that wait --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "taken"), [(["Return"], "1"), (["Down", "Return"], "2"), (["3"], "3"), (["Up", "Up", "Return"], "4")]
)
def test_a_draft_is_taken_up(page: QWidget, keys: list[str], taken: str) -> None:
    chosen = at_the_dialog(partial(waiting_drafts.choose_draft, page, DRAFTS, NOW), *map(key, keys))
    assert chosen is DRAFTS[int(taken) - 1]


def test_a_draft_is_known_by_name_matter_and_beginning(page: QWidget) -> None:
    at_the_dialog(
        partial(waiting_drafts.choose_draft, page, DRAFTS, NOW),
        reads(
            "欧阳𬱖", "小区三号楼地下室长期漏水", "Begun on 2026-11-22 at 13:30 · put aside",
            "No name yet", "Nothing told yet", "Begun today at 08:30",
            "李四 · correction of 2026-访-000031", "补发工资",
        ),
        key("Esc"),
    )  # fmt: skip


def test_a_report_of_wrongdoing_shows_nothing_in_the_list(page: QWidget) -> None:
    at_the_dialog(
        partial(waiting_drafts.choose_draft, page, DRAFTS, NOW),
        reads("Report of wrongdoing"),
        never_reads("赵不可见", "钱不可见", "孙不可见"),
        key("Esc"),
    )


def test_more_drafts_than_figures_are_reached_by_arrows_and_scrolled_to(page: QWidget) -> None:
    drafts = [draft(str(number), petitioner__name=f"来访人{number}") for number in range(12)]

    def seen() -> None:
        area = dialog().findChild(QScrollArea)
        top = focused().mapTo(area.viewport(), focused().rect().topLeft()).y()
        assert top >= 0
        assert top + focused().height() <= area.viewport().height() + 1

    steps = [step for _ in range(11) for step in (key("Down"), seen)]
    assert at_the_dialog(partial(waiting_drafts.choose_draft, page, drafts, NOW), *steps, key("Return")) is drafts[11]


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_whatever_was_typed_can_be_listed_and_taken_up(page: QWidget, text: str) -> None:
    drafts = [draft("1", petitioner__name=text, registration__facts=text, registration__matter=text)]
    assert at_the_dialog(partial(waiting_drafts.choose_draft, page, drafts, NOW), key("1")) is drafts[0]


def test_nobody_waiting_says_what_that_means(page: QWidget) -> None:
    taken = at_the_dialog(
        partial(waiting_drafts.choose_draft, page, [], NOW), reads("No visit is waiting.", "F8"), key("Return")
    )
    assert taken is None


# -- the end of a draft ------------------------------------------------------------------------------------------------


def test_a_matter_is_withdrawn_in_the_visitor_s_own_words(page: QWidget) -> None:
    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True),
        key("Return"),
        focus_is("ending.words"),
        typed("我先回去问问，"),
        key("Return"),
        typed("不登记了。"),
        key("Ctrl+Return"),
    )
    assert ending == Ending("withdrawn", "我先回去问问，\n不登记了。")


def test_a_mistake_carries_the_name_of_who_said_so(page: QWidget) -> None:
    def renamed() -> None:
        assert "Name" in dialog().findChild(QPlainTextEdit).accessibleName()

    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True),
        key("Down"),
        focus_is("ending.mistake"),
        renamed,
        key("Return"),
        typed("张玲"),
        key("Ctrl+Enter"),
    )
    assert ending == Ending("mistake", "张玲")


@pytest.mark.parametrize("choice", [[], ["Down"]])
def test_a_matter_does_not_vanish_without_words(page: QWidget, choice: list[str]) -> None:
    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True),
        *map(key, choice),
        key("Ctrl+Return"),
        focus_is("ending.words"),
        said_beside("ending.words"),
        typed("  "),
        key("Ctrl+Return"),
        said_beside("ending.words"),
        typed("不"),
        said_beside("ending.words", something=False),
        key("Ctrl+Return"),
    )
    assert ending.words == "不"


def test_where_no_matter_was_told_no_words_are_needed(page: QWidget) -> None:
    ending = at_the_dialog(partial(end_draft.ask_ending, page, has_matter=False), key("Down"), key("Ctrl+Return"))
    assert ending == Ending("mistake", "")


def test_words_survive_esc(page: QWidget) -> None:
    stayed = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True), key("Return"), typed("我再想想"), key("Esc")
    )
    assert stayed == Ending("stay", "我再想想")
    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True, former=stayed.words), key("Ctrl+Return")
    )
    assert ending == Ending("withdrawn", "我再想想")


# -- the date card -----------------------------------------------------------------------------------------------------


def test_the_date_card_says_how_the_day_was_counted(page: QWidget) -> None:
    at_the_dialog(
        partial(why_this_day.show_why, page, why(TERM), TERM.last_day, NUMBER),
        reads(
            NUMBER, "2026-12-08", "2026-11-23, is not counted", "Calendar days: 15 (《信访工作条例》第二十三条第二款)."
        ),
        key("Return"),
    )


# -- the answer on the spot --------------------------------------------------------------------------------------------


def test_an_answer_is_written_by_keys_alone(page: QWidget) -> None:
    said = at_the_dialog(
        partial(answer_now.ask_answer, page, number=NUMBER, former=None),
        reads(NUMBER),
        typed("已当场告知："),
        key("Return"),
        typed("可向区人社局申请。"),
        key("Tab"),
        focus_is("answer.basis"),
        typed("《社会保险法》第五十八条"),
        key("Return"),
        focus_is("answer.remedy"),
        typed("区人社局窗口"),
        key("Shift+Return"),
        focus_is("answer.basis"),
        key("Return"),
        key("Return"),
        focus_is("done"),
        key("Return"),
    )
    assert said == AnswerText("已当场告知：\n可向区人社局申请。", "《社会保险法》第五十八条", "区人社局窗口")


def test_an_answer_needs_its_text_and_nothing_else(page: QWidget) -> None:
    said = at_the_dialog(
        partial(answer_now.ask_answer, page, number=NUMBER, former=None),
        key("Tab"),
        key("Ctrl+Return"),
        focus_is("answer.text"),
        said_beside("answer.text"),
        typed("已告知"),
        said_beside("answer.text", something=False),
        key("Ctrl+Return"),
    )
    assert said == AnswerText("已告知", "", "")


def test_an_answer_survives_esc(page: QWidget) -> None:
    left = at_the_dialog(
        partial(answer_now.ask_answer, page, number=NUMBER, former=None), typed("已告知"), key("Tab"), typed("第五条"),
        key("Esc"),
    )  # fmt: skip
    assert left == AnswerText("已告知", "第五条", "", cancelled=True)
    said = at_the_dialog(partial(answer_now.ask_answer, page, number=NUMBER, former=left), key("Ctrl+Return"))
    assert said == AnswerText("已告知", "第五条", "")


def test_enter_that_confirms_pinyin_moves_nowhere(page: QWidget) -> None:
    at_the_dialog(
        partial(answer_now.ask_answer, page, number=NUMBER, former=None),
        key("Tab"),
        composing("shehui"),
        key("Return"),
        focus_is("answer.basis"),
        composing(""),
        typed("社会保险法"),
        key("Return"),
        focus_is("answer.remedy"),
        key("Esc"),
    )


# -- the reason of a correction ----------------------------------------------------------------------------------------


def test_a_correction_has_a_reason(page: QWidget) -> None:
    reason = at_the_dialog(
        partial(correction_reason.ask_reason, page, ["Name", "Phone"]),
        reads("Name · Phone"),
        key("Ctrl+Return"),
        focus_is("correction.reason"),
        said_beside("correction.reason"),
        typed("  身份证号录错一位 "),
        said_beside("correction.reason", something=False),
        key("Return"),
        focus_is("done"),
        key("Return"),
    )
    assert reason == "身份证号录错一位"


# -- what was found ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action_id", registration.OFFERED)
def test_what_follows_is_chosen_by_its_own_key(page: QWidget, action_id: str) -> None:
    chosen = at_the_dialog(
        partial(registration.show_registration, page, Found(entered()), TODAY), key(actions.action(action_id).keys[0])
    )
    assert chosen == action_id


def test_what_follows_is_chosen_by_arrows_and_enter(page: QWidget) -> None:
    shows = partial(registration.show_registration, page, Found(entered()), TODAY)
    assert at_the_dialog(shows, key("Down"), key("Return")) == "reprint"


def test_a_registration_found_says_what_is_owed(page: QWidget) -> None:
    at_the_dialog(
        partial(registration.show_registration, page, Found(entered()), TODAY),
        reads(NUMBER, "4821-9073", "欧阳𬱖", "地下室长期漏水", "2026-11-23 09:30", "by 2026-12-08, 15 days left"),
        key("Esc"),
    )


@pytest.mark.parametrize(
    ("other", "said", "state"),
    [
        ({"last_day": date(2026, 11, 20)}, "3 days late", "late"),
        ({"last_day": date(2026, 11, 24)}, "due tomorrow", "owed"),
        ({"done_on": date(2026, 11, 22)}, "done on 2026-11-22", "done"),
    ],
)
def test_colour_and_words_say_the_same(page: QWidget, other: dict[str, Any], said: str, state: str) -> None:
    def looks() -> None:
        (label,) = [label for label in dialog().findChildren(QLabel) if said in label.text()]
        assert label.property("state") == state

    at_the_dialog(partial(registration.show_registration, page, Found(entered(**other)), TODAY), looks, key("Esc"))


def test_a_code_that_leads_nowhere_is_said(page: QWidget) -> None:
    nothing = Found(None, Message("Nothing is registered under {code}.", {"code": "{1}"}))
    chosen = at_the_dialog(
        partial(registration.show_registration, page, nothing, TODAY),
        reads("Nothing is registered under {1}."),
        only_buttons("leave"),
        key("Return"),
    )
    assert chosen is None


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office that tests copy."""
    folder = tmp_path_factory.mktemp("founded")
    answers = Answers("云河县住建局", OfficeRole.COMPETENT_ORGAN, None, "张玲")
    desk = opening.found(folder / "office.db", folder / "drafts.db", answers, NOW)
    desk.database.close()
    desk.drafts.close()
    return folder


@pytest.fixture
def desk(founded: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = Path(shutil.copytree(founded, tmp_path / "office"))
    desk = opening.open_office(folder / "office.db", folder / "drafts.db", NOW).desk
    yield desk
    desk.database.close()
    desk.drafts.close()


def slip_of(desk: Desk, number: str) -> str:
    """The digits of the QR code on the newest slip."""
    return papers.prepare(desk, number, papers.SLIP, now=NOW).seal.qr_digits


def show(page: QWidget, desk: Desk, code: str, *steps: Step) -> None:
    at_the_dialog(lambda: registration.show_registration(page, finding.find(desk, code), TODAY), *steps, key("Esc"))


def bar_looks(state: str) -> Step:
    def step() -> None:
        bar = dialog().findChild(Bar)
        assert (bar.property("state"), bool(bar.words()), bar.accessibleName()) == (state, True, bar.words())

    return step


def test_a_slip_is_told_to_be_genuine_corrected_since_or_not_ours(page: QWidget, desk: Desk) -> None:
    fields = {"petitioner__name": "王芳", "registration__matter": "路灯不亮"}
    done = reception.register(desk, draft("a", hours=0, **fields), now=NOW)
    slip = slip_of(desk, done.number)
    show(page, desk, slip, reads(done.number, "王芳", "路灯不亮"), bar_looks("ok"))
    show(page, desk, done.number, reads(done.number), no_bar)
    last = "0" if slip[-1] != "0" else "1"
    show(page, desk, slip[:-1] + last, reads(done.number), bar_looks("late"))
    corrected = draft("b", hours=0, form=form_of(done.number), **{**fields, "petitioner__name": "王方"})
    corrections.correct(desk, corrected, reason="名字录错", now=NOW)
    show(page, desk, slip, reads("王方"), bar_looks("owed"))
    show(page, desk, slip_of(desk, done.number), reads("王方"), bar_looks("ok"))


def test_a_report_of_wrongdoing_is_found_without_a_word_of_it(page: QWidget, desk: Desk) -> None:
    secret = draft(
        "a",
        hours=0,
        petitioner__name="赵不可见",
        registration__matter="钱不可见",
        registration__accused_person="孙不可见",
        registration__purpose=Purpose.REPORT_OF_WRONGDOING,
    )
    done = reception.register(desk, secret, now=NOW)
    show(
        page,
        desk,
        slip_of(desk, done.number),
        reads(done.number, "report of wrongdoing"),
        never_reads("赵不可见", "钱不可见", "孙不可见"),
    )


def test_the_one_main_button_is_marked(page: QWidget) -> None:
    def marked() -> None:
        main = [button for button in dialog().findChildren(QPushButton) if button.property("role") == "main"]
        assert [button.objectName() for button in main] == ["done"]

    for which in ("end", "answer", "reason"):
        at_the_dialog(partial(SHOWN[which], page), marked, key("Esc"))
