"""Whatever way a matter comes in, it is registered by keys alone: letters, calls, what is passed on, and visits."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QTableView, QWidget

from petitiondesk.office.drafts.pins import why_not_pinned
from petitiondesk.rules.office_day import office_day
from petitiondesk.storage import registrations
from petitiondesk.storage.models import Registration
from tests.conftest import NOW
from tests.journeys.conftest import Counter, visit

TODAY = office_day(NOW)
VISIT, LETTER, CALL, FAX, SOURCE, ENCLOSURE, PIN = "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+6", "Ctrl+7", "Ctrl+8", "Ctrl+T"


def on_record(counter: Counter, number: str) -> Registration:
    with counter.desk.database.read() as session:
        registration = registrations.with_everything(session, number)
    assert registration is not None, number
    return registration


def typed(day: date) -> str:
    return f"{day.month}-{day.day}"


def person_and_facts(counter: Counter, name: str, facts: str = "屋顶漏水。") -> None:
    """From the ID number on."""
    assert counter.focus() == "petitioner.id_number"
    counter.hands.press("Return")
    counter.hands.tell(name)
    counter.hands.press("Alt+F")
    counter.hands.tell(facts)


def test_a_letter_with_cash_then_one_referred_then_a_call_then_two_visits(counter: Counter) -> None:
    hands, stamped = counter.hands, TODAY - timedelta(days=2)

    hands.press(LETTER)
    assert counter.focus() == "arrival.posted_on"
    hands.tell(typed(TODAY - timedelta(days=5)))
    hands.press("Return")
    hands.tell(typed(stamped))
    hands.press("Return")
    hands.tell("3")
    hands.press("Return", "Down", "Return")
    hands.tell("王敏")
    hands.press(ENCLOSURE, "Down", "Down", "Down", "Return")
    hands.tell("人民币")
    hands.press("Return")
    hands.tell("200元")
    hands.press("Return", "Down", "Down", "Return")
    hands.tell("挂号信 XA123")
    hands.press("Return")
    assert counter.focus() == "enclosures.1.kind", "Enter on the last filled line adds one"
    hands.press("Return")
    assert counter.focus() == "petitioner.id_type", "a blank line leads out"
    hands.press("Return")
    person_and_facts(counter, "李𬭚")
    counter.register()
    assert counter.slips() == []
    assert "Ctrl+P" in counter.message()
    letter = on_record(counter, "2026-信-000001")
    assert (letter.channel, letter.received_on) == ("letter", stamped)
    assert letter.arrival is not None
    assert (letter.arrival.pages, letter.arrival.opened, letter.arrival.opened_with) == (3, "by_two", "王敏")
    [cash] = letter.enclosures
    assert (cash.kind, cash.amount, cash.became, cash.proof) == ("cash", "200元", "posted_back", "挂号信 XA123")
    hands.press("Ctrl+P")
    counter.settle()
    assert "2026-信-000001" in counter.slips()[-1], "a slip is printed where one is asked for"

    assert counter.focus() == "arrival.posted_on", "the next one is a letter too"
    hands.press(SOURCE, "Down", "Return")
    assert counter.focus() == "arrival.sender"
    hands.tell("浙江省信访局")
    hands.press("Return", "Return", "Return")
    assert counter.focus() == "arrival.reached_on"
    hands.tell(typed(TODAY))
    hands.press("Return")
    hands.tell("30日")
    counter.focus_on("petitioner.id_number")
    person_and_facts(counter, "王芳")
    counter.register()
    referred = on_record(counter, "2026-信-000002")
    assert referred.arrival is not None
    assert (referred.arrival.source, referred.received_on) == ("referred", TODAY)
    assert TODAY + timedelta(days=30) in [duty.last_day for duty in referred.further_duties]

    hands.press(CALL)
    hands.tell("13800000042")
    hands.press("Return")
    hands.press("Return")
    person_and_facts(counter, "周阿毛")
    counter.register()
    call = on_record(counter, "2026-电-000001")
    assert call.arrival is not None
    assert (call.arrival.from_number, call.received_on) == ("13800000042", TODAY)

    hands.press(VISIT)
    assert counter.focus() == "petitioner.id_number"
    for name in ("赵金花", "陈水根"):
        visit(counter, name)
        counter.register()
    assert (on_record(counter, "2026-访-000001").arrival, counter.slips()[-1].count("2026-访-000002")) == (None, 1)

    hands.press("Shift+F3")
    for typed_there, found in (
        ("漏水", {"2026-信-000001", "2026-信-000002", "2026-电-000001", "2026-访-000001", "2026-访-000002"}),
        ("zjh", {"2026-访-000001"}),
        ("chenshui", {"2026-访-000002"}),
        ("0042", {"2026-电-000001"}),
        ("浙江省信访局", {"2026-信-000002"}),
    ):
        hands.press("Ctrl+A")
        hands.tell(typed_there)
        counter.settle()
        assert listed(counter) == found, typed_there


def test_the_same_letter_again_is_entered_by_one_key_and_its_day(counter: Counter) -> None:
    hands = counter.hands
    hands.press(LETTER)
    hands.press("Return")
    hands.tell(typed(TODAY))
    counter.focus_on("petitioner.id_number")
    person_and_facts(counter, "李𬭚", "反对拆除老年食堂。")
    counter.register()
    for count in (2, 3):
        hands.press("Ctrl+9")
        counter.settle()
        assert f"第 {count} 份" in counter.bar()
        counter.focus_on("arrival.stamped_on")
        hands.tell(typed(TODAY - timedelta(days=1)))
        counter.register()
    first, second, third = (on_record(counter, f"2026-信-00000{each}") for each in (1, 2, 3))
    assert {first.case_id} == {second.case_id, third.case_id}
    assert (second.repeat, second.new_facts, second.matter) == (True, "no", first.matter)
    assert third.received_on == TODAY - timedelta(days=1)
    assert second.duty.last_day == first.duty.last_day - timedelta(days=1), "it had reached the office before"
    assert third.duty.id == second.duty.id, "one term for one matter"


def listed(counter: Counter) -> set[str]:
    """The numbers in the register's table."""
    model = counter.window.page("register").findChild(QTableView, "register_table").model()
    return {str(model.data(model.index(row, 0))) for row in range(model.rowCount())}


