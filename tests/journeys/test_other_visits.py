"""Groups, anonymous visitors, reports of wrongdoing, minors: each ends with its slip, by keys alone."""

from petitiondesk.office import finding
from petitiondesk.storage import registrations
from tests.journeys.conftest import Counter

VILLAGERS = ("王大山", "陈水根", "赵金花", "周阿毛")


def test_a_group_with_five_representatives(counter: Counter) -> None:
    hands = counter.hands
    hands.press("Return")
    hands.tell("孙有田")
    hands.press("F7")
    assert counter.focus() == "registration.visitor_count"
    hands.tell("7")
    hands.press("Return")
    assert counter.focus() == "registration.household_count"
    hands.tell("6")
    hands.press("Return", "Return")
    for position, name in enumerate(VILLAGERS):
        assert counter.focus() == f"parties.{position}.name"
        hands.tell(name)
        hands.press("Return", "Return", "Return", "Return")
    hands.press("F6")
    assert counter.focus() == "parties.4.name"
    hands.tell("孙小田")
    hands.press("Alt+G")
    assert counter.focus() == "registration.problem_place"
    counter.window.reception._form.focus("registration.facts")
    hands.tell("征地补偿款去年就该发，至今没有发。")
    counter.register()
    assert "孙有田等7人" in counter.slips()[-1]
    with counter.desk.database.read() as session:
        visit = registrations.with_everything(session, "2026-访-000001")
        assert visit is not None
        assert (visit.visitor_count, visit.household_count) == (7, 6)
        roles = [party.role for party in visit.parties]
        assert roles == ["petitioner", *["representative"] * 4, "proxy"]
    assert counter.focus() == "petitioner.id_number"


def test_a_sixth_representative_is_told_and_kept(counter: Counter) -> None:
    hands = counter.hands
    hands.press("F7")
    hands.tell("9")
    hands.press("F7")
    form = counter.window.reception._form
    for position in range(5):
        form.focus(f"parties.{position}.name")
        hands.tell(f"村民{position}")
    said = form.form.field("registration.visitor_count").problem.text()
    assert "6" in said
    assert "5" in said
    counter.register()
    assert "2026-访-000001" in counter.message()


def test_an_anonymous_visitor_is_registered_without_a_red_mark(counter: Counter) -> None:
    hands = counter.hands
    hands.press("Alt+N")
    form = counter.window.reception._form.form
    form.field("registration.facts").widget.setFocus()
    hands.tell("夜里工地施工，十一点以后还在打桩。")
    assert form.field("petitioner.name").problem.property("state") == ""
    assert form.field("petitioner.address").problem.property("state") == ""
    counter.register()
    slip = counter.slips()[-1]
    assert "2026-访-000001" in slip
    assert "来访人" not in slip
    assert "夜里工地施工" in slip


def test_the_slip_of_a_report_of_wrongdoing_names_nobody(counter: Counter) -> None:
    hands = counter.hands
    hands.press("Return")
    hands.tell("吴正直")
    hands.press("Alt+R")
    assert counter.window.reception.restricted_bar.words()
    form = counter.window.reception._form
    form.focus("registration.accused_body")
    hands.tell("某某镇财政所")
    form.focus("registration.accused_person")
    hands.tell("钱所长")
    form.focus("registration.facts")
    hands.tell("截留补助款。")
    counter.register()
    slip = counter.slips()[-1]
    assert "检举控告类事项" in slip
    for secret in ("吴正直", "财政所", "钱所长", "截留"):
        assert secret not in slip
    assert "检举控告" in counter.window.reception.side.latest.item(0).text()
    hands.press("Return")
    hands.tell("吴正直")
    counter.settle()
    assert counter.window.reception.side.earlier.current() is None, "a restricted case never shows"


def test_a_minor_gets_the_bar_and_a_sensitive_class(counter: Counter) -> None:
    counter.hands.press("Alt+U")
    assert "未成年" in counter.window.reception.minor_bar.words()
    counter.hands.press("Return")
    counter.hands.tell("小芳")
    counter.register()
    assert finding.latest(counter.desk)[0].confidentiality == "sensitive"
