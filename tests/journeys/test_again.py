"""What was registered comes back: the same person, a reprint, a correction, a scanned slip."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import update

from petitiondesk.office import finding, papers
from petitiondesk.rules.acts import Act
from petitiondesk.rules.office_day import office_day
from petitiondesk.storage import history, registrations
from petitiondesk.storage.models import Duty
from petitiondesk.storage.papers import papers_of_number
from petitiondesk.windows.printing import PrintTrouble
from tests.journeys.conftest import Counter


def enter(counter: Counter, name: str, facts: str, phone: str = "13800000042") -> None:
    hands = counter.hands
    hands.press("Return")
    hands.tell(name)
    hands.press("Return")
    hands.tell(phone)
    counter.focus_on("registration.facts")
    hands.tell(facts)


def heading(counter: Counter) -> str:
    """What stands over a correction as long as it is on screen."""
    return counter.screen.correction_bar.words()


def words_of(dialog: QWidget) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def press_in(counter: Counter, *keys: str) -> Callable[[QWidget], None]:
    def then(_dialog: QWidget) -> None:
        counter.hands.press(*keys)

    return then


def test_the_same_person_is_shown_with_what_is_owed_and_linked_by_one_key(counter: Counter) -> None:
    enter(counter, "李𬭚", "屋顶漏水，物业不修。")
    counter.register()
    counter.hands.press("Return")
    counter.hands.tell("李𬭛")
    counter.hands.press("Return")
    counter.hands.tell("13800000042")
    counter.settle()
    earlier = counter.earlier().current()
    assert earlier is not None
    assert earlier.number == "2026-访-000001"
    shown = " ".join(label.text() for label in counter.earlier().findChildren(QLabel))
    assert "电话" in shown, "the reason is said"
    assert "15" in shown, "what is owed is said with its days"
    counter.dialog("Alt+1", press_in(counter, "2"))
    assert counter.field("petitioner.name") == "李𬭛", "what was just said stays"
    assert counter.field("registration.new_facts") == "no"
    counter.focus_on("registration.facts")
    counter.hands.tell("还是没有人来修。")
    counter.register()
    with counter.desk.database.read() as session:
        first = registrations.with_everything(session, "2026-访-000001")
        second = registrations.with_everything(session, "2026-访-000002")
        assert first is not None
        assert second is not None
        assert second.case_id == first.case_id
        assert second.repeat
        assert first.parties[0].petitioner.name == "李𬭚", "the earlier record is not overwritten"


def say_who(counter: Counter, name: str = "李𬭚", phone: str = "13800000042") -> None:
    counter.hands.press("Return")
    counter.hands.tell(name)
    counter.hands.press("Return")
    counter.hands.tell(phone)
    counter.settle()


def earlier_numbers(counter: Counter) -> list[str]:
    return [entry.number for entry in counter.earlier()._entries]


def test_whoever_came_three_times_is_listed_once_for_each_the_newest_first(counter: Counter) -> None:
    for address in ("", "花园新村2栋", "花园新村3栋"):
        say_who(counter)
        counter.focus_on("petitioner.address")
        counter.hands.tell(address)
        counter.register()
    say_who(counter)
    assert earlier_numbers(counter) == ["2026-访-000003", "2026-访-000002", "2026-访-000001"]


def test_a_repeat_without_new_facts_owes_no_facts_and_keeps_the_sex_on_record(counter: Counter) -> None:
    form = counter.fields
    say_who(counter)
    form.field("petitioner.sex").widget.setFocus()
    counter.hands.press("Down", "Down")
    assert counter.field("petitioner.sex") == "2"
    counter.register()
    say_who(counter)
    assert form.field("registration.facts").problem.property("state") == "law"
    counter.dialog("Alt+1", press_in(counter, "2"))
    counter.settle()
    assert counter.field("petitioner.sex") == "2"
    for path in ("registration.facts", "requests.0.text"):
        assert form.field(path).problem.property("state") != "law", path
    counter.register()
    with counter.desk.database.read() as session:
        visit = registrations.with_everything(session, "2026-访-000002")
        assert visit is not None
        assert visit.parties[0].petitioner.sex == "2"


def test_what_was_done_before_is_promised_by_neither_screen_nor_slip(counter: Counter) -> None:
    say_who(counter)
    counter.register()
    with counter.desk.database.write() as session:
        session.execute(update(Duty).values(done_on=office_day(counter.clock())))
    say_who(counter)
    counter.dialog("Alt+1", press_in(counter, "2"))
    counter.settle()
    counter.register()
    assert "2026-访-000002" in counter.message()
    assert "2026-11-23 已办" in counter.message()
    assert "最迟" not in counter.message()
    assert "最迟日期" not in counter.slips()[-1]


def test_somebody_else_keeps_nothing_of_whose_details_were_taken_over(counter: Counter) -> None:
    form = counter.form
    say_who(counter)
    form.focus("petitioner.address")
    counter.hands.tell("花园新村2栋")
    form.focus("petitioner.postcode")
    counter.hands.tell("310000")
    counter.register()
    say_who(counter, phone="")
    counter.hands.press("Alt+2")
    counter.settle()
    assert (counter.field("petitioner.phone"), counter.field("petitioner.address")) == ("13800000042", "花园新村2栋")
    form.focus("petitioner.address")
    counter.hands.tell("，301室")
    counter.hands.press("Alt+3")
    assert counter.field("petitioner.phone") == ""
    assert counter.field("petitioner.postcode") == ""
    assert counter.field("petitioner.name") == "李𬭚", "what was told stays"
    assert "301室" in counter.field("petitioner.address")


@pytest.mark.parametrize("key", ["Alt+R", "Alt+3"])
def test_a_link_is_taken_back_for_all_to_see(counter: Counter, key: str) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    say_who(counter)
    counter.dialog("Alt+1", press_in(counter, "1"))
    counter.settle()
    new_facts = counter.form.new_facts
    assert new_facts.isVisible()
    linked = counter.bar()
    assert "2026-访-000001" in linked
    counter.hands.press(key)
    counter.settle()
    assert counter.bar() not in ("", linked)
    assert not new_facts.isVisible()
    if key == "Alt+R":
        counter.hands.press("Alt+1")
        assert "检举控告" in counter.bar(), "nor is it linked again"
    counter.register()
    with counter.desk.database.read() as session:
        visit = registrations.with_everything(session, "2026-访-000002")
        assert visit is not None
        assert (visit.repeat, visit.new_facts) == (False, None)


def test_nothing_is_taken_over_by_itself(counter: Counter) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    enter(counter, "李𬭚", "另一件事。")
    counter.settle()
    assert counter.earlier().current() is not None
    counter.register()
    with counter.desk.database.read() as session:
        visit = registrations.with_everything(session, "2026-访-000002")
        assert visit is not None
        assert not visit.repeat


def test_a_reprint_is_marked_and_stands_in_the_history(counter: Counter) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    counter.hands.press("Ctrl+P")
    counter.settle()
    first, second = counter.slips()
    assert "副本" not in first
    assert "副本" in second
    with counter.desk.database.read() as session:
        paper = papers_of_number(session, "2026-访-000001")[0]
        assert history.times_done(session, Act.PRINT_PAPER, str(paper.id)) == 2


def test_a_scanned_slip_opens_its_registration_and_says_that_it_is_genuine(counter: Counter) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    ready = papers.prepare(counter.desk, "2026-访-000001", papers.SLIP, now=counter.clock())
    seen = []

    def look(dialog: QWidget) -> None:
        seen.append(words_of(dialog))
        dialog.close()

    in_dialog = partial(counter.hands.scan, ready.seal.qr_digits)
    from petitiondesk.windows.driving import in_dialog as opened

    opened(counter.program.background, in_dialog, look)
    assert "2026-访-000001" in seen[0]
    assert counter.field("petitioner.id_number") == "", "the digits did not stay in the field"
    code = ready.seal.qr_digits[-12:]
    altered = finding.find(counter.desk, ready.seal.qr_digits[:-1] + str((int(code[-1]) + 1) % 10), now=counter.clock())
    genuine = finding.find(counter.desk, ready.seal.check_code, now=counter.clock())
    assert genuine.registration is not None
    assert genuine.registration.number == "2026-访-000001"
    assert genuine.paper is not None
    assert altered.paper is not None
    assert (genuine.paper.verdict, altered.paper.verdict) == ("genuine", "unknown")


def test_a_correction_keeps_number_and_old_value_and_makes_a_new_slip(counter: Counter) -> None:
    enter(counter, "李醇", "屋顶漏水。")
    counter.register()
    counter.hands.press("Alt+E")
    counter.settle()
    assert counter.field("petitioner.name") == "李醇"
    form = counter.fields
    form.field("petitioner.name").widget.setFocus()
    form.field("petitioner.name").widget.selectAll()
    counter.hands.tell("李𬭚")

    def give_reason(_dialog: QWidget) -> None:
        counter.hands.tell("姓名写错了一个字")
        counter.hands.press("Ctrl+Return")

    counter.dialog("Ctrl+Return", give_reason)
    assert "李𬭚" in counter.slips()[-1]
    assert "2026-访-000001" in counter.slips()[-1]
    with counter.desk.database.read() as session:
        versions = [paper.version for paper in papers_of_number(session, "2026-访-000001")]
        assert versions == [1, 2]
        old = papers.judged(session, "2026-访-000001", papers_of_number(session, "2026-访-000001")[0].check_code)
        assert old.verdict == "superseded"


def test_keys_act_on_what_was_registered_this_moment(counter: Counter) -> None:
    counter.hands.press("Ctrl+P")
    assert "Ctrl+L" in counter.message(), "nothing is highlighted, and that is said"
    side = counter.reception.side
    for facts in ("屋顶漏水。", "电梯停运。"):
        enter(counter, "李𬭚", facts)
        counter.register()
    counter.hands.press("Ctrl+L", "Down")
    assert side.number() == "2026-访-000001"
    counter.hands.press("F2")
    enter(counter, "王芳", "工资没发。")
    counter.register()
    assert side.number() == "2026-访-000003"
    counter.hands.press("Ctrl+P")
    counter.settle()
    assert "王芳" in counter.slips()[-1]


def test_a_failed_printer_never_undoes_a_registration(counter: Counter) -> None:
    counter.fail_printing = PrintTrouble("no printer")
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    assert "2026-访-000001" in counter.bar()
    assert finding.latest(counter.desk)[0].number == "2026-访-000001"
    counter.fail_printing = None
    counter.hands.press("Ctrl+P")
    counter.settle()
    assert len(counter.slips()) == 1


def test_a_character_without_a_font_is_announced_before_printing(counter: Counter) -> None:
    enter(counter, "李\U00030edd", "屋顶漏水。")
    counter.register()
    assert "U+30EDD" in counter.bar()
    assert counter.slips() == []


@pytest.mark.parametrize("typed", ["2026访1", "2026-访-000001"])
def test_found_by_its_number(counter: Counter, typed: str) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    counter.hands.press("Ctrl+K")
    assert counter.focus() == "search"
    counter.hands.tell(typed)
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.append(words_of(dialog))
        dialog.close()

    counter.dialog("Return", look)
    assert "2026-访-000001" in seen[0]


def test_papers_stand_in_the_folder_whole(counter: Counter) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    paper = next(Path(counter.printed).iterdir())
    assert paper.read_bytes().startswith(b"%PDF")


def test_nobody_is_put_together_from_two_people(counter: Counter) -> None:
    form = counter.form
    for path, told in (("petitioner.address", "花园新村1号"), ("petitioner.postcode", "310099")):
        enter(counter, "王小明", "屋顶漏水。")
        form.focus(path)
        counter.hands.tell(told)
        counter.register()
    enter(counter, "王小明", "屋顶漏水。")
    counter.settle()
    counter.hands.press("Alt+2")
    counter.settle()
    first = counter.field("petitioner.address"), counter.field("petitioner.postcode")
    counter.hands.press("Alt+Down", "Alt+2")
    counter.settle()
    second = counter.field("petitioner.address"), counter.field("petitioner.postcode")
    assert {first, second} == {("花园新村1号", ""), ("", "310099")}