def test_another_channel_in_mid_typing_loses_nothing(counter: Counter) -> None:
    hands = counter.hands
    visit(counter)
    hands.press("F7")
    hands.tell("7")
    hands.press(LETTER)
    assert counter.focus() == "arrival.posted_on", "the head count is out of sight"
    hands.tell("11-20")
    hands.press(FAX)
    counter.settle()
    said = counter.texts()
    wanted = {"registration.visitor_count": "7", "arrival.posted_on": "11-20", "petitioner.name": "李𬭚"}
    assert wanted.items() <= said.items()
    hands.press("F8")
    counter.settle()

    def take_up(waiting: QWidget) -> None:
        assert any("· 传真" in each.accessibleName() for each in waiting.findChildren(QWidget))
        hands.press("Return")

    counter.dialog("F9", take_up)
    counter.settle()
    assert counter.form.channel == "fax"
    hands.press(LETTER)
    counter.register()
    registered = on_record(counter, "2026-信-000001")
    assert registered.arrival is not None
    assert registered.arrival.posted_on == date(2026, 11, 20)


def test_what_is_registered_keeps_its_channel(counter: Counter) -> None:
    visit(counter)
    counter.register()
    counter.hands.press("Alt+E")
    counter.settle()
    counter.hands.press(LETTER)
    assert "编号" in counter.message()
    assert counter.form.channel == "visit"


def test_where_a_visit_comes_from_is_asked_by_one_key_and_put_away_by_it(counter: Counter) -> None:
    hands = counter.hands
    assert not counter.form.arrival.isVisible()
    hands.press("Return", SOURCE)
    assert counter.focus() == "arrival.source"
    hands.press(SOURCE)
    assert counter.focus() == "petitioner.name"
    assert not counter.form.arrival.isVisible()
    hands.press(SOURCE, "Down", "Down", "Return")
    hands.tell("市政府")
    hands.press("F8")
    counter.settle()
    assert not counter.form.arrival.isVisible()
    counter.dialog("F9", lambda _dialog: hands.press("Return"))
    counter.settle()
    assert counter.field("arrival.sender") == "市政府"
    assert counter.widget("arrival.sender").isVisible()


def test_a_pin_stays_and_the_next_form_is_not_begun(counter: Counter) -> None:
    hands = counter.hands
    hands.press(LETTER, SOURCE, "Down", "Return")
    hands.tell("浙江省信访局")
    hands.press(PIN)
    assert "固定" in counter.widget("arrival.sender").accessibleName()
    counter.focus_on("petitioner.name")
    hands.press(PIN)
    assert "不能固定" in counter.message()
    hands.tell("李𬭚")
    counter.register()
    assert (counter.field("arrival.sender"), counter.field("arrival.source")) == ("浙江省信访局", "referred")
    assert counter.field("petitioner.name") == ""
    assert counter.screen.draft() is None
    hands.press("Ctrl+=")
    counter.settle()
    assert counter.form.channel == "letter", "it stays in larger type"
    assert counter.field("arrival.sender") == "浙江省信访局"
    counter.focus_on("arrival.source")
    hands.press(PIN, CALL)
    assert counter.field("arrival.sender") == ""


@pytest.mark.parametrize(
    "path", ["petitioner.name", "registration.facts", "requests.0.text", "arrival.from_number", ""]
)
def test_what_one_person_said_is_never_pinned(path: str) -> None:
    assert why_not_pinned(path)
