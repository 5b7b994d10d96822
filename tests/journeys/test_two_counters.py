"""Two counters on one office: what the other did is seen within two seconds; a form being typed is left alone."""

import time
from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from petitiondesk.office import reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import kinds
from petitiondesk.office.opening import open_office
from petitiondesk.storage.models import Draft
from tests.journeys.conftest import Counter

AFTER_THE_START_MS = 1_300
"""By then what is loaded ahead and looked at after an opening has begun, so that it is waited for."""


def register_elsewhere(desk: Desk, counter: Counter, name: str) -> str:
    now = counter.clock()
    told = {"petitioner.name": name, "registration.facts": "路灯不亮。"}
    return reception.register(desk, Draft(name, kinds.VISIT, now, now, told), now=now).number


def test_what_another_counter_registers_is_seen_and_the_form_stays(counter: Counter) -> None:
    other = open_office(counter.folder / "office.db", counter.folder / "other-drafts.db", counter.clock()).desk
    counter.hands.press("Return")
    counter.hands.tell("李𬭚")
    counter.focus_on("registration.facts")
    counter.hands.tell("屋顶漏水。")
    QTest.qWait(AFTER_THE_START_MS)
    counter.settle()
    before = counter.texts()
    number = register_elsewhere(replace(other, written=set()), counter, "王芳")
    began = time.monotonic()
    while number not in counter.reception.side.latest.item(0).text():
        counter.settle()
        assert time.monotonic() - began < 2, "not seen within two seconds"
    assert counter.texts() == before
    assert counter.focus() == "registration.facts"
    counter.hands.press("Shift+F3")
    counter.settle()
    second = register_elsewhere(replace(other, written=set()), counter, "周敏")
    began = time.monotonic()
    table = counter.window.page("register").findChildren(QTableView)[0]
    while table.model().data(table.model().index(0, 0)) != second:
        counter.settle()
        assert time.monotonic() - began < 2, "not seen within two seconds"
    other.close()
