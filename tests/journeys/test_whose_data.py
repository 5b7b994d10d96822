"""Whose data they are: nobody gets another's number, name or address by a phone that both of them use."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from petitiondesk.rules.identity_numbers import check_digit
from petitiondesk.storage import registrations
from tests.journeys.conftest import Counter
from tests.journeys.test_again import enter, press_in, say_who
from tests.journeys.test_individual_visit import ID_NUMBER

PHONE = "13800000042"
HERS = "33010219750305124"
HER_NUMBER = HERS + check_digit(HERS)
ADDRESS = "花园新村2栋"


def tell(counter: Counter, *, number: str = "", name: str = "", phone: str = PHONE, address: str = "") -> None:
    for path, text in (("id_number", number), ("name", name), ("phone", phone), ("address", address)):
        if text:
            counter.focus_on(f"petitioner.{path}")
            counter.hands.tell(text)
    counter.settle()


def take_over(counter: Counter) -> None:
    counter.hands.press("Alt+2")
    counter.settle()


def link(counter: Counter) -> None:
    counter.dialog("Alt+1", press_in(counter, "2"))
    counter.settle()


def person(counter: Counter) -> dict[str, str]:
    """What stands on the form of the person, but for what a blank form has."""
    blank = {"petitioner.kind", "petitioner.id_type", "petitioner.sex"}
    texts = counter.texts()
    return {path: text for path, text in texts.items() if path.startswith("petitioner.") and text and path not in blank}


def panel(counter: Counter) -> str:
    return "\n".join(label.text() for label in counter.earlier().findChildren(QLabel))


@pytest.mark.parametrize("act", [link, take_over])
@pytest.mark.parametrize(
    "told",
    [
        {"petitioner.name": "王芳", "petitioner.phone": PHONE},
        {"petitioner.name": "李墙", "petitioner.phone": PHONE},
        {"petitioner.id_number": HER_NUMBER, "petitioner.phone": PHONE},
    ],
)
def test_a_wife_at_the_same_phone_gets_nothing_of_her_husbands(
    counter: Counter, act: Callable[[Counter], None], told: dict[str, str]
) -> None:
    tell(counter, number=ID_NUMBER, name="李强", address=ADDRESS)
    counter.register()
    tell(counter, number=told.get("petitioner.id_number", ""), name=told.get("petitioner.name", ""))
    before = person(counter)
    act(counter)
    assert person(counter) == before
    assert "没有" in counter.bar()
    assert ("2026-访-000001" in counter.bar()) is (act is link), "linked is linked, and that is said too"
    counter.focus_on("registration.facts")
    counter.hands.tell("屋顶漏水。")
    counter.register()
    with counter.desk.database.read() as session:
        first, second = (registrations.with_everything(session, f"2026-访-00000{number}") for number in (1, 2))
        assert first is not None
        assert second is not None
        hers = second.parties[0].petitioner
        assert (hers.name, hers.id_number) == (told.get("petitioner.name"), told.get("petitioner.id_number"))
        assert (second.case_id == first.case_id) is (act is link)


def test_whoever_is_the_same_by_the_number_is_filled_in(counter: Counter) -> None:
    tell(counter, number=ID_NUMBER, name="李强", address=ADDRESS)
    counter.register()
    tell(counter, number=ID_NUMBER, phone="")
    link(counter)
    assert (counter.field("petitioner.name"), counter.field("petitioner.address")) == ("李强", ADDRESS)


def test_the_kind_of_paper_on_record_is_not_put_on_a_number_typed_now(counter: Counter) -> None:
    tell(counter, name="李强", address=ADDRESS)
    counter.fields.write("petitioner.id_type", "passport")
    counter.register()
    tell(counter, number=ID_NUMBER, name="李强")
    take_over(counter)
    assert counter.field("petitioner.address") == ADDRESS
    assert counter.field("petitioner.id_type") == "resident_card"


def test_nobody_learns_by_a_phone_where_somebody_under_protection_lives(counter: Counter) -> None:
    tell(counter, number=HER_NUMBER, name="王芳", address="庇护所3号")
    counter.hands.press("Alt+B")
    counter.focus_on("registration.facts")
    counter.hands.tell("丈夫殴打。")
    counter.register()
    for name in ("李强", "王芳", ""):
        tell(counter, name=name)
        assert "殴打" not in panel(counter)
        take_over(counter)
        assert counter.field("petitioner.address") == counter.field("petitioner.id_number") == ""
        assert counter.field("petitioner.name") == name
        assert "没有" in counter.bar()
        counter.hands.press("Alt+X")
        counter.settle()
    tell(counter, number=HER_NUMBER)
    take_over(counter)
    assert counter.field("petitioner.address") == "庇护所3号", "to herself, by her number"


def test_who_stayed_anonymous_is_named_nowhere(counter: Counter) -> None:
    counter.hands.press("Alt+N")
    enter(counter, "周不名", "屋顶漏水。")
    counter.register()
    assert "周不名" not in counter.reception.side.latest.item(0).text()
    for name, phone in (("王芳", PHONE), ("周不名", ""), ("周不名", PHONE)):
        say_who(counter, name, phone)
        for told in ("2026-访-000001", "屋顶漏水", "匿名"):
            assert told not in panel(counter), "to be listed under a name or a phone is to be named"
        take_over(counter)
        assert person(counter) == {
            path: text for path, text in (("petitioner.name", name), ("petitioner.phone", phone)) if text
        }
        counter.hands.press("Alt+X")
        counter.settle()


def test_a_sensitive_matter_is_in_no_list(counter: Counter) -> None:
    counter.hands.press("Alt+B")
    enter(counter, "王芳", "丈夫殴打。")
    counter.hands.press("F8")
    counter.settle()
    seen: list[str] = []

    def look(dialog: object) -> None:
        seen.extend(row.accessibleName() for row in dialog._rows)  # type: ignore[attr-defined]
        counter.hands.press("Escape")

    counter.dialog("F9", look)
    assert len(seen) == 1
    assert "殴打" not in seen[0]
    assert "王芳" in seen[0]
