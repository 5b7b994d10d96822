"""Groups, anonymous visitors, reports of wrongdoing, minors: each ends with its slip, by keys alone."""

import pytest
from PySide6.QtWidgets import QPushButton

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
        hands.press("Return")
        assert counter.focus() == f"parties.{position}.id_number"
        hands.press("Return")
        assert counter.focus() == f"parties.{position}.phone"
        hands.press("Return")
    assert counter.focus() == "registration.problem_place"
    hands.press("F6")
    assert counter.focus() == "parties.4.name"
    hands.tell("孙小田")
    hands.press("Alt+G")
    assert counter.focus() == "registration.problem_division_id"
    counter.focus_on("registration.facts")
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


def test_a_blank_name_ends_the_walk_over_the_representatives(counter: Counter) -> None:
    hands = counter.hands
    hands.press("F7")
    hands.tell("6")
    hands.press("Return", "Return", "Return")
    hands.tell(VILLAGERS[0])
    hands.press("Return", "Return", "Return")
    assert counter.focus() == "parties.1.name"
    hands.press("Return")
    assert counter.focus() == "registration.problem_place"
    hands.press("Shift+Return")
    assert counter.focus() == "parties.3.phone", "back goes by the chain"


def test_a_proxys_authority_is_asked_for_in_turn(counter: Counter) -> None:
    counter.hands.press("F6")
    counter.hands.tell("孙小田")
    counter.hands.press("Return", "Return", "Return")
    assert counter.focus() == "parties.0.authority"


def test_an_old_man_who_has_no_papers_on_him(counter: Counter) -> None:
    hands, form = counter.hands, counter.fields
    hands.press("Shift+Return")
    assert counter.focus() == "petitioner.id_type"
    hands.press("W")  # 未带证件
    hands.press("Return")
    assert counter.focus() == "petitioner.name", "no number is asked for"
    hands.tell("周老根")
    assert form.field("petitioner.id_number").problem.text() == ""
    assert form.field("petitioner.phone").problem.text()
    assert hands.keys == 3
    counter.register()
    with counter.desk.database.read() as session:
        visit = registrations.with_everything(session, "2026-访-000001")
        assert visit is not None
        [old_man] = [party.petitioner for party in visit.parties]
        assert (old_man.name, old_man.id_type, old_man.id_number) == ("周老根", "no_papers", None)
    hands.press("Return")
    assert counter.focus() == "petitioner.name", "the next visitor is asked again"


@pytest.mark.parametrize(("letter", "kind"), [("H", "passport"), ("W", "no_papers")])
def test_enter_asks_what_belongs_to_the_kind_of_id(counter: Counter, letter: str, kind: str) -> None:
    hands = counter.hands
    hands.press("Shift+Return", letter)
    assert counter.field("petitioner.id_type") == kind
    went = []
    while counter.focus() != "petitioner.division_id":
        hands.press("Return")
        went.append(counter.focus().removeprefix("petitioner."))
    foreigner = ["id_number", "name", "nationality", "birth_date", "phone", "division_id"]
    assert went == (foreigner if kind == "passport" else ["name", "phone", "division_id"])


def test_what_a_visitor_needs_with_the_slip_is_said_when_it_is_printed(counter: Counter) -> None:
    hands, form = counter.hands, counter.form
    for need in ("needs.cannot_read", "needs.sight"):
        form.focus(need)
        hands.press("Space")
    counter.register()
    for part in ("2026-访-000001", "念给", "Alt+P"):
        assert part in counter.bar()
    hands.press("Alt+O")
    assert "Alt+P" not in counter.bar()


def test_enter_goes_from_need_to_need(counter: Counter) -> None:
    hands = counter.hands
    hands.press("Alt+S", "Space", "Return")
    assert counter.focus() == "needs.illness"
    hands.press(*["Return"] * 9)
    assert counter.focus() == "registration.language", "the last one keeps it"
    hands.press("Shift+Return")
    assert counter.focus() == "materials.0.name"


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ((), "companion"),
        (("Alt+U",), "companion"),
        (("needs.interpreter",), "interpreter"),
        (("needs.hearing",), "sign_language"),
    ],
)
def test_a_helper_is_taken_down_as_what_was_told_and_once_more_as_another(
    counter: Counter, told: tuple[str, ...], role: str
) -> None:
    hands, form = counter.hands, counter.form
    for each in told:
        if each.startswith("needs."):
            form.focus(each)
            hands.press("Space")
        else:
            hands.press(each)
    hands.press("Alt+H")
    assert counter.focus() == "parties.0.name"
    assert counter.field("parties.0.role") == role
    roles = {role}
    for _ in range(4):
        hands.press("Alt+H")
        roles.add(counter.field("parties.0.role"))
    assert roles == {"companion", "guardian", "interpreter", "sign_language", "carer"}
    hands.tell("孙小田")
    hands.press("Alt+H")
    assert counter.focus() == "parties.1.name", "whoever has a name stays what he or she is"


def test_a_sixth_representative_is_told_and_kept(counter: Counter) -> None:
    hands = counter.hands
    hands.press("F7")
    hands.tell("9")
    hands.press("F7")
    form = counter.form
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
    form = counter.fields
    form.field("registration.facts").widget.setFocus()
    hands.tell("夜里工地施工，十一点以后还在打桩。")
    assert form.field("petitioner.name").problem.property("state") == "hint"
    assert form.field("petitioner.address").problem.property("state") == "hint"
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
    assert counter.screen.restricted_bar.words()
    form = counter.form
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
    assert "检举控告" in counter.reception.side.latest.item(0).text()
    hands.press("Return")
    hands.tell("吴正直")
    counter.settle()
    assert counter.earlier().current() is None, "a restricted case never shows"


def test_somebody_in_danger_is_seen_to_first_by_one_key_from_anywhere(counter: Counter) -> None:
    bar = counter.screen.danger_bar
    counter.focus_on("registration.facts")
    counter.hands.tell("她说活不下去了。")
    assert bar.words() == ""
    counter.hands.press("Ctrl+F11")
    assert "110" in bar.words()
    assert counter.focus() == "registration.facts"
    assert counter.field("registration.facts") == "她说活不下去了。"
    counter.register()
    assert bar.words() == "", "the next visitor is another"
    button = counter.window.findChild(QPushButton, "emergency_button")
    assert button.isVisible()
    assert "Ctrl+F11" in button.text(), "in sight for whoever knows no key"
    button.click()
    assert "110" in bar.words()


def test_a_second_proxy_waits_until_the_first_has_a_name(counter: Counter) -> None:
    counter.hands.press("F6", "F6")
    assert counter.focus() == "parties.0.name"
    counter.hands.tell("王律师")
    counter.hands.press("F6")
    assert counter.focus() == "parties.1.name"


def test_a_minor_gets_the_bar_and_a_sensitive_class(counter: Counter) -> None:
    counter.hands.press("Alt+U")
    assert "未成年" in counter.screen.minor_bar.words()
    counter.hands.press("Return")
    counter.hands.tell("小芳")
    counter.register()
    assert finding.latest(counter.desk)[0].confidentiality == "sensitive"


@pytest.mark.parametrize(("key", "words", "kept"), [("Alt+U", "敏感", "sensitive"), ("Alt+R", "检举", "restricted")])
def test_the_class_on_screen_is_the_one_that_is_kept(counter: Counter, key: str, words: str, kept: str) -> None:
    box = counter.widget("case.confidentiality")
    assert "一般" in box.shown()
    counter.hands.press(key)
    assert words in box.shown()
    assert not box.isEnabled(), "where the rule raises it nobody can choose"
    counter.hands.press("Return")
    counter.hands.tell("小芳")
    counter.register()
    assert finding.latest(counter.desk)[0].confidentiality == kept
    assert "一般" in box.shown()


def test_what_is_to_be_kept_confidential_is_at_least_sensitive(counter: Counter) -> None:
    counter.hands.press("Alt+B")
    assert "敏感" in counter.widget("case.confidentiality").shown()
    counter.hands.press("Alt+B")
    assert "一般" in counter.widget("case.confidentiality").shown()


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("Alt+G", "registration.problem_division_id"),
        ("Alt+F", "registration.facts"),
        ("Alt+Q", "requests.0.text"),
        ("Alt+M", "materials.0.name"),
        ("Alt+S", "needs.old_age"),
        ("Alt+J", "prior_procedures.0.kind"),
        ("F6", "parties.0.name"),
        ("F7", "registration.visitor_count"),
    ],
)
def test_a_key_leads_to_every_block(counter: Counter, key: str, path: str) -> None:
    counter.hands.press(key)
    assert counter.focus() == path
